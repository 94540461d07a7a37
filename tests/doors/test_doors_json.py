"""JSON deals are read as JSON: the same data and places as token by token, and nothing that JSON readers take in two ways."""

import json
import time
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.text import json_events
from legalmodel.text.read import Source, read, read_bytes

ROOT = Path(__file__).resolve().parents[2]


def as_json(data, **how):
    return json.dumps(data, default=lambda d: float(d) if isinstance(d, Decimal) else str(d), **how)


def codes(text):
    with pytest.raises(BadInput) as refused:
        read_bytes(text.encode("utf-8", "surrogatepass"), "deal.json")
    return [(f.code, f.place.line, f.place.column) for f in refused.value.faults]


@pytest.mark.parametrize("how", [{}, {"indent": 2}, {"indent": "\t"}, {"ensure_ascii": False}, {"separators": (",", ":")}])
def test_every_template_as_json_is_the_same_deal(how):
    for file in sorted((ROOT / "templates").glob("*/deal.yaml")):
        data = read(file).data
        assert read_bytes(as_json(data, **how).encode(), "deal.json").data == data


def test_places_are_made_only_when_asked_for(monkeypatch):
    text = as_json({"deal": {"name": "甲\U00020bb7", "note": "b"}, "parties": {"a": {"roles": ["x", "y"]}}}, indent=1)
    fed = []
    spots = json_events.spots
    monkeypatch.setattr(json_events, "spots", lambda text: fed.append(1) or spots(text))
    source = read_bytes(text.encode(), "deal.json")
    assert source.data["deal"]["name"] == "甲\U00020bb7"
    assert not fed
    lines = text.splitlines()
    for path, word in ((("deal", "note"), '"b"'), (("parties", "a", "roles", "1"), '"y"'), (("deal", "name"), '"\\u7532')):
        place = source.place(path)
        assert lines[place.line - 1][place.column - 1 :].startswith(word)
    assert source.width(("deal", "note")) == 3
    place = source.key_place(("parties", "a"))
    assert lines[place.line - 1][place.column - 1 :].startswith('"a"')
    assert fed == [1]


def test_random_json_gives_the_same_fast_and_token_by_token():
    chance = Random(15)
    words = ["a", "é", "中", "x y", "\\", '"', "{", "#1", "\ttab", "a\nb", "😀", "[,]", ":", "NaN"]

    def value(depth):
        kind = chance.randrange(7 if depth < 5 else 4)
        if kind < 2:
            return "".join(chance.choices(words, k=chance.randrange(4)))
        if kind == 2:
            return chance.choice([0, -5, 10**20, True, False])
        if kind == 3:
            return chance.randrange(1000) / 8
        if kind == 4:
            return [value(depth + 1) for _ in range(chance.randrange(4))]
        return {f"{chance.choice(words)}{n}": value(depth + 1) for n in range(chance.randrange(4))}

    for _ in range(300):
        data = {"deal": value(0)}
        text = json.dumps(data, ensure_ascii=chance.random() < 0.5, indent=chance.choice([None, 2]))
        fast = read_bytes(text.encode(), "deal.json")
        slow = Source("deal.json", text.encode(), text)
        slow.load()
        assert fast.data == slow.data == json.loads(text, parse_float=Decimal)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"deal": {"a": 1,\n "a": 2}}', ("duplicate-key", 2, 2)),
        ('{"deal": {"a": NaN}}', ("syntax", 1, 16)),
        ('{"deal": {"n": "NaN", "a": -Infinity}}', ("syntax", 1, 28)),
        ('{"deal": {"a": null}}', ("no-value", 1, 16)),
        ('{"deal": [null]}', ("no-value", 1, 11)),
        ('{"deal": {"a": 1e3}}', ("ambiguous-value", 1, 16)),
        ('{"deal": {"a": 1' + "0" * 40 + "}}", ("number-too-long", 1, 16)),
        ('{"deal": {"a": "\\u200b"}}', ("control-character", 1, 16)),
        ('{"deal": {"\\u202e": 1}}', ("control-character", 1, 11)),
        ('{"deal": {"a": "\\ud83d"}}', ("control-character", 1, 16)),
        ('{"deal": {"a": "x\\ry"}}', ("control-character", 1, 16)),
        ('{"deal": {"": 1}}', ("key-not-text", 1, 11)),
        ("{deal: {a: b}}", ("syntax", 1, 2)),
        ('{"deal": {"a": 1,}}', ("syntax", 1, 18)),
        ('{"deal": {"a": 1}} x', ("syntax", 1, 20)),
        ('{"deal": {"a": 01}}', ("syntax", 1, 17)),
        ("", ("syntax", 1, 1)),
        ("[1]", ("not-a-record", 1, 1)),
    ],
)
def test_what_is_refused_and_where(text, code):
    found = codes(text)
    assert found[0][0] == code[0]
    assert found[0][1] == code[1]
    assert abs(found[0][2] - code[2]) <= 1


def test_depth_and_size_are_bounded():
    assert codes('{"a":' * 100_000 + "1" + "}" * 100_000)[0][0] == "too-deep"
    assert codes('{"a":' + "[" * 40 + "]" * 40 + "}")[0][0] == "too-deep"
    assert codes('{"a":[' + ",".join("1" * 140_000) + "]}")[0][0] == "too-large"


def test_reading_costs_a_few_times_what_json_costs():
    text = as_json({"parties": {f"p{n}": {"name": f"Party {n}", "form": "company", "seat": "CN"} for n in range(5000)}})
    raw = text.encode()

    def seconds(call):
        times = []
        for _ in range(7):
            start = time.process_time()
            call()
            times.append(time.process_time() - start)
        return min(times)

    ratio = seconds(lambda: read_bytes(raw, "deal.json")) / seconds(lambda: json.loads(raw))
    print(f"ratio to json.loads: {ratio:.2f}")
    assert ratio < 12
