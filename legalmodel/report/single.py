"""One finding, whole: the rule, what it gives, why, what is missing, what follows, what would mend it."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from legalmodel.base import figures
from legalmodel.base.facts import Fact
from legalmodel.base.language import Phrase, Said, say, side_by_side
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of, word_of
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import article_of, rule_text, title_of
from legalmodel.logic.prove import deciding
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.further import due_words, mark_words
from legalmodel.report.text import as_written, between_words, in_language
from legalmodel.report.words import OUTCOME_WORDS, excluded_words, force_words, outcome_words

_TEXT = {
    "seen": Phrase("the article's own words were read"),
    "part": Phrase("the text was read only in part"),
    "memory": Phrase("the text was not read; a rule from memory never decides"),
}
_HOLDS = {"yes": Phrase("so"), "no": Phrase("not so"), "unknown": Phrase("not known")}
_SIDES = {"for": Phrase("for"), "against": Phrase("against"), "neither": Phrase("neither"), "unknown": Phrase("unknown")}


def finding_report(finding: Finding) -> Report:
    """Return the report on one finding. Every statement of it carries the id of the finding."""
    rule, form = finding.rule, finding.rule.form
    title = side_by_side(Said(partial(title_of, form.title)))
    head = (f"{side_by_side(Said(partial(article_of, rule)))} · {rule.id}", *_text_status(finding))
    asked = (
        say("The rule: {condition}", condition=rule_text(rule, "condition", form.condition)),
        say("About: {what}", what=_about(finding)),
    )
    outcome = say("Outcome: {outcome}", outcome=outcome_words(finding))
    gives = (*((finding.sentence,) if finding.sentence else ()), *_outcome_details(finding))
    blocks = (
        _block("rule", title, head, finding),
        _block("asked", "", asked, finding),
        _block("outcome", outcome, gives, finding),
        ReportBlock("why", as_written(say("Why:")), tuple(_why(finding))),
        _block("follows", "", _consequences(finding), finding),
    )
    return Report(tuple(block for block in blocks if block.entries or block.id == "outcome"))


def _block(id: str, title: str, texts: "tuple[str, ...] | Iterator[str]", finding: Finding) -> ReportBlock:
    entries = tuple(Statement(as_written(text), findings=(finding.id,)) for text in texts)
    return ReportBlock(id, as_written(title), entries)


def _text_status(finding: Finding) -> Iterator[str]:
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


def _outcome_details(finding: Finding) -> Iterator[str]:
    result = finding.result
    if result.excluded_by:
        governs = finding.rule.head.governs.get(finding.rule.form.each, "")
        tests = {ExcludedBy.GOVERNS: governs, ExcludedBy.WHEN: finding.rule.form.when}
        test, why = tests.get(result.excluded_by, ""), excluded_words(result.excluded_by)
        yield say("Because of {why}", why=say("{what}: {said}", what=why, said=test) if test else why)
    if result.general:
        yield say("On the general rule: {outcome}", outcome=_said(finding, result.general))
    for exception in result.displaced_by:
        at = [(x.article, x.title) for x in finding.rule.form.unless].index((exception.article, exception.title)) + 1
        article, title = (rule_text(finding.rule, f"unless/{at}/{f}", getattr(exception, f)) for f in ("article", "title"))
        yield say("Displaced by article {article}: {title}", article=article, title=title)
    if result.could_be:
        yield say(
            "Could still be: {outcomes}", outcomes=between_words(", ").join(sorted(_said(finding, o) for o in result.could_be))
        )
    yield from _further(finding)
    for reading in result.readings:
        title = rule_text(finding.rule, f"readings/{reading.id}/title", reading.title)
        yield say("On this reading: {title}: {outcome}", title=title, outcome=_said(finding, reading.outcome))
    for factor in result.factors:
        says = (
            rule_text(finding.rule, f"factors/{factor.id}/says", factor.says) if isinstance(factor.says, str) else factor.says
        )
        side, holds = _SIDES[factor.side], _HOLDS[factor.holds]
        yield say("{side}: {holds}: {factor}", side=side, holds=holds, factor=says)
    for conflict in finding.conflicts:
        yield say(
            "On {document}'s value, {value}: {outcome} ({fact})",
            document=conflict.document,
            value=conflict.value,
            outcome=_said(finding, conflict.outcome),
            fact=dotted(conflict.path),
        )
    if finding.assuming:
        yield say("Assuming: {what}", what=between_words(", ").join(finding.assuming))
    if finding.accepted:
        done = finding.accepted
        yield say("Accepted by {who} until {day}: {why}", who=done.by, day=done.until, why=done.reason)
    for missing in finding.missing:
        yield say("Missing: {fact} ({why})", fact=dotted(missing.path), why=word_of(missing.reason))


def _further(finding: Finding) -> Iterator[str]:
    """Yield what goes with an answer beside met and fails, a row each."""
    result = finding.result
    if result.due:
        yield say("Due: {when}", when=due_words(result.due))
    if result.ruled_out:
        event = rule_text(finding.rule, "arises_not/excludes", result.ruled_out.event)
        yield say("Excludes only: {event}. Asks instead: {question}", event=event, question=result.ruled_out.opens)
    if result.reserved:
        held = result.reserved
        yield say("Stands open: {ground}", ground=held.ground)
        until = say("until {day}", day=figures.day(held.until)) if held.until else say("for ever")
        yield say("What would be lost: {lost}; by {who}, {until}", lost=held.lost, who=held.who, until=until)
    if marks := mark_words(finding):
        yield say("Said beside: {marks}", marks=between_words(", ").join(marks))
    if unstated := sorted(finding.unstated):
        yield (say("In doubt, since nobody stated: {facts}", facts=between_words(", ").join(dotted(m.path) for m in unstated)))


def _said(finding: Finding, outcome: Outcome) -> str:
    """Return a partial outcome in words; of a real company nothing is said to fail."""
    soft = finding.doubtful or (finding.now is not None and finding.now.about == "real")
    return say("not met") if soft and outcome is Outcome.FAIL else str(OUTCOME_WORDS[outcome])


def _why(finding: Finding) -> Iterator[Statement]:
    """Yield the facts that decided, each once, what a fact rests on further in."""
    shown: set[tuple[str, str]] = set()
    for proof in finding.proofs:
        for fact in deciding(proof):
            for entry in _facts(fact):
                told = (in_language(entry.text), entry.place)
                if told not in shown:
                    shown.add(told)
                    yield entry


def _facts(fact: Fact, depth: int = 0) -> Iterator[Statement]:
    under = say(" (under {record})", record=fact.under) if fact.under else ""
    cited = (
        between_words(", ").join(x for x in (f"{c.document} {c.locator}".strip(), word_of(c.status)) if x)
        for c in fact.evidence
    )
    source = between_words("; ").join(cited)
    text = f"{'· ' * depth}{fact.text}{under}{f' [{source}]' if source else ''}"
    yield Statement(as_written(text), place=str(fact.place or ""))
    for cause in fact.because:
        yield from _facts(cause, depth + 1)


def _consequences(finding: Finding) -> Iterator[str]:
    if finding.outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.JUDGEMENT):
        yield from _labelled(say("If not met"), "consequence", finding)
    if finding.outcome is not Outcome.PASS:
        yield from _labelled(say("Remedy"), "remedy", finding)
    yield from _labelled(say("Who decides"), "decided_by", finding)
    yield from _labelled(say("What would settle it"), "would_settle", finding)
    yield from _labelled(say("Note"), "note", finding)


def _labelled(label: str, field: str, finding: Finding) -> Iterator[str]:
    """Yield a text of the rule under a label; nothing if the rule has none."""
    if text := getattr(finding.rule.form, field):
        yield say("{what}: {said}", what=label, said=rule_text(finding.rule, field, text))
