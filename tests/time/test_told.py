"""What is told of days: not yet, no longer and nobody in JSON and on the page; law read before a planned act; two days compared."""

from datetime import date

from test_time_cut import PLANNED, RUN, TEN_DAYS, checked, source

from legalmodel.analysis.compare import compare
from legalmodel.api import check_deal
from legalmodel.base.outcomes import Mark
from legalmodel.model.parse import parse
from legalmodel.output.page import page
from legalmodel.output.paint import Paint
from legalmodel.output.result import to_json
from legalmodel.output.screen import first_screen

NEXT = {"agent": "supporter", "principal": "spt", "function": "servicing", "since": "2025-12-10", "until": "none"}
GAP = {"agencies.servicing.until": "2025-11-30", "agencies.next": NEXT, "deal.known_until": "2026-02-01"}


def test_json_tells_what_is_not_there_and_where_nobody_works() -> None:
    """not yet, no longer and nobody are in JSON"""
    early = to_json(checked({}, as_of=date(2024, 1, 1)))
    assert {"path": "securities.senior", "day": "2025-06-20"} in early["not_yet"]
    assert not early["no_longer"]
    late = to_json(checked({**TEN_DAYS, **GAP}))
    assert {"path": "agencies.underwriting", "day": "2025-06-20"} in late["no_longer"]
    assert not late["not_yet"]
    assert {"path": "disclosures.report_two", "day": "2026-06-18"} in to_json(checked(GAP))["not_yet"]
    told = {"work": "servicing", "principal": "estates.spt", "first": "2025-12-01", "last": "2025-12-09"}
    assert late["nobody"] == [told]
    (without,) = to_json(checked({**GAP, "agencies.next": "absent"}))["nobody"]
    assert (without["first"], without["last"]) == ("2025-12-01", "")


def test_page_tells_them_too_and_has_the_checklist_of_a_plan() -> None:
    body = checked(GAP)
    text = page(body)
    assert "<b>NOBODY</b>" in text
    assert "<b>NO LONGER</b>" in text
    assert "Closing checklist" not in text
    plan = checked(PLANNED, run=date(2025, 6, 1))
    assert "<b>PLANNED</b> <ul><li>" in page(plan)


def test_law_of_an_act_planned_for_later_is_that_which_was_read() -> None:
    """planned: by the law of that day as known on the day of the run; beyond "law read to", said so"""
    plan = source({}, "cn-npl-proposed")
    later, sooner = check_deal(parse(plan), plan, RUN), checked(PLANNED, run=date(2025, 6, 1))
    assert "for planned acts as read to 2026-11-2" in first_screen(later, 118, Paint(False))
    assert "as read to" not in first_screen(sooner, 118, Paint(False))
    assert "for planned acts as read to" in page(later)
    marks = [m for f in to_json(later)["findings"] for m in f["marks"] if m["mark"] == Mark.PLANNED]
    assert any(m["detail"].startswith("law read to 2026-11-2") for m in marks)
    assert not any(m["detail"] for f in to_json(sooner)["findings"] for m in f["marks"] if m["mark"] == Mark.PLANNED)


def test_compare_cuts_both_sides_by_their_own_day() -> None:
    """compare of one deal on two days shows what differs, and nothing else"""
    file = source(GAP)
    early, late = (check_deal(parse(file), file, RUN, day).judgment for day in (date(2025, 6, 19), date(2025, 12, 1)))
    found = compare(early, late)
    assert found.lines
    assert all(change.before is None for change in found.lines)  # there was no class, no trust, no vehicle
    assert "securities.senior" in {change.subject for change in found.findings if change.before is None}
    again = check_deal(parse(file), file, RUN, date(2025, 12, 1)).judgment
    assert not any(compare(late, again))
    next_day = check_deal(parse(file), file, RUN, date(2025, 12, 2)).judgment
    assert not any(compare(late, next_day))
