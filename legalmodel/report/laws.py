"""One deal under several laws as a study: the matrix of questions, why each law says so, the conclusions, and what was supposed."""

from collections.abc import Iterator

from legalmodel.analysis.laws import NO_SHELTER, LawCell, LawColumn, LawMatrix, conclusions
from legalmodel.base.facts import leaves
from legalmodel.base.language import say
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.law.catalogue import Question
from legalmodel.law.texts import rule_text, table_text
from legalmodel.logic.prove import deciding
from legalmodel.methods.study import Cell, Column, Curve, Plot, Study, Table
from legalmodel.report.places import place_name
from legalmodel.report.text import between_words
from legalmodel.report.words import CONCLUSION_WORDS, HEADINGS, citation, line_subject, outcome_words, spoken_sentence

_FACTS = 3
"""How many of the facts that decide are named in a cell."""
_STYLES: dict[str, str] = {
    Outcome.FAIL: "against",
    Outcome.JUDGEMENT: "weighed",
    Outcome.UNKNOWN: "open",
    Outcome.NOT_YET_DUE: "open",
}
_MET: frozenset[str] = frozenset((Outcome.PASS, Outcome.RESERVATION, Outcome.DOES_NOT_ARISE))


def laws_study(matrix: LawMatrix, *, whole: bool = False) -> Study:
    """Return the matrix as a study; a terminal shows the questions that the laws answer otherwise, with ``whole`` all of them.

    Only what is shown is proved: proofs cost more than judging.
    """
    asked = in_order(matrix)
    name = name_of(matrix.columns[0].checked.judgment.deal)
    differing = [q for q in asked if matrix.differs(q.id)]
    shown = tuple(range(len(asked))) if whole else tuple(range(len(differing)))
    why = tuple(_why(matrix, asked if whole else differing))
    return Study(
        "compare-laws",
        say("{name} under several laws", name=name),
        tuple(_says(matrix, differing)),
        (
            _conclusions(matrix),
            Table("questions", say("Question by question"), _heads(matrix), tuple(_row(matrix, q) for q in asked), _more(asked, shown), shown),
            Table("why", say("Why"), _why_heads(), why),
            _changes(matrix),
        ),
        (_plot(matrix, asked, name),),
        tuple(_assumes(matrix)),
        (),
        foot=say("What each law says of the same facts. Not a legal opinion."),
        heads=(say("What is supposed"), ""),
    )  # fmt: skip  # the parts in their order


def in_order(matrix: LawMatrix) -> list[Question]:
    """Return the questions: first those that laws answer otherwise, then those that laws answer alike, then those that none answers."""
    return sorted(matrix.questions, key=lambda q: (not matrix.differs(q.id), matrix.is_silent(q.id)))


def asks(question: Question) -> str:
    """Return a question in a few words, in the language asked for."""
    return table_text(question.short, f"{question.id}/short", "questions")


def column_name(column: LawColumn) -> str:
    """Return what heads a column: the law, and that it is only supposed to govern."""
    return say("if {law} governed", law=column.asked.code) if column.supposed else column.asked.code


def state_words(cell: LawCell | None) -> str:
    """Return what a law says on a question in a word or two."""
    if cell is None:
        return say("no rule")
    return say("shelter not met") if cell.state == NO_SHELTER else outcome_words(cell.finding)


def _says(matrix: LawMatrix, differing: list[Question]) -> Iterator[str]:
    answered = [q for q in matrix.questions if not matrix.is_silent(q.id)]
    yield say(
        "{n} of the {all} questions that any of these laws answers are answered differently",
        n=len(differing),
        all=len(answered),
    )
    for column in matrix.columns:
        counts = [c.state for c in column.cells.values()]
        parts = say(
            "{met} met, {against} not met, {weighed} to be weighed, {open} not known",
            met=sum(state in _MET for state in counts),
            against=counts.count(Outcome.FAIL),
            weighed=counts.count(Outcome.JUDGEMENT),
            open=counts.count(Outcome.UNKNOWN),
        )
        yield between_words(": ").join((column_name(column), parts))


def _assumes(matrix: LawMatrix) -> Iterator[str]:
    supposed = [column for column in matrix.columns if column.supposed]
    for column in supposed:
        yield say(
            "{law}: no fact ties the deal to it, so its column is a what-if. The {n} connecting facts below are set to it, route and market are left open, and nothing else is changed",
            law=column.asked.code,
            n=sum(fact.after is not None for fact in column.changed),
        )
    for column in matrix.columns:
        if lacking := column.checked.law.reach.lacking(column.places[0], column.checked.judgment.run_day):
            places = say(", ", context="between").join(place_name(each.removeprefix("a part of ")) for each in lacking)
            yield say("{law}: no pack for part of its law ({places})", law=column.asked.code, places=places)
    yield say("'No rule' means that nobody has encoded that law on the question, not that the law is silent")


def _heads(matrix: LawMatrix) -> tuple[Column, ...]:
    laws = (Column(column.asked.code, column_name(column)) for column in matrix.columns)
    return (Column("question", say("Question")), Column("id", "id", narrow=False), *laws)


def _row(matrix: LawMatrix, question: Question) -> tuple[Cell, ...]:
    return (asks(question), question.id, *(state_words(column.cells.get(question.id)) for column in matrix.columns))


def _more(asked: list[Question], shown: tuple[int, ...]) -> str:
    left = len(asked) - len(shown)
    return say("and {n} questions more, which the laws answer alike or not at all: --all", n=left) if left else ""


def _why_heads() -> tuple[Column, ...]:
    return (
        Column("question", say("Question")),
        Column("law", say("Law")),
        Column("outcome", say("Outcome")),
        Column("article", say("Article")),
        Column("fact", say("Deciding fact")),
        Column("rule", say("Rule"), narrow=False),
        Column("about", say("About"), narrow=False),
        Column("says", say("Says"), narrow=False),
        Column("consequence", say("If not met"), narrow=False),
        Column("findings", say("Findings"), decimals=0, narrow=False),
    )


def _why(matrix: LawMatrix, asked: list[Question]) -> Iterator[tuple[Cell, ...]]:
    for question in asked:
        for column in matrix.columns:
            cell = column.cells.get(question.id)
            if cell is not None:
                yield _reason(question, column, cell)


def _reason(question: Question, column: LawColumn, cell: LawCell) -> tuple[Cell, ...]:
    finding = cell.finding
    rule = finding.rule
    consequence = (
        rule_text(rule, "consequence", rule.form.consequence) if rule.form.consequence and cell.state == Outcome.FAIL else ""
    )
    return (
        asks(question), column_name(column), state_words(cell), citation(finding), deciding_facts(cell), rule.id,
        dotted(finding.subject_path), spoken_sentence(finding), consequence, sum(cell.counts.values()),
    )  # fmt: skip  # a row: one cell after the other


def deciding_facts(cell: LawCell) -> str:
    """Return the facts of the file on which a cell rests, or those that are missing, by their paths; the first few."""
    finding = cell.finding
    if cell.state == Outcome.UNKNOWN and finding.missing:
        told = [say("missing: {path}", path=dotted(m.path)) for m in finding.missing]
    else:
        found = (leaf for proof in finding.proofs for fact in deciding(proof) for leaf in leaves(fact))
        told = list(dict.fromkeys(str(fact.text) for fact in found if fact.path))
    left = [say("and {n} more", n=len(told) - _FACTS)] if len(told) > _FACTS else []
    return say("; ", context="between").join([*told[:_FACTS], *left])


def _conclusions(matrix: LawMatrix) -> Table:
    lines = {
        (line.heading, dotted(line.subject.path), dotted(line.failing.path) if line.failing else ""): line
        for column in matrix.columns
        for line in column.lines
    }
    rows = [
        (str(HEADINGS[key[0]]), line_subject(lines[key]), *(_concluded(each) for each in sides))
        for key, sides in conclusions(matrix).items()
    ]
    laws = (Column(column.asked.code, column_name(column)) for column in matrix.columns)
    heads = (Column("heading", say("Heading")), Column("about", say("About")), *laws)
    return Table("conclusions", say("Conclusions"), heads, tuple(rows))


def _concluded(found: tuple[Conclusion, ...]) -> str:
    """Return the conclusions of one law on one subject; in a federation each part has its own."""
    return say("; ", context="between").join(str(CONCLUSION_WORDS[each]) for each in found) or "-"


def _changes(matrix: LawMatrix) -> Table:
    rows = [
        (column.asked.code, dotted(fact.path), fact.before, fact.after or say("left open"))
        for column in matrix.columns
        for fact in column.changed
    ]
    heads = (
        Column("law", say("Law")),
        Column("fact", say("Fact")),
        Column("before", say("In the file")),
        Column("after", say("Supposed")),
    )
    return Table("changes", say("Connecting facts that were changed"), heads, tuple(rows))


def _plot(matrix: LawMatrix, asked: list[Question], name: str) -> Plot:
    """Return a chart of the questions that some law answers: a row a question, a column a law, a colour an outcome."""
    rows = [question for question in asked if not matrix.is_silent(question.id)]
    curves = tuple(
        Curve(asks(question), tuple(float(_level(column.cells.get(question.id))) for column in matrix.columns))
        for question in reversed(rows)
    )
    heading = say("What each law says: {name}", name=name)
    return Plot(
        "laws",
        heading,
        say("✓ met  ✗ not met  ? not known\n≈ to be weighed  – does not apply\nblank: no rule"),
        "",
        tuple(map(column_name, matrix.columns)),
        curves,
        "states",
    )


LEVELS = ("none", "silent", "met", "open", "weighed", "against")
"""What a cell of the chart shows, by the number that stands for it."""


def _level(cell: LawCell | None) -> int:
    if cell is None:
        return LEVELS.index("none")
    return LEVELS.index("met" if cell.state in _MET else _STYLES.get(cell.state, "silent"))
