"""One rule, as a lawyer reads it: what it is, what it asks, what it says, and its examples."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from legalmodel.base import figures
from legalmodel.base.language import Said, as_english, chinese, say, side_by_side, translated
from legalmodel.base.outcomes import Outcome
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law
from legalmodel.law.texts import article_of, head_text, own_title, rule_text, title_of
from legalmodel.output.paint import fitted, wrap
from legalmodel.report.text import between_words
from legalmodel.report.words import OUTCOME_WORDS, force_words, question_words


def page(law: Law, rule: CompiledRule, width: int) -> Iterable[str]:
    """Yield the lines of the page of one rule, as a lawyer reads it, in rows of a width."""
    form, head = rule.form, rule.head
    source = form.source or head.source
    question = law.catalogue.questions[rule.question]
    issuer, numbered = (head_text(head, rule.source.name, f, getattr(head, f)) for f in ("issuer", "number"))
    yield from _row(f"{rule.id}   {side_by_side(Said(partial(title_of, form.title)))}{own_title(form.title)}", width)
    yield from _row(
        f"{side_by_side(Said(partial(article_of, rule)))}{own_title(head.title)}; {issuer} {numbered}".rstrip(), width
    )
    read = figures.day(date.fromisoformat(str(source.read)))
    text = say("text {how}: {where} ({day})", how=read_how(rule.text_read), where=source.where, day=read)
    yield from _row(f"{days(rule.dates.first, rule.dates.last)} · {force_words(rule.force)} · {text}", width)
    if form.unseen:
        yield from _row(say("Not read: {what}", what=rule_text(rule, "unseen", form.unseen)), width)
    asked = say("{id} (essential)", id=rule.question) if question.essential else rule.question
    yield from _row(say("Answers {id}: {question}", id=asked, question=question_words(question)), width)
    yield ""
    yield from wrap(rule_text(rule, "condition", form.condition), width)
    otherwise, effect = rule_text(rule, "consequence", form.consequence), translated(form.effect.replace("_", " "), "effect")
    yield from _row(say("Otherwise: {consequence} ({effect})", consequence=otherwise, effect=effect), width)
    yield ""
    yield from (part for row in _tests(rule) for part in _row(row, width))
    yield ""
    for number, example in enumerate(rule.examples, 1):
        change = "; ".join(f"{k} = {as_written(v)}" for k, v in example.change.items()) or say("nothing changed")
        why = f" - {as_english(example.why)}" if example.why else ""
        expect = outcome_word(example.expect)
        yield from _row(f"  {number}. {example.base}{between_words(', ')}{change}{between_words(': ')}{expect}{why}", width)
    if form.enacts:
        yield from _row(say("Repeats {id}, where its examples stand", id=form.enacts), width)
    if form.note:
        yield from wrap(say("Note: {text}", text=rule_text(rule, "note", form.note)), width)


def outcome_word(expect: str) -> str:
    """Return what an example expects, in the language asked for: ``pass`` is met."""
    return str(next((OUTCOME_WORDS[each] for each in Outcome if each.value == expect), expect)) if chinese() else expect


def as_written(value: object) -> str:
    """Write a changed value of an example as a deal file has it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_written, value)) + "]"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _row(text: str, width: int) -> list[str]:
    return fitted(text, width, 4)


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
    yield say(
        "for each {sort}, governed if  {test}",
        sort=translated(form.each.replace("_", " "), "sort"),
        test=rule.head.governs[form.each],
    )
    for name, text in (("when", form.when), ("require", form.require)):
        if text:
            yield f"  {name}  {text}"
    for id, reading in (form.readings or {}).items():
        yield say("  reading {id}: {title}", id=id, title=rule_text(rule, f"readings/{id}/title", reading.title))
        yield f"    require  {reading.require}"
    for id, factor in (form.factors or {}).items():
        yield say("  factor {id}: {text}", id=id, text=rule_text(rule, f"factors/{id}/says", factor.says))
        yield "    " + say("{test}  (if so {yes}, if not {no})", test=factor.when, yes=factor.if_true, no=factor.if_false)
    yield from _further(rule)
    for number, exception in enumerate(form.unless, 1):
        article, title = (rule_text(rule, f"unless/{number}/{f}", getattr(exception, f)) for f in ("article", "title"))
        yield say("  unless article {article}, {title}", article=article, title=title)
        yield f"    {exception.when}"
    for name, steps in form.thresholds.items():
        told = (say("{value} from {day} (article {article})", value=s.is_, day=s.from_, article=s.article) for s in steps)
        yield f"  {name} = {'; '.join(told)}"


def _further(rule: CompiledRule) -> Iterable[str]:
    due, excluding, ground, contract = rule.answers
    if due:
        who = rule_text(rule, "due/who", due.form.who) if due.form.who else ""
        days = (
            ("day", due.form.day),
            ("at_latest", due.form.at_latest),
            ("trigger", due.form.trigger),
            ("lead_time", due.form.lead_time),
        )
        yield f"  due  {'; '.join(f'{name} {text}' for name, text in (*days, ('who', who)) if text)}"
    if excluding:
        event = rule_text(rule, "arises_not/excludes", excluding.form.excludes)
        yield say("  does not arise if  {test}", test=excluding.form.when)
        yield "    " + say("excludes: {event}; asks instead: {question}", event=event, question=excluding.form.opens)
    if ground:
        held = ground.form
        said = {f: rule_text(rule, f"reserves/{f}", getattr(held, f)) for f in ("ground", "lost", "who")}
        yield say("  reserves: {ground}; lost: {lost}; by: {who}; until: {until}", **said, until=held.until or say("for ever"))
        for id, need in held.needs.items():
            yield say("  need {id}: {text}", id=id, text=rule_text(rule, f"reserves/needs/{id}/says", need.says))
            yield f"    {need.when}"
    if contract:
        terms = contract.form
        yield say("  by contract: {term}", term=terms.term)
        yield f"    bound: {terms.must_bind}: {terms.bound}"
        yield f"    standing: {terms.standing}"
        for struck in contract.struck_by:
            yield say("  could be struck by article {article} ({text})", article=struck.article, text=read_how(struck.text))
