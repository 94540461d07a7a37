"""What a judging may cost: a deal that would take too long, or too much memory, is refused with a place before it does.

A file within the limits of the reader may hold thousands of records that say next to nothing. Every rule makes a finding on each of
them, and holds each against each where it cannot tell them apart. The budget counts and takes no time, so the same deal is refused
on every machine or on none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from legalmodel.base import meter
from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.base.meter import TooManyLooks
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Place
from legalmodel.base.shared import at_most
from legalmodel.base.things import Thing
from legalmodel.base.values import Items
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.subjects import sections_of
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.lists import each

FINDINGS_MAX = 120_000
"""Findings of one judging: with its screen some 8 seconds, and 350 MB. One that says only that its rule does not apply counts a quarter:
it waits for no fact and is told nowhere. A deal of 5,000 parties with two relations each makes 219,000 under the law of three countries, of
which nine in ten do not apply.
"""
_WHOLE: Final = 4
_QUARTER: Final = 1
_SILENT: Final = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
TOLD_MAX = 1_000_000
"""Missing facts told one by one, as JSON: some 10 seconds, and 600 MB."""
PROVED_MAX = 500_000
"""Missing facts, each counted for every finding that waits for it, of a deal with assumptions: to prove its findings takes some 5 seconds,
and 350 MB. The templates come to 1,100 at most.
"""
_START: Final = Place("", 1, 1)


def within_budget(
    graph: Graph, rules: Sequence[CompiledRule], judge: Callable[[CompiledRule], Iterable[Finding]]
) -> tuple[Finding, ...]:
    """Judge by each rule. Raises BadInput, with the place of the section to blame, if it would make or compare too much."""
    _count_findings(graph, rules)
    made: list[Finding] = []
    left = FINDINGS_MAX * _WHOLE
    try:
        with graph.meter.at_most(meter.LOOKS_MAX):
            for rule in rules:
                found = list(judge(rule))
                made += found
                left -= _weight(found)
                if left < 0:  # how many apply is known only as they are made
                    raise BadInput([_too_many_apply(made, graph)])
    except TooManyLooks as error:
        raise BadInput([_too_much_to_compare(graph, error.items)]) from None
    return tuple(made)


def _weight(findings: Iterable[Finding]) -> int:
    """Return what findings count for, in quarters."""
    return sum([_QUARTER if finding.outcome in _SILENT else _WHOLE for finding in findings])


def _too_many_apply(made: Iterable[Finding], graph: Graph) -> Fault:
    apply = Counter(f.subject_path[0] if f.subject_path else "deal" for f in made if f.outcome not in _SILENT)
    section, most = apply.most_common(1)[0]
    cause = say(
        "more findings come to an answer than the most, {findings_max}; {most} of those made so far are on the {records} records here",
        findings_max=f"{FINDINGS_MAX:,}",
        most=f"{most:,}",
        records=f"{len(graph.section(section).known) if section != 'deal' else 1:,}",
    )
    return _too_much("too-many-findings", cause, graph, section, _fewer())


def _fewer() -> str:
    return say("check fewer records at a time: leave out those that no rule need look at, or put them into files of their own")


def may_judge_again(documents: int, findings: tuple[Finding, ...], graph: Graph) -> None:
    """Let a deal be judged once more for each document that differs. Raises BadInput if that would make too many findings."""
    if documents * _weight(findings) > FINDINGS_MAX * _WHOLE:
        cause = say(
            "{documents} documents differ from the values relied on, and {findings} findings would be made anew for each; {findings_max} is the most",
            documents=f"{documents:,}",
            findings=f"{len(findings):,}",
            findings_max=f"{FINDINGS_MAX:,}",
        )
        fix = say("put what one document says under 'sources:' into fewer, or check fewer records at a time")
        raise BadInput([_too_much("too-many-findings", cause, graph, "documents", fix)])


def may_tell_all(findings: Iterable[Finding], graph: Graph) -> None:
    """Let whatever tells every finding with all that it waits for begin. Raises BadInput if that would be too much to tell.

    A thousand answers may wait for the same thousand facts and keep them once (``base/shared.py``); told one by one they are a million.
    """
    total, most, section = _awaited(findings)
    if total > TOLD_MAX:
        cause = say(
            "the findings wait for {total} facts in all, some of them for {most} each; {told_max} is the most that is told one by one",
            total=f"{total:,}",
            most=f"{most:,}",
            told_max=f"{TOLD_MAX:,}",
        )
        fix = say("read the first screen, which puts them together, or check fewer records at a time")
        raise BadInput([_too_much("too-much-to-tell", cause, graph, section, fix)])


def may_prove_all(findings: Iterable[Finding], graph: Graph) -> None:
    """Let the findings of a deal with assumptions be proved. Raises BadInput if they wait for so much that it would take too long.

    Every finding is proved, whoever reads the deal: the first screen marks those that rest on an assumption.
    """
    total, most, section = _awaited(findings)
    if total > PROVED_MAX:
        cause = say(
            "the deal rests on assumptions, and the findings to be searched for them wait for {total} facts in all, some of them for {most} each; {proved_max} is the most",
            total=f"{total:,}",
            most=f"{most:,}",
            proved_max=f"{PROVED_MAX:,}",
        )
        fix = say("say more of each of these records, check fewer at a time, or put facts in the place of the assumptions")
        raise BadInput([_too_much("too-much-to-prove", cause, graph, section, fix)])


def _awaited(findings: Iterable[Finding]) -> tuple[int, int, str]:
    """Return for how many facts findings wait, all in all; for how many the one that waits for most; and its section."""
    total, most, section = 0, 0, ""
    for finding in findings:
        count = at_most(finding.result.missing)
        total += count
        if count > most:
            most, section = count, finding.subject_path[0] if finding.subject_path else "deal"
    return total, most, section


def to_blame(graph: Graph, items: Items) -> str:
    """Return the section whose records were looked at too often: that of the items of a list, else the one looked at most."""
    held = next((item for item, _ in each(items)), None)
    if isinstance(held, Thing):
        return held.path[0]
    return max(
        {path[0] for path in graph.things if len(path) == 2}, key=lambda section: graph.section(section).looked, default="deal"
    )


def _count_findings(graph: Graph, rules: Iterable[CompiledRule]) -> None:
    by_section: dict[str, int] = {}
    for rule in rules:
        for section in sections_of(rule.form.each) if rule.form.each != "deal" else ():
            by_section[section] = by_section.get(section, 0) + len(graph.section(section).known)
    total, highest = sum(by_section.values()), FINDINGS_MAX * _WHOLE // _QUARTER
    if total > highest:  # even if none of them applied
        most = max(by_section, key=lambda section: by_section[section])
        records = len(graph.section(most).known)
        cause = say(
            "{total} findings would be made, {by_section} of them on {records} records here; {findings_max} is the most",
            total=f"{total:,}",
            by_section=f"{by_section[most]:,}",
            records=f"{records:,}",
            findings_max=f"{highest:,}",
        )
        raise BadInput([_too_much("too-many-findings", cause, graph, most, _fewer())])


def _too_much_to_compare(graph: Graph, items: Items) -> Fault:
    section = to_blame(graph, items)
    listed = graph.section(section) if section != "deal" else items
    unsure = [field for field, index in listed.indexes.items() if field and len(index.unsure) * 2 > len(listed.known)]
    cause = say(
        "the records would have to be looked at more than {looks_max} times, each against each; most often the {known} here",
        known=f"{len(listed.known):,}",
        looks_max=f"{meter.LOOKS_MAX:,}",
    )
    said = (
        say("say {unsure} of each", unsure=", ".join(sorted(unsure)))
        if unsure
        else say("say of each what tells it from the others")
    )
    fix = say("{said}, or check fewer records at a time", said=said)
    return _too_much("too-much-to-compare", cause, graph, section, fix)


def _too_much(code: str, cause: str, graph: Graph, section: str, fix: str) -> Fault:
    return Fault(code, cause, graph.place((section,)) or _START, fix)
