"""The interface of the workbench described for programs, as OpenAPI 3.1: what each address takes, and what it answers."""

from typing import Any

from starlette.responses import JSONResponse, Response

from legalmodel import __version__
from legalmodel.web.asked import Ask

_TEXT = {"type": "string"}
_DIGEST = {"type": "string", "minLength": 64, "maxLength": 64}
_COUNT = {"type": "integer", "minimum": 0}
_SLICE = {"type": "object", "required": ["start", "end", "text"], "properties": {"start": _COUNT, "end": _COUNT, "text": _TEXT}}
_DEAL = {"name": "deal", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
_WINDOW = {"name": "window", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
_LANG = {"name": "lang", "in": "query", "schema": {"enum": ["en", "zh"]}}
_ERROR = {"type": "object", "required": ["error"], "properties": {"error": _TEXT, "fix": _TEXT, "line": {"type": "integer"}}}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _answers(schema: dict[str, Any]) -> dict[str, Any]:
    def said(words: str, what: dict[str, Any]) -> dict[str, Any]:
        return {"description": words, "content": {"application/json": {"schema": what}}}

    refused = {"400": "refused", "404": "there is none", "409": "the file has changed meanwhile", "422": "the deal has faults"}
    return {"200": said("done", schema), **{code: said(words, _ERROR) for code, words in refused.items()}}


def _way(answer: dict[str, Any], *parameters: dict[str, Any], body: dict[str, Any] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"parameters": [*parameters, _LANG], "responses": _answers(answer)}
    return found | ({"requestBody": _body(body)} if body else {})


_WRITTEN = _object(text=_TEXT)
_AT = _object(text=_TEXT, at=_COUNT)
_LIST = {"type": "array", "items": {"type": "object"}}
_PATHS: dict[str, Any] = {
    "/api/deals": {"get": _way(_object(deals=_LIST))},
    "/api/deals/{deal}": {
        "get": _way(_object(id=_TEXT, sha256=_DIGEST, text=_TEXT, drafts=_LIST), _DEAL),
        "put": _way(_object(sha256=_DIGEST, slices=_COUNT), _DEAL, body=_object(sha256=_DIGEST, edits={"type": "array", "items": _SLICE})),
    },
    "/api/deals/{deal}/state": {"get": _way(_object(sha256=_DIGEST), _DEAL)},
    "/api/deals/{deal}/summary": {"get": _way(_object(name=_TEXT, counts={"type": "array"}), _DEAL)},
    "/api/deals/{deal}/check": {"post": _way(_object(diagnostics=_LIST, readable={"type": "boolean"}), _DEAL, body=_WRITTEN)},
    "/api/deals/{deal}/judge": {"post": _way(_object(conclusions={"type": "array"}), _DEAL, body=_WRITTEN)},
    "/api/deals/{deal}/complete": {"post": _way(_object(proposals=_LIST), _DEAL, body=_AT)},
    "/api/deals/{deal}/hover": {"post": _way(_object(hover={"type": ["object", "null"]}), _DEAL, body=_AT)},
    "/api/deals/{deal}/merge": {"post": _way(_object(sha256=_DIGEST, text=_TEXT, overlaps={"type": "array"}), _DEAL, body=_object(base=_TEXT, mine=_TEXT))},
    "/api/deals/{deal}/draft/{window}": {
        "put": _way(_object(at=_TEXT), _DEAL, _WINDOW, body=_object(sha256=_DIGEST, base_text=_TEXT, text=_TEXT)),
        "delete": _way(_object(dropped={"type": "boolean"}), _DEAL, _WINDOW),
    },
}  # fmt: skip  # a table: one row a line


def described(_: Ask) -> Response:
    """Answer with the description of the interface."""
    about = {"title": "legalmodel workbench", "version": __version__}
    return JSONResponse({"openapi": "3.1.0", "info": about, "paths": _PATHS})
