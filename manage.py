#!/usr/bin/env python3
"""Django's command line for kapsite."""

import os
import sys


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapsite.settings")
    from django.core.management import execute_from_command_line

    from kapsite.env import SettingError

    try:
        execute_from_command_line(sys.argv)
    except SettingError as error:
        sys.exit(f"Setting refused: {error}")


if __name__ == "__main__":
    main()
