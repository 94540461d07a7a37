"""Charts to draw in the tests, and readers of what was drawn that share nothing with the product."""

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from random import Random

from legalmodel.output.chart import Chart, Edge, Group, Node
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
