"""One request as a page wants it: what is in the way, the query, the form; who asks, and in which language. And the answers."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from logging import getLogger
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import known, say, speaking
from legalmodel.web.bench import Bench
from legalmodel.web.shelf import Moved, NotThere
from legalmodel.web.trail import Person

LANGUAGE = "legalmodel_lang"
"""The cookie that holds the language chosen."""
LANGUAGES = {"en": "English", "zh": "中文"}
WHO = "legalmodel_who"
"""The cookie that holds the number of the person who works here."""
_FIELDS = 400


class Nobody(BadRequest):
    """Something that bears a name was to be done, and nobody has said who they are."""


class Ask:
    """A request."""

    def __init__(self, bench: Bench, request: Request, body: bytes) -> None:
        self.bench, self.request, self.body = bench, request, body
        self._form: dict[str, str] | None = None

    @property
    def deal(self) -> str:
        """The id of the deal that is meant."""
        return str(self.request.path_params.get("deal", ""))

    @property
    def nonce(self) -> str:
        """The word that lets styles of this page alone be used."""
        return str(self.request.scope["nonce"])

    @property
    def person(self) -> str:
        """Who asks, as the proxy of a team says; empty where one person works alone."""
        return str(self.request.scope.get("person", ""))

    def who(self) -> Person | None:
        """Return who works here: as the proxy says, or as they themselves have said; None where nobody has."""
        if self.bench.team:
            return self.bench.trail.meet(self.person, say("signed in at {origin}", origin=self.bench.team))
        return self.bench.trail.person(self.request.cookies.get(WHO, "")[:40])

    def somebody(self) -> Person:
        """Return who works here. Raises Nobody where nobody has said so."""
        found = self.who()
        if found is None:
            raise Nobody(say("a review bears the name of a person"), say("say first who you are"))
        return found

    def query(self, name: str) -> str:
        """Return a value of the query."""
        found: str = self.request.query_params.get(name, "")
        return found

    @property
    def form(self) -> Mapping[str, str]:
        """The fields of a form that was sent. Raises BadRequest if it is none."""
        if self._form is None:
            try:
                pairs = parse_qsl(self.body.decode(), keep_blank_values=True, max_num_fields=_FIELDS)
            except ValueError:
                raise BadRequest(say("the form cannot be read"), say("go back and send it again")) from None
            self._form = {k: v.replace("\r\n", "\n") for k, v in pairs}
        return self._form

    def data(self) -> dict[str, Any]:
        """Return the body as a record of JSON. Raises BadRequest if it is none."""
        if self.request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise BadRequest(say("the request is no JSON"), say("send application/json"))
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            raise BadRequest(say("the request is no JSON"), say("send application/json")) from None
        if not isinstance(found, dict):
            raise BadRequest(say("the request is no record"), say("send a record of JSON"))
        return found

    def day(self, name: str) -> date | None:
        """Return a day of the query or the form; None if there is none. Raises BadRequest for what is no day."""
        text = self.query(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadRequest(
                say("{text} is not a day", text=text[:40]), say("write year-month-day, such as 2020-06-30")
            ) from None


def text_of(data: Mapping[str, Any], name: str, least: int = 0) -> str:
    """Return a text of a record. Raises BadRequest if it is not there, is none, or holds half a character."""
    found = data.get(name)
    if not isinstance(found, str) or len(found) < least:
        raise BadRequest(say("'{name}' is missing or no text", name=name), say("send it as a text"))
    try:
        found.encode()
    except UnicodeError:
        raise BadRequest(say("'{name}' is missing or no text", name=name), say("send it as a text")) from None
    return found


def tags_of(request: Request, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Return the language chosen, by this link or once before; else that of the server."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE, "")
    return (chosen,) if chosen in LANGUAGES and known(chosen) else otherwise


Handler = Callable[[Ask], Response]


def page(handler: Handler, trouble: Callable[[Ask, Exception], str]) -> Callable[[Request], Any]:
    """Return an endpoint: the handler, in a thread of its own and the language asked for; what goes wrong becomes a page, made by ``trouble``."""
    return _endpoint(handler, lambda ask, error: HTMLResponse(trouble(ask, error), status_of(error)))


def api(handler: Handler) -> Callable[[Request], Any]:
    """Return an endpoint of the interface: the same, and what goes wrong is a record of JSON."""
    return _endpoint(handler, _record_of)


def _endpoint(handler: Handler, told: Callable[[Ask, Exception], Response]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        bench: Bench = request.app.state.bench
        ask = Ask(bench, request, await request.body() if request.method not in ("GET", "HEAD") else b"")
        return await run_in_threadpool(work, ask)

    def work(ask: Ask) -> Response:
        with speaking(*tags_of(ask.request, ask.bench.tags)):
            try:
                return handler(ask)
            except Exception as error:  # the entry point of a request: the server outlives what one of them fails of
                if status_of(error) == 500:
                    getLogger("legalmodel").exception("a request failed")
                return told(ask, error)

    endpoint.__name__ = handler.__name__
    return endpoint


def status_of(error: Exception) -> int:
    """Return the status that tells what went wrong: not there, moved meanwhile, bad input, or our own fault."""
    if isinstance(error, NotThere):
        return 404
    if isinstance(error, Moved):
        return 409
    return 422 if isinstance(error, BadInput) else 400 if isinstance(error, BadRequest) else 500


def _record_of(_: Ask, error: Exception) -> Response:
    if isinstance(error, BadInput):
        first = error.faults[0]
        said = {"error": first.cause, "fix": first.fix, "line": first.place.line}
    elif isinstance(error, BadRequest):
        said = {"error": error.cause, "fix": error.fix}
    else:
        said = {"error": say("the workbench failed: {what}", what=type(error).__name__), "fix": ""}
    return JSONResponse(said, status_of(error))


def back_to(way: str) -> RedirectResponse:
    """Return the answer to a form that was taken: see the page, so that a reload sends nothing twice."""
    return RedirectResponse(way, 303)


def way_to(deal: str, place: str = "", **query: str) -> str:
    """Return the link to a page of a deal."""
    asked = "&".join(f"{key}={quote(value, safe='')}" for key, value in query.items() if value)
    return f"/deal/{quote(deal, safe='~')}{f'/{place}' if place else ''}{f'?{asked}' if asked else ''}"
