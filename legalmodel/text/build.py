"""From the stream of a parser's events to plain data, with the spot of every key and value; strict and without recursion."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from legalmodel.base.errors import FAULTS_MAX, Fault
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.text.characters import hidden, lone_return
from legalmodel.text.scalars import Trap, typed

DEPTH_MAX: Final = 32
NODES_MAX: Final = 130_000
RECORDS_MAX: Final = 30_000
"""How many values, and how many records among them, a file may hold: a deal of 5,000 parties has 100,000 values in 20,000 records."""


class TextSpot(NamedTuple):
    """Where a key and its value stand, in characters from the start of the text, and the spots within the value."""

    key: int
    key_end: int
    start: int
    end: int
    inner: "dict[str, TextSpot] | None" = None


class Halt(Exception):
    """The file is beyond a limit, or so broken that reading on would only repeat what is said."""


class Builder:
    """Builds one document. Feed it every event; then take ``top``, ``spots`` and ``faults``."""

    __slots__ = (
        "_box",
        "_handlers",
        "_key",
        "_key_end",
        "_key_start",
        "_left",
        "_locate",
        "_name",
        "_records_left",
        "_spots",
        "_stack",
        "documents",
        "faults",
        "spots",
        "top",
    )

    def __init__(self, name: str, locate: Callable[[int], tuple[int, int]]) -> None:
        self._name, self._locate = name, locate
        self.top: Any = None
        self.spots: dict[str, TextSpot] = {}
        self.faults: list[Fault] = []
        self.documents = 0
        self._box: Any = None
        self._spots: dict[str, TextSpot] = self.spots
        self._key: str | None = None
        self._key_start = self._key_end = 0
        self._stack: list[tuple[Any, dict[str, TextSpot], str | None]] = []
        self._left, self._records_left = NODES_MAX, RECORDS_MAX
        self._handlers: dict[str, Callable[[Any], None]] = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._mapping,
            "SequenceStartEvent": self._sequence,
            "MappingEndEvent": self._end,
            "SequenceEndEvent": self._end,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }

    def run(self, next_event: Callable[[], Any]) -> None:
        """Take events until there are none. Raises Halt at a limit."""
        handlers = self._handlers
        while (event := next_event()) is not None:
            handler = handlers.get(type(event).__name__)
            if handler is not None:
                handler(event)

    def watch(self, joined: list[int]) -> None:
        r"""Refuse codes that were joined to a character (``\ud83d\ude00``) where they are no codes: outside double quotes."""

        def scalar(event: Any) -> None:
            at = bisect_left(joined, event.start_mark.index)
            if event.style != '"' and at < len(joined) and joined[at] < event.end_mark.index:
                cause = say("a backslash code means nothing outside double quotation marks")
                self.fault("bad-escape", cause, event, say("write the character itself"))
            self._scalar(event)

        self._handlers["ScalarEvent"] = scalar

    def fault(self, code: str, cause: str, event: Any, fix: str, related: tuple[tuple[Place, str], ...] = ()) -> None:
        """Note a fault at an event."""
        start, end = event.start_mark, event.end_mark
        width = max(1, end.index - start.index) if start.line == end.line else 1
        self.faults.append(Fault(code, cause, Place(self._name, *self._locate(start.index)), fix, width, related))
        # thousands of faults of one sort help nobody, and each keeps its text in memory
        if len(self.faults) > FAULTS_MAX:
            raise Halt

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.fault(
                "several-documents",
                say("a second document begins here"),
                event,
                say("keep one deal in one file, without '---'"),
            )
            raise Halt
        if event.version or event.tags:
            self.fault("directive", say("a line begins with '%'"), event, say("remove the line"))

    def _scalar(self, event: Any) -> None:
        box, value = self._box, event.value
        if event.tag is not None or event.anchor is not None:
            self._decorated(event)
        if type(box) is dict and self._key is None:
            self._take_key(event, value)
            return
        if not event.style:
            value = typed(value)
            if type(value) is Trap:
                self.fault(value.code, value.cause, event, value.fix)
        # only in double quotation marks can a code have put in a character that nobody sees; the rest was looked through as
        # text
        elif event.style == '"' and not (value.isascii() and value.isprintable()):
            self._escaped(event, value)
        self._put(value, event, None)

    def _put(self, value: Any, event: Any, inner: dict[str, TextSpot] | None) -> None:
        box = self._box
        start, end = event.start_mark.index, event.end_mark.index
        self._left -= 1
        if self._left < 0:
            self._too_many(say("{nodes_max} values", nodes_max=f"{NODES_MAX:,}"), event)
        if type(box) is dict:
            key: Any = self._key
            box[key] = value
            self._spots[key] = TextSpot(self._key_start, self._key_end, start, end, inner)
            self._key = None
        elif type(box) is list:
            # an entry of a list has no key: its own text stands for one, wherever a place is wanted
            self._spots[str(len(box))] = TextSpot(start, end, start, end, inner)
            box.append(value)
        else:
            self.top = value

    def _take_key(self, event: Any, key: str) -> None:
        self._key_start, self._key_end = event.start_mark.index, event.end_mark.index
        self._key = key
        if not event.style and key == "<<":
            self.fault("merge-key", say("'<<' would merge another record into this one"), event, say("write the fields out"))
        elif not key:
            self.fault("key-not-text", say("a key is missing before the ':'"), event, say("write a word as the key"))
        elif not event.style and type(typed(key)) is not str:
            self.fault(
                "key-not-text",
                say("'{key}' is not a word, so it cannot be a key", key=key[:40]),
                event,
                say("begin the key with a letter"),
            )
        elif not (key.isascii() and key.isprintable()) and (hidden(key) or lone_return(key)):
            self._escaped(event, key)
        elif key in self._box:
            self._repeated(event, key)

    def _repeated(self, event: Any, key: str) -> None:
        first = self._spots[key].key
        related = ((Place(self._name, *self._locate(first)), say("first given here")),)
        self.fault(
            "duplicate-key",
            say("'{key}' is given twice in the same record", key=key[:40]),
            event,
            say("keep one of the two"),
            related,
        )

    def _too_many(self, limit: str, event: Any) -> None:
        self.fault("too-large", say("the file holds more than {limit}", limit=limit), event, say("split the deal"))
        raise Halt

    def _mapping(self, event: Any) -> None:
        self._records_left -= 1
        if self._records_left < 0:
            self._too_many(say("{records_max} records", records_max=f"{RECORDS_MAX:,}"), event)
        self._open({}, event)

    def _sequence(self, event: Any) -> None:
        self._open([], event)

    def _open(self, box: Any, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._decorated(event)
        if len(self._stack) >= DEPTH_MAX:
            self.fault(
                "too-deep",
                say("records are nested more than {depth_max} deep", depth_max=DEPTH_MAX),
                event,
                say("flatten the records"),
            )
            raise Halt
        as_key = type(self._box) is dict and self._key is None
        if as_key:
            self.fault("key-not-text", say("a list or record cannot be a key"), event, say("write a word as the key"))
            self._key = ""
            # the fault is told; an empty key lets reading go on, so that all others are told with it
            self._key_start = self._key_end = event.start_mark.index
        inner: dict[str, TextSpot] = {} if self._stack else self.spots
        self._stack.append((self._box, self._spots, "" if as_key else None))
        self._put(box, event, inner)
        self._box, self._spots, self._key = box, inner, None

    def _end(self, _: Any) -> None:
        self._box, self._spots, self._key = self._stack.pop()

    def _alias(self, event: Any) -> None:
        self.fault(
            "alias",
            say("'*{anchor}' repeats another part of the file", anchor=event.anchor),
            event,
            say("write the value out, or put text in quotation marks"),
        )
        if type(self._box) is dict and self._key is None:
            self._key = ""
        else:
            self._put("", event, None)

    def _decorated(self, event: Any) -> None:
        if event.anchor is not None:
            self.fault(
                "anchor",
                say("'&{anchor}' names a part of the file", anchor=event.anchor),
                event,
                say("remove it, or put text in quotation marks"),
            )
        if event.tag is not None:
            self.fault(
                "tag", say("'!' gives the value a type of its own"), event, say("remove it, or put text in quotation marks")
            )

    def _escaped(self, event: Any, value: str) -> None:
        if code := hidden(value) or lone_return(value):
            self.fault(
                "control-character", say("the text holds the invisible character {code}", code=code), event, say("remove it")
            )
