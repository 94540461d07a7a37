"""The tolerant tree stands where the strict reader stands, and falls over nothing; reading anew says what reading the whole says."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalmodel.base.errors import BadInput
from legalmodel.base.resources import shipped
from legalmodel.editing.sheet import open_text
from legalmodel.editing.tree import Tree
from legalmodel.editing.units import EditorLines, EditorPlace
from legalmodel.text.read import Source, read_bytes

DEALS = sorted(Path(str(shipped("templates"))).glob("*/deal.*"))
SMALL = (Path(str(shipped("templates"))) / "zhongyu-2016-1" / "deal.yaml").read_text("utf-8")

Spots = dict[tuple[str, ...], tuple[int, int, int, int, bool]]


def spots_of(source: Source) -> Spots:
    source.place(("deal",))  # a JSON file finds its places on the first need
    found: Spots = {}

    def walk(spots: Any, path: tuple[str, ...]) -> None:
        for key, spot in spots.items():
            boxed = spot.inner is not None
            found[*path, key] = (spot.key, spot.key_end, spot.start, 0 if boxed else spot.end, boxed)
            walk(spot.inner or {}, (*path, key))

    walk(source._spots, ())
    return found


@pytest.mark.parametrize("file", DEALS, ids=lambda f: f.parent.name)
def test_the_tree_of_each_template_is_that_of_the_reader(file: Path) -> None:
    source = read_bytes(file.read_bytes(), file.name)
    tree = {
        k.path: (k.key_start, k.key_end, k.start, 0 if k.boxed or k.style in ("[", "{") else k.end, k.boxed)
        for k in Tree(source.text).order
    }
    real = spots_of(source)
    assert set(tree) == set(real)
    texts = {path for path, knot in ((k.path, k) for k in Tree(source.text).order) if knot.style in ("|", ">")}
    for path, spot in real.items():
        if path in texts:  # where a text in lines ends, the reader counts the line end too
            assert tree[path][:3] == spot[:3]
        elif spot[0] != spot[2]:  # an item of a list has no key
            assert tree[path] == spot, path
        else:
            assert tree[path][2] == spot[2], path


@given(st.integers(0, len(SMALL)), st.integers(0, 30), st.text("{}[]'\"|>:-,# \n\tab中😀", max_size=6))
def test_no_text_is_too_broken_for_the_tree(at: int, cut: int, put: str) -> None:
    text = SMALL[:at] + put + SMALL[at + cut :]
    tree = Tree(text)
    assert [k.key_start for k in tree.order] == sorted(k.key_start for k in tree.order)
    for knot in tree.order:
        assert 0 <= knot.key_start <= knot.key_end <= len(text)
        assert knot.key_start <= knot.start <= knot.end <= len(text) or knot.boxed or knot.start == knot.end


@given(st.text("{}[]'\"|>:-,# \n\tab"))
def test_nor_is_any_text_at_all(text: str) -> None:
    tree = Tree(text)
    for at in range(len(text) + 1):
        tree.around(at)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(SMALL)),
            st.integers(0, 12),
            st.sampled_from(["", "x", "\n", "  ", ": ", "deal:\n", "#", "中😀", "---\n", "'"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_read_anew_says_what_reading_the_whole_says(edits: list[tuple[int, int, str]]) -> None:
    text, state = SMALL, open_text(SMALL)
    for at, cut, put in edits:
        text = text[:at] + put + text[at + cut :]
        state = open_text(text, "deal.yaml", state)
        try:
            whole = read_bytes(text.encode(), "deal.yaml")
        except BadInput as error:
            assert state.source is None
            assert state.faults == error.faults
            continue
        assert state.source is not None
        assert state.source.data == whole.data
        assert list(state.source.data) == list(whole.data)
        for path in spots_of(whole):
            assert state.source.place(path) == whole.place(path)
            assert state.source.key_place(path) == whole.key_place(path)
            assert (state.source.width(path), state.source.key_width(path)) == (whole.width(path), whole.key_width(path))


@given(st.text("a中😀é\r\n", max_size=40))
def test_places_of_editors_go_there_and_back(text: str) -> None:
    lines = EditorLines(text)
    for at in range(len(text) + 1):
        if text[at - 1 : at + 1] == "\r\n":
            continue  # within a line end, which is one
        place = lines.place(at)
        start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        assert place.column == len(text[start:at].encode("utf-16-le")) // 2
        assert lines.offset(*place) == at


def test_a_place_within_a_character_is_its_start_and_one_beyond_a_line_its_end() -> None:
    lines = EditorLines("a😀b\ncd")
    assert lines.offset(0, 2) == 1
    assert lines.offset(0, 99) == 3
    assert lines.offset(9, 0) == 6
    assert lines.place(2) == EditorPlace(0, 3)
