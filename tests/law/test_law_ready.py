"""The law made ready beforehand says what its text says, and never stands in for another text."""

import shutil
from pathlib import Path

import pytest

from legalmodel.graph.vocabulary import vocabulary
from legalmodel.law import files, ready
from legalmodel.law.catalogue import load_catalogue
from legalmodel.law.files import instrument_files
from legalmodel.law.load import assemble, load_law, read_instrument
from legalmodel.law.models import split_template
from legalmodel.logic.stored import to_data
from legalmodel.logic.tree import Term
from legalmodel.text.read import read


def test_what_is_ready_is_what_the_text_says() -> None:
    for path in ready.law_files():
        (source, data), text = ready.read_law(path), read(path)
        assert data == ready.without_tests(text.data), path
        assert source.sha256 == text.sha256


def test_every_expression_is_ready_as_the_text_gives_it() -> None:
    """Equal law, equal trees: nothing of a checked expression is lost on the way to data and back"""
    files = [(source, read_instrument(source)) for source in map(read, instrument_files())]
    fresh, stored = assemble(files, load_catalogue(), vocabulary).rules, load_law().rules
    assert list(fresh) == list(stored)
    for id, rule in fresh.items():
        for name in ("governs", "at", "when", "require", "window_closes"):
            one, other = getattr(rule, name), getattr(stored[id], name)
            assert (one and to_data(one.analysis)) == (other and to_data(other.analysis)), (id, name)
            assert one is None or _told(one.tree) == _told(other.tree)
        assert rule.thresholds == stored[id].thresholds
        assert [vars(e) for e in rule.examples] == [vars(e) for e in stored[id].examples]


def _told(node: Term) -> list[object]:
    return [(n.op, n.kind, n.name, n.value, n.text, n.offset, n.width, [c.name for c in n.clauses]) for n in node.walk()]


def test_no_sentence_of_the_law_is_checked_at_a_start() -> None:
    """Every expression that a shipped rule may run was made ready, those in its sentences too"""
    before = set(ready.read_ready().compiled)
    for rule in load_law().rules.values():
        for sentence in vars(rule.form.says).values():
            for text in split_template(sentence)[1::2]:
                rule.compile(text)
        assert set(rule.compiled) == before


def test_places_are_those_of_the_text() -> None:
    path = files.law_folder() / "cn" / "trust-law.yaml"
    rule = next(iter(read(path).data["rules"]))
    for where in (("instrument", "id"), ("rules", rule, "title"), ("rules", rule, "examples", "0", "base")):
        assert ready.read_law(path)[0].place(where) == read(path).place(where)
        assert ready.read_law(path)[0].key_place(where) == read(path).key_place(where)


def test_text_that_was_changed_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(files.law_folder() / "questions.yaml", tmp_path / "questions.yaml")
    changed = tmp_path / "questions.yaml"
    shutil.copy(files.law_folder() / "ready.json", tmp_path / "ready.json")
    monkeypatch.setattr(ready, "law_folder", lambda: tmp_path)
    ready.read_ready.cache_clear()
    try:
        assert ready.read_table(changed).data == read(changed).data
        assert ready.read_law(changed)[1] is not None
        changed.write_text("questions: none\n", "utf-8")
        assert ready.read_law(changed)[1] is None
        assert ready.read_table(changed).data == {"questions": "none"}
    finally:
        ready.read_ready.cache_clear()


def test_without_it_the_law_is_read_from_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.yaml").write_text("a: 1.50\n", "utf-8")
    monkeypatch.setattr(ready, "law_folder", lambda: tmp_path)
    ready.read_ready.cache_clear()
    try:
        assert str(ready.read_table(tmp_path / "one.yaml").data["a"]) == "1.50"
    finally:
        ready.read_ready.cache_clear()
