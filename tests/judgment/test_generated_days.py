"""Laws of time on 200 generated deals: planned, running and ended, with records that run, acts, and a duty that falls due.

The references (a record taken out by hand, a file cut by hand) work on the plain data and share nothing with the product.
"""

from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from small_law import deal, judged, law, rule
from test_further_outcomes import due

from legalmodel.base.outcomes import Outcome
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.law.load import Law
from legalmodel.logic.prove import Proof
from tests.examples import some

RUN = date(2020, 1, 1)
LATER = "2020-03-01"
"""A day after that of the run, and before the closing of the planned deals."""
RUNNING = ("charges", "agencies", "investments")
STAGES = {
    "planned": ("proposed", date(2020, 6, 1)),
    "running": ("closed", date(2019, 3, 1)),
    "ended": ("matured", date(2014, 5, 27)),
}
RECORDS: dict[str, dict[str, Any]] = {
    "charges": {"kind": "pledge", "by": "bank", "to": "trustco", "over": ["pool"]},
    "agencies": {"agent": "bank", "principal": "spt", "function": "servicing"},
    "investments": {"holder": "bank", "of": "senior", "share": "5%"},
    "events": {"kind": "downgrade", "of": "bank"},
}
DEFINITE = frozenset(Outcome) - {Outcome.UNKNOWN, Outcome.JUDGEMENT, Outcome.NOT_EXAMINED}


def body() -> Law:
    """Return law that reads every record: on the day of the trust, over its life, and by what has happened."""
    return law(
        rule(require='not any(is_a(c.kind, "pledge") for c in charges)'),
        rule(require='any(is_a(a.function, "servicing") for a in agencies)', question="isolation/two"),
        rule(require="any(i.holder == trust.settlor for i in investments)", question="isolation/side"),
        rule(require='not any(is_a(e.kind, "downgrade") for e in events)', question="isolation/side"),
        rule(each="agency", require="agency.agent != none", question="remoteness/servicer"),
        due() | {"question": "isolation/side"},
        essential=("isolation/one", "isolation/two"),
    )


BODY = body()


def generated(number: int) -> dict[str, Any]:
    """Return the plain data of a deal, the same for a number for ever."""
    random = Random(number)
    stage, begun = STAGES[random.choice(sorted(STAGES))]
    data = deal({"deal.stage": stage, "deal.closing": str(begun), "trusts.main.dates": {"effective": str(begun)}})
    if stage == "matured":
        data["estates"]["spt"]["ends"] = "2019-06-01"
    if stage != "proposed":
        data["deal"]["known_until"] = random.choice(["2019-05-01", "2019-12-31", "2020-01-01"])
    for section, record in RECORDS.items():
        data[section] = _listed(section, record, begun, random)
        if data[section] == "none" or random.random() < 0.3:
            continue
        data["complete"].append(section)
    data["disclosures"] = random.choice(["none", {"d": {"what": "trustee_report", "date": "2019-12-01"}}])
    return data


def _listed(section: str, record: dict[str, Any], begun: date, random: Random) -> Any:
    if random.random() < 0.25:
        return "none"
    near = [begun - timedelta(100), begun - timedelta(1), begun, begun + timedelta(1), begun + timedelta(30)]
    since = random.choice([*map(str, near), str(begun)[:7], None])
    ends = [str(begun), str(begun + timedelta(60)), "2019-12-31", "2020-06-30", "none", None]
    fields = ("date",) if section == "events" else ("since", "until")
    days = dict(zip(fields, (since, random.choice(ends)), strict=False))
    if section != "events" and days["until"] not in (None, "none") and (since is None or days["until"] <= since):
        days["until"] = "none"
    return {f"the_{section}": {**deepcopy(record), **{k: v for k, v in days.items() if v is not None}}}


def found(data: dict[str, Any], run: date = RUN, as_of: date | None = None) -> Judgment:
    """Judge plain data: every value is put at its own place of the small deal."""
    days = {"as_of": as_of} if as_of else {}
    taken = {section: "absent" for section in deal() if section not in data}
    return judged(BODY, {**data, **taken}, run=run, **days)


def outcomes(judgment: Judgment) -> dict[str, Outcome]:
    return {f.id: f.outcome for f in judgment.findings}


def decided(finding: Finding) -> set[tuple[str, ...]]:
    return {fact.path[:2] for proof in finding.proofs for fact in _facts(proof)}


def _facts(proof: Proof) -> list[Any]:
    return [*proof.facts, *(fact for child in proof.children for fact in _facts(child))]


def records(data: dict[str, Any]) -> list[str]:
    return [section for section in RECORDS if isinstance(data[section], dict)]


def taken_out(data: dict[str, Any], section: str) -> dict[str, Any]:
    """Return the deal without the only record of a section: none if its list was whole, else a list that may hold more."""
    less = deepcopy(data)
    if section in less["complete"]:
        less["complete"].remove(section)
        less[section] = "none"
    else:
        del less[section]
    return less


BLOCKS = pytest.mark.parametrize("block", range(4))


def numbers(block: int) -> range:
    return range(block * 50, block * 50 + some(50, 20))


@pytest.mark.more
@BLOCKS
def test_what_begins_after_the_day_is_as_if_it_were_not_there(block: int) -> None:
    """moving a record's beginning past the day never leaves a finding that rests on it"""
    for number in numbers(block):
        data = generated(number)
        for section in records(data):
            if data["deal"]["stage"] == "proposed":
                continue  # of a plan nothing is cut: the next test
            moved = deepcopy(data)
            record = moved[section][f"the_{section}"]
            record.pop("until", None)
            record["date" if section == "events" else "since"] = LATER
            judgment = found(moved)
            assert outcomes(judgment) == outcomes(found(taken_out(data, section))), (number, section)
            assert not [
                f.id for f in judgment.findings if f.outcome in DEFINITE and (section, f"the_{section}") in decided(f)
            ], (number, section)


@pytest.mark.more
@BLOCKS
def test_of_a_plan_what_begins_after_the_planned_day_decides_nothing_of_that_day(block: int) -> None:
    """a loop over records that run sees those in force on the day of the scope, of a plan too"""
    for number in numbers(block):
        data = generated(number)
        for section in RUNNING if data["deal"]["stage"] == "proposed" else ():
            if not isinstance(data[section], dict):
                continue
            moved = deepcopy(data)
            moved[section][f"the_{section}"].pop("until", None)
            moved[section][f"the_{section}"]["since"] = "2020-06-02"
            on_the_day = {id: o for id, o in outcomes(found(moved)).items() if not id.startswith("r5")}
            without = outcomes(found(taken_out(data, section)))
            assert on_the_day == {id: o for id, o in without.items() if not id.startswith("r5")}, (number, section)


def poorer(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the deal with less said of ends: each `until` and end deleted, each list opened, knowledge ending earlier."""
    made = []
    for section in records(data):
        if "until" in data[section][f"the_{section}"]:
            less = deepcopy(data)
            del less[section][f"the_{section}"]["until"]
            made.append((f"{section} until", less))
        if section in data["complete"]:
            less = deepcopy(data)
            less["complete"].remove(section)
            made.append((f"{section} complete", less))
    if "ends" in data["estates"]["spt"]:
        less = deepcopy(data)
        del less["estates"]["spt"]["ends"]
        made.append(("end of the trust", less))
    for days in (1, 200) if "known_until" in data["deal"] else ():
        less = deepcopy(data)
        less["deal"]["known_until"] = str(date.fromisoformat(data["deal"]["known_until"]) - timedelta(days))
        made.append((f"known {days} days less", less))
    return made


@pytest.mark.more
@BLOCKS
def test_less_said_of_ends_makes_nothing_definite(block: int) -> None:
    """deleting an `until`, an end or a list's completeness, or moving `known_until` back, never makes an open answer definite"""
    for number in numbers(block):
        data = generated(number)
        before = outcomes(found(data))
        for what, less in poorer(data):
            after = outcomes(found(less))
            made = [id for id, o in after.items() if o in DEFINITE and before.get(id) is Outcome.UNKNOWN]
            assert made == [], (number, what)


@pytest.mark.more
@BLOCKS
def test_plan_as_of_its_closing_equals_the_deal_closed_that_day(block: int) -> None:
    """a proposed deal judged as of its closing equals the same deal closed that day but for marks and not-yet-due"""
    for number in numbers(block):
        planned = generated(number)
        if planned["deal"]["stage"] != "proposed":
            continue
        closed = deepcopy(planned)
        day = date.fromisoformat(planned["deal"]["closing"])
        closed["deal"] |= {"stage": "closed", "known_until": str(day)}
        one, two = (outcomes(found(data, day, day)) for data in (planned, closed))
        assert {id: o for id, o in one.items() if o is not Outcome.NOT_YET_DUE} == {
            id: o for id, o in two.items() if o is not Outcome.NOT_YET_DUE
        }, number


def cut(data: dict[str, Any], last: date) -> dict[str, Any]:
    """Return the file as somebody would have written it on a day; of a month it is not known whether it had come, so it stays."""
    less = deepcopy(data)
    for section in records(data):
        record = less[section][f"the_{section}"]
        begins = record.get("date" if section == "events" else "since", "0000")
        if len(begins) == 10 and begins > str(last):
            less = taken_out(less, section)
    if isinstance(less["disclosures"], dict) and less["disclosures"]["d"]["date"] > str(last):
        del less["disclosures"]
    if less["estates"]["spt"].get("ends", "") > str(last):
        del less["estates"]["spt"]["ends"]
    if "known_until" in less["deal"]:
        less["deal"]["known_until"] = min(less["deal"]["known_until"], str(last))
    return less


@pytest.mark.more
@BLOCKS
def test_as_of_equals_cutting_the_file(block: int) -> None:
    """`--as-of` equals cutting the file"""
    for number in numbers(block):
        data = generated(number)
        begun = date.fromisoformat(data["deal"]["closing"])
        for last in (begun, begun + timedelta(2), begun + timedelta(45)):
            if last <= RUN:
                one, two = outcomes(found(data, RUN, last)), outcomes(found(cut(data, last), RUN, last))
                assert one == two, (number, last)


def test_the_deals_show_every_answer() -> None:
    """A test on deals that come to one answer only would show nothing of it"""
    seen = {(f.id[:2], f.outcome) for number in range(200) for f in found(generated(number)).findings}
    for id in ("r1", "r2", "r3"):
        assert {(id, Outcome.PASS), (id, Outcome.FAIL), (id, Outcome.UNKNOWN)} <= seen, id
    assert {("r4", Outcome.PASS), ("r4", Outcome.FAIL)} <= seen
    assert {("r6", Outcome.NOT_YET_DUE), ("r6", Outcome.PASS), ("r6", Outcome.FAIL)} <= seen
