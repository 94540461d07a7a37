"""The catalogues: nothing translated is lost, nothing stale ships, and what ships is what the catalogues say."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalmodel.base.resources import package_folder

CI = Path(__file__).parents[2] / ".ci"


@pytest.fixture(scope="module")
def made():
    sys.path.insert(0, str(CI))
    try:
        import make_words
        import po

        yield make_words, po
    finally:
        sys.path.remove(str(CI))


def test_a_changed_english_keeps_its_translation_marked_and_does_not_ship(made):
    words, po = made
    old = {
        ("r/says", "Old {a}."): po.Entry("旧{a}。"),
        ("r/note", "Same."): po.Entry("同。"),
        ("gone/note", "Gone."): po.Entry("去。"),
    }
    new = words.renewed(old, [("r/says", "New {a}."), ("r/note", "Same.")])
    assert new["r/says", "New {a}."] == po.Entry("旧{a}。", "Old {a}.")
    assert new["gone/note", "Gone."].obsolete
    assert "旧" not in words.ready(new) and "去" not in words.ready(new) and "同" in words.ready(new)


def test_a_translation_comes_back_with_its_english(made):
    words, po = made
    gone = words.renewed({("a", "One"): po.Entry("一")}, [])
    assert words.renewed(gone, [("a", "One")]) == {("a", "One"): po.Entry("一")}


def test_other_holes_are_told(made):
    words, po = made
    entries = {("a", "{x} holds {y}."): po.Entry("{x}持有{z}。")}
    assert [*words.lint(entries)] == [
        "a: hole {y} stands in English only: {x} holds {y}.",
        "a: hole {z} stands in the translation only: {x} holds {y}.",
    ]


@given(
    st.dictionaries(
        st.tuples(st.text(), st.text(min_size=1)),
        st.tuples(st.text(), st.text(), st.booleans()),
        max_size=5,
    )
)
def test_what_is_written_is_read(made, tmp_path_factory, entries):
    _, po = made
    whole = {key: po.Entry(said, was, (), gone) for key, (said, was, gone) in entries.items()}
    file = tmp_path_factory.mktemp("po") / "x.po"
    file.write_text(po.write(whole, "zh"), "utf-8")
    assert po.read(file) == whole


def test_two_versions_merged_line_by_line_are_one(made, tmp_path):
    _, po = made
    file = tmp_path / "x.po"
    file.write_text('msgctxt "a"\nmsgid "One"\nmsgstr "一"\nmsgstr ""\n\nmsgctxt "a"\nmsgid "One"\nmsgstr ""\n', "utf-8")
    assert po.read(file) == {("a", "One"): po.Entry("一")}


def test_a_line_that_is_no_entry_is_told_with_its_place(made, tmp_path):
    _, po = made
    file = tmp_path / "x.po"
    file.write_text('msgid "One"\n<<<<<<< ours\n', "utf-8")
    with pytest.raises(po.BadCatalogue, match=r"x\.po:2:"):
        po.read(file)


def test_every_sentence_is_written_out_where_it_is_said():
    """A sentence that is put together elsewhere, or never said, is in no catalogue and stays English."""
    import ast

    def written(node):
        if isinstance(node, ast.IfExp):
            return written(node.body) and written(node.orelse)
        return isinstance(node, ast.Constant) and isinstance(node.value, str)

    package = Path(str(package_folder("words"))).parent
    left = []
    for file in sorted(package.rglob("*.py")):
        calls = {"say", "Phrase"} | ({"word"} if file.parent.name == "report" else set())
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first, name = node.args[0], node.func.id
            raw = (
                isinstance(first, ast.JoinedStr) or (written(first) and " " in ast.literal_eval(first))
                if name == "BadRequest"
                else False
            )
            if raw or (name in calls and not written(first)):
                left.append(f"{file.relative_to(package)}:{node.lineno}")
    assert left == []
