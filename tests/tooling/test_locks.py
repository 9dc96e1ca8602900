"""The lock files hold what pyproject.toml asks for, by hash, and name no server."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tooling.site import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")
ADDRESS = re.compile(r"https?:|//|\bindex-url\b|\bfind-links\b|\btrusted-host\b")


def pins(lock):
    """Name and version of everything in a lock, with the number of its hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    found = [re.match(r"([\w.-]+)==([^\s;]+)", entry) for entry in entries]
    assert all(found), lock
    return {
        canonicalize_name(name[1]): (name[2], entry.count("--hash=sha256:"))
        for name, entry in zip(found, entries, strict=True)
    }


def asked():
    """Each requirement of pyproject.toml, with the lock that must hold it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    site = [*project["project"]["dependencies"]]
    site += project["project"]["optional-dependencies"]["postgres"]
    yield from ((LOCKS[0], Requirement(one)) for one in site)
    yield from ((LOCKS[1], Requirement(one)) for one in project["dependency-groups"]["dev"])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_hash(lock):
    assert [name for name, (_, hashes) in pins(lock).items() if not hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_server_is_named(lock):
    assert ADDRESS.search((ROOT / lock).read_text()) is None


@pytest.mark.parametrize(("lock", "requirement"), [*asked()], ids=str)
def test_the_lock_holds_what_is_asked_for(lock, requirement):
    version, _ = pins(lock)[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version), "run make lock"


def test_the_tests_run_on_the_packages_that_the_site_runs_on():
    assert pins(LOCKS[0]).items() <= pins(LOCKS[1]).items(), "run make lock"


def test_the_browser_of_last_resort_is_pinned_by_hash_too():
    lock = json.loads((ROOT / "tools" / "npm" / "package-lock.json").read_text())
    packages = [one for name, one in lock["packages"].items() if name]
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages)
    assert not any("resolved" in one for one in packages)
