"""From the cells of a workbook to a deal."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from legalmodel.base.language import say
from legalmodel.base.names import is_tag
from legalmodel.importers.filling import NO_WORD, Filling
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.term_sheet.layout import APART, DEAL, FILE, field_of, map_at, model_of
from legalmodel.importers.workbook import Cell
from legalmodel.model.record import Record
from legalmodel.model.types import Written
from legalmodel.model.words import REASONS, STATUSES
from legalmodel.text.characters import hidden

_NUMBER = re.compile(r"-?\d{1,24}(\.\d{1,12})?\Z", re.ASCII)
_WORDS = {"unknown": REASONS, "status": STATUSES}


def to_deal(file: Untrusted, cells: list[Cell], currency: str) -> Imported:
    """Return the deal file, and each cell that stays behind."""
    made = _Sheets(file)
    for sheet in dict.fromkeys(cell.sheet for cell in cells):
        made.sheet(sheet, [cell for cell in cells if cell.sheet == sheet])
    if not made.seen:
        raise file.fault(
            "not-term-sheet",
            say("no sheet has the name of a section"),
            say("write a blank one: legalmodel export --to term-sheet -o FILE.xlsx"),
        )
    if not made.data:
        raise file.fault(
            "not-term-sheet",
            say("the term sheet is blank"),
            say("fill in a row: a record a row, below the two rows of headings"),
        )
    if currency:
        made.data.setdefault(DEAL, {}).setdefault("currency", currency)
    head = (say("Imported from {name}, a term sheet.", name=file.name),)
    whole = {**made.data.pop(FILE, {})}
    return Imported(
        file.name, {**{key: value for key, value in made.data.items() if value}, **whole}, head, tuple(made.fill.left), ()
    )


class _Sheets:
    def __init__(self, file: Untrusted) -> None:
        self.file, self.fill = file, Filling()
        self.data: dict[str, Any] = {}
        self.seen = False
        self.source = ""

    def sheet(self, name: str, cells: list[Cell]) -> None:
        """Take a sheet: the first row names the fields, the second tells of them."""
        model = model_of(name)
        heading = {cell.column: cell.text for cell in cells if cell.row == 1}
        if model is None or not heading:
            for cell in cells if name != "how to" else ():
                self.fill.leave(place(cell), cell.text, say("no sheet of ours"))
            return
        self.seen = True
        for row in sorted({cell.row for cell in cells if cell.row > 2}):
            self.row(name, model, heading, [cell for cell in cells if cell.row == row])

    def row(self, sheet: str, model: type[Record], heading: dict[int, str], cells: list[Cell]) -> None:
        """Take a row as a record."""
        record: dict[str, Any] = {}
        id = next((cell.text for cell in cells if heading.get(cell.column) == "id"), None)
        for cell in cells:
            column = heading.get(cell.column, "")
            if column == "id":
                continue
            self.put(record, model, column.split(".") if column else [], cell)
        if not record:
            return
        if sheet in (FILE, DEAL):
            self.data.setdefault(sheet, {}).update(record)
            return
        name = record.get("name")
        if "evidence" not in record:
            record["evidence"] = {"all": f"{self.document()} {sheet}!{cells[0].row}"}
        key = self.fill.id(id, name if isinstance(name, str) else None, f"{sheet}-{cells[0].row}")
        if id and key != id:
            self.fill.leave(f"{sheet}!{cells[0].row}", id, say("no id that is free; the record is called {key}", key=key))
        self.data.setdefault(sheet, {})[key] = record

    def put(self, record: dict[str, Any], model: type[Record], path: list[str], cell: Cell) -> None:
        """Put the text of a cell in if the vocabulary takes it."""
        why = cell.wrong or hidden(cell.text)
        field = field_of(model, path)
        value: Any = cell.text
        if why or not path or field is None:
            self.fill.leave(place(cell), cell.text, why or NO_WORD)
            return
        at = map_at(model, path)
        if at is not None and path[at] not in ("dated", "sourced"):
            if len(path) != at + 2 or value not in _WORDS.get(path[at], (value,)):
                self.fill.leave(place(cell), cell.text, NO_WORD)
                return
        elif field.written is not None:
            try:
                value = _value(field.written, value, path, at)
            except ValueError as error:
                self.fill.leave(place(cell), cell.text, error)
                return
        elif value != "none":
            self.fill.leave(place(cell), cell.text, say("a record has columns of its own: {path}.FIELD", path=".".join(path)))
            return
        self.set(record, path, value, cell)

    def set(self, record: dict[str, Any], path: Iterable[str], value: Any, cell: Cell) -> None:
        """Set a value at a path; two that exclude each other are told."""
        *above, last = path
        inner = record
        for step in above:
            found = inner.setdefault(step, {})
            if not isinstance(found, dict):
                self.fill.leave(place(cell), cell.text, say("another column says something else of it"))
                return
            inner = found
        if last in inner:
            self.fill.leave(place(cell), cell.text, say("another column says something else of it"))
            return
        inner[last] = value

    def document(self) -> str:
        """Return the id of the workbook as a document, which is added when it is first asked for."""
        if not self.source:
            self.source = self.fill.id("term_sheet_file")
            self.data.setdefault("documents", {})[self.source] = {"title": self.file.name}
        return self.source


def _value(written: Written, text: str, path: list[str], at: int | None) -> Any:
    """Read a cell as its field does. Returns what a deal file would hold; raises ValueError for what the vocabulary does not take."""
    value: Any = text
    several = written.kind.item is not None or ("uniqueItems" in written.schema and APART.strip() in text)
    if several and text != "none":
        value = [one.strip() for one in text.split(APART.strip()) if one.strip()]
    elif written.kind.name in ("money", "number") and _NUMBER.match(text):
        value = int(text) if text.lstrip("-").isdigit() else Decimal(text)
    tagged = at is None and "minProperties" in written.schema and is_tag(path[-1])
    written.read({path[-1]: value} if tagged else value)
    return value


def place(cell: Cell) -> str:
    """Write the place of a cell as a spreadsheet does: ``parties!B3``."""
    letters, number = "", cell.column
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{cell.sheet}!{letters}{cell.row}"
