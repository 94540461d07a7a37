"""``legalmodel law``: list, show, lint and test the rules."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import as_english, chinese, say, translated
from legalmodel.cli.common import day, law_folders, tell, width, write_json
from legalmodel.law.compile import CompiledRule
from legalmodel.law.drafts import load_drafts
from legalmodel.law.load import Law, load_law
from legalmodel.law.texts import own_title, rule_text, title_of
from legalmodel.output.law_page import days, outcome_word, page, read_how
from legalmodel.output.paint import cut, fitted, hung, pad, wrap
from legalmodel.report.words import force_words

if TYPE_CHECKING:
    from legalmodel.lawtest.mutation import Mutated


def run(options: Namespace) -> int:
    """Run one action on the rules named, or on all."""
    if options.action == "attest":
        from legalmodel.cli.law_attest import attest_law

        return attest_law(options)
    law = load_law(*law_folders(options))
    tell(law.fallback)
    actions: dict[str, Callable[[Law, list[CompiledRule], Namespace], int]] = {
        "list": _list,
        "show": _show,
        "lint": _lint,
        "test": _test,
    }
    return actions[options.action](law, _chosen(law, options.rules), options)


def _chosen(law: Law, names: list[str]) -> list[CompiledRule]:
    if not names:
        return list(law.rules.values())
    chosen = []
    for name in names:
        found = [r for r in law.rules.values() if name in (r.id, r.head.id, r.question)]
        if not found:
            raise BadRequest(
                say("no rule or instrument is called '{name}'", name=name), nearest(name, [*law.rules, *law.instruments])
            )
        chosen += found
    return chosen


def _list(law: Law, rules: list[CompiledRule], options: Namespace) -> int:
    if options.drafts:
        return _drafts(options)
    if before := day(options.read_before, "--read-before"):
        rules = [rule for rule in rules if _read_on(rule) < before]
    if options.format == "json":
        write_json([_row(r) for r in rules])
        return 0
    for head in law.instruments.values():
        inside = [r for r in rules if r.head is head]
        if inside:
            in_force = days(date.fromisoformat(head.in_force.from_), head.in_force.to)
            print(
                "\n".join(
                    wrap(f"{title_of(head.title)}{own_title(head.title)} · {force_words(head.force)} · {in_force}", width(), 4)
                )
            )
        for rule in inside:
            article = rule_text(rule, "article", rule.form.article) if chinese() else rule.article
            said = title_of(rule.form.title)
            read_on = f"{_read_on(rule)} " if options.read_before else ""
            row = f"{pad(rule.id, 30)} {read_on}{pad(article, 14)} {pad(read_how(rule.text_read), 7)} {said}"
            print("\n".join(hung(row, width(), 2, 4)))
    return 0


def _read_on(rule: CompiledRule) -> date:
    """Return the day on which the text of a rule was read."""
    return date.fromisoformat((rule.form.source or rule.head.source).read)


def _drafts(options: Namespace) -> int:
    """List the drafts that are known: none of them is judged, whatever its day."""
    drafts = load_drafts()
    if options.format == "json":
        write_json([{"id": id, **draft._asdict()} for id, draft in drafts.items()])
        return 0
    for id, draft in drafts.items():
        title = draft.title_zh if chinese() else f"{draft.title} {draft.title_zh}"
        print("\n".join(wrap(f"{id}   {title} · {draft.system}", width(), 2)))
        print(
            "\n".join(
                fitted(
                    say(
                        "  {stage} Read: {where} ({read}). Bears on: {bears_on}.",
                        stage=translated(draft.stage, f"{id}/stage", "law/drafts"),
                        where=translated(draft.where, f"{id}/where", "law/drafts"),
                        read=draft.read,
                        bears_on=say(", ", context="between").join(draft.bears_on),
                    ),
                    width(),
                    0,
                )
            )
        )
    return 0


def _row(rule: CompiledRule) -> dict[str, str]:
    form = rule.form
    return {
        "id": rule.id,
        "instrument": rule.head.id,
        "article": rule.article,
        "text": rule.text_read,
        "force": rule.force,
        "question": rule.question,
        "title": form.title.en,
        "title_zh": form.title.zh,
        "title_own": form.title.own,
        "condition": form.condition,
        "consequence": form.consequence,
    }


def _show(law: Law, rules: list[CompiledRule], options: Namespace) -> int:
    """Show rules; those asked for by name are tried as well: their examples against changes of the rule, and on the templates."""
    pages = ((rule, _tried(rule) if options.rules else None) for rule in _progress(rules))
    if options.format == "json":
        write_json([_row(rule) | (tried._asdict() if tried else {}) for rule, tried in pages])
        return 0
    for rule, tried in pages:
        print("\n".join([*page(law, rule, width()), *(_trial(rule, tried) if tried else ())]))
    return 0


class Tried(NamedTuple):
    """What came of trying a rule: changes of it that were tried, those no example notices with the reason, and the templates.

    ``templates`` holds, for each template on which the rule says anything, what it says of each subject.
    """

    changes_tried: int
    survivors: dict[str, str]
    templates: dict[str, dict[str, str]]


def _tried(rule: CompiledRule) -> Tried:
    from legalmodel.lawtest.mutation import mutate
    from legalmodel.lawtest.overlap import exercised

    result = mutate(rule)
    return Tried(result.tried, {s.label: s.reason for s in result.survivors}, exercised(rule))


def _trial(rule: CompiledRule, tried: Tried) -> Iterable[str]:
    survivors = tried.survivors
    yield say(
        "Tested by {examples} examples; {changes_tried} changes of the rule tried, {survivors} unnoticed",
        examples=len(rule.examples),
        changes_tried=tried.changes_tried,
        survivors=len(survivors),
    )
    for label, reason in survivors.items():
        yield from fitted(f"  {as_english(label)}: {as_english(reason) if reason else say('NO REASON GIVEN')}", width(), 4)
    yield say("Templates on which it speaks:") if tried.templates else say("It speaks on no template.")
    for name, said in tried.templates.items():
        yield from fitted(
            f"  {name}: {', '.join(f'{path} {outcome_word(outcome)}' for path, outcome in said.items())}", width(), 4
        )
    yield ""


def _lint(law: Law, rules: list[CompiledRule], options: Namespace) -> int:
    from legalmodel.api import today
    from legalmodel.lawtest.lint import lint
    from legalmodel.lawtest.overlap import lint_on_deals

    ids = {r.id for r in rules} | {r.head.id for r in rules} | ({"", *law.systems} if not options.rules else set())
    remarks = [r for r in (*lint(law, today()), *lint_on_deals(law, _progress(rules))) if r.rule in ids]
    if options.format == "json":
        write_json([r._asdict() for r in remarks])
    else:
        for remark in remarks:
            note = "" if remark.serious else say("(note) ")
            print("\n".join(wrap(f"{remark.rule or say('vocabulary')}: {note}{remark.text} [{remark.code}]", width(), 4)))
        serious = sum(r.serious for r in remarks)
        print(
            say(
                "{rules} rules, {serious} faults, {remarks} notes",
                rules=len(rules),
                serious=serious,
                remarks=len(remarks) - serious,
            )
        )
    return 1 if any(r.serious for r in remarks) else 0


def _test(law: Law, rules: list[CompiledRule], options: Namespace) -> int:  # noqa: ARG001 - all actions are called alike
    from legalmodel.lawtest.examples import run_examples

    wrong = examples = 0
    for rule in _progress(rules):
        for verdict in run_examples(rule):
            examples += 1
            if not verdict.right:
                wrong += 1
                print(say("{id} example {number}: {trouble}", id=rule.id, number=verdict.number, trouble=verdict.trouble))
    print(say("{rules} rules, {examples} examples, {wrong} wrong", rules=len(rules), examples=examples, wrong=wrong))
    gaps = _mutate(rules) if options.mutate else 0
    return 1 if wrong or gaps else 0


def _mutate(rules: list[CompiledRule]) -> int:
    from legalmodel.lawtest.mutation import REACH, TIME, Mutated, mutate

    results: dict[str, Mutated] = {}
    noticed: dict[str, bool] = {}
    for rule in _progress(rules):
        results[rule.id] = result = mutate(rule)
        for label, shared in ((REACH, say("{id}, each {each}", id=rule.head.id, each=rule.form.each)), (TIME, rule.head.id)):
            gap = say("{shared}: no example notices, {label}", shared=shared, label=as_english(label))
            noticed[gap] = noticed.get(gap, False) or label in result.shared_noticed
    gaps = [row for id, result in results.items() for row in _gaps(id, result)]
    gaps += [gap for gap, ok in noticed.items() if not ok]
    print("\n".join(gaps) if gaps else say("every change is noticed"))
    tried = sum(r.tried for r in results.values())
    excused = sum(bool(s.reason) for r in results.values() for s in r.survivors)
    print(
        say(
            "{tried} changes tried, {gaps} gaps, {excused} survivors with a written reason",
            tried=tried,
            gaps=len(gaps),
            excused=excused,
        )
    )
    return len(gaps)


def _gaps(id: str, result: "Mutated") -> Iterable[str]:
    for survivor in result.survivors:
        if not survivor.reason:
            yield say("{id} survives, {label}\n    {text}", id=id, label=as_english(survivor.label), text=survivor.text)
    for number in result.idle_examples:
        yield say("{id} example {number} notices no change of the rule", id=id, number=number)
    for label in result.stale_reasons:
        yield say("{id} gives a reason for a survivor that there is not: {label}", id=id, label=as_english(label))


def _progress(rules: list[CompiledRule]) -> Iterable[CompiledRule]:
    """Yield the rules, with a bar on a terminal."""
    bar = sys.stderr.isatty()
    for done, rule in enumerate(rules):
        if bar:
            print(f"\r{done}/{len(rules)} {pad(cut(rule.id, 40), 40)}", end="", file=sys.stderr)
        yield rule
    if bar:
        print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
