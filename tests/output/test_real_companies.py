"""Real companies (design, second part, 10): no output says that a named company broke the law; whose deal it is, is always said."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legalmodel.api import check_deal
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.resources import shipped
from legalmodel.base.speech import name_of
from legalmodel.cli.main import run
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.ended import deal_has_ended
from legalmodel.lawtest.examples import base_source
from legalmodel.model.parse import parse
from legalmodel.output.explain import explain_finding
from legalmodel.output.page import page
from legalmodel.output.paint import Paint
from legalmodel.output.result import to_json
from legalmodel.output.screen import first_screen
from legalmodel.output.views import draw_view, names
from legalmodel.output.whole import explanation_text, whole_text
from legalmodel.report.deal import deal_report
from legalmodel.report.explanation import explanation
from legalmodel.text.read import read, read_bytes
from tests.examples import every
from tests.shipped import RUN, TEMPLATES, checked

pytestmark = pytest.mark.usefixtures("plain_type", "no_pictures")
PLAIN = Paint(False)
OTHERS = sorted((Path(__file__).resolve().parents[1] / "deals").glob("*.yaml"))


@cache
def page_of(name: str) -> str:
    return page(checked(name))


def about(name: str) -> object:
    """Return whose deal the file says it is: read, not checked, since it is asked of all of them before the first test runs."""
    return base_source(name).data["deal"].get("about")


REAL = [name for name in TEMPLATES if about(name) == "real"]


def test_every_published_deal_says_whose_it_is() -> None:
    """`about` absent = own; templates and everything published must say it"""
    assert len(REAL) >= 6
    said = {name: about(name) for name in TEMPLATES}
    said |= {file.stem: parse(read(file)).deal.about for file in OTHERS}  # type: ignore[union-attr]  # each has a deal
    assert set(said.values()) == {"real", "made_up"}
    for name in TEMPLATES:
        title = str(name_of(checked(name).graph.deal))
        assert ("made up" in title) == (about(name) == "made_up") or "proposed" in title, name


@pytest.mark.more
@pytest.mark.parametrize("name", every(4, TEMPLATES))
def test_every_output_says_whose_deal_it_is(name: str) -> None:
    """Heads: on public sources, as of …; corrections to …; or made up"""
    words = "On public sources" if name in REAL else "Fictitious: none of its parties exists."
    result = checked(name)
    assert words in " ".join(first_screen(result, 118, PLAIN).split())
    assert words in page_of(name)
    assert any(words in note for note in draw_view("relations", result.graph, result.judgment).notes)
    assert to_json(result)["deal"]["about"] == about(name)


_CHARGE = r"\b(?:broke|breach(?:ed|es|ing)|violat\w+|evad\w+|abus(?:ed|es|ing)|infring\w+|cheat\w*|defraud\w*|FAILS?|NOT MET)\b"


def sentences(text: str) -> Iterable[str]:
    parts = re.split(r"\n\s*\n|[|]|\n *(?=[A-Za-z ]+: )", text)
    return (s for part in parts for s in re.split(r"(?<=[.!?。；;])(?<!No\.)\s+", " ".join(part.split())))


def charges(text: str, companies: set[str]) -> list[str]:
    """Return the sentences that name a company beside a word that charges it."""
    return [s for s in sentences(text) if re.search(_CHARGE, s) and any(company in s for company in companies)]


def companies(result: Checked) -> set[str]:
    return {name_of(p) for p in result.graph.section("parties") if isinstance(p.fields.get("name"), str)}


def texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


def outputs(name: str) -> Iterable[tuple[str, str]]:
    """Yield every output of a deal with its name: screen, explanations, JSON, page, charts."""
    result = checked(name)
    yield "screen", first_screen(result, 118, PLAIN)
    yield "whole", whole_text(deal_report(result), 118, PLAIN, all=True)
    for finding in result.judgment.findings:
        yield finding.id, finding.sentence
        if finding.outcome in (Outcome.FAIL, Outcome.JUDGEMENT):
            yield finding.id, explain_finding(finding, 118, PLAIN)
    why = explanation(result.judgment.lines, result.graph, result.law.catalogue)
    yield "explanation", explanation_text(why, 118, PLAIN, all=True)
    yield from (("json", text) for text in texts(to_json(result)))
    yield "page", re.sub(r"<[^>]*>", " | ", re.sub(r'src="[^"]*"', "", page_of(name)))
    for view in names():
        for text in texts(json.loads(json.dumps(draw_view(view, result.graph, result.judgment)))):
            yield view, text


@pytest.mark.more
@pytest.mark.parametrize("name", every(3, REAL))
def test_nothing_says_that_a_named_company_broke_the_law(name: str) -> None:
    """no sentence of any output of a real template says that a named company broke, violated or evaded anything"""
    named = companies(checked(name))
    for where, text in outputs(name):
        assert charges(text, named) == [], where


def test_the_walk_would_notice() -> None:
    """A test that cannot fail is no test"""
    assert charges("Meanwhile Bank of X broke the rule on retention.", {"Bank of X"})
    assert charges("FAIL: [2013] No. 21 on Bank of X", {"Bank of X"})
    assert not charges("Bank of X holds 5%. Whoever evades the rule is liable.", {"Bank of X"})


def test_worked_out_holdings_make_a_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    """a fail whose deciding facts no source states is doubtful, never OBSTACLE, FAIL, red, or an exit code"""
    result = checked("nongying-2017-2")
    finding = next(f for f in result.judgment.findings if f.id == "cn-21-equal@securities.senior")
    assert (finding.outcome, finding.doubtful, finding.fails) == (Outcome.FAIL, True, False)
    assert finding.sentence.startswith("Whether [2013] No. 21 item 2(3) is met is in doubt: no source states")
    assert Conclusion.OBSTACLE not in {line.conclusion for line in result.judgment.lines}
    assert run(["check", "nongying-2017-2", "--fail-on", "fail", "--run-day", "2026-11-25"]) == 0
    screen = capsys.readouterr().out
    assert "OBSTACLE" not in screen.replace("NO OBSTACLE", "")
    assert "FAIL" not in screen
    for view in names():
        chart = draw_view(view, result.graph, result.judgment)
        assert not [p for p in (*chart.nodes, *chart.edges) if p.state == "fail" or any("[2013] No. 21" in m for m in p.marks)]


def test_must_change_is_not_said_of_what_has_ended() -> None:
    """MUST CHANGE not printed for what has ended (the trust is wound up)"""
    ended = [name for name in TEMPLATES if deal_has_ended(checked(name).graph, RUN)]
    assert "nongying-2017-2" in ended
    for name in ended:
        assert "MUST CHANGE" not in first_screen(checked(name), 118, PLAIN)
    assert "MUST CHANGE" in first_screen(checked("cn-npl-trust-faulty"), 118, PLAIN)


def changed(name: str, *changes: tuple[str, str]) -> Checked:
    """Check a template with words of its text changed."""
    file = shipped("templates") / name / "deal.yaml"
    text = file.read_text("utf-8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    source = read_bytes(text.encode(), str(file))
    return check_deal(parse(source), source, RUN)


def test_on_facts_that_a_source_states_a_fail_stands() -> None:
    """On facts that a source states a fail stands, worded "on SOURCE of DAY, article N is not met", never "broke\""""
    result = changed(
        "cn-npl-trust-faulty",
        ("about: made_up", "about: real"),
        ("    evidence: {all: servicing_contract}\n", "    evidence: {all: trust_contract}\n"),
    )
    for finding in (f for f in result.judgment.findings if f.outcome is Outcome.FAIL):
        if finding.doubtful:
            assert finding.sentence.startswith("Whether "), finding.sentence
        else:
            assert re.match(r"On .+ of \d{4}-\d\d-\d\d, .+ is not met\.$", finding.sentence), finding.sentence
    assert "MUST CHANGE" not in first_screen(result, 118, PLAIN)


def test_signs_and_policies_never_count_as_failing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Signs, factors and policies never fail: not in the exit code under --fail-on fail, not red on a chart, not MUST CHANGE"""
    result = changed("cn-npl-trust", ("  audit: {agent: auditor,", "  audit: {agent: trustco,"))
    short = [f for f in result.judgment.findings if f.outcome is Outcome.FAIL and f.rule.force == "market"]
    assert short
    assert not any(f.fails for f in short)
    assert "MUST CHANGE     none: no binding rule fails" in first_screen(result, 118, PLAIN)
    assert "FALLS SHORT" in first_screen(result, 118, PLAIN)
    file = tmp_path / "deal.yaml"
    file.write_text(result.source.text, "utf-8")
    assert run(["check", str(file), "--fail-on", "fail", "--run-day", "2026-11-25"]) == 0
    capsys.readouterr()
    chart = draw_view("agency", result.graph, result.judgment)
    assert not [p for p in (*chart.nodes, *chart.edges) if p.state == "fail"]
