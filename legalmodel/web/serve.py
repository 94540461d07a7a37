"""Serve the page of one deal on the loopback address. The address of a request chooses nothing but page or picture."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer

_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def make_server(page: Callable[[], str], port: int) -> HTTPServer:
    """Return a server that answers ``/`` with a fresh page and everything else with not found.

    Raises OSError if the port is taken.
    """

    class Handler(BaseHTTPRequestHandler):
        """Answers one request."""

        def do_GET(self) -> None:
            """Answer with the page."""
            body = page().encode() if self.path == "/" else b"not found"
            self.send_response(200 if self.path == "/" else 404)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet: the terminal belongs to the user."""

    return HTTPServer(("127.0.0.1", port), Handler)
