"""How the library of decided cases does on its own cases, each left out in turn: right, wrong or open, beside two plain baselines on the same coding.

Run: python benchmarks/precedents.py. The set was picked and not sampled, so nothing here is a rate of anything. *Settled* or *forced* wrong must be 0, with a case left out and with a factor turned round;
the rest is told without a target.

Two readers coded the facts as the files of cases tell them, without the outcomes (``coders/``); their agreement, and that of each with the library, is
printed as a share of all codes and as Cohen's kappa, over every factor and dimension of every case.

- count: the side for which more stated factors speak; a tie is open;
- nearest: the outcome of the case of the same law and purpose that agrees on most stated factors and levels; a tie of both sides is open.
"""

import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

from legalmodel.law.precedents import NOT_DECIDED, Precedent, load_library
from legalmodel.precedents.answer import conflicts
from legalmodel.precedents.force import forces
from legalmodel.precedents.situation import of_case

HERE = Path(__file__).parent


def forced(case: Precedent, others: list[Precedent], model: str) -> str:
    """Return the side that the others force on a case's stated facts; "both" or "open" else."""
    found = {other.outcome for other in others if forces(other, of_case(case), model) == "every"}
    return found.pop() if len(found) == 1 else "both" if found else "open"


def count(case: Precedent, _: list[Precedent]) -> str:
    tally = Counter(case.doctrine.factors[id].side for id, there in case.factors.items() if there)
    first, second = case.doctrine.sides
    for id, at in case.levels.items():
        tally[first if at < len(case.doctrine.dimensions[id].levels) / 2 else second] += 1
    return "open" if tally[first] == tally[second] else max(tally, key=tally.__getitem__)


def nearest(case: Precedent, others: list[Precedent]) -> str:
    def agreement(other: Precedent) -> int:
        mine, theirs = {**case.factors, **case.levels}, {**other.factors, **other.levels}
        return sum(theirs.get(id) == value for id, value in mine.items())

    best = max(map(agreement, others), default=0)
    sides = {other.outcome for other in others if agreement(other) == best} if best else set()
    return sides.pop() if len(sides) == 1 else "open"


def flipped(cases: list[Precedent]) -> Counter[str]:
    """Lay every case beside the whole base once for each factor and dimension that it states, that one turned round: what is then forced.

    *kept* is the side that the case decided for, *open* neither side, *other* the other side alone, *both* the two at once.
    """
    tally: Counter[str] = Counter()
    for case in cases:
        mine = [o for o in cases if o.partition == case.partition]
        here = of_case(case)
        turned = [here._replace(factors={**here.factors, id: not there}) for id, there in here.factors.items()]
        for id, places in here.levels.items():
            if len(places) == 1:
                last = len(case.doctrine.dimensions[id].levels) - 1
                turned.append(here._replace(levels={**here.levels, id: frozenset((last - min(places),))}))
        for situation in turned:
            found = {other.outcome for other in mine if forces(other, situation) == "every"}
            tally["kept" if found == {case.outcome} else "both" if len(found) > 1 else "other" if found else "open"] += 1
    return tally


def codes(said: dict[str, Any], case: Precedent) -> list[str]:
    """Return one code for each factor and dimension of a case: there, not there, the level, or not stated."""
    there, absent, levels = said.get("present", ()), said.get("absent", ()), said.get("dimensions", {})
    factors = ["there" if id in there else "absent" if id in absent else "" for id in case.doctrine.factors]
    return factors + [levels.get(id, "") for id in case.doctrine.dimensions]


def kappa(one: list[str], other: list[str]) -> float:
    """Return Cohen's kappa: agreement beyond what chance gives."""
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    mine, theirs = Counter(one), Counter(other)
    chance = sum(mine[code] * theirs[code] for code in mine) / len(one) ** 2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def agreement() -> None:
    """Print how far two readers who did not know the outcomes agree with each other, and with the library."""
    cases = load_library().cases
    readers = {name: json.loads((HERE / "coders" / f"{name}.json").read_text()) for name in ("first", "second")}
    readers["library"] = {id: case.form.__dict__ for id, case in cases.items()}
    coded = {
        name: [code for id, case in cases.items() for code in codes(said.get(id, {}), case)] for name, said in readers.items()
    }
    print(f"\n{len(coded['library'])} codes of {len(cases)} cases")
    for one, other in combinations(coded, 2):
        a, b = coded[one], coded[other]
        stated = [(x, y) for x, y in zip(a, b, strict=True) if x or y]
        same = sum(x == y for x, y in stated)
        print(f"{one:>8} and {other}: {same} of {len(stated)} codes that either gave are alike, kappa {kappa(a, b):.2f}")


def main() -> int:
    """Print the table; fail if any case is forced wrong, or two conflict."""
    cases = [case for case in load_library().cases.values() if case.counts and case.outcome != NOT_DECIDED]
    ways = {
        "result model": lambda c, o: forced(c, o, "result"),
        "reason model": lambda c, o: forced(c, o, "reason"),
        "count of factors": count,
        "nearest case": nearest,
    }
    print(f"{len(cases)} cases that stand and decided the question, each left out of those of its law and purpose\n")
    print(f"{'':20}{'right':>7}{'wrong':>7}{'both':>7}{'open':>7}")
    wrong = 0
    for name, way in ways.items():
        tally: Counter[str] = Counter()
        for case in cases:
            others = [o for o in cases if o is not case and o.partition == case.partition]
            said = way(case, others)
            tally["right" if said == case.outcome else said if said in ("open", "both") else "wrong"] += 1
        print(f"{name:20}" + "".join(f"{tally[word]:>7}" for word in ("right", "wrong", "both", "open")))
        wrong += tally["wrong"] if name.endswith("model") else 0
    turns = flipped(cases)
    print(f"\neach of {sum(turns.values())} stated factors and levels turned round, all cases at hand: ", end="")
    print(", ".join(f"{turns[word]} {word}" for word in ("kept", "open", "other", "both")))
    wrong += turns["other"] + turns["both"]
    found = conflicts(cases)
    print(f"\nconflicts within one law and purpose: {len(found)}" + "".join(f"\n  {a.id} / {b.id}" for a, b in found))
    agreement()
    return 1 if wrong or found else 0


if __name__ == "__main__":
    sys.exit(main())
