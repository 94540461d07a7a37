"""Positions moved by hand: read back from decks and diagrams, kept, and left alone by a later change of the text."""

import base64
import json
import re
import zlib
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from chart_samples import DEAL, crowd, extent, parts

from legalmodel.base.errors import BadRequest
from legalmodel.output.chart import Edge, Node
from legalmodel.output.draw import draw, draw_all
from legalmodel.output.layout import lay_out
from legalmodel.output.positions import keep_positions, read_positions
from legalmodel.output.sheet import Sheet

IDS = {n.id for n in DEAL.nodes}


def centres(svg):
    found = {i[2:]: extent(e) for i, e in parts(svg) if i[:2] == "n_"}
    return {i: ((a + c) / 2, (b + d) / 2) for i, (a, b, c, d) in found.items()}


def near(a, b, room=1.0):
    return abs(a[0] - b[0]) <= room and abs(a[1] - b[1]) <= room


@pytest.mark.parametrize("ending", ["pptx", "drawio"])
@pytest.mark.parametrize("chart", [DEAL, crowd(4, 40)], ids=["deal", "crowd"])
def test_positions_come_back_as_they_were_laid_out(ending, chart, tmp_path):
    file = tmp_path / f"deal.{ending}"
    file.write_bytes(draw_all([Sheet(chart, "relations")], ending))
    found = read_positions(file)["relations"]
    layout = lay_out(chart)
    assert set(found) == set(layout.boxes) | {f"label:{id}" for id in layout.labels}
    for id in layout.boxes:
        assert near(found[id], layout.boxes[id][:2])
    for id, spot in layout.labels.items():
        assert near(found[f"label:{id}"], spot[:2])


def test_a_diagram_that_was_saved_packed_and_moved_is_read(tmp_path):
    text = draw(DEAL, "drawio").decode()
    before = centres(draw(DEAL))
    text = re.sub(r'(id="n_rater".*?<mxGeometry x=")([-\d.]+)', lambda m: f"{m[1]}{float(m[2]) + 100}", text, count=1)
    text = re.sub(r'(id="g_fence".*?<mxGeometry x=")([-\d.]+)', lambda m: f"{m[1]}{float(m[2]) + 50}", text, count=1)
    model = re.search(r"<mxGraphModel.*</mxGraphModel>", text, re.DOTALL)[0]
    packer = zlib.compressobj(wbits=-15)
    packed = base64.b64encode(packer.compress(quote(model).encode()) + packer.flush()).decode()
    (tmp_path / "a.drawio").write_text(text.replace(model, packed))
    found = read_positions(tmp_path / "a.drawio")["chart"]
    assert near(found["rater"], (before["rater"][0] + 100, before["rater"][1]))
    assert near(found["pool"], (before["pool"][0] + 50, before["pool"][1]))
    assert near(found["bank"], before["bank"])


def test_what_is_kept_stays_and_only_what_is_new_finds_a_place(tmp_path):
    kept = {id: (x * 1.4 + 30, y * 1.3) for id, (x, y) in centres(draw(DEAL)).items()}
    keep_positions({"relations": kept}, tmp_path / "kept.json")
    positions = read_positions(tmp_path / "kept.json")["relations"]
    more = DEAL._replace(
        nodes=(*(n._replace(lines=(*n.lines, "one line more")) if n.id == "bank" else n for n in DEAL.nodes), Node("new", "company", ("New",))),
        edges=(*(e for e in DEAL.edges if e.id != "rate"), Edge("lends", "new", "bank", "loan", ("lends",))),
    )  # fmt: skip  # short parts read together: one a line would take a screen
    svg = draw(more, positions=positions)
    found = centres(svg)
    moved = tuple(
        a - b for a, b in zip(found["bank"], kept["bank"], strict=True)
    )  # the whole, if the new box stands further left
    assert all(near(found[id], (kept[id][0] + moved[0], kept[id][1] + moved[1])) for id in IDS)
    assert min(moved) >= -1
    boxes = {i: extent(e) for i, e in parts(svg) if i[:2] == "n_"}
    left, top, right, low = boxes.pop("n_new")
    assert not [i for i, b in boxes.items() if left < b[2] and b[0] < right and top < b[3] and b[1] < low]
    assert {i for i, _ in parts(svg) if i[:2] == "l_"} == {f"l_{e.id}" for e in more.edges if e.lines}


def test_a_frame_grows_round_what_was_moved_and_nothing_leaves_the_page():
    svg = draw(DEAL, positions={"pool": (-300.0, -200.0)})
    found = {i: extent(e) for i, e in parts(svg) if i[:2] in ("n_", "cl", "l_")}
    (a, b, c, d), frame = found["n_pool"], found["cluster_fence"]
    assert frame[0] < a < c < frame[2]
    assert frame[1] < b < d < frame[3]
    assert all(x >= 0 and y >= 0 for x, y, _, _ in found.values())


def test_without_any_move_the_picture_is_the_same(tmp_path):
    file = tmp_path / "deal.drawio"
    file.write_bytes(draw(DEAL, "drawio"))
    same = draw(DEAL, positions=read_positions(file)["chart"])
    ways = [e.find("{http://www.w3.org/2000/svg}path").get("d") for i, e in parts(draw(DEAL)) if i[:2] == "e_"]
    again = [e.find("{http://www.w3.org/2000/svg}path").get("d") for i, e in parts(same) if i[:2] == "e_"]
    assert ways == again


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><mxfile><diagram name="x"><mxGraphModel>&a;</mxGraphModel></diagram></mxfile>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "{"),
        ("a.json", "[]"),
        ("a.json", '{"relations": {"bank": [1e99, 2]}}'),
        ("a.json", '{"relations": {"bank": [NaN, 2]}}'),
        ("a.json", '{"relations": {"bank": "x"}}'),
        ("a.json", '{"relations": {}}'),
        ("a.pptx", "no zip"),
        ("a.drawio", "<mxfile"),
        ("a.drawio", '<mxfile><diagram name="x">%%%</diagram></mxfile>'),
        ("a.drawio", BOMB),
        ("a.txt", "x"),
    ],
)
def test_a_file_that_holds_no_positions_is_refused_in_plain_words(name, content, tmp_path):
    (tmp_path / name).write_text(content)
    with pytest.raises(BadRequest, match=r"positions|holds no box"):
        read_positions(tmp_path / name)


def test_a_deck_of_somebody_else_holds_no_positions(tmp_path):
    with ZipFile(tmp_path / "a.pptx", "w") as deck:
        deck.writestr("ppt/slides/slide1.xml", '<a xmlns="x"/>')
    with pytest.raises(BadRequest, match="holds no box"):
        read_positions(tmp_path / "a.pptx")


def test_kept_positions_are_sorted_and_rounded(tmp_path):
    keep_positions({"b": {"z": (1.26, 2), "a": (0, 0)}, "a": {}}, tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_text()) == {"a": {}, "b": {"a": [0, 0], "z": [1.3, 2]}}
    assert (tmp_path / "p.json").read_text().index('"a"') < (tmp_path / "p.json").read_text().index('"z"')


def test_a_series_of_charts_does_not_jump():
    part = DEAL._replace(nodes=DEAL.nodes[:5], edges=DEAL.edges[:3])
    whole, first = Sheet(DEAL), Sheet(part)
    first.stand_as_in(whole)
    assert first.layout.boxes == {n.id: whole.layout.boxes[n.id] for n in part.nodes}
    assert set(first.layout.ways) == {e.id for e in part.edges}
    other = Sheet(part._replace(nodes=(*part.nodes, Node("new", "company", ("New",)))))
    other.stand_as_in(whole)
    assert "new" in other.layout.boxes
