"""Ask: the worth of an answer before it is given is what the engine says of the file once it is written; answers go in by text edit, with evidence."""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from legalmodel.analysis.asking import FactQuestion, answers, changes_for, questions, weighed, worth
from legalmodel.api import check
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.ask import Dialogue
from legalmodel.cli.main import run
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.text.edit import edited
from legalmodel.text.read import read

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
DAY = date(2026, 11, 25)
OPEN = ("agencies.servicing.successor", "trusts.entrustment.settlor_powers", "trusts.entrustment.set_off_allowed")
"""Facts left out of the sound deal, so that they are asked for."""


@pytest.fixture(scope="module")
def text() -> str:
    from legalmodel.model.scenario import taking_out

    source = read(TEMPLATES / "cn-npl-trust" / "deal.yaml")
    return edited(source, [taking_out(path) for path in OPEN]).text


@pytest.fixture(scope="module")
def deal(text: str) -> Checked:
    return check(text, DAY)


def find(deal: Checked, path: str) -> FactQuestion:
    return next(q for q in questions(deal) if q.key == path)


def test_what_was_left_out_is_asked(deal: Checked) -> None:
    """Each with whom to ask and the document; nothing that the file gives"""
    asked = {q.key: q for q in questions(deal)}
    assert set(OPEN) <= set(asked)
    assert all(q.ask and q.document for q in (asked[path] for path in OPEN))
    assert not any(q.key == "trusts.entrustment.settlor" for q in asked.values())


def test_each_answer_is_worth_what_it_settles(deal: Checked) -> None:
    """No power kept: met. A clause on set-off, either way: as the rule has it"""
    none = next(a for a in answers(deal, Again(deal), find(deal, "trusts.entrustment.settlor_powers")) if a.value == "none")
    assert dict(none.settles)[Outcome.PASS] >= 1
    assert any(t.line.heading for t in none.turned) or none.worth
    told = {a.value for a in answers(deal, Again(deal), find(deal, "trusts.entrustment.set_off_allowed"))}
    assert {"yes", "no"} <= told


def test_worth_is_what_the_command_line_says_of_the_written_file(
    deal: Checked, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answered on disk with evidence, checked by the command line: as many findings are settled as was said before"""
    file = tmp_path / "deal.yaml"
    file.write_text(text, encoding="utf-8")
    question = find(deal, "trusts.entrustment.settlor_powers")
    before = next(a for a in answers(deal, Again(deal), question) if a.value == "none")
    given = tmp_path / "answers.yaml"
    given.write_text("trusts.entrustment.settlor_powers: {value: none, evidence: trust_contract}\n", encoding="utf-8")
    assert run(["ask", str(file), "--answers", str(given), "--run-day", str(DAY)]) == 0
    capsys.readouterr()
    run(["check", str(file), "--run-day", str(DAY), "--format", "json"])
    told = {f["id"]: f["outcome"] for f in json.loads(capsys.readouterr().out)["findings"]}
    waited = [f.id for f in deal.judgment.findings if f.outcome is Outcome.UNKNOWN]
    assert sum(told.get(id, "not_applicable") != "unknown" for id in waited) == before.worth
    assert "settlor_powers: none" in file.read_text(encoding="utf-8")
    assert "settlor_powers: trust_contract" in file.read_text(encoding="utf-8")


def test_answers_are_written_all_or_none(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text(text, encoding="utf-8")
    given = tmp_path / "answers.yaml"
    given.write_text("agencies.servicing.successor: supporter\ntrusts.entrustment.set_off_allowed: perhaps\n", encoding="utf-8")
    assert run(["ask", str(file), "--answers", str(given), "--run-day", str(DAY)]) == 2
    assert file.read_text(encoding="utf-8") == text
    given.write_text("trusts.entrustment.settlor: bank\n", encoding="utf-8")
    assert run(["ask", str(file), "--answers", str(given), "--run-day", str(DAY)]) == 2
    assert "is no question that is open" in capsys.readouterr().err


def test_that_it_is_unknown_is_lifted_by_the_answer(deal: Checked) -> None:
    question = find(deal, "agencies.servicing.successor")
    data = {"agencies": {"servicing": {"unknown": {"successor": "not_asked"}}}}
    made = changes_for(data, question, "supporter", "servicing_contract")
    assert [".".join(c.path) for c in made] == [
        "agencies.servicing.unknown.successor",
        "agencies.servicing.successor",
        "agencies.servicing.evidence.successor",
    ]


def dialogue(file: Path, said: list[str]) -> list[str]:
    """Hold a dialogue with these lines; return what was told."""
    lines: Iterator[str] = iter([*said, "."])
    told: list[str] = []
    options = Namespace(
        deal=str(file), run_day=str(DAY), as_of=None, law_on=None, law=[], about="trusts", again=False, most=5, format="text"
    )  # fmt: skip  # short parts read together: one a line would take a screen
    Dialogue(options, lambda _: next(lines), told.append).run()
    return told


def test_a_dialogue_writes_at_once_and_goes_on(text: str, tmp_path: Path) -> None:
    """A wrong answer is told and asked again; what cannot be had is written with its reason; whoever comes back is not asked again"""
    file = tmp_path / "deal.yaml"
    file.write_text(text, encoding="utf-8")
    first = dialogue(file, ["perhaps so", "", "none", "trust_contract"])
    assert any("settles" in line for line in first)
    kept = file.read_text(encoding="utf-8")
    assert kept != text
    left = {q.key for q in questions(check(kept, DAY))}
    assert len(set(OPEN) & left) == 2
    dialogue(file, ["!not_disclosed"])
    again = {q.key for q in questions(check(file, DAY))}
    assert len(set(OPEN) & again) == 1


def test_the_weightiest_answer_of_a_document_comes_first(deal: Checked) -> None:
    asked = tuple(q for q in questions(deal) if q.key in OPEN)
    told = weighed(deal, Again(deal), asked, 3)
    by_document = [q.document for q, _ in told]
    assert by_document == sorted(by_document, key=by_document.index)
    assert worth(deal.judgment, deal.judgment, "x").worth == 0


@pytest.mark.parametrize("format", ["text", "json", "html"])
def test_the_list(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "hecui-2016-2", "--most", "1", "--list", "--run-day", str(DAY), "--format", format]) == 0
    told = capsys.readouterr().out
    assert "settle" in told
    if format == "json":
        assert json.loads(told)["tables"]["questions"]["rows"][0]["path"]


def test_a_template_is_never_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "cn-npl-trust", "--interactive", "--run-day", str(DAY)]) == 2
    assert "template" in capsys.readouterr().err
