"""The whole site on its real content, read once and put into each test's database."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from pytest_django import Settings

from kapsite.publishing import sync

APPS = ("publishing", "articles", "faq")
rows: list[tuple[type[Model], list[Model]]] = []


def load() -> None:
    """Sync once; afterwards the same rows are copied, which is ten times as fast."""
    if rows:
        for model, copies in rows:
            model._default_manager.bulk_create(copies)
        # Rows that bring their keys leave PostgreSQL's counters behind.
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [m for m, _ in rows]):
                cursor.execute(statement)
        return
    sync.apply(sync.plan(Path(django_settings.CONTENT_DIR)))
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            rows.append((model, list(model._default_manager.all())))


@pytest.fixture
def site(db: None, settings: Settings, tmp_path: Path) -> Path:
    """The real content in the database, with a page store of its own."""
    settings.PAGES_DIR = tmp_path / "pages"
    load()
    return tmp_path
