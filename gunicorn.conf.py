"""How gunicorn serves kapsite, on a laptop and in a container alike."""

import logging
import os
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from kapsite.logs import PrivateFormatter

bind = "127.0.0.1:8000"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 10
# Longer than a proxy keeps an idle connection would only hold threads.
keepalive = 5
# It would lie in the home folder, and nothing here speaks to it.
control_socket_disable = True
# A worker's heartbeat file on a slow disk can stall the worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def without_request(record: logging.LogRecord) -> bool:
    """Cut an address or a header from a message: what a person looked for is health information."""
    for start in ("Invalid request", "Error handling request"):
        if str(record.msg).startswith(start):
            record.msg, record.args = start, ()
    return True


class PrivateLogger(Logger):  # type: ignore[misc]
    """gunicorn's log without requests and without exceptions' messages."""

    def setup(self, cfg: Any) -> None:
        """Dress the handlers that gunicorn made."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(PrivateFormatter())
            handler.addFilter(without_request)


logger_class = PrivateLogger
loglevel = "warning"
