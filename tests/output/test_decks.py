"""Decks of charts in lanes: elbow connectors on the routes of the layout, glued where they end, through no box, in type that can be read."""

import re
import sys
import xml.etree.ElementTree as ET
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from deck_reader import A, P, corners, glue, rectangles

from legalmodel.api import check
from legalmodel.output.draw import draw, draw_all
from legalmodel.output.elbows import elbow
from legalmodel.output.sheet import Sheet
from legalmodel.output.unsaid import unsaid
from legalmodel.output.views import draw_view

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
from chart_deals import graph

sys.path.pop(0)
ROOT = Path(__file__).parent.parent.parent
NEAR = 13000
"""EMU: a point, and a little."""


def slide(data, number=1):
    with ZipFile(BytesIO(data)) as deck:
        return ET.fromstring(deck.read(f"ppt/slides/slide{number}.xml"))  # noqa: S314 - our own output, just made


def lines(root):
    return [c for c in root.iter(f"{P}cxnSp") if c.find(f"{P}nvCxnSpPr/{P}cNvPr").get("name").startswith("line:")]


def slides(data):
    with ZipFile(BytesIO(data)) as deck:
        names = sorted(n for n in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n))
        return [ET.fromstring(deck.read(n)) for n in names]  # noqa: S314 - our own output, just made


def name(line):
    return line.find(f"{P}nvCxnSpPr/{P}cNvPr").get("name").removeprefix("line:")


@pytest.mark.parametrize("seed", [0, 2, 8, 12, 26])
def test_each_relation_is_one_connector_glued_at_both_ends_where_it_ends(seed):
    sheet = Sheet(draw_view("relations", graph(seed), None))
    roots = slides(draw_all([sheet], "pptx"))
    assert {name(line) for root in roots for line in lines(root)} == {e.id for e in sheet.chart.edges}
    for root in roots:
        assert len({name(line) for line in lines(root)}) == len(lines(root))
        for line in lines(root):
            start, end = line.find(f".//{A}stCxn"), line.find(f".//{A}endCxn")
            for point, site in ((corners(line)[0], start), (corners(line)[-1], end)):
                x, y = glue(root, int(site.get("id")), int(site.get("idx")))
                assert abs(point[0] - x) < NEAR
                assert abs(point[1] - y) < NEAR


@pytest.mark.parametrize("seed", [0, 2, 8, 12, 26])
def test_connectors_run_through_no_box_and_only_those_of_a_trunk_share_an_end(seed):
    sheet = Sheet(draw_view("relations", graph(seed), None))
    sort = {e.id: e.relation for e in sheet.chart.edges}
    for root in slides(draw_all([sheet], "pptx")):
        boxes = {
            n: r for n, r in rectangles(root).items() if r[0].split(":")[0] not in ("label", "frame", "heading") and "." in r[0]
        }
        ends = {}
        for line in lines(root):
            own = {int(line.find(f".//{A}{end}").get("id")) for end in ("stCxn", "endCxn")}
            for (x0, y0), (x1, y1) in pairwise(corners(line)):
                for number, (box, left, top, right, low) in boxes.items():
                    across = min(x0, x1) < right - NEAR and max(x0, x1) > left + NEAR
                    assert number in own or not (across and min(y0, y1) < low - NEAR and max(y0, y1) > top + NEAR), (
                        name(line),
                        box,
                    )
            for site in (line.find(f".//{A}stCxn"), line.find(f".//{A}endCxn")):
                ends.setdefault((site.get("id"), site.get("idx")), set()).add(sort[name(line)])
        assert all(len(relations) == 1 for relations in ends.values())


def test_a_chart_too_large_for_a_slide_becomes_several_of_the_usual_size_that_point_at_each_other():
    sheet = Sheet(draw_view("relations", graph(9), None))
    data = draw_all([sheet], "pptx")
    roots = slides(data)
    assert len(roots) > 2
    texts = [" ".join(t.text or "" for t in root.iter(f"{A}t")) for root in roots]
    count = len(roots) - 1  # the last has the legend alone
    assert f"(1/{count})" in texts[0]
    assert f"→ 2/{count}" in texts[0]
    assert "Legend" in texts[-1]
    shown = [{r[0] for r in rectangles(root).values()} for root in roots]
    assert {n.id for n in sheet.chart.nodes} <= set().union(*shown)


@pytest.mark.parametrize(
    "route",
    [
        [(0, 0), (5, 0)], [(0, 9), (0, 2)], [(0, 0), (5, 0), (5, 7)], [(3, 3), (3, -7), (9, -7)], [(0, 0), (4, 0), (4, 8), (9, 8)],
        [(9, 8), (2, 8), (2, 1), (0, 1)], [(0, 0), (0, 4), (8, 4), (8, 9)], [(0, 0), (0, -4), (-8, -4), (-8, -9)],
        [(0, 0), (0, 3), (5, 3), (5, 8), (9, 8)], [(0, 0), (3, 0), (3, 5), (8, 5), (8, 2)], [(0, 0), (-3, 0), (-3, -9), (12, -9), (12, 4), (9, 4)],
        [(0, 0), (0, 3), (-6, 3), (-6, 7), (4, 7), (4, 9)], [(0, 0), (-3, 0), (-3, 8), (0, 8)],
    ],
)  # fmt: skip  # short parts read together: one a line would take a screen
def test_an_elbow_runs_through_its_corners(route):
    from legalmodel.output.elbows import placed

    scaled = [(x * 100000, y * 100000) for x, y in route]
    ns = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    connector = ET.fromstring(f"<p:cxnSp {ns}><p:spPr>{placed(elbow(scaled))}</p:spPr></p:cxnSp>")  # noqa: S314 - our own output, just made
    found = corners(connector)
    assert len(found) == len(scaled)
    assert all(abs(a - c) < NEAR and abs(b - d) < NEAR for (a, b), (c, d) in zip(found, scaled, strict=True))


def test_a_deck_says_whose_it_is_and_holds_no_strangers_names():
    data = draw(draw_view("relations", graph(3), None), "pptx")
    with ZipFile(BytesIO(data)) as deck:
        core = deck.read("docProps/core.xml").decode()
        show = deck.read("ppt/presentation.xml").decode()
        text = deck.read("ppt/slides/slide1.xml").decode()
    assert "Steve" not in core
    assert "2013" not in core
    assert "Made-up deal" in core
    assert 'type="screen4x3"' not in show
    assert 'typeface="+mn-ea"' in text
    assert "schemeClr" in text
    assert min(int(s) for s in re.findall(r'sz="(\d+)"', text)) >= 900


def test_a_deck_of_sixty_parties_is_the_same_each_time_and_made_in_time():
    from time import process_time

    chart = draw_view("relations", graph(5, 60), None)
    made, taken = set(), []
    while len(taken) < 2 or (min(taken) >= 1.5 and len(taken) < 4):
        start = process_time()
        made.add(draw(chart, "pptx"))
        taken.append(process_time() - start)
    assert min(taken) < 1.5  # promised: 1 s on a machine of its own; other work on this one only adds
    assert len(made) == 1


def test_a_box_that_was_made_larger_and_moved_comes_back_so_and_its_lines_keep_their_corners(tmp_path):
    from legalmodel.output.positions import read_positions

    chart = draw_view("relations", graph(1), None)  # one slide: on several, boxes are as wide as each page has room for
    data = draw_all([Sheet(chart, "relations")], "pptx")
    before = Sheet(chart).layout
    box = next(n.id for n in Sheet(chart).chart.nodes if n.place == "right")
    with ZipFile(BytesIO(data)) as old, ZipFile(tmp_path / "a.pptx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "ppt/slides/slide1.xml":
                found = re.search(
                    rf'name="{re.escape(box)}".*?<a:off x="(-?\d+)" y="(-?\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>'.encode(),
                    content,
                    re.DOTALL,
                )
                x, y, w, h = (int(v) for v in found.groups())
                place = f'<a:off x="{x + 127000}" y="{y + 254000}"/><a:ext cx="{w + 508000}" cy="{h}"/>'.encode()
                content = (
                    content[: found.start()]
                    + re.sub(rb"<a:off [^>]*/><a:ext [^>]*/>", place, found[0])
                    + content[found.end() :]
                )
            new.writestr(name, content)
    kept = read_positions(tmp_path / "a.pptx")["relations"]
    assert f"size:{box}" in kept
    after = Sheet(chart, "relations", positions=kept).layout
    scale = float(slide(data).find(f"{P}cSld").get("name").split("|")[1])
    assert after.boxes[box].w == pytest.approx(before.boxes[box].w + 40 / scale, abs=1)
    other = next(
        n.id for n in Sheet(chart).chart.nodes if n.place == "core"
    )  # the whole may be moved down, to stay on the page
    moved = after.boxes[box].y - after.boxes[other].y - (before.boxes[box].y - before.boxes[other].y)
    assert moved == pytest.approx(20 / scale, abs=1)
    for edge in Sheet(chart).chart.edges:
        if box in (edge.source, edge.target):
            points = [after.ways[edge.id][0][0], *after.ways[edge.id][0][3::3]]
            assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


@pytest.mark.parametrize("name", ["cn-clo-trust", "zhongyu-2016-1", "dongyuan-2006-1", "cn-two-banks"])
def test_a_deal_has_slides_of_the_usual_size_with_type_of_nine_points_at_least(name):
    with unsaid(True):
        chart = draw_view("relations", check(ROOT / "templates" / name / "deal.yaml", date(2026, 6, 30)).graph, None)
    data = draw_all([Sheet(chart, "relations")], "pptx")
    with ZipFile(BytesIO(data)) as deck:
        assert b'sldSz cx="12192000" cy="6858000"' in deck.read("ppt/presentation.xml")
    for root in slides(data):
        assert min(int(run.get("sz")) for run in root.iter(f"{A}rPr") if run.get("sz")) >= 900
