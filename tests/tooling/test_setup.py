"""A machine that lacks what the environment needs is told so in one sentence."""

import shutil
import subprocess

import pytest

from tests.tooling.site import ROOT


@pytest.fixture
def setup(tmp_path):
    """Set up an empty folder with only the Python that ``script`` plays."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("cmp", "date", "sh"):
        (tools / name).symlink_to(shutil.which(name))

    def setup(script):
        python = tools / "python3"
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
        command = ["sh", str(ROOT / "tools" / "setup.sh"), "requirements.txt"]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={"PATH": str(tools)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        return done.stderr

    return setup


def test_an_old_python_is_named_with_the_cure(setup):
    assert setup("exit 1").startswith("Python 3.11 or newer was not found: install it")


def test_a_python_without_venv_is_named_with_the_cure(setup):
    words = setup('[ "$1" = -c ] || [ "$1" = --version ]')
    assert "cannot make an environment here: install its venv module" in words
