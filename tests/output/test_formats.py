"""Every format of a chart: whole, tied together, and never markup. Read by readers that share nothing with the product."""

import base64
import re
import xml.etree.ElementTree as ET
import zlib
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from chart_samples import DEAL, HOSTILE, crowd, squeezed, tree

from legalmodel.base.errors import BadRequest
from legalmodel.output import formats
from legalmodel.output.chart import Chart, Edge, Group, Legend, Node
from legalmodel.output.draw import draw, draw_all
from legalmodel.output.formats import endings, holds_several
from legalmodel.output.geometry import Spot
from legalmodel.output.looks import RELATIONS, THEMES
from legalmodel.output.sheet import Sheet, Wishes
from legalmodel.output.sites import joined, sites
from legalmodel.output.slide import HEADS

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SMALL = Chart(
    ("T",),
    (Node("a", "company", ("A",)), Node("b", "pool", ("B",), "g"), Node("c", "class", ("C",))),
    (Edge("ab", "a", "b", "transfer", ("sells",)), Edge("cb", "c", "b", "property"), Edge("ab2", "a", "b", "loan", ("lends",))),
    (Group("g", ("G",)),),
)


def named(word):
    nodes = (Node("bank", "company", (word,), "g"), Node("b", "trust", ("x", word), marks=(word,), state="fail"))
    edges = (Edge("e", "bank", "b", "transfer", (word,), marks=(word,)), Edge("f", "b", "bank", "agency"))
    return Chart((word,), nodes, edges, (Group("g", (word,)),), (Legend("transfer", (word,)),), (word,))


def slides(data):
    with ZipFile(BytesIO(data)) as deck:
        names = sorted(n for n in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n))
        return [ET.fromstring(deck.read(n)) for n in names]  # noqa: S314 - our own output, just made


def test_formats_are_found_by_their_files():
    files = sorted(file.stem for file in Path(formats.__file__).parent.glob("[a-z]*.py"))
    assert endings() == files
    assert {"dot", "drawio", "graphml", "mmd", "pdf", "png", "pptx", "puml", "svg"} <= {*files}
    assert {e for e in endings() if holds_several(e)} >= {"drawio", "pdf", "pptx"}
    with pytest.raises(BadRequest, match="holds one chart, not 2"):
        draw_all([Sheet(SMALL), Sheet(DEAL)], "svg")


@pytest.mark.parametrize("ending", endings())
def test_every_format_draws_the_sample_and_the_same_each_time(ending):
    first = draw(DEAL, ending)
    assert len(first) > 500
    if ending != "pptx":  # a deck is a zip, which says when it was packed
        assert first == draw(DEAL, ending)


@pytest.mark.parametrize("ending", endings())
def test_every_format_draws_next_to_nothing(ending):
    assert draw(Chart(("Nothing",), (), ()), ending)
    assert draw(Chart((), (Node("a", "individual", ("Alone",)),), (Edge("e", "a", "a", "ownership", ("self",)),)), ending)


# Mermaid and PlantUML


def test_mermaid_and_plantuml_have_every_part_once():
    mermaid, plant = draw(DEAL, "mmd").decode(), draw(DEAL, "puml").decode()
    assert len(re.findall(r"^ +n\d+[\[\]({>/]", mermaid, re.MULTILINE)) == len(DEAL.nodes)
    assert len(re.findall(r'^  n\d+ \S+\|"[^"]+"\| n\d+$', mermaid, re.MULTILINE)) == len(DEAL.edges)
    assert len(re.findall(r'^\w+ "[^"]*" as n\d+ ', plant, re.MULTILINE)) == len(DEAL.nodes)
    assert len(re.findall(r'^n\d+ -\[.*\]-\S* n\d+ : "', plant, re.MULTILINE)) == len(DEAL.edges)
    assert "中国银行股份有限公司" in mermaid
    assert "中国银行股份有限公司" in plant
    assert mermaid.count("subgraph") == plant.count('rectangle "Ring') == 1


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("ending", ["mmd", "puml"])
def test_hostile_names_are_neither_markup_nor_lines_of_a_text_format(name, ending):
    def skeleton(word):
        text = draw(named(word), ending).decode()
        harmless = r"[^\W_]+|[ ,.()/，。、；：！？（）《》「」【】-]|#\d+;|<U\+[0-9A-F]{4,6}>|<br>|\\n"
        for label in re.findall(r'"([^"]*)"', text):
            assert re.fullmatch(f"({harmless})*", label)
        kept = re.sub(r'"[^"]*"', '""', text)
        return re.sub(r"(?m)^( *%%|title|line:|footer).*$", "", kept), text

    bare, text = skeleton(name)
    assert bare == skeleton("harmless")[0]
    assert "javascript:" not in text.replace(" ", "")
    assert not re.search(r"<(?!U\+|br>)", text)
    assert "\x00" not in text


# draw.io and GraphML


def cells(data):
    return {c.get("id"): c for c in ET.fromstring(data).iter("mxCell")}  # noqa: S314 - our own output, just made


def test_drawio_ties_every_line_to_two_boxes_and_stays_plain_text():
    found = cells(draw(DEAL, "drawio"))
    assert {i for i in found if i.startswith("n_")} == {f"n_{n.id}" for n in DEAL.nodes}
    edges = [c for i, c in found.items() if i.startswith("e_")]
    assert sorted(c.get("id") for c in edges) == sorted(f"e_{e.id}" for e in DEAL.edges)
    for cell in edges:
        edge = next(e for e in DEAL.edges if cell.get("id") == f"e_{e.id}")
        assert (cell.get("source"), cell.get("target")) == (f"n_{edge.source}", f"n_{edge.target}")
    assert all("html=0" in c.get("style") for c in found.values() if c.get("style"))
    assert found["n_estate"].get("parent") == "g_fence"


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("ending", ["drawio", "graphml"])
def test_hostile_names_stay_text_in_xml(name, ending):
    root, plain = (ET.fromstring(draw(named(w), ending)) for w in (name, "harmless"))  # noqa: S314 - our own output
    shape = [(e.tag, sorted(e.attrib)) for e in root.iter()]
    assert shape == [(e.tag, sorted(e.attrib)) for e in plain.iter()]
    styles = [e.get("style") for e in root.iter()]
    assert [s and re.sub(r"[\d.]", "", s) for s in styles] == [
        (s and re.sub(r"[\d.]", "", s.get("style") or "")) or None for s in plain.iter()
    ]


def test_graphml_is_what_networkx_reads():
    import networkx

    graph = networkx.read_graphml(BytesIO(draw(DEAL, "graphml")), force_multigraph=True)
    assert set(graph) == {n.id for n in DEAL.nodes}
    assert sorted((a, b) for a, b, _ in graph.edges) == sorted((e.source, e.target) for e in DEAL.edges)
    assert graph.nodes["bank"]["name"].startswith("Bank of China")


# PowerPoint


def box(shape):
    off, ext = shape.find(f"{P}spPr/{A}xfrm/{A}off"), shape.find(f"{P}spPr/{A}xfrm/{A}ext")
    x, y, w, h = (int(v) for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    return x, y, x + w, y + h


def ends(line):
    place = line.find(f"{P}spPr/{A}xfrm")
    x, y, right, low = box(line)
    if place.get("flipH"):
        x, right = right, x
    if place.get("flipV"):
        y, low = low, y
    return (x, y), (right, low)


def test_every_line_of_a_slide_is_glued_at_both_ends_to_the_shapes_it_touches():
    (slide,) = slides(draw(DEAL, "pptx"))
    shapes = {s.find(f"{P}nvSpPr/{P}cNvPr").get("id"): s for s in slide.iter(f"{P}sp")}
    assert len(shapes) == len(list(slide.iter(f"{P}sp")))
    names = {id: s.find(f"{P}nvSpPr/{P}cNvPr").get("name") for id, s in shapes.items()}
    pairs = []
    for line in slide.iter(f"{P}cxnSp"):
        glue = [line.find(f"{P}nvCxnSpPr/{P}cNvCxnSpPr/{A}{end}") for end in ("stCxn", "endCxn")]
        if glue == [None, None]:
            continue  # a sample of the legend
        pairs.append(tuple(names[g.get("id")] for g in glue))
        for (x, y), g in zip(ends(line), glue, strict=True):
            left, top, right, low = box(shapes[g.get("id")])
            assert left - 2 <= x <= right + 2
            assert top - 2 <= y <= low + 2
    for edge in DEAL.edges:
        middle = [f"label:{edge.id}"] if edge.lines else []
        way = [edge.source, *middle, edge.target]
        assert all(pair in pairs for pair in pairwise(way))
    assert len(pairs) == sum(2 if e.lines else 1 for e in DEAL.edges)


def test_every_box_stands_on_its_slide_with_its_words_and_none_over_another():
    deck = draw_all([Sheet(DEAL, "deal"), Sheet(crowd(3, 30), "crowd")], "pptx")
    with ZipFile(BytesIO(deck)) as file:
        size = re.search(rb'sldSz cx="(\d+)" cy="(\d+)"', file.read("ppt/presentation.xml"))
    for chart, slide in zip((DEAL, crowd(3, 30)), slides(deck), strict=True):
        found = {s.find(f"{P}nvSpPr/{P}cNvPr").get("name"): s for s in slide.iter(f"{P}sp")}
        assert {n.id for n in chart.nodes} <= set(found)
        for node in chart.nodes:
            words = "".join(t.text or "" for t in found[node.id].iter(f"{A}t"))
            assert squeezed(node.lines[0]) in squeezed(words)
        boxes = [box(found[n.id]) for n in chart.nodes]
        assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= int(size[1]) and b[3] <= int(size[2]) for b in boxes)
        assert not [1 for a, b in combinations(boxes, 2)
                    if min(a[2], b[2]) - max(a[0], b[0]) > 6000 and min(a[3], b[3]) - max(a[1], b[1]) > 6000]  # fmt: skip  # lines that belong together, one below the other


@pytest.mark.parametrize("seed", range(4))
def test_a_line_of_a_slide_does_not_run_through_a_box_if_it_can_help_it(seed):
    random = Random(seed)
    spots = [
        Spot(random.uniform(0, 500), random.uniform(0, 500), random.uniform(20, 90), random.uniform(20, 60)) for _ in range(9)
    ]

    def hits(a, b):  # looked at every thousandth of the way
        steps = [(a[0] + (b[0] - a[0]) * t / 1000, a[1] + (b[1] - a[1]) * t / 1000) for t in range(1001)]
        return sum(any(abs(x - s.x) * 2 < s.w - 4 and abs(y - s.y) * 2 < s.h - 4 for x, y in steps) for s in spots)

    for one, two in combinations(spots[:4], 2):
        _, a, _, b = joined("company", one, "pool", two, [s for s in spots if s not in (one, two)])
        assert hits(a, b) == min(hits(p, q) for _, p in sites("company", one) for _, q in sites("pool", two))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text_on_a_slide(name):
    from pptx import Presentation

    data = draw(named(name), "pptx")
    (slide,), (plain,) = slides(data), slides(draw(named("harmless"), "pptx"))
    tags = {e.tag for e in plain.iter()}
    assert {e.tag for e in slide.iter()} <= tags | {f"{A}br"}
    assert not [k for e in slide.iter() for k in e.attrib if "link" in k.lower() or k.endswith("}id")]
    shown = {s.name: s for s in Presentation(BytesIO(data)).slides[0].shapes}
    assert squeezed(shown["bank"].text_frame.text).rstrip("…").startswith(squeezed(name)[:100].rstrip("…"))


def test_a_firms_own_slides_are_used(tmp_path):
    from pptx import Presentation
    from pptx.util import Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(800), Pt(450)
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "The firm"
    deck.save(tmp_path / "firm.pptx")
    made = draw_all([Sheet(DEAL, "deal", Wishes(template=str(tmp_path / "firm.pptx")))], "pptx")
    again = Presentation(BytesIO(made))
    assert (again.slide_width, again.slide_height) == (Pt(800), Pt(450))
    assert [s.shapes.title.text_frame.paragraphs[0].text for s in again.slides] == ["The firm", DEAL.title[0]]
    with ZipFile(tmp_path / "firm.pptx") as old, ZipFile(tmp_path / "firm.potx", "w") as new:
        for item in old.namelist():
            new.writestr(item, old.read(item).replace(b"presentation.main+xml", b"template.main+xml"))
    assert draw_all([Sheet(DEAL, "deal", Wishes(template=str(tmp_path / "firm.potx")))], "pptx")
    (tmp_path / "bad.pptx").write_text("no deck")
    for bad in ("bad.pptx", "none.pptx"):
        with pytest.raises(BadRequest, match="not a PowerPoint file that can be used"):
            draw_all([Sheet(DEAL, "deal", Wishes(template=str(tmp_path / bad)))], "pptx")


def test_lines_on_a_slide_differ_in_stroke_and_head_not_in_colour_alone():
    assert len(set(HEADS.values())) == len(HEADS)
    looks = [(look.stroke, HEADS[look.head]) for look in RELATIONS.values()]
    assert len(set(looks)) == len(looks)


# PDF


def test_a_pdf_has_a_page_for_each_chart_and_its_text_can_be_read():
    data = draw_all([Sheet(DEAL, "one"), Sheet(SMALL, "two")], "pdf")
    assert data.startswith(b"%PDF-1.7")
    assert data.count(b"/Type /Page /Parent") == 2
    streams = [
        zlib.decompress(s) for s in re.findall(rb"/FlateDecode /Length \d+ >>\nstream\n(.*?)\nendstream", data, re.DOTALL)
    ]
    table = next(s for s in streams if b"beginbfchar" in s).decode()
    chars = {g: bytes.fromhex(u).decode("utf-16-be") for g, u in re.findall(r"<([0-9A-F]{4})> <([0-9a-f]+)>", table)}
    page = next(s for s in streams if b" Tj" in s and b" cm" in s).decode()
    shown = ["".join(chars[g] for g in re.findall("....", t)) for t in re.findall(r"<([0-9A-F]+)> Tj", page)]
    assert "Bank of China" in shown
    assert "中国银行股份有限公司" in shown
    for i, place in enumerate(re.findall(rb"(?m)^(\d{10}) 00000 n", data), 1):
        assert data[int(place) :].startswith(b"%d 0 obj" % i)


def test_chinese_type_is_put_within_an_svg_when_wished_for():
    wished = draw_all([Sheet(DEAL, "deal", Wishes(type_within=True))], "svg")
    font = base64.b64decode(re.search(rb"data:font/woff;base64,([^)]*)", wished)[1])
    assert font[:4] == b"wOFF"
    assert len(font) < 60_000
    from fontTools.ttLib import TTFont

    shown = {c for t in tree(wished).iter("{http://www.w3.org/2000/svg}text") for c in t.text if ord(c) > 0x2E80}
    assert shown <= {chr(c) for c in TTFont(BytesIO(font)).getBestCmap()}
    assert b"font-face" not in draw(DEAL)


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_a_theme_changes_colours_and_nothing_else(theme):
    plain, themed = draw(DEAL), draw(DEAL, theme=theme)
    color = rb'="(#[0-9A-F]{6}|white|black)"'
    assert re.sub(color, b"", plain) == re.sub(color, b"", themed)
    assert (plain == themed) == (theme == "light")
    if theme == "dark":
        back, ink = (re.search(rb'%b="#(\w\w)' % k, themed)[1] for k in (b" fill", b"stroke"))
        assert int(back, 16) < 60 < int(ink, 16)
