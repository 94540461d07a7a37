"""Explain: one finding down to the line of the file and the article, or one heading question by question."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from legalmodel.base import figures
from legalmodel.base.facts import Fact
from legalmodel.base.language import Phrase, Said, say, side_by_side
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of, word_of
from legalmodel.judgment.finding import Finding, Judgment, Line
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.texts import article_of, rule_text, title_of
from legalmodel.logic.prove import Proof, deciding
from legalmodel.output.named import heading_of
from legalmodel.output.paint import Paint, joined, wrap
from legalmodel.report.further import due_words, mark_words
from legalmodel.report.words import OUTCOME_WORDS, excluded_words, force_words, outcome_words

_TEXT = {
    "seen": Phrase("the article's own words were read"),
    "part": Phrase("the text was read only in part"),
    "memory": Phrase("the text was not read; a rule from memory never decides"),
}
_HOLDS = {"yes": Phrase("so"), "no": Phrase("not so"), "unknown": Phrase("not known")}
_SIDES = {"for": Phrase("for"), "against": Phrase("against"), "neither": Phrase("neither"), "unknown": Phrase("unknown")}


def explain_finding(finding: Finding, width: int, paint: Paint) -> str:
    """Return one finding: the rule, what it gives, why, what is missing, what follows, what would mend it."""
    rule, form = finding.rule, finding.rule.form
    rows = [
        paint.bold(side_by_side(Said(partial(title_of, form.title)))),
        f"{side_by_side(Said(partial(article_of, rule)))} · {rule.id}",
        *_text_status(finding),
        "",
        *wrap(say("The rule: {condition}", condition=rule_text(rule, "condition", form.condition)), width, indent=2),
        say("About: {what}", what=_about(finding)),
        "",
        paint.bold(say("Outcome: {outcome}", outcome=outcome_words(finding))),
        *(wrap(finding.sentence, width, indent=2) if finding.sentence else []),
        *_outcome_details(finding, width),
        *_proof_rows(finding, width),
        *_consequences(finding, width),
    ]
    return joined(rows)


def _text_status(finding: Finding) -> Iterable[str]:
    rule = finding.rule
    source = rule.form.source or rule.head.source
    copy, read = word_of(source.copy_), figures.day(date.fromisoformat(str(source.read)))
    yield say("Text: {how} ({copy}: {where}, {day})", how=_TEXT[rule.text_read], copy=copy, where=source.where, day=read)
    if rule.form.unseen:
        yield say("Not read: {what}", what=rule_text(rule, "unseen", rule.form.unseen))
    first, last = figures.day(rule.dates.first), rule.dates.last
    said = (
        say("In force from {first} to {last}", first=first, last=figures.day(last))
        if last
        else say("In force from {first}", first=first)
    )
    yield f"{said} · {force_words(rule.force)}"


def _about(finding: Finding) -> str:
    subject = name_of(finding.subject) if finding.subject else say("nothing listed")
    if finding.day is None:
        return say("{subject}; the day of the act is not known", subject=subject)
    said = say("{subject} · judged as of {day}", subject=subject, day=figures.day(finding.day))
    return say("{name} ({words})", name=said, words=word_of(finding.day_note)) if finding.day_note else said


def _outcome_details(finding: Finding, width: int) -> Iterable[str]:
    result = finding.result
    if result.excluded_by:
        governs = finding.rule.head.governs.get(finding.rule.form.each, "")
        tests = {ExcludedBy.GOVERNS: governs, ExcludedBy.WHEN: finding.rule.form.when}
        test, why = tests.get(result.excluded_by, ""), excluded_words(result.excluded_by)
        yield say("  Because of {why}", why=say("{what}: {said}", what=why, said=test) if test else why)
    if result.general:
        yield say("  On the general rule: {outcome}", outcome=_said(finding, result.general))
    for exception in result.displaced_by:
        at = [(x.article, x.title) for x in finding.rule.form.unless].index((exception.article, exception.title)) + 1
        article, title = (rule_text(finding.rule, f"unless/{at}/{f}", getattr(exception, f)) for f in ("article", "title"))
        yield say("  Displaced by article {article}: {title}", article=article, title=title)
    if result.could_be:
        yield say("  Could still be: {outcomes}", outcomes=", ".join(sorted(_said(finding, o) for o in result.could_be)))
    yield from _further_rows(finding, width)
    for reading in result.readings:
        title = rule_text(finding.rule, f"readings/{reading.id}/title", reading.title)
        text = say("  On the reading that {title}: {outcome}", title=title, outcome=_said(finding, reading.outcome))
        yield from wrap(text, width, indent=4)
    for factor in result.factors:
        says = (
            rule_text(finding.rule, f"factors/{factor.id}/says", factor.says) if isinstance(factor.says, str) else factor.says
        )
        side, holds = _SIDES[factor.side], _HOLDS[factor.holds]
        yield from wrap(say("  {side}: {holds}: {factor}", side=side, holds=holds, factor=says), width, indent=4)
    for conflict in finding.conflicts:
        yield say(
            "  On {document}'s value, {value}: {outcome} ({fact})",
            document=conflict.document,
            value=conflict.value,
            outcome=_said(finding, conflict.outcome),
            fact=dotted(conflict.path),
        )
    if finding.assuming:
        yield say("  Assuming: {what}", what=", ".join(finding.assuming))
    if finding.accepted:
        done = finding.accepted
        yield say("  Accepted by {who} until {day}: {why}", who=done.by, day=done.until, why=done.reason)
    for missing in finding.missing:
        yield say("  Missing: {fact} ({why})", fact=dotted(missing.path), why=word_of(missing.reason))


def _further_rows(finding: Finding, width: int) -> Iterable[str]:
    """Yield what goes with an answer beside met and fails, a row each."""
    result = finding.result
    if result.due:
        yield from wrap(say("  Due: {when}", when=due_words(result.due)), width, indent=4)
    if result.ruled_out:
        event = rule_text(finding.rule, "arises_not/excludes", result.ruled_out.event)
        text = say("  Excludes only: {event}. Asks instead: {question}", event=event, question=result.ruled_out.opens)
        yield from wrap(text, width, indent=4)
    if result.reserved:
        held = result.reserved
        yield from wrap(say("  Stands open: {ground}", ground=held.ground), width, indent=4)
        until = say("until {day}", day=figures.day(held.until)) if held.until else say("for ever")
        text = say("  What would be lost: {lost}; by {who}, {until}", lost=held.lost, who=held.who, until=until)
        yield from wrap(text, width, indent=4)
    if marks := mark_words(finding):
        yield say("  Said beside: {marks}", marks=", ".join(marks))
    if unstated := sorted(finding.unstated):
        yield from wrap(
            say("  In doubt, since nobody stated: {facts}", facts=", ".join(dotted(m.path) for m in unstated)), width, indent=4
        )


def _said(finding: Finding, outcome: Outcome) -> str:
    """Return a partial outcome in words; of a real company nothing is said to fail."""
    soft = finding.doubtful or (finding.now is not None and finding.now.about == "real")
    return say("not met") if soft and outcome is Outcome.FAIL else str(OUTCOME_WORDS[outcome])


def _proof_rows(finding: Finding, width: int) -> Iterable[str]:
    if finding.proofs:
        yield ""
        yield say("Why:")
    shown: set[str] = set()
    for proof in finding.proofs:
        for fact in deciding(proof):
            for row in _fact_rows(fact, "  ", width):
                if row not in shown:
                    shown.add(row)
                    yield row


def _fact_rows(fact: Fact, margin: str, width: int) -> Iterable[str]:
    place = f"   {fact.place}" if fact.place else ""
    under = say(" (under {record})", record=fact.under) if fact.under else ""
    evidence = "; ".join(
        ", ".join(x for x in (f"{c.document} {c.locator}".strip(), word_of(c.status)) if x) for c in fact.evidence
    )
    source = f" [{evidence}]" if evidence else ""
    yield from (f"{margin}{row}" for row in wrap(f"{fact.text}{under}{source}{place}", width - len(margin), indent=2))
    for cause in fact.because:
        yield from _fact_rows(cause, margin + "  ", width)


def _consequences(finding: Finding, width: int) -> Iterable[str]:
    yield ""
    if finding.outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.JUDGEMENT):
        yield from _labelled(say("If not met"), "consequence", finding, width)
    if finding.outcome is not Outcome.PASS:
        yield from _labelled(say("Remedy"), "remedy", finding, width)
    yield from _labelled(say("Who decides"), "decided_by", finding, width)
    yield from _labelled(say("What would settle it"), "would_settle", finding, width)
    yield from _labelled(say("Note"), "note", finding, width)


def _labelled(label: str, field: str, finding: Finding, width: int) -> Iterable[str]:
    """Yield a text of the rule under a label; nothing if the rule has none."""
    if text := getattr(finding.rule.form, field):
        said = rule_text(finding.rule, field, text)
        yield from wrap(say("{what}: {said}", what=label, said=said), width, indent=2)


def proof_tree(proof: Proof, margin: str = "") -> Iterable[str]:
    """Yield a proof as an indented tree, one test a row."""
    value = (say("yes") if proof.value else say("no")) if isinstance(proof.value, bool) else ""
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
