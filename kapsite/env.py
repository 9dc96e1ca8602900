"""Settings from the environment: each reader refuses a bad value and says the cure.

A value comes from ``KAP_NAME``, or from the file that ``KAP_NAME_FILE`` names, so
that secrets can be mounted rather than exported.
"""

import os
import secrets
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
# Older libraries can corrupt a WAL database that several processes write.
WAL_SAFE_SINCE = (3, 51, 3)


class SettingError(ValueError):
    """A setting that cannot be used; the message names it and says the cure."""


def text(name: str, default: str = "") -> str:
    """The setting ``name`` as text, stripped; ``default`` where it is not set.

    Raises SettingError where both it and its ``_FILE`` are set, or the file cannot be read.
    """
    value, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value is not None and path is not None:
        raise SettingError(f"{name} and {name}_FILE are both set; keep one of them.")
    if path is not None:
        try:
            value = Path(path).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            raise SettingError(
                f"{name}_FILE names {path!r}, which cannot be read as text; "
                "correct the path or its access rights."
            ) from None
    return default if value is None else value.strip()


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no setting; raises SettingError for anything else."""
    value = text(name, str(default)).lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise SettingError(f"{name} is {value!r}; set it to 1 or 0.")


def integer(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``; raises SettingError for anything else."""
    value = text(name, str(default))
    if value.isascii() and value.isdigit() and low <= int(value) <= high:
        return int(value)
    raise SettingError(f"{name} is {value!r}; set it to a whole number from {low} to {high}.")


def choice(name: str, default: str, options: tuple[str, ...]) -> str:
    """One of ``options``; raises SettingError for anything else."""
    value = text(name, default)
    if value in options:
        return value
    raise SettingError(f"{name} is {value!r}; set it to one of: {', '.join(options)}.")


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas, without its empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def host(url: str) -> str:
    """The host of an address such as KAP_BASE_URL; raises SettingError where there is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(f"KAP_BASE_URL is {url!r}; write it as https://www.clinic.example.")
    return parts.hostname


def secret(name: str, path: Path) -> str:
    """The secret ``name``; where it is not set, the one kept in ``path``, made on first use.

    Raises SettingError for a secret under 32 characters or a folder that cannot be written.
    """
    value = text(name)
    if not value:
        value = kept_secret(name, path)
    if len(value) < 32:
        raise SettingError(f"{name} is too short; use at least 32 random characters.")
    return value


def kept_secret(name: str, path: Path) -> str:
    """Read the secret in ``path``, or make it there, readable by its owner alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        if not path.exists():
            draft.touch(0o600, exist_ok=False)
            draft.write_text(secrets.token_urlsafe(48), "ascii")
            # link() loses against another process that was first, and so both agree.
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text("ascii").strip()
    except OSError:
        raise SettingError(
            f"{path} cannot be read or made; make its folder writable, or set {name}."
        ) from None


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's database settings from a URL: ``postgres://…`` or ``sqlite:///path``."""
    url = text(name)
    if not url:
        return sqlite(default)
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise SettingError(
        f"{name} is not a database; write postgres://user:password@host/name or sqlite:///path."
    )


def sqlite(path: Path) -> dict[str, Any]:
    """Django's settings for an SQLite file whose every commit is on disk when it returns."""
    journal = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
        if sqlite3.sqlite_version_info >= WAL_SAFE_SINCE
        else "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "init_command": f"{journal}; PRAGMA secure_delete=ON",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
