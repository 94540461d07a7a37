"""Serve the page of one deal on the loopback address, to whoever has the link that was printed.

The link holds a token made anew for each run, so that no other page of a browser and no other user of the machine can guess it; a
request under another host (a name that was bent to this machine) is refused. Each client has a time limit for asking and one for
taking the answer, and whoever comes while very many wait is turned away, so that slow and broken ones hold up nobody.
"""

import socket
from collections.abc import Callable
from hmac import compare_digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import BoundedSemaphore, Lock, Timer
from typing import Any

SECONDS = 10.0
"""How long a client may take to ask, and how long to take the answer."""
_CLIENTS = 256
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Fresh:
    """Makes the page anew for each request; those that came before its making began share one."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make, self._making, self._counting = make, Lock(), Lock()
        self._begun = 0
        self._made = (0, b"")

    def page(self) -> bytes:
        """Return a page whose making began after this call."""
        with self._counting:
            wanted = self._begun + 1
        with self._making:
            if self._made[0] < wanted:
                with self._counting:
                    self._begun += 1
                self._made = (self._begun, self._make().encode())
            return self._made[1]


class Server(ThreadingHTTPServer):
    """A server on the loopback address; ``url`` is the link that opens the page."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = _CLIENTS

    def __init__(self, page: Callable[[], str], port: int, seconds: float) -> None:
        self.fresh, self.seconds, self.token = Fresh(page), seconds, token_urlsafe(24)
        self._free = BoundedSemaphore(_CLIENTS)
        super().__init__(("127.0.0.1", port), Handler)
        self.host = f"127.0.0.1:{self.server_port}"
        self.url = f"http://{self.host}/{self.token}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a client a thread of its own, or turn it away while too many have one."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one client and free its place."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet of clients that break off: the terminal belongs to the user."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version, sys_version = "legalmodel", ""

    def setup(self) -> None:
        """Start the clock of the client."""
        super().setup()
        self.connection.settimeout(self.server.seconds)
        self._clock = self._limit()

    def finish(self) -> None:
        """Stop the clock."""
        try:
            super().finish()
        finally:
            self._clock.cancel()

    def _limit(self) -> Timer:
        """Cut the client off after its time, however it drips."""
        clock = Timer(self.server.seconds, _cut_off, (self.connection,))
        clock.daemon = True
        clock.start()
        return clock

    def do_GET(self) -> None:
        """Answer with the page, to who names this host and its token."""
        self._clock.cancel()  # the page takes the time it takes
        status, body = self._answer()
        self._clock = self._limit()
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        """Answer without the page."""
        self.do_GET()

    def _answer(self) -> tuple[int, bytes]:
        if self.headers.get_all("Host") != [self.server.host]:
            return 421, b"this is another host"
        if not compare_digest(self.path.encode(), f"/{self.server.token}/".encode()):
            return 404, b"not found"
        try:
            return 200, self.server.fresh.page()
        except Exception as error:  # the entry point of a request: the server outlives what one page fails of
            return 500, f"the page cannot be made: {type(error).__name__}".encode()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the terminal belongs to the user."""


def _cut_off(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # it has gone by itself
        return


def make_server(page: Callable[[], str], port: int, seconds: float = SECONDS) -> Server:
    """Return a server that answers under its ``url`` with a fresh page, and everything else with not found.

    Raises OSError if the port is taken.
    """
    return Server(page, port, seconds)
