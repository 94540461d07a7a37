"""Names in Korean, Thai, Arabic, Hebrew and Japanese only, followed through every screen, chart and table of a whole deal."""

import csv
import io
import json
import re
from html import unescape

import pytest
from scripts import HYPOTHESES, NAMES, many_scripts, unnamed

from legalmodel.api import check
from legalmodel.base.language import speaking
from legalmodel.base.speech import columns
from legalmodel.cli.main import run
from legalmodel.output.draw import draw
from legalmodel.output.isolates import isolated
from legalmodel.output.page import page
from legalmodel.output.views import draw_view
from legalmodel.results import Result

DAY = ("--run-day", "2026-11-25")


@pytest.fixture(scope="module")
def deal(tmp_path_factory):
    return many_scripts(tmp_path_factory.mktemp("scripts"))


@pytest.fixture(scope="module")
def result(deal) -> Result:
    return check(deal)


def plain(text: str) -> str:
    return "".join(text.replace("\u2068", "").replace("\u2069", "").split())


@pytest.mark.parametrize("language", ["en", "zh", "ar", "th", "en,zh"])
def test_the_screen_and_the_explanation_name_everybody(deal, language, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    for words in (("check", str(deal), "--fail-on", "never"), ("explain", str(deal))):
        run([*words, "--lang", language, *DAY])
        told = capsys.readouterr().out
        if words[0] != "check":  # the first screen has forty rows, and may shorten the longest
            assert unnamed(told) == []
        assert max(map(columns, told.splitlines())) <= 100
        assert told.count("\u2068") == told.count("\u2069") > 0
        assert not re.search(r"[\u2066\u2067\u202a-\u202e]|\\u06", told)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_names_everybody_and_sets_apart_what_runs_from_the_right(result, language):
    with speaking(language):
        made = unescape(re.sub(r"<img[^>]*>", "", page(result)))
    assert [id for id, (_, name) in NAMES.items() if plain(name) not in plain(made)] == []
    assert "\u2068صندوق الجسر\u2069 2025-1" in made


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("ending", ["svg", "pptx", "dot", "drawio"])
def test_charts_keep_every_name(result, language, ending):
    from zipfile import ZipFile

    with speaking(language):
        data = draw(draw_view("relations", result.graph, result.judgment), ending)
    if ending == "pptx":
        with ZipFile(io.BytesIO(data)) as deck:
            data = b"".join(deck.read(name) for name in deck.namelist() if name.startswith("ppt/slides/slide"))
    text = unescape(data.decode("utf-8"))  # in .drawio the words stand in attributes
    text = plain(unescape(text if ending == "drawio" else re.sub(r"<[^>]*>", "", text)).replace("\\n", ""))
    drawn = [id for id in NAMES if id not in ("depository", "lead")]
    assert [id for id in drawn if plain(NAMES[id][1]) not in text] == []


def test_a_pdf_says_whose_name_it_cannot_write(result):
    from legalmodel.output.scripts import legible, texts
    from legalmodel.output.sheet import Sheet

    chart = legible(Sheet(draw_view("relations", result.graph, result.judgment), "x")).chart
    words = texts(chart)
    assert {"[Arabic: custodian]", "[Thai: fund]", "[Hebrew: insurer]", "[Arabic: spt]"} <= {*words}
    assert NAMES["bank"][1] in words  # Korean is in the type of the package


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tables_and_data_keep_every_name_and_nothing_is_empty(deal, language, capsys):
    run(["check", str(deal), "--format", "csv", "--fail-on", "never", "--lang", language, *DAY])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    told = plain("".join(row["sentence"] for row in rows))
    assert plain(NAMES["bank"][1]) in told and plain(NAMES["spt"][1]) in told and "\u2068" not in told
    run(["check", str(deal), "--format", "json", "--fail-on", "never", "--lang", language, *DAY])
    text = json.dumps(json.loads(capsys.readouterr().out), ensure_ascii=False)
    assert [id for id in HYPOTHESES if NAMES[id][1] not in text] == []


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("plain 5%", "plain 5%"),
        ("银行5%", "银行5%"),
        ("of بنك (5%), 3", "of \u2068بنك\u2069 (5%), 3"),
        ("شركة دعم 2020 الائتمان fails", "\u2068شركة دعم 2020 الائتمان\u2069 fails"),
        ("חברה → شركة", "\u2068חברה → شركة\u2069"),
    ],
)
def test_what_is_set_apart(text, apart):
    assert isolated(text) == apart


def test_a_run_that_is_shortened_or_broken_is_closed_where_it_ends():
    from legalmodel.output.paint import cut, wrap

    name = isolated("بنك الخليج للاستثمار")
    assert cut(f"of {name} and others", 12) == "of \u2068بنك الخل…\u2069"
    assert all(row.count("\u2068") == row.count("\u2069") == 1 for row in wrap(name, 11))
