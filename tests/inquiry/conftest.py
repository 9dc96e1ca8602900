"""What every test of the inquiry needs: folders of its own, and no waiting."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.inquiry.visitor import Visitor


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.EMAIL_FILE_PATH = settings.MAIL_DIR = tmp_path / "mail"
    settings.FORM_MINIMUM = timedelta(0)
    settings.NOTICE_TO = ["intake@clinic.example"]


@pytest.fixture
def visitor(db):
    return Visitor()


@pytest.fixture
def shared_database(transactional_db):
    """The tests' database for threads and processes, outside any transaction; gives its URL."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        yield f"sqlite://{values['NAME']}"
    else:
        yield "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**values)
    # With the limits that a test may have set on it.
    connection.close()
