"""The catalogue of risks: whole, in both languages, and every risk tied to what can show it."""

from pathlib import Path

import pytest

from legalmodel.base.resources import package_folder
from legalmodel.law.load import load_law
from legalmodel.methods.process.data import frames, people
from legalmodel.methods.risks import data
from legalmodel.model.deal import Deal
from legalmodel.model.readers import WORDS
from legalmodel.text.read import read

RULES = dict(load_law().rules)
QUESTIONS = set(read(package_folder("law") / "questions.yaml").data["questions"])


def both(words: dict[str, str]) -> bool:
    return set(words) == {"en", "zh"} and all(words.values()) and any("\u4e00" <= c <= "\u9fff" for c in words["zh"])


def is_field(path: str) -> bool:
    section, field = path.split(".")
    record = Deal.model_fields[section].inner
    return record is not None and field in record.model_fields


def test_at_least_eighty_risks() -> None:
    assert len(data.catalogue()) >= 80
    stages = {s.id for s in frames()["five-part"].stages}
    assert {risk.stage for risk in data.catalogue().values()} == stages
    names = [risk.says["en"] for risk in data.catalogue().values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("risk", data.catalogue().values(), ids=lambda r: r.id)
def test_a_risk_is_tied_to_what_can_show_it(risk: data.Risk) -> None:
    assert both(risk.says)
    assert both(risk.cause)
    assert risk.shown_by or risk.facts
    assert risk.shown_by <= set(RULES) | QUESTIONS
    assert all(map(is_field, risk.facts)), risk.facts
    assert {risk.on, risk.owner} <= set(data.words()["places"])
    assert set(risk.papers) <= set(WORDS["document_kind"])
    assert risk.papers
    assert risk.controls
    assert set(risk.controls) <= set(data.controls())
    assert set(risk.measures) <= set(data.measures())


@pytest.mark.parametrize("control", data.controls().values(), ids=lambda c: c.id)
def test_a_control_has_owner_and_test(control: data.Control) -> None:
    assert both(control.says)
    assert both(control.test)
    assert control.owner in people()
    assert all(map(is_field, control.facts))
    assert any(control.id in risk.controls for risk in data.catalogue().values())
    trees = {"documents": "document_kind", "disclosures": "disclosure", "filings": "filing", "conduct": "conduct_kind"}
    for wanted in control.acts:
        assert all(set(words) <= set(WORDS[trees[wanted.section]]) for _, words in wanted.words)


def test_the_causes_of_the_studies() -> None:
    sides = {cause.id: cause.side for cause in data.causes()}
    assert [k for k, side in sides.items() if side == "inner"] == [
        "credit_risk_control",
        "single_collateral",
        "loan_management",
    ]
    assert [k for k, side in sides.items() if side == "outer"] == [
        "credit_system",
        "borrowers",
        "weak_punishment",
        "state_intervention",
    ]
    assert all(both(c.says) and c.facts and all(map(is_field, c.facts)) for c in data.causes())


def test_the_recommendations_of_the_studies() -> None:
    assert list(data.measures()) == [
        "market_environment", "rating_ability", "training", "supervision", "credit_information", "disclosure"
    ]  # fmt: skip  # a table: one row a line
    for id, measure in data.measures().items():
        assert both(measure["says"])
        assert both(measure["does"])
        assert any(id in risk.measures for risk in data.catalogue().values())


def test_matters_and_duties_of_disclosure() -> None:
    assert data.disclosure_duties() <= set(RULES) | QUESTIONS
    for matter in data.matters():
        assert both(matter.says)
        assert matter.sections <= set(WORDS["clause"])
        assert matter.what <= set(WORDS["disclosure"])
        assert all(is_field(path) if "." in path else path in Deal.model_fields for path in matter.knows)


def test_words_are_in_both_languages_and_used() -> None:
    folder = Path(data.__file__).parent
    code = "".join(p.read_text("utf-8") for p in folder.glob("*.py")).replace("'", '"')
    for group, words in data.words().items():
        assert all(both({k: w[k] for k in ("en", "zh")}) for w in words.values()), group
    assert {key for key in data.words()["text"] if f'"{key}"' not in code} == set()
