"""Lines of progress that say how long things take."""

import os
import time

# ``make`` hands down when it began, so that the seconds count from the person's own command.
BEGAN = float(os.environ.get("KAP_STARTED") or time.time())


def say(line: str) -> None:
    """Print ``line`` with the seconds since the beginning, at once even into a pipe."""
    print(f"[{time.time() - BEGAN:4.0f} s] {line}", flush=True)
