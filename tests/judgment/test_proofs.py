"""Semantics, section B: proofs of findings, made on demand or at once, down to places in the file."""

from datetime import date
from typing import Any

import pytest
from small_law import judged, law, rule, the

from legalmodel.api import Checked, check
from legalmodel.base.facts import Fact, leaves
from legalmodel.base.outcomes import Outcome
from legalmodel.base.resources import shipped
from legalmodel.base.values import Items
from legalmodel.judgment.finding import Finding
from legalmodel.logic.prove import Proof, deciding
from tests.examples import MANY

TEMPLATES = sorted(shipped("templates").glob("*/deal.yaml"))[:: 1 if MANY else 3]
"""All that ship, or one in three."""
RUN = date(2026, 6, 30)


@pytest.fixture(scope="module", params=TEMPLATES, ids=lambda file: file.parent.name)
def checked(request: pytest.FixtureRequest) -> Checked:
    return check(request.param, RUN)


def shown(proof: Proof) -> Any:
    """Return all that a reader sees of a proof."""
    value = repr(proof.value)
    facts = [(f.text, f.path, str(f.place), f.assumed) for fact in proof.facts for f in (fact, *leaves(fact))]
    return proof.text, value, proof.rule, proof.note, facts, [shown(child) for child in proof.children]


@pytest.mark.more
def test_proofs_made_on_demand_equal_those_made_at_once(checked: Checked) -> None:
    """for pass and not_applicable on demand, by the same compiled rule, equal to an eager one"""
    eager = {f.id: [shown(p) for p in f.proofs] for f in checked.judgment.findings}
    again = check(checked.source.name, RUN).judgment.findings
    for finding in reversed(again):
        assert [shown(p) for p in finding.proofs] == eager[finding.id]
        assert finding.proofs is finding.proofs


def decisive(finding: Finding) -> list[Fact]:
    return [leaf for proof in finding.proofs for fact in deciding(proof) for leaf in leaves(fact)]


@pytest.mark.more
def test_deciding_facts_have_places_in_the_file(checked: Checked) -> None:
    """proof tree, down to places in the file: for every outcome that facts decide"""
    for finding in checked.judgment.findings:
        if finding.subject is None or finding.outcome is Outcome.NOT_EXAMINED:
            continue
        facts = decisive(finding)
        for fact in facts:
            assert fact.path or fact.text, finding.id
            if fact.path:
                assert fact.place is not None, (finding.id, fact)
                assert fact.place.file == checked.source.name
                assert 1 <= fact.place.line <= checked.source.text.count("\n") + 1
        told = any(fact.place for fact in facts) or any(goes_through_nothing(p) for p in finding.proofs)
        assert told or finding.missing, finding.id


def goes_through_nothing(proof: Proof) -> bool:
    """Tell whether a proof goes through a section, or a relation drawn from some, that is complete and empty: then no record decides."""
    empty = proof.rule in ("list", "ask") and isinstance(proof.value, Items) and not proof.value.known and not proof.value.open
    return empty or any(goes_through_nothing(child) for child in proof.children)


@pytest.mark.more
def test_places_are_those_of_the_facts(checked: Checked) -> None:
    """`deal.yaml:31:7`: the line shows the field's own record"""
    for finding in checked.judgment.findings:
        for fact in decisive(finding):
            if fact.path and fact.place and fact.path[0] in checked.source.data:
                assert fact.place == checked.source.place(fact.path)


@pytest.mark.more
def test_unknown_findings_say_what_is_missing(checked: Checked) -> None:
    """unknown carries the missing facts"""
    for finding in checked.judgment.findings:
        assert bool(finding.missing) or finding.outcome is not Outcome.UNKNOWN, finding.id
        assert bool(finding.result.could_be) == (finding.outcome is Outcome.UNKNOWN), finding.id
        assert finding.outcome not in finding.result.could_be


@pytest.mark.parametrize(
    ("changes", "outcome", "fields"),
    [
        ({}, "pass", {"law", "form"}),
        ({"trusts.main.form": "oral"}, "fail", {"law", "form", "set_off_allowed"}),
        ({"trusts.main.form": "absent"}, "unknown", {"law", "books", "set_off_allowed"}),
        ({"trusts.main.law": "HK"}, "not_applicable", {"law"}),
        ({"trusts.main.books": "kept"}, "not_applicable", {"books"}),
    ],
)
def test_the_tests_that_decided_are_proved(changes: dict[str, Any], outcome: str, fields: set[str]) -> None:
    """A pass carries its evidence as a fail does; `not_applicable` the test that excluded it"""
    exception = {"article": "7", "title": "set-off", "when": 'trust.set_off_allowed == "yes"'}
    body = law(rule(when='trust.books != "kept"', unless=[exception]))
    finding = the(judged(body, {"trusts.main.books": "derecognised", **changes}))
    assert finding.outcome.value == outcome
    read = {fact.path[-1] for fact in decisive(finding)}
    assert fields <= read
    if outcome == "not_applicable":
        assert read == fields


def test_remembered_text_proves_nothing() -> None:
    """`not_examined`: the law is silent in the tool, so nothing is proved"""
    assert the(judged(law(rule(text="memory")))).proofs == ()
