"""The models of precedent against a naive enumeration that shares no helper with them, and the laws that they must obey."""

import random
from itertools import product

import pytest

from legalmodel.law.doctrines import Court, Dimension, Doctrine, Level, SideFactor
from legalmodel.law.precedents import CaseForm, Precedent
from legalmodel.precedents.answer import conflicts
from legalmodel.precedents.force import forces
from legalmodel.precedents.situation import Situation, of_case

SIDES = ("sale", "loan")


def made_doctrine(draw: random.Random) -> Doctrine:
    factors = {f"f{i}": SideFactor(f"f{i}", draw.choice(SIDES), {"en": f"f{i}"}, "") for i in range(draw.randint(1, 5))}
    dimensions = {
        f"d{i}": Dimension(
            f"d{i}",
            {"en": f"d{i}"},
            tuple(Level(str(n), {"en": str(n)}, "", {"en": str(n)}) for n in range(draw.randint(2, 3))),
        )
        for i in range(draw.randint(0, 2))
    }
    words = {"en": "made"}
    sides = {side: {"en": side} for side in SIDES}
    return Doctrine(
        "made",
        words,
        words,
        "hop",
        "law",
        "transferor",
        "forum",
        "isolation",
        sides,
        sides,
        {"estate": words},
        "estate",
        (),
        {},
        True,
        {},
        dimensions,
        factors,
        {},
    )


def made_case(draw: random.Random, doctrine: Doctrine, known: float, id: str = "c") -> Precedent:
    factors = {f: draw.random() < 0.5 for f in doctrine.factors if draw.random() < known}
    levels = {d: draw.randrange(len(dim.levels)) for d, dim in doctrine.dimensions.items() if draw.random() < known}
    outcome = draw.choice(SIDES)
    # A court rests on what spoke for the winner and was there, or on a dimension that it named.
    rests = [f for f, there in factors.items() if there and doctrine.factors[f].side == outcome] + list(levels)
    reason = tuple(r for r in rests if draw.random() < 0.5)
    form = CaseForm(
        name={"en": id}, cite=id, court="X", purpose="estate", outcome=outcome, standing="good", read="whole", facts="", held="",
        sources=("made",), reason=reason,
    )  # fmt: skip  # short parts read together: one a line would take a screen
    court = Court("X", {"en": "X"}, "US", "US", ("US",), "all")
    return Precedent(id, doctrine, form, court, factors, levels, reason, False, "made")


def completions(
    doctrine: Doctrine, factors: dict[str, bool], levels: dict[str, object]
) -> list[tuple[frozenset[str], dict[str, int]]]:
    """Every full description that agrees with what is known: the factors that are there, and the place on each dimension."""
    ways = [[factors[f]] if f in factors else [True, False] for f in doctrine.factors]
    places = [
        [levels[d]] if isinstance(levels.get(d), int) else sorted(levels[d]) if d in levels else list(range(len(dim.levels)))  # type: ignore[arg-type]  # a set, where it is no number
        for d, dim in doctrine.dimensions.items()
    ]
    return [
        (
            frozenset(f for f, there in zip(doctrine.factors, way, strict=True) if there),
            dict(zip(doctrine.dimensions, at, strict=True)),
        )
        for way in product(*ways)
        for at in product(*places)
    ]


def naive(case: Precedent, situation: Situation, model: str) -> str:
    """A fortiori by sets, over every completion of the case and of the situation."""
    doctrine, winner = case.doctrine, case.form.outcome
    for_winner = {f.id for f in doctrine.factors.values() if f.side == winner}
    against = set(doctrine.factors) - for_winner
    answers = set()
    for had, was in completions(doctrine, dict(case.factors), dict(case.levels)):
        for has, lies in completions(doctrine, dict(situation.factors), dict(situation.levels)):
            needed = (had & for_winner) if model == "result" else set(case.rests_on) & for_winner
            better = all(lies[d] <= was[d] if winner == "sale" else lies[d] >= was[d] for d in doctrine.dimensions)
            answers.add(needed <= has and (has & against) <= had and better)
    if model == "reason" and not case.rests_on:
        return "some" if True in answers else "none"
    return "every" if answers == {True} else "none" if answers == {False} else "some"


@pytest.mark.parametrize("model", ["result", "reason"])
def test_agrees_with_every_completion(model: str) -> None:
    draw, seen = random.Random(21), set()
    for _ in range(400):
        doctrine = made_doctrine(draw)
        case, other = made_case(draw, doctrine, 0.7), made_case(draw, doctrine, 0.7)
        situation = of_case(other)
        found = forces(case, situation, model)  # type: ignore[arg-type]  # one of the two models, from a plain list
        assert found == naive(case, situation, model)
        seen.add(found)
    assert seen == {"every", "some", "none"}


@pytest.mark.parametrize("model", ["result", "reason"])
def test_a_case_forces_its_own_outcome(model: str) -> None:
    draw = random.Random(22)
    for _ in range(200):
        doctrine = made_doctrine(draw)
        case = made_case(draw, doctrine, 1.0)
        wanted = "some" if model == "reason" and not case.rests_on else "every"
        assert forces(case, of_case(case), model) == wanted  # type: ignore[arg-type]  # the same


def test_a_further_factor_for_a_side_never_unforces_it() -> None:
    draw, moved = random.Random(23), 0
    for _ in range(400):
        doctrine = made_doctrine(draw)
        case, other = made_case(draw, doctrine, 0.9), made_case(draw, doctrine, 0.8)
        situation = of_case(other)
        for factor in doctrine.factors.values():
            if factor.side == case.outcome:
                more = situation._replace(factors={**situation.factors, factor.id: True})
                rank = ("none", "some", "every").index
                assert rank(forces(case, more)) >= rank(forces(case, situation))
                moved += forces(case, more) != forces(case, situation)
    assert moved > 20


def test_a_consistent_base_never_forces_both_sides() -> None:
    draw, both, consistent = random.Random(24), 0, 0
    for _ in range(400):
        doctrine = made_doctrine(draw)
        cases = [made_case(draw, doctrine, 1.0, f"c{i}") for i in range(4)]
        situation = of_case(made_case(draw, doctrine, 1.0))
        forced = {case.outcome for case in cases if forces(case, situation) == "every"}
        if conflicts(cases):
            both += len(forced) == 2
        else:
            consistent += 1
            assert len(forced) < 2
    assert both > 0 and consistent > 100, "neither kind of base may be missing from the trial"


def test_what_is_not_known_never_forces_more_than_what_is() -> None:
    draw = random.Random(25)
    for _ in range(300):
        doctrine = made_doctrine(draw)
        case, full = made_case(draw, doctrine, 1.0), of_case(made_case(draw, doctrine, 1.0))
        hidden = draw.choice(list(doctrine.factors))
        less = full._replace(factors={f: v for f, v in full.factors.items() if f != hidden})
        if forces(case, less) == "every":
            assert forces(case, full) == "every"
        if forces(case, full) == "every":
            assert forces(case, less) in ("every", "some")


def test_a_case_that_rests_on_a_mere_conclusion_forces_nobody() -> None:
    draw = random.Random(26)
    doctrine = made_doctrine(draw)
    case = made_case(draw, doctrine, 1.0)
    assert forces(case, of_case(case)) == "every"
    assert forces(case._replace(concludes=True), of_case(case)) == "some"
