"""Why not: the nearest deal in which a rule comes out the other way, judged again from a file; and margins in the unit of the threshold."""

import json
from datetime import date
from pathlib import Path

import pytest

from legalmodel.analysis.why_not import WhyNot, why_not
from legalmodel.api import check
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.main import run
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.model.scenario import Change
from legalmodel.text.edit import edited

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def sound() -> Checked:
    return check(ROOT / "templates" / "cn-npl-trust" / "deal.yaml", DAY)


def asked(checked: Checked, rule: str) -> WhyNot:
    finding = next(f for f in checked.judgment.findings if f.rule.id == rule and f.outcome in (Outcome.PASS, Outcome.FAIL))
    return why_not(checked, Again(checked), finding)


def test_just_below_the_threshold(sound: Checked) -> None:
    """Five per cent held, five per cent needed: one basis point less of one class turns it, and the margin is nothing"""
    found = asked(sound, "cn-21-total")
    assert {(w.path[1], w.value) for v in found.variants for w in v.way} >= {("bank_junior", "4.99%"), ("bank_senior", "4.99%")}
    assert [m.gap for m in found.margins] == [0]


def test_seven_basis_points() -> None:
    source = check(ROOT / "templates" / "cn-npl-trust" / "deal.yaml", DAY).source
    more = edited(source, [Change(("investments", f"bank_{c}", "share"), "5.07%") for c in ("senior", "junior")])
    less = edited(
        more,
        [
            Change(("investments", "supporter_junior", "share"), "94.93%"),
            Change(("investments", "fund_senior", "share"), "59.93%"),
        ],
    )
    found = asked(check(less.text, DAY), "cn-21-total")
    assert str(found.margins[0].gap) == "0.0007"


def test_every_variant_turns_the_rule_and_none_holds_another(sound: Checked) -> None:
    for rule in ("cn-21-total", "cn-ebl-30", "cn-trust-law-29", "cn-trust-law-08", "cn-o3-remittance"):
        found = asked(sound, rule)
        assert found.variants, rule
        assert all(v.outcome is not Outcome.PASS for v in found.variants)
        paths = [frozenset(w.path for w in v.way) for v in found.variants]
        assert not any(a < b for a in paths for b in paths)


def test_from_the_changed_file_on_disk(tmp_path: Path, sound: Checked, capsys: pytest.CaptureFixture[str]) -> None:
    """What a variant says of the rule is what the command line says of the file that reads so"""
    for number, variant in enumerate(asked(sound, "cn-21-total").variants[:2]):
        file = tmp_path / f"{number}.yaml"
        changes = [Change(w.path, w.data) for w in variant.way]
        file.write_text(edited(sound.source, changes).text, encoding="utf-8")
        run(["check", str(file), "--run-day", str(DAY), "--format", "json"])
        told = {f["id"]: f["outcome"] for f in json.loads(capsys.readouterr().out)["findings"]}
        assert told["cn-21-total@trusts.entrustment"] == variant.outcome.value


def test_of_a_failing_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "cn-npl-trust-faulty", "cn-no7-27", "--why-not", "--run-day", str(DAY), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tables"]["variants"]["rows"][0]["paths"] == "agencies.cash_custody.agent"
    assert any("would be met if" in sentence for sentence in told["says"])


def test_it_is_asked_of_one_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "cn-npl-trust", "remoteness", "--why-not", "--run-day", str(DAY)]) == 2
    assert "of one rule" in capsys.readouterr().err
