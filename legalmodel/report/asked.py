"""What to ask next, as a study: each question with who would know, and what each answer would settle, before it is given."""

from collections.abc import Iterable
from typing import Any

from legalmodel.analysis.asking import FactAnswer, FactQuestion
from legalmodel.base.language import say
from legalmodel.base.outcomes import FAVOURABLE, Outcome
from legalmodel.base.speech import field_name, listed, name_of
from legalmodel.judgment.checked import Checked
from legalmodel.law.texts import table_text
from legalmodel.methods.study import Cell, Column, Study, Table
from legalmodel.report.values import said_value
from legalmodel.report.words import CONCLUSION_WORDS, HEADINGS, OUTCOME_WORDS, line_subject


def ask_study(checked: Checked, asked: tuple[tuple[FactQuestion, tuple[FactAnswer, ...]], ...], left: int) -> Study:
    """Return the study of the questions asked for, in their order; ``left`` are those not told."""
    return Study(
        "ask",
        say("What to ask next: {deal}", deal=name_of(checked.graph.deal)),
        tuple(_says(checked, asked, left)),
        tuple(t for t in (_table(checked, asked),) if t.rows),
        (),
        (
            say(
                "Each answer was tried: the deal was judged with it, and all else as it is. What has no end, such as amounts and days, is not tried."
            ),
        ),
        (),
        say("An answer counts once a document shows it: give the document as evidence. Not a legal opinion."),
        (say("How it was looked for"), ""),
    )


def _says(checked: Checked, asked: tuple[tuple[FactQuestion, tuple[FactAnswer, ...]], ...], left: int) -> Iterable[str]:
    if not asked:
        yield say("Nothing is left to ask: what is open waits for no fact.")
        return
    first, answers = asked[0]
    yield say("First: {question}", question=question_words(checked, first))
    yield from (answer_words(checked, a) for a in answers)
    if left:
        yield say("{n} further questions are not told: --most.", n=left)


def question_words(checked: Checked, question: FactQuestion) -> str:
    """Say a question: the fact, of which record, whom to ask, which document should say it."""
    record = checked.graph.things.get(question.path[:2])
    of = name_of(record) if record else ""
    fact = " ".join(field_name(step) for step in question.path[2:]) if len(question.path) > 2 else ""
    what = say("{fact} of {record} ({what})", what=question.what, fact=fact, record=of) if fact and of else str(question.what)
    ask, document = (
        table_text(word, name, "who_knows") if word else ""
        for word, name in ((question.ask, "ask"), (question.document, "document"))
    )
    if ask and document:
        return say(
            "{what}? Ask: {ask}; it stands in: {document}. ({path})", what=what, ask=ask, document=document, path=question.key
        )
    return say("{what}? ({path})", what=what, path=question.key)


def answer_words(checked: Checked, answer: FactAnswer) -> str:
    """Say what an answer would settle, open and turn: "if none: settles 3 (2 met, 1 not met); TRUE SALE goes from OPEN to ..."."""
    parts = [_settles(answer)]
    if answer.opens:
        parts.append(say("{n} more become open", n=answer.opens))
    parts += [
        say(
            "{heading} {subject} goes from {before} to {after}",
            heading=HEADINGS[t.line.heading],
            subject=line_subject(t.line),
            before=CONCLUSION_WORDS[t.before],
            after=CONCLUSION_WORDS[t.after],
        )
        for t in answer.turned
        if not {t.before, t.after} <= FAVOURABLE
    ]
    return say("if {value}: {worth}", value=value_words(checked, answer.value), worth=say("; ", context="between").join(parts))


def value_words(checked: Checked, value: Any) -> str:
    """Say an answer."""
    return said_value(checked.graph, value)


def _settles(answer: FactAnswer) -> str:
    if not answer.settles:
        return say("settles nothing by itself")
    kinds = listed([say("{n} {what}", n=n, what=_outcome(outcome)) for outcome, n in answer.settles])
    return say("settles {n} ({kinds})", n=answer.worth, kinds=kinds)


def _outcome(outcome: Outcome) -> str:
    return str(OUTCOME_WORDS[outcome]).lower()


def _table(checked: Checked, asked: tuple[tuple[FactQuestion, tuple[FactAnswer, ...]], ...]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for number, (question, answers) in enumerate(asked, 1):
        said = question_words(checked, question)
        told: tuple[FactAnswer | None, ...] = answers or (None,)
        for answer in told:
            worth = answer_words(checked, answer) if answer else say("no answer can be tried beforehand")
            value = str(answer.value) if answer else ""
            settles = answer.worth if answer else None
            rows.append((number, said, worth, question.key, value, settles, answer.opens if answer else None))
    columns = (
        Column("no", say("no", context="number"), decimals=0),
        Column("question", say("question")),
        Column("worth", say("what an answer would settle")),
        Column("path", say("fact"), narrow=False),
        Column("answer", say("answer"), narrow=False),
        Column("settles", say("settles"), decimals=0, narrow=False),
        Column("opens", say("opens"), decimals=0, narrow=False),
    )
    return Table("questions", say("Questions"), columns, tuple(rows))
