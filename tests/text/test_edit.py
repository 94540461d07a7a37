"""Editing a file in its own text: what changes, what stays, and what is refused."""

import json
import os
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.text.edit import GONE, Change, edit, write_edit
from legalmodel.text.read import read, read_bytes
from tests.examples import some

DEAL = """\
# Nobody knows this deal.
deal:
  name: {en: Zhongyu, zh: 中誉}   # 名称：中誉
  closing: 2016-05-27
  note: >
    folded
    text

parties:   # who
  # the originator
  boc: {name: Bank of China, form: bank, seat: "NO"}  # 银行
  ciit:
    name: 'CIIT'
    form: trust_company   # by its licence

complete: [parties,   # all
  deal]

steps:
- first
- pay: senior   # then
  to: 'holders'
# the end
"""


def edited(path: str, value: Any, text: str = DEAL) -> str:
    return edit(read_bytes(text.encode(), "x.yaml"), [Change(tuple(path.split(".")), value)])


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        ("deal.closing", "2016-06", "2016-05-27", "2016-06"),
        ("deal.name.zh", "中誉（2016）", "中誉}", "中誉（2016）}"),
        ("deal.name.zh", "a, b", "中誉}", '"a, b"}'),
        ("parties.ciit.name", "it's", "'CIIT'", "'it''s'"),
        ("parties.boc.seat", "CN", '"NO"', '"CN"'),
        ("parties.boc.form", "NO", "form: bank", 'form: "NO"'),
        ("parties.boc.name", "017", "Bank of China", '"017"'),
        ("parties.ciit.form", "x #5", "trust_company", '"x #5"'),
        ("parties.ciit.form", 5, "trust_company", "5"),
        ("parties.ciit.form", Decimal("0.50"), "trust_company", "0.50"),
        ("parties.ciit.form", True, "trust_company", "true"),
        ("parties.ciit.form", "true", "trust_company", '"true"'),
        (
            "parties.ciit.form",
            "一、二\n三",
            "trust_company   # by its licence",
            "|-   # by its licence\n      一、二\n      三",
        ),
        ("parties.ciit.form", ["a", "b c"], "trust_company", "[a, b c]"),
        ("parties.ciit.form", {"en": "a", "zh": "中"}, "trust_company", "{en: a, zh: 中}"),
        ("deal.note", "one\ntwo", ">\n    folded\n    text\n", ">-\n    one\n\n    two\n"),
        ("deal.note", 5, ">\n    folded\n    text\n", "5\n"),
        ("parties.boc.lei", "X1", '"NO"}', '"NO", lei: X1}'),
        ("parties.boc.lei.of.x", "z", '"NO"}', '"NO", lei: {of: {x: z}}}'),
        ("parties.ciit.seat", "CN", "# by its licence\n", "# by its licence\n    seat: CN\n"),
        (
            "parties.new",
            {"name": "New", "form": "bank"},
            "# by its licence\n",
            "# by its licence\n  new: {name: New, form: bank}\n",
        ),
        ("estates.spt.kind", "trust", "'holders'\n", "'holders'\n\nestates:\n  spt: {kind: trust}\n"),
        ("complete.0", "pools", "[parties,", "[pools,"),
        ("complete.2", "pools", "deal]", "deal,\n  pools]"),
        ("steps.2", "last", "'holders'\n", "'holders'\n- last\n"),
        ("steps.1.to", "x", "'holders'", "'x'"),
        ("steps.1.if", "x", "'holders'\n", "'holders'\n  if: x\n"),
        ("deal.closing", GONE, "  closing: 2016-05-27\n", ""),
        ("deal.note", GONE, "  note: >\n    folded\n    text\n", ""),
        ("deal.name.en", GONE, "en: Zhongyu, ", ""),
        ("deal.name.zh", GONE, ", zh: 中誉", ""),
        ("parties.boc", GONE, '  boc: {name: Bank of China, form: bank, seat: "NO"}  # 银行\n', ""),
        ("parties.ciit", GONE, "  ciit:\n    name: 'CIIT'\n    form: trust_company   # by its licence\n", ""),
        ("complete.0", GONE, "parties,   # all", "   # all"),
        ("complete.1", GONE, "parties,   # all\n  deal]", "parties   # all\n  ]"),
        ("steps.0", GONE, "- first\n", ""),
        ("steps.1", GONE, "- pay: senior   # then\n  to: 'holders'\n", ""),
        ("steps.1.pay", GONE, "pay: senior   # then\n  ", ""),
        ("steps.1.to", GONE, "  to: 'holders'\n", ""),
        ("parties", "none", "parties:   # who\n", "parties: none   # who\n"),
    ],
)
def test_only_the_slice_changes(path: str, value: Any, old: str, new: str) -> None:
    expected = DEAL.replace(old, new, 1)
    if (path, value) == ("parties", "none"):
        expected = expected[: expected.index("  # the originator")] + expected[expected.index("\ncomplete") :]
    assert edited(path, value) == expected


def test_a_record_given_again_changes_only_where_it_differs() -> None:
    new = edited("parties.ciit", {"name": "CIIT", "form": "bank", "seat": "CN"})
    assert new == DEAL.replace("trust_company   # by its licence\n", "bank   # by its licence\n    seat: CN\n")
    assert edited("parties.boc", {"name": "Bank of China"}) == DEAL.replace(', form: bank, seat: "NO"', "")
    assert edited("deal.closing", "2016-05-27") == DEAL


def test_what_would_be_left_empty_goes_too() -> None:
    text = "deal: {closing: 2016}\nparties:\n  boc: {name: B}\nevidence:\n  a: {all: {b1: x}}\n"
    assert edited("parties.boc", GONE, text) == text.replace("parties:\n  boc: {name: B}\n", "")
    assert edited("parties.boc.name", GONE, text) == text.replace("{name: B}", "{}")
    assert edited("evidence.a.all.b1", GONE, text) == text.replace("{all: {b1: x}}", "{}")
    with pytest.raises(BadRequest, match="nothing would be left"):
        edited("deal.closing", GONE, "deal: {closing: 2016}\n")


LONG = {
    "name": "a name of many words that goes on",
    "form": "bank",
    "why": "a reason of many words, longer than a line is wide",
    "n": 5,
}


def test_long_records_are_written_in_lines() -> None:
    text = "parties:\n  boc: {name: B}\n"
    lines = '  new:\n    name: a name of many words that goes on\n    form: bank\n    why: "a reason'
    assert lines in edited("parties.new", {**LONG, "why": LONG["why"] + ": " + "x" * 60}, text)
    assert "\n  new:\n    name: M\n" in edited("parties.new", {"name": "M"}, "parties:\n  boc:\n    name: B\n")
    assert "\n    new:\n        name: M\n" in edited("parties.new", {"name": "M"}, "parties:\n    boc:\n        name: B\n")


def test_json_stays_json() -> None:
    data = {"deal": {"name": "中誉", "closing": "2016"}, "parties": {"boc": {"name": "B"}}, "complete": ["parties"]}
    changes = [
        Change(("deal", "name"), "yes 😀"),
        Change(("parties", "new"), {"name": 'N"', "n": 5, "share": Decimal("0.5"), "in": True}),
        Change(("estates", "spt", "kind"), "trust"),
        Change(("complete", "1"), "deal"),
        Change(("deal", "closing")),
        Change(("parties", "boc")),
        Change(("parties", "new", "n")),
    ]
    result = {"deal": {"name": "yes 😀"}, "parties": {"new": {"name": 'N"', "share": 0.5, "in": True}}}
    result |= {"complete": ["parties", "deal"], "estates": {"spt": {"kind": "trust"}}}
    for options in ({"indent": 2}, {"indent": "\t", "ensure_ascii": False}, {}, {"separators": (",", ":")}):
        text = json.dumps(data, **options)
        new = edit(read_bytes(text.encode(), "x.json"), changes)
        assert json.loads(new) == result
        if options.get("indent"):
            assert len(new.splitlines()) == len(text.splitlines()) - 1
    assert edited("b", 1, '{"a":"x"}') == '{"a":"x","b":1}'
    assert edited("a", "x", '{"z": "\\ud83d\\ude00", "a": "\\ud83d\\ude00"}') == '{"z": "\\ud83d\\ude00", "a": "x"}'


def test_texts_in_lines_at_the_end_of_the_file() -> None:
    assert edited("b", "x", "a: |\n  text") == "a: |-\n  text\nb: x"
    assert edited("b", "x", "a: |+\n  text\n\n") == "a: |+\n  text\n\nb: x\n"
    assert edited("b", GONE, "a: |\n  text\nb: x") == "a: |\n  text\n"
    assert edited("a", "new\n", "a: |  # why\n  text\n\nb: x\n") == "a: |  # why\n  new\n\nb: x\n"
    assert edited("a", "new", "a: |  # why\n  text\n\nb: x\n") == "a: |-  # why\n  new\n\nb: x\n"


def test_a_comment_never_becomes_text() -> None:
    text = "a: b\n    # deep comment\n"
    assert edited("c", "two\nlines", text) == 'a: b\nc: "two\\nlines"\n    # deep comment\n'


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("deal.closing.day", 5, "'deal.closing' is a single value"),
        ("steps.9", "x", "the list has no item 9"),
        ("complete.x", "x", "the list has no item x"),
        ("parties.nobody", GONE, "there is no 'parties.nobody'"),
        ("deal.closing.day", GONE, "there is no 'deal.closing.day'"),
        ("deal.note", None, "nothing is not a value"),
        ("deal.note", 0.5, "0.5 .float. is not a value"),
        ("deal.note", Decimal("NaN"), "is not a value"),
        ("deal.note", "a\x1bb", "invisible character U[+]001B"),
        ("deal.note", "a\ud83d", "invisible character U[+]D83D"),
        ("deal.note", "a\u202e", "invisible character U[+]202E"),
        ("deal.note", [{"": 1}], "a key is not a word"),
        ("deal.note", 10**40, "cannot be changed in place: the number has"),
    ],
)
def test_refused(path: str, value: Any, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        edited(path, value)


def test_written_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + DEAL.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    source = read(file)
    done = write_edit(file, source.sha256, [Change(("deal", "closing"), "2017"), Change(("parties", "x", "name"), "X\nY")])
    assert done.raw == file.read_bytes() == read(file).raw
    assert file.read_bytes().startswith(b"\xef\xbb\xbf# Nobody")
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")
    assert done.data["deal"]["closing"] == "2017"
    assert done.data["parties"]["x"] == {"name": "X\nY"}
    assert file.stat().st_mode & 0o777 == 0o640
    with pytest.raises(BadRequest, match="has changed meanwhile"):
        write_edit(file, source.sha256, [Change(("deal", "closing"), "2018")])
    assert [p.name for p in tmp_path.iterdir()] == ["deal.yaml"]
    assert file.read_bytes() == done.raw


def test_links(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.yaml").write_text("a: b\n", encoding="utf-8")
    (tmp_path / "in" / "real.yaml").write_text("a: b\n", encoding="utf-8")
    (tmp_path / "in" / "link.yaml").symlink_to("real.yaml")
    (tmp_path / "in" / "away.yaml").symlink_to("../out.yaml")
    sha = read(tmp_path / "out.yaml").sha256
    write_edit(tmp_path / "in" / "link.yaml", sha, [Change(("a",), "c")])
    assert (tmp_path / "in" / "link.yaml").is_symlink()
    assert (tmp_path / "in" / "real.yaml").read_text(encoding="utf-8") == "a: c\n"
    with pytest.raises(BadRequest, match="leads out of its folder"):
        write_edit(tmp_path / "in" / "away.yaml", sha, [Change(("a",), "c")])
    assert (tmp_path / "out.yaml").read_text(encoding="utf-8") == "a: b\n"


def test_a_change_in_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text("a: b\n", encoding="utf-8")
    real = os.fsync

    def meddle(number: int) -> None:
        real(number)
        file.write_text("a: other\n", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", meddle)
    with pytest.raises(BadRequest, match="has changed meanwhile"):
        write_edit(file, read(file).sha256, [Change(("a",), "c")])
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("deal.yaml", "a: other\n")]


def test_files_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text("a: b\n", encoding="utf-8")
    sha = read(file).sha256

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BadRequest, match="cannot be written: No space left"):
        write_edit(file, sha, [Change(("a",), "c")])
    assert [p.name for p in tmp_path.iterdir()] == ["deal.yaml"]
    with pytest.raises(BadRequest, match="there is no file"):
        write_edit(tmp_path / "none.yaml", sha, [])
    file.write_text("a: [\n", encoding="utf-8")
    with pytest.raises(BadInput):
        write_edit(file, sha, [Change(("a",), "c")])


@pytest.mark.more
@pytest.mark.parametrize("name", sorted(p.parent.name for p in (Path(__file__).parents[2] / "templates").glob("*/deal.yaml")))
def test_real_deals(name: str) -> None:
    source = read(Path(__file__).parents[2] / "templates" / name / "deal.yaml")
    single = [path for path in paths(source.data) if len(path) > 1 and source.line(source.place(path).line)]
    for path in Random(name).sample(single, min(some(6, 2), len(single))):
        old, new = source.text.split("\n"), edit(source, [Change(path, "换了 x")]).split("\n")
        at = source.place(path).line - 1
        assert new[:at] == old[:at]
        assert new[at] != old[at]
        assert "换了 x" in new[at] + "".join(new[at + 1 : at + 2])
        kept = len(old) - at - 1 if len(old) == len(new) else len(new) - at - 2
        assert new[len(new) - kept :] == old[len(old) - kept :]
        added = edit(source, [Change((*path[:-1], "new_key"), "换了 x")]).split("\n")
        assert len(added) - len(old) in (0, 1)
        assert sum(line not in added for line in old) <= 1


def paths(data: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the paths of the single values in records."""
    if not isinstance(data, dict):
        return [] if isinstance(data, list) else [path]
    return [found for key, inner in data.items() for found in paths(inner, (*path, key))]
