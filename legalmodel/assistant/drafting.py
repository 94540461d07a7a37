"""Facts that an assistant writes: each with its document and page, and the status of a machine's draft; a person's facts stay as they are."""

import re
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, Fault
from legalmodel.base.language import say
from legalmodel.base.places import Path, dotted
from legalmodel.editing.stands import ITEM, NOTHING, RECORD, RECORDS, VALUE, stand_at
from legalmodel.graph.build import build
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.parse import parse
from legalmodel.model.record import MAPS
from legalmodel.model.shape import fields
from legalmodel.model.words import MACHINE, REASONS
from legalmodel.tapes.compiling import UNKNOWN_COLUMN
from legalmodel.tapes.terms import faults_of_terms
from legalmodel.text.changes import GONE, Change, at, same
from legalmodel.text.edit import edited_together
from legalmodel.text.read import Source, read_bytes
from legalmodel.text.render import Style, in_lines, refuse_unwritable

FACTS_MOST = 200
"""As many facts as one call may write."""
_TEXT_MOST = 4_000
_OF_PEOPLE = frozenset(("acceptances", "assumptions", "complete", "format"))
"""Sections that hold decisions of people, which no page states."""
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")
_PAGE = re.compile(r"[^;\r\n\t]{1,120}\Z")


class DraftedFact(NamedTuple):
    """A fact to be written: the path of a field or record, its value, and where it is stated."""

    path: str
    value: Any
    document: str
    page: str


class Refusal(NamedTuple):
    """Why a fact is not written, or what would be wrong with the file then."""

    path: str
    why: str


def drafted_changes(data: dict[str, Any], facts: list[DraftedFact]) -> tuple[list[Change], list[Refusal]]:
    """Return the changes that write facts, and those that cannot be written, each with why.

    A record is written field by field, each field with the evidence and the status of the fact that it came with.
    """
    changes: list[Change] = []
    refused: list[Refusal] = []
    for fact in facts:
        try:
            changes += _changes(data, fact)
        except BadRequest as error:
            refused.append(Refusal(fact.path, f"{error.cause}; {error.fix}" if error.fix else error.cause))
    return changes, refused


def _changes(data: dict[str, Any], fact: DraftedFact) -> list[Change]:
    path: Path = tuple(fact.path.split("."))
    _refuse_path(path)
    cited = _cited(fact)
    found: list[Change] = []
    for leaf, value in _leaves(path, fact.value):
        _refuse_person(data, leaf, value)
        record, field = leaf[:-1], leaf[-1]
        if at(data, (*record, "unknown", field)) is not GONE:
            found.append(Change((*record, "unknown", field)))
        found.append(Change(leaf, value))
        found.append(Change((*record, "evidence", field), cited))
        found.append(Change((*record, "status", field), MACHINE))
    return found


def _refuse_path(path: Path) -> None:
    if path[0] in _OF_PEOPLE:
        raise BadRequest(
            say("'{section}' holds decisions of people, which no document states", section=path[0]),
            say("tell the person instead"),
        )
    if set(path) & MAPS:
        raise BadRequest(
            say("evidence, status and the like are written with the fact"), say("give the path of the fact itself")
        )
    if stand_at(path).kind == NOTHING:
        raise BadRequest(
            say("'{path}' is no path of the vocabulary", path=dotted(path)[:120]), say("see the schema of its section")
        )
    if len(path) == 1 and path[0] in SECTIONS:
        raise BadRequest(
            say("a section is written record by record, and that it holds nothing is for a person to say"),
            say("give a path such as {section}.ID or {section}.ID.FIELD", section=path[0]),
        )


def _cited(fact: DraftedFact) -> str:
    page = fact.page.strip()
    if not _ID.match(fact.document):
        raise BadRequest(say("no document is named"), say("give the id of a record under 'documents'"))
    if not _PAGE.match(page):
        raise BadRequest(say("no page is named"), say("give the page, section or heading in one line, such as: p.31 §4.2"))
    return f"{fact.document} {f'p.{page}' if page.isdecimal() else page}"


def _leaves(path: Path, value: Any) -> list[tuple[Path, Any]]:
    """Return the single facts that a value holds, each with its path."""
    stand = stand_at(path)
    if stand.kind in (RECORD, RECORDS) and isinstance(value, dict):
        if not value:
            raise BadRequest(say("'{path}' holds nothing", path=dotted(path)), say("give at least one field"))
        wrong = next((key for key in value if key in MAPS or (stand.kind == RECORDS and not _ID.match(key))), None)
        if wrong is not None:
            raise BadRequest(
                say("'{key}' is not written here", key=str(wrong)[:60]),
                say("give fields of the record, and nothing of its maps"),
            )
        found: list[tuple[Path, Any]] = []
        for key, inner in value.items():
            if stand_at((*path, key)).kind == NOTHING:
                raise BadRequest(
                    say("'{path}' is no path of the vocabulary", path=dotted((*path, key))[:120]),
                    say("see the schema of its section"),
                )
            found += _leaves((*path, key), inner)
        return found
    if stand.kind == ITEM:
        raise BadRequest(say("a list is written as a whole"), say("give all its items at the path of the list"))
    if stand.kind not in (VALUE, RECORD, RECORDS) or (stand.kind != VALUE and value != "none"):
        raise BadRequest(
            say("'{path}' is no single fact", path=dotted(path)), say("give a record of fields, or the path of a field")
        )
    return [(path, _plain(value))]


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        raise BadRequest(say("there is no value here"), say("say that it is unknown, with the reason"))
    if isinstance(value, float):
        from decimal import Decimal

        return Decimal(str(value))
    if isinstance(value, str) and len(value) > _TEXT_MOST:
        raise BadRequest(say("the text is longer than {n} characters", n=_TEXT_MOST), say("say it shorter, in your own words"))
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return {str(key): _plain(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def _refuse_person(data: dict[str, Any], path: Path, value: Any) -> None:
    """Refuse to write over a fact that no machine drafted, or that a person has confirmed."""
    now = at(data, path)
    if now is GONE or at(data, (*path[:-1], "status", path[-1])) == MACHINE:
        return
    if same(now, value):
        raise BadRequest(say("the file says so already, and not as a machine's draft"), say("leave it"))
    raise BadRequest(
        say("a person wrote or confirmed '{path}'", path=dotted(path)),
        say("it stays; tell the person what the document says instead"),
    )


def unknown_changes(data: dict[str, Any], path: str, reason: str) -> list[Change]:
    """Return the changes that say of a fact that it was looked for and is unknown; a machine's own draft of it is withdrawn. Raises BadRequest if that cannot be said."""
    steps: Path = tuple(path.split("."))
    _refuse_path(steps)
    if reason not in REASONS:
        raise BadRequest(say("{value} is no reason for which a fact is unknown", value=reason[:40]), ", ".join(REASONS))
    if len(steps) < 2 or stand_at(steps).kind not in (VALUE, RECORD, RECORDS):
        raise BadRequest(say("'{path}' is no single fact", path=path[:120]), say("give the path of a field"))
    record, field = steps[:-1], steps[-1]
    taken: list[Change] = []
    if at(data, steps) is not GONE:
        if at(data, (*record, "status", field)) != MACHINE:
            raise BadRequest(say("'{path}' is given", path=path), say("it stays"))
        taken = [Change(steps), Change((*record, "evidence", field)), Change((*record, "status", field))]
    if len(steps) > 2 and at(data, steps[:2]) is GONE:
        raise BadRequest(say("the file has no '{path}'", path=dotted(steps[:2])), say("write its facts first"))
    return [*taken, Change((*record, "unknown", field), reason)]


def tried(source: Source, changes: list[Change]) -> tuple[Source | None, list[Fault], str]:
    """Return a file with changes made, or the faults that it would have, or why the changes cannot be made."""
    try:
        draft = edited_together(source, _together(source.data, changes))
        _refuse_faults(draft, source)
    except BadInput as error:
        return None, error.faults, ""
    except BadRequest as error:
        return None, [], f"{error.cause}; {error.fix}" if error.fix else error.cause
    return draft, [], ""


def begun(name: str, changes: list[Change]) -> tuple[Source | None, list[Fault], str]:
    """Return a new file that holds what changes say, or the faults that it would have, or why it cannot be made."""
    if name.endswith(".json"):
        return None, [], say("a file that is begun is YAML: give a name that ends in .yaml")
    data: dict[str, Any] = {}
    for change in changes:
        if change.value is not GONE:
            _put(data, change.path, change.value)
    lines = [say("# Drafted by a machine; its facts wait for a person: legalmodel confirm DEAL")]
    for section in sorted(data, key=[*fields(Deal)].index):
        lines += ["", *in_lines(section, _maps_last(data[section]), 0, Style(), spread=True)]
    try:
        refuse_unwritable(data)
        draft = read_bytes(("\n".join(lines) + "\n").encode(), name)
        _refuse_faults(draft)
    except BadInput as error:
        return None, error.faults, ""
    except BadRequest as error:
        return None, [], f"{error.cause}; {error.fix}" if error.fix else error.cause
    return draft, [], ""


def _refuse_faults(draft: Source, before: Source | None = None) -> None:
    """Refuse what ``validate`` would: faults of form, and of what pools say of their loans. Raises BadInput.

    A column that no loan has may be one that a map of the person adds; and conditions that were wrong before are for the person to mend.
    """
    deal = parse(draft)
    build(deal, draft.place)
    faults = [fault for fault in _term_faults(deal, draft) if fault.code != UNKNOWN_COLUMN]
    if faults and before is not None:
        known = {fault.cause for fault in _term_faults(parse(before), before)}
        faults = [fault for fault in faults if fault.cause not in known]
    if faults:
        raise BadInput(faults)


def _term_faults(deal: Deal, source: Source) -> list[Fault]:
    pools = deal.pools.values() if isinstance(deal.pools, dict) else ()
    return faults_of_terms(deal, source) if any(pool.eligibility or pool.limits or pool.strata for pool in pools) else []


def _together(data: dict[str, Any], changes: list[Change]) -> list[Change]:
    """Put changes of records that are not there yet into one change a record: a file is written once and not a hundred times."""
    new: dict[Path, dict[str, Any]] = {}
    rest: list[Change] = []
    for change in changes:
        head = _not_there(data, change.path)
        if head and change.value is not GONE:
            _put(new.setdefault(head, {}), change.path[len(head) :], change.value)
        else:
            rest.append(change)
    return [*rest, *(Change(head, _maps_last(record)) for head, record in new.items())]


def _not_there(data: dict[str, Any], path: Path) -> Path:
    """Return the outermost section or record on the way to a fact that the file does not hold yet, if there is one."""
    return next((path[:end] for end in range(1, len(path)) if at(data, path[:end]) is GONE), ())


def _put(box: dict[str, Any], path: Path, value: Any) -> None:
    for step in path[:-1]:
        box = box.setdefault(step, {})
    box[path[-1]] = value


def _maps_last(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with what is said of its fields behind them."""
    inner = {key: _maps_last(value) if isinstance(value, dict) and key not in MAPS else value for key, value in record.items()}
    return {key: inner[key] for key in sorted(inner, key=lambda key: key in MAPS)}
