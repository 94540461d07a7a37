"""The days of the process: counted by the country's own calendar and that of its exchanges, and those of plans by their own route."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from legalmodel.methods.process.process import process
from legalmodel.methods.process.working import count, is_working
from legalmodel.output.study import plot_bytes
from suites.methods.processes import DAY, checked, days, gates

# how days are counted


def test_five_working_days_before_the_issue() -> None:
    """Linjiang 2025-1: first sold on Wednesday 2025-06-18, no holiday in the week before; made up, and inside what was announced."""
    entries = {e.key: e for e in process(checked("cn-npl-trust")).entries}
    assert (entries["prospectus"].day, entries["prospectus"].doubt) == (date(2025, 6, 11), "")
    assert entries["final_papers"].day == date(2025, 6, 4)
    assert entries["result"].day == date(2025, 6, 23)  # issued on a Friday
    assert entries["report_of_result"].day == date(2025, 7, 4)


def test_make_up_working_days_count() -> None:
    """National Day 2025: Sunday 28 September and Saturday 11 October were worked, 1 to 8 October were not."""
    assert is_working("CN", date(2025, 9, 28)) is True
    assert is_working("CN", date(2025, 10, 11)) is True
    assert is_working("CN", date(2025, 10, 8)) is False
    assert count("CN", date(2025, 9, 30), 1, "after").day == date(2025, 10, 9)
    assert count("CN", date(2025, 9, 30), 3, "after").day == date(2025, 10, 11)
    assert count("CN", date(2025, 9, 30), 2, "before").day == date(2025, 9, 28)


def test_no_notice_yet() -> None:
    last = max(day.year for day in chinese_calendar.constants.holidays)
    ahead = date(last + 1, 10, 8)
    assert is_working("CN", date(last + 1, 10, 1)) is None
    found = count("CN", ahead, 5, "before")
    assert (found.doubt, found.year) == ("no_notice", last + 1)
    entries = process(checked("cn-npl-proposed")).entries
    unsure = [e for e in entries if e.day.year > last and e.key in ("prospectus", "rating_report")]
    assert unsure
    assert all("no notice yet" in e.doubt for e in unsure)


@pytest.mark.parametrize("way", ["before", "after"])
def test_counting_agrees_with_a_walk(way: str) -> None:
    """1,000 counts against a walk day by day over the same announcements."""
    from random import Random

    random = Random(17)
    for _ in range(1000):
        start, number = date(2018, 1, 1) + timedelta(days=random.randint(60, 2800)), random.randint(1, 20)
        found, worked = start, 0
        while worked < number:
            found += timedelta(days=1 if way == "after" else -1)
            worked += found not in chinese_calendar.constants.holidays and (
                found.weekday() < 5 or found in chinese_calendar.constants.workdays
            )
        assert count("CN", start, number, way).day == found


def test_other_countries() -> None:
    assert is_working("US", date(2026, 7, 3)) is False  # Independence Day observed
    assert is_working("GB", date(2026, 12, 28)) is False
    assert is_working("XX", date(2026, 7, 3)) is None
    assert count("XX", date(2026, 7, 3), 1, "after").doubt == "no_calendar"
    with pytest.raises(ValueError, match="cannot be counted"):
        count("CN", DAY, 0, "after")


def test_a_weekend_that_is_worked_is_no_day_of_trading() -> None:
    """Sunday 28 September 2025 and Saturday 11 October were worked; the exchanges stayed closed."""
    assert count("CN", date(2025, 9, 30), 2, "before").day == date(2025, 9, 28)
    assert count("CN", date(2025, 9, 30), 2, "before", trading=True).day == date(2025, 9, 26)
    assert count("CN", date(2025, 9, 30), 3, "after", trading=True).day == date(2025, 10, 13)


# plans and notes, by their own routes


def test_a_plan_by_its_own_route() -> None:
    """Manager, not trustee; the set-up filed on its day; reports before each payment by CSRC and by Shanghai; 30 April and 30 June."""
    found = process(checked("cn-micro-loan-plan"))
    rows = gates(found)
    assert "special plan" in found.study.says[0]
    assert rows["The set-up is filed with the association"][3:5] == ("done", "Nanwan Asset Management")
    assert rows["The exchange has no objection to the listing"][3] == "done"
    assert not any("trustee" in row[1].lower() or "central bank" in row[1] for row in found.study.table("gates").rows)
    assert days(found, "plan_filing") == ["2025-06-27"]  # five working days after Friday 2025-06-20
    assert days(found, "plan_result") == ["2025-06-23"]
    assert days(found, "plan_year") == days(found, "plan_custody_year") == ["2026-04-30", "2027-04-30"]
    assert days(found, "plan_rating") == ["2026-06-30", "2027-06-30"]
    # Dragon Boat on Friday 2026-06-19: the second and the fifth trading day before Monday 2026-06-22
    assert days(found, "plan_distribution")[1] == "2026-06-17"
    assert days(found, "plan_distribution_shanghai")[1] == "2026-06-12"
    assert days(found, "plan_distribution_shenzhen") == []
    sources = {e.key: e.source for e in found.entries}
    assert sources["plan_filing"] == "[2014] No. 49 36; AMAC filing measures 8, 9, 13 (read)"


def test_shenzhen_counts_three_days() -> None:
    venue = {"securities__senior__venue": "shenzhen_stock_exchange", "securities__junior__venue": "shenzhen_stock_exchange"}
    found = process(checked("cn-micro-loan-plan", **venue))
    assert days(found, "plan_distribution_shenzhen")[:2] == ["2025-12-17", "2026-06-16"]
    assert days(found, "plan_distribution_shanghai") == []


def test_a_plan_set_up_late_in_the_year_reports_a_year_later() -> None:
    for day, first in (("2025-10-31", "2026-04-30"), ("2025-11-01", "2027-04-30")):
        found = process(checked("cn-micro-loan-plan", estates__plan__established=day))
        assert days(found, "plan_year")[0] == first


def test_events_of_a_plan_have_their_days() -> None:
    """A downgrade on Monday 2026-03-02 is told by Wednesday; a default counts from the day on which the manager knew of it."""
    event = {"events__fall": {"kind": "downgrade", "of": "senior", "date": "2026-03-02"}}
    event["events__late"] = {"kind": "default", "of": "lender", "date": "2026-03-02", "known": "2026-03-18"}
    found = process(checked("cn-micro-loan-plan", **event))
    assert days(found, "plan_event_shanghai") == ["2026-03-04"]
    assert days(found, "plan_event") == ["2026-03-04"]
    assert days(found, "plan_event_shanghai_grave") == ["2026-03-20"]
    assert gates(found)["Grave events are told in time"][3] in ("blocked", "to be weighed")


def test_the_liquidation_report_of_a_plan() -> None:
    ended = {"events__end": {"kind": "liquidated", "of": "plan", "date": "2026-09-01"}}
    found = process(checked("cn-micro-loan-plan", **ended))
    assert days(found, "plan_liquidation") == ["2026-09-15"]


def test_notes_on_the_interbank_market_by_their_own_route() -> None:
    found = process(checked("cn-micro-loan-plan", deal__route="CN/asset-backed-note"))
    assert "asset-backed notes" in found.study.says[0]
    assert days(found, "note_payment")[0] == "2025-12-15"
    assert days(found, "note_report")[0] == "2025-12-17"
    assert days(found, "note_year") == ["2026-04-30", "2027-04-30"]
    assert days(found, "plan_filing") == days(found, "plan_distribution") == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_planned_plan_in_both_languages(lang: str) -> None:
    found = process(checked("cn-special-plan"), lang=lang)
    assert plot_bytes(found.study, "gantt", "svg")
    assert found.entries
    assert ("专项计划" if lang == "zh" else "special plan") in found.study.says[0]
