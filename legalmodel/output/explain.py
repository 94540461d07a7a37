"""Explain: one finding down to the line of the file and the article, or one heading question by question."""

from collections.abc import Iterable

from legalmodel.base.facts import Fact
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.judgment.finding import Finding, Judgment, Line
from legalmodel.law.catalogue import Catalogue
from legalmodel.logic.prove import Proof, deciding
from legalmodel.output.named import heading_of
from legalmodel.output.paint import Paint, joined, wrap
from legalmodel.report.further import due_words, mark_words
from legalmodel.report.words import (
    OUTCOME_WORDS,
    outcome_words,
)

_TEXT = {
    "seen": "the article's own words were read",
    "part": "the text was read only in part",
    "memory": "the text was not read; a rule from memory never decides",
}


def explain_finding(finding: Finding, width: int, paint: Paint) -> str:
    """Return one finding: the rule, what it gives, why, what is missing, what follows, what would mend it."""
    rule, form = finding.rule, finding.rule.form
    rows = [
        paint.bold(f"{form.title.en} {form.title.zh}".strip()),
        f"{rule.head.title.en} {rule.head.title.zh}, article {rule.article} · {rule.id}",
        *_text_status(finding),
        "",
        *wrap(f"The rule: {form.condition}", width, indent=2),
        f"About: {name_of(finding.subject) if finding.subject else 'nothing listed'}{_on_day(finding)}",
        "",
        paint.bold(f"Outcome: {outcome_words(finding)}"),
        *(wrap(finding.sentence, width, indent=2) if finding.sentence else []),
        *_outcome_details(finding, width),
        *_proof_rows(finding, width),
        *_consequences(finding, width),
    ]
    return joined(rows)


def _text_status(finding: Finding) -> Iterable[str]:
    rule = finding.rule
    source = rule.form.source or rule.head.source
    yield f"Text: {_TEXT[rule.text_read]} ({source.copy_}: {source.where}, {source.read})"
    if rule.form.unseen:
        yield f"Not read: {rule.form.unseen}"
    until = f" to {rule.dates.last}" if rule.dates.last else ""
    yield f"In force from {rule.dates.first}{until} · {rule.force}"


def _on_day(finding: Finding) -> str:
    if finding.day is None:
        return "; the day of the act is not known"
    return f" · judged as of {finding.day}{' (' + finding.day_note + ')' if finding.day_note else ''}"


def _outcome_details(finding: Finding, width: int) -> Iterable[str]:
    result = finding.result
    if result.excluded_by:
        tests = {
            ExcludedBy.GOVERNS: f"outside its reach: {finding.rule.head.governs.get(finding.rule.form.each, '')}",
            ExcludedBy.WHEN: f"its own test: {finding.rule.form.when}",
            ExcludedBy.NOT_YET: "its day, which has not come",
            ExcludedBy.ARISES_NOT: "the facts: the article does not speak of this record",
        }
        yield f"  Because of {tests.get(result.excluded_by, result.excluded_by)}"
    if result.general:
        yield f"  On the general rule: {_said(finding, result.general)}"
    for exception in result.displaced_by:
        yield f"  Displaced by article {exception.article}: {exception.title}"
    if result.could_be:
        yield f"  Could still be: {', '.join(sorted(_said(finding, o) for o in result.could_be))}"
    yield from _further_rows(finding, width)
    for reading in result.readings:
        yield from wrap(f"  On the reading that {reading.title}: {_said(finding, reading.outcome)}", width, indent=4)
    for factor in result.factors:
        said = {"yes": "so", "no": "not so", "unknown": "not known"}[factor.holds]
        yield from wrap(f"  {factor.side}: {said}: {factor.says}", width, indent=4)
    for conflict in finding.conflicts:
        yield f"  On {conflict.document}'s value, {conflict.value}: {_said(finding, conflict.outcome)} ({dotted(conflict.path)})"
    if finding.assuming:
        yield f"  Assuming: {', '.join(finding.assuming)}"
    if finding.accepted:
        yield f"  Accepted by {finding.accepted.by} until {finding.accepted.until}: {finding.accepted.reason}"
    for missing in finding.missing:
        yield f"  Missing: {dotted(missing.path)} ({missing.reason.replace('_', ' ')})"


def _further_rows(finding: Finding, width: int) -> Iterable[str]:
    """Yield what goes with an answer beside met and fails, a row each."""
    result = finding.result
    if result.due:
        yield from wrap(f"  Due: {due_words(result.due)}", width, indent=4)
    if result.ruled_out:
        yield from wrap(f"  Excludes only: {result.ruled_out.event}. Asks instead: {result.ruled_out.opens}", width, indent=4)
    if result.reserved:
        yield from wrap(f"  Stands open: {result.reserved.ground}", width, indent=4)
        until = f"until {result.reserved.until}" if result.reserved.until else "for ever"
        yield from wrap(f"  What would be lost: {result.reserved.lost}; by {result.reserved.who}, {until}", width, indent=4)
    if marks := mark_words(finding):
        yield f"  Said beside: {', '.join(marks)}"
    if unstated := sorted(finding.unstated):
        yield from wrap(f"  In doubt, since nobody stated: {', '.join(dotted(m.path) for m in unstated)}", width, indent=4)


def _said(finding: Finding, outcome: Outcome) -> str:
    """Return a partial outcome in words; of a real company nothing is said to fail."""
    soft = finding.doubtful or (finding.now is not None and finding.now.about == "real")
    return "not met" if soft and outcome is Outcome.FAIL else OUTCOME_WORDS[outcome]


def _proof_rows(finding: Finding, width: int) -> Iterable[str]:
    if finding.proofs:
        yield ""
        yield "Why:"
    shown: set[str] = set()
    for proof in finding.proofs:
        for fact in deciding(proof):
            for row in _fact_rows(fact, "  ", width):
                if row not in shown:
                    shown.add(row)
                    yield row


def _fact_rows(fact: Fact, margin: str, width: int) -> Iterable[str]:
    place = f"   {fact.place}" if fact.place else ""
    under = f" (under {fact.under})" if fact.under else ""
    evidence = "; ".join(
        ", ".join(x for x in (f"{c.document} {c.locator}".strip(), c.status.replace("_", " ")) if x) for c in fact.evidence
    )
    source = f" [{evidence}]" if evidence else ""
    yield from (f"{margin}{row}" for row in wrap(f"{fact.text}{under}{source}{place}", width - len(margin), indent=2))
    for cause in fact.because:
        yield from _fact_rows(cause, margin + "  ", width)


def _consequences(finding: Finding, width: int) -> Iterable[str]:
    form = finding.rule.form
    yield ""
    if finding.outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.JUDGEMENT):
        yield from wrap(f"If not met: {form.consequence}", width, indent=2)
    if form.remedy and finding.outcome is not Outcome.PASS:
        yield from wrap(f"Remedy: {form.remedy}", width, indent=2)
    if form.decided_by:
        yield from wrap(f"Who decides: {form.decided_by}", width, indent=2)
    if form.would_settle:
        yield from wrap(f"What would settle it: {form.would_settle}", width, indent=2)
    if form.note:
        yield from wrap(f"Note: {form.note}", width, indent=2)


def proof_tree(proof: Proof, margin: str = "") -> Iterable[str]:
    """Yield a proof as an indented tree, one test a row."""
    value = {True: "yes", False: "no"}.get(proof.value, "not known") if isinstance(proof.value, bool) else ""
    yield f"{margin}{proof.text}  {value}".rstrip()
    for child in proof.children:
        yield from proof_tree(child, margin + "  ")


def choose(judgment: Judgment, catalogue: Catalogue, what: str) -> tuple[list[Line], list[Finding]]:
    """Return the lines or findings that a word names: a heading, a question, a rule, a finding or a record."""
    heading = heading_of(what)
    if lines := [x for x in judgment.lines if x.heading == heading]:
        return lines, []
    if what in catalogue.questions:
        return [], [f for f in judgment.findings if f.rule.question == what]
    found = [f for f in judgment.findings if what in (f.id, f.rule.id, dotted(f.subject_path))]
    return [], found
