"""Write docs/vocabulary.md, the table of every field of a deal file, from the record types. ``--check`` only compares."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from legalmodel.base.kinds import Kind  # noqa: E402 (the checkout goes before an installed package)
from legalmodel.model.deal import SECTIONS, SORTS, Deal  # noqa: E402
from legalmodel.model.record import Record  # noqa: E402
from legalmodel.model.shape import Field, fields  # noqa: E402
from legalmodel.model.words import CHOICES, REASONS, STATUSES, TREES  # noqa: E402

OUT = ROOT / "docs" / "vocabulary.md"
HEAD = """\
# Vocabulary of the deal file

Made by `.ci/make_docs.py` from the record types. Every field may be left out. What the maps (`evidence`, `status`, `unknown`,
`assumed`, `dated`, `sourced`, `stated`) do in each record is told in [deal-file.md](deal-file.md). A field that holds a
percentage is written with the percent sign, an amount as `1000000` or `CNY 1000000`, a day as `2016-05-27` or, where only the
month is known, `2016-05`, a country or part of one as `CN` or `US-NY`.
"""
HOLDS = {"money": "amount", "share": "percentage", "day": "day", "number": "number", "text": "words"}


def document() -> str:
    """Return the text of the page: a table for each section, for each record within a record, and the lists of words."""
    top = {name: field.inner for name, field in fields(Deal).items() if field.inner}
    inner: dict[type[Record], None] = {}
    for model in top.values():
        inner |= dict.fromkeys(f.inner for f in fields(model).values() if f.inner)
    tables = [_table(f"Section `{name}:`", model) for name, model in top.items()]
    tables += [_table(f"Within a record: {_spaced(model.__name__)}", model) for model in inner]
    words = [f"**{name}**: {', '.join(words)}.\n" for name, words in CHOICES.items() if len(words) > 3]
    trees = [f"**{name}** (a word further in belongs to the word above it)\n\n```{text}```\n" for name, text in TREES.items()]
    lists = [f"**status**: {', '.join(STATUSES)}.\n", f"**reason for unknown**: {', '.join(REASONS)}.\n"]
    return "\n".join([HEAD, *tables, "## Lists of words\n", *lists, *words, "## Trees of words\n", *trees])


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


def main() -> int:
    text = document()
    if "--check" not in sys.argv:
        OUT.write_text(text, "utf-8")
    elif not OUT.exists() or OUT.read_text("utf-8") != text:
        print("docs/vocabulary.md is out of date: run .ci/make_docs.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
