"""The process: outcomes are those of the judgment, calendars open in another reader, and both languages say the same."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from legalmodel.api import check
from legalmodel.base.errors import BadRequest
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.main import run
from legalmodel.methods.process.data import frames
from legalmodel.methods.process.process import process
from legalmodel.output.ical import to_ical
from legalmodel.output.study import plot_bytes, to_csv, to_html, to_json, to_text
from legalmodel.text.edit import GONE
from suites.methods.processes import DAY, TEMPLATES, checked, gates

NAMES = ["cn-npl-proposed", "cn-npl-trust", "cn-npl-trust-faulty", "zhongyu-2016-1", "ningbo-npl-proposed"]


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
