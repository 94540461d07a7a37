"""``legalmodel draw`` from the command line: files, options, and positions kept from one drawing to the next."""

import json
import re

import pytest

from legalmodel.cli.main import run

DAY = ("--run-day", "2026-06-30")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def draw(*options):
    return run(["draw", "cn-npl-trust", *DAY, *options])


@pytest.mark.parametrize("ending", ["pdf", "pptx", "drawio"])
def test_all_views_go_into_one_file(ending, here, capsys):
    assert draw("--view", "all", "-o", f"deal.{ending}") == 0
    assert capsys.readouterr().out == f"deal.{ending}\n"
    assert (here / f"deal.{ending}").stat().st_size > 10_000


def test_the_name_of_the_deal_is_the_name_of_the_picture(here):
    assert draw() == 0
    svg = (here / "cn-npl-trust.svg").read_text()
    assert "data:font/woff" in svg
    assert svg.count("<title") > 20


def test_positions_are_kept_beside_the_picture_and_used_again(here, capsys):
    assert draw("-o", "deal.drawio") == 0
    text = (here / "deal.drawio").read_text()
    moved = re.sub(
        r'(id="n_parties\.2Ebank".*?<mxGeometry x=")([-\d.]+)', lambda m: f"{m[1]}{float(m[2]) + 333}", text, count=1
    )
    assert moved != text
    (here / "deal.drawio").write_text(moved)
    assert draw("-o", "deal.drawio", "--positions", "deal.drawio") == 0
    assert "positions are kept in deal.positions.json" in capsys.readouterr().out
    kept = json.loads((here / "deal.positions.json").read_text())["relations"]
    assert draw("-o", "other.drawio") == 0
    assert draw("-o", "deal.drawio") == 0
    first, second, fresh = (_place(here / f) for f in ("deal.drawio", "deal.drawio", "other.drawio"))
    assert first == second
    assert abs(first - fresh - 333) < 1
    assert set(kept) >= {"parties.bank", "parties.bank.as.below.estates.spt"}


def _place(file):
    return float(re.search(r'id="n_parties\.2Ebank".*?<mxGeometry x="([-\d.]+)', file.read_text())[1])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--view", "nothing"), "there is no view 'nothing'"),
        (("-o", "a.gif"), "there is no picture format 'gif'"),
        (("--view", "all", "-o", "a.svg"), "holds one chart"),
        (("--party", "nobody"), "no party or estate 'nobody'"),
        (("--kind", "love"), "no kind of relation 'love'"),
        (("--finding", "no-rule"), "no finding 'no-rule'"),
        (("--positions", "none.pptx"), "none.pptx holds no positions"),
        (("--template", "none.pptx", "-o", "a.pptx"), "can be used as a template"),
        (("--scale", "99", "-o", "a.png"), "scale 99"),
        (("-o", "/proc/x/a.svg"), "cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_plain_words(options, said, capsys):
    assert draw(*options) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "fix:" in error


def test_parts_themes_and_languages(here):
    assert draw("--party", "bank", "--language", "zh", "--theme", "print", "--clean", "-o", "a.svg") == 0
    text = (here / "a.svg").read_text()
    assert "临江银行" in text
    assert "Linjiang Bank<" not in text
    assert draw("--language", "en", "--jurisdictions", "-o", "b.svg") == 0
    drawn = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", (here / "b.svg").read_text()))
    assert not re.search("[\u4e00-\u9fff]", drawn.replace("图例", ""))
    assert "Jurisdiction CN" in drawn
    assert draw("--finding", "cn-trust-law-15", "-o", "c.svg") == 0
    assert "What cn-trust-law-15 rests on stands out." in (here / "c.svg").read_text()
