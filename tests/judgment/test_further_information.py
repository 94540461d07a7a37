"""Laws of information (semantics, second part, D) on 200 generated deals: planned, running, ended; with every answer there is."""

from collections import Counter
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

import pytest
from small_law import deal, judged, law, rule
from test_further_outcomes import due, out, reserving, term

from legalmodel.base.outcomes import FAVOURABLE, Conclusion, Outcome
from legalmodel.judgment.drawn import Judgment
from legalmodel.law.load import Law
from tests.examples import some

RUN = date(2020, 1, 1)
UPON = {"day": "", "trigger": 'any(is_a(e.kind, "liquidated") for e in events)', "upon": "liquidation"}
DEFINITE = {
    Outcome.PASS,
    Outcome.FAIL,
    Outcome.NOT_APPLICABLE,
    Outcome.DOES_NOT_ARISE,
    Outcome.NOT_YET_DUE,
    Outcome.RESERVATION,
}
EARLY = (Outcome.PASS, Outcome.NOT_YET_DUE)
"""Not yet due says nothing of performance: a duty performed early, and not known to be, is still not due (decision 29)."""
OPEN = (Conclusion.OPEN, Conclusion.NOT_EXAMINED)
STAGES = {
    "planned": {"deal.stage": "proposed", "deal.closing": "2020-06-01", "trusts.main.dates": {"effective": "2020-06-01"}},
    "running": {"deal.stage": "closed", "deal.closing": "2019-11-01", "trusts.main.dates": {"effective": "2019-11-01"}},
    "ended": {"deal.stage": "matured", "deal.closing": "2014-05-27", "estates.spt.ends": "2019-06-01"},
}
CHOICES: dict[str, tuple[Any, ...]] = {
    "trusts.main.form": ("written", "oral", None),
    "trusts.main.set_off_allowed": ("yes", "no", None),
    "trusts.main.books_of_trustee": ("separate", "mixed", None),
    "trusts.main.law": ("CN", "US", None),
    "disclosures": ("none", {"d": {"what": "trustee_report", "date": "2019-12-01"}}, None),
    "events": ("none", {"e": {"kind": "liquidated", "date": "2019-12-01"}}, None),
    "trusts.main.dates.delivered": ("2019-12-01", "2020-01", "2020-12-01", None),
    "trusts.main.status": ({"form": "public_summary"}, {"set_off_allowed": "computed"}, None),
}


def body() -> Law:
    """Return law that gives every answer, each on a question of its own, and two on one."""
    weighed = reserving() | {"question": "isolation/two"}
    contract = term({"article": "7", "text": "seen", "excluded": 'trust.books_of_trustee == "separate"'})
    rules = [
        due(),
        due(day="trust.dates.delivered") | {"question": "isolation/side"},
        due(**UPON) | {"question": "isolation/side"},
        out(),
        rule(when='trust.form == "oral"', require='trust.set_off_allowed == "no"'),
        weighed,
        contract | {"question": "isolation/two"},
    ]
    return law(*rules, essential=("isolation/one", "isolation/two"))


def generated(number: int) -> dict[str, Any]:
    random = Random(number)
    changes = dict(STAGES[random.choice(sorted(STAGES))])
    changes["deal.known_until"] = random.choice(["2019-12-31", "2020-01-01"])
    for path, values in CHOICES.items():
        if (value := random.choice(values)) is not None:
            changes[path] = value
    return changes


def less(changes: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the deal with one fact less, for each fact: left out of the file, so that it is not known."""
    whole, found = deal(changes), []
    for path in CHOICES:
        at: Any = whole
        for step in path.split("."):
            at = at.get(step) if isinstance(at, dict) else None
        if at is not None and not path.endswith("status"):
            found.append(
                {**{p: deepcopy(v) for p, v in changes.items() if p != path}, **({path: "absent"} if _own(path) else {})}
            )
    return found


def _own(path: str) -> bool:
    """Tell whether the small deal itself gives a fact."""
    at: Any = deal()
    for step in path.split("."):
        at = at.get(step) if isinstance(at, dict) else None
    return at is not None


def conclusions(judgment: Judgment) -> dict[Any, str]:
    lines = {(x.heading, x.subject.path, x.failing): x.conclusion for x in judgment.lines}
    return {k: "no obstacle" if c in FAVOURABLE else c.value for k, c in lines.items() if c not in OPEN}


@pytest.mark.more
@pytest.mark.parametrize("block", range(8))
def test_less_said_never_turns_one_answer_into_another(block: int) -> None:
    """Definite: pass, fail, not applicable, does not arise, not yet due, reservation; conclusions but open and not examined.

    A reservation whose factor is made unknown becomes unknown, never judgement.
    """
    rules = body()
    for number in range(block * 25, block * 25 + some(25, 10)):
        changes = generated(number)
        full = judged(rules, changes, run=RUN)
        before = {f.id: f.outcome for f in full.findings}
        for fewer in less(changes):
            judgment = judged(rules, fewer, run=RUN)
            for finding in judgment.findings:
                was = before[finding.id]
                if was in DEFINITE and finding.outcome in DEFINITE and (was, finding.outcome) != EARLY:
                    assert finding.outcome is was, (number, fewer, finding.id)
                if was is Outcome.RESERVATION:
                    assert finding.outcome is not Outcome.JUDGEMENT, (number, fewer)
                if finding.outcome is Outcome.UNKNOWN and was in DEFINITE:
                    assert was in finding.result.could_be, (number, fewer, finding.id)
            told = conclusions(full)
            for key, conclusion in conclusions(judgment).items():
                assert told.get(key, conclusion) == conclusion, (number, fewer, key)


def test_the_deals_show_every_answer() -> None:
    """A test on deals that never come to an answer would show nothing of it"""
    rules = body()
    found: Counter[Outcome] = Counter()
    for number in range(200):
        found.update(f.outcome for f in judged(rules, generated(number), run=RUN).findings)
    assert min(found[outcome] for outcome in Outcome if outcome is not Outcome.NOT_EXAMINED) >= 10


def test_with_all_factors_unknown_there_is_no_reservation() -> None:
    """with all factors unknown there is no reservation"""
    rules = law(reserving())
    for number in range(200):
        changes = {**generated(number), "trusts.main.set_off_allowed": "absent"}
        assert Outcome.RESERVATION not in {f.outcome for f in judged(rules, changes, run=RUN).findings}
