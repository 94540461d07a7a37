"""Frames, gates, duties and words of the process, read once from the data files beside this one."""

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.language import chinese, speaking
from legalmodel.base.resources import package_folder
from legalmodel.text.read import read


class Wanted(NamedTuple):
    """Records that show a gate: a section (``hops``, ``ratings`` and those of the file), words their fields must hold, day fields."""

    section: str
    words: tuple[tuple[str, tuple[str, ...]], ...]
    days: tuple[str, ...]


class Gate(NamedTuple):
    """What must be so before a deal may go on; see gates.yaml."""

    id: str
    says: dict[str, str]
    sort: str
    whose: tuple[str, ...]
    rests: frozenset[str]
    acts: tuple[Wanted, ...]
    optional: bool


class Stage(NamedTuple):
    """A stage of a frame, with its gates in order."""

    id: str
    name: dict[str, str]
    gates: tuple[Gate, ...]
    after_closing: bool


class Frame(NamedTuple):
    """One way to divide the work; ``route`` is the route of law it is for, empty for any."""

    id: str
    name: dict[str, str]
    about: dict[str, str]
    route: str
    stages: tuple[Stage, ...]


class Counted(NamedTuple):
    """A day that a rule of law fixes; see duties.yaml."""

    id: str
    rule: str
    threshold: str
    days: int
    way: str
    field: tuple[str, ...]
    of: str
    what: tuple[str, ...]
    each: str
    yearly: str
    whose: str
    young: int
    trading: bool


_FOLDER = "methods/process"
_WORDS = ("kind", "what", "authority", "sort", "function")


def _file(name: str) -> dict[str, Any]:
    return read(package_folder(_FOLDER) / name).data


@cache
def people() -> dict[str, dict[str, Any]]:
    """Return who may have a duty, and how they are found in a deal."""
    found: dict[str, dict[str, Any]] = _file("gates.yaml")["people"]
    return found


@cache
def gates() -> dict[str, Gate]:
    """Return all gates by id."""
    return {id: _gate(id, form) for id, form in _file("gates.yaml")["gates"].items()}


def _gate(id: str, form: dict[str, Any]) -> Gate:
    return Gate(
        id,
        form["says"],
        form["sort"],
        tuple(form["whose"]),
        frozenset(form.get("rests", ())),
        tuple(map(wanted, form.get("acts", ()))),
        form.get("optional") is True,
    )


def wanted(form: dict[str, Any]) -> Wanted:
    """Read which records show a gate or a control."""
    words = tuple((name, tuple(form[name])) for name in _WORDS if name in form)
    return Wanted(form["in"], words, tuple(form.get("day", ("date",))))


@cache
def frames() -> dict[str, Frame]:
    """Return all frames by id: each is a file of the folder ``frames``."""
    forms = [read(file).data for file in sorted((package_folder(_FOLDER) / "frames").glob("*.yaml"))]
    return {form["id"]: _frame(form) for form in forms}


def _frame(form: dict[str, Any]) -> Frame:
    stages = [
        Stage(id, s["name"], tuple(gates()[gate] for gate in s["gates"]), s.get("after_closing") is True)
        for id, s in form["stages"].items()
    ]
    return Frame(form["id"], form["name"], form["about"], form.get("route", ""), tuple(stages))


@cache
def duties() -> tuple[Counted, ...]:
    """Return the days that rules fix."""
    return tuple(
        Counted(
            id,
            form["rule"],
            form.get("count", ""),
            form.get("days", 0),
            form.get("way", "after"),
            tuple(form["field"]),
            form.get("of", ""),
            tuple(form.get("what", ())),
            form.get("each", ""),
            form.get("yearly", ""),
            form["whose"],
            form.get("young", 0),
            form.get("trading") == "yes",
        )
        for id, form in _file("duties.yaml")["duties"].items()
    )


@cache
def zones() -> dict[str, str]:
    """Return the zone of time of each country that has one here."""
    found: dict[str, str] = _file("duties.yaml")["zones"]
    return found


@cache
def words() -> dict[str, dict[str, dict[str, str]]]:
    """Return the words of tables and pictures, by group and key, in both languages."""
    return _file("words.yaml")


def text(key: str, lang: str, group: str = "text", **filled: object) -> str:
    """Return a word or sentence in a language, with its blanks filled."""
    return words()[group][key][lang].format(**filled)


def heads(lang: str) -> tuple[str, str]:
    """Return the headings of what a study assumes and of where it is from."""
    return text("assumes", lang), text("sources", lang)


def in_language(lang: str) -> AbstractContextManager[object]:
    """Return a context in which names, facts and sentences are in this language too; nothing changes if they are already."""
    return nullcontext() if chinese() == (lang == "zh") else speaking(lang)
