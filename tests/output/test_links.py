"""Links from an SVG into the deal file: to the right line, and only ever a relative path, whatever files and parties are called."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from chart_samples import HOSTILE, SVG, pixels

from legalmodel.cli.main import run
from legalmodel.output.links import relative

TEMPLATE = Path(__file__).parent.parent.parent / "templates" / "cn-npl-trust" / "deal.yaml"
DEAL = """\
deal: {{name: Links}}
parties:
  seller:
    name: {name}
    form: company
  buyer: {{name: Buyer, form: company}}
pools:
  pool: {{name: Loans}}
transfers:
  sale:
    transferor: seller
    transferee: buyer
    assets: [pool]
    dates: {{signed: 2020-01-01}}
"""
LINES = {"n_parties.2Eseller": 3, "n_parties.2Ebuyer": 6, "n_pools.2Epool": 8, "l_transfers.2Esale": 10}
NAMES = [
    "javascript:alert(1).yaml",
    "http:evil.yaml",
    'a" onload="alert(1).yaml',
    "<script>&amp;'.yaml",
    "percent%2e%2e#L9?x.yaml",
    "银行 交易.yaml",
    "line\nbreak.yaml",
    "back\\slash.yaml",
]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def draw(deal, picture, *options):
    assert run(["draw", str(deal), "--run-day", "2026-06-30", "-o", str(picture), *options]) == 0
    return Path(picture).read_bytes()


def links(svg):
    found = {}
    for a in ET.fromstring(svg).iter(SVG + "a"):  # noqa: S314 - our own output, just made
        found |= {part.get("id"): a.get("href") for part in a.iter() if part.get("id")}
    return found


def test_each_box_and_relation_leads_to_its_line(here):
    (here / "deal.yaml").write_text(DEAL.format(name="Seller"))
    found = links(draw("deal.yaml", "chart.svg"))
    assert {id: found[id] for id in LINES} == {id: f"deal.yaml#L{line}" for id, line in LINES.items()}
    assert found["e_transfers.2Esale"] == "deal.yaml#L10"
    assert found["e_pools.2Epool.2Eestate"] == "deal.yaml#L8"
    assert links(draw("deal.yaml", "steps.svg", "--view", "steps"))["n_step.2E1"] == "deal.yaml#L10"


def test_every_box_and_relation_of_a_template_leads_to_a_line_that_names_its_record(here):
    shutil.copy(TEMPLATE, here / "deal.yaml")
    lines = (here / "deal.yaml").read_text().splitlines()
    for view in ("relations", "title", "cash", "waterfall", "ownership", "documents"):
        svg = draw("deal.yaml", "chart.svg", "--view", view)
        parts = set(re.findall(r'<g id="([nel]_[^"]*)"', svg.decode()))
        found = links(svg)
        parts = {
            part for part in parts if not re.match(r"[nel]_day\.2E\d", part)
        }  # a day under which documents stand is no record
        assert parts == set(found)
        for id, href in found.items():
            record = re.sub(r"\.([0-9A-F]{2})", lambda m: chr(int(m[1], 16)), id[2:]).split(".")[1:]
            line = lines[int(href.removeprefix("deal.yaml#L")) - 1].strip()
            assert re.match(r"[\w-]+", line)[0] in record, (id, line)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_name_is_only_a_name(name, here):
    (here / name).write_text(DEAL.format(name="Seller"))
    svg = draw(here / name, here / "out" / "chart.svg")
    hrefs = set(links(svg).values())
    assert len(hrefs) > 3
    for href in hrefs:
        assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+#L\d+", href)
        whole = urlsplit(urljoin("file:///folder/out/chart.svg", href))
        assert (whole.scheme, whole.netloc, unquote(whole.path)) == ("file", "", f"/folder/{name}")
    assert not [k for e in ET.fromstring(svg).iter() for k in e.attrib if k.startswith("on")]  # noqa: S314 - as above


@pytest.mark.parametrize("name", [h for h in HOSTILE if h.isprintable() and "\x00" not in h])
def test_a_hostile_party_name_does_not_change_a_link(name, here):
    import json

    (here / "deal.yaml").write_text(DEAL.format(name=json.dumps(name)))
    svg = draw("deal.yaml", "chart.svg")
    assert {id: href for id, href in links(svg).items() if id in LINES} == {id: f"deal.yaml#L{n}" for id, n in LINES.items()}
    attributes = {k for a in ET.fromstring(svg).iter(SVG + "a") for k in a.attrib}  # noqa: S314 - as above
    assert attributes == {"href", "aria-label", "tabindex", "aria-hidden"}


@pytest.mark.parametrize("picture", ["chart.svg", "deep/er/chart.svg", "../chart.svg"])
def test_a_link_leads_from_the_picture_to_the_file(picture, here):
    way = relative(here / "deals" / "a b.yaml", here / "x" / picture)
    assert not PurePosixPath(way).is_absolute()
    assert (here / "x" / picture).parent.joinpath(unquote(way)).resolve() == here / "deals" / "a b.yaml"


def test_links_can_be_left_out_and_other_formats_have_none(here):
    (here / "deal.yaml").write_text(DEAL.format(name="Seller"))
    plain = draw("deal.yaml", "plain.svg", "--no-links").decode()
    linked = draw("deal.yaml", "linked.svg").decode()
    assert "<a " not in plain
    bare = re.sub(r"</?a\b[^>]*>\n?", "", linked)
    assert re.sub(r"\s", "", bare).replace('role="group"', 'role="img"') == re.sub(r"\s", "", plain)
    for ending in ("png", "pdf", "drawio", "mmd", "puml", "dot"):
        with_links = draw("deal.yaml", f"a.{ending}")
        assert with_links == draw("deal.yaml", f"b.{ending}", "--no-links")
        assert b"deal.yaml#L" not in with_links


def test_a_chart_that_comes_from_no_file_has_no_links():
    from legalmodel.api import check
    from legalmodel.output.draw import draw as drawn
    from legalmodel.output.views import draw_view

    checked = check(TEMPLATE)
    assert b"<a " not in drawn(draw_view("relations", checked.graph, checked.judgment))
    assert "<a " not in checked._repr_svg_()


def test_a_picture_with_links_is_painted_as_one_without():
    """The links change nothing that is seen: a painter that knows SVG paints both pictures alike."""
    from legalmodel.output.formats.png import to_png

    Path("deal.yaml").write_text(DEAL.format(name="Seller"))
    linked, plain = draw("deal.yaml", "a.svg"), draw("deal.yaml", "b.svg", "--no-links")
    assert linked != plain
    assert pixels(to_png(linked.decode())) == pixels(to_png(plain.decode()))


def test_a_browser_shows_a_picture_with_links_as_one_without(here):
    browser = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    (here / "deal.yaml").write_text(DEAL.format(name="Seller"))
    shots = []
    for name, options in (("a", ()), ("b", ("--no-links",))):
        draw("deal.yaml", f"{name}.svg", *options)
        if browser:
            command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=900,700"]
            subprocess.run(
                [*command, f"--screenshot={here / name}.png", (here / f"{name}.svg").as_uri()],
                check=True,
                capture_output=True,
                timeout=60,
            )
            shots.append(pixels((here / f"{name}.png").read_bytes()))
    assert len(set(shots)) == (1 if browser else 0)
    assert not browser or len(set(shots[0])) > 10
