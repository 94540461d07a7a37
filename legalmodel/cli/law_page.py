"""One rule on a terminal, as a lawyer reads it: what it is, what it asks, what it says, and its examples."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from legalmodel.base import figures
from legalmodel.base.language import Said, say, side_by_side, translated
from legalmodel.cli.common import width
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law
from legalmodel.law.texts import article_of, head_text, rule_text, title_of
from legalmodel.output.paint import wrap
from legalmodel.report.words import force_words, question_words


def page(law: Law, rule: CompiledRule) -> Iterable[str]:
    """Yield the lines of the page of one rule, as a lawyer reads it."""
    form, head = rule.form, rule.head
    source = form.source or head.source
    question = law.catalogue.questions[rule.question]
    issuer, numbered = (head_text(head, rule.source.name, f, getattr(head, f)) for f in ("issuer", "number"))
    yield f"{rule.id}   {side_by_side(Said(partial(title_of, form.title)))}"
    yield f"{side_by_side(Said(partial(article_of, rule)))}; {issuer} {numbered}".rstrip()
    read = figures.day(date.fromisoformat(str(source.read)))
    text = say("text {how}: {where} ({day})", how=read_how(rule.text_read), where=source.where, day=read)
    yield f"{days(rule.dates.first, rule.dates.last)} · {force_words(rule.force)} · {text}"
    if form.unseen:
        yield say("Not read: {what}", what=rule_text(rule, "unseen", form.unseen))
    asked = say("{id} (essential)", id=rule.question) if question.essential else rule.question
    yield say("Answers {id}: {question}", id=asked, question=question_words(question))
    yield ""
    yield from wrap(rule_text(rule, "condition", form.condition), width())
    otherwise, effect = rule_text(rule, "consequence", form.consequence), translated(form.effect.replace("_", " "), "effect")
    yield say("Otherwise: {consequence} ({effect})", consequence=otherwise, effect=effect)
    yield ""
    yield from _tests(rule)
    yield ""
    for number, example in enumerate(rule.examples, 1):
        change = "; ".join(f"{k} = {v}" for k, v in example.change.items()) or "nothing changed"
        yield from wrap(
            f"  {number}. {example.base}, {change}: {example.expect}{' - ' + example.why if example.why else ''}", width(), 5
        )
    if form.note:
        yield from wrap(say("Note: {text}", text=rule_text(rule, "note", form.note)), width())


def days(first: date, last: date | str | None) -> str:
    """Say from when to when a text is in force."""
    begin = figures.day(first)
    if last is None:
        return say("from {first} to now", first=begin)
    return say("from {first} to {last}", first=begin, last=figures.day(date.fromisoformat(str(last))))


def read_how(how: str) -> str:
    """Say how a text was read."""
    return translated(how, "text")


def _tests(rule: CompiledRule) -> Iterable[str]:
    form = rule.form
    yield f"for each {form.each}, governed if  {rule.head.governs[form.each]}"
    for name, text in (("when", form.when), ("require", form.require)):
        if text:
            yield f"  {name}  {text}"
    for id, reading in (form.readings or {}).items():
        yield f"  reading {id}: {reading.title}\n    require  {reading.require}"
    for id, factor in (form.factors or {}).items():
        yield f"  factor {id}: {factor.says}\n    {factor.when}  (if so {factor.if_true}, if not {factor.if_false})"
    yield from _further(rule)
    for exception in form.unless:
        yield f"  unless article {exception.article}, {exception.title}\n    {exception.when}"
    for name, steps in form.thresholds.items():
        yield f"  {name} = {'; '.join(f'{s.is_} from {s.from_} (article {s.article})' for s in steps)}"


def _further(rule: CompiledRule) -> Iterable[str]:
    due, excluding, ground, contract = rule.answers
    if due:
        parts = (
            ("by", due.form.day),
            ("at latest", due.form.at_latest),
            ("upon", due.form.trigger),
            ("takes", due.form.lead_time),
            ("who", due.form.who),
        )
        yield f"  due  {'; '.join(f'{name} {text}' for name, text in parts if text)}"
    if excluding:
        form = excluding.form
        yield f"  does not arise if  {form.when}\n    excludes: {form.excludes}; asks instead: {form.opens}"
    if ground:
        yield f"  reserves: {ground.form.ground}; lost: {ground.form.lost}; by: {ground.form.who}; until: {ground.form.until or 'ever'}"
        yield from (f"  need {id}: {need.says}\n    {need.when}" for id, need in ground.form.needs.items())
    if contract:
        terms = contract.form
        yield f"  by contract: {terms.term}\n    bound: {terms.must_bind}: {terms.bound}\n    standing: {terms.standing}"
        yield from (f"  could be struck by article {s.article} ({s.text})" for s in contract.struck_by)
