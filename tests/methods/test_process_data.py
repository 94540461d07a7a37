"""The data of the process: every gate rests on what exists, is used, and says itself in both languages."""

from datetime import date
from pathlib import Path

import pytest

from legalmodel.base.resources import package_folder
from legalmodel.law.load import load_law
from legalmodel.methods.process import data
from legalmodel.model.deal import Deal
from legalmodel.model.readers import WORDS
from legalmodel.text.read import read

RULES = dict(load_law().rules)
QUESTIONS = set(read(package_folder("law") / "questions.yaml").data["questions"])


def both(words: dict[str, str]) -> bool:
    return set(words) == {"en", "zh"} and all(words.values()) and any("\u4e00" <= c <= "\u9fff" for c in words["zh"])


@pytest.mark.parametrize("gate", data.gates().values(), ids=lambda g: g.id)
def test_a_gate_rests_on_what_there_is(gate: data.Gate) -> None:
    assert both(gate.says)
    assert gate.rests or gate.acts
    assert gate.rests <= set(RULES) | QUESTIONS
    assert set(gate.whose) <= set(data.people())
    assert gate.sort in data.words()["sort"]
    for wanted in gate.acts:
        assert wanted.section in {*Deal.model_fields, "hops", "ratings"}
        for field, words in wanted.words:
            tree = {"kind": "document_kind", "what": "disclosure", "authority": "authority", "sort": "filing"}[field]
            assert set(words) <= set(WORDS[tree]), (gate.id, words)


def test_every_gate_is_used_and_no_frame_asks_twice() -> None:
    for frame in data.frames().values():
        asked = [gate.id for stage in frame.stages for gate in stage.gates]
        assert len(asked) == len(set(asked))
        assert both(frame.name)
        assert both(frame.about)
        assert all(both(stage.name) for stage in frame.stages)
    used = {gate.id for frame in data.frames().values() for stage in frame.stages for gate in stage.gates}
    assert used == set(data.gates())


def test_the_frames_of_the_studies() -> None:
    frames = data.frames()
    assert list(frames["five-part"].stages[0].name.values()) == ["Assets combined", "组合资产"]
    assert [s.id for s in frames["five-part"].stages] == ["combine", "sale", "design", "offer", "payment"]
    assert [s.id for s in frames["five-step"].stages] == ["pool", "vehicle", "enhancement", "rating", "sale"]
    for name in ("interbank-trust", "special-plan", "asset-backed-note"):
        assert frames[f"cn-{name}"].route == f"CN/{name}"


def test_duties_name_thresholds_of_their_rules() -> None:
    for duty in data.duties():
        rule = RULES[duty.rule]
        assert duty.threshold in rule.thresholds or duty.days or duty.yearly
        assert duty.whose in data.people()
        if duty.yearly:
            assert date.fromisoformat(f"2024-{duty.yearly}")


def test_words_are_in_both_languages_and_used() -> None:
    code = "".join(p.read_text("utf-8") for p in Path(data.__file__).parent.glob("*.py"))
    code += Path(data.__file__).parents[2].joinpath("output/ical.py").read_text("utf-8")
    for group, words in data.words().items():
        assert all(both(word) or word["zh"] == "{day}" for word in words.values()), group
    assert {key for key in data.words()["text"] if f'"{key}"' not in code.replace("'", '"')} == set()
