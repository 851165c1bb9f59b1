"""Who may ask, and what a browser may do with the answer.

A page on another site must neither read this desk (DNS rebinding: the Host header) nor
write to it (forged forms: the Origin header), and nothing that an article says may run
as a script (the content security policy; templates escape everything besides).
"""

import hmac
from collections.abc import Iterable
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
COOKIE = "detente"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware: answers 400, 401 or 403 itself, marks every other answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request, then hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope, headers)

        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in HEADERS.items():
                    answer[name] = value
                if "cache-control" not in answer:
                    answer["cache-control"] = "no-cache"
                if self._came_with_token(scope):
                    value = quote(self._settings.token or "", safe="")
                    name = _cookie_of(scope)
                    cookie = f"{name}={value}; HttpOnly; SameSite=Strict; Path=/"
                    answer.append("set-cookie", cookie)
            await send(message)

        if refused is not None:
            await refused(scope, receive, mark)
            return
        if scope["method"] == "HEAD":  # answered as GET is, without its body
            await self._app({**scope, "method": "GET"}, receive, _headless(mark))
            return
        await self._app(scope, receive, mark)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if not self._settings.answers_to(_name_of(headers.get("host", ""))):
            said = "this desk does not answer under that host name"
            return PlainTextResponse(said, status_code=400)
        if scope["method"] not in READING and not self._is_own(headers):
            said = "changes are taken only from this desk's own pages"
            return PlainTextResponse(said, status_code=403)
        if self._settings.token and not self._has_token(scope, headers):
            said = "a token is needed: open the address that `detente serve` printed"
            return PlainTextResponse(said, status_code=401)
        if scope["path"] == "/" and self._came_with_token(scope):
            # The cookie has it now; it shall not stay in the address and be passed on.
            return RedirectResponse("/", status_code=303)
        return None

    def _is_own(self, headers: Headers) -> bool:
        """Whether a changing request comes from a page of this desk."""
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") in {"same-origin", "none"}
        return urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()

    def _has_token(self, scope: Scope, headers: Headers) -> bool:
        given = _tokens_in(scope)
        scheme, _, value = headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer":
            given.append(value)
        for part in headers.get("cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == _cookie_of(scope):
                given.append(unquote(value))
        return self._is_token(given)

    def _came_with_token(self, scope: Scope) -> bool:
        return bool(self._settings.token) and self._is_token(_tokens_in(scope))

    def _is_token(self, given: Iterable[str]) -> bool:
        token = (self._settings.token or "").encode()
        return any(hmac.compare_digest(one.encode(), token) for one in given)


def _cookie_of(scope: Scope) -> str:
    """The cookie's name: browsers share cookies among the ports of a host."""
    _, port = scope.get("server") or ("", None)
    return f"{COOKIE}-{port}"


def _headless(send: Send) -> Send:
    """The same answer without its body."""

    async def cut(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return cut


def _tokens_in(scope: Scope) -> list[str]:
    query = scope["query_string"].decode("latin-1")
    return parse_qs(query).get("token", [])


def _name_of(host: str) -> str:
    """The Host header without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").casefold()
    except ValueError:
        return ""
