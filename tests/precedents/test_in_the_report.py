"""Decided cases in the report: which questions are told where, that no verdict moves, in which words, and in Chinese."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import Result, check
from legalmodel.base.language import speaking
from legalmodel.cli.main import run
from legalmodel.output.paint import Paint
from legalmodel.output.result import to_json
from legalmodel.output.screen import first_screen
from legalmodel.output.whole import whole_text
from legalmodel.report.deal import deal_report
from legalmodel.report.decided import decided
from legalmodel.report.text import in_language
from tests.shipped import judged

DEALS = Path(__file__).parent.parent / "deals"
TEMPLATES = Path(__file__).parents[2] / "templates"
DAY = date(2026, 11, 30)


def checked(name: str) -> Result:
    template = TEMPLATES / name / "deal.yaml"
    return judged(template if template.exists() else DEALS / f"{name}.yaml")


def test_the_report_tells_what_cases_say_and_the_first_screen_only_where_to_look() -> None:
    block = checked("kaidi-2018").report.block("cases")
    assert block is not None
    labels = [in_language(entry.label) for entry in block.entries]
    assert labels[0] == "open" and "fact" in labels and "for: isolated" in labels
    argued = next(entry for entry in block.entries if in_language(entry.label) == "for: isolated")
    assert "page not stated) is reported to have held that the assets stay out of reach, where, as here," in in_language(
        argued.text
    )
    screen = first_screen(checked("kaidi-2018"), 100, Paint(False))
    assert "DECIDED CASES" not in screen and "cases for DEAL" in " ".join(screen.split())
    assert len(screen.splitlines()) <= 40 and max(map(len, screen.splitlines())) <= 100


def test_only_questions_that_the_lines_touch_are_told() -> None:
    by_heading = {
        h: {a.doctrine.id for a in decided(checked("doctors-hospital"), {h})} for h in ("isolation", "remoteness", "protection")
    }
    assert by_heading["isolation"] == {"sale-or-loan", "isolation"}
    assert by_heading["remoteness"] <= {"consolidation", "vehicle-petition"} and "consolidation" in by_heading["remoteness"]
    assert by_heading["protection"] <= {"investor-claims"}


def test_explaining_a_heading_argues_its_questions_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    for heading, there, not_there in (
        ("remoteness", "Substantive consolidation", "Sale or secured loan"),
        ("isolation", "Sale or secured loan", "Substantive consolidation"),
    ):
        assert run(["explain", str(TEMPLATES / "ford-2021-a" / "deal.yaml"), heading, "--run-day", str(DAY)]) == 0
        told = capsys.readouterr().out.partition("DECIDED CASES")[2]
        assert there in told and not_there not in told


MADE = """
doctrine: isolation
cases:
  made-hefei:
    name: {en: Made-up decision}
    cite: made up for a test
    court: CN-SPC
    decided: "2020-01-01"
    purpose: estate
    outcome: reached
    standing: good
    read: whole
    dimensions: {step: taken}
    present: [dominion]
    absent: [price-paid, debtor-consented, title-in-trustee, prior-right, statutory-estate, declared-trust]
    reason: [dominion]
    places: {dominion: para. 12}
    facts: made up
    held: made up
    sources: [made up]
"""


def test_a_further_case_moves_the_argument_and_no_verdict(tmp_path: Path) -> None:
    for pack, text in (("with", MADE), ("without", MADE.replace("CN-SPC", "KR-SC").replace("made-hefei", "made-elsewhere"))):
        (tmp_path / pack / "cases").mkdir(parents=True)
        (tmp_path / pack / "cases" / "made.yaml").write_text(text)
    with_case, without = (check(DEALS / "kaidi-2018.yaml", DAY, packs=(tmp_path / pack,)) for pack in ("with", "without"))
    assert "made-hefei" in {asked.case.id for answer in decided(with_case) for asked in answer.asked}
    before, after = to_json(without), to_json(with_case)
    assert before["report"] != after["report"]
    for part in before:
        if part != "report":
            assert before[part] == after[part], part
    one, two = ([b for b in r["report"]["blocks"] if b["id"] != "cases"] for r in (before, after))
    assert one == two


def test_the_result_as_data_has_the_block_in_each_language_asked_for() -> None:
    with speaking("en", "zh"):
        blocks = {block["id"]: block for block in to_json(checked("kaidi-2018"))["report"]["blocks"]}
    for entry in blocks["cases"]["entries"]:
        assert set(entry["text"]) == {"en", "zh"} and "[en]" not in entry["text"]["zh"]


@pytest.mark.parametrize(
    "words",
    [("list",), ("show", "us-majors-1979"), ("show", "kr-2002da40456"), ("for", str(TEMPLATES / "ford-2021-a" / "deal.yaml"))],
)
def test_all_that_cases_print_is_in_chinese_but_the_names(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cases", *words, "--lang", "zh"]) == 0
    out, err = capsys.readouterr()
    assert "[en]" not in out and not err
    left = re.sub(r"\d+ [FB]\.\S* ?\d*|https?://\S+|[\w./-]*\.(com|us|org|yaml)\S*", "", out)
    assert not re.search(r"\b(the|held|page|sale|loan|known|where)\b", left)


def test_every_case_is_told_in_chinese() -> None:
    from legalmodel.law.precedents import load_library
    from legalmodel.output.precedents import shown

    with speaking("zh"):
        for case in load_library().cases.values():
            assert "[en]" not in "\n".join(shown(case, 118)), case.id


def test_no_word_of_the_model_and_no_likelihood_in_the_report() -> None:
    for name in ("ford-2021-a", "doctors-hospital", "kaidi-2018"):
        block = checked(name).report.block("cases")
        text = json.dumps([block.entries, block.folded]).lower()
        assert not re.search(r"forced|forces|likely|probab|%|winner of", text)


def test_what_is_left_out_is_not_made() -> None:
    report = deal_report(checked("kaidi-2018"), without={"cases"})
    assert report.block("cases") is None
    assert "DECIDED CASES" in whole_text(deal_report(checked("kaidi-2018")), 118, Paint(False), all=False)
