"""The tables of a book: each column with its type and what it says, the same in every file ever written.

A column keeps its name, its type and its meaning; new ones come at the end. ``docs/book.md`` is made to agree with this by a test.
"""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

FORM = "legalmodel/book/1"
REMOVED = "removed"
"""The code of an entry that takes a deal out."""


class BookColumn(NamedTuple):
    """A column: its name, its type (by the name in ``TYPES``), and what it says."""

    name: str
    type: str
    says: str


_KEY = (
    BookColumn("deal", "text", "name of the deal in the book: its path in the folder or archive, `deals.jsonl#12` for a line"),
    BookColumn("version", "count", "version of the deal, counted from 1"),
)

ENTRIES = (
    *_KEY,
    BookColumn("entry", "long", "number of the entry; every file that was ever taken in has one, in the order of taking in"),
    BookColumn("added", "moment", "when it was taken in (UTC)"),
    BookColumn("sha256", "text", "digest of the bytes of the deal, hexadecimal"),
    BookColumn("bytes", "count", "how many bytes it has"),
    BookColumn("format", "text", "yaml or json"),
    BookColumn("good", "flag", "whether it can be used; one that cannot has version 0 and stands in `refused`; so has an entry that takes a deal out, with the code `removed`"),
    BookColumn("name", "text", "name of the deal, as it says itself"),
    BookColumn("about", "text", "whose deal it is: real, made_up, own; empty where it does not say"),
    BookColumn("asset_class", "text", "type of assets"),
    BookColumn("route", "text", "legal regime the parties chose"),
    BookColumn("stage", "text", "stage of the deal"),
    BookColumn("closing", "day", "closing date; the last day it may have been, where only a month or year is known"),
    BookColumn("currency", "text", "currency of amounts that name none"),
    BookColumn("known_until", "day", "last day covered by the file"),
    BookColumn("faults", "count", "how many faults it has, if it cannot be used"),
    BookColumn("line", "count", "line of the first fault"),
    BookColumn("code", "text", "code of the first fault"),
    BookColumn("cause", "text", "what the first fault is"),
    BookColumn("fix", "text", "what to write instead"),
    BookColumn("raw", "bytes", "the deal itself, byte for byte; nothing where it cannot be used"),
    BookColumn("plain", "text", "the same as JSON, of a deal in YAML, which is read faster; for nobody else"),
)  # fmt: skip  # short parts read together: one a line would take a screen

FACTS = (
    *_KEY,
    BookColumn("section", "text", "section of the deal file"),
    BookColumn("record", "text", "id of the record; empty for `deal`"),
    BookColumn("sort", "text", "sort of the record: party, trust, security, …"),
    BookColumn("field", "text", "field, dotted within the record: `dates.signed`, `name.zh`"),
    BookColumn("item", "count", "place in a list, counted from 0; -1 where it is no list"),
    BookColumn("kind", "text", "text word ref place number share rate money day; or unknown dated sourced assumed stated"),
    BookColumn("text", "text", "the value as text; the reason, for unknown; `none` where the file says so"),
    BookColumn("number", "decimal", "the value as a number, exact; shares and rates in percent; the lower end of a band"),
    BookColumn("number_to", "decimal", "the upper end of a band, in percent"),
    BookColumn("currency", "text", "currency of an amount of money, that of the deal where it names none"),
    BookColumn("day_first", "day", "first day that a day may be"),
    BookColumn("day_last", "day", "last day that it may be; the same where the day is known"),
)  # fmt: skip  # short parts read together: one a line would take a screen

FINDINGS = (
    *_KEY,
    BookColumn("rule", "text", "id of the rule: see `rules`"),
    BookColumn("instrument", "text", "id of the instrument of law"),
    BookColumn("subject", "text", "path of the record judged; empty where there is none"),
    BookColumn("outcome", "text", "pass, fail, unknown, judgement, reservation, …: docs/meaning.md"),
    BookColumn("fails", "flag", "whether it counts as a fail: on facts that are stated, and no policy, sign or draft"),
    BookColumn("doubtful", "flag", "a fail that is only a doubt, on facts that nobody stated"),
    BookColumn("harmless", "flag", "an unknown that can be neither fail nor judgement"),
    BookColumn("day", "day", "day whose law and facts were used"),
    BookColumn("known_to", "day", "last day up to which its facts are known, where that is before the run"),
    BookColumn("planned", "flag", "on an act that is still to come"),
    BookColumn("excluded_by", "text", "why it does not apply or was not examined"),
    BookColumn("could_be", "texts", "outcomes still possible where it is unknown"),
    BookColumn("missing", "texts", "paths of the facts that would decide it"),
    BookColumn("due", "day", "last day for a duty"),
    BookColumn("sentence", "text", "what the rule says of the subject, for a fail; empty for all else: `legalmodel book show` says it"),
    BookColumn("sentence_zh", "text", "the same in Chinese"),
    BookColumn("days", "count", "on how many days it was tried: more than one where the day of the act is not known"),
    BookColumn("otherwise", "texts", "other outcomes that it would have by what another source of the file says"),
    BookColumn("numbers", "texts", "the numbers of the rule that were read to find it, each with the ends between which it could be another (`least_kept 0 1`), `-` for none; a name alone may not change"),
    BookColumn("unseen", "flag", "whether an answer rests on papers not seen, where a conclusion asked for it; for nobody else"),
)  # fmt: skip  # short parts read together: one a line would take a screen

LINES = (
    *_KEY,
    BookColumn("heading", "text", "isolation (true sale), remoteness, protection"),
    BookColumn("system", "text", "the place whose law it is under"),
    BookColumn("subject", "text", "path of the hop, vehicle or class"),
    BookColumn("subject_name", "text", "its name"),
    BookColumn("failing", "text", "id of the party whose failure is meant; empty where it is nobody's"),
    BookColumn("roles", "texts", "as what it may fail"),
    BookColumn("conclusion", "text", "obstacle, open, no_obstacle, …: docs/meaning.md"),
    BookColumn("essential", "count", "how many essential questions it has"),
    BookColumn("answered", "count", "how many of them are answered"),
    BookColumn("no_pack", "texts", "bodies of law that hold there too and that there is no pack for"),
)  # fmt: skip  # short parts read together: one a line would take a screen

JUDGED = (
    *_KEY,
    BookColumn("run_day", "day", "day of the run"),
    BookColumn("findings", "count", "how many findings"),
    BookColumn("fails", "count", "how many count as fails"),
    BookColumn("doubtful", "count", "how many fails are only doubts"),
    BookColumn("unknown", "count", "how many are unknown and can do harm"),
    BookColumn("judgement", "count", "how many need a judgement"),
    BookColumn("law", "text", "ids of the instruments that were asked, with blanks between"),
    BookColumn("trouble", "text", "why it could not be judged; empty where it was"),
    BookColumn("sources", "count", "how many documents say something else than the file goes by"),
    BookColumn("told", "texts", "each rule with each thing that it says of the deal, summed up for the questions with a name; for nobody else"),
    BookColumn("open_facts", "texts", "the facts missing in it, likewise"),
    BookColumn("open_counts", "counts", "how often each of them is, in the same order"),
)  # fmt: skip  # short parts read together: one a line would take a screen

TABLES = {"entries": ENTRIES, "facts": FACTS, "findings": FINDINGS, "lines": LINES, "judged": JUDGED}


@cache
def schema_of(table: str) -> "pa.Schema":
    """Return the schema in which a table is written: types are fixed, and do not follow what happens to stand in a file."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "count": pa.int32(),
        "long": pa.int64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us"),
        "decimal": pa.decimal128(38, 12),
        "texts": pa.list_(pa.string()),
        "counts": pa.list_(pa.int32()),
        "bytes": pa.binary(),
    }
    fields = [pa.field(column.name, types[column.type]) for column in TABLES[table]]
    return pa.schema(fields, metadata={"format": f"{FORM}/{table}"})


class Rows:
    """Rows of a table, gathered one by one, in the order of its columns."""

    __slots__ = ("add", "all", "table")

    def __init__(self, table: str) -> None:
        self.table = table
        self.all: list[tuple[object, ...]] = []
        self.add = self.all.append

    def batch(self) -> "pa.RecordBatch":
        """Return the rows as one Arrow batch."""
        import pyarrow as pa

        schema = schema_of(self.table)
        columns = zip(*self.all, strict=True) if self.all else [()] * len(schema)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)
