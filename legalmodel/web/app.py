"""The workbench: the application with its pages and its interface."""

from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from legalmodel.web import routes
from legalmodel.web.asked import api, page
from legalmodel.web.bench import Bench
from legalmodel.web.frame import trouble
from legalmodel.web.shelf import digest

STATIC = Path(__file__).parent / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".txt": "text/plain", ".svg": "image/svg+xml"}


def application(of: Bench) -> Starlette:
    """Return the application; who may use it is for the gate before it to say."""
    pages = [Route(way, page(handler, trouble), methods=list(methods)) for way, handler, methods in routes.PAGES]
    data = [Route(way, api(handler), methods=list(methods)) for way, handler, methods in routes.API]
    app = Starlette(routes=[Route("/static/{name}", _static), *data, *pages])
    app.state.bench = of
    return app


async def _static(request: Request) -> Response:
    """Answer with one of the files that come with the workbench, and nothing else; a browser that has it already is told so."""
    found = _files().get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("not found", 404)
    body, kind, tag = found
    headers = {"Cache-Control": "no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


@cache
def _files() -> dict[str, tuple[bytes, str, str]]:
    found = {file: file.read_bytes() for file in sorted(STATIC.iterdir()) if file.suffix in _KINDS}
    return {file.name: (body, _KINDS[file.suffix], f'"{digest(body)[:32]}"') for file, body in found.items()}
