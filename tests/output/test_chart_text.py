"""Widths, breaking of lines, safe names and rows: against references that share nothing with the product."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalmodel.base.speech import columns
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.ids import safe_id
from legalmodel.output.looks import RELATIONS
from legalmodel.output.rows import rows
from legalmodel.output.widths import clean, points, wrap

TEXT = st.text(st.sampled_from("abcdefg WW-银行信托（）、。é\u0301\u200b😀"), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("abc", 3), ("中国银行", 8), ("AAA级", 5), ("e\u0301", 1), ("a\u200bb", 2), ("（甲）", 6)],
)
def test_columns_count_chinese_twice_and_marks_not_at_all(text, expected):
    assert columns(text) == expected


def test_a_chinese_character_is_as_wide_as_the_font_is_high():
    assert points("中国银行", 10) == pytest.approx(40)
    assert points("Bank", 10) < points("银行银行", 10)


@given(TEXT, st.integers(4, 30))
def test_wrapping_loses_no_character_and_keeps_to_the_limit(text, limit):
    lines = wrap(text, limit, most=1000)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= limit for line in lines)
    assert all(line == line.strip() for line in lines if line.isascii())


def test_words_stay_whole_and_closing_marks_do_not_begin_a_line():
    assert wrap("Pool of non-performing loans", 24) == ["Pool of", "non-performing loans"]
    assert not any(line[0] in "，。）》" for line in wrap("破产隔离，《信托法》第十五条。（二）", 6))


def test_a_very_long_name_ends_in_an_ellipsis():
    lines = wrap("long " * 200, 20)
    assert len(lines) == 6
    assert lines[-1].endswith("…")


def test_clean_keeps_one_line_and_drops_what_reorders():
    assert clean("a\nb\tc\r\n") == "a b c".replace("c", "c")
    assert clean("safe\u202egpj.exe") == "safegpj.exe"
    assert clean("x\x00\ufffey") == "x\ufffd\ufffdy"


@given(st.lists(st.text(max_size=8), unique=True, max_size=20))
def test_names_of_parts_are_safe_and_differ(ids):
    safe = [safe_id(id) for id in ids]
    assert len(set(safe)) == len(ids)
    assert all(c.isascii() and (c.isalnum() or c in "._") for name in safe for c in name)


def chart(ids, edges, placed=()):
    nodes = tuple(Node(i, "company", (i,), row=dict(placed).get(i)) for i in ids)
    return Chart(("T",), nodes, tuple(Edge(f"e{n}", a, b, r) for n, (a, b, r) in enumerate(edges)))


def placed(chart):
    return rows(chart, {n.id: 100.0 for n in chart.nodes})


def test_originator_above_trust_above_securities_above_holders():
    edges = [
        ("bank", "trust", "transfer"),
        ("trust", "senior", "issue"),
        ("fund", "senior", "holding"),
        ("trust", "pool", "property"),
    ]
    assert placed(chart(["fund", "senior", "pool", "trust", "bank"], edges)) == {
        "bank": 0,
        "trust": 1,
        "pool": 1,
        "senior": 2,
        "fund": 3,
    }


def test_an_originator_that_holds_a_class_stays_at_the_top():
    edges = [("bank", "junior", "holding"), ("trust", "junior", "issue"), ("bank", "trust", "transfer")]
    assert placed(chart(["bank", "trust", "junior"], edges)) == {"bank": 0, "trust": 1, "junior": 2}


def test_a_given_row_is_kept_and_providers_stand_beside_or_next():
    edges = [("a", "b", "transfer"), ("rater", "b", "agency"), ("lawyer", "b", "agency")]
    row = placed(chart(["a", "b", "rater", "lawyer"], edges, placed={"a": 0, "b": 3}))
    assert (row["a"], row["b"]) == (0, 3)
    assert {row["rater"], row["lawyer"]} <= {2, 3}


def test_a_relation_to_no_box_is_refused():
    with pytest.raises(ValueError, match="e0 leads to no box"):
        placed(chart(["a"], [("a", "ghost", "transfer")]))


DOWN = [key for key, look in RELATIONS.items() if look.step == 1]


@given(st.data())
def test_without_a_circle_every_downward_relation_runs_down(data):
    ids = [f"n{i}" for i in range(data.draw(st.integers(2, 9)))]
    pairs = st.tuples(st.sampled_from(range(len(ids))), st.sampled_from(range(len(ids)))).filter(lambda p: p[0] < p[1])
    edges = [(ids[a], ids[b], data.draw(st.sampled_from(DOWN))) for a, b in data.draw(st.lists(pairs, max_size=14))]
    row = placed(chart(data.draw(st.permutations(ids)), edges))
    assert all(row[a] < row[b] for a, b, _ in edges)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from(sorted(RELATIONS))), max_size=12))
def test_any_chart_gets_rows_from_the_top(edges):
    row = placed(chart("abcd", edges))
    assert set(row) == set("abcd")
    assert min(row.values()) == 0


def test_relations_differ_in_stroke_and_arrow_not_in_colour_alone():
    looks = [(look.stroke, look.head) for look in RELATIONS.values()]
    assert sorted(set(looks)) == sorted(looks)
