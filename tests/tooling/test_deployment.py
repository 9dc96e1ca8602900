"""What is written about deploying holds: the compose file, the image, the table of settings."""

import re

import pytest
import yaml

from tests.tooling.site import ROOT

READ = re.compile(r"env\.(?:text|flag|integer|choice|words|secret|database)\(\s*f?\"(KAP_\w+)")
NAMED = re.compile(r"KAP_[A-Z][A-Z_]*[A-Z]")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


@pytest.fixture(scope="module")
def settings_read():
    """The names of all settings that the code reads."""
    sources = (file.read_text() for file in (ROOT / "kapsite").rglob("*.py"))
    return {name.rstrip("_") for source in sources for name in READ.findall(source)}


def test_the_database_is_reached_from_inside_alone(compose):
    database = compose["services"]["database"]
    assert "ports" not in database
    assert database["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_the_web_server_is_offered_to_this_machine_alone(compose):
    assert all(port.startswith("127.0.0.1:") for port in compose["services"]["web"]["ports"])


def test_secrets_are_files_outside_the_repository(compose):
    assert all(one["file"].startswith("var/") for one in compose["secrets"].values())
    for service in compose["services"].values():
        assert set(service["secrets"]) <= set(compose["secrets"])
        secret = {key for key in service["environment"] if re.search("KEY|PASSWORD|URL", key)}
        assert all(key.endswith("_FILE") for key in secret)


def test_tables_and_content_come_before_the_servers(compose):
    first = {"prepare": {"condition": "service_completed_successfully"}}
    assert all(compose["services"][name]["depends_on"] == first for name in ("web", "worker"))


@pytest.mark.parametrize("name", ["compose.yaml", "Dockerfile", "README.md", "tools/healthy.py"])
def test_every_setting_named_exists(name, settings_read):
    named = {one.removesuffix("_FILE") for one in NAMED.findall((ROOT / name).read_text())}
    known = {one for one in named if one.startswith("KAP_CLINIC")} | settings_read
    assert named <= known


def test_the_readme_tells_every_setting(settings_read):
    named = set(NAMED.findall((ROOT / "README.md").read_text()))
    assert settings_read <= named | {"KAP_CLINIC"}


def test_no_data_and_no_secret_enters_an_image():
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {"var", ".git", "*.env", ".venv"} <= set(ignored)


def test_the_image_does_not_run_as_root():
    assert re.search(r"^USER kapsite$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
