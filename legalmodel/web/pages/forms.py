"""Forms for the sections of a deal: a record's common fields to fill in, written into the text, everything else left as it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.responses import HTMLResponse, Response

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.places import Path
from legalmodel.base.speech import field_name, section_name, word_of
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.readers import WORDS
from legalmodel.model.record import Field, Record
from legalmodel.model.shape import fields
from legalmodel.review.in_the_deal import raw_value
from legalmodel.text.changes import GONE, Change, at
from legalmodel.text.read import Source
from legalmodel.text.written import typed_fact
from legalmodel.web.asked import Ask, back_to, way_to
from legalmodel.web.changing import change, path_of
from legalmodel.web.frame import frame
from legalmodel.web.markup import Markup, tag
from legalmodel.web.shelf import NotThere

COMMON = (
    "deal",
    "parties",
    "estates",
    "pools",
    "trusts",
    "transfers",
    "securities",
    "investments",
    "guarantees",
    "agencies",
    "accounts",
    "documents",
    "ownership",
)
"""Sections that have a form, in the order in which a deal is told."""
_MOST_WORDS = 120
_NEW = "+"


def sections(ask: Ask) -> Response:
    """Show the sections with their records."""
    source = ask.bench.shelf.read(ask.deal)
    title = say("Forms", context="page")
    parts = [_records(ask, source, section) for section in COMMON]
    words = say("A form writes only what you change into the text of the file. Comments, order and layout stay.")
    return HTMLResponse(
        frame(ask, f"{title}: {ask.deal}", tag("h1", title), tag("p", words, class_="small"), parts, here="forms")
    )


def _records(ask: Ask, source: Source, section: str) -> Markup:
    heading = tag("h2", section_name(section).capitalize())
    if section == "deal":
        return tag("section", heading, tag("p", tag("a", say("Fill in"), href=way_to(ask.deal, "forms/deal"))))
    held = source.data.get(section)
    ids = list(held) if isinstance(held, dict) else []
    items = [
        tag(
            "li",
            tag("a", _called(held, id), href=way_to(ask.deal, f"forms/{section}", id=id)),
            " ",
            tag("span", id, class_="small"),
        )
        for id in ids
    ]
    add = tag("p", tag("a", say("Add one"), href=way_to(ask.deal, f"forms/{section}", id=_NEW)))
    return tag("section", heading, tag("ul", items) if items else None, add)


def _called(held: Any, id: str) -> str:
    record = held.get(id) if isinstance(held, dict) else None
    name = record.get("name", record.get("title")) if isinstance(record, dict) else None
    return " ".join(map(str, name.values())) if isinstance(name, dict) else str(name or id)


def _model(section: str) -> type[Record]:
    field = Deal.model_fields.get(section) if section in COMMON else None
    if field is None or field.inner is None:
        raise NotThere(say("there is no form for '{section}'", section=section[:60]), say("choose one from the list"))
    return field.inner


def form(ask: Ask) -> Response:
    """Show the form of one record."""
    section, id = str(ask.request.path_params["section"]), ask.query("id")
    model, source = _model(section), ask.bench.shelf.read(ask.deal)
    path: Path = ("deal",) if section == "deal" else (section, id)
    new = id == _NEW
    record = {} if new else at(source.data, path)
    if record is GONE and section == "deal":
        record = {}
    if not isinstance(record, dict):
        raise NotThere(say("there is no '{id}' in {section}", id=id[:80], section=section), say("choose one from the list"))
    title = say(
        "{section}: {what}",
        section=section_name(section).capitalize(),
        what=say("a new one") if new else _called({id: record}, id) if section != "deal" else _called({"": record}, ""),
    )
    hidden = [tag("input", type="hidden", name=name, value=value) for name, value in (("sha256", source.sha256), ("id", id))]
    naming = (
        tag(
            "label",
            say("Id, by which other records name it"),
            tag("input", name="new_id", required=True, pattern="[A-Za-z][A-Za-z0-9_\\-]*", maxlength="60", autocomplete="off"),
        )
        if new
        else None
    )
    rows = list(_fields(model, record, source))
    rest = _rest(ask, model, record, source, path)
    made = tag(
        "form",
        hidden,
        naming,
        rows,
        tag("button", say("Write it into the file")),
        method="post",
        action=way_to(ask.deal, f"forms/{section}"),
        class_="stacked",
    )
    back = tag("p", tag("a", say("To all forms"), href=way_to(ask.deal, "forms")))
    return HTMLResponse(frame(ask, title, tag("h1", title), made, rest, back, here="forms"))


def _simple(field: Field) -> bool:
    """Tell whether a field holds one value, or a list of plain ones, that a form can hold."""
    return field.written is not None and field.inner is None and not field.keyed


def _fields(model: type[Record], record: Mapping[str, Any], source: Source) -> Iterator[Markup]:
    """Yield an entry for each field that is given or that people usually give: first what is given."""
    simple = {name: field for name, field in fields(model).items() if _simple(field)}
    given = [name for name in simple if name in record]
    for name in (*given, *(n for n in simple if n not in given)):
        yield _entry(name, simple[name], record, source)


def _entry(name: str, field: Field, record: Mapping[str, Any], source: Source) -> Markup:
    now = record.get(name, GONE)
    kind = field.written.kind if field.written else None
    words = field_name(name)
    label = f"{words[:1].upper()}{words[1:]}"
    unknown = record.get("unknown")
    told = (
        tag("span", say("not known: {why}", why=word_of(str(unknown[name]))), class_="small")
        if isinstance(unknown, dict) and name in unknown
        else None
    )
    if isinstance(now, dict) or (isinstance(now, list) and any(isinstance(x, (dict, list)) for x in now)):
        if set(now) <= {"en", "zh"} and isinstance(now, dict):
            return tag(
                "fieldset",
                tag("legend", label),
                [
                    tag(
                        "label",
                        tag_,
                        tag("input", name=f"f:{name}.{tag_}", value=str(now.get(tag_, "")), lang=tag_, maxlength="2000"),
                    )
                    for tag_ in ("en", "zh")
                ],
            )
        return tag("p", f"{label}: ", tag("span", say("stands in the text in a form of its own"), class_="small"))
    value = "" if now is GONE else str(raw_value(source_of(now), ("x",)) or "")
    return tag("label", label, told, _input(name, kind, value, source))


def source_of(value: Any) -> dict[str, Any]:
    """Return a value as the only one of a record, to be written as a file has it."""
    return {"x": value}


def _input(name: str, kind: Any, value: str, source: Source) -> Markup:
    if kind is not None and kind.name == "truth":
        options = [("", "–"), ("true", say("yes")), ("false", say("no"))]
    elif kind is not None and kind.name in ("choice", "code") and 0 < len(WORDS.get(kind.of, ())) <= _MOST_WORDS:
        options = [("", "–"), *((word, word_of(word)) for word in WORDS[kind.of])]
    elif kind is not None and kind.name == "thing":
        options = [
            ("", "–"),
            *(
                (id, f"{_called(source.data.get(s), id)} ({id})")
                for s, sort in SECTIONS.items()
                if _fits(sort, kind.of)
                for id in _ids(source, s)
            ),
        ]
    else:
        return tag(
            "input",
            name=f"f:{name}",
            value=value,
            maxlength="4000",
            autocomplete="off",
            inputmode="numeric" if kind is not None and kind.name in ("money", "number") else None,
        )
    if value and value not in [v for v, _ in options]:
        options.append((value, value))
    return tag("select", [tag("option", words, value=v, selected=v == value) for v, words in options], name=f"f:{name}")


def _ids(source: Source, section: str) -> list[str]:
    held = source.data.get(section)
    return list(held) if isinstance(held, dict) else []


def _fits(sort: str, wanted: str) -> bool:
    from legalmodel.model.outline import fits

    return fits(sort, wanted)


def _rest(ask: Ask, model: type[Record], record: Mapping[str, Any], source: Source, path: Path) -> Markup | None:
    """Return the fields that hold records of their own: they are read and changed in the text."""
    inner = [name for name in record if name in fields(model) and not _simple(fields(model)[name])]
    if not inner:
        return None
    items = [
        tag("li", tag("a", field_name(name), href=way_to(ask.deal, "text", line=str(source.key_place((*path, name)).line))))
        for name in inner
    ]
    return tag("section", tag("h2", say("In the text")), tag("p", say("These hold records of their own.")), tag("ul", items))


def write_form(ask: Ask) -> Response:
    """Write what was changed in a form into the file."""
    section, sent = str(ask.request.path_params["section"]), ask.form
    model, source = _model(section), ask.bench.shelf.read(ask.deal)
    id = sent.get("new_id", "").strip() if sent.get("id") == _NEW else sent.get("id", "")
    path = ("deal",) if section == "deal" else (section, *path_of(id))
    if len(path) > 2 or (sent.get("id") == _NEW and at(source.data, path) is not GONE):
        raise BadRequest(
            say("'{name}' is there already", name=id[:80]) if len(path) < 3 else say("'{id}' is no id", id=id[:80]),
            say("choose another name"),
        )
    changes = list(_changes(model, source, path, sent))
    if sent.get("id") == _NEW:
        changes = [Change(path, {change.path[-1]: change.value for change in changes if len(change.path) == len(path) + 1})]
    if changes:
        change(ask, changes, sent.get("sha256", ""))
    return back_to(way_to(ask.deal, "forms" if section == "deal" else f"forms/{section}", id="" if section == "deal" else id))


def _changes(model: type[Record], source: Source, path: Path, sent: Mapping[str, str]) -> Iterator[Change]:
    known = fields(model)
    for key, text in sent.items():
        name, _, language = key.removeprefix("f:").partition(".")
        if not key.startswith("f:") or name not in known or not _simple(known[name]):
            continue
        here: Path = (*path, name, language) if language in ("en", "zh") else (*path, name)
        now, said = at(source.data, here), text.strip()
        before = "" if now is GONE else str(raw_value(source.data, here) or "")
        if said == before:
            continue
        unknown = (*path, "unknown", name)
        if said and at(source.data, unknown) is not GONE:
            yield Change(unknown)
        yield Change(here, _typed(known[name], name, said, bool(language))) if said else Change(here)


def _typed(field: Field, name: str, said: str, is_name: bool) -> Any:
    """Return a value as the file would read it; words of a text stay words, whatever they look like."""
    kind = field.written.kind if field.written else None
    return said if is_name or (kind is not None and kind.name == "text") else typed_fact(name, said)
