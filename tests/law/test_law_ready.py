"""The law made ready beforehand says what its text says, and never stands in for another text."""

import shutil
from pathlib import Path

import pytest

from legalmodel.law import files, ready
from legalmodel.text.read import read


def test_what_is_ready_is_what_the_text_says() -> None:
    for path in ready.law_files():
        source, text = ready.read_law(path), read(path)
        assert source.data == text.data, path
        assert source.sha256 == text.sha256


def test_places_are_those_of_the_text() -> None:
    path = files.law_folder() / "cn" / "trust-law.yaml"
    rule = next(iter(read(path).data["rules"]))
    for where in (("instrument", "id"), ("rules", rule, "title"), ("rules", rule, "examples", "0", "base")):
        assert ready.read_law(path).place(where) == read(path).place(where)
        assert ready.read_law(path).key_place(where) == read(path).key_place(where)


def test_text_that_was_changed_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(files.law_folder() / "questions.yaml", tmp_path / "questions.yaml")
    changed = tmp_path / "questions.yaml"
    (tmp_path / "ready.json").write_text(ready.make_ready(), "utf-8")
    monkeypatch.setattr(ready, "law_folder", lambda: tmp_path)
    ready._ready.cache_clear()
    try:
        assert ready.read_law(changed).data == read(changed).data
        changed.write_text("questions: none\n", "utf-8")
        assert ready.read_law(changed).data == {"questions": "none"}
    finally:
        ready._ready.cache_clear()


def test_without_it_the_law_is_read_from_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.yaml").write_text("a: 1.50\n", "utf-8")
    monkeypatch.setattr(ready, "law_folder", lambda: tmp_path)
    ready._ready.cache_clear()
    try:
        assert str(ready.read_law(tmp_path / "one.yaml").data["a"]) == "1.50"
    finally:
        ready._ready.cache_clear()
