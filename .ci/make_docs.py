"""Write what can be read off the code: the pages of docs/ that are listed in PAGES, and the tables between marks listed in TABLES.

``--check`` only compares, and fails if a page is out of date.
"""

import ast
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generated import run, write_or_compare
from glossary import page as glossary_page
from notes_coverage import notes_section
from vocabulary_coverage import coverage_of_vocabulary
from weak_points import weak_points_page

from legalmodel.base.jurisdictions import UNIONS
from legalmodel.base.kinds import Kind, Signature
from legalmodel.graph.signatures import DERIVED_THINGS, SIGNATURES
from legalmodel.law.catalogue import Question
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law, load_law
from legalmodel.law.reach import is_law
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


COVERAGE = """\
# What the law packs cover

Made by `.ci/make_docs.py` from the files under `legalmodel/law/`. Each question of the catalogue stands with the rules that answer it.
A star at an article means that nobody read its number. **seen**: the article's own words were read. **part**: read in part; such a
rule can never make an obstacle or close an essential question. **memory**: not read; such a rule only adds a question to ask.
Force: *mandatory* is statute, *regulatory* is a regulator's measure, *in-principle* and *self-regulatory* bind less,
*safe-harbour* answers if it is met and never counts against a deal, *market* does neither. A rule that *weighs* lists factors.

**Left open on China's trust route, with the reason.** *Who answers for false documents* (protection/gatekeepers): the Securities Law leaves asset-backed
securities to rules of the State Council, and the court's rules on false statements were not read. *Buy-backs* (isolation/repurchase): [2005] No. 7 was read
in part. *Screening* (conduct/sanctions-aml): no fact of a deal file says who screened whom. *Tax on transfer and payments*, *the investor's weight*,
*licence to hold*: no text was encoded. Wherever the law before 2018 or 2021 was not read (piercing of companies, whether claims and documents bind) older
deals are not examined. Texts that wait for a reader are in [attest](attest.md).

"""
GROUPS = {
    "gate": "Which law applies",
    "isolation": "True sale",
    "remoteness": "Remoteness",
    "protection": "Protection",
    "apart": "Apart: accounting, capital, tax",
}
OTHER = "Other questions, never part of a conclusion"


def coverage_page() -> str:
    """Return the page of what each legal system's pack answers and does not."""
    law = load_law()
    return "\n".join(
        [
            COVERAGE,
            *_grid(law),
            *(line for system in law.systems for line in _system(law, system)),
            notes_section(law),
            *_common(law),
        ]
    )


GRID = """\
## Every question, by system

What the rules of each system can say of each question. **yes**: a rule whose text was read answers it. **part**: only rules read in part, which
never close it. **ask**: only rules that add a question to ask. **not arise**: the only answer is that the question does not arise. An empty place is
a hole: no rule, so the question stands as not examined. Rules of a federation count at its parts; those of the European Union hold in its member
states and stand in its own column alone.
"""


def _grid(law: Law) -> Iterable[str]:
    """Return the table of all questions by system, holes left empty, and how many holes each system has."""
    answers = {system: _answers(law, system) for system in law.systems}
    yield GRID
    yield f"| question | {' | '.join(answers)} |\n|---|{'---|' * len(answers)}"
    for essential in (True, False):
        for question in law.catalogue.questions.values():
            if question.essential == essential:
                name = f"**{question.id}**" if essential else question.id
                yield f"| {name} | {' | '.join(cells.get(question.id, '') for cells in answers.values())} |"
    asked = [q.id for q in law.catalogue.questions.values() if q.essential]
    holes = (str(sum(q not in cells for q in asked)) for cells in answers.values())
    yield f"| holes among the {len(asked)} essential ones | {' | '.join(holes)} |\n"


def _answers(law: Law, system: str) -> dict[str, str]:
    by_question: dict[str, list[CompiledRule]] = {}
    for rule in law.rules_at(system):
        if rule.system == system or rule.system not in UNIONS:
            by_question.setdefault(rule.question, []).append(rule)
    return {question: _answer(rules) for question, rules in by_question.items()}


def _answer(rules: list[CompiledRule]) -> str:
    if answering := [r for r in rules if _can_answer(r)]:
        return "not arise" if all(r.form.arises_not for r in answering) else "yes"
    return "part" if any(r.text_read == "part" for r in rules) else "ask"


def _system(law: Law, system: str) -> Iterable[str]:
    rules = [r for r in law.rules.values() if r.system == system]
    by_question: dict[str, list[CompiledRule]] = {}
    for rule in law.rules_at(system):
        by_question.setdefault(rule.question, []).append(rule)
    yield f"## {system}\n"
    yield from _summary(law, rules, by_question)
    for name in dict.fromkeys(GROUPS.get(q.group, OTHER) for q in law.catalogue.questions.values()):
        inside = [q for q in law.catalogue.questions.values() if GROUPS.get(q.group, OTHER) == name]
        yield f"### {system}: {name}\n\n| question | asks | answered by |\n|---|---|---|"
        yield from (_question(q, by_question.get(q.id, [])) for q in inside)
        yield ""
    yield from _not_read(system, rules)
    yield from _instruments(law, system)


def _summary(law: Law, rules: list[CompiledRule], by_question: dict[str, list[CompiledRule]]) -> Iterable[str]:
    essential = [q for q in law.catalogue.questions.values() if q.essential]
    answered = [q for q in essential if any(_can_answer(r) for r in by_question.get(q.id, ()))]
    yield (
        f"{len(rules)} rules. {len(answered)} of {len(essential)} essential questions have a rule whose text was read; "
        f"{len(by_question)} of all {len(law.catalogue.questions)} questions have a rule of any sort.\n"
    )


def _can_answer(rule: CompiledRule) -> bool:
    return rule.text_read == "seen" and rule.force not in ("market", "draft")


def _question(question: Question, rules: list[CompiledRule]) -> str:
    name = f"**{question.id}** (essential)" if question.essential else question.id
    return f"| {name} | {question.asks} {question.zh} | {'<br>'.join(map(_rule, rules)) or '**no rule**'} |"


def _rule(rule: CompiledRule) -> str:
    last = f", until {rule.dates.last}" if rule.dates.last else ""
    weighs = ", weighs" if rule.form.factors else ""
    return f"`{rule.id}` art. {_article(rule)} ({rule.force}, {rule.text_read}{weighs}{last})"


def _article(rule: CompiledRule) -> str:
    return rule.article.replace("*", r"\*")


def _not_read(system: str, rules: list[CompiledRule]) -> Iterable[str]:
    yield f"### {system}: texts not read, or read in part\n\n| rule | article | text | what was not read |\n|---|---|---|---|"
    for rule in rules:
        if rule.text_read != "seen":
            yield f"| `{rule.id}` | {_article(rule)} | {rule.text_read} | {' '.join(rule.form.unseen.split()) or 'the article'} |"
    yield ""


def _instruments(law: Law, system: str) -> Iterable[str]:
    yield f"### {system}: instruments, and where they were read\n\n| instrument | in force | force | copy |\n|---|---|---|---|"
    for head in law.instruments.values():
        if head.system == system:
            where = f"{head.source.copy_}, read {head.source.read}: {' '.join(head.source.where.split())}"
            dates = f"{head.in_force.from_} to {head.in_force.to or 'now'}"
            yield f"| {head.title.en} {head.title.zh} | {dates} | {head.force} | {where} |"
    yield ""


def _common(law: Law) -> Iterable[str]:
    rules = [r for r in law.rules.values() if not is_law(r.system)]
    if rules:
        yield "## Rules of no legal system\n"
        yield "Not law: whether the file, or the deal, is whole. They are reported, and count towards no conclusion.\n"
        yield "| rule | title | question |\n|---|---|---|"
        yield from (f"| `{r.id}` | {r.form.title.en} | {r.question} |" for r in rules)
        yield ""


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
