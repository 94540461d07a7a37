"""term-sheet: a workbook with a sheet a section, a row a record, a column a field; blank where no deal is named."""

from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import field_words
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.exporters.workbook import WorkSheet, workbook
from legalmodel.importers.term_sheet.layout import APART, BLANK, DEAL, FILE, columns, field_of, flat, model_of
from legalmodel.model.deal import SECTIONS

ABOUT = Phrase("a workbook with a sheet a section, a row a record, a column a field; blank if no deal is named (.xlsx)")
ENDING = "xlsx"
_BESIDE = frozenset((*SECTIONS, DEAL))


def blank() -> bytes:
    """Write a blank one."""
    return workbook([_help(), *(_sheet(name, {}) for name in (DEAL, *BLANK))])


def write(given: Outgoing) -> Exported:
    """Write a deal. A list of which an item holds a semicolon stays behind, and so do keys with a point in them."""
    data = given.data.value
    sheets = [_help(), _sheet(DEAL, _rows(given, DEAL, {DEAL: data[DEAL]} if DEAL in data else {}))]
    for name in SECTIONS:
        records = data.get(name)
        if name in BLANK or isinstance(records, dict):
            sheets.append(_sheet(name, _rows(given, name, records if isinstance(records, dict) else {})))
    rest = {key: value for key, value in data.items() if key not in _BESIDE or value == "none"}
    sheets.append(_sheet(FILE, _rows(given, FILE, {FILE: rest} if rest else {})))
    return Exported(workbook(sheets), tuple(given.left))


def _rows(given: Outgoing, sheet: str, records: dict[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for id, record in records.items():
        row = found.setdefault(id, {})
        for path, value in flat(record):
            spot = path if sheet == FILE else (sheet, *path) if sheet == DEAL else (sheet, id, *path)
            items = [str(one) for one in value] if isinstance(value, list) else [str(value)]
            if any("." in step for step in path):
                given.leave(spot, say("a key with a point in it makes no column"))
            elif isinstance(value, list) and any(APART.strip() in one for one in items):
                given.leave(spot, say("an item of the list holds a semicolon, which sets items apart"))
            else:
                row[".".join(path)] = APART.join(items)
    return found


def _sheet(name: str, rows: dict[str, dict[str, str]]) -> WorkSheet:
    known = dict(columns(name)) if name != FILE else {}
    used = dict.fromkeys(column for row in rows.values() for column in row)
    heads = [*known, *(column for column in used if column not in known)] if not rows or name in BLANK else list(used)
    model = model_of(name)
    notes = []
    for head in heads:
        field = field_of(model, head.split(".")) if model else None
        notes.append(field_words(known.get(head) or (field.description if field else "")))
    body = [[id, *(row.get(head, "") for head in heads)] for id, row in rows.items()]
    return WorkSheet(name, [["id", *heads], [say("your word for it"), *notes], *body])


def _help() -> WorkSheet:
    lines = (
        say("A row is a record, a column a field; the id is your word for the record, and other records name it."),
        say("A cell says what a deal file would say: 5%, CNY 154570000, 2016-05-27, a word of the vocabulary, none."),
        say("Several values stand apart by semicolons. A column unknown.FIELD holds the reason why a fact is not known."),
        say("Read it back: legalmodel import FILE.xlsx --from term-sheet -o my-deal.yaml"),
    )
    return WorkSheet("how to", [[say("How to fill it in")], [""], *([line] for line in lines)])
