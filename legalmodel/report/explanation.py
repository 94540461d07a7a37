"""Why a conclusion is as it is: question by question what speaks to it, in the order in which the law stood; what does not apply is folded."""

from collections.abc import Iterable, Iterator

from legalmodel.base.facts import Fact
from legalmodel.base.outcomes import Outcome, State
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of, section_name, word_of
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding, Line, QuestionState
from legalmodel.judgment.systems import ties
from legalmodel.law.catalogue import Catalogue, Question
from legalmodel.law.texts import title_of
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.openings import explained
from legalmodel.report.places import place_name
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, joined, word
from legalmodel.report.words import (
    HEADINGS,
    STATE_WORDS,
    citation,
    conclusion_words,
    excluded_words,
    line_reason,
    line_subject,
    outcome_words,
    question_words,
    short_words,
    spoken_sentence,
)

_ASIDE = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
"""What does not speak to a question."""
_NAMED = 3
"""How many facts that wait for a person are named."""
_SILENT = (State.NOT_EXAMINED, State.NOT_APPLICABLE, State.NONE)
"""States of questions to which nothing speaks."""


def explanation(lines: Iterable[Line], graph: Graph, catalogue: Catalogue) -> Report:
    """Return why each of some lines is concluded on as it is.

    What is the same of a later line as of an earlier one is told once, and referred to.
    """
    told: dict[object, Line] = {}
    return Report(tuple(block for line in lines for block in _line_blocks(line, graph, catalogue, told)))


def _line_blocks(line: Line, graph: Graph, catalogue: Catalogue, told: dict[object, Line]) -> Iterator[ReportBlock]:
    passed_over = explained(line, graph)
    yield _head(line)
    silent = []
    for state in line.states:
        if state.state in _SILENT and state.question not in passed_over:
            silent.append(state)
        else:
            yield _question(state, line, passed_over.get(state.question, ""), catalogue, told)
    if silent:
        entries = tuple(_quiet(state, line, catalogue) for state in silent)
        folded = tuple(_finding(f) for state in silent for f in in_order(state.findings))
        yield ReportBlock("silent", word("Nothing speaks to"), entries, folded=folded, folded_as=_folded(folded))


def _head(line: Line) -> ReportBlock:
    title = word(
        "{heading} {subject}   {system}   {conclusion}",
        heading=HEADINGS[line.heading],
        subject=line_subject(line),
        system=line.system,
        conclusion=conclusion_words(line),
    )
    entries = [Statement(as_written(line_reason(line))), *_tied(line)]
    if line.failing and any(f.now and f.now.about == "real" for f in line.findings):
        entries.append(Statement(word("A hypothesis: it implies nothing about the financial condition of any party.")))
    entries += [Statement(text) for text in _unsure(line)]
    entries += [each for fact in (line.held.because if line.held else ()) for each in _facts(fact)]
    return ReportBlock("line", title, tuple(entries))


def _tied(line: Line) -> Iterator[Statement]:
    facts = joined([as_written(dotted(path)) for path in ties(line.failing or line.subject, line.system)])
    yield Statement(
        word("This law is asked because of: {facts}.", facts=facts)
        if facts
        else word(
            "This law is asked because other facts of the deal name it; none of its own names a place, or a rule brought it in."
        )
    )


def _facts(fact: Fact, depth: int = 0) -> Iterator[Statement]:
    """Yield a fact with its sources and its place, then what it rests on, further in."""
    cited = (", ".join(x for x in (f"{c.document} {c.locator}".strip(), plain_reason(c.status)) if x) for c in fact.evidence)
    source = "; ".join(cited)
    text = as_written(f"{'· ' * depth}{fact.text}{f' [{source}]' if source else ''}")
    yield Statement(text, place=str(fact.place or ""))
    for cause in fact.because:
        yield from _facts(cause, depth + 1)


def _unsure(line: Line) -> Iterator[Wording]:
    for section in line.open_lists:
        yield word("The list of {section} is not said to be complete: others could change this.", section=section_name(section))
    for missing in line.unsure:
        yield word(
            "As what else it may fail is not known: {fact} ({why}).",
            fact=dotted(missing.path),
            why=plain_reason(missing.reason),
        )
    for missing in line.connecting:
        yield word(
            "Whose law counts is not known: {fact} ({why}).", fact=dotted(missing.path), why=plain_reason(missing.reason)
        )
    if line.unverified:
        first = between_words(", ").join(dotted(m.path) for m in line.unverified[:_NAMED])
        yield word(
            "{n} facts of the file were drafted by a machine and not confirmed by a person, so that nothing less than open can be said: {first} and so on; see legalmodel confirm."
            if len(line.unverified) > _NAMED
            else "{n} facts of the file were drafted by a machine and not confirmed by a person, so that nothing less than open can be said: {first}; see legalmodel confirm.",
            n=len(line.unverified),
            first=first,
        )
    if line.no_pack:
        yield word(
            "This law holds here too, and no pack has it: {places}.",
            places=between_words(", ").join(map(place_name, line.no_pack)),
        )


def plain_reason(reason: str) -> str:
    """Say why a fact is missing."""
    return word_of(reason)


def _question(state: QuestionState, line: Line, passed: str, catalogue: Catalogue, told: dict[object, Line]) -> ReportBlock:
    question = catalogue.questions[state.question]
    found = in_order(state.findings)
    entries = [Statement(as_written(passed))] if passed else []
    said = (state.question, state.state, frozenset(state.findings), passed)
    before = told.setdefault(said, line)
    if before is not line:
        entries, found = [Statement(word("as for {subject}", subject=line_subject(before)))], []
    elif alike_line := _met_alike(state, line, told):
        entries, folded = (
            [Statement(word("as for {subject}, by the same rules", subject=line_subject(alike_line)))],
            tuple(map(_finding, found)),
        )
        return _block(state, question, entries, folded, _counted(found))
    speaks, alike = _once([f for f in found if f.outcome not in _ASIDE])
    entries += [_finding(f, alike.get(f, [])) for f in speaks]
    folded = tuple(_finding(f) for f in found if f.outcome in _ASIDE)
    return _block(state, question, entries, folded, _folded(folded))


def _block(
    state: QuestionState, question: Question, entries: list[Statement], folded: tuple[Statement, ...], as_what: Wording
) -> ReportBlock:
    title = as_written(f"{'* ' if question.essential else '  '}{question_words(question)}")
    nothing = as_written(STATE_WORDS[state.state])
    return ReportBlock(state.question, title, tuple(entries), nothing=nothing, folded=folded, folded_as=as_what)


def _counted(found: list[Finding]) -> Wording:
    rules = len({f.rule.id for f in found})
    return word("{n} rules", n=rules) if rules > 1 else word("1 rule")


def _met_alike(state: QuestionState, line: Line, told: dict[object, Line]) -> Line | None:
    """Return the earlier line on whose class the same rules said the same: that all is met. Then only what they rest on differs."""
    speaks = [f for f in state.findings if f.outcome not in _ASIDE]
    if not speaks or any(f.outcome is not Outcome.PASS for f in speaks):
        return None
    before = told.setdefault((state.question, state.state, frozenset(f.rule.id for f in speaks)), line)
    return None if before is line or before.heading != line.heading else before


def _quiet(state: QuestionState, line: Line, catalogue: Catalogue) -> Statement:
    question = catalogue.questions[state.question]
    mark = "*" if state.question in line.counted else ""
    return Statement(as_written(STATE_WORDS[state.state]), title=word("{what}{mark}:", what=short_words(question), mark=mark))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order in which the law stood: first what was in force first; an instrument's own order within it."""
    return sorted(findings, key=lambda f: (f.rule.dates.first, f.rule.head.id))


def _once(findings: list[Finding]) -> tuple[list[Finding], dict[Finding, list[Finding]]]:
    """Tell what one rule says alike of several records, and is met, once: return the first of each, and the others by it."""
    first: dict[str, Finding] = {}
    alike: dict[Finding, list[Finding]] = {}
    told = []
    for finding in findings:
        if finding.outcome is Outcome.PASS and finding.subject and finding.rule.id in first:
            alike.setdefault(first[finding.rule.id], []).append(finding)
            continue
        told.append(finding)
        if finding.outcome is Outcome.PASS:
            first.setdefault(finding.rule.id, finding)
    return told, alike


def _finding(finding: Finding, alike: Iterable[Finding] = ()) -> Statement:
    text = _gist(finding)
    if names := [name_of(f.subject) for f in alike if f.subject]:
        text = joined([text, word("So too: {whose}.", whose=between_words(", ").join(names))], " ")
    return Statement(
        text,
        as_written(outcome_words(finding)),
        cites=as_written(f"[{citation(finding)}]"),
        findings=(finding.id, *(f.id for f in alike)),
    )


def _gist(finding: Finding) -> Wording:
    if finding.outcome is Outcome.NOT_EXAMINED:
        return word("{title} ({why})", title=title_of(finding.rule.form.title), why=excluded_words(finding.result.excluded_by))
    return as_written(spoken_sentence(finding))


def _folded(folded: tuple[Statement, ...]) -> Wording:
    if not folded:
        return NOTHING
    rules = len({finding.partition("@")[0] for entry in folded for finding in entry.findings})
    return word("{n} rules do not apply", n=rules) if rules > 1 else word("1 rule does not apply")
