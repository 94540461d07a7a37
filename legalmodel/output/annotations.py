"""Faults and doubts for machines that mark lines of a change: SARIF 2.1.0, and the annotations of GitHub's workflow commands."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from legalmodel import __version__
from legalmodel.base.errors import Fault
from legalmodel.base.places import Place

Marked = tuple[Fault, str]
"""A fault, and its level: ``error``, ``warning`` or ``note``."""


def to_sarif(marked: Iterable[Marked]) -> dict[str, Any]:
    """Return a log of one run (SARIF 2.1.0, OASIS). Columns count characters; a file is named as it was given."""
    found = list(marked)
    codes = sorted({fault.code for fault, _ in found})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "legalmodel", "version": __version__, "rules": [{"id": code} for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(fault, level, codes.index(fault.code)) for fault, level in found],
            }
        ],
    }


def _result(fault: Fault, level: str, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": fault.code,
        "ruleIndex": index,
        "level": level,
        "message": {"text": _message(fault)},
        "locations": [location(fault.place, fault.width)],
    }
    if fault.related:
        result["relatedLocations"] = [{**location(place, 1), "message": {"text": text}} for place, text in fault.related]
    return result


def location(place: Place, width: int) -> dict[str, Any]:
    """Return a place in a file as SARIF has it, ``width`` characters wide."""
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + max(1, width)}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(place.file)}, "region": region}}


def uri(file: str) -> str:
    """Return the address of a file: relative as it was given, or absolute; a name that is none of these has no scheme either."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


def _message(fault: Fault) -> str:
    return f"{fault.cause}. Fix: {fault.fix}" if fault.fix else fault.cause


def to_github(marked: Iterable[Marked]) -> list[str]:
    """Return a workflow command for each; nothing in a text can end it or begin another."""
    words = {"error": "error", "warning": "warning", "note": "notice"}
    return [
        f"::{words[level]} file={_property(fault.place.file)},line={fault.place.line},col={fault.place.column},"
        f"title={_property(fault.code)}::{_data(_message(fault))}"
        for fault, level in marked
    ]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
