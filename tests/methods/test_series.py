"""Each thing that no forecast can use is refused by name, with its line and what to do."""

from pathlib import Path

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.methods.series import read_series

GOOD = "year,balance\n2016,10\n2017,11\n2018,13\n2019,12\n2020,14\n"

BAD = {
    "empty-file": ("", 1),
    "no-figures": ("year,balance\n", 1),
    "one-column": ("year\n2016\n2017\n", 1),
    "no-heading": ("2016,10\n2017,11\n2018,12\n2019,13\n", 1),
    "same-heading": ("year,b,b\n2016,1,2\n2017,2,3\n2018,3,4\n2019,4,5\n", 1),
    "ragged-line": ("year,balance\n2016,10\n2017,1,100\n2018,13\n2019,12\n", 3),
    "no-period": ("year,balance\n2016,10\nmid 2017,11\n2018,13\n2019,12\n", 3),
    "no-number": ("year,balance\n2016,10\n2017,n/a\n2018,13\n2019,12\n", 3),
    "not-finite": ("year,balance\n2016,10\n2017,inf\n2018,13\n2019,12\n", 3),
    "not-positive": ("year,balance\n2016,10\n2017,0\n2018,13\n2019,12\n", 3),
    "too-large-figure": ("year,balance\n2016,10\n2017,1e308\n2018,13\n2019,12\n", 3),
    "mixed-periods": ("year,balance\n2016,10\n2017Q1,11\n2018,13\n2019,12\n", 3),
    "same-period": ("year,balance\n2016,10\n2016,11\n2017,13\n2018,12\n", 3),
    "wrong-order": ("year,balance\n2017,10\n2016,11\n2018,13\n2019,12\n", 3),
    "gap": ("year,balance\n2016,10\n2018,11\n2019,13\n2020,12\n", 3),
    "too-short": ("year,balance\n2016,10\n2017,11\n2018,13\n", 4),
    "constant": ("year,balance\n2016,10\n2017,10\n2018,10\n2019,10\n", 5),
    "not-text": ("year,balance\n2016,10\n2017,\0\n", 3),
    "too-long": ("year,balance\n" + "".join(f"{y},1\n" for y in range(6000)), 5001),
}


def write(folder: Path, text: str) -> Path:
    file = folder / "series.csv"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("code", BAD)
def test_bad_input(code: str, tmp_path: Path) -> None:
    text, line = BAD[code]
    with pytest.raises(BadInput) as raised:
        read_series(write(tmp_path, text))
    told = raised.value.faults[0]
    assert (told.code, told.place.line) == (code, line)
    assert told.fix


@pytest.mark.parametrize(
    ("cell", "fix"),
    [("7.09%", "percent"), ("1 234", "number"), ("-3", "constant"), ("nan", "leave"), ("", "number"), ("1e9999", "number")],
)
def test_bad_figure(cell: str, fix: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as raised:
        read_series(write(tmp_path, GOOD.replace("2017,11", f"2017,{cell}")))
    assert [f.place.line for f in raised.value.faults] == [3]
    assert fix in raised.value.faults[0].fix


def test_every_fault_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as raised:
        read_series(write(tmp_path, "year,b\n2016,x\nnever,1\n2018,-1\n2019,2\n2020,3\n"))
    assert [f.code for f in raised.value.faults] == ["no-number", "no-period", "not-positive"]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_bytes("年,余额\n2016,10\n".encode("gbk"))
    with pytest.raises(BadInput) as raised:
        read_series(file)
    assert raised.value.faults[0].code == "not-utf-8"


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_bytes(b"x" * 1_000_001)
    with pytest.raises(BadInput) as raised:
        read_series(file)
    assert raised.value.faults[0].code == "too-large"


@pytest.mark.parametrize(
    ("column", "since", "fix"), [("ratoi", "", "did you mean ratio"), ("", "", "choose one"), ("ratio", "1999", "2016")]
)
def test_wishes_that_cannot_be_met(column: str, since: str, fix: str, tmp_path: Path) -> None:
    file = write(tmp_path, "year,balance,ratio\n2016,1,2\n2017,2,3\n2018,3,4\n2019,4,5\n")
    with pytest.raises(BadRequest) as raised:
        read_series(file, column, since)
    assert fix in raised.value.fix


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadRequest):
        read_series(tmp_path / "none.csv")


def test_good_input(tmp_path: Path) -> None:
    series = read_series(write(tmp_path, "# a note\n" + GOOD.replace("2016,10\n", "2016,10\n\n")))
    assert series.values == (10, 11, 13, 12, 14)
    assert [p.line for p in series.places] == [3, 5, 6, 7, 8]
    assert series.later(2) == ["2021", "2022"]


@pytest.mark.parametrize(
    ("first", "next"),
    [
        ("2016Q1 2016Q2 2016Q3 2016Q4", "2017Q1"),
        ("2016-09 2016-10 2016-11 2016-12", "2017-01"),
        ("2019 2020 2021 2022", "2023"),
    ],
)
def test_what_follows(first: str, next: str, tmp_path: Path) -> None:
    text = "period,b\n" + "".join(f"{label},{k + 1}\n" for k, label in enumerate(first.split()))
    assert read_series(write(tmp_path, text)).later(1) == [next]


def test_since(tmp_path: Path) -> None:
    assert read_series(write(tmp_path, GOOD), since="2017").values == (11, 13, 12, 14)
