"""The whole run from a file, the comparison of two runs, and a folder of deals."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_law import deal, instrument, judged, law, rule

from legalmodel import api
from legalmodel.analysis.compare import FindingChange, LineChange, compare
from legalmodel.api import check, check_book
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.resources import shipped
from legalmodel.book.folder import Row, deal_files, failing

RUN = date(2026, 6, 30)
TEMPLATES = sorted(shipped("templates").glob("*/deal.yaml"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A private pack with one rule, that a trust is written."""
    folder = tmp_path / "pack"
    folder.mkdir()
    rules = {"private-written": rule(question="isolation/identification")}
    (folder / "private.yaml").write_text(json.dumps(instrument(rules, id="private-law")), "utf-8")
    return folder


def write(folder: Path, name: str, changes: dict[str, Any] | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(json.dumps(deal(changes)), "utf-8")
    return file


def outcomes(file: Path, pack: Path, **days: Any) -> dict[str, str]:
    findings = check(file, RUN, packs=(pack,), **days).judgment.findings
    return {f.id: f.outcome.value for f in findings if f.rule.id == "private-written"}


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_same_input_same_judgment(file: Path) -> None:
    """The same input gives the same result"""
    first, second = (check(file, RUN).judgment for _ in range(2))
    assert [(f.id, f.result, f.sentence, f.missing) for f in first.findings] == [
        (f.id, f.result, f.sentence, f.missing) for f in second.findings
    ]
    assert [(x.conclusion, x.answered, x.open_lists) for x in first.lines] == [
        (x.conclusion, x.answered, x.open_lists) for x in second.lines
    ]
    assert first.findings
    assert first.lines
    assert len({f.id for f in first.findings}) == len(first.findings)


def test_all_the_way(tmp_path: Path, pack: Path) -> None:
    """read, parse, build, judge"""
    file = write(tmp_path, "deal.json", {"trusts.main.form": "oral"})
    result = check(str(file), RUN, packs=(pack,))
    assert result.source.name == str(file)
    assert result.graph.deal is result.judgment.deal
    assert (result.judgment.run_day, result.judgment.as_of, result.judgment.law_on) == (RUN, None, None)
    assert outcomes(file, pack) == {"private-written@trusts.main": "fail"}


def test_day_of_the_run_is_today_unless_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """the day of the run is the only thing taken from the clock"""
    monkeypatch.setattr(api, "today", lambda: date(2030, 1, 2))
    assert check(write(tmp_path, "deal.json")).judgment.run_day == date(2030, 1, 2)


def test_other_days(tmp_path: Path, pack: Path) -> None:
    """`--as-of DAY` cuts what is later and moves no act's law; `--law-on DAY` moves the law alone"""
    early = date(1999, 1, 1)
    file = write(tmp_path, "deal.json")
    assert outcomes(file, pack, as_of=early) == {"private-written": "not_applicable"}  # there is no trust yet
    assert outcomes(file, pack, as_of=RUN) == {"private-written@trusts.main": "pass"}
    assert outcomes(file, pack, law_on=early) == {"private-written@trusts.main": "not_examined"}
    assert outcomes(file, pack) == {"private-written@trusts.main": "pass"}


def test_conflicts_are_marked(tmp_path: Path, pack: Path) -> None:
    """findings that another source's value would flip are a `conflict`, also on another day"""
    file = write(tmp_path, "deal.json", {"trusts.main.sourced": {"form": {"book": "written", "page": "oral"}}})
    for days in ({}, {"as_of": RUN}, {"law_on": RUN}):
        found = next(f for f in check(file, RUN, packs=(pack,), **days).judgment.findings if f.rule.id == "private-written")
        assert [(c.document, c.outcome) for c in found.conflicts] == [("page", Outcome.FAIL)]
    none = next(
        f for f in check(file, RUN, as_of=date(1999, 1, 1), packs=(pack,)).judgment.findings if f.rule.id == "private-written"
    )
    assert none.conflicts == ()


def test_file_that_cannot_be_used(tmp_path: Path) -> None:
    """Raises BadInput if the file cannot be used, BadRequest if there is none"""
    bad = write(tmp_path, "deal.json", {"trusts.main.weather": "fine"})
    with pytest.raises(BadInput) as caught:
        check(bad, RUN)
    assert caught.value.faults[0].place.file == str(bad)
    with pytest.raises(BadRequest):
        check(tmp_path / "nowhere.yaml", RUN)


def test_law_that_cannot_be_used(tmp_path: Path, pack: Path) -> None:
    """Raises BadInput if a law file cannot be used, naming it"""
    bad = pack / "private.yaml"
    bad.write_text(json.dumps(instrument({"x1": rule(require="trust.x")}, id="private-law")), "utf-8")
    with pytest.raises(BadInput) as caught:
        check(write(tmp_path, "deal.json"), RUN, packs=(pack,))
    assert {f.place.file for f in caught.value.faults} == {str(bad)}


def test_compare() -> None:
    """the same deal on two days, under two laws, or two deals of one kind: all that differs, and nothing else"""
    body = law(rule(), rule(require='trust.set_off_allowed == "no"'))
    good, bad = judged(body), judged(body, {"trusts.main.form": "oral"})
    assert compare(good, good) == compare(bad, bad) == ((), (), ())
    assert compare(good, bad) == (
        (LineChange("isolation", "CN", "trusts.main", Conclusion.NO_OBSTACLE, Conclusion.OBSTACLE),),
        (FindingChange("r1", "trusts.main", "A rule", Outcome.PASS, Outcome.FAIL),),
        (),
    )


def test_compare_what_only_one_side_has() -> None:
    """None on a side that has no such finding or line"""
    body = law(rule())
    second = {"settlor": "bank", "trustee": "trustco", "law": "CN", "form": "oral", "dates": {"effective": "2016-05-27"}}
    one, two = judged(body), judged(body, {"trusts.other": second})
    assert [(c.subject, c.before, c.after) for c in compare(one, two).findings] == [("trusts.other", None, Outcome.FAIL)]
    assert [(c.about, c.before, c.after) for c in compare(two, one).lines if c.heading == "isolation"] == [
        ("trusts.other", Conclusion.OBSTACLE, None)
    ]


def book(tmp_path: Path, pack: Path) -> list[Row]:
    return list(check_book(tmp_path / "book", RUN, (pack,)))


def test_book_counts_each_deal(tmp_path: Path, pack: Path) -> None:
    """a book: counts of conclusions and outcomes by deal, and why a deal could not be read"""
    write(tmp_path / "book", "a.json")
    write(tmp_path / "book", "b.json", {"trusts.main.form": "oral"})
    write(tmp_path / "book", "c.json", {"trusts.main.weather": "fine"})
    good, bad, unread = book(tmp_path, pack)
    assert [row.file for row in (good, bad, unread)] == ["a.json", "b.json", "c.json"]
    assert good.name == "Small"
    assert bad.outcomes["fail"] > good.outcomes.get("fail", 0)
    assert bad.conclusions["isolation"] == {"obstacle": 1}
    assert sum(good.outcomes.values()) == sum(bad.outcomes.values())
    assert "weather" in unread.trouble
    assert not good.trouble
    assert failing([unread])
    assert failing([bad])
    assert not failing([good._replace(outcomes={"pass": 1})])


def test_book_tells_a_fault_of_the_law_once(tmp_path: Path, pack: Path) -> None:
    """a fault of the law is none of each deal"""
    write(tmp_path / "book", "a.json")
    (pack / "private.yaml").write_text(json.dumps(instrument({"x1": rule(require="trust.x")}, id="private-law")), "utf-8")
    with pytest.raises(BadInput):
        book(tmp_path, pack)


def test_book_stays_in_its_folder(tmp_path: Path) -> None:
    """links out of the folder are not followed"""
    inside, outside = write(tmp_path / "book", "a.json"), write(tmp_path / "out", "b.json")
    (tmp_path / "book" / "link.json").symlink_to(outside)
    (tmp_path / "book" / "notes.txt").write_text("no deal", "utf-8")
    assert deal_files(tmp_path / "book") == [inside]
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadRequest):
        deal_files(tmp_path / "empty")


def test_book_tells_how_far_it_is(tmp_path: Path, pack: Path) -> None:
    for name in ("a.json", "b.json"):
        write(tmp_path / "book", name)
    seen: list[tuple[int, int]] = []
    list(check_book(tmp_path / "book", RUN, (pack,), lambda done, of: seen.append((done, of))))
    assert seen == [(0, 2), (1, 2)]
