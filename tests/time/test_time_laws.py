"""Laws of time, on every template: what the cut, the end of knowledge and the stage may and may not do to an answer."""

from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from legalmodel.api import check_deal
from legalmodel.base.outcomes import Outcome
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read
from tests.examples import some

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NAMES = sorted(p.parent.name for p in TEMPLATES.glob("*/deal.yaml"))
RUN = date(2026, 11, 25)
CHANGES = some(4, 2)
"""How many changes of each kind are tried on each template; seeded, so that they are the same for ever."""

BEGINS = ("since", "issued", "established", "formed", "date", "filed")
HAPPENED = ("ended", "ends", "granted", "accepted", "paid", "delivered", "notified", "perfected_on", "published", "happened")
NOT_OPEN = (Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE)


@cache
def _source(name: str) -> Source:
    return read(TEMPLATES / name / "deal.yaml")


def judged(name: str, data: dict[str, Any], run: date = RUN, as_of: date | None = None) -> Checked:
    base = _source(name)
    copy = Source(base.name, base.raw, base.text)
    copy.data = data
    return check_deal(parse(copy), copy, run, as_of)


def data_of(name: str) -> dict[str, Any]:
    return deepcopy(_source(name).data)


def findings(body: Checked) -> dict[str, Finding]:
    return {f.id: f for f in body.judgment.findings}


def first_day(text: Any) -> date | None:
    """Return the first day of what is written as a day, a month or a year."""
    parts = str(text).split("-")
    if not all(p.isdigit() for p in parts) or len(parts[0]) != 4:
        return None
    return date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)


def cut_by_hand(data: Any, last: date) -> Any:
    """Take out of plain data what begins after a day and what happened later; knows nothing of the product's cut."""
    if not isinstance(data, dict):
        return data
    kept = {}
    for key, value in data.items():
        if isinstance(value, dict):
            if begins_after(key, value, last):
                continue
            value = cut_by_hand(value, last)
        if key in HAPPENED and (day := first_day(value)) and day > last:
            continue
        kept[key] = value
    return kept


def begins_after(key: str, record: dict[str, Any], last: date) -> bool:
    dates = record.get("dates") if isinstance(record.get("dates"), dict) else {}
    days = [first_day(dates[f]) for f in ("signed", "effective") if f in dates]
    if "exercised" not in record and "at_most" not in record:
        days += [first_day(record[f]) for f in BEGINS if f in record]
    days += [first_day(record["accepted"])] if "accepted" in record and "filed" not in record else []
    return key not in ("deal", "dates") and any(day and day > last for day in days)


CUTS = [(name, day) for name in ("cn-npl-trust", "cn-npl-trust-faulty") for day in ("2025-06-20", "2025-06-24", "2025-06-27")]
CUTS += [("cn-clo-trust", "2025-09-22"), ("cn-clo-trust", "2025-09-25"), ("cn-clo-trust", "2026-01-15")]
"""Days on which the classes are there: an earlier cut by hand leaves references to nothing, which no file may hold."""


@pytest.mark.parametrize(("name", "day"), CUTS)
def test_as_of_equals_cutting_the_file(name: str, day: str) -> None:
    """`--as-of` equals cutting the file"""
    last = date.fromisoformat(day)
    cut = cut_by_hand(data_of(name), last)
    known = first_day(cut["deal"]["known_until"])
    cut["deal"]["known_until"] = str(min(known, last)) if known else str(last)
    one, two = findings(judged(name, data_of(name), RUN, last)), findings(judged(name, cut, RUN, last))
    assert {id: f.outcome for id, f in one.items()} == {id: f.outcome for id, f in two.items()}


@pytest.mark.more
@pytest.mark.parametrize("name", NAMES)
def test_moving_known_until_back_makes_nothing_definite(name: str) -> None:
    """moving `known_until` back never makes an open answer definite"""
    before = findings(judged(name, data_of(name)))
    known = first_day(data_of(name)["deal"].get("known_until"))
    for days in (1, 40, 400) if known else ():
        data = data_of(name)
        data["deal"]["known_until"] = str(known - timedelta(days=days))
        after = findings(judged(name, data))
        # a rule over `known_until` itself asks whether a duty has come: there the day is the fact asked for
        made = [
            id
            for id, f in after.items()
            if id in before
            and before[id].outcome is Outcome.UNKNOWN
            and f.outcome in (Outcome.PASS, Outcome.FAIL)
            and "known_until" not in str(f.rule.form.require) + str(f.rule.form.when)
        ]
        assert made == []


@pytest.mark.more
@pytest.mark.parametrize("name", NAMES)
def test_deleting_an_end_or_completeness_makes_nothing_definite(name: str) -> None:
    """deleting an `until`, an end or a list's completeness never makes an open answer definite"""
    before, random = findings(judged(name, data_of(name))), Random(name)
    places = [
        (section, id, field)
        for section, records in data_of(name).items()
        if isinstance(records, dict) and section not in ("deal",)
        for id, record in records.items()
        if isinstance(record, dict)
        for field in ("until", "ended", "ends")
        if field in record
    ]
    changes: list[Any] = random.sample(places, min(CHANGES, len(places)))
    whole = data_of(name).get("complete") or []
    changes += [(word,) for word in random.sample(list(whole), min(CHANGES, len(whole)))]
    for change in changes:
        data = data_of(name)
        if len(change) == 1:
            data["complete"] = [word for word in whole if word != change[0]]
        else:
            del data[change[0]][change[1]][change[2]]
        after = findings(judged(name, data))
        made = [
            id for id, f in after.items() if id in before and before[id].outcome is Outcome.UNKNOWN and f.outcome in NOT_OPEN
        ]
        assert made == [], change


@pytest.mark.parametrize("name", ["cn-npl-trust", "cn-clo-trust"])
def test_what_begins_after_the_day_of_the_run_carries_no_finding(name: str) -> None:
    """moving a record's beginning past the day never leaves a finding resting on it"""
    random = Random(name)
    records = [
        (section, id)
        for section in ("investments", "agencies", "guarantees", "accounts", "filings", "disclosures")
        for id in data_of(name)[section]
    ]
    for section, id in random.sample(records, 2 * CHANGES):
        data = data_of(name)
        record = data[section][id]
        field = next(f for f in BEGINS if f in record)
        record[field] = "2027-03-01"
        for end in ("until", "granted"):
            record.pop(end, None)
        body = judged(name, data)
        assert not [f.id for f in body.judgment.findings if f.subject_path == (section, id)]
        definite = [f for f in body.judgment.findings if f.outcome in (Outcome.PASS, Outcome.FAIL)]
        read_of = {
            fact.path[:2] for f in definite for proof in f.proofs for fact in _facts(proof) if fact.path[:1] == (section,)
        }
        assert (section, id) not in read_of, (section, id)


def _facts(proof: Any) -> list[Any]:
    return [*proof.facts, *(fact for child in proof.children for fact in _facts(child))]


@pytest.mark.parametrize(("name", "closing"), [("cn-npl-trust", "2025-06-20"), ("cn-clo-trust", "2025-09-22")])
def test_proposed_deal_as_of_its_closing_equals_the_closed_one(name: str, closing: str) -> None:
    """a proposed deal judged as of its closing equals the same deal closed that day but for marks"""
    closed, planned = data_of(name), data_of(name)
    planned["deal"]["stage"] = "proposed"
    day = date.fromisoformat(closing)
    one, two = (findings(judged(name, data, day, day)) for data in (closed, planned))
    assert {id: f.outcome for id, f in one.items()} == {id: f.outcome for id, f in two.items()}
