"""Exit 0 where the site in this container answers; Docker's HEALTHCHECK runs it."""

import os
import urllib.request
from urllib.parse import urlsplit

PORT = os.environ.get("PORT") or "8000"
# The site answers to its own name only.
HOST = urlsplit(os.environ.get("KAP_BASE_URL", "")).netloc or f"127.0.0.1:{PORT}"

request = urllib.request.Request(f"http://127.0.0.1:{PORT}/healthz", headers={"Host": HOST})
urllib.request.urlopen(request, timeout=4).close()  # noqa: S310
