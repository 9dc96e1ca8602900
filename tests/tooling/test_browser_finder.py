"""The tests' browser is one that starts; where there is none, the cure is said."""

import shlex
import subprocess
import sys

import pytest

from tests.tooling.site import ROOT, environment


@pytest.fixture
def machine(tmp_path, chromium_path):
    """A machine with no programs but those it is given; ``find()`` looks for a browser on it."""
    return Machine(tmp_path, chromium_path)


class Machine:
    def __init__(self, folder, browser):
        self.folder = folder
        self.works = f'exec {shlex.quote(browser)} "$@"'

    def add(self, name, script):
        """Give it a program."""
        file = self.folder / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return str(file)

    def find(self, **variables):
        """Run the finder with nothing else to find."""
        variables = environment() | {"PATH": str(self.folder)} | variables
        command = [sys.executable, str(ROOT / "tools" / "browser.py")]
        return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def test_a_browser_that_does_not_start_is_passed_over(machine):
    machine.add("chromium", "exit 1")
    good = machine.add("google-chrome", machine.works)
    assert machine.find().stdout.strip() == good


def test_a_chosen_browser_is_the_only_one_tried(machine, tmp_path):
    machine.add("chromium", machine.works)
    done = machine.find(CHROMIUM=str(tmp_path / "missing"))
    assert done.returncode == 1
    assert "CHROMIUM names" in done.stderr
    assert done.stdout == ""


def test_a_machine_without_one_gets_it_from_its_packages(machine):
    made = machine.folder / "chromium"
    script = f"#!/bin/sh\n{machine.works}\n"
    machine.add("sh", 'exec /bin/sh "$@"')
    machine.add("sudo", 'shift; exec "$@"')
    machine.add("true", "exit 0")
    write = f"printf %s {shlex.quote(script)} >{made}; /bin/chmod 755 {made}"
    machine.add("apt-get", f'case "$*" in *install*) {write} ;; esac')
    done = machine.find()
    assert done.stdout.strip() == str(made)
    assert "installing it with apt-get" in done.stderr


def test_a_machine_that_can_get_none_is_told_what_to_do(machine):
    machine.add("chromium", "exit 1")
    done = machine.find()
    assert done.returncode == 1
    assert "apt-get install chromium" in done.stderr
    assert done.stdout == ""
