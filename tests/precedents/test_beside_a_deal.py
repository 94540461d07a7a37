"""What the command says of a deal: facts with their places, cases by law, arguments of both sides, and what it must never say."""

import json
import re
from pathlib import Path

import pytest

from legalmodel.cli.main import run

ROOT = Path(__file__).parents[2]
FORD, HOSPITAL = (str(ROOT / "templates" / name / "deal.yaml") for name in ("ford-2021-a", "doctors-hospital"))
KAIDI = str(ROOT / "tests" / "deals" / "kaidi-2018.yaml")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are looked for whole, so rows are wide."""
    monkeypatch.setenv("COLUMNS", "400")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["cases", *words]) == 0
    out = capsys.readouterr().out
    return out if "json" in words else " ".join(out.split())


def asked(capsys: pytest.CaptureFixture[str], deal: str, doctrine: str, *more: str) -> dict:
    out = said(capsys, "for", deal, "--doctrine", doctrine, "--format", "json", *more)
    return json.loads(out)["answers"][0]


def test_the_hospital_is_open_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, HOSPITAL, "consolidation")
    assert found["state"] == "open" and found["side"] is None
    assert {"no-office", "no-statements"} <= {id for id, there in found["known"].items() if there}
    text = said(capsys, "for", HOSPITAL, "--doctrine", "consolidation")
    assert "deal.yaml:" in text and "Never settled by cases: consolidation is weighed case by case." in text


def test_a_fact_that_did_not_decide_elsewhere_is_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    found = {each["for"]: each for each in asked(capsys, HOSPITAL, "consolidation")["arguments"]}
    assert found["consolidated"]["in_vain"] == [{"facts": ["one-set-of-books"], "cases": ["us-augie-1988"]}]
    assert found["separate"]["in_vain"] == []
    text = said(capsys, "for", HOSPITAL, "--doctrine", "consolidation")
    assert "That they keep one set of books did not decide in In re Augie/Restivo" in text
    sale = {each["for"]: each for each in asked(capsys, FORD, "sale-or-loan")["arguments"]}["sale"]
    assert {"facts": ["label"], "cases": ["us-home-bond-1916", "us-majors-1979", "us-woodson-1987"]} in sale["in_vain"]


def test_what_speaks_against_here_and_was_not_stated_there_tells_a_case_apart(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, FORD, "sale-or-loan", "--suppose", "recourse=full")["arguments"][0]["cites"]
    golden = next(cite for cite in found if cite["case"] == "us-golden-plan-1986")
    assert golden["against"] == ["recourse", "surplus"], "what is only remembered of the case is not stated"
    text = said(capsys, "for", FORD, "--doctrine", "sale-or-loan", "--suppose", "recourse=full")
    assert "its reason, as far as read, only restates the result (the parties meant a sale)" in text


def test_only_cases_of_the_same_law_and_purpose_are_asked(capsys: pytest.CaptureFixture[str]) -> None:
    ids = {case["id"] for case in asked(capsys, FORD, "sale-or-loan")["cases"]}
    assert ids and all(id.startswith("us-") for id in ids)
    assert not ids & {"us-loewenstein-1994", "us-epazz-2017", "us-octagon-1993", "us-paloian-2010", "us-ltv-2001"}
    assert {case["id"] for case in asked(capsys, KAIDI, "isolation")["cases"]} == {"cn-kaidi-2018"}


def test_the_law_is_found_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, FORD, "sale-or-loan")["law"] == {
        "winding_up": "US", "characterises": "US-DE", "perfects": "", "selects": "forum", "regime": ""
    }  # fmt: skip  # a table: one row a line


def test_what_is_supposed_is_marked_and_moves_the_argument(capsys: pytest.CaptureFixture[str]) -> None:
    more = ("--suppose", "recourse=full", "--suppose", "reserve=yes")
    before, after = asked(capsys, FORD, "sale-or-loan"), asked(capsys, FORD, "sale-or-loan", *more)
    cited = {side["for"]: [c["case"] for c in side["cites"]] for side in after["arguments"]}
    assert cited["loan"] == ["us-majors-1979"]
    assert {side["for"]: [c["case"] for c in side["cites"]] for side in before["arguments"]}["loan"] == []
    assert after["supposed"] == ["recourse", "reserve"]
    text = said(capsys, "for", FORD, "--doctrine", "sale-or-loan", *more)
    assert re.search(r"supposed the transferor bears all losses on the assets", text)
    assert "is reported to have held" in text, "what is known from a summary is not told as read"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--doctrine", "sale-or-loan", "--suppose", "intent-sale=yes"], "only restates the result"),
        (["--doctrine", "sale-or-loan", "--suppose", "recourse=much"], "write one of none, warranty, limited, full"),
        (["--doctrine", "sale-or-loan", "--suppose", "reserv=yes"], "did you mean reserve"),
        (["--doctrine", "sale-or-loan", "--suppose", "reserve"], "states no value"),
        (["--suppose", "reserve=yes"], "needs one doctrine"),
        (["--doctrine", "sale"], "there is no doctrine 'sale'"),
    ],
)
def test_nonsense_is_refused_with_a_fix(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    assert run(["cases", "for", FORD, *words]) == 2
    assert told in capsys.readouterr().err


def test_no_percentage_of_likelihood_and_no_word_of_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    for deal in (FORD, HOSPITAL, KAIDI):
        text = said(capsys, "for", deal).lower()
        assert "forced" not in text and "likely" not in text and "probab" not in text and "%" not in text


def test_one_case_is_shown_with_how_far_it_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "show", "us-majors-1979")
    assert (
        "How far it was read: read in its opening part only." in text
        and "(only restates the result; page not stated)" in text
        and "(from memory, not counted; page not stated)" in text
    )
    assert run(["cases", "show", "us-major-1979"]) == 2
    assert "did you mean us-majors-1979" in capsys.readouterr().err


def test_the_list_can_be_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    cases = json.loads(said(capsys, "list", "--system", "CN", "--format", "json"))["cases"]
    assert cases and {case["id"][:3] for case in cases} == {"cn-"}
    assert "cases, " in said(capsys, "list", "--doctrine", "isolation")


def found_on(changes: dict, doctrine: str = "sale-or-loan"):
    """What is so of the trust of the clean bad-loan deal, with some facts changed."""
    from datetime import date

    from legalmodel.graph.build import build
    from legalmodel.law.precedents import load_library
    from legalmodel.lawtest.examples import base_source
    from legalmodel.model.scenario import Scenario, setting, vary
    from legalmodel.precedents.situation import of_subject, subjects

    deal, source = vary(base_source("cn-npl-trust"), Scenario(tuple(setting(path, value) for path, value in changes.items())))
    graph, asked = build(deal, source.place), load_library().doctrines[doctrine]
    return of_subject(asked, subjects(asked, graph)[0], graph, date(2025, 6, 20))


GUARANTEE = {"kind": "guarantee", "by": "bank", "of": ["senior"], "covers": ["interest"], "cap": "none"}


def test_a_call_of_the_transferor_keeps_the_right_to_take_back_from_being_denied() -> None:
    assert found_on({"options": "none"}).levels["redemption"] == {0}
    call = {"holder": "bank", "against": "spt", "over": ["pool"], "kind": "call at any time"}
    assert found_on({"options": {"call": call}}).levels["redemption"] == {0, 1}, (
        "whether the words of the option are a right to redeem is not known"
    )


def test_a_promise_of_yield_to_a_class_is_one_to_the_vehicle() -> None:
    assert found_on({}).factors["yield-promise"] is False
    assert found_on({"guarantees.promise": GUARANTEE}).factors["yield-promise"] is True
    other = found_on({"guarantees.promise": {**GUARANTEE, "by": "supporter"}})
    assert other.factors["yield-promise"] is False, "somebody else's promise is not the transferor's"
