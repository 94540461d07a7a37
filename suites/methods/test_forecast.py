"""The forecast command on real figures, beside a second opinion, with its formats opened by other readers."""

import csv
import io
import json
import struct
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import numpy
import pytest
from greytheory import GM11

from legalmodel.base.errors import BadRequest
from legalmodel.methods import grey
from legalmodel.methods.forecast import forecast
from legalmodel.methods.rivals import WAYS, compare
from legalmodel.output.study import plot_bytes, to_csv, to_html, to_json, to_text

# Bad loans of Chinese commercial banks at year end, CNY 100m: tables of the banking regulator, read in third-party copies.
YEARS = "year_end,balance\n2006,12549.2\n2007,12684.2\n2008,5602.5\n2009,4973.3\n2010,4293.0\n"
QUARTERS = "quarter,balance\n2009Q1,5495.4\n2009Q2,5181.3\n2009Q3,5045.1\n2009Q4,4973.3\n2010Q1,4701.2\n2010Q2,4549.1\n2010Q3,4354.2\n2010Q4,4293.0\n"


@pytest.fixture
def quarters(tmp_path: Path) -> Path:
    file = tmp_path / "quarters.csv"
    file.write_text(QUARTERS, "utf-8")
    return file


def test_second_opinion_on_random_series() -> None:
    random = Random(5)
    for _ in range(1000):
        values = [random.uniform(80, 120) * 1.03**k for k in range(random.randint(4, 12))]
        theirs = GM11(background_mode="corrected").fit(values).predict(3)
        assert grey.plain(values, 3)[len(values) :] == pytest.approx(list(map(float, theirs)), rel=1e-9)


def test_least_squares_by_numpy() -> None:
    random = Random(6)
    for _ in range(1000):
        values = numpy.array([random.uniform(80, 120) for _ in range(random.randint(4, 12))])
        sums = values.cumsum()
        design = numpy.c_[-(sums[1:] + sums[:-1]) / 2, numpy.ones(len(values) - 1)]
        (a, b), *_ = numpy.linalg.lstsq(design, values[1:], rcond=None)
        curve = grey.fit(list(values))
        assert (curve.a, curve.b) == pytest.approx((a, b), rel=1e-8, abs=1e-10)


def test_the_best_is_named_even_if_it_is_another(tmp_path: Path) -> None:
    file = tmp_path / "walk.csv"
    values = [100, 90, 101, 89, 102, 88, 103, 87, 104, 86]
    file.write_text("year,b\n" + "".join(f"{2000 + k},{v}\n" for k, v in enumerate(values)), "utf-8")
    study = forecast(file, steps=2)
    best = study.table("comparison").rows[0][0]
    assert best != "GM(1,1)"
    assert any(f"{best} is the better forecast" in s for s in study.says)


def test_the_plain_ways() -> None:
    values = [3.0, 5.0, 4.0, 8.0]
    assert WAYS["last figure"](values, 2) == [8.0, 8.0]
    assert WAYS["drift"](values, 2) == pytest.approx([8 + 5 / 3, 8 + 10 / 3])
    slope, level = numpy.polyfit(range(4), values, 1)
    assert WAYS["straight line"](values, 2) == pytest.approx([level + 4 * slope, level + 5 * slope])


def test_errors_are_those_of_rolling_origins() -> None:
    values = [10.0, 12.0, 11.0, 13.0, 15.0, 14.0, 18.0]
    naive = next(t for t in compare(values, 2) if t.name == "last figure")
    off = [abs(values[o + s] - values[o - 1]) for o in (5, 6) for s in (0, 1) if o + s < 7]
    assert (naive.tries, naive.error) == (3, pytest.approx(sum(off) / 3))


def test_a_break_is_told(tmp_path: Path) -> None:
    file = tmp_path / "years.csv"
    file.write_text(YEARS, "utf-8")
    said = " ".join(forecast(file, steps=2).says)
    assert "From 2007 to 2008" in said
    assert "too short to try" in said or "Tried on the past" in said


def test_same_input_same_bytes(quarters: Path) -> None:
    one, two = forecast(quarters), forecast(quarters)
    assert to_html(one) == to_html(two)
    assert plot_bytes(one, "forecast", "png") == plot_bytes(two, "forecast", "png")
    assert forecast(quarters, seed=1).table("forecast").rows != one.table("forecast").rows


def test_intervals_hold_the_forecast_and_widen(quarters: Path) -> None:
    wide, narrow = (forecast(quarters, level=level).table("forecast").rows for level in (0.95, 0.5))
    for (_, guess, low, high, *_), (_, _, lower, higher, *_) in zip(wide, narrow, strict=True):
        assert low < guess < high
        assert low <= lower < higher <= high


def test_formats(quarters: Path) -> None:
    study = forecast(quarters)
    data = json.loads(json.dumps(to_json(study)))
    first = data["tables"]["forecast"]["rows"][0]
    assert first["period"] == "2011Q1"
    rows = [r for r in csv.reader(io.StringIO(to_csv(study))) if r and r[0] == "forecast"]
    assert float(rows[0][2]) == first["forecast"]
    assert f"{first['forecast']:,.2f}" in to_text(study, 100)
    assert f"{first['forecast']:,.2f}" in to_html(study)
    assert max(map(len, to_text(study, 100).splitlines())) <= 130


def test_pictures_open(quarters: Path) -> None:
    study = forecast(quarters)
    ElementTree.fromstring(plot_bytes(study, "forecast", "svg"))
    png = plot_bytes(study, "forecast", "png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1152, 648)


def test_hostile_heading_is_only_text(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text("year,=1+1<b>&\n2016,10\n2017,11\n2018,13\n2019,12\n2020,14\n2021,15\n", "utf-8")
    study = forecast(file, steps=1)
    assert "<b>" not in to_html(study)
    ElementTree.fromstring(plot_bytes(study, "forecast", "svg"))
    assert all(not cell.startswith("=") for row in csv.reader(io.StringIO(to_csv(study))) for cell in row)


@pytest.mark.parametrize(("steps", "level"), [(0, 0.8), (21, 0.8), (3, 0.2), (3, 1.0)])
def test_wishes_that_cannot_be_met(steps: int, level: float, quarters: Path) -> None:
    with pytest.raises(BadRequest):
        forecast(quarters, steps=steps, level=level)
