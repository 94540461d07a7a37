"""``validate`` takes files, folders and standard input, tells each one's faults, and marks lines for machines."""

import io
import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest

from legalmodel.base.errors import Fault
from legalmodel.base.places import Place
from legalmodel.cli.main import run
from legalmodel.output.annotations import to_github, to_sarif, uri

ROOT = Path(__file__).resolve().parents[2]
GOOD = (ROOT / "templates/cn-npl-trust/deal.yaml").read_text(encoding="utf-8")
BAD = GOOD.replace("settlor: bank", "settlor: bnk")
DAY = ("--run-day", "2026-11-30")  # after the last day that the template knows of
TEXT = {"type": "string", "minLength": 1}
WHOLE = {"type": "integer", "minimum": 1}


def only(**properties):
    return {"type": "object", "additionalProperties": False, "properties": properties}


REGION = {**only(startLine=WHOLE, startColumn=WHOLE, endColumn=WHOLE), "required": ["startLine", "startColumn", "endColumn"]}
SPOT = {
    **only(artifactLocation=only(uri={"type": "string", "pattern": r"^[A-Za-z0-9._~%/:@!$&'()*+,;=-]+$"}), region=REGION),
    "required": ["artifactLocation", "region"],
}
RESULT = {
    **only(
        ruleId=TEXT,
        ruleIndex={"type": "integer", "minimum": 0},
        level={"enum": ["none", "note", "warning", "error"]},
        message=only(text=TEXT),
        locations={"type": "array", "items": only(physicalLocation=SPOT)},
        relatedLocations={"type": "array", "items": only(physicalLocation=SPOT, message=only(text=TEXT))},
    ),
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
}
DRIVER = {
    **only(name=TEXT, version=TEXT, rules={"type": "array", "uniqueItems": True, "items": only(id=TEXT)}),
    "required": ["name"],
}
RUN = {
    **only(tool=only(driver=DRIVER), columnKind={"const": "unicodeCodePoints"}, results={"type": "array", "items": RESULT}),
    "required": ["tool", "results"],
}
SARIF = {
    **only(**{"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}}),
    "required": ["version", "runs"],
}
"""The part of SARIF 2.1.0 that is written here, in our own words."""


@pytest.fixture
def deals(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("deals").mkdir()
    Path("deals/a.yaml").write_text(GOOD, encoding="utf-8")
    Path("deals/b.yaml").write_text(BAD, encoding="utf-8")
    Path("deals/c.yaml").write_text("deal: [", encoding="utf-8")
    return tmp_path


def test_a_folder_is_what_a_book_takes_and_each_file_is_told(deals, capsys):
    assert run(["validate", "deals", *DAY]) == 2
    said = capsys.readouterr()
    assert "deals/b.yaml:" in said.err
    assert "deals/c.yaml:" in said.err
    assert "deals/a.yaml" not in said.err
    assert "2 of 3 files have faults" in said.out


def test_one_that_is_not_there_hides_none_of_the_others(deals, capsys):
    assert run(["validate", "deals/a.yaml", "nothing.yaml", "deals/b.yaml", *DAY]) == 2
    said = capsys.readouterr()
    assert "nothing.yaml:1:1 error[not-readable]" in said.err
    assert "deals/b.yaml:" in said.err
    assert run(["validate", "nothing.yaml"]) == 2


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 2), ("", 2), ("\x1b", 2)])
def test_standard_input(text, code, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run(["validate", "-", *DAY]) == code
    said = capsys.readouterr()
    assert (code == 0) == ("no fault of form" in said.out)
    assert code == 0 or "<stdin>:1" in said.err or "<stdin>:" in said.err


def test_sarif_fits_the_standard_and_names_the_line(deals, capsys):
    assert run(["validate", "deals", "--format", "sarif", *DAY]) == 2
    log = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SARIF).validate(log)
    (only_run,) = log["runs"]
    found = {(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["level"]) for r in only_run["results"]}
    assert ("deals/b.yaml", "error") in found
    assert ("deals/c.yaml", "error") in found
    line = next(n for n, text in enumerate(BAD.splitlines(), 1) if "settlor: bnk" in text)
    assert line in [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in only_run["results"]]
    for result in only_run["results"]:
        assert only_run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert run(["validate", "deals/a.yaml", "--format", "sarif", *DAY]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


def test_a_doubt_is_no_error_for_machines(tmp_path, capsys):
    file = tmp_path / "deal.yaml"
    file.write_text(GOOD.replace("en: Nanhai Insurance", "en: Beihai  pension fund"), encoding="utf-8")
    assert run(["validate", str(file), "--format", "sarif", *DAY]) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert {r["level"] for r in results} <= {"note", "warning"}
    assert "names-alike" in {r["ruleId"] for r in results}, "equal names of two parties are a doubt"


def test_annotations_cannot_be_forged(deals, capsys):
    assert run(["validate", "deals", "--format", "github", *DAY]) == 2
    rows = capsys.readouterr().out.splitlines()
    assert rows
    assert all(re.match(r"::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=[a-z-]+::", row) for row in rows)
    fault = Fault("a", "x\n::error::forged 100%", Place("a,b:c\n::error::d", 1, 2))
    (row,) = to_github([(fault, "error")])
    assert row == "::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ad,line=1,col=2,title=a::x%0A::error::forged 100%25"


def test_addresses_of_files(tmp_path):
    assert uri("a b/交易.yaml") == "a%20b/%E4%BA%A4%E6%98%93.yaml"
    assert uri("<stdin>") == "%3Cstdin%3E"
    assert uri(str(tmp_path)).startswith("file:///")
    log = to_sarif([(Fault("a", "b", Place("c", 1, 1), "d", 3, ((Place("e", 2, 2), "there"),)), "note")])
    jsonschema.Draft202012Validator(SARIF).validate(log)
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["endColumn"] == 4


def test_the_hook_runs_the_command_on_deal_files():
    import yaml

    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"] == "legalmodel validate"
    assert re.search(hook["files"], "a/deal.yaml")
    assert re.search(hook["files"], "deal.json")
    assert not re.search(hook["files"], "a/ideal.yaml")
