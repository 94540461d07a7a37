"""Field codes and their values, item by item: what an annex says of one securitisation, one tranche, one counterparty."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from legalmodel.importers.imported import Untrusted
from legalmodel.importers.rows import table

CODE = re.compile(r"(IVSS|IVSR|IVSF|SESS|SEST|SESA|SESP|SESC|SESL|SESV|SESI|SESO|STSS|STSSY|STSAT|STSAP)(\d{1,3}I?)\Z")
_NAMES = {
    "code": ("code", "field code", "field_code"),
    "value": ("value", "content"),
    "name": ("name", "field name"),
    "item": ("item", "record"),
}


class Coded(NamedTuple):
    """A field: its value, the name that the file gives it, and where it stands."""

    value: str
    name: str
    where: str


Item = dict[str, Coded]
"""Code -> field, of one securitisation, tranche, counterparty ..."""


def items(file: Untrusted) -> list[Item]:
    """Return the items of a file, those of one section after the other as they come."""
    if file.text.lstrip()[:1] in ("{", "["):
        return _of_json(file.json())
    rows = table(file)
    heading = {name.lower(): name for row in rows for name in row}
    code = next((heading[name] for name in _NAMES["code"] if name in heading), None)
    return _listed(rows, heading, code) if code else _wide(rows)


def _wide(rows: list[dict[str, str]]) -> list[Item]:
    found = []
    for number, row in enumerate(rows, 2):
        item = {
            name.upper(): Coded(value, "", f"row {number}.{name}") for name, value in row.items() if CODE.match(name.upper())
        }
        if item:
            found.append(item)
    return found


def _listed(rows: list[dict[str, str]], heading: Mapping[str, str], code: str) -> list[Item]:
    """Read rows of code and value. An item begins where its column says so, or where a code of its section comes again."""
    value, name, item = (
        next((heading[one] for one in _NAMES[what] if one in heading), "") for what in ("value", "name", "item")
    )
    found: list[Item] = []
    open_of: dict[tuple[str, str], Item] = {}
    for number, row in enumerate(rows, 2):
        key = row.get(code, "").upper().replace(" ", "")
        match = CODE.match(key)
        if not match or value not in row:
            continue
        section = (match[1], row.get(item, ""))
        current = open_of.get(section)
        if current is None or key in current:
            current = open_of[section] = {}
            found.append(current)
        current[key] = Coded(row[value], row.get(name, ""), f"row {number} {key}")
    return found


def _of_json(data: Any) -> list[Item]:
    found: list[Item] = []
    left: list[tuple[str, Any]] = [("", data)]
    while left:
        path, value = left.pop()
        if isinstance(value, list):
            left += [(f"{path}[{number}]", inner) for number, inner in reversed(list(enumerate(value)))]
        elif isinstance(value, dict):
            item = {
                key.upper(): Coded(str(inner), "", f"{path}.{key}".lstrip("."))
                for key, inner in value.items()
                if CODE.match(key.upper()) and not isinstance(inner, dict | list | bool | None) and str(inner).strip()
            }
            if item:
                found.append(item)
            left += [
                (f"{path}.{key}".lstrip("."), inner) for key, inner in reversed(value.items()) if isinstance(inner, dict | list)
            ]
    return found
