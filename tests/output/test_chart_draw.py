"""Charts in every format: complete, safe with hostile names, legible, and never lost."""

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from random import Random

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.output.chart import Chart, Edge, Group, Legend, Node
from legalmodel.output.draw import draw, draw_to
from legalmodel.output.formats import svg as svg_format
from legalmodel.output.formats.plain import NOTE, to_plain
from legalmodel.output.formats.png import to_png
from legalmodel.output.looks import RELATIONS, SHAPES

SVG = "{http://www.w3.org/2000/svg}"
DEAL = Chart(
    ("Bank trust 2016-1: legal relationships", "银行信托2016年第一期：法律关系图"),
    (
        Node("bank", "company", ("Bank of China", "中国银行股份有限公司", "settlor, servicer")),
        Node("trustee", "company", ("International Trust", "兴业国际信托有限公司")),
        Node("obligors", "class", ("Obligors", "借款人")),
        Node("estate", "trust", ("Special purpose trust", "特定目的信托"), "fence", "unknown", ("segregation of collections",)),
        Node("pool", "pool", ("Pool of non-performing loans", "不良贷款资产池"), "fence"),
        Node("senior", "security", ("Senior 优先档", "CNY 234.78m, AAA / AAA")),
        Node("junior", "security", ("Junior 次级档", "CNY 66.22m, not rated")),
        Node("investors", "class", ("Investors", "机构投资者")),
        Node("holders", "class", ("Junior holders", "次级档持有人"), state="fail", marks=("connected support",)),
        Node("underwriter", "company", ("Merchants Securities", "招商证券股份有限公司")),
        Node("rater", "company", ("Credit Rating", "联合资信评估有限公司")),
        Node("second", "company", ("Bond Rating", "中债资信评估有限责任公司")),
        Node("custodian", "unknown", ("Custodian", "not named in the public papers")),
    ),
    (
        Edge("entrust", "bank", "estate", "transfer", ("entrusts the pool", "2016-05-27")),
        Edge("title", "trustee", "estate", "trusteeship", ("trustee", "holds in its own name")),
        Edge("property", "estate", "pool", "property", ("trust property",)),
        Edge("owe", "obligors", "pool", "claim", ("owe the loans",)),
        Edge("serve", "bank", "estate", "agency", ("servicer",)),
        Edge("issue_senior", "estate", "senior", "issue"),
        Edge("issue_junior", "estate", "junior", "issue"),
        Edge("behind", "junior", "senior", "subordination", ("ranks behind",)),
        Edge("hold_senior", "investors", "senior", "holding", ("100%",)),
        Edge("hold_junior", "holders", "junior", "holding", ("95%",)),
        Edge("retain", "bank", "junior", "holding", ("5% (risk retention)",)),
        Edge("top_up", "holders", "senior", "support", ("top-up of Senior interest", "差额补足"), "judgement"),
        Edge("underwrite", "underwriter", "estate", "agency", ("lead underwriter",)),
        Edge("rate", "rater", "senior", "agency", ("rates AAA",)),
        Edge("rate_again", "second", "senior", "agency", ("rates AAA",)),
        Edge("keep", "custodian", "estate", "agency", ("custody of cash",)),
    ),
    (Group("fence", ("Ring-fence: Trust Law art. 15 and 16", "破产隔离：《信托法》第十五、十六条")),),
    notes=("The liquidity reserve is not drawn as a box.",),
)
HOSTILE = [
    'a" , shape=none, URL="javascript:alert(1)"]; evil -> n_bank [label="',
    "back\\",
    "back\\\\",
    'quote\\"',
    "\\N \\G \\L \\E \\T \\H",
    "line\none\r\ntwo",
    "<script>alert(1)</script>",
    "<<b>bold</b>>",
    "]]> &lt;b&gt; &#60;script&#62; &amp;",
    "{a|<p>b}",
    "n_bank:p:w",
    "😀 emoji 👩‍⚖️",
    "שלום עולם \u202eevil\u202c",
    "zero\u200bwidth\ufeff",
    "\x00\x1b[31m\x7f",
    "w" * 150,
    "/* comment */ // # more",
    "strict digraph subgraph",
]


def tree(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own output, just made


def parts(svg):
    """Collect id -> element of everything that has an id."""
    return [(e.get("id"), e) for e in tree(svg).iter() if e.get("id")]


def said(element):
    return [t.text or "" for t in element.iter(SVG + "text")]


def squeezed(text):
    kept = "".join(c for c in text if c not in "\u202a\u202b\u202c\u202d\u202e")
    return re.sub(r"\s", "", re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "\ufffd", kept))


def extent(element):
    """The rectangle round the first outline of a part, in its own coordinates."""
    shape = next(e for e in element if e.tag not in (SVG + "title", SVG + "text"))
    if shape.tag == SVG + "ellipse":
        x, y, w, h = (float(shape.get(k)) for k in ("cx", "cy", "rx", "ry"))
        return x - w, y - h, x + w, y + h
    if shape.tag == SVG + "rect":
        x, y, w, h = (float(shape.get(k)) for k in ("x", "y", "width", "height"))
        return x, y, x + w, y + h
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", shape.get("points") or shape.get("d"))]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def overlaps(svg):
    boxes = [(id, extent(e)) for id, e in parts(svg) if id[:2] in ("n_", "l_")]
    return [
        (a, b)
        for i, (a, p) in enumerate(boxes)
        for b, q in boxes[i + 1 :]
        if min(p[2], q[2]) - max(p[0], q[0]) > 0.5 and min(p[3], q[3]) - max(p[1], q[1]) > 0.5
    ]


def pixels(png):
    """Unpack the rows of a PNG; equal pictures give equal bytes."""
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(data)


def crowd(seed, count=60):
    random = Random(seed)
    shapes, relations = sorted(SHAPES), sorted(RELATIONS)
    nodes = tuple(
        Node(f"p{i}", random.choice(shapes), (f"Party number {i}", f"第{i}号当事人"), random.choice(("", "g1", "g2", "g3")))
        for i in range(count)
    )
    pairs = [random.sample(range(count), 2) for _ in range(count)]
    edges = tuple(
        Edge(f"r{i}", f"p{a}", f"p{b}", random.choice(relations), (f"relation {i}", "关系")[: random.randrange(3)])
        for i, (a, b) in enumerate(pairs)
    )
    groups = (
        Group("g1", ("Ring-fence", "破产隔离")),
        Group("g2", ("PRC",), "jurisdiction"),
        Group("g3", ("Inner",), "ring_fence", "g2"),
    )
    return Chart(("Crowd",), nodes, edges, groups)


def expected_ids(chart):
    halves = [f"e_{e.id}{end}" for e in chart.edges for end in ((".a", ".b") if e.lines or e.state else ("",))]
    labels = [f"l_{e.id}" for e in chart.edges if e.lines or e.state]
    return sorted([f"n_{n.id}" for n in chart.nodes] + halves + labels)


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
    assert "Ring-fence: Trust Law art. 15 and 16" in said(tree(svg))
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


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("plain", [False, True])
def test_hostile_names_stay_text(name, plain):
    nodes = (Node("bank", "company", (name,), "g"), Node(name, "trust", ("x", name)), Node("c", "pool", ("c",), "g"))
    edges = (Edge(name, "bank", name, "transfer", (name,)), Edge("e2", "bank", "c", "property", (name,)))
    chart = Chart((name,), nodes, edges, (Group("g", (name,)),), (Legend("transfer", (name,)),), (name,))
    svg = to_plain(chart).encode() if plain else draw(chart)
    assert plain or NOTE not in svg.decode()
    root = tree(svg)
    tags = {e.tag.removeprefix(SVG) for e in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "text", "polygon", "polyline", "path", "ellipse", "line", "circle"}
    assert not [k for e in root.iter() for k in e.attrib if "href" in k or k.startswith("on")]
    drawn = squeezed("".join(said(dict(parts(svg))["n_bank"])))
    assert drawn.rstrip("…").startswith(squeezed(name)[:120])
    assert len([i for i, _ in parts(svg) if i.startswith("n_")]) == 3


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_inside_quotes_in_dot(name):
    def skeleton(word):
        nodes = (Node("bank", "company", (word,), "g"), Node("b", "trust", ("x", word), marks=(word,), state="fail"))
        edge = Edge("e", "bank", "b", "transfer", (word,), marks=(word,))
        text = draw(
            Chart((word,), nodes, (edge,), (Group("g", (word,)),), (Legend("transfer", (word,)),), (word,)), "dot"
        ).decode()
        strings = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
        labels = [s for s in strings.findall(text) if not re.fullmatch(r'"[\w .#,+/-]*"', s)]
        return re.sub(r'label="[^"]*"', "", strings.sub('""', text)), labels

    bare, labels = skeleton(name)
    assert bare == skeleton("harmless")[0]
    for label in labels:
        assert not re.search(r"&(?!amp;)", label)
        assert set(re.findall(r"\\(.)", label)) <= {"n", "\\", '"'}
        assert "\n" not in label


@pytest.mark.parametrize("seed", range(6))
def test_sixty_parties_in_frames_are_all_drawn(seed):
    chart = crowd(seed)
    svg = draw(chart)
    assert NOTE not in svg.decode()
    assert sorted(i for i, _ in parts(svg) if i[:2] in ("n_", "l_", "e_")) == expected_ids(chart)
    assert overlaps(svg) == []


def test_frames_stand_in_frames_and_labels_inside_what_both_ends_share():
    nodes = (Node("a", "company", ("A",), "outer"), Node("b", "trust", ("B",), "inner"), Node("c", "company", ("C",)))
    edges = (Edge("ab", "a", "b", "transfer", ("inside",)), Edge("cb", "c", "b", "transfer", ("outside",)))
    groups = (Group("inner", ("Inner",), "ring_fence", "outer"), Group("outer", ("Outer",), "jurisdiction"))
    found = {id: extent(e) for id, e in parts(draw(Chart((), nodes, edges, groups))) if id[:2] in ("cl", "n_", "l_")}

    def holds(frame, part):
        (a, b, c, d), (x, y, z, w) = found[frame], found[part]
        return a <= x and b <= y and z <= c and w <= d

    inside = [(f, p) for f in ("cluster_outer", "cluster_inner") for p in found if p != f and holds(f, p)]
    assert inside == [("cluster_outer", p) for p in ("cluster_inner", "n_a", "n_b", "l_ab") if p in found] + [
        ("cluster_inner", "n_b")
    ]


def test_frames_in_a_circle_are_left_out_and_nothing_else():
    groups = (Group("x", ("X",), "ring_fence", "y"), Group("y", ("Y",), "ring_fence", "x"))
    svg = draw(Chart((), (Node("a", "company", ("A",), "x"),), (), groups))
    assert NOTE not in svg.decode()
    assert [i for i, _ in parts(svg) if i.startswith(("n_", "cluster"))] == ["n_a"]


def test_an_empty_chart_and_a_lonely_box_are_drawn():
    assert b"Nothing" in draw(Chart(("Nothing",), (), ()))
    assert b"Alone" in draw(Chart((), (Node("a", "individual", ("Alone",)),), ()))
    assert b"self" in draw(Chart((), (Node("a", "company", ("A",)),), (Edge("e", "a", "a", "ownership", ("self",)),)))


def failing(*args, **kwargs):
    from graphviz.backend.execute import CalledProcessError

    raise CalledProcessError(-6, "dot")


def too_slow(*args, **kwargs):
    from subprocess import TimeoutExpired

    raise TimeoutExpired("dot", 20)


def not_there(*args, **kwargs):
    from graphviz.backend.execute import ExecutableNotFound

    raise ExecutableNotFound(["dot"])


@pytest.mark.parametrize("trouble", [failing, too_slow, not_there])
def test_a_drawing_program_in_trouble_does_not_lose_the_picture(trouble, monkeypatch):
    monkeypatch.setattr("graphviz.backend.execute.run_check", trouble)
    svg = draw(DEAL)
    assert NOTE in " ".join(said(tree(svg)))
    found = [i for i, _ in parts(svg) if i[:2] in ("n_", "l_", "e_")]
    assert sorted(found) == sorted([f"n_{n.id}" for n in DEAL.nodes] + [f"e_{e.id}" for e in DEAL.edges]
                                   + [f"l_{e.id}" for e in DEAL.edges if e.lines])  # fmt: skip
    assert overlaps(svg) == []


def test_a_picture_that_lost_a_relation_is_not_taken(monkeypatch):
    whole = svg_format._laid_out
    monkeypatch.setattr(svg_format, "_laid_out", lambda program, dot: whole(program, dot).replace('id="e_owe.a"', ""))
    assert NOTE in draw(DEAL).decode()


def test_the_program_of_the_wheel_is_found_without_a_search_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert NOTE not in draw(DEAL).decode()
    monkeypatch.setattr(svg_format, "_beside", lambda: None)
    assert NOTE not in draw(DEAL).decode()


def test_a_broken_program_on_the_machine_is_passed_over(monkeypatch, tmp_path):
    (tmp_path / "dot").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert next(svg_format._programs()) == str(tmp_path / "dot")
    assert NOTE not in draw(DEAL).decode()


def test_png_is_not_blank_and_chinese_is_drawn():
    def picture(name):
        return pixels(to_png(to_plain(Chart((), (Node("a", "company", (name,)),), ()), "")))

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
