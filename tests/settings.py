"""The site's settings for the tests: nothing of this checkout's own data, and nothing slow."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = ("KAP_DATABASE_URL", "KAP_STARTED", "KAP_TEST_CHROMIUM")
for name in [name for name in os.environ if name.startswith("KAP_") and name not in KEPT]:
    del os.environ[name]
os.environ.pop("PORT", None)
os.environ["KAP_VAR_DIR"] = tempfile.mkdtemp(prefix="kapsite-tests-")
# Playwright's event loop runs in the thread that talks to the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from kapsite.settings import *  # noqa: E402, F403
from kapsite.settings import DATABASES, STORAGES, VAR_DIR  # noqa: E402

# WhiteNoise warns of a folder that is missing.
(Path(VAR_DIR) / "static").mkdir()
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# A file, as in use: threads then meet the locks that visitors would meet.
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": Path(VAR_DIR) / "tests.sqlite3"}
