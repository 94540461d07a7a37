"""Read JSON as JSON: by the standard library, and, where a fault or a place is asked for, token by token with its spots."""

import json
import re
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, Final, NamedTuple

from legalmodel.base.errors import Fault
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.text.build import DEPTH_MAX, NODES_MAX, RECORDS_MAX, Builder, TextSpot
from legalmodel.text.characters import hidden, lone_return
from legalmodel.text.scalars import Trap, typed

_TOKEN: Final = re.compile(r'[ \t\r\n,:]*(?:([{}\[\]])|("(?:[^"\\]|\\.)*")|([^\s,:{}\[\]"]+))', re.DOTALL)


class Doubtful(Exception):
    """The file holds what the fast way cannot judge: it is to be read token by token."""


class _Mark:
    __slots__ = ("index", "line")

    def __init__(self, index: int) -> None:
        self.index, self.line = index, 0


class ScalarEvent(NamedTuple):
    """A value or a key; the names of these events are those that a builder knows."""

    value: str
    style: str
    start_mark: _Mark
    end_mark: _Mark
    tag: None = None
    anchor: None = None


class MappingStartEvent(NamedTuple):
    """A record begins."""

    start_mark: _Mark
    end_mark: _Mark
    tag: None = None
    anchor: None = None


class SequenceStartEvent(NamedTuple):
    """A list begins."""

    start_mark: _Mark
    end_mark: _Mark
    tag: None = None
    anchor: None = None


class MappingEndEvent(NamedTuple):
    """A record ends."""


class SequenceEndEvent(NamedTuple):
    """A list ends."""


def plain(text: str) -> Any:
    """Return the data of a JSON text: dicts, lists, text, whole numbers, ``Decimal`` and truths.

    Raises Doubtful if something in it may be a fault, and ValueError if it is no JSON.
    """
    try:
        data = json.loads(text, object_pairs_hook=_record, parse_float=_number, parse_int=_number, parse_constant=_constant)
    except RecursionError:
        raise Doubtful from None
    _judge(data, "\\" in text)
    return data


def sound(data: bytes) -> Any:
    """Return the data of the bytes of a JSON file that ``plain`` has read before without a doubt."""
    return json.loads(data, parse_float=_number)


def as_json(data: Any) -> str:
    """Return data of a deal as JSON that ``sound`` reads as the very same; empty where JSON cannot say it."""
    try:
        text = _json(data)
        return text if repr(sound(text.encode())) == repr(data) else ""
    except (TypeError, ValueError, Doubtful):
        return ""


def _json(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is dict:
        return "{" + ",".join([f"{encode_basestring(key)}:{_json(each)}" for key, each in value.items()]) + "}"
    if kind is list:
        return "[" + ",".join(map(_json, value)) + "]"
    return ("true" if value else "false") if kind is bool else str(value)


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs) or "" in record:
        raise Doubtful
    return record


def _number(text: str) -> int | Decimal:
    value = typed(text)
    if isinstance(value, Trap) or not isinstance(value, int | Decimal):
        raise Doubtful
    return value


def _constant(text: str) -> Any:
    raise ValueError(text)


def _judge(data: Any, escaped: bool) -> None:
    """Refuse to judge what is too large or too deep, null, or may hide a character; no recursion, one look at each value."""
    if type(data) is not dict:
        raise Doubtful
    left: list[tuple[Any, int]] = [(data, 1)]
    nodes, records = 1, 0
    texts: list[str] = []
    while left:
        box, depth = left.pop()
        if depth > DEPTH_MAX:
            raise Doubtful
        records += type(box) is dict
        nodes += len(box)
        for value in box.values() if type(box) is dict else box:
            kind = type(value)
            if kind is str:  # most values are
                if escaped:
                    texts.append(value)
            # a stack of our own: Python's would end before the reader's own limit on depth
            elif kind is dict or kind is list:
                left.append((value, depth + 1))
            elif value is None:
                raise Doubtful
        if escaped and type(box) is dict:
            texts += box
    # what is too large is read once more the strict way, which tells it with its place
    if nodes > NODES_MAX or records > RECORDS_MAX:
        raise Doubtful
    together = " ".join(texts)  # looked at once; a blank keeps a return at the end of one from meeting a new line of the next
    if hidden(together) or lone_return(together):
        raise Doubtful


def feed(builder: Builder, text: str) -> None:
    """Build from a text that the standard library took for JSON, with the spot of every key and value. Raises Halt at a limit."""
    events = _events(text)
    builder.run(lambda: next(events, None))


def _events(text: str) -> Any:
    for token in _TOKEN.finditer(text):
        group = token.lastindex or 1
        start, end = _Mark(token.start(group)), _Mark(token.end(group))
        word = token[group]
        if group == 2:
            yield ScalarEvent(json.loads(word, strict=False), '"', start, end)
        elif group == 3:
            yield ScalarEvent(word, "", start, end)
        elif word in "{[":
            yield (MappingStartEvent if word == "{" else SequenceStartEvent)(start, end)
        else:
            yield MappingEndEvent() if word == "}" else SequenceEndEvent()


def spots(text: str) -> dict[str, TextSpot]:
    """Return where each key and value stands in a text that was read already and has no fault.

    Nothing is judged a second time and no value is made anew, so it takes a quarter of what ``feed`` takes: a large file with many
    doubts is read for nothing but the places of those.
    """
    top: dict[str, TextSpot] = {}
    inside, box = top, ""
    key: tuple[str, int, int] | None = None
    around: list[tuple[dict[str, TextSpot], str]] = []
    for token in _TOKEN.finditer(text):
        group = token.lastindex or 1
        start, end = token.span(group)
        word = token[group]
        if word in ("}", "]"):
            inside, box = around.pop()
        # of two texts in a record the first is the key: what follows the colon is its value
        elif group == 2 and box == "{" and key is None:
            key = (json.loads(word, strict=False) if "\\" in word else word[1:-1], start, end)
            continue
        else:
            name, key_start, key_end = key or (str(len(inside)), start, end)
            inner: dict[str, TextSpot] | None = {} if group == 1 else None
            if around:
                inside[name] = TextSpot(key_start, key_end, start, end, inner)
            if inner is not None:
                around.append((inside, box))
                inside, box = (inner if len(around) > 1 else top), word
        key = None
    return top


def no_json(error: ValueError, text: str, name: str, locate: Any) -> Fault:
    """Return the fault of a text that is no JSON, where it stops being one."""
    if isinstance(error, json.JSONDecodeError) and error.doc:
        at, cause = error.pos, error.msg[:1].lower() + error.msg[1:]
    else:
        at = next((t.start(3) for t in _TOKEN.finditer(text) if t[3] in ("NaN", "Infinity", "-Infinity")), 0)
        cause = say("it holds what is not a number that a fact can have")
    fix = say("correct it; what is written as YAML is called .yaml")
    return Fault("syntax", say("this is no JSON: {cause}", cause=cause), Place(name, *locate(at)), fix)
