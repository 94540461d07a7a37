"""Inputs that try to break the reader, and what must hold of each: data or faults, and nothing else ever."""

import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import oryaml

from legalmodel.base.errors import BadInput
from legalmodel.model.parse import parse
from legalmodel.output.faults import render
from legalmodel.text.read import Source, lines_of, read_bytes

ROOT = Path(__file__).parents[2]
HOSTILE = (
    *(
        "017",
        "12:30:45",
        "1e3",
        "~",
        "null",
        ".nan",
        "NO",
        "5%",
        "-",
        "- - -",
        "? ",
        "? ? ?",
        ": ",
        ": : ",
        ":",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "{{{{",
        "[[[[",
        "]]",
        "}}",
        ",",
        ",,",
        "'",
        '"',
        "''",
        '"""',
        "|",
        ">",
        "|+",
        ">-2",
        "|9\n",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
    ),
    *(
        "&a ",
        "*a",
        "&a *a",
        "<<: ",
        "!!python/object:os.system ",
        "!<x> ",
        "!!binary |\n",
        "#",
        " #",
        " # x\n",
        "\t",
        "\r\n",
        "\r",
    ),
    *(
        "\n",
        "\n\n\n",
        "  ",
        "\n  ",
        "\n        ",
        "\\",
        "\\u",
        '"\\ud83d',
        '"\\ud83d\\ude00"',
        "\\x00",
        "\x00",
        "\x1b[2J",
        "\ufeff",
    ),
    *(
        "\u2028",
        "\x85",
        "\u202e",
        "：",
        "，",
        "“中”",
        "\U0001f600",
        "1" * 60,
        "1_" * 40,
        "1:1" * 40,
        "." * 40,
        "a" * 1100 + ": b",
    ),
    *(
        "9" * 5000,
        "2016-02-30",
        "2016-13",
        "9999-99-99",
        "0000-00-00",
        "-5%",
        "101%",
        "1" * 25 + "%",
        "CNY 1,2,3",
        "CNY ",
        "XXX 5",
    ),
    *(
        "deal:",
        "parties:",
        "evidence: {all: x}",
        "unknown: {}",
        "dated: {x: {}}",
        "sourced: []",
        "complete: [all]",
        "none",
        "unknown",
    ),
    *(
        "true",
        "no",
        "@",
        "`",
        "@x: y\n",
        "=",
        "<<",
        "<<: {a: b}",
        "a: &b c\n",
        "{a: b, a: c}",
        "{[a]: b}",
        "[a: b]",
        "{a, b}",
        "? a\n: b\n",
    ),
)
SHAPES = (
    "a: b\n",
    "- a\n",
    "  a: b\n",
    "{a: b}, ",
    "[a], ",
    "'a', ",
    '"\\u4e2d", ',
    "a, ",
    "# c\n",
    "\n",
    " ",
    "{a: ",
    "[",
    "- ",
    "? ",
    "x\n ",
)


def seeds() -> list[bytes]:
    """Return the real deals, the made-up ones and the files with one fault."""
    files = sorted([*ROOT.glob("templates/*/deal.yaml"), *ROOT.glob("tests/bad/*.yaml"), *ROOT.glob("tests/bad/*.json")])
    deals = [file.read_bytes() for file in files]
    return deals + [json.dumps(read_bytes(one, "x").data, default=str).encode() for one in deals[:3]]


def random_input(chance: random.Random, known: list[bytes]) -> bytes:
    """Return one input: mostly a mutated deal, else a random document, a long run of one shape, or mere bytes."""
    kind = chance.random()
    if kind < 0.72:
        return mutate(chance.choice(known), chance, known)
    if kind < 0.92:
        return document(chance).encode("utf-8", "surrogatepass")
    if kind < 0.96:
        return long_run(chance)
    return chance.randbytes(chance.randrange(200))


def mutate(data: bytes, chance: random.Random, known: list[bytes]) -> bytes:
    """Break a file in one to six places."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        text = chance.choice(_WAYS)(text, chance, known)
    broken = bytearray(text.encode("utf-8", "replace"))
    if broken and chance.random() < 0.05:
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _slip_in(text: str, chance: random.Random, _: list[bytes]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(HOSTILE) + text[at + chance.choice((0, 0, 1, 5)) :]


def _change_value(text: str, chance: random.Random, _: list[bytes]) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    key, colon, _rest = lines[at].partition(": ")
    lines[at] = key + colon + chance.choice(HOSTILE)
    return "\n".join(lines)


def _drop(text: str, chance: random.Random, _: list[bytes]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.choice((1, 1, 2, 10, 80)) :]


def _move_lines(text: str, chance: random.Random, _: list[bytes]) -> str:
    lines = text.split("\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    moved = lines[at : at + chance.choice((1, 1, 3))]
    return "\n".join(lines[:to] + moved * chance.choice((1, 1, 2, 40)) + lines[to:])


def _indent(text: str, chance: random.Random, _: list[bytes]) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = " " * chance.randrange(9) + (lines[at].lstrip() if chance.random() < 0.5 else lines[at])
    return "\n".join(lines)


def _splice(text: str, chance: random.Random, known: list[bytes]) -> str:
    other = chance.choice(known).decode("utf-8", "replace")
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]


def _swap_words(text: str, chance: random.Random, _: list[bytes]) -> str:
    words = text.split(" ")
    at, to = chance.randrange(len(words)), chance.randrange(len(words))
    words[at], words[to] = words[to], words[at]
    return " ".join(words)


_WAYS = (_slip_in, _slip_in, _change_value, _change_value, _drop, _move_lines, _indent, _splice, _swap_words)


def document(chance: random.Random) -> str:
    """Return a document of random shapes and words, most of it well formed."""
    return "".join(f"{_word(chance)}: {_value(chance, 0)}\n" for _ in range(chance.randrange(1, 6)))


def _word(chance: random.Random) -> str:
    return (
        chance.choice(HOSTILE)
        if chance.random() < 0.03
        else chance.choice(("a", "deal", "parties", "x y", "名称", "z")) + str(chance.randrange(99))
    )


def _value(chance: random.Random, depth: int) -> str:
    kind = chance.random()
    if depth > 3 or kind < 0.4:
        return (
            chance.choice(HOSTILE)
            if chance.random() < 0.15
            else chance.choice(("5", "0.50", "true", "'q'", '"d \\n"', "w w", "中"))
        )
    inner = [_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind < 0.6:
        return "{" + ", ".join(f"{_word(chance)}: {value}" for value in inner) + "}"
    if kind < 0.75:
        return "[" + ", ".join(inner) + "]"
    pad = "\n" + "  " * (depth + 1)
    if kind < 0.95:
        return "".join(f"{pad}{_word(chance)}: {value}" for value in inner) or "{}"
    return chance.choice("|>") + chance.choice(("", "-", "+")) + pad + pad.join(("some", " text", "", "# x", "end"))


def long_run(chance: random.Random) -> bytes:
    """Return one shape written very often, up to the size that the reader takes."""
    shape = chance.choice((*SHAPES, *HOSTILE))
    times = chance.choice((50, 3_000, 40_000, 1_000_000))
    head = chance.choice(("", "a: ", "a: [", "a: {", "a: '", 'a: "', "a: |\n ", "parties:\n"))
    if chance.random() < 0.3:
        return (head + "".join(shape.replace("a", f"a{i}") for i in range(min(times, 130_000)))).encode()
    return (head + shape * times + chance.choice(("", "]", "}", "'", '"', "\n")))[:5_100_000].encode("utf-8", "replace")


def try_one(data: bytes, oracle: bool = True) -> str:
    """Read and parse an input as the product does; return what it was. Anything but data or faults is an error."""
    try:
        source = read_bytes(data, "x.yaml")
    except BadInput as error:
        _sound(error, lines_of(data, "x.yaml"))
        return "refused"
    _plain_only(source.data)
    if oracle:
        compare(source)
    try:
        parse(source)
    except BadInput as error:
        _sound(error, source)
        return "faults"
    return "deal"


def _sound(error: BadInput, source: Source) -> None:
    assert error.faults
    for fault in error.faults[:20]:
        assert fault.cause and fault.place.line >= 1 and 1 <= fault.place.column <= len(source.line(fault.place.line)) + 1, (
            fault
        )
        assert not any(ord(c) < 32 for c in render([fault], source) if c != "\n")


def _plain_only(value: Any) -> None:
    left = [value]
    while left:
        one = left.pop()
        assert type(one) in (dict, list, str, int, bool, Decimal), type(one)
        left += [*one, *one.values()] if isinstance(one, dict) else one if isinstance(one, list) else ()


def compare(source: Source) -> None:
    """Compare the data with what another parser reads, where it reads the text at all."""
    if len(source.text) > 50_000:
        return
    try:
        other = oryaml.loads(source.text)
    except ValueError:
        return
    assert alike(source.data) == alike(other), (source.text, source.data, other)


def alike(value: Any) -> Any:
    """Return data with every number as a float, for the other parser knows no exact ones."""
    if isinstance(value, dict):
        return {key: alike(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [alike(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)) else value
