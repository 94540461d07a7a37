"""What if: stress, cure and asking beside one warm check; how stress grows; choosing the cheapest cure beside clingo on the same abstraction.

A warm check is the whole check of a file that was checked before in this process, values of other sources tried too; stress judges each party once. The real deal with a
fault is Hecui 2016-2 with an account of the originator's own put into it (made up for the measurement), and as its terms would have had to read. The abstraction given to clingo is what is left once the engine
has said which proposals meet which goals: to choose one for each goal so that the fewest, then the cheapest, changes are made.
"""

import random
from collections.abc import Callable
from datetime import date
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from deals import big_deal, written
from measure import ROOT, Row, interleaved, show

if TYPE_CHECKING:
    from legalmodel.analysis.cure.search import Found
    from legalmodel.judgment.checked import Checked

DAY = date(2026, 11, 25)
SIZES = (20, 100, 500)
WANTED_STRESS, WANTED_FIRST, WANTED_TEN = 10.0, 2_000.0, 20_000.0


def rows(rounds: int = 3) -> list[Row]:
    """Measure all of it."""
    return [*_stress(rounds), *_cures(rounds), *_grown(), *_choosing(rounds)]


def _check(name: str, changes: dict[str, Any] | None = None) -> "Checked":
    from legalmodel.api import check_scenario
    from legalmodel.model.scenario import Scenario, setting
    from legalmodel.text.read import read

    source = read(ROOT / "templates" / name / "deal.yaml")
    result = check_scenario(source, Scenario(tuple(setting(p, v) for p, v in (changes or {}).items())), DAY)
    assert result.judgment.lines
    return result


def _stress(rounds: int) -> list[Row]:
    return [_stress_of(name, limit, rounds) for name, limit in (("zhongyu-2016-1", WANTED_STRESS), ("us-auto", None))]


def _stress_of(name: str, limit: float | None, rounds: int) -> Row:
    count, every = _every_party(name)
    times = interleaved({"check": partial(_check, name), "stress": every}, rounds)
    ratio = median(times["stress"]) / median(times["check"])
    return Row(f"stress of each of {count} parties, {name}", median(times["stress"]), ratio, "one warm check", limit)


def _every_party(name: str) -> tuple[int, Callable[[], object]]:
    from legalmodel.analysis.failure.what_follows import may_fail, ranked, stressed
    from legalmodel.judgment.again import Again
    from legalmodel.judgment.hypothesis import day_of_failure
    from legalmodel.model.scenario import Scenario

    result = _check(name)
    again, fails = Again(result), day_of_failure(result)
    base = again(Scenario((), fails.as_of))
    parties = may_fail(base)
    return len(parties), lambda: ranked(stressed(base, again, (p,), fails) for p in parties)


def _cures(rounds: int) -> list[Row]:
    real = {
        "accounts.own": {"holder": "cmb", "bank": "cmb", "holds_money_of": ["cmb"]},
        "agencies.servicing.collects_into": "own",
        "agencies.servicing.pays_over_to": "own",
    }
    many = {
        "accounts.own": {"holder": "bank", "bank": "custodian", "holds_money_of": ["spt"]},
        "agencies.servicing.collects_into": "own",
        "accounts.other": {"holder": "spt", "bank": "lead", "holds_money_of": ["spt"]},
        "agencies.servicing.pays_over_to": "other",
        "trusts.entrustment.form": "oral",
    }
    first, ten = _search("hecui-2016-2", real, 1), _search("cn-npl-trust", many, 10)
    found, more = first(), ten()
    times = interleaved({"first": first, "ten": ten}, rounds)
    told = f"{len(found.cures)} cure, {len(found.stuck)} stuck, {found.tried} sets tried, {found.judged} judged whole"
    both = f"{len(more.cures)} cures, {len(more.stuck)} stuck, {more.tried} sets tried, {more.judged} judged whole"
    return [
        Row(f"first minimal cure of a real deal with a fault ({told})", median(times["first"]), at_most=WANTED_FIRST),
        Row(f"up to ten distinct cures of several faults ({both})", median(times["ten"]), at_most=WANTED_TEN),
    ]


def _search(name: str, changes: dict[str, Any], most: int) -> "Callable[[], Found]":
    from legalmodel.analysis.cure.realise import Setting
    from legalmodel.analysis.cure.search import Budget, find_cures
    from legalmodel.base.outcomes import Outcome
    from legalmodel.judgment.again import Again

    result = _check(name, changes)
    goals = tuple(f for f in result.judgment.findings if f.outcome is Outcome.FAIL)
    setting = Setting(result.source.data, planned=True, day=DAY)
    return lambda: find_cures(result, Again(result), goals, setting, Budget(cures=most))


def _grown() -> list[Row]:
    """Stress of one party of made-up deals of more and more parties, beside one judging of the same deal."""
    return [_of_size(parties) for parties in SIZES]


def _of_size(parties: int) -> Row:
    from legalmodel.analysis.failure.what_follows import stressed
    from legalmodel.api import check
    from legalmodel.judgment.again import Again
    from legalmodel.judgment.hypothesis import day_of_failure
    from legalmodel.model.scenario import Scenario

    result = check(written(big_deal(parties, parties * 3)), DAY)
    again, fails = Again(result), day_of_failure(result)
    base = again(Scenario((), fails.as_of))
    one = base.graph.section("parties").known[0].id
    tasks: dict[str, Callable[[], object]] = {
        "judged": lambda: again(Scenario((), fails.as_of)).judgment.lines,
        "stress": lambda: stressed(base, again, (one,), fails),
    }
    times = interleaved(tasks, 1)
    ratio = times["stress"][0] / times["judged"][0]
    return Row(
        f"stress of one party, {parties} parties and {parties * 3} relations", times["stress"][0], ratio, "judging it once"
    )


def _choosing(rounds: int) -> list[Row]:
    """Choose for goals of twelve options each, drawn by lot with fixed seed; both must come to the same number of changes."""
    found = []
    for goals in (3, 6):
        options = _drawn(goals, 12)
        tasks = {"own": partial(_chosen, options), "clingo": partial(_by_clingo, options)}
        assert tasks["own"]() == tasks["clingo"]()
        times = interleaved(tasks, rounds)  # type: ignore[arg-type] # what they give is not looked at
        ratio = median(times["own"]) / median(times["clingo"])
        found.append(Row(f"choosing for {goals} goals of 12 options", median(times["own"]), ratio, "clingo alone"))
    return found


Options = list[list[frozenset[int]]]


def _drawn(goals: int, options: int) -> Options:
    lot = random.Random(7)
    return [[frozenset(lot.sample(range(30), lot.randint(1, 2))) for _ in range(options)] for _ in range(goals)]


def _chosen(options: Options) -> int:
    """Return the fewest changes, as the search of the product finds them."""
    from legalmodel.analysis.cure.choose import ChangeSet, cheapest
    from legalmodel.judgment.variants.wish import Otherwise

    made = [
        [ChangeSet(frozenset(Otherwise(("agencies", f"a{w:02}", "sweep_days"), 1) for w in way)) for way in goal]
        for goal in options
    ]
    return next(cheapest(made, 30)).size


def _by_clingo(options: Options) -> int:
    import clingo

    facts = [f"wish({g},{n},{w})." for g, goal in enumerate(options) for n, way in enumerate(goal) for w in sorted(way)]
    program = "\n".join([*facts, "1 {pick(G,N) : wish(G,N,_)} 1 :- wish(G,_,_).", "made(W) :- pick(G,N), wish(G,N,W)."])
    control = clingo.Control(["--opt-mode=opt"])
    control.add("base", [], program + "\n#minimize { 1,W : made(W) }.")
    control.ground([("base", [])])
    best: list[int] = []
    control.solve(on_model=lambda model: best.__setitem__(slice(None), model.cost))
    return best[0]


if __name__ == "__main__":
    show(rows())
