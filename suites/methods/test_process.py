"""The process: outcomes are those of the judgment, days are counted by the country's own, calendars open in another reader."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from icalendar import Calendar

from legalmodel.api import check, check_deal
from legalmodel.base.errors import BadRequest
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.main import run
from legalmodel.methods.process.data import frames
from legalmodel.methods.process.process import process
from legalmodel.methods.process.working import count, is_working
from legalmodel.model.parse import parse
from legalmodel.output.ical import to_ical
from legalmodel.output.study import plot_bytes, to_csv, to_html, to_json, to_text
from legalmodel.text.edit import GONE, Change, edited
from legalmodel.text.read import read

TEMPLATES = Path(__file__).parents[2] / "templates"
DAY = date(2026, 11, 30)
NAMES = ["cn-npl-proposed", "cn-npl-trust", "cn-npl-trust-faulty", "zhongyu-2016-1", "ningbo-npl-proposed"]


def checked(name: str, day: date = DAY, **changes: object):
    source = read(TEMPLATES / name / "deal.yaml")
    if changes:
        source = edited(source, [Change(tuple(path.split("__")), value) for path, value in changes.items()])
    return check_deal(parse(source), source, day)


def gates(found, lang="en"):
    return {row[1]: row for row in found.study.table("gates").rows}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("frame", list(frames()))
def test_nothing_that_fails_is_lost(name: str, frame: str) -> None:
    """Same outcomes as check: each failing rule that binds blocks a gate, or is told beside the gates; and nothing else blocks."""
    deal = checked(name)
    found = process(deal, frame)
    told = " ".join(found.study.says)
    failing = {f.rule.form.title.en for f in deal.judgment.findings if f.fails}
    for finding in deal.judgment.must_change:
        assert finding.rule.form.title.en in told
    for row in found.study.table("gates").rows:
        if row[3] == "blocked":
            assert any(title in row[7] for title in failing)


@pytest.mark.parametrize("name", NAMES)
def test_a_gate_that_is_done_rests_on_no_open_question(name: str) -> None:
    deal = checked(name)
    undone = {Outcome.FAIL, Outcome.NOT_YET_DUE}
    for stage in frames()["cn-interbank-trust"].stages:
        for gate in stage.gates:
            row = gates(process(deal, "cn-interbank-trust"))[gate.says["en"]]
            findings = [f for f in deal.judgment.findings if gate.rests & {f.rule.id, f.rule.question}]
            if row[3] == "done":
                assert not {f.outcome for f in findings} & undone
                assert not any(f.outcome is Outcome.UNKNOWN and not f.harmless for f in findings)


def test_where_a_proposed_deal_stands() -> None:
    found = process(checked("cn-npl-proposed"))
    rows = gates(found)
    assert rows["The product is registered with the registration centre"][3] == "done"
    assert rows["The issue is registered with the central bank"][3:6] == ("planned", "Jiangnan Trust", "2027-01-15")
    assert rows["The rating report is out in time"][3] == "not yet due"
    assert rows["The support binds whoever gives it"][3] == "not known"
    assert rows["The support binds whoever gives it"][7].startswith("missing: ")
    assert "stands at" in found.study.says[0]


def test_a_day_that_comes_turns_planned_into_done() -> None:
    for day, status in ((date(2027, 1, 14), "planned"), (date(2027, 1, 16), "done")):
        assert gates(process(checked("cn-npl-proposed", day)))["The issue is registered with the central bank"][3] == status


def test_a_record_that_is_gone_is_no_longer_shown() -> None:
    deal = checked("cn-npl-trust", opinions=GONE)
    assert gates(process(deal))["Counsel has given its opinion"][3] == "nothing said"
    assert gates(process(checked("cn-npl-trust")))["Counsel has given its opinion"][3] == "done"


def test_blocked_by_the_rule_that_fails() -> None:
    found = process(checked("cn-npl-trust-faulty"))
    row = gates(found)["Collections pass to the trust's account and do not mix"]
    assert row[3] == "blocked"
    assert "on the servicer" in row[7]
    assert any(s.startswith("Blocked: Collections pass") for s in found.study.says)


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


def test_the_calendar_opens_and_holds_the_entries() -> None:
    found = process(checked("cn-npl-proposed"))
    made = to_ical(found.entries, found.name, found.country, DAY)
    read_back = Calendar.from_ical(made)
    events = list(read_back.walk("VEVENT"))
    assert [e.decoded("dtstart") for e in events] == [e.day for e in found.entries]
    assert len({str(e["uid"]) for e in events}) == len(events)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert made == to_ical(found.entries, found.name, found.country, DAY)
    tentative = [e for e in events if "no notice yet" in str(e["description"])]
    assert tentative
    assert all(str(e["status"]) == "TENTATIVE" for e in tentative)


def test_hours_are_of_the_country() -> None:
    found = process(checked("cn-npl-trust"))
    from datetime import time

    made = Calendar.from_ical(to_ical(found.entries, found.name, "CN", DAY, hour=time(17)))
    first = next(iter(made.walk("VEVENT"))).decoded("dtstart")
    assert first.utcoffset() == timedelta(hours=8)
    assert first == datetime.combine(found.entries[0].day, time(17), ZoneInfo("Asia/Shanghai"))
    assert list(made.walk("VTIMEZONE"))
    with pytest.raises(BadRequest, match="zone of time"):
        to_ical(found.entries, found.name, "ZZ", DAY, hour=time(17))


def test_hostile_names_stay_text() -> None:
    deal = checked("cn-npl-trust", deal__name="X;Y,Z <b> END:VCALENDAR")
    found = process(deal)
    made = Calendar.from_ical(to_ical(found.entries, found.name, "CN", DAY))
    assert str(made["x-wr-calname"]) == "X;Y,Z <b> END:VCALENDAR"
    assert "<b> END" not in to_html(found.study)


def test_both_languages_say_the_same() -> None:
    en, zh = (process(checked("cn-npl-trust"), lang=lang).study for lang in ("en", "zh"))
    assert [len(t.rows) for t in en.tables] == [len(t.rows) for t in zh.tables]
    assert "江南信托" in to_csv(zh)
    assert not any(word in to_csv(zh) for word in ("not yet due", "planned", "Linjiang", "done"))


def test_formats_and_picture() -> None:
    study = process(checked("cn-npl-proposed")).study
    assert json.loads(json.dumps(to_json(study)))["tables"]["gates"]["rows"][0]["rests"]
    assert plot_bytes(study, "gantt", "png").startswith(b"\x89PNG")
    assert plot_bytes(study, "gantt", "svg") == plot_bytes(study, "gantt", "svg")
    assert plot_bytes(process(checked("ningbo-npl-proposed"), lang="zh").study, "gantt", "svg")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--frame", "six-part"],
        ["--at", "5pm", "--format", "ics"],
        ["--at", "25:00", "--format", "ics"],
        ["--run-day", "tomorrow"],
        ["--as-of", "2026-02-30"],
        ["--plot", "plan.docx"],
        ["--plot", "plan"],
        ["--plot", "plan.svgz"],
        ["--frame", "five part"],
        ["--frame", "cn-interbank-trusts"],
        ["--frame", "../gates"],
        ["--at", "17", "--format", "ics"],
        ["--at", "17:60", "--format", "ics"],
        ["--at=-1:00", "--format", "ics"],
        ["--at", "", "--format", "ics"],
        ["--run-day", "2026-11"],
        ["--run-day", "20261130x"],
        ["--law-on", "never"],
        ["--as-of", "30.11.2026"],
        ["--law", "no-such-folder"],
        ["--plugin", "no-such-package"],
    ],
)
def test_bad_requests(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["process", "cn-npl-trust", *arguments]) == 2
    assert "\n" in capsys.readouterr().err


def test_no_such_language() -> None:
    with pytest.raises(BadRequest) as raised:
        process(check(TEMPLATES / "cn-npl-trust/deal.yaml", DAY), lang="fr")
    assert raised.value.fix


def test_command_writes_a_calendar(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["process", "cn-npl-proposed", "--run-day", "2026-11-30", "--format", "ics"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_record_alone_does_not_make_the_sentence_of_its_gate_true() -> None:
    """The trust is set up, but whether nobody can petition for it is not known: the calendar does not call that done."""
    found = process(checked("zhongyu-2016-1"))
    rows, said = gates(found), {row[1].partition(" (")[0]: row[3] for row in found.study.table("calendar").rows}
    sentence = "The vehicle is set up, and nobody can petition for it"
    assert rows[sentence][3] == said[sentence] == "not known"
    assert said["The securities are issued"] == "done"


def test_headings_are_in_the_language_of_the_study_and_an_empty_one_is_left_out() -> None:
    assert "\n假设前提\n" in (said := to_text(process(checked("zhongyu-2016-1"), lang="zh").study, 100))
    assert "\n来源\n" in said and "ASSUMES" not in said and "counsel" not in said.partition("日历")[0]
    assert "<html lang=zh>" in to_html(process(checked("zhongyu-2016-1"), lang="zh").study)
    empty = process(checked("ningbo-npl-proposed")).study
    assert not empty.sources and "SOURCES" not in to_text(empty, 100)


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (("process", "--at", "25:00"), "--at 25:00 is no hour"),
        (("process", "--at", "17:00"), "--at 17:00 is for calendar files"),
        (("process", "--plot", "plan.gif"), "plan.gif is no picture"),
        (("risks", "--against-law-on", "3000-99-99"), "--against-law-on 3000-99-99 is not a day"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_printed(wrong, cause, capsys) -> None:
    command, *options = wrong
    assert run([command, str(TEMPLATES / "cn-clo-trust"), *options]) == 2
    printed = capsys.readouterr()
    assert cause in printed.err and "fix:" in printed.err and not printed.out


def days(found, key):
    return [e.day.isoformat() for e in found.entries if e.key == key]


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


def test_a_weekend_that_is_worked_is_no_day_of_trading() -> None:
    """Sunday 28 September 2025 and Saturday 11 October were worked; the exchanges stayed closed."""
    assert count("CN", date(2025, 9, 30), 2, "before").day == date(2025, 9, 28)
    assert count("CN", date(2025, 9, 30), 2, "before", trading=True).day == date(2025, 9, 26)
    assert count("CN", date(2025, 9, 30), 3, "after", trading=True).day == date(2025, 10, 13)


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
