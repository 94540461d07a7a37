"""The checklist of a review: a row for each question of each line, for each fact asked for or relied on, for each point to weigh or accept.

Here it is decided what is asked and in which words; ``review/columns.py`` says what is read back, and a format sets it.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome, State
from legalmodel.base.places import Path, dotted
from legalmodel.base.speech import name_of, word_of
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.conclude import answers_of
from legalmodel.judgment.finding import Finding, Line, QuestionState
from legalmodel.judgment.next_facts import teller_of
from legalmodel.judgment.papers import declared
from legalmodel.law.texts import rule_text, table_text, title_of
from legalmodel.report.numbered import numbered
from legalmodel.report.points import open_findings, waits_for
from legalmodel.report.relied import relied_on
from legalmodel.report.text import between_words
from legalmodel.report.words import (
    HEADINGS,
    STATE_WORDS,
    citation,
    line_id,
    line_subject,
    outcome_words,
    question_words,
    spoken_sentence,
)
from legalmodel.review.columns import ACCEPT, CHOICES, FACTS, QUESTIONS, SHEETS, WEIGH
from legalmodel.review.in_the_deal import raw_value
from legalmodel.review.merge import Known
from legalmodel.review.state import Cells, Rows

_MOST = 4
"""Sentences, articles or facts of one cell; further ones are counted."""
_ASIDE = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)


class FormRow(NamedTuple):
    """A row: the cells of the tool, of which the first is its id, those of reviewers so far, and how it stands, for its colour."""

    own: tuple[str, ...]
    theirs: Cells
    stands: str = ""

    @property
    def id(self) -> str:
        """The id of the row, the same in every export of the deal."""
        return self.own[0]


class ReviewForm(NamedTuple):
    """The rows of each sheet; ids of documents; the values of facts on file."""

    rows: dict[str, tuple[FormRow, ...]]
    documents: tuple[str, ...]
    on_file: dict[str, str]

    @property
    def known(self) -> Known:
        """What a checklist that comes back is held against."""
        ids = {sheet: {row.id: row.own[1] for row in rows} for sheet, rows in self.rows.items()}
        return Known(ids, self.documents, self.on_file)


def review_form(checked: Checked, said: Rows) -> ReviewForm:
    """Return the checklist of a deal, with what reviewers have ``said`` so far in their columns."""
    facts = list(_facts(checked))
    rows = {
        QUESTIONS: list(_questions(checked)),
        FACTS: [row for row, _ in facts],
        WEIGH: [FormRow(_weighed(f), {}, "weigh") for f in checked.judgment.findings if f.outcome is Outcome.JUDGEMENT],
        ACCEPT: [FormRow(_fails(f), {}, "fail") for f in checked.judgment.findings if _may_be_accepted(f)],
    }
    shown = {
        sheet: tuple(row._replace(theirs=_in_words(said.get((sheet, row.id), {}))) for row in rows[sheet]) for sheet in SHEETS
    }
    documents = tuple(paper.id for paper in checked.graph.section("documents").known)
    return ReviewForm(shown, documents, {row.id: raw for row, raw in facts})


def _in_words(cells: Cells) -> dict[str, str]:
    """Return the cells of reviewers with their choices in the language asked for."""
    return {c: str(CHOICES[c][text]) if c in CHOICES and text in CHOICES[c] else text for c, text in cells.items()}


def question_id(line: Line, question: str) -> str:
    """Return the id of a row: short enough to be written down, and the same as long as the line is there."""
    return f"q-{sha256(f'{line_id(line)}|{question}'.encode()).hexdigest()[:8]}"


def _questions(checked: Checked) -> Iterator[FormRow]:
    catalogue = checked.law.catalogue
    for line in checked.judgment.lines:
        part = f"{HEADINGS[line.heading]} {line_subject(line)} · {line.system}"
        for state in line.states if line.is_asked else ():
            asked = question_words(catalogue.questions[state.question])
            essential = say("yes") if state.question in line.counted else ""
            yield FormRow(
                (question_id(line, state.question), part, asked, essential, *_told(state, checked)), {}, state.state.value
            )


def _told(state: QuestionState, checked: Checked) -> tuple[str, str, str, str]:
    """Return articles, the answer of the tool, evidence on file and what is missing."""
    speaking = [f for f in state.findings if f.outcome not in _ASIDE]
    answering = list(open_findings(state) if state.state is State.UNKNOWN else answers_of(state)) or speaking
    sentences = [spoken_sentence(f) for f in answering]
    stands = str(STATE_WORDS[state.state])
    told = say("{stands}. {sentences}", stands=stands, sentences=_cut(sentences, between_words(" ")))
    cited = (_cited(fact) for f in answering for fact in declared(f.proofs))
    missing = [_asked_for(m.path, checked) for m in sorted(waits_for(state))] if state.state is State.UNKNOWN else []
    return (
        _cut(map(citation, speaking), between_words("; ")),
        told if sentences else stands,
        _cut((each for part in cited for each in part), between_words("; ")),
        _cut(missing, between_words("; ")),
    )


def _cited(fact: Fact) -> Iterator[str]:
    for c in fact.evidence:
        yield between_words(", ").join(p for p in (f"{c.document} {c.locator}".strip(), word_of(c.status)) if p)


def _asked_for(path: Path, checked: Checked) -> str:
    what = teller_of(path, checked.graph, checked.law.catalogue).what
    said = table_text(what, "what", "who_knows") if what else ""
    return f"{said} [{dotted(path)}]" if said else dotted(path)


def _cut(words: Iterable[str], between: str) -> str:
    each = list(dict.fromkeys(w for w in words if w))
    more = [say("({n} more)", n=len(each) - _MOST)] if len(each) > _MOST else []
    return between.join((*each[:_MOST], *more))


def _facts(checked: Checked) -> Iterator[tuple[FormRow, str]]:
    """Yield a row for each fact asked for and each one relied on that a cell can hold, with its value as the file writes it."""
    seen = set()
    for fact in checked.judgment.next_facts:
        asked = table_text(fact.ask, "ask", "who_knows") if fact.ask else ""
        paper = table_text(fact.document, "document", "who_knows") if fact.document else ""
        for path in fact.paths:
            raw = _raw(checked, path)
            if raw is not None and path not in seen:
                seen.add(path)
                backing = checked.graph.teller.evidence(path[:-1], path[-1]) if raw else ()
                source = between_words("; ").join(_cited(Fact("", evidence=backing)))
                yield FormRow((dotted(path), str(fact.what), raw, source, asked, paper), {}, "unknown"), raw
    for relied in relied_on(checked, numbered(checked.judgment)):
        path = relied.fact.path
        raw = _raw(checked, path)
        if raw and path not in seen:
            seen.add(path)
            source = between_words("; ").join(_cited(relied.fact))
            yield FormRow((dotted(path), str(relied.fact.text), raw, source, "", ""), {}, "pass" if source else "part"), raw


def _raw(checked: Checked, path: Path) -> str | None:
    """Return a value as the file writes it; empty if it is not there, None if no cell can hold it: a whole section or record."""
    return raw_value(checked.source.data, path) if path[:-1] in checked.graph.records else None


def _weighed(finding: Finding) -> tuple[str, ...]:
    about = name_of(finding.subject) if finding.subject else ""
    return finding.id, title_of(finding.rule.form.title), about, spoken_sentence(finding), citation(finding)


def _may_be_accepted(finding: Finding) -> bool:
    return finding.outcome is Outcome.FAIL and finding.rule.form.acceptable_by != "nobody"


def _fails(finding: Finding) -> tuple[str, ...]:
    whom = rule_text(finding.rule, "acceptable_by", finding.rule.form.acceptable_by)
    about = name_of(finding.subject) if finding.subject else ""
    title = f"{title_of(finding.rule.form.title)} [{citation(finding)}]"
    return finding.id, title, about, f"{outcome_words(finding)}: {spoken_sentence(finding)}", whom
