"""The journeys are tested on the real content."""

from tests.pages.conftest import site

__all__ = ["site"]
