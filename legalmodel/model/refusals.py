"""Faults of single values and keys: what the record types refuse, said in plain words with place and fix."""

from collections.abc import Iterable
from typing import Any

from legalmodel.base.errors import FAULTS_MAX, Fault, nearest
from legalmodel.base.language import Phrase, say
from legalmodel.base.places import Path
from legalmodel.model.hints import instead, stands_for_nothing
from legalmodel.model.readers import WORDS, show
from legalmodel.model.record import MAPS
from legalmodel.model.refused import BadRecord, BadValue, RefusedValue
from legalmodel.model.shape import Field, field_at, fields, record_at
from legalmodel.text.read import Source

CONCLUSIONS = frozenset(
    (
        "true_sale",
        "sale_is_true",
        "isolated",
        "isolation",
        "bankruptcy_remote",
        "bankruptcy_remoteness",
        "remote",
        "insolvency_remote",
        "recourse",
        "without_recourse",
        "non_recourse",
        "perfected",
        "perfection",
        "segregated",
        "segregation",
        "commingled",
        "arms_length",
        "arm_s_length",
        "independent",
        "solvent",
        "insolvent",
        "valid",
        "enforceable",
        "compliant",
        "compliance",
        "adequate",
        "fair",
        "fair_price",
        "consolidated",
        "non_consolidation",
        "substantive_consolidation",
        "protected",
        "investor_protection",
        "off_balance_sheet",
        "affiliated",
        "controlled",
        "control",
        "qualified",
        "legal_effect",
        "void",
        "voidable",
        "avoidable",
        "preference",
        "fraudulent",
        "separate",
        "separateness",
        "recharacterised",
        "eligible",
    )
)
"""Keys that would state an answer instead of a fact."""

Refused = tuple[Path, Fault]


def refusals(error: BadRecord, source: Source) -> list[Refused]:
    """Turn what was refused into faults, each with the path that is to blame."""
    found: list[Refused] = []
    for item in error.refusals[: FAULTS_MAX + 1]:
        found += _refusal(item, tuple([str(step) for step in item.path]), source)
    return found


def _refusal(item: RefusedValue, path: Path, source: Source) -> list[Refused]:
    kind, value, because = item.code, item.value, item.because
    if kind == "extra_forbidden":
        return [(path, unknown_key(path, source))]
    if kind in ("model_type", "dict_type"):
        return [(path, _no_record(path, value, source))]
    if because is not None:
        field = field_at(path)
        if stands_for_nothing(value):
            return [(path, _missing_data(value, path, source))]
        if isinstance(value, list) and value and field and (items := _items(field, value, path, source)):
            return items
        if value == []:
            return [
                (
                    path,
                    at(
                        source,
                        path,
                        "empty",
                        say("'{path}' holds nothing", path=path[-1]),
                        say("write none if there is nothing"),
                    ),
                )
            ]
        cause = because.cause.replace(show(value), _what(value)) if isinstance(value, (dict, list)) else because.cause
        return [(path, at(source, path, kind, cause, fix_for(kind, because.fix, field, value)))]
    return [(path, _plain(path, value, source))]


def _missing_data(value: Any, path: Path, source: Source) -> Fault:
    said = show(value[0] if isinstance(value, list) else value)
    cause = say("{said} stands for a fact that is missing, and is none itself", said=said)
    return at(source, path, "missing-data-code", cause, instead(value, path[-1]))


def at(source: Source, path: Path, code: str, cause: str, fix: str = "") -> Fault:
    """Make the fault of the value at a path."""
    return Fault(code, cause, source.place(path), fix, source.width(path))


def at_key(source: Source, path: Path, code: str, cause: str, fix: str = "") -> Fault:
    """Make the fault of the key at the end of a path."""
    return Fault(code, cause, source.key_place(path), fix, source.key_width(path))


def unknown_key(path: Path, source: Source) -> Fault:
    """Say of a key that no field has its name; a key that states an answer is told so."""
    key, model = path[-1], record_at(path[:-1])
    names = [*fields(model), *MAPS] if model else []
    if key.lower().replace("-", "_") in CONCLUSIONS:
        cause = say("'{key}' states a conclusion; a deal file states facts, not conclusions", key=key[:40])
        fix = say("give the clauses, dates and amounts behind it; a party's own label goes under 'stated:' of the record")
        return at_key(source, path, "conclusion", cause, fix)
    where = say("section") if len(path) == 1 else say("field of this record")
    fix = nearest(key, names) or _elsewhere(key, path) or choices(say("known here"), sorted(set(names) - MAPS))
    return at_key(source, path, "unknown-key", say("'{key}' is no {where}", key=key[:40], where=where), fix)


def choices(said: str, words: Iterable[str]) -> str:
    """List words, not more than a reader takes in at once."""
    known = list(words)
    more = say(" and {known} more", known=len(known) - 12) if len(known) > 12 else ""
    return f"{said}: {', '.join(known[:12])}{more}"


def fix_for(kind: str, fix: str, field: Field | None, value: Any) -> str:
    """Name the nearest of the words that a field may hold, or all of them."""
    if kind != "unknown-word" or not field or not field.written:
        return fix
    words = WORDS.get((field.written.kind.item or field.written.kind).of, {})
    close = nearest(value, words) if isinstance(value, str) and len(words) > 8 else ""
    return close or choices(say("write one of"), words)


def _elsewhere(key: str, path: Path) -> str:
    if len(path) > 1 and record_at((key, "x")) is not None:
        return say("'{key}' is a section: move it to the left margin", key=key)
    if len(path) == 1 and key in fields(record_at(("deal",)) or _never()):
        return say("'{key}' belongs under 'deal:'", key=key)
    return ""


def _never() -> Any:
    raise AssertionError("the deal has facts of its own")


def _no_record(path: Path, value: Any, source: Source) -> Fault:
    field = field_at(path)
    if path[-1] in MAPS:
        return at(
            source,
            path,
            "not-a-map",
            say("{value} stands where '{path}' needs fields", value=_what(value), path=path[-1]),
            str(_MAP_FIX[path[-1]]),
        )
    if field is not None and field.keyed:
        return at(
            source,
            path,
            "not-records",
            say("{value} stands where records under ids belong", value=_what(value)),
            _keyed_fix(value),
        )
    if len(path) > 1 and path[-2] in ("dated", "sourced"):
        return at(
            source,
            path,
            "not-a-map",
            say("{value} stands where several values belong", value=_what(value)),
            str(_MAP_FIX[path[-2]]),
        )
    names = ", ".join(list(fields(record_at(path) or _never()))[:4])
    return at(
        source,
        path,
        "not-a-record",
        say("{value} stands where a record belongs", value=_what(value)),
        say("write fields such as {names}", names=names),
    )


def _keyed_fix(value: Any) -> str:
    return (
        say("give each item an id: 'id: {...}'")
        if isinstance(value, list)
        else say("write 'id: {...}', or none if there are none")
    )


_MAP_FIX = {
    "evidence": Phrase("write evidence: {field: document clause}"),
    "status": Phrase("write status: {field: signed}"),
    "unknown": Phrase("write unknown: {field: reason}"),
    "assumed": Phrase("write assumed: {field: assumption}"),
    "dated": Phrase("write dated: {field: {2016-05-27: value}}"),
    "sourced": Phrase("write sourced: {field: {document: value}}"),
    "stated": Phrase("write stated: {label: words}"),
    "checked": Phrase("write checked: {field: why it is right}"),
}


def _what(value: Any) -> str:
    if isinstance(value, list):
        return say("a list")
    return say("a record") if isinstance(value, dict) else show(value)


def _items(field: Field, values: list[Any], path: Path, source: Source) -> list[Refused]:
    """Find the items of a list that are to blame: the types stop at the first and know no place within the list."""
    found: list[Refused] = []
    for number, value in enumerate(values):
        if stands_for_nothing(value):
            found.append((path, _missing_data(value, (*path, str(number)), source)._replace(fix=instead(value, path[-1]))))
            continue
        try:
            if field.written is not None:
                field.written.read([value])
        except BadValue as error:
            place = (*path, str(number))
            found.append((path, at(source, place, error.code, error.cause, fix_for(error.code, error.fix, field, value))))
    return found


def _plain(path: Path, value: Any, source: Source) -> Fault:
    """Say what is wrong with a value of a map: those have no reader of their own."""
    name = path[-2] if len(path) > 1 else ""
    fix = str(_MAP_FIX.get(name) or say("write words"))
    return at(source, path, "not-text", say("{value} stands where words belong", value=_what(value)), fix)
