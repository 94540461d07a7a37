"""What the columns of the views say, in one place: for whoever lists them, and for the page on books."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legalmodel.book.schemas import ENTRIES, FACTS, FINDINGS, JUDGED, LINES

if TYPE_CHECKING:
    from legalmodel.book.reader import Book

SHOWN = (
    "deals",
    "findings",
    "fails",
    "rules",
    "lines",
    "judged",
    "facts",
    "records",
    "parties",
    "refs",
    "refused",
    "removed",
    "versions",
    "twins",
)
"""The views that are told of, in the order in which they are."""
_SAYS = {column.name: column.says for table in (ENTRIES, FACTS, JUDGED, LINES, FINDINGS) for column in table}
_OF_VIEWS = {
    ("rules", "question"): "id of the question of the catalogue that it answers",
    ("rules", "heading"): "heading of that question: isolation (true sale), remoteness, protection, …",
    ("parties", "party"): "id of the party in its deal",
    ("parties", "name"): "its name",
    ("parties", "natural_person"): "whether it is a natural person",
    ("judged", "doubtful"): "how many fails are only doubts",
    ("judged", "fails"): "how many findings count as fails",
    ("judged", "unknown"): "how many findings are unknown and can do harm",
    ("judged", "judgement"): "how many findings need a judgement",
    ("judged", "findings"): "how many findings",
    ("lines", "system"): "the place whose law it is under",
    ("lines", "subject"): "path of the hop, vehicle or class",
    ("refs", "to_record"): "id of the record that is named",
    ("removed", "removed"): "when it was taken out (UTC)",
    ("removed", "why"): "the reason that was given",
    ("twins", "deals"): "how many deals have these very bytes",
    ("twins", "names"): "their names",
}
_OTHERS = {
    "system": "legal system: a country, a state of a federation, a union",
    "article": "article; a star marks a number that nobody read",
    "title": "title of the rule",
    "title_zh": "the same in Chinese",
    "force": "what the rule is worth: mandatory, regulatory, contract, market, …",
    "effect": "what follows where it fails: void, breach, avoidable, …",
    "binds": "whether a fail must change: it is law, it binds, and more than a shelter is lost",
    "text_read": "how far the article was read: seen, part, memory",
    "question": "id of the question of the catalogue",
    "essential": "whether the question is essential",
    "name_zh": "its name in Chinese, where the deal gives it",
    "form": "its legal form",
    "seat": "country of its seat",
    "lei": "its Legal Entity Identifier",
    "uscc": "its Chinese unified social credit code",
}


def described(book: "Book") -> Iterator[tuple[str, list[str]]]:
    """Yield each view with its columns: name, type, what it says."""
    for view in SHOWN:
        rows = book.rows(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [view]
        )
        yield view, [f"{name} ({kind.lower()}): {says_of(view, name)}" for name, kind in rows]


def says_of(view: str, column: str) -> str:
    """Return what a column says."""
    others = _OTHERS if view in ("rules", "parties", "fails") else {}
    return _OF_VIEWS.get((view, column)) or others.get(column) or _SAYS.get(column, "") or _OTHERS.get(column, "")
