"""The generated pages on the law: every note has a rule or a reason; the weak points by year say what the rules say."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_law import instrument, law_of, rule

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / ".ci"))

from notes_coverage import Notes, notes_section  # noqa: E402 (the generators stand in .ci)
from weak_points import DAYS, KINDS, RANKS, Year, finding, rank, strongest, weak_points_page  # noqa: E402 (the same)

from legalmodel.law.load import Law, load_law  # noqa: E402 (kept beside the generators)


def test_every_note_has_a_rule_or_a_reason() -> None:
    """No note of the Chinese trust route is passed over in silence"""
    notes = Notes(load_law())
    assert notes.silent == []
    assert notes.faults == []


def test_silence_is_found() -> None:
    notes = Notes(load_law())
    notes.ids.append("cn-forgotten")
    assert notes.silent == ["cn-forgotten"]
    notes.reasons = notes.reasons | {"cn-forgotten": "Not read.", "cn-never": "x"}
    notes.named = notes.named | {"cn-o3-30": ["cn-no-such-rule"]}
    assert notes.silent == []
    assert notes.faults == ["cn-never: no such note of the trust route", "cn-no-such-rule: no such rule"]


def test_every_note_and_every_question_without_a_rule_stands_on_the_page() -> None:
    notes = yaml.safe_load((ROOT / "docs" / "vocabulary-coverage.yaml").read_text("utf-8"))["cn"]
    text = notes_section(load_law())
    for id in notes:
        assert (f"| `{id}` |" in text) != id.startswith(("cn-49", "cn-sse2", "cn-ml")), id
    questions = set(yaml.safe_load((ROOT / "legalmodel/law/questions.yaml").read_text("utf-8"))["questions"])
    answered = {r.question for r in load_law().rules.values() if r.system == "CN"}
    unanswered = {
        line.split()[1]
        for line in text.partition("CN: questions that no rule answers")[2].partition("\n## ")[0].splitlines()
        if "/" in line[:40]
    }
    assert unanswered == questions - answered


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ({"issuer": "Standing Committee of the National People's Congress", "number": "Presidential Order No. 50"}, "statute"),
        ({"issuer": "Supreme People's Court", "number": "Fashi [2020] No. 28"}, "interpretation"),
        ({"issuer": "State Council", "number": "Order No. 683"}, "regulation"),
        ({"issuer": "China Banking Regulatory Commission", "number": "Order [2005] No. 3"}, "departmental rule"),
        ({"issuer": "People's Bank of China", "number": "Announcement [2005] No. 7"}, "notice"),
        ({"issuer": "China Banking Regulatory Commission", "number": "Order 1", "force": "in-principle"}, "in principle"),
        ({"issuer": "An association", "force": "self-regulatory"}, "self-regulatory"),
    ],
)
def test_level_of_a_rule(head: dict[str, Any], level: str) -> None:
    made = law_of(instrument({"r1": rule()}, **head)).rules["r1"]
    assert rank(made) == level
    assert level in RANKS


def test_strongest_goes_by_what_was_read_then_by_level() -> None:
    notice = instrument({"notice": rule()}, id="a-notice", issuer="A ministry", number="Notice 1")
    order = instrument({"order": rule()}, id="an-order", issuer="A ministry", number="Order 1")
    statute = instrument({"statute": rule(text="part", unseen="all else")}, id="a-law", issuer="National People's Congress")
    rules = law_of(notice, order, statute).rules
    best = strongest(rules.values(), "isolation/one")
    assert best is not None
    assert best.id == "order"
    assert strongest(rules.values(), "isolation/two") is None


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_question_stands_in_one_way_only(day: date) -> None:
    year = Year(load_law(), day)
    for answer in year.answers.values():
        assert sum(kind.holds(answer) for kind in KINDS) == 1
    assert sum(year.count(year.questions)) == len(year.questions)
    assert all(r.dates.first <= day and (r.dates.last is None or r.dates.last >= day) for r in year.rules)


PLAIN = "law"


def _told_of(law: Law, question: str, day: date) -> str:
    """How a question stands for a trust on a day, worked out from the fields of the rules alone"""
    live = [
        r
        for r in law.rules.values()
        if r.system == "CN" and r.question == question and str(r.dates.first) <= str(day) <= str(r.dates.last or "9")
        and not r.head.only_for
    ]  # fmt: skip  # a table: one row a line
    plain = {r.text_read for r in live if r.force != "contract" and r.form.arises_not is None}
    if "seen" in plain or "part" in plain:
        return PLAIN if "seen" in plain else "part"
    if any(r.force == "contract" or r.id == "cn-trust-law-no-shelter" for r in live):
        return "weak"
    return "neither"


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("essential", [False, True], ids=["all", "essential"])
def test_paragraph_holds_the_counts(day: date, essential: bool) -> None:
    """The figures of the paragraph, counted again: weak is what no statute settles; what cannot arise or was not read is neither"""
    law = load_law()
    asked = [q for q in law.catalogue.questions.values() if q.essential or not essential]
    said = (
        finding([Year(law, day)]).partition("essential ones alone: " if essential else "all questions: ")[2].partition("By ")[0]
    )
    stands = {q.id: _told_of(law, q.id, day) for q in asked}
    counts = Counter(stands.values())
    assert said.startswith(f"{counts[PLAIN]} settled by law, {counts['weak']} weak")
    for group, name in (("remoteness", "vehicle"), ("protection", "investor protection"), ("isolation", "transfer of loans")):
        own = Counter(stands[q.id] for q in asked if q.group == group)
        assert f"{own['weak']} of {own['weak'] + own[PLAIN]} ({name})" in said
        worse = own["weak"] * (counts["weak"] + counts[PLAIN]) > counts["weak"] * (own["weak"] + own[PLAIN])
        assert (name in said.partition("bears out the weak point at ")[2].partition(", not at")[0]) == worse


def test_law_of_2005_knows_no_later_law() -> None:
    year = Year(load_law(), date(2005, 12, 31))
    assert not [r.id for r in year.rules if r.id.startswith(("cn-ebl", "cn-cc", "cn-21", "cn-127"))]
    assert "**no answer**" in weak_points_page(load_law())
