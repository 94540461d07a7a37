"""Random documents and random changes: the data are what was meant, and no line outside the change differs."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.errors import BadInput
from legalmodel.text.edit import GONE, Change, edit, edited, edited_together
from legalmodel.text.read import read_bytes
from tests.examples import some

WORDS = [
    "a",
    "boc",
    "名称",
    "中 誉",
    "x-1",
    "2016-05-27",
    "5%",
    "CNY 1,000",
    "it's",
    "a: b",
    "NO",
    "~",
    "017",
    "- x",
    "#1",
    "x #5",
    "{",
    "a\\b",
]
TEXTS = [
    *WORDS,
    "two\nlines",
    "two\n\n lines\n",
    "tail\n",
    ' "q" ',
    "long " * 40,
    "x：，。",
    "",
    " ",
    "é",
    "😀",
    "[a]",
    "yes",
    "\ttab",
    "a\r\nb",
]
KEYS = ["a", "b", "c", "deal", "name", "zh", "名", "k 1", "x-y"]
NUMBERS = [(5, "5"), (True, "true"), (Decimal("0.50"), "0.50"), ("😀", '"\\ud83d\\ude00"'), ("# no", "'# no'")]
Span = tuple[int, int]


class Writer:
    """Writes a random document line by line; knows the lines of every path, and what it holds."""

    def __init__(self, chance: Random) -> None:
        self.chance, self.lines, self.spans, self.count, self.kept = chance, [], {}, 0, -1
        self.brackets: dict[tuple[str, ...], Span] = {}
        self.data = self.record(0, (), self.chance.randint(1, 4))

    def comment(self, column: int) -> None:
        if self.chance.random() < 0.2:
            self.count += 1
            blank = [""] * (len(self.lines) != self.kept)
            self.lines.append(self.chance.choice([*blank, " " * column + f"# comment {self.count}"]))

    def beside(self) -> str:
        self.count += 1
        return self.chance.choice(["", "", "", f"  # comment {self.count}", f" # 注 {self.count}"])

    def record(self, column: int, path: tuple[str, ...], size: int) -> dict[str, Any]:
        keys = self.chance.sample(KEYS, size)
        data = {}
        for key in keys:
            self.comment(column)
            first = len(self.lines)
            data[key] = self.entry(" " * column + key + ":", column, (*path, key))
            self.spans[(*path, key)] = (first, len(self.lines) - 1)
        return data

    def entry(self, head: str, column: int, path: tuple[str, ...]) -> Any:
        kind = self.chance.random() if column < 6 else self.chance.random() * 0.7
        if kind < 0.05:
            self.lines += [f"{head} x", f"{' ' * (column + 9)}y{self.beside()}"]
            return "x y"
        if kind < 0.3:
            value, written = self.single()
            self.lines.append(f"{head} {written}{self.beside()}")
            return value
        if kind < 0.4:
            return self.text(head, column)
        if kind < 0.55:
            value, written = self.inline(0, path)
            self.lines.append(f"{head} {written}{self.beside()}")
            self.brackets[path] = (len(self.lines) - 1, len(self.lines) - 1)
            return value
        if kind < 0.7:
            return self.spread(head, column, path)
        self.lines.append(head + self.beside())
        if kind < 0.8:
            return self.items(column + self.chance.choice([0, 2]), path)
        return self.record(column + self.chance.choice([1, 2, 2, 4]), path, self.chance.randint(1, 4))

    def single(self) -> tuple[Any, str]:
        return self.chance.choice(
            [*NUMBERS, ("w", "w"), ("中 誉", "中 誉"), ("q", "'q'"), ("it's", "'it''s'"), ("d\n", '"d\\n"')]
        )

    def text(self, head: str, column: int) -> str:
        mark = self.chance.choice(["|", ">", "|-", ">-", "|+"])
        self.lines.append(f"{head} {mark}{self.beside()}")
        self.lines += [" " * (column + 3) + "text", "", " " * (column + 3) + "# more"][: self.chance.choice([1, 3])]
        long = self.lines[-1].endswith("more")
        self.kept = len(self.lines) if "+" in mark else -1  # a blank line here would be part of the text
        return ("text" + ("\n\n" if "|" in mark else "\n") + "# more" if long else "text") + ("" if "-" in mark else "\n")

    def inline(self, depth: int, path: tuple[str, ...]) -> tuple[Any, str]:
        kind = self.chance.random()
        if (depth and kind < 0.6) or depth > 2:
            return self.single()
        inner = [self.inline(depth + 1, path) for _ in range(self.chance.randint(0, 3))]
        keys = self.chance.sample(KEYS, len(inner))
        trailing = self.chance.choice(["", "", ", " if inner else ""])
        if kind < 0.7:
            return [v for v, _ in inner], "[" + ", ".join(w for _, w in inner) + trailing + "]"
        pairs = zip(keys, inner, strict=True)
        written = ", ".join(f"{key}: {w}" for key, (_, w) in zip(keys, inner, strict=True))
        return {key: v for key, (v, _) in pairs}, "{" + written + trailing + "}"

    def spread(self, head: str, column: int, path: tuple[str, ...]) -> Any:
        """Write a record in braces over several lines."""
        first, keys, data = len(self.lines), self.chance.sample(KEYS, self.chance.randint(1, 3)), {}
        self.lines.append(f"{head} {{{self.beside()}")
        for number, key in enumerate(keys):
            data[key], written = self.inline(1, path)
            comma = "," if number < len(keys) - 1 or self.chance.random() < 0.3 else ""
            self.lines.append(f"{' ' * (column + 2)}{key}: {written}{comma}{self.beside()}")
        if self.lines[-1].count("#") == 0 and self.chance.random() < 0.5:
            self.lines[-1] += "}"
        else:
            self.lines.append(" " * (column + 1) + "}" + self.beside())
        self.brackets[path] = (first, len(self.lines) - 1)
        return data

    def items(self, column: int, path: tuple[str, ...]) -> list[Any]:
        data: list[Any] = []
        for number in range(self.chance.randint(1, 3)):
            self.comment(column)
            first = len(self.lines)
            if self.chance.random() < 0.6:
                value, written = self.single()
                self.lines.append(f"{' ' * column}- {written}{self.beside()}")
            else:
                value = self.record(column + 2, (*path, str(number)), self.chance.randint(1, 2))
                while not self.lines[first].strip() or self.lines[first].strip().startswith("#"):
                    del self.lines[first]
                    self.kept -= self.kept > first
                    for at, (a, b) in [(k, v) for table in (self.spans,) for k, v in table.items() if v[0] > first]:
                        self.spans[at] = (a - 1, b - 1)
                    for at, (a, b) in [(k, v) for k, v in self.brackets.items() if v[0] > first]:
                        self.brackets[at] = (a - 1, b - 1)
                self.lines[first] = " " * column + "- " + self.lines[first].lstrip(" ")
            self.spans[(*path, str(number))] = (first, len(self.lines) - 1)
            data.append(value)
        return data


def all_paths(data: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in inner for found in [(*path, str(key)), *all_paths(value, (*path, str(key)))]]


def random_value(chance: Random, depth: int = 0) -> Any:
    kind = chance.random()
    if depth > 1 or kind < 0.6:
        return chance.choice([*TEXTS, 5, -7, Decimal("1.50"), True, False, 10**20])
    inner = [random_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return (
        inner if kind < 0.75 else dict(zip(chance.sample([*KEYS, "NO", "017", "a: b", 'q"'], len(inner)), inner, strict=True))
    )


def box_at(data: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        data = data[int(step) if isinstance(data, list) else step]
    return data


def copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: copied(value) for key, value in data.items()}
    return [copied(value) for value in data] if isinstance(data, list) else data


def exact(data: Any) -> Any:
    """Data in a form that tells true from 1 and text from numbers."""
    if isinstance(data, dict):
        return {key: exact(value) for key, value in data.items()}
    if isinstance(data, list):
        return [exact(value) for value in data]
    return (isinstance(data, bool), isinstance(data, str), data)


def bracketed(path: tuple[str, ...], brackets: dict[tuple[str, ...], Span]) -> Span | None:
    return next((brackets[path[:n]] for n in range(len(path) + 1) if path[:n] in brackets), None)


@settings(max_examples=some(400), deadline=None)
@given(st.randoms(use_true_random=False))
def test_random_changes(chance: Random) -> None:
    writer = Writer(chance)
    lines, meant = writer.lines, copied(writer.data)
    end = chance.choice(["\n", "\n", "\r\n"])
    text = end.join(lines) + end
    assert exact(read_bytes(text.encode(), "x.yaml").data) == exact(meant), text
    if chance.random() < 0.3:  # a text in lines at the very end then lacks its line end
        text = text.removesuffix(end)
    source = read_bytes(text.encode(), "x.yaml")
    meant = copied(source.data)
    paths = all_paths(meant)
    path = chance.choice(paths)
    way = chance.choice(["set", "add", "take"])
    if way == "add":
        boxes = [p for p in [(), *paths] if isinstance(box_at(meant, p), (dict, list))]
        path = chance.choice(boxes)
        box = box_at(meant, path)
        path = (
            *path,
            str(len(box)) if isinstance(box, list) else chance.choice([k for k in [*KEYS, "new", "NO"] if k not in box]),
        )
    box = box_at(meant, path[:-1])
    key: Any = int(path[-1]) if isinstance(box, list) else path[-1]
    value: Any = GONE
    if way == "take":
        if len(box) == 1:
            return  # what is left empty goes too: a test of its own
        del box[key]
    else:
        value = random_value(chance)
        if way == "set" and isinstance(box[key], dict) and isinstance(value, dict) and value:
            value = 7  # of two records only what differs is changed: a test of its own
        if isinstance(box, list) and way == "add":
            box.append(value)
        else:
            box[key] = value
    new = edit(source, [Change(path, value)])
    assert exact(read_bytes(new.encode(), "x.yaml").data) == exact(meant), (text, path, value, new)
    check_lines(text.split(end), new.split(end), path, way, writer, (text, path, value, new))


@settings(max_examples=some(200), deadline=None)
@given(st.randoms(use_true_random=False))
def test_many_at_once_mean_what_they_mean_one_after_the_other(chance: Random) -> None:
    writer = Writer(chance)
    source = read_bytes(("\n".join(writer.lines) + "\n").encode(), "x.yaml")
    paths = all_paths(source.data)
    records = [path for path in [(), *paths] if isinstance(box_at(source.data, path), dict)]
    leaves = [path for path in paths if not isinstance(box_at(source.data, path), (dict, list))]
    added = [(*chance.choice(records), f"new{number}") for number in range(chance.randint(1, 6))]
    changed = chance.sample(leaves, min(len(leaves), chance.randint(0, 4)))
    changes = [Change(path, random_value(chance)) for path in [*added, *changed]]
    chance.shuffle(changes)
    assert exact(edited_together(source, changes).data) == exact(edited(source, changes).data), (source.text, changes)


def would_swallow_a_blank(lines: list[str]) -> bool:
    """Tell whether the lines end in a text that keeps the blank lines after it (``|+``), so that one more would be part of it."""
    try:
        return exact(read_bytes("\n".join([*lines, ""]).encode(), "x.yaml").data) != exact(
            read_bytes("\n".join([*lines, "", ""]).encode(), "x.yaml").data
        )
    except BadInput:  # the first entry of a record: its key has no value without it
        return False


@pytest.mark.parametrize("blanks", [1, 2])
def test_a_blank_line_after_what_is_taken_does_not_become_part_of_the_text_before_it(blanks: int) -> None:
    lines = ["b: |+", "   text", "c: 5", *[""] * blanks, "d: 7", ""]
    assert would_swallow_a_blank(lines[:2])
    assert not would_swallow_a_blank(["a: x", "b: |", "   text"])
    source = read_bytes("\n".join(lines).encode(), "x.yaml")
    assert edit(source, [Change(("c",), GONE)]) == "b: |+\n   text\nd: 7\n"


def check_lines(old: list[str], new: list[str], path: tuple[str, ...], way: str, writer: Writer, shown: Any) -> None:
    """Outside the lines of what changes nothing does; what is added in lines is put between two of them."""
    inside = path[:-1] if way != "set" else path if path in writer.brackets else path[:-1]
    span = bracketed(inside, writer.brackets)
    if way == "add" and span is None:
        head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        if old[-1] == "" or head == len(old):  # else a text in lines at the very end had to be closed
            assert new[len(new) - (len(old) - head) :] == old[head:], shown
    else:
        first, last = span or writer.spans[path]
        after = len(old) - last - 1
        assert new[:first] == old[:first], shown
        joined = 0
        if way == "take" and old[first].lstrip(" -") != old[first].lstrip(" "):  # the next key moves up to the dash
            joined = next((n for n, line in enumerate(old[last + 1 :], 1) if line.strip()), 0)
            joined = 0 if old[last + joined].strip().startswith("#") else joined
        if way == "take" and joined == 0 and would_swallow_a_blank(old[:first]):  # then the blank lines that follow go too
            joined = next((n for n, line in enumerate(old[last + 1 :]) if line.strip()), after)
        assert new[len(new) - max(0, after - joined) :] == old[last + 1 + joined :], shown
    if way == "add" or (way == "set" and not isinstance(box_at(writer.data, path), (dict, list))):
        comments = [line[line.index(" #") :] for line in old if " # comment" in line or " # 注" in line]
        assert [comment for comment in comments if comment not in "\n".join(new)] == [], shown
