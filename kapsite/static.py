"""Static files under names that carry their hash, and under their own until they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; a checkout without ``collectstatic`` still shows every page."""

    def stored_name(self, name: str) -> str:
        """The hashed name, or ``name`` where nothing was collected yet."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
