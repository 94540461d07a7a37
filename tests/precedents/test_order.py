"""The order in which law is asked before cases: who winds up, whose law characterises and perfects, whose enactment, what may settle, what never does.

Every guard is tried on one made-up decision that would settle the question on its own facts if that guard were not there.
"""

from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import check
from legalmodel.cli.main import run
from legalmodel.law.precedents import CaseForm, Library, load_library
from legalmodel.precedents.answer import Answer, LawAsked, answer, binds, cases_for, law_asked
from legalmodel.precedents.situation import of_case, of_subject, subjects

DEALS = Path(__file__).parent.parent / "deals"
TEMPLATES = Path(__file__).parents[2] / "templates"
MADE = """
doctrine: isolation
cases:
  made:
    name: {en: Made-up decision}
    cite: made up for a test
    court: US-AR-SC
    decided: "2020-01-01"
    law: US-AR
    purpose: estate
    outcome: reached
    standing: good
    read: whole
    dimensions: {step: none}
    present: [dominion]
    absent: [price-paid, debtor-consented, title-in-trustee, prior-right, statutory-estate, declared-trust, arises-later, unfiled-security, protective-statute, settlor-benefits]
    reason: [dominion]
    facts: made up
    held: made up
    sources: [made up]
"""
TWO_SALES = """
deal: {name: Test, about: made_up, currency: USD}
parties:
  bank: {name: Bank, form: bank, seat: US}
  company: {name: Company, form: company, seat: US}
  vehicle: {name: Vehicle, form: company, seat: US}
pools: {pool: {law_of_claims: US-NY}}
transfers:
  by_bank: {transferor: bank, transferee: vehicle, assets: [pool], act: sale, law: US-NY}
  by_company: {transferor: company, transferee: vehicle, assets: [pool], act: sale, law: US-NY}
"""
ARKANSAS = LawAsked("US-AR", "US-AR", "US-AR")


def library(folder: Path, was: str = "", now: str = "") -> Library:
    assert not was or was in MADE
    (folder / "cases").mkdir(exist_ok=True)
    (folder / "cases" / f"{abs(hash((was, now)))}.yaml").write_text(MADE.replace(was, now) if was else MADE)
    load_library.cache_clear()
    return load_library(folder)


def on_its_own_facts(library: Library, law: LawAsked) -> Answer:
    case = library.cases["made"]
    return answer(library, case.doctrine, None, law, of_case(case), "estate")


@pytest.fixture(autouse=True)
def _afresh():
    yield
    load_library.cache_clear()


def test_it_settles_where_every_condition_is_met(tmp_path: Path) -> None:
    found = on_its_own_facts(library(tmp_path), ARKANSAS)
    assert (found.state, found.side, found.lacks) == ("settled", "reached", ())


@pytest.mark.parametrize(
    ("law", "state", "lack"),
    [
        (LawAsked("", "US-AR", ""), "one_way_so_far", "winding_up"),
        (LawAsked("US-AR", "", ""), "one_way_so_far", "governing_law"),
        (LawAsked("US-AR", "US-AR", "", "forum", "bank"), "one_way_so_far", "regime"),
        (LawAsked("US-AR", "GB-EAW", ""), "open", "two_laws"),
        (LawAsked("US-AR", "US-TX", ""), "one_way_so_far", "nothing_binding"),
    ],
)
def test_who_winds_up_and_whose_law_governs_come_first(tmp_path: Path, law: LawAsked, state: str, lack: str) -> None:
    found = on_its_own_facts(library(tmp_path), law)
    assert found.state == state and lack in found.lacks


def test_who_winds_up_selects_the_body_of_law(tmp_path: Path) -> None:
    cases = library(tmp_path)
    assert on_its_own_facts(cases, LawAsked("GB-EAW", "US-AR", "")).state in ("no_cases", "open")
    assert "made" not in {a.case.id for a in on_its_own_facts(cases, LawAsked("GB-EAW", "US-AR", "")).asked}
    assert LawAsked("US", "GB-EAW", "").body == "US"
    assert LawAsked("US", "GB-EAW", "", "law").body == "GB-EAW", "a claim is under the law that governs it"


@pytest.mark.parametrize(
    ("was", "now", "lack"),
    [
        ("law: US-AR", "law: US-TX", "nothing_binding"),  # another state's enactment
        ("law: US-AR", "law: US", "nothing_binding"),  # a uniform or federal text, on which this court binds no other
        ("court: US-AR-SC", "court: US-3C", "nothing_binding"),  # a federal court on the law of a state
        ("read: whole", "read: opening", "not_read"),
        ("read: whole", "read: summary", "not_read"),
    ],
)
def test_only_the_enactment_of_that_state_read_whole_settles(tmp_path: Path, was: str, now: str, lack: str) -> None:
    found = on_its_own_facts(library(tmp_path, was, now), ARKANSAS)
    assert found.state == "one_way_so_far" and found.lacks == (lack,)


def test_a_court_of_several_laws_binds_on_the_one_that_it_applied(tmp_path: Path) -> None:
    case = library(tmp_path, "court: US-AR-SC", "court: GB-UKSC").cases["made"]
    english = case._replace(form=CaseForm(**{**vars(case.form), "law": "GB-EAW"}))
    assert binds(english, LawAsked("GB-EAW", "GB-EAW", ""))
    assert not binds(english, LawAsked("GB", "GB", "")), "which law of the country governs is not known"


def test_some_questions_are_never_settled(tmp_path: Path) -> None:
    cases = library(tmp_path)
    never = {d.id for d in cases.doctrines.values() if not d.settles}
    assert never == {"consolidation", "vehicle-petition", "investor-claims"}
    assert all(d.why for d in cases.doctrines.values() if not d.settles)
    case = cases.cases["made"]
    doctrine = case.doctrine._replace(settles=False, why={"en": "weighed"})
    found = answer(cases, doctrine, None, ARKANSAS, of_case(case), "estate")
    assert found.state == "one_way_so_far" and "never" in found.lacks


def test_the_law_is_printed_before_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cases", "for", str(TEMPLATES / "ford-2021-a" / "deal.yaml"), "--doctrine", "sale-or-loan"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Law: wound up under US; governing law US-DE; law of perfection not known. No decided case" in out


def test_a_bank_is_not_wound_up_as_others_are() -> None:
    graph = check(TWO_SALES, date(2026, 11, 30)).graph
    cases = load_library()
    doctrine = cases.doctrines["sale-or-loan"]
    regimes = {s.id: law_asked(cases, doctrine, s, graph, None).regime for s in subjects(doctrine, graph)}
    assert regimes == {"by_bank": "bank", "by_company": ""}


def test_another_purpose_is_asked_apart_where_the_law_has_cases_for_it() -> None:
    graph = check(DEALS / "saphir-dante.yaml", date(2026, 11, 30)).graph
    cases = load_library()
    found = {a.purpose: {each.case.id for each in a.asked} for a in cases_for(cases, cases.doctrines["investor-claims"], graph)}
    assert found == {"liability": {"gb-titan-2015"}, "priority": {"gb-belmont-2011"}}


def test_a_level_that_is_only_left_over_is_not_known() -> None:
    graph = check(TEMPLATES / "ford-2021-a" / "deal.yaml", date(2026, 11, 30)).graph
    doctrine = load_library().doctrines["sale-or-loan"]
    sale = next(s for s in subjects(doctrine, graph) if s.id == "sale_to_depositor")
    assert of_subject(doctrine, sale, graph, None).levels["redemption"] == frozenset((0, 1))
