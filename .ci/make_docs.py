#!/usr/bin/env python3
"""Write what can be read off the code: the pages of docs/ that are listed in PAGES, and the tables between marks listed in TABLES.

``--check`` only compares, and fails if a page is out of date.
"""

import ast
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generated import run, write_or_compare
from glossary import page as glossary_page
from law_coverage import coverage_page
from vocabulary_coverage import coverage_of_vocabulary
from weak_points import weak_points_page

from legalmodel.base.kinds import Kind, Signature
from legalmodel.graph.signatures import DERIVED_THINGS, SIGNATURES
from legalmodel.law.load import load_law
from legalmodel.model.deal import SECTIONS, SORTS, Deal
from legalmodel.model.record import Record
from legalmodel.model.shape import Field, fields
from legalmodel.model.words import CHOICES, REASONS, STATUSES, TREES
from legalmodel.report.findings_table import COLUMNS

DOCS = ROOT / "docs"

VOCABULARY = """\
# Vocabulary of the deal file

Made by `.ci/make_docs.py` from the record types. Every field may be left out. What the maps (`evidence`, `status`, `unknown`,
`assumed`, `dated`, `sourced`, `stated`) do in each record is told in [deal-file.md](deal-file.md). A field that holds a
percentage is written with the percent sign, an amount as `1000000` or `CNY 1000000`, a day as `2016-05-27` or, where only the
month is known, `2016-05`, a country or part of one as `CN` or `US-NY`.
"""
HOLDS = {"money": "amount", "share": "percentage", "day": "day", "number": "number", "text": "words", "truth": "yes or no"}


def vocabulary_page() -> str:
    """Return the page of the deal file: a table for each section, for each record within a record, and the lists of words."""
    top = {name: field.inner for name, field in fields(Deal).items() if field.inner}
    inner: dict[type[Record], None] = {}
    for model in top.values():
        inner |= dict.fromkeys(f.inner for f in fields(model).values() if f.inner)
    tables = [_table(f"Section `{name}:`", model) for name, model in top.items()]
    tables += [_table(f"Within a record: {_spaced(model.__name__)}", model) for model in inner]
    words = [f"**{name}**: {', '.join(words)}.\n" for name, words in CHOICES.items() if len(words) > 3]
    trees = [f"**{name}** (a word further in belongs to the word above it)\n\n```{text}```\n" for name, text in TREES.items()]
    lists = [f"**status**: {', '.join(STATUSES)}.\n", f"**reason for unknown**: {', '.join(REASONS)}.\n"]
    return "\n".join([VOCABULARY, *tables, "## Lists of words\n", *lists, *words, "## Trees of words\n", *trees])


def _table(title: str, model: type[Record]) -> str:
    lines = [f"## {title}", "", (model.__doc__ or "").split("\n")[0], "", "| field | holds | says |", "|---|---|---|"]
    return "\n".join(lines + [_row(name, field, model) for name, field in fields(model).items()]) + "\n"


def _row(name: str, field: Field, model: type[Record]) -> str:
    info = model.model_fields[name]
    examples = "; ".join(f"`{_plain(example)}`" for example in info.examples or ())
    says = f"{info.description}{f' ({examples})' if examples else ''}"
    return f"| `{name}` | {_holds(field)} | {says.replace('|', '/')} |"


def _plain(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False) if isinstance(example, dict) else str(example)


def _holds(field: Field) -> str:
    if field.inner:
        return f"{_spaced(field.inner.__name__)}{', each under an id' if field.keyed else ''}"
    return _kind(field.written.kind) if field.written else "words"


def _kind(kind: Kind) -> str:
    if kind.item:
        return f"list: {_kind(kind.item)}"
    if kind.name == "thing":
        sections = [name for name, sort in SECTIONS.items() if kind.of in (sort, SORTS.get(sort), "any")]
        return "id of any record" if kind.of == "any" else f"id from {' or '.join(sections)}"
    if kind.of == "place":
        return "country"
    words = CHOICES.get(kind.of, ())
    if 0 < len(words) <= 3:
        return " / ".join(words)
    return f"word of {kind.of}" if kind.of else HOLDS[kind.name]


def _spaced(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def questions_table() -> str:
    """Return the table of what rules may ask of the graph."""
    rows = [f"| `{_call(name, s)}` | {_gives(s.gives)} | {s.says} | {', '.join(s.reads)} |" for name, s in SIGNATURES.items()]
    return "\n".join(["| question | gives | that is | as complete as |", "|---|---|---|---|", *rows])


def _call(name: str, signature: Signature) -> str:
    return f"{name}({', '.join(p.name for p in signature.parameters)})"


def _gives(kind: Kind) -> str:
    if kind.item:
        return f"list: {_gives(kind.item)}"
    return kind.of.replace("_", " ") if kind.name in ("thing", "choice", "code") else HOLDS[kind.name]


def derived_table() -> str:
    """Return the table of fields that stand in no file."""
    rows = [f"| {sort} | `{f}` | {_gives(kind)} |" for sort, inside in DERIVED_THINGS.items() for f, kind in inside.items()]
    return "\n".join(["| sort | field | holds |", "|---|---|---|", *rows])


def room_table(folder: str, form: str, head: str) -> str:
    """Return the table of a folder that grows by files: each says in its docstring what it is."""
    files = sorted((ROOT / "legalmodel" / folder).glob("[a-z]*.py"))
    said = {file.stem: ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "" for file in files}
    first = {
        name: " ".join(text.partition("\n\n")[0].split()).replace("``", "`").replace("|", "/") for name, text in said.items()
    }
    rows = [f"| `{form.format(name)}` | {text} |" for name, text in first.items()]
    return "\n".join([f"| {head} | What it is |", "|---|---|", *rows])


def columns_table() -> str:
    """Return the columns of the table of findings."""
    rows = [f"| `{c.name}` | {c.kind} | {c.says} |" for c in COLUMNS]
    return "\n".join(["| Column | Kind | What it says |", "|---|---|---|", *rows])


TABLES: dict[str, dict[str, Callable[[], str]]] = {
    "rules.md": {"questions": questions_table, "derived": derived_table},
    "findings-table.md": {"columns": columns_table},
    "diagrams.md": {
        "views": lambda: room_table("output/views", "{}", "View"),
        "formats": lambda: room_table("output/formats", ".{}", "Ending"),
    },
}
"""Page of docs/ -> the tables that are made anew between their marks."""


def page_with_tables(page: str) -> str:
    """Return a page of docs/ with its tables made anew between their marks."""
    text = (DOCS / page).read_text("utf-8")
    for name, table in TABLES[page].items():
        begin, end = f"<!-- made: {name} -->\n", f"<!-- end: {name} -->"
        before, _, rest = text.partition(begin)
        after = rest.partition(end)[2]
        text = f"{before}{begin}{table()}\n{end}{after}"
    return text


PAGES: dict[str, Callable[[], str]] = {
    "glossary.md": glossary_page,
    "vocabulary.md": vocabulary_page,
    "vocabulary-coverage.md": lambda: coverage_of_vocabulary(load_law()),
    "law-coverage.md": coverage_page,
    "weak-points.md": lambda: weak_points_page(load_law()),
    **{page: partial(page_with_tables, page) for page in TABLES},
}


def help_text() -> str:
    """Return the help of the whole command, as it stands in a terminal of the usual width."""
    from legalmodel.cli.main import make_parser

    os.environ["COLUMNS"] = "80"
    return make_parser().format_help()


def main() -> int:
    """Write the pages and the help of the command, or compare them."""
    texts = {DOCS / name: page() for name, page in PAGES.items()}
    return write_or_compare({**texts, ROOT / "legalmodel" / "cli" / "help.txt": help_text()}, "make_docs.py", ROOT)


if __name__ == "__main__":
    sys.exit(run(main))
