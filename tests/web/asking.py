"""One request to a desk, without a browser: what came back, nothing followed."""

import http.client
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from browsing import Site


def ask(
    site: Site,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
) -> tuple[http.client.HTTPResponse, bytes]:
    parts = urlsplit(site.address)
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=30
    )
    try:
        if form is None:
            connection.request(method, path, headers=dict(headers or {}))
        else:
            connection.request("POST", path, urlencode(form), dict(headers or {}))
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()
