"""The catalogue of risks, controls, measures, causes and matters of disclosure, read once from the data files beside this one."""

from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.resources import package_folder
from legalmodel.methods.process.data import Wanted, wanted
from legalmodel.text.read import read

Words = dict[str, str]
"""A text in English (``en``) and Chinese (``zh``)."""


class Risk(NamedTuple):
    """One risk; see catalogue/combine.yaml."""

    id: str
    stage: str
    says: Words
    cause: Words
    on: str
    owner: str
    shown_by: frozenset[str]
    facts: tuple[str, ...]
    papers: tuple[str, ...]
    controls: tuple[str, ...]
    measures: tuple[str, ...]


class Control(NamedTuple):
    """One internal control; see controls.yaml."""

    id: str
    says: Words
    owner: str
    test: Words
    acts: tuple[Wanted, ...]
    facts: tuple[str, ...]


class Cause(NamedTuple):
    """One cause of bad loans; see causes.yaml."""

    id: str
    side: str
    says: Words
    facts: tuple[str, ...]


class Matter(NamedTuple):
    """One matter that investors may be told; see telling.yaml."""

    id: str
    says: Words
    sections: frozenset[str]
    what: frozenset[str]
    knows: tuple[str, ...]


_FOLDER = "methods/risks"


def _file(name: str) -> dict[str, Any]:
    return read(package_folder(_FOLDER) / name).data


@cache
def catalogue() -> dict[str, Risk]:
    """Return all risks by id, stage by stage: each stage of the five-part process is a file of the folder ``catalogue``."""
    found: dict[str, Risk] = {}
    order = ("combine", "sale", "design", "offer", "payment")
    forms = {form["stage"]: form["risks"] for form in (_file(f"catalogue/{p.name}") for p in _catalogue_files())}
    for stage in sorted(forms, key=lambda s: order.index(s) if s in order else len(order)):
        found |= {id: _risk(id, stage, form) for id, form in forms[stage].items()}
    return found


def _catalogue_files() -> list[Any]:
    return sorted((package_folder(_FOLDER) / "catalogue").glob("*.yaml"))


def _risk(id: str, stage: str, form: dict[str, Any]) -> Risk:
    parts = [tuple(form.get(name, ())) for name in ("facts", "papers", "controls", "measures")]
    by = frozenset(form.get("shown_by", ()))
    return Risk(id, stage, form["says"], form["cause"], form["on"], form.get("owner", form["on"]), by, *parts)


@cache
def controls() -> dict[str, Control]:
    """Return all controls by id."""
    return {
        id: Control(id, f["says"], f["owner"], f["test"], tuple(map(wanted, f.get("acts", ()))), tuple(f.get("facts", ())))
        for id, f in _file("controls.yaml")["controls"].items()
    }


@cache
def measures() -> dict[str, dict[str, Words]]:
    """Return the counter-measures that the studies recommend."""
    found: dict[str, dict[str, Words]] = _file("measures.yaml")["measures"]
    return found


@cache
def causes() -> tuple[Cause, ...]:
    """Return the causes of bad loans that the studies name."""
    return tuple(Cause(id, f["side"], f["says"], tuple(f["facts"])) for id, f in _file("causes.yaml")["causes"].items())


@cache
def matters() -> tuple[Matter, ...]:
    """Return the matters that investors may be told."""
    return tuple(
        Matter(id, f["says"], frozenset(f.get("sections", ())), frozenset(f.get("what", ())), tuple(f.get("knows", ())))
        for id, f in _file("telling.yaml")["matters"].items()
    )


@cache
def disclosure_duties() -> frozenset[str]:
    """Return the questions and rules that ask for disclosure."""
    return frozenset(_file("telling.yaml")["duties"])


@cache
def words() -> dict[str, dict[str, dict[str, str]]]:
    """Return the words of tables and pictures, by group and key."""
    return _file("words.yaml")


def text(key: str, lang: str, group: str = "text", **filled: object) -> str:
    """Return a word or sentence in a language, with its blanks filled."""
    return words()[group][key][lang].format(**filled)


def heads(lang: str) -> tuple[str, str]:
    """Return the headings of what a study assumes and of where it is from."""
    return text("assumes", lang), text("sources", lang)
