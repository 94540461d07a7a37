"""Who may come in: this machine's own browser with a cookie, under this host and from this origin, in small enough pieces.

The link printed at the start holds a token that opens once and gives a cookie, which no script reads and no other site sends. Every
request must name the host that is served; one that changes something must come from a page of this origin. Behind a proxy that
knows the members of a team, the proxy's secret takes the place of the cookie, and its header says who is there.
"""

import asyncio
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from threading import Lock
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from legalmodel.base.language import say, speaking
from legalmodel.web.markup import joined, tag

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LARGEST = 6_000_000
"""Bytes of one request."""
SECONDS = 15.0
"""How long the body of a request may take to come."""
_HEADERS = (
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),  # with none at all a browser says of its own forms that they come from nowhere
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)
_SAFE = ("GET", "HEAD")
_TOKENS = 64


class Proxy(NamedTuple):
    """A proxy that stands before the workbench of a team: the origin that browsers see, its secret, and the header that names who is there."""

    origin: str
    secret: str
    header: str = "x-legalmodel-user"


class Gate:
    """Lets requests through to the application, or turns them away. ``tags`` is the language in which it says so."""

    def __init__(self, app: ASGIApp, host: str, tags: tuple[str, ...], proxy: Proxy | None = None) -> None:
        self.app, self.host, self.tags, self.proxy = app, host, tags, proxy
        self.origin = proxy.origin if proxy else f"http://{host}"
        self.cookie = f"legalmodel_{host.rpartition(':')[2]}"
        self._tokens: set[str] = set()
        self._sessions: set[str] = set()
        self._lock = Lock()

    def link(self) -> str:
        """Return a new link that opens once."""
        token = token_urlsafe(32)
        with self._lock:
            if len(self._tokens) >= _TOKENS:
                self._tokens.pop()
            self._tokens.add(token)
        return f"{self.origin}/enter/{token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        scope["nonce"] = nonce = token_urlsafe(16)
        headers = Headers(scope=scope)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_added(message["headers"], nonce)]
            await send(message)

        answer = self._refusal(scope, headers) or self._entering(scope, headers)
        if answer is None:
            await self.app(scope, _limited(receive), sending)
        else:
            await answer(scope, receive, sending)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        """Return why a request is turned away before anybody asks who sends it; None if it is not."""
        hosts = headers.getlist("host")
        allowed = {self.host} if not self.proxy else {self.host, self.origin.partition("://")[2]}
        if len(hosts) != 1 or hosts[0] not in allowed:
            return PlainTextResponse("this is another host", 421)
        if scope["method"] not in (*_SAFE, "POST", "PUT", "DELETE"):
            return PlainTextResponse("this method is not known", 405, {"Allow": "GET, HEAD, POST, PUT, DELETE"})
        origins = headers.getlist("origin")
        if any(origin != self.origin for origin in origins) or (scope["method"] not in _SAFE and len(origins) != 1):
            return PlainTextResponse("this comes from another page", 403)
        if scope["method"] not in _SAFE and headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("this comes from another page", 403)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST:
            return PlainTextResponse("this is too large", 413)
        return None

    def _entering(self, scope: Scope, headers: Headers) -> HTMLResponse | PlainTextResponse | RedirectResponse | None:
        """Let somebody in by the secret of the proxy, the cookie or a token; None if they are in."""
        path: str = scope["path"]
        if self.proxy is not None:
            given = headers.get("x-legalmodel-secret", "")
            who = headers.getlist(self.proxy.header)
            if not compare_digest(given.encode(), self.proxy.secret.encode()) or len(who) != 1 or not who[0].strip():
                return PlainTextResponse("come through the proxy", 403)
            scope["person"] = _in_letters(who[0])
            return None
        if path == "/favicon.ico":
            return PlainTextResponse("", 204)
        if path.startswith("/enter/") and scope["method"] == "GET":
            return self._opened(path.removeprefix("/enter/"), headers)
        if self._knows(headers) or path.startswith("/static/"):
            scope["person"] = ""
            return None
        return self._closed(path)

    def _knows(self, headers: Headers) -> bool:
        given = _cookie(headers, self.cookie)
        return bool(given) and any(compare_digest(given.encode(), each.encode()) for each in tuple(self._sessions))

    def _opened(self, token: str, headers: Headers) -> HTMLResponse | RedirectResponse:
        if self._knows(headers):
            return RedirectResponse("/", 303)
        with self._lock:
            good = next((each for each in self._tokens if compare_digest(each.encode(), token.encode())), None)
            if good is None:
                return self._closed("")
            self._tokens.discard(good)
            session = token_urlsafe(32)
            self._sessions.add(session)
        # a page of this site opens the next one: a cookie of the same site alone does not follow a redirect from elsewhere
        page = HTMLResponse(f"<!doctype html><html lang=en><meta charset=utf-8><title>legalmodel</title>{joined(tag('meta', http_equiv='refresh', content='0;url=/'))}<p><a href=/>legalmodel</a></html>")  # fmt: skip  # one page
        page.set_cookie(self.cookie, session, httponly=True, samesite="strict", path="/")
        return page

    def _closed(self, path: str) -> HTMLResponse:
        if path.startswith("/api/"):
            return HTMLResponse(
                '{"error":"not let in","fix":"open the link that legalmodel serve printed"}', 401, media_type="application/json"
            )
        with speaking(*self.tags):
            words = say("This door opens with the link that legalmodel serve printed. Each link opens one browser, once: for a further one choose “Another browser” on the page, or start again.")  # fmt: skip  # one sentence
            title = say("Closed")
        return HTMLResponse(
            f"<!doctype html><html lang={self.tags[0] if self.tags else 'en'}><meta charset=utf-8>"
            f"<meta name=viewport content='width=device-width,initial-scale=1'>{tag('title', title)}"
            f"<link rel=stylesheet href=/static/workbench.css><body><main id=main class=closed>{tag('h1', title)}{tag('p', words)}</main></html>",
            401,
        )


def _added(there: list[tuple[bytes, bytes]], nonce: str) -> list[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in there}
    wanted = [*_HEADERS, ("Content-Security-Policy", POLICY.format(nonce=nonce)), ("Cache-Control", "no-store")]
    return [(k.lower().encode(), v.encode()) for k, v in wanted if k.lower().encode() not in names]


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _in_letters(header: str) -> str:
    """Return the name that a proxy gives, whose bytes are UTF-8."""
    try:
        return " ".join(header.encode("latin-1").decode().split())[:200]
    except UnicodeError:
        return " ".join(header.split())[:200]


def _limited(receive: Receive) -> Receive:
    """Return a receive that ends a request that is too large or too slow."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        if seen < 0:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), SECONDS)
        except TimeoutError:
            return {"type": "http.disconnect"}
        seen += len(message.get("body", b""))
        if seen > LARGEST:
            return {"type": "http.disconnect"}
        if not message.get("more_body", False):
            seen = -1
        return message

    return limited
