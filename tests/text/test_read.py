"""What a file becomes when it is read: values, places, and refusals; never anything but BadInput."""

import json
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import oryaml
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.places import Place
from legalmodel.model.parse import parse
from legalmodel.text.build import NODES_MAX, RECORDS_MAX, Builder
from legalmodel.text.characters import find_hidden
from legalmodel.text.json_events import feed, spots
from legalmodel.text.read import BYTES_MAX, Source, lines_of, pure_parser, read, read_bytes
from tests.examples import MANY, some

ROOT = Path(__file__).parent.parent.parent
PEAK = """
import resource, sys
from pathlib import Path
from legalmodel.base.errors import BadInput
from legalmodel.graph.build import build
from legalmodel.model.parse import parse
from legalmodel.text.read import read
try:
    build(parse(read(sys.argv[1])))
except BadInput:
    pass
status = Path("/proc/self/status")
if status.exists():
    print(next(int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM")))
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024))
"""
"""Prints the most memory that a process took, in MB. On Linux ``ru_maxrss`` would count what the process that started it held, too."""

DEAL = """\
# a comment
deal:
  name: {en: Zhongyu, zh: 中誉 2016}
  closing: 2016-05-27
  note: >
    folded
    text
parties:
  boc: {seat: NO, form: "bank"}   # 银行
  'q r': [a, [b, 0.50], -7, true]
"""


def read_text(text: str) -> Source:
    return read_bytes(text.encode(), "x.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5),
        ("-0", 0),
        ("3.50", Decimal("3.50")),
        ("-0.1", Decimal("-0.1")),
        ("true", True),
        ("False", False),
        *((word, word) for word in ("NO", "no", "yes", "On", "off", "y", "n", "none", "nil", "2016-05-27", "2016-05", "5%")),
        *(
            (word, word)
            for word in ("1,000", "CNY 5", "1.2.3", "-a", "=", "10:99", "1e", "2016-05-27 10:00", "a'b", "x#y", "中")
        ),
        ('"017"', "017"),
        ("'~'", "~"),
        ('"null"', "null"),
        ("'5'", "5"),
        ('"\\u4e2d\\U0001f600"', "中😀"),
        ('"\\ud83d\\ude00"', "😀"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_values(written: str, value: Any) -> None:
    got = read_text(f"a: {written}\n").data["a"]
    assert (got, type(got)) == (value, type(value))
    assert str(got) == str(value)


@pytest.mark.parametrize(
    "word",
    [
        "017",
        "-01.5",
        "12:30",
        "1:2:3.5",
        "1e3",
        ".5e-3",
        "0x1F",
        "0o7",
        "0b1",
        "1_0",
        ".inf",
        "-.INF",
        ".nan",
        "+5",
        "+.5",
        "5.",
        ".5",
        "~",
        "null",
        "Null",
        "NULL",
        "",
        "9" * 37,
        "0." + "9" * 40,
    ],
)
def test_traps(word: str) -> None:
    for text in (f"a: {word}\n", f"a: [x, {word} ,y]\n") if word else ("a:\n", "a: {b: }\n"):
        with pytest.raises(BadInput) as caught:
            read_text(text)
        assert [f.code for f in caught.value.faults] in (["ambiguous-value"], ["no-value"], ["number-too-long"])
    assert read_text(f"a: '{word}'\n").data == {"a": word}


def test_places() -> None:
    source = read_text(DEAL)
    assert source.place(("deal", "name", "zh")) == Place("x.yaml", 3, 27)
    assert source.width(("deal", "name", "zh")) == 7
    assert source.place(("parties", "boc", "form")) == Place("x.yaml", 9, 25)
    assert source.width(("parties", "boc", "form")) == 6
    assert source.key_place(("parties", "q r")) == Place("x.yaml", 10, 3)
    assert source.key_width(("parties", "q r")) == 5
    assert source.place(("parties", "q r", "1", "1")) == Place("x.yaml", 10, 18)
    assert source.place(("deal", "name", "fr")) == source.place(("deal", "name")) == Place("x.yaml", 3, 9)
    assert source.place(("nothing", "here")) == source.place(()) == Place("x.yaml", 1, 1)
    assert source.line(9).endswith("# 银行")
    assert source.line(99) == source.line(0) == ""
    assert source.sha256 == read_text(DEAL).sha256 != read_text(DEAL + "\n").sha256


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_mark(end: str) -> None:
    plain, other = read_text(DEAL), read_text("\ufeff" + DEAL.replace("\n", end))
    assert other.data == plain.data
    for path in [("deal", "note"), ("parties", "boc", "seat"), ("parties", "q r", "2")]:
        assert other.place(path) == plain.place(path)
    assert other.line(9) == plain.line(9)


def test_the_slower_parser_agrees() -> None:
    source = Source("x.yaml", b"", DEAL)
    source.load(pure_parser)
    assert source.data == read_text(DEAL).data
    assert all(
        source.place(p) == read_text(DEAL).place(p)
        for p in [("deal", "note"), ("parties", "boc", "form"), ("parties", "q r", "1")]
    )


def test_json_is_read_the_same_way() -> None:
    data = {"deal": {"name": '中誉 😀 / \\ "', "loans": 72}, "complete": ["a", True]}
    for text in (json.dumps(data), json.dumps(data, ensure_ascii=False, indent="\t"), json.dumps(data, separators=(",", ":"))):
        assert read_text(text).data == data


def test_places_after_characters_that_json_gives_as_two_codes() -> None:
    text = '{"a": "\\ud83d\\ude00\\ud842\\udfb7", "b": "x", "c": "y"}\n'
    source = read_text(text)
    assert source.data == {"a": "😀𠮷", "b": "x", "c": "y"}
    assert source.place(("a",)).column == text.index('"\\u') + 1
    assert source.place(("c",)).column == text.index('"y"') + 1
    for broken in (text.replace('"y"', "~"), text.replace('"y"', "@")):
        with pytest.raises(BadInput) as caught:
            read_text(broken)
        assert caught.value.faults[0].place.column == text.index('"y"') + 1


def test_limits() -> None:
    for text, code in (
        ("a: '" + "x" * BYTES_MAX + "'", "too-large"),
        ("a: [" + "b," * NODES_MAX + "b]", "too-large"),
        ("a: [" + "{}," * RECORDS_MAX + "{}]", "too-large"),
        ("a: " + "[" * 100_000, "too-deep"),
        ("a: " + "{b: " * 100_000, "too-deep"),
    ):
        with pytest.raises(BadInput) as caught:
            read_text(text)
        assert caught.value.faults[0].code == code
    assert read_text("a: " + "[" * 31 + "b" + "]" * 31).data
    assert read_text("a: [" + "b," * (NODES_MAX - 3) + "b]").data
    assert read_text("a: [" + "{}," * (RECORDS_MAX - 2) + "{}]").data


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: '" + "x" * BYTES_MAX + "'", "the file is larger than 5 MB"),
        ("a: [" + "b," * NODES_MAX + "b]", "the file holds more than 130,000 values"),
        ("a: [" + "{}," * RECORDS_MAX + "{}]", "the file holds more than 30,000 records"),
    ],
)
def test_what_is_too_large_is_said(text: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_text(text)
    assert [fault.cause for fault in caught.value.faults] == [said]


def test_a_deal_of_5000_parties_is_within_the_limits() -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
    from deals import big_deal, written

    deal = read_bytes(written(big_deal(5000, 10_000)), "deal.yaml").data
    assert (len(deal["parties"]), len(deal["ownership"])) == (5000, 3400)


WORST = {
    "items": "deal: [" + "b," * (NODES_MAX - 10) + "b]",
    "keys": "xx:\n" + "".join(f" a{n}: 1\n" for n in range(NODES_MAX - 10)),
    "faults": "parties:\n" + "".join(f" a{n}: 1\n" for n in range(NODES_MAX - 10)),
    "parties": "parties:\n" + "".join(f" a{n}: {{seat: CN}}\n" for n in range(RECORDS_MAX - 10)),
    "pools": "pools:\n" + "".join(f" a{n}: {{kind: auto_loans}}\n" for n in range(RECORDS_MAX - 10)),
    "one long text": "deal: {name: '" + "x" * (BYTES_MAX - 100) + "𠮷'}",
    "lines": "deal: {name: x}\n" * 2 + "\n" * (BYTES_MAX - 100),
}
"""Files that the reader just takes, each the worst of its kind."""
TRIED = tuple(WORST) if MANY else ("items", "faults", "parties", "one long text")


@pytest.mark.more
@pytest.mark.parametrize("name", TRIED)
def test_no_file_takes_more_than_300_mb_until_its_graph_is_built(name: str, tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(WORST[name], "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(tmp_path / "deal.yaml")], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert int(done.stdout) < 300


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what the parent held")
def test_the_peak_of_a_process_is_its_own_however_much_its_parent_holds(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text("deal: {name: x}", "utf-8")
    parent = "import subprocess, sys; held = bytearray(400 * 2**20); subprocess.run([sys.executable, '-c', *sys.argv[1:]], check=True)"
    done = subprocess.run(
        [sys.executable, "-c", parent, PEAK, str(tmp_path / "deal.yaml")], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert 10 < int(done.stdout) < 300


def test_as_many_faults_as_a_reader_can_use() -> None:
    with pytest.raises(BadInput) as caught:
        read_text("a: [" + "~, " * 5000 + "b]")
    assert len(caught.value.faults) == 501
    assert str(caught.value).endswith("there are more faults than the 500 told above")
    with pytest.raises(BadInput) as caught:
        read_text("a: [" + "~, " * 500 + "b]")
    assert {f.code for f in caught.value.faults} == {"no-value"}
    for text in ("x\x01" * 600, "parties:\n" + "".join(f"  p{n}: {{form: bonk}}\n" for n in range(600))):
        with pytest.raises(BadInput) as caught:
            parse(read_text(text))
        assert [f.code for f in caught.value.faults].count("more-faults") == 1
        assert caught.value.faults[-1].code == "more-faults"
        assert len(caught.value.faults) == 501


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a: x #5\n", 6),
        ("a: {b: 中 #一 甲, c: d\n}\n", 10),
        ("a: [5 #x\n]\n", 7),
        ("a:\n  x\n  y #5\n", 5),
        ('a: {b: "\\ud83d\\ude00"}\nc: x #5', 6),
        ("a: ~\nc: x #5", 6),
    ],
)
def test_text_that_would_be_lost_as_a_comment(text: str, column: int) -> None:
    with pytest.raises(BadInput) as caught:
        read_text(text)
    fault = caught.value.faults[-1]
    assert (fault.code, fault.place.column) == ("text-or-comment", column)
    line = text.split("\n")[fault.place.line - 1]
    assert line[column - 1 :][: fault.width] in ("#5", "#一", "#x")


@pytest.mark.parametrize(
    "text",
    ["a: x # 5", "a: x  #5", "a: 'x' #5", "a: x#5", '"a": "x #5"', "a: [b] #5", "a: b\n #5", "a: b # x #5", "a: |\n x #5"],
)
def test_comments(text: str) -> None:
    assert read_text(text).data


def test_codes_outside_double_quotation_marks() -> None:
    for text in (
        "a: \\ud83d\\ude00",
        "a: '\\ud83d\\ude00'",
        "a: |\n  \\ud83d\\ude00",
        "\\ud83d\\ude00: b",
        "a: x \\ud83d\\ude00\nb: y",
    ):
        with pytest.raises(BadInput) as caught:
            read_text(text)
        assert caught.value.faults[0].code == "bad-escape"
    assert read_text('a: "\\ud83d\\ude00" # \\ud83d\\ude00').data == {"a": "😀"}


def test_hostile_values_are_read_in_one_go() -> None:
    """A pattern that tried every split of these would never end."""
    for text in (
        "1" * 900_000 + ":",
        "1_" * 900_000 + "x",
        "1:1" * 600_000 + "x",
        "+" + "1" * 900_000 + "x",
        "0x" + "a" * 900_000 + "z",
    ):
        assert read_text(f"a: {text}x\n").data


def test_files(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(DEAL, encoding="utf-8")
    assert read(tmp_path / "deal.yaml").data == read_text(DEAL).data
    with pytest.raises(BadRequest, match=r"there is no file .*dael.yaml: did you mean deal.yaml\?"):
        read(tmp_path / "dael.yaml")
    with pytest.raises(BadRequest, match="is a folder"):
        read(tmp_path)
    with pytest.raises(BadRequest, match="cannot be read"):
        read("a\0b")
    with pytest.raises(BadRequest, match="there is no file"):
        read(tmp_path / "no" / "deal.yaml")


JSON = st.recursive(
    st.one_of(st.integers(-(10**15), 10**15), st.booleans(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=4)),
    max_leaves=20,
)


@settings(max_examples=some(100), deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=5), JSON, max_size=5), st.booleans(), st.sampled_from([None, 1]))
def test_places_found_later_are_those_of_the_reading_token_by_token(
    data: dict[str, Any], codes: bool, indent: int | None
) -> None:
    """JSON is read without places, which are looked for when the first is asked for; the strict way notes them as it reads"""
    text = json.dumps(data, ensure_ascii=codes, indent=indent)
    assert spots(text) == spots_as_read(text)


def spots_as_read(text: str) -> dict[str, Any]:
    builder = Builder("deal.json", lambda _: (1, 1))
    feed(builder, text)
    return builder.spots


HIDDEN = "\x00\x1b\x7f\x85\ufeff\u3164\u200b\u202e\ud800\U000e0001"


@given(st.text(HIDDEN + 'ab \t\r\n"\\~中é٠😀', max_size=12))
def test_hidden_characters_are_found_among_whatever_else(text: str) -> None:
    assert list(find_hidden(text)) == [n for n, c in enumerate(text) if c in HIDDEN]


PLAIN = st.from_regex(r"[a-z\u4e00-\u9fa5][a-z0-9 %_\u4e00-\u9fa5-]{0,12}[a-z%]", fullmatch=True).filter(
    lambda word: word not in ("null", "true", "false")
)
QUOTED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=20).filter(
    lambda words: not list(find_hidden(words))  # a few hidden characters are marks or letters by their category
)
VALUES = st.recursive(
    st.one_of(st.integers(-(10**15), 10**15), st.booleans(), PLAIN, QUOTED.map(lambda t: ("quoted", t))),
    lambda inner: st.one_of(st.lists(inner, min_size=1, max_size=4), st.dictionaries(PLAIN, inner, min_size=1, max_size=4)),
    max_leaves=25,
)


def emit(value: Any, indent: int, flow: bool, spots: list[tuple[Any, ...]], path: tuple[str, ...]) -> str:
    """Write a value as YAML; note each plain scalar with its path."""
    if isinstance(value, tuple):
        return json.dumps(value[1], ensure_ascii=False)
    if isinstance(value, dict) and (flow or indent > 6):
        return "{" + ", ".join(f"{k}: {emit(v, indent, True, spots, (*path, k))}" for k, v in value.items()) + "}"
    if isinstance(value, list) and (flow or indent > 6 or len(value) % 2):
        return "[" + ", ".join(emit(v, indent, True, spots, (*path, str(i))) for i, v in enumerate(value)) + "]"
    pad = "\n" + " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{k}: {emit(v, indent + 2, False, spots, (*path, k))}" for k, v in value.items())
    if isinstance(value, list):
        return "".join(f"{pad}- {emit(v, indent + 2, True, spots, (*path, str(i)))}" for i, v in enumerate(value))
    text = str(value).lower() if isinstance(value, bool) else str(value)
    spots.append((path, text))
    return text


@settings(max_examples=some(150), deadline=None)
@given(st.dictionaries(PLAIN, VALUES, min_size=1, max_size=5))
def test_agrees_with_another_parser(document: dict[str, Any]) -> None:
    spots: list[tuple[Any, ...]] = []
    text = emit(document, 0, False, spots, ()) + "\n"
    source = read_text(text)
    assert source.data == oryaml.loads(text)
    for path, written in spots:
        place = source.place(path)
        assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(written)
        assert source.width(path) == len(written)


@settings(max_examples=some(200), deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text("{}[]:,-?&*!|>'\"%@`#\t\n ab0~<=\\\u4e2d", max_size=60).map(str.encode)))
def test_random_bytes_give_data_or_faults(data: bytes) -> None:
    refused = False
    try:
        source = read_bytes(data, "x")
    except BadInput as error:
        refused = True
        assert error.faults
        assert all(lines_of(data, "x").line(f.place.line) is not None and f.place.column >= 1 for f in error.faults)
    if not refused:
        assert isinstance(source.data, dict)


def test_what_is_read_is_read_alike_by_another_parser_after_mutation() -> None:
    chance = random.Random(7)
    agreed = 0
    for _ in range(600):
        text = list(DEAL)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text))
            text[at : at + chance.randint(0, 3)] = chance.choice(["", ":", " ", "\n", "}", "'", "- ", "x", "0", "#", "{"])
        mutant = "".join(text)
        try:
            data = read_text(mutant).data
        except BadInput:
            continue
        try:
            other = oryaml.loads(mutant)
        except ValueError:
            continue
        agreed += plain(data) == plain(other)
        assert plain(data) == plain(other), mutant
    assert agreed > 50


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value
