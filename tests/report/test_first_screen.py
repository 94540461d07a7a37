"""The first screen: at most forty rows, nothing cut that must not be, and what a partner has to know within a minute."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from legalmodel.api import Result, check_scenario, to_json
from legalmodel.base.outcomes import Outcome
from legalmodel.base.resources import shipped
from legalmodel.base.speech import columns
from legalmodel.lawtest.examples import base_source
from legalmodel.model.scenario import Scenario, setting
from legalmodel.output import grid
from legalmodel.output.paint import Paint
from legalmodel.output.screen import first_screen
from legalmodel.report.changes import faults
from legalmodel.report.deal import deal_report
from legalmodel.report.papers import packet
from legalmodel.report.points import Point, points_of
from legalmodel.report.text import in_language
from tests.shipped import judged

RUN = date(2026, 11, 30)
PLAIN = Paint(False)
DEALS = [*sorted(shipped("templates").glob("*/deal.yaml")), *sorted((Path(__file__).parents[1] / "deals").glob("*.yaml"))]
NAMES = [file.parent.name if file.name == "deal.yaml" else file.stem for file in DEALS]
SHORTHAND = ("own petition", "upside kept", "words and books", "of what is asked in principle", "names all there is")


def of(name: str) -> Result:
    return judged(DEALS[NAMES.index(name)])


@pytest.mark.parametrize("width", [80, 100, 118, 140])
@pytest.mark.parametrize("file", DEALS, ids=NAMES)
def test_it_fits_and_cuts_no_day_and_no_article(file: Path, width: int) -> None:
    """at most 40 rows at 100 columns, never cutting a date or an article"""
    rows = first_screen(judged(file), width, PLAIN, "exit 1 (undecided)").rstrip("\n").split("\n")
    assert len(rows) <= 40
    assert [row for row in rows if columns(row) > width] == []
    text = "\n".join(rows)
    assert not re.search(r"\d{4}-(\d\d-?)?…|\d{4}-\d\d-\d…", text)
    for row in " ".join(text.split()).split("… "):
        assert row.count("[") >= row.count("]"), "an article begins whole"
    assert text.count("[") == text.count("]"), "no article is cut"


def test_a_row_that_names_thousands_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """not once for each name that finds no room: what is measured grows with the names, and not with their square"""
    measured: list[int] = []
    monkeypatch.setattr(grid, "columns", lambda text: measured.append(len(text)) or columns(text))
    name = " · ".join(["Senior A1 优先级"] * 2000)
    assert grid._fitted(name, 40) == "Senior A1 优先级 · Senior A1 优先级 · …"
    assert sum(measured) < 4 * len(name)


def test_the_partner_sees_where_zhongyu_stands() -> None:
    """ended, nothing proved, what is open and what is closed, what to ask for, what to decide, where sources differ, no law read"""
    screen = first_screen(of("zhongyu-2016-1"), 100, PLAIN)
    flat = " ".join(screen.split())
    assert "Ended: wound up on 2020-01-13." in flat
    assert "0 proved" in flat
    assert "No signed document was read." in flat
    assert "law as at each act, read to 2026-11-2" in flat.casefold()
    assert "open, no end day evasion of debts [Bankruptcy Law 33]" in flat
    assert re.search(r"\d closed, the last on 2021-05-27: explain", flat)
    assert "MUST CHANGE" not in flat, "nothing is changed of what has ended"
    order = ["WHERE IT STANDS", "TRUE SALE", "DO NEXT", "SOURCES DIFFER", "NO LAW READ"]
    assert [flat.index(title) for title in order] == sorted(flat.index(title) for title in order)
    assert "5% (b2, b3); 0% in b1" in flat


@pytest.mark.parametrize("name", ["zhongyu-2016-1", "cn-npl-trust", "ningbo-npl-proposed", "cn-npl-trust-faulty"])
def test_no_private_shorthand(name: str) -> None:
    screen = first_screen(of(name), 100, PLAIN)
    assert [words for words in SHORTHAND if words in screen.casefold()] == []


def test_each_fault_is_told_once() -> None:
    """MUST CHANGE once per fault: one rule of several subjects, or several rules on the same facts"""
    judgment = of("cn-entrusted").judgment
    fails = [f for f in judgment.findings if f.outcome is Outcome.FAIL and f.fails]
    groups = faults(fails)
    assert len(groups) < len(fails)
    assert len({g[0].rule.id for g in groups}) == len(groups)
    block = deal_report(of("cn-npl-trust-faulty")).block("must_change")
    assert block is not None
    assert len(block.entries) == 2
    assert all(entry.cites and entry.place for entry in block.entries)


def test_faults_that_no_fact_decides_are_not_one() -> None:
    """Two rules that rest on no fact have none in common; two subjects of one rule are one fault"""

    def fail(rule: str) -> SimpleNamespace:
        return SimpleNamespace(rule=SimpleNamespace(id=rule, form=SimpleNamespace(require="x", readings=None)), proofs=())

    groups = faults([fail("one"), fail("two"), fail("two")])  # type: ignore[list-item]  # stand-ins with what is read
    assert [[f.rule.id for f in group] for group in groups] == [["one"], ["two", "two"]]


@pytest.mark.parametrize("name", NAMES)
def test_points_add_up_to_the_essential_questions(name: str) -> None:
    result = of(name)
    for line in result.judgment.lines:
        assert sum(points_of(line, result.law.catalogue).values()) == line.essential


def test_a_paper_that_is_taken_away_proves_nothing() -> None:
    """proved: every deciding fact from a document; without one it stands on papers not seen"""
    base = base_source("cn-npl-trust")
    without = Scenario((setting("documents.trust_contract.standing", "public_summary"),))
    whole, less = (check_scenario(base, scenario, RUN) for scenario in (Scenario(), without))
    proved, stated = (
        [sum(points_of(line, r.law.catalogue)[point] for line in r.judgment.lines) for r in (whole, less)]
        for point in (Point.PROVED, Point.STATED)
    )
    assert proved[0] > proved[1]
    assert stated[0] < stated[1]


def test_do_next_says_what_each_paper_settles_and_whom_to_ask() -> None:
    block = deal_report(of("zhongyu-2016-1")).block("next")
    assert block is not None
    papers = [in_language(entry.text) for entry in block.entries]
    assert len(papers) == len(set(papers)), "a paper once"
    assert "signed trust contract with annexes" in papers[:2]
    assert all(re.match(r"(settles \d+)?(, )?(helps with \d+)?( · )?ask ", in_language(e.aside)) for e in block.entries[:5])
    settles = [int((re.findall(r"settles (\d+)", in_language(e.aside)) or ["0"])[0]) for e in block.entries]
    assert settles == sorted(settles, reverse=True), "first what settles most"
    assert settles[0] >= 2
    assert len(papers) <= 15, "what lies in one file is asked for once"
    assert all(entry.findings or not entry.items for entry in block.entries[:5])


def test_figures_are_rounded_for_readers_and_exact_in_data() -> None:
    """5.07 % on the screen, exact in JSON"""
    rule = "cn-21-total@trusts.entrustment"
    shares = {"bank_junior": "5.0691234%", "supporter_junior": "94.9308766%"}
    change = Scenario(tuple(setting(f"investments.{id}.share", share) for id, share in shares.items()))
    result = check_scenario(base_source("cn-npl-trust"), change, RUN)
    finding = next(f for f in to_json(result)["findings"] if f["id"] == rule)
    assert re.search(r"holds \d+(\.\d\d?)?% of", finding["sentence"]), finding["sentence"]
    exact = {fact["value"] for fact in finding["because"]} | {c["value"] for f in finding["because"] for c in f["because"]}
    assert "0.050691234" in exact


def test_every_paper_that_may_be_asked_for_lies_in_a_packet() -> None:
    tellers = of("zhongyu-2016-1").law.catalogue.tellers.values()
    loose = {said["document"] for said in tellers if in_language(packet(said["document"])) == said["document"]}
    assert loose == set()


def test_what_is_to_be_decided_has_its_question_its_article_and_its_day() -> None:
    """DECIDE YOURSELF with its question, article and date; a point once, and none that can no longer be brought"""
    told = [block for name in NAMES if (block := deal_report(of(name)).block("decide"))]
    assert told
    for block in told:
        assert len({(in_language(e.title), in_language(e.text)) for e in block.entries}) == len(block.entries)
        assert all(in_language(e.title).split(" (")[0].endswith("?") for e in block.entries)
        assert all(re.fullmatch(r"\[.+\]", in_language(e.cites)) for e in block.entries)
    days = {day for block in told for e in block.entries for day in re.findall(r"open until (\S+)\]", in_language(e.cites))}
    assert days
    assert min(days) >= str(RUN)
