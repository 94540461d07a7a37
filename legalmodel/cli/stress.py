"""``legalmodel stress``: what follows if a party fails, alone, in pairs or with its group; with a picture of before and after."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.analysis.failure.harm import Consequence
from legalmodel.analysis.failure.received import Given
from legalmodel.analysis.failure.what_follows import (
    Stressed,
    group_of,
    may_fail,
    pairs,
    ranked,
    stressed,
    worse_together,
)
from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.cli.cashflow import amount, part
from legalmodel.cli.common import checked, day, law_folders
from legalmodel.cli.progress import Progress
from legalmodel.cli.study import write
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.hypothesis import FailureDay, day_of_failure
from legalmodel.model.scenario import Scenario
from legalmodel.text.replace import write_whole

if TYPE_CHECKING:
    from legalmodel.report.stressed import StressAsked


def run(options: Namespace) -> int:
    """Put parties to the hypothesis, rank what follows, and print it."""
    from legalmodel.report.stressed import stress_study

    result = checked(options)
    again = Again(result, law_folders(options))
    fails = _on(result, day(options.on, "--on"))
    base = again(Scenario((), fails.as_of))
    found, asked = _found(options, base, again, fails)
    if options.chart:
        _chart(options.chart, base, found)
    return write(lambda: stress_study(base, found, asked), options, lambda: (_picture(base, found, "svg").decode(),))


def _on(result: Checked, asked: date | None) -> FailureDay:
    closing = day_of_failure(result)
    if asked and result.graph.cut.proposed is not True and asked > max(closing.day, result.judgment.run_day):
        raise BadRequest(
            say("--on {day} lies after the day of the run", day=asked),
            say("give a day up to {day}", day=result.judgment.run_day),
        )
    return day_of_failure(result, asked)


def _found(options: Namespace, base: Checked, again: Again, fails: FailureDay) -> "tuple[tuple[Stressed, ...], StressAsked]":
    from legalmodel.report.stressed import StressAsked

    known = may_fail(base)
    for id in options.party:
        if id not in known:
            raise BadRequest(
                say("no party '{id}' can be put to the hypothesis", id=id),
                nearest(id, known) or say("parties: {names}", names=", ".join(known)),
            )
    groups: list[tuple[str, ...]] = [(id,) for id in options.party or known]
    perhaps: tuple[str, ...] = ()
    if options.together and len(options.party) > 1:
        groups = [tuple(options.party)]
    elif options.group:
        made = [group_of(base, id, fails) for id in options.party or known]
        groups = list(dict.fromkeys(tuple(sorted(surely, key=known.index)) for surely, _ in made))
        perhaps = tuple(dict.fromkeys(name_of(base.graph.things["parties", id]) for _, ids in made for id in ids))
    found = ranked(_each(base, again, groups, fails, options.kind))
    together = _pairs(base, again, found, fails, options.kind) if options.pairs else ()
    every = len(groups) > 1
    return found, StressAsked(fails, options.kind, every, together, perhaps, options.all, _given(options))


def _given(options: Namespace) -> Given:
    """Read the figures for the cash engine."""
    return Given(
        part(options.rate, "--rate") if options.rate else None,
        part(options.prepaid, "--prepaid"),
        part(options.defaulting, "--defaulting"),
        amount(options.total, "--total") if options.total is not None else None,
        options.order == "usual",
    )


def _each(base: Checked, again: Again, groups: list[tuple[str, ...]], fails: FailureDay, kind: str) -> list[Stressed]:
    with Progress(say("parties"), len(groups)) as progress:
        return [progress.done(stressed(base, again, ids, fails, kind)) for ids in groups]


def _pairs(
    base: Checked, again: Again, alone: tuple[Stressed, ...], fails: FailureDay, kind: str
) -> tuple[tuple[Stressed, tuple[Consequence, ...]], ...]:
    """Return the pairs of which something is worse together."""
    by_party = {s.parties[0]: s for s in alone if len(s.parties) == 1}
    found = []
    tried = list(pairs(alone))
    with Progress(say("pairs"), len(tried)) as progress:
        for a, b in tried:
            pair = progress.done(stressed(base, again, (a, b), fails, kind))
            if worse := worse_together(pair, (by_party[a], by_party[b])):
                found.append((pair, worse))
    return tuple(sorted(found, key=lambda p: (-max(c.harm for c in p[1]), -len(p[1]))))


def _chart(file: str, base: Checked, found: tuple[Stressed, ...]) -> None:
    """Draw the deal before and after the most harmful failure in one picture."""
    path = Path(file)
    write_whole(path, _picture(base, found, path.suffix.removeprefix(".").lower() or "svg"))


def _picture(base: Checked, found: tuple[Stressed, ...], format: str) -> bytes:
    from legalmodel.output.draw import draw
    from legalmodel.output.failed import before_and_after

    return draw(before_and_after(base, found[0]), format)
