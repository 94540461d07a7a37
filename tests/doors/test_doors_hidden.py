"""No text of a deal forges a line of a report, and no character of it is hidden from whoever reads the file."""

import io
import json
import re
from contextlib import redirect_stdout
from pathlib import Path
from xml.etree import ElementTree

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.cli.main import run
from legalmodel.model.codes import lei_sound
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.model.refused import BadRecord
from legalmodel.output.formats import endings
from legalmodel.output.paint import cut, joined, wrap
from legalmodel.text.read import read, read_bytes

ROOT = Path(__file__).resolve().parents[2]
DEAL = (ROOT / "templates/cn-npl-trust/deal.yaml").read_text(encoding="utf-8")
DAY = ("--run-day", "2026-06-30")
HIDDEN = ("\u200b", "\u200d", "\u2060", "\u00ad", "\u061c", "\u202e", "\u2066", "\u3164", "\U000e0041", "\U000e0000", "\ufff9")


def faults(text: str) -> list[str]:
    with pytest.raises(BadInput) as refused:
        parse(read_bytes(text.encode("utf-8"), "deal.yaml"))
    return [fault.code for fault in refused.value.faults]


@pytest.mark.parametrize("character", HIDDEN)
@pytest.mark.parametrize("escaped", [False, True])
def test_a_hidden_character_is_refused_as_itself_and_as_a_code(character, escaped):
    code = f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
    assert faults(f'deal: {{name: "Li{code if escaped else character}ang"}}\n') == ["control-character"]


def test_what_tells_chinese_and_japanese_names_apart_is_kept():
    source = read_bytes("deal: {name: 葛\U000e0100城, note: a\ufe0f}\n".encode(), "deal.yaml")
    assert source.data["deal"]["name"] == "葛\U000e0100城"


@pytest.mark.parametrize("break_", ["\\n", "\\t"])
def test_a_name_stands_on_one_line(break_):
    assert faults(f'deal: {{name: "A{break_}TRUE SALE  no obstacle"}}\n') == ["not-a-name"]
    assert faults(f'deal: {{name: {{en: "A", zh: "甲{break_}B"}}}}\n') == ["not-a-name"]


def test_a_carriage_return_is_refused_in_every_text():
    assert faults('deal: {note: "A\\rTRUE SALE"}\n') == ["control-character"]


def test_rows_stay_rows():
    assert joined(["a\nTRUE SALE", "b\r\nc", "d\u2028e"]) == "a TRUE SALE\nb c\nd e\n"
    assert cut("a\nb", 80) == "a b"
    assert wrap("a\nb", 80) == ["a b"]


def forge(box, whole) -> int:
    """Give every text of a deal that may go over several lines a second one that looks like a row; return how many there are."""
    texts = 0
    for key, value in list(box.items()):
        if isinstance(value, dict):
            texts += forge(value, whole)
        elif isinstance(value, str):
            box[key] = f"{value}\nFORGED row"
            try:
                Deal.model_validate(whole)
                texts += 1
            except BadRecord:
                box[key] = value
    return texts


def outputs(file: Path) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        run(["check", str(file), *DAY])
        for what in ("", "isolation", "remoteness", "protection"):
            run(["explain", str(file), *([what] if what else []), *DAY])
        run(["compare", str(file), "cn-npl-trust", *DAY])
        run(["validate", str(file), *DAY])
        for ending in ("mmd", "puml", "dot", "graphml", "drawio", "svg"):
            run(["draw", str(file), *DAY, "-o", str(file.with_suffix(f".{ending}"))])
            print(file.with_suffix(f".{ending}").read_text())
    return said.getvalue()


def test_no_text_forges_a_row_of_any_output(tmp_path):
    data = read_bytes(DEAL.encode(), "deal.yaml").data
    count = forge(data, data)
    assert count > 40
    (tmp_path / "deal.json").write_text(json.dumps(data, default=str), encoding="utf-8")
    assert parse(read(tmp_path / "deal.json")).deal
    said = outputs(tmp_path / "deal.json")
    assert not re.findall(r"^ {0,3}FORGED row", said, re.MULTILINE)  # further in, a long row goes on below itself


@pytest.mark.parametrize("digits", ["00", "01", "99"])
def test_check_digits_that_are_never_issued_are_refused(digits):
    bodies = (f"48Z6QMSTHGSIX9K8X{n}0{digits}" for n in range(10))
    sums = [b for b in ("48Z6QMSTHGSIX9K8X200",) if b.endswith(digits)] + list(bodies)
    assert not any(lei_sound(code) for code in sums)


def test_new_copies_no_answers(tmp_path):
    assert run(["new", "cn-npl-trust", str(tmp_path / "mine")]) == 0
    assert not (tmp_path / "mine" / "expected.json").exists()
    assert (tmp_path / "mine" / "deal.yaml").exists()


@pytest.mark.parametrize(("ending", "wrong"), [("puml", "legend"), ("mmd", "%% The file says nothing")])
def test_a_view_of_nothing_says_so(ending, wrong, tmp_path):
    file = tmp_path / f"e.{ending}"
    assert run(["draw", "zhongyu-2016-1", "--view", "ownership", *DAY, "-o", str(file)]) == 0
    text = file.read_text()
    said = [row for row in text.splitlines() if "The file says nothing" in row and "%%" not in row]
    assert said, text
    assert ending == "mmd" or wrong not in text


def test_json_holds_no_forged_line(tmp_path, capsys):
    (tmp_path / "deal.yaml").write_text('deal: {name: A, note: "x\\nFORGED"}\n')
    run(["check", str(tmp_path / "deal.yaml"), *DAY, "--format", "json"])
    out = capsys.readouterr().out
    json.loads(out)
    assert not re.search(r"^FORGED", out, re.MULTILINE)


@pytest.mark.parametrize("ending", endings())
def test_an_empty_view_is_a_whole_file_of_every_format(ending, tmp_path):
    file = tmp_path / f"e.{ending}"
    assert run(["draw", "zhongyu-2016-1", "--view", "ownership", *DAY, "-o", str(file)]) == 0
    data = file.read_bytes()
    if ending in ("svg", "drawio", "graphml"):
        ElementTree.fromstring(data)  # noqa: S314 - our own file
    assert len(data) > 60
