"""Run the workbench on the loopback address until the user stops it."""

import gc
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, of_the_system
from legalmodel.base.language import say
from legalmodel.text.reading import reading

if TYPE_CHECKING:
    from legalmodel.web.bench import Bench
    from legalmodel.web.gate import Proxy

_CLIENTS = 1024
_SHORTEST = 24
_WARMED = 3


class ServeWish(NamedTuple):
    """What is served: the folder, the port (0: any), further law, the day of the run, the language, and for a team its proxy and database.

    ``origin`` is the address under which a proxy shows it, ``secret`` the file with what the proxy must send along, ``database`` an
    SQLAlchemy URL of the review trail.
    """

    folder: Path
    port: int = 0
    packs: tuple[Path, ...] = ()
    run_day: date | None = None
    tags: tuple[str, ...] = ()
    origin: str = ""
    secret: str = ""
    database: str = ""


def serve(wish: ServeWish, tell: Callable[[str], None]) -> None:
    """Serve a folder; ``tell`` is given the link. Raises BadRequest if the extra is not installed, or the port is taken."""
    try:
        import uvicorn

        from legalmodel.web.app import application
        from legalmodel.web.bench import bench
        from legalmodel.web.gate import Gate
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("uvicorn", "starlette", "sqlalchemy", "anyio", "h11"):
            raise
        raise BadRequest(say("the workbench is not installed"), say("install it: pip install 'legalmodel[web]'")) from None
    listening = _listening(wish.port)
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    made = bench(wish.folder, wish.packs, wish.run_day, wish.tags, wish.origin, wish.database)
    app = application(made)
    gate = Gate(app, host, wish.tags, _proxy(wish))
    app.state.gate = gate
    Thread(target=_warm, args=(made,), daemon=True).start()
    tell(gate.link() if not wish.origin else wish.origin)
    config = uvicorn.Config(
        gate, log_config=None, lifespan="off", ws="none", http="h11", server_header=False, proxy_headers=False, access_log=False,
        limit_concurrency=_CLIENTS, backlog=_CLIENTS, timeout_keep_alive=15, h11_max_incomplete_event_size=32_768, timeout_graceful_shutdown=3,
    )  # fmt: skip  # short parts read together: one a line would take a screen
    uvicorn.Server(config).run(sockets=[listening])


def _warm(made: "Bench") -> None:
    """Check a few deals while nobody waits, so that law is loaded and the first page is there at once. What cannot be checked waits for its page."""
    for deal in made.shelf.deals()[:_WARMED]:
        with suppress(BadInput, BadRequest):
            made.desk.checked(deal.id)
    gc.collect()
    gc.freeze()  # law stays as long as the server does: no looking through it for garbage


def _listening(port: int) -> socket.socket:
    """Return a socket that listens on this machine alone. Raises BadRequest if the port is taken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(("127.0.0.1", port))
        made.listen(_CLIENTS)  # before the link is told: whoever is quicker than the server waits for it
    except OSError as error:
        made.close()
        raise BadRequest(
            say("port {port} cannot be used: {strerror}", port=port, strerror=of_the_system(error)),
            say("choose another with --port"),
        ) from None
    return made


def _proxy(wish: ServeWish) -> "Proxy | None":
    if not wish.origin:
        return None
    from legalmodel.web.gate import Proxy

    scheme, _, host = wish.origin.partition("://")
    if scheme != "https" or not host or "/" in host:
        raise BadRequest(
            say("'{origin}' is no address of a proxy", origin=wish.origin),
            say("write https:// and the host, such as https://deals.example.com"),
        )
    if not wish.secret:
        raise BadRequest(say("a proxy needs its secret"), say("name the file that holds it: --secret FILE"))
    with reading(wish.secret, say("name a file")):
        secret = Path(wish.secret).read_text(encoding="utf-8").strip()
    if len(secret) < _SHORTEST:
        raise BadRequest(say("the secret of the proxy is too short"), say("use {n} characters or more", n=_SHORTEST))
    return Proxy(wish.origin, secret)
