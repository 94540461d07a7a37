"""Column maps: which heading of a tape is which column of a loan, and how its cells are written. Data files, read strictly.

``map`` says whose tapes they are, ``format`` how cells are written, ``columns`` which heading is what, ``own`` columns beyond the standard
ones, ``ignored`` headings left out on purpose. Nothing is guessed from cells: what a map does not say is a fault, or the plain form.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, Fault, limited, nearest
from legalmodel.base.language import say
from legalmodel.base.names import in_language
from legalmodel.base.resources import package_folder
from legalmodel.model.readers import WORDS
from legalmodel.model.types import ID
from legalmodel.tapes.columns import KINDS, LoanColumn, standard
from legalmodel.tapes.days import day_form
from legalmodel.text.read import Source, read

UNITS = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8, "thousand": 3, "million": 6}
"""Unit of the figures of a column -> the power of ten that it stands for."""
ENCODINGS = ("utf-8", "gb18030", "utf-16", "latin-1", "cp1252", "big5", "shift_jis", "euc_kr")
USUAL_WORDS = {
    "yes_no": {
        **dict.fromkeys(("y", "yes", "true", "是", "有"), "yes"),
        **dict.fromkeys(("n", "no", "false", "否", "无"), "no"),
    },
    "npl_grade": {
        "normal": "normal", "special mention": "special_mention", "special_mention": "special_mention", "substandard": "substandard",
        "doubtful": "doubtful", "loss": "loss", "正常": "normal", "关注": "special_mention", "次级": "substandard", "可疑": "doubtful", "损失": "loss",
    },
}  # fmt: skip  # a table: short pairs
"""Words that a column of words is read by where its map gives none; capitals make no difference."""


NO_WORDS: Mapping[str, str] = MappingProxyType({})


class MapColumn(NamedTuple):
    """One column of a tape: what it is, the headings it may have (or its number, from 1), and how its cells are written.

    ``written``, of a rate: ``percent`` (5 is 5 %) or ``fraction`` (0.05 is 5 %). ``power`` of ten of its unit. ``day`` is the form of a day.
    ``words`` turn what stands in a cell into a word of the list; ``none`` are cells that say there is none, ``unknown`` those that say nothing.
    """

    column: LoanColumn
    headings: tuple[str, ...]
    number: int = 0
    written: str = ""
    power: int = 0
    day: str = ""
    words: Mapping[str, str] = NO_WORDS
    none: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class TapeFormat(NamedTuple):
    """How a tape is written; an empty delimiter or encoding is looked for in the file and told."""

    delimiter: str = ""
    encoding: str = ""
    header: bool = True
    decimal: str = "."
    thousands: str = ","
    currency: str = ""


class TapeMap(NamedTuple):
    """A column map: its name, whose tapes it is for, how they are written, its columns, and the headings left out on purpose."""

    name: str
    title: str
    source: str
    format: TapeFormat
    columns: tuple[MapColumn, ...]
    ignored: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[LoanColumn, ...]:
        """The columns beyond the standard ones."""
        return tuple(c.column for c in self.columns if c.column.name not in standard())


def names() -> tuple[str, ...]:
    """Return the names of the maps that ship."""
    return tuple(sorted(file.stem for file in (package_folder("tapes") / "maps").glob("*.yaml")))


def load_map(name: str) -> TapeMap:
    """Return a map that ships, by its name, or one from a file.

    Raises BadRequest if there is none, BadInput with every fault of the file.
    """
    file = package_folder("tapes") / "maps" / f"{name}.yaml"
    path = file if name in names() else Path(name)
    if not path.is_file():
        raise BadRequest(
            say("there is no map or file '{name}'", name=name),
            nearest(name, names()) or say("maps: {names}", names=", ".join(names())),
        )
    return read_map(read(path))


def read_map(source: Source) -> TapeMap:
    """Read a map from its data. Raises BadInput with every fault."""
    return _MapReader(source).whole()


_TOP = ("map", "format", "columns", "own", "ignored")
_HEAD = ("name", "title", "source")
_FORMAT = ("delimiter", "encoding", "header", "decimal", "thousands", "day", "currency", "none", "unknown")
_COLUMN = ("from", "written", "unit", "day", "words", "none", "unknown")
_OWN = (*_COLUMN, "kind", "says")


class _MapReader:
    """Reads one map and gathers its faults."""

    def __init__(self, source: Source) -> None:
        self.source, self.faults = source, list[Fault]()

    def told(self, path: tuple[str, ...], cause: str, fix: str = "") -> None:
        """Note a fault at a path of the file."""
        self.faults.append(Fault("bad-map", cause, self.source.place(path), fix, self.source.width(path)))

    def record(self, path: tuple[str, ...], data: Any, known: tuple[str, ...]) -> dict[str, Any]:
        """Return a record of known keys; faults of the others are noted."""
        if data is None:
            return {}
        if not isinstance(data, dict):
            self.told(path, say("this is no record"), say("write keys: {known}", known=", ".join(known)))
            return {}
        for key in data:
            if key not in known:
                self.told((*path, key), say("'{key}' is no key of a map", key=key), nearest(key, known) or ", ".join(known))
        return data

    def whole(self) -> TapeMap:
        """Read all. Raises BadInput."""
        top = self.record((), self.source.data, _TOP)
        head = self.record(("map",), top.get("map"), _HEAD)
        form = self.record(("format",), top.get("format"), _FORMAT)
        tape = self.format(form)
        self.day = self.day_of(("format", "day"), form.get("day", "YYYY-MM-DD"))
        self.none, self.unknown = (self.texts(("format", k), form.get(k)) for k in ("none", "unknown"))
        columns = [*self.columns("columns", top.get("columns")), *self.columns("own", top.get("own"))]
        self.twice(columns)
        ignored = self.texts(("ignored",), top.get("ignored"))
        if not columns and not self.faults:
            self.told((), say("the map names no column"), say("write columns: {balance: {from: HEADING}}"))
        if self.faults:
            raise BadInput(limited(self.faults))
        title = head.get("title", "")
        named = str(in_language(title) or "")
        return TapeMap(
            str(head.get("name", self.source.name)), named, str(head.get("source", "")), tape, tuple(columns), ignored
        )

    def format(self, form: dict[str, Any]) -> TapeFormat:
        """Read how cells are written."""
        for key, words in (("header", ("yes", "no")), ("decimal", (".", ",")), ("encoding", ENCODINGS)):
            if key in form and str(form[key]) not in words:
                self.told(("format", key), say("'{word}' is not among: {words}", word=str(form[key]), words=", ".join(words)))
        for key in ("delimiter", "thousands"):
            text = form.get(key, ",")
            if not isinstance(text, str) or (text != "none" and len(text) != 1):
                self.told(("format", key), say("this is one sign"), say("write a sign in quotation marks, or none"))
        decimal, thousands = str(form.get("decimal", ".")), str(form.get("thousands", ","))
        if "thousands" not in form and decimal == ",":
            thousands = "."
        if decimal == thousands:
            self.told(("format", "thousands"), say("one sign cannot end whole numbers and part thousands"))
        return TapeFormat(
            str(form.get("delimiter", "")),
            str(form.get("encoding", "")),
            form.get("header", "yes") == "yes",
            decimal,
            "" if thousands == "none" else thousands,
            str(form.get("currency", "")),
        )

    def texts(self, path: tuple[str, ...], data: Any) -> tuple[str, ...]:
        """Read a list of texts; a number stands for its digits."""
        many = data if isinstance(data, list) else [] if data is None else [data]
        if any(isinstance(item, dict | list) for item in many):
            self.told(path, say("this is a list of words"))
        return tuple(str(item).strip() for item in many)

    def day_of(self, path: tuple[str, ...], text: Any) -> str:
        """Read the form of a day."""
        if not isinstance(text, str) or day_form(text) is None:
            self.told(
                path,
                say("'{text}' is no form of a day", text=str(text)),
                say("write such as YYYY-MM-DD, DD/MM/YYYY or MM/YYYY"),
            )
            return "YYYY-MM-DD"
        return text

    def columns(self, section: str, data: Any) -> list[MapColumn]:
        """Read the columns of a section."""
        if data is None:
            return []
        if not isinstance(data, dict):
            self.told((section,), say("this is no record"), say("write NAME: {from: HEADING}"))
            return []
        found = []
        for name, raw in data.items():
            path = (section, name)
            given = {"from": raw} if isinstance(raw, str | int | list) else raw
            record = self.record(path, given, _OWN if section == "own" else _COLUMN)
            column = self.column(section, path, name, record)
            if column is not None:
                found.append(self.one(path, column, record))
        return found

    def column(self, section: str, path: tuple[str, ...], name: str, record: dict[str, Any]) -> LoanColumn | None:
        """Return the standard column of a name, or one of the map's own."""
        import re

        if section == "columns":
            if name not in standard():
                self.told(
                    path,
                    say("'{name}' is no column of a loan", name=name),
                    nearest(name, standard()) or say("write it under own:"),
                )
            return standard().get(name)
        kind = record.get("kind", "text")
        if kind not in KINDS:
            self.told(
                (*path, "kind"),
                say("'{kind}' is no kind of column", kind=str(kind)),
                say("kinds: {kinds}", kinds=", ".join(KINDS)),
            )
            return None
        if not re.match(ID, name) or not name.isidentifier() or name in standard():
            self.told(path, say("'{name}' cannot name a column of one's own", name=name), say("write letters, digits and _"))
            return None
        return LoanColumn(name, kind, str(record.get("says", name)), str(record.get("says", name)))

    def one(self, path: tuple[str, ...], column: LoanColumn, record: dict[str, Any]) -> MapColumn:
        """Read how one column is written."""
        raw = record.get("from")
        number = raw if isinstance(raw, int) and not isinstance(raw, bool) else 0
        headings = () if number else self.texts((*path, "from"), raw)
        if not headings and number < 1:
            self.told(
                path,
                say("it is not said which column of the tape this is"),
                say("write from: HEADING, or the number of the column"),
            )
        written = str(record.get("written", ""))
        if column.kind == "rate" and written not in ("percent", "fraction"):
            self.told(path, say("a figure such as 5 can be 5 % or 500 %"), say("write written: percent, or written: fraction"))
        unit = str(record.get("unit", "元"))
        if unit not in UNITS:
            self.told((*path, "unit"), say("'{unit}' is no unit", unit=unit), say("units: {units}", units=", ".join(UNITS)))
        day = self.day_of((*path, "day"), record["day"]) if "day" in record else self.day
        none, unknown = (self.texts((*path, k), record.get(k)) for k in ("none", "unknown"))
        words = self.words(path, column, record.get("words"))
        return MapColumn(
            column, headings, number, written, UNITS.get(unit, 0), day, words, (*self.none, *none), (*self.unknown, *unknown)
        )

    def words(self, path: tuple[str, ...], column: LoanColumn, data: Any) -> dict[str, str]:
        """Read what stands for which word of a list."""
        kind = KINDS[column.kind]
        usual = USUAL_WORDS.get(column.kind, {}) if kind.name == "choice" else {}
        if data is None:
            return usual or ({w: w for w in WORDS[kind.of]} if kind.name == "choice" else {})
        if not isinstance(data, dict):
            self.told((*path, "words"), say("this is no record"), say("write words: {WHAT STANDS THERE: word}"))
            return usual
        found = {str(cell).strip().casefold(): str(word) for cell, word in data.items()}
        for cell, word in data.items():
            if kind.name == "choice" and str(word) not in WORDS[kind.of]:
                fix = nearest(str(word), WORDS[kind.of]) or say("the words are {words}", words=", ".join(WORDS[kind.of]))[:200]
                self.told(
                    (*path, "words", str(cell)),
                    say("'{word}' is not a word for {replace}", word=str(word), replace=kind.of),
                    fix,
                )
        return found if kind.name == "choice" else {k: str(w) for k, w in found.items()}

    def twice(self, columns: list[MapColumn]) -> None:
        """Note headings that stand for two columns."""
        seen: dict[str, str] = {}
        for column in columns:
            for heading in column.headings:
                if heading in seen:
                    cause = say(
                        "the heading '{heading}' stands for {a} and {b}", heading=heading, a=seen[heading], b=column.column.name
                    )
                    self.told(("columns", column.column.name), cause, say("name one of them"))
                seen[heading] = column.column.name
