"""The coded cases: every word is one of its doctrine, every expression compiles, the base is consistent, and nothing is said above its reading."""

from pathlib import Path

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.law.precedents import NOT_DECIDED, CaseForm, load_library
from legalmodel.precedents.answer import LawAsked, answer, binds, conflicts
from legalmodel.precedents.force import forces
from legalmodel.precedents.situation import compiled, expressions, of_case

LIBRARY = load_library()
CASES = LIBRARY.cases.values()


def test_the_library_holds_the_five_doctrines_and_four_families() -> None:
    assert list(LIBRARY.doctrines) == ["sale-or-loan", "isolation", "consolidation", "vehicle-petition", "investor-claims"]
    assert len(LIBRARY.cases) >= 74
    assert {"US", "GB", "CA", "CN"} <= {case.partition[1] for case in CASES}


@pytest.mark.parametrize("doctrine", LIBRARY.doctrines.values(), ids=lambda d: d.id)
def test_every_expression_of_a_doctrine_compiles(doctrine) -> None:
    for _, text in expressions(doctrine):
        compiled(text, doctrine.each)
    for part in (*doctrine.factors.values(), *doctrine.conclusions.values()):
        assert part.side in doctrine.sides
        assert set(part.says) == {"en", "zh"}
    for dimension in doctrine.dimensions.values():
        assert all(set(level.says) == {"en", "zh"} for level in dimension.levels)


def test_conclusions_are_nobodys_fact() -> None:
    for doctrine in LIBRARY.doctrines.values():
        assert not any(conclusion.when for conclusion in doctrine.conclusions.values())
        assert not set(doctrine.conclusions) & {*doctrine.factors, *doctrine.dimensions}


def test_the_base_is_consistent_and_no_case_is_forced_wrong_by_another() -> None:
    assert conflicts(CASES) == ()
    for case in CASES:
        for other in CASES:
            same = (
                case.partition == other.partition and case.id != other.id and NOT_DECIDED not in (case.outcome, other.outcome)
            )
            if same and case.outcome != other.outcome:
                assert forces(case, of_case(other)) != "every"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_nothing_is_settled_on_the_facts_of_a_decided_case(case) -> None:
    """Left out of the base, no case of the library is settled by the others: none that binds was read whole."""
    rest = LIBRARY._replace(cases={id: each for id, each in LIBRARY.cases.items() if id != case.id})
    law = LawAsked(case.form.law or case.court.body, case.form.law or case.court.body, "")
    found = answer(rest, case.doctrine, None, law, of_case(case), case.form.purpose)
    assert found.state != "settled"
    assert not (found.state == "one_way_so_far" and case.outcome in case.doctrine.sides and found.side != case.outcome)


def test_corrections_of_standing_hold() -> None:
    standing = {id: (case.form.standing, case.outcome) for id, case in LIBRARY.cases.items()}
    assert standing["us-octagon-1993"] == ("superseded", NOT_DECIDED)
    assert standing["us-paloian-2010"] == ("vacated", NOT_DECIDED)
    assert standing["us-ltv-2001"] == ("interim", NOT_DECIDED)
    assert standing["us-nickey-gregory-2010"][0] == "vacated_in_part"
    assert "us-ggp-2009" not in {case.id for case in LIBRARY.on("consolidation")}, "consolidation was not sought there"
    assert LIBRARY.cases["us-loewenstein-1994"].form.purpose == "tax", "it decides a tax statute and nothing else"


MADE = """
doctrine: sale-or-loan
cases:
  made-highest-court:
    name: {en: Made-up decision}
    cite: made up for a test
    court: US-AR-SC
    decided: "2020-01-01"
    law: US-AR
    purpose: estate
    outcome: loan
    standing: good
    read: whole
    dimensions: {recourse: full, repurchase: fixed, pricing: floating, surplus: seller, collector: seller, notice: "no", label: loan, perfection: none, redemption: "yes"}
    present: [reserve, yield-promise]
    absent: [paid-only-from-asset, credit-check, absolute-title, free-disposal, third-party-capital, buyer-liable, regulatory-need, debtor-confirmed, good-faith-transferee, registered, statute-label, takes-asset-on-default, principal-guarantee, mismatch, fixed-return, rent-by-finance, no-residual, margin, asset-stays, fabricated, conditional-right, free-use]
    reason: [recourse, yield-promise]
    facts: made up
    held: made up
    sources: [made up]
"""  # fmt: skip  # a text in its own lines


def pack(folder: Path, text: str) -> Path:
    (folder / "cases").mkdir()
    (folder / "cases" / "made.yaml").write_text(text)
    return folder


def on_its_own_facts(library, law: LawAsked, purpose: str = "estate"):
    case = library.cases["made-highest-court"]
    return answer(library, case.doctrine, None, law, of_case(case), purpose)


ARKANSAS = LawAsked("US-AR", "US-AR", "US-AR")


def test_a_holding_that_binds_and_was_read_settles(tmp_path: Path) -> None:
    found = on_its_own_facts(load_library(pack(tmp_path, MADE)), ARKANSAS)
    assert (found.state, found.side) == ("settled", "loan")


@pytest.mark.parametrize(
    ("was", "now", "state"),
    [
        ("read: whole", "read: opening", "one_way_so_far"),
        ("read: whole", "read: memory", "open"),
        ("standing: good", "standing: vacated", "open"),
        ("standing: good", "standing: interim", "open"),
        ("purpose: estate", "purpose: usury", "open"),
        ("outcome: loan", "outcome: not_decided", "open"),
        ("court: US-AR-SC", "court: US-DC", "one_way_so_far"),
        ("from_memory: []", "from_memory: [recourse]", "open"),
    ],
)
def test_each_guard_keeps_it_from_settling(tmp_path: Path, was: str, now: str, state: str) -> None:
    text = MADE.replace("    facts: made up", "    from_memory: []\n    facts: made up")
    library = load_library(pack(tmp_path, text.replace(was, now)))
    full = load_library(pack_again(tmp_path, text)).cases["made-highest-court"]
    found = answer(library, full.doctrine, None, ARKANSAS, of_case(full), "estate")
    assert found.state == state


def pack_again(folder: Path, text: str) -> Path:
    (folder / "again").mkdir()
    return pack(folder / "again", text)


def test_another_law_is_not_settled_by_it(tmp_path: Path) -> None:
    library = load_library(pack(tmp_path, MADE))
    assert on_its_own_facts(library, LawAsked("US-NY", "US-NY", "")).state == "one_way_so_far", (
        "another state's court persuades"
    )
    assert on_its_own_facts(library, LawAsked("GB", "GB-EAW", "")).state != "settled", "another country's is not asked"
    assert on_its_own_facts(library, LawAsked("", "", "")).state == "no_law_named"


def test_scots_and_english_law_are_asked_apart() -> None:
    doctrine, tay = LIBRARY.doctrines["isolation"], LIBRARY.cases["gb-tay-valley-1987"]
    for law, asked in (("GB-SCT", True), ("GB-EAW", False), ("GB", False)):
        found = answer(LIBRARY, doctrine, None, LawAsked(law, law, ""), of_case(tay), "charge")
        assert ("gb-tay-valley-1987" in {a.case.id for a in found.asked}) is asked


def test_a_federal_court_on_the_law_of_a_state_binds_nobody() -> None:
    dryden, autostyle = LIBRARY.cases["us-dryden-2015"], LIBRARY.cases["us-autostyle-2001"]
    assert not binds(dryden, LawAsked("US-NY", "US-NY", ""))
    michigan, york = LawAsked("US-MI", "US-MI", ""), LawAsked("US-NY", "US-NY", "")
    assert not binds(autostyle, michigan), "which law the court applied is not stated"
    stated = autostyle._replace(form=CaseForm(**{**vars(autostyle.form), "law": "US"}))
    assert binds(stated, michigan) and not binds(stated, york)


@pytest.mark.parametrize(
    ("was", "now", "code", "words"),
    [
        ("present: [reserve", "present: [reserv", "unknown-word", "reserve"),
        ("recourse: full", "recourse: total", "unknown-word", "write one of none, warranty, limited, full"),
        ("court: US-AR-SC", "court: US-AR-SX", "unknown-word", "did you mean US-AR-SC"),
        ("outcome: loan", "outcome: lean", "unknown-word", "did you mean loan?"),
        ("reason: [recourse, yield-promise]", "reason: [recourse, margin2]", "unknown-word", "margin"),
        ("present: [reserve, yield-promise]", "present: [reserve, yield-promise, margin]", "both-ways", ""),
        ("doctrine: sale-or-loan", "doctrine: sale-or-lone", "unknown-doctrine", "did you mean sale-or-loan?"),
        ("standing: good", "standing: fine", "bad-law-file", ""),
        ("    facts: made up\n", "", "bad-law-file", "add 'facts'"),
        ("made-highest-court:", "us-majors-1979:", "case-twice", "another id"),
    ],
)
def test_a_fault_is_told_with_its_place_and_fix(tmp_path: Path, was: str, now: str, code: str, words: str) -> None:
    assert was in MADE
    with pytest.raises(BadInput) as error:
        load_library(pack(tmp_path, MADE.replace(was, now)))
    fault = next(f for f in error.value.faults if f.code == code)
    assert "made.yaml" in str(fault.place) and words in (fault.fix or "")


def test_a_pack_with_cases_is_still_a_pack_of_law(tmp_path: Path) -> None:
    from legalmodel.law.load import load_law

    assert load_law(pack(tmp_path, MADE)).rules.keys() == load_law().rules.keys()
