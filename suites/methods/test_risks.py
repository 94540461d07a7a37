"""The risk register: standings that are those of the judgment, and what is printed and drawn of them."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import check_deal
from legalmodel.base.errors import BadRequest
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.main import run
from legalmodel.methods.risks.data import catalogue
from legalmodel.methods.risks.read_survey import read_survey
from legalmodel.methods.risks.register import STAGES, Wanted, beside_each_other, risks
from legalmodel.methods.risks.standing import fact_paths, see
from legalmodel.model.parse import parse
from legalmodel.output.study import plot_bytes, to_csv, to_html, to_json, to_text
from legalmodel.output.xlsx import to_xlsx
from legalmodel.text.edit import GONE, Change, edited
from legalmodel.text.read import read

TEMPLATES = Path(__file__).parents[2] / "templates"
SURVEY = TEMPLATES / "risks/survey.yaml"
DAY = date(2026, 11, 30)
REAL = ("zhongyu-2016-1", "ningbo-npl-proposed")


def checked(name: str, **changes: object):
    source = read(TEMPLATES / name / "deal.yaml")
    if changes:
        source = edited(source, [Change(tuple(path.split("__")), value) for path, value in changes.items()])
    return check_deal(parse(source), source, DAY)


@pytest.mark.parametrize("name", ["cn-npl-trust-faulty", "cn-npl-trust", *REAL])
def test_a_risk_is_shown_exactly_where_a_rule_fails(name: str) -> None:
    deal = checked(name)
    for risk in catalogue().values():
        found = see(risk, deal)
        mine = [f for f in deal.judgment.findings if risk.shown_by & {f.rule.id, f.rule.question}]
        if found.status == "shown":
            assert any(f.fails for f in mine)
        if found.status == "held":
            assert not any(f.outcome in (Outcome.FAIL, Outcome.JUDGEMENT, Outcome.NOT_YET_DUE) for f in mine)


def test_the_faults_of_the_faulty_deal_are_shown() -> None:
    status = {row[0]: row[5] for row in risks(checked("cn-npl-trust-faulty")).table("register").rows}
    assert status["commingling"] == "shown"
    assert status["conflicts"] == "shown"
    clean = {row[0]: row[5] for row in risks(checked("cn-npl-trust")).table("register").rows}
    assert "shown" not in clean.values()


@pytest.mark.parametrize("name", REAL)
def test_of_real_companies_nothing_is_shown_that_check_does_not_say(name: str) -> None:
    deal = checked(name)
    study = risks(deal)
    assert not deal.judgment.must_change
    assert "shown" not in {row[5] for row in study.table("register").rows}
    assert any("nor that anybody did wrong" in line for line in study.assumes)


def test_silence_shows_nothing() -> None:
    """A deal of which a fact is taken away never has fewer risks not known, and none more held, by that fact alone."""
    full = {row[0]: row[5] for row in risks(checked("cn-npl-trust")).table("register").rows}
    less = {
        row[0]: row[5] for row in risks(checked("cn-npl-trust", agencies__servicing__pays_over_to=GONE)).table("register").rows
    }
    assert full["commingling"] == "not shown"
    assert less["commingling"] == "not known"


def test_likelihood_is_never_made_up() -> None:
    rows = risks(checked("cn-npl-trust")).table("register").rows
    assert all(row[9] is None and row[10] is None and row[11] is None for row in rows)


def test_survey_in_the_register(tmp_path: Path) -> None:
    deal = checked("cn-npl-trust")
    survey = read_survey(SURVEY, fact_paths(deal), frozenset((*STAGES, *catalogue())))
    study = risks(deal, survey)
    rows = {row[0]: row for row in study.table("register").rows}
    assert rows["recoveries_low"][9:12] == (pytest.approx(11 / 3), pytest.approx(13 / 3), pytest.approx(143 / 9))
    assert rows["concentration"][9:12] == (2.0, 3.0, 6.0)
    assert any("Kendall's W of 3 experts on likelihood of 7 risks" in s for s in study.says)
    assert any("consistency ratio" in s and "below 0.10" in s for s in study.says)
    tests = {row[0]: row for row in study.table("controls").rows}
    assert tests["daily_sweep"][2:5] == ("head of collections", "tested and passed", "2026-10-15")
    assert tests["limitation_diary"][3] == "tested and failed"
    assert plot_bytes(study, "survey", "png").startswith(b"\x89PNG")


def test_facts_come_with_their_places() -> None:
    rows = {row[0]: row for row in risks(checked("cn-npl-trust")).table("register").rows}
    assert "largest debtor" in rows["concentration"][8]
    assert re.search(r"cn-npl-trust/deal.yaml:\d+:\d+", rows["concentration"][8])


def test_inside_facts_only_when_asked_by_name() -> None:
    deal = checked("cn-npl-trust")
    plain, asked = risks(deal), risks(deal, wanted=Wanted(inside=True))
    assert "inside" not in {t.key for t in plain.tables}
    hidden = [row[1] for row in asked.table("inside").rows]
    assert hidden
    assert any("days to remittance" in fact for fact in hidden)
    assert not any("largest debtor" in fact for fact in hidden)  # the prospectus tells the pool
    rows = risks(checked("zhongyu-2016-1"), wanted=Wanted(inside=True)).table("inside").rows
    assert not any(row[2] for row in rows)  # whatever a source backs is from a public page; the rest names no source


def test_a_disclosure_that_is_gone_leaves_its_matters_untold() -> None:
    told = {row[0]: row[1] for row in risks(checked("cn-npl-trust")).table("matters").rows}
    gone = {row[0]: row[1] for row in risks(checked("cn-npl-trust", disclosures__offering_circular=GONE)).table("matters").rows}
    assert told["The pool"] == "told"
    assert gone["The pool"] != "told"


def test_duties_of_disclosure_stand_as_their_findings() -> None:
    deal = checked("cn-npl-trust")
    rows = risks(deal).table("duties").rows
    assert {row[3] for row in rows} <= {"met", "not known", "not yet due", "missed", "to be weighed", "planned"}
    assert any(row[3] == "met" and "prospectus" in row[0].lower() for row in rows)
    missed = risks(checked("cn-npl-trust", disclosures__offering_circular__working_days=2)).table("duties").rows
    assert any(row[3] == "missed" for row in missed)


def test_rating_ability_over_all_deals_that_publish_both() -> None:
    """Nongying 2017-2: China Chengxin forecast 84.933m for five months, and 79.9212m came in."""
    deals = tuple(checked(n) for n in ("hecui-2016-2", "nongying-2017-2"))
    study = risks(checked("zhongyu-2016-1"), wanted=Wanted(book=deals))
    compared = [row for row in study.table("raters").rows if row[5] is not None]
    assert [(row[0], row[3], row[4]) for row in compared] == [("China Chengxin International", 84_933_000, 79_921_200)]
    assert compared[0][5] == pytest.approx(100 * 79.9212 / 84.933)
    assert any("94.1%" in s for s in study.says)
    assert len(study.table("raters").rows) == 7


def test_two_deals_and_two_laws_beside_each_other() -> None:
    one, other = checked("cn-npl-trust"), checked("cn-npl-trust-faulty")
    rows = {row[0]: row[1:3] for row in beside_each_other(one, other).table("compared").rows}
    assert rows["Collections mix with other money"] == ("not shown", "shown")
    assert not beside_each_other(one, one).table("compared").rows


def test_causes_are_a_checklist() -> None:
    rows = risks(checked("cn-npl-trust")).table("causes").rows
    assert len(rows) == 7
    collateral = next(r for r in rows if r[1] == "Collateral of one sort")
    assert "secured" in collateral[3]
    assert "loan to value" in collateral[4]


def test_both_languages_say_the_same() -> None:
    deal = checked("cn-npl-trust-faulty")
    en, zh = (risks(deal, wanted=Wanted(lang=lang)) for lang in ("en", "zh"))
    assert [len(t.rows) for t in en.tables] == [len(t.rows) for t in zh.tables]
    assert "资金混同" in to_csv(zh)
    with pytest.raises(BadRequest):
        risks(deal, wanted=Wanted(lang="fr"))


def test_formats_and_pictures() -> None:
    study = risks(checked("cn-npl-trust-faulty"))
    assert json.loads(json.dumps(to_json(study)))["tables"]["tree"]["rows"][0]["paper"]
    assert "TREE" not in to_text(study, 120)
    assert "<table" in to_html(study)
    for key in ("heat", "tree"):
        assert plot_bytes(study, key, "svg") == plot_bytes(study, key, "svg")


def test_several_chinese_pictures_in_one_page(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """Each picture brings its own cut of the face: a second one must not look for that of the first, which is gone."""
    deal = checked("cn-npl-trust-faulty")
    survey = read_survey(SURVEY, fact_paths(deal), frozenset((*STAGES, *catalogue())))
    page = to_html(risks(deal, survey, Wanted(lang="zh")))
    assert page.count("<svg") == 3
    assert "信托合同" in page
    assert not [r for r in caplog.records if "findfont" in r.getMessage()]


def test_workbook_holds_text_and_no_formulas() -> None:
    deal = checked("cn-npl-trust", pools__pool__where="=HYPERLINK(1)", parties__bank__name="=1+1")
    made = to_xlsx(risks(deal))
    assert made == to_xlsx(risks(deal))
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheets = [book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        words = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) >= 9
    assert not any("<f>" in s or "<hyperlink" in s for s in sheets)
    assert "=HYPERLINK(1)" in words


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, picture = tmp_path / "r.xlsx", tmp_path / "r-heat.svg"
    base = ["risks", "cn-npl-trust", "--run-day", "2026-11-30"]
    assert run([*base, "--survey", str(SURVEY), "--xlsx", str(book), "--plot", str(picture)]) == 0
    assert book.exists()
    assert picture.exists()
    assert "possible inside information" not in capsys.readouterr().out.lower()
    assert run([*base, "--against", "cn-npl-trust-faulty"]) == 0
    assert "Collections mix" in capsys.readouterr().out
    assert run([*base, "--against-law-on", "2016-06-01", "--format", "json"]) == 0
    for wrong in (["--xlsx", "r.docx"], ["--survey", "nowhere.yaml"], ["--against", "nowhere"], ["--against", "cn-npl-trust", "--inside"],
                  ["--book", str(tmp_path / "none")], ["--plot", "x.doc"]):  # fmt: skip  # lines that belong together, one below the other
        assert run([*base, *wrong]) == 2
