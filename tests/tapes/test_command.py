"""The command without what it needs, or with what it cannot use, says so plainly, and never quotes a cell."""

import sys

import pytest

from legalmodel.base.resources import shipped
from legalmodel.cli.main import run

EXAMPLE = shipped("templates") / "tapes"
ASKED = ["tape", "check", str(EXAMPLE / "loans.csv"), "--deal", str(EXAMPLE / "pool.yaml")]


def test_without_duckdb(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert run([*ASKED, "--map", str(EXAMPLE / "map.yaml")]) == 2
    assert "pip install 'legalmodel[tape]'" in capsys.readouterr().err


def test_without_a_map(capsys):
    assert run(ASKED) == 2
    said = capsys.readouterr().err
    assert "cn-npl (19 headings)" in said
    assert "tape map loans.csv" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        ("客户,余额\n甲,1\n".encode("gb18030"), "is not written in UTF-8"),
        (b"a b\n1 2\n", ""),
        (b"a;b,c\n1;2,3\n4;5,6\n", "not plain which sign"),
        (b"a,b\n" + b"1,2,3\n" * 9, "the first row of t.csv has 2 cells"),
        (b"a,b\n1,\x002\n", "null characters"),
    ],
)
def test_files_that_are_not_plain(content, said, tmp_path, capsys):
    file = tmp_path / "t.csv"
    file.write_bytes(content)
    code = run(["tape", "map", str(file)])
    told = capsys.readouterr()
    assert (code, said in told.err) == (2, True) if said else code == 0


def test_maps_are_listed(capsys):
    assert run(["tape", "maps"]) == 0
    said = capsys.readouterr().out
    assert "esma-annex2" in said
    assert "loan.days_past_due" in said
