"""Charts in every format: complete, explained and legible."""

import re
import struct

import pytest
from chart_samples import DEAL, SVG, expected_ids, extent, overlaps, parts, pixels, said, tree

from legalmodel.base.errors import BadRequest
from legalmodel.output.chart import Chart, Edge, Group, Legend, Node
from legalmodel.output.draw import draw, draw_to
from legalmodel.output.formats.png import to_png
from legalmodel.output.layout_plain import NOTE


def test_every_box_and_relation_is_in_the_dot_text_once():
    text = draw(DEAL, "dot").decode()
    assert sorted(i for i in re.findall(r'id="([nel]_[^"]*)"', text)) == expected_ids(DEAL)
    assert text.count("->") > len(DEAL.edges)


def test_every_box_and_relation_is_in_the_svg_once_with_its_words():
    svg = draw(DEAL)
    assert sorted(i for i, _ in parts(svg) if i[:2] in ("n_", "l_", "e_")) == expected_ids(DEAL)
    found = dict(parts(svg))
    assert said(found["n_bank"]) == ["Bank of China", "中国银行股份有限公司", "settlor, servicer"]
    assert "FAIL: connected support" in said(found["n_holders"])
    assert said(found["l_top_up"])[-1] == "WEIGH"
    assert said(found["n_estate"])[-2:] == ["collections", "?"]
    assert " ".join(DEAL.groups[0].lines) in " ".join(said(tree(svg)))
    assert DEAL.notes[0] in said(tree(svg))


def test_the_drawing_is_the_real_layout_and_the_same_each_time():
    svg = draw(DEAL)
    assert NOTE not in svg.decode()
    assert svg == draw(DEAL)
    assert b"graphviz" not in svg.lower()


def test_svg_can_be_read_aloud():
    root = tree(draw(DEAL))
    assert root.get("role") == "img"
    assert root.find(SVG + "title").text == " ".join(DEAL.title)
    assert "Bank of China → servicer → Special purpose trust" in root.find(SVG + "desc").text


def test_the_deal_is_legible():
    svg = draw(DEAL)
    assert overlaps(svg) == []
    root = tree(svg)
    width, height = (float(root.get(k).removesuffix("pt")) for k in ("width", "height"))
    assert width < 1000
    assert width / height <= 1.5
    rows = {i: extent(e)[1] for i, e in parts(svg) if i[:2] == "n_"}
    assert rows["n_bank"] < rows["n_estate"] < rows["n_senior"] < rows["n_investors"]


def test_text_stays_inside_its_box():
    for id, element in parts(draw(DEAL)):
        if id[:2] == "n_":
            left, top, right, bottom = extent(element)
            for text in element.iter(SVG + "text"):
                half = sum(1 if ord(c) > 0x2E80 else 0.5 for c in text.text) * float(text.get("font-size")) / 2
                assert left <= float(text.get("x")) - half
                assert float(text.get("x")) + half <= right
                assert top <= float(text.get("y")) - 6
                assert float(text.get("y")) <= bottom


def test_the_legend_explains_what_is_used_and_only_that():
    texts = " ".join(said(tree(draw(DEAL))))
    assert "Transfer of assets 资产转让" in texts
    assert "Lends to" not in texts
    own = DEAL._replace(legend=(Legend("transfer", ("Entrustment", "信托")),))
    assert "Entrustment 信托" in " ".join(said(tree(draw(own))))
    assert "Entrustment" in draw(own, "dot").decode()


def test_frames_stand_in_frames_and_labels_inside_what_both_ends_share():
    nodes = (Node("a", "company", ("A",), "outer"), Node("b", "trust", ("B",), "inner"), Node("c", "company", ("C",)))
    edges = (Edge("ab", "a", "b", "transfer", ("inside",)), Edge("cb", "c", "b", "transfer", ("outside",)))
    groups = (Group("inner", ("Inner",), "ring_fence", "outer"), Group("outer", ("Outer",), "jurisdiction"))
    found = {id: extent(e) for id, e in parts(draw(Chart((), nodes, edges, groups))) if id[:2] in ("cl", "n_", "l_")}

    def holds(frame, part):
        (a, b, c, d), (x, y, z, w) = found[frame], found[part]
        return a <= x and b <= y and z <= c and w <= d

    assert {p for p in found if p != "cluster_outer" and holds("cluster_outer", p)} == {"cluster_inner", "n_a", "n_b", "l_ab"}
    assert {p for p in found if p != "cluster_inner" and holds("cluster_inner", p)} == {"n_b"}


def test_frames_in_a_circle_are_left_out_and_nothing_else():
    groups = (Group("x", ("X",), "ring_fence", "y"), Group("y", ("Y",), "ring_fence", "x"))
    svg = draw(Chart((), (Node("a", "company", ("A",), "x"),), (), groups))
    assert NOTE not in svg.decode()
    assert [i for i, _ in parts(svg) if i.startswith(("n_", "cluster"))] == ["n_a"]


def test_an_empty_chart_and_a_lonely_box_are_drawn():
    assert b"Nothing" in draw(Chart(("Nothing",), (), ()))
    assert b"Alone" in draw(Chart((), (Node("a", "individual", ("Alone",)),), ()))
    assert b"self" in draw(Chart((), (Node("a", "company", ("A",)),), (Edge("e", "a", "a", "ownership", ("self",)),)))


def test_png_is_not_blank_and_chinese_is_drawn():
    def picture(name):
        return pixels(to_png(draw(Chart((), (Node("a", "company", (name,)),), ())).decode()))

    assert len(set(picture("中"))) > 20
    assert picture("中") != picture("国")
    assert picture("\ue000") == picture("\ue001")  # characters that no font has all look alike


def test_png_scales_says_its_density_and_is_the_same_each_time(tmp_path):
    small, large = draw(DEAL, "png", scale=1), draw(DEAL, "png", scale=2)
    width, height = struct.unpack(">II", small[16:24])
    double = struct.unpack(">II", large[16:24])
    assert abs(double[0] - 2 * width) <= 2
    assert abs(double[1] - 2 * height) <= 2
    assert b"pHYs" + struct.pack(">IIB", 7559, 7559, 1) in large
    draw_to(DEAL, tmp_path / "deal.png")
    assert (tmp_path / "deal.png").read_bytes() == large


def test_what_cannot_be_done_is_said(monkeypatch):
    with pytest.raises(BadRequest, match="no picture format 'gif'"):
        draw(DEAL, "gif")
    with pytest.raises(BadRequest, match="scale 99"):
        draw(DEAL, "png", scale=99)
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(BadRequest, match="PNG needs the package resvg_py"):
        draw(DEAL, "png")
