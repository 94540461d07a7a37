"""The workbench: the application with its pages, its interface, and all that they work with."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from legalmodel.web.asked import api, page
from legalmodel.web.desk import Desk
from legalmodel.web.drafts import Drafts
from legalmodel.web.shelf import OWN, Shelf, digest
from legalmodel.web.trail import Trail, open_trail
from legalmodel.web.writing import Texts

STATIC = Path(__file__).parent / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".txt": "text/plain", ".svg": "image/svg+xml"}


class Bench(NamedTuple):
    """What the pages work with. ``tags`` is the language of the server, ``team`` the origin of the proxy that says who is there; empty for one person."""

    shelf: Shelf
    desk: Desk
    drafts: Drafts
    trail: Trail
    texts: Texts
    tags: tuple[str, ...] = ()
    team: str = ""


def bench(
    folder: Path,
    packs: tuple[Path, ...] = (),
    run_day: date | None = None,
    tags: tuple[str, ...] = (),
    team: str = "",
    database: str = "",
) -> Bench:
    """Return what the pages of a folder work with. Raises BadRequest if the trail cannot be opened."""
    shelf = Shelf(folder)
    trail = open_trail(database, shelf.folder / OWN / "trail.sqlite")
    return Bench(shelf, Desk(shelf, packs, run_day), Drafts(shelf), trail, Texts(), tags, team)


def application(of: Bench) -> Starlette:
    """Return the application; who may use it is for the gate before it to say."""
    from legalmodel.web import routes

    pages = [Route(way, page(handler), methods=list(methods)) for way, handler, methods in routes.PAGES]
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
