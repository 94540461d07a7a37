"""Read a YAML or JSON file as plain data, with the place of every key and value."""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from legalmodel.base.errors import FAULTS_MAX, BadInput, BadRequest, Fault, limited, of_the_system
from legalmodel.base.language import say
from legalmodel.base.places import Path, Place
from legalmodel.text.build import Builder, Halt, TextSpot
from legalmodel.text.characters import PAIR_EXTRA, find_hidden, hidden, join_surrogates, line_starts
from legalmodel.text.comments import cut_short
from legalmodel.text.decode import decode

BYTES_MAX = 5_000_000


class Source:
    """A file that was read. ``data`` holds dicts, lists, text, whole numbers, ``Decimal`` and truths; never a float.

    Places are worked out on demand from the spots that reading left behind. Without a text, its bytes are only looked at once somebody asks.
    """

    __slots__ = ("_joined", "_spots", "_starts", "data", "name", "raw", "text")

    def __init__(self, name: str, raw: bytes, text: str | None) -> None:
        self.name, self.raw = name, raw
        if text is not None:
            self.text: str = text
        self.data: dict[str, Any] = {}
        self._spots: dict[str, TextSpot] | None = {}
        self._starts: Sequence[int] = ()
        self._joined: list[int] = []

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name != "text":
                raise AttributeError(name)
            self.text = decode(self.raw, self.name, BYTES_MAX)
            return self.text

    @property
    def sha256(self) -> str:
        """The digest of the bytes of the file, in hexadecimal."""
        from hashlib import sha256

        return sha256(self.raw).hexdigest()

    @property
    def is_json(self) -> bool:
        """Tell whether the file is JSON, by its name."""
        return self.name.endswith(".json")

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end; empty beyond the file."""
        starts = self._lines()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def place(self, path: Path) -> Place:
        """Return the place of the value at a path, or of the nearest record around it that exists."""
        spot = self._spot(path)
        return self._place(spot.start if spot else 0)

    def key_place(self, path: Path) -> Place:
        """Return the place of the key under which a value stands."""
        spot = self._spot(path)
        return self._place(spot.key if spot else 0)

    def width(self, path: Path) -> int:
        """Return how many characters of the value stand on its first line, at least 1."""
        spot = self._spot(path)
        if not spot:
            return 1
        return self._rest(spot.start, spot.end if spot.inner is None else None)

    def key_width(self, path: Path) -> int:
        """Return how many characters the key has, with its quotation marks, at least 1."""
        spot = self._spot(path)
        return max(1, spot.key_end - spot.key) if spot else 1

    def locate(self, index: int) -> tuple[int, int]:
        """Return line and column of a character that the parser counted."""
        starts = self._lines()
        if self._joined:
            index += PAIR_EXTRA * bisect_left(self._joined, index)
        line = bisect_right(starts, index)
        return line, index - starts[line - 1] + 1

    def _rest(self, start: int, end: int | None = None) -> int:
        line, column = self.locate(start)
        rest = len(self.line(line).rstrip()) - column + 1
        return max(1, rest if end is None else min(rest, end - start))

    def _lines(self) -> Sequence[int]:
        if not self._starts:
            self._starts = line_starts(self.text)
        return self._starts

    def _place(self, index: int) -> Place:
        return Place(self.name, *self.locate(index))

    def _spot(self, path: Path) -> TextSpot | None:
        if self._spots is None:
            self._find_spots()
        spots, found = self._spots, None
        for step in path:
            spot = (spots or {}).get(step)
            if spot is None:
                break
            found, spots = spot, spot.inner
        return found

    def _find_spots(self) -> None:
        """Find the spots of a file that was read without them."""
        if not self.is_json:
            self.load()
            return
        from legalmodel.text.json_events import spots

        self._spots = spots(self.text)

    def load(self, parser: Callable[[str], Any] | None = None) -> None:
        """Fill ``data`` from the text. Raises BadInput with the first error of syntax alone, else with all other faults."""
        text = self.text
        builder = Builder(self.name, self.locate)
        if self.is_json:
            self._load_json(builder)
            return
        if "\\u" in text:
            text, self._joined = join_surrogates(text)
        if self._joined:
            builder.watch(self._joined)
        faults = _run(builder, self, (parser or event_parser())(text), text)
        if not faults and not isinstance(builder.top, dict):
            faults = [_no_record(self, builder.top)]
        if faults is builder.faults:
            faults += cut_short(text, builder.spots, self.locate, self.name)
        if faults:
            raise BadInput(limited(faults))
        self.data, self._spots = builder.top, builder.spots

    def _load_json(self, builder: Builder) -> None:
        from legalmodel.text.json_events import feed

        with suppress(Halt):
            feed(builder, self.text)
        if not builder.faults and not isinstance(builder.top, dict):
            raise BadInput([_no_record(self, builder.top)])
        if builder.faults:
            raise BadInput(limited(builder.faults))
        self.data, self._spots = builder.top, builder.spots


def _load_quickly(source: Source) -> None:
    """Read JSON by the standard library, without places; what may be a fault is read again token by token, for its place."""
    from legalmodel.text.json_events import Doubtful, no_json, plain

    try:
        data = plain(source.text)
    except Doubtful:
        source.load()
    except ValueError as error:
        raise BadInput([no_json(error, source.text, source.name, source.locate)]) from None
    else:
        source.data, source._spots = data, None


def read(path: "str | os.PathLike[str]") -> Source:
    """Read a file.

    Raises BadRequest if there is no such file or it cannot be opened, BadInput if its content is not acceptable.
    """
    name = os.fspath(path)
    try:
        with open(name, "rb") as file:  # noqa: PTH123 (pathlib costs start-up time)
            data = file.read(BYTES_MAX + 1)
    except FileNotFoundError:
        raise BadRequest(say("there is no file {name}", name=name), _similar(name)) from None
    except IsADirectoryError:
        raise BadRequest(say("{name} is a folder", name=name), say("name a file in it")) from None
    except (OSError, ValueError) as error:
        raise BadRequest(
            say("{name} cannot be read", name=name), of_the_system(error) if isinstance(error, OSError) else ""
        ) from None
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Source:
    """Read the bytes of a file that is called ``name``. Raises BadInput."""
    source = Source(name, data, decode(data, name, BYTES_MAX))
    if spots := list(islice(find_hidden(source.text), FAULTS_MAX + 1)):
        raise BadInput(limited([_hidden_fault(source, at) for at in spots]))
    if source.is_json:
        _load_quickly(source)
    else:
        source.load()
    return source


def read_sound(data: bytes, name: str, plain: str = "") -> Source:
    """Read the bytes of a file of which it is known that it has no fault, without looking for one; what is written in YAML by what it is
    as JSON (``plain``), where that is at hand. Raises BadInput as ``read_bytes`` does.
    """
    if not plain and not name.endswith(".json"):
        return read_bytes(data, name)
    from legalmodel.text.json_events import sound

    return known(data, name, sound(plain.encode() if plain else data))


def known(data: bytes, name: str, content: dict[str, Any]) -> Source:
    """Return the source of a file whose content is known already; its places are read on the first need."""
    source = Source(name, data, None)
    source.data, source._spots = content, None
    return source


def lines_of(data: bytes, name: str) -> Source:
    """Return the lines of a file that could not be read, to show its faults in."""
    return Source(name, data, data[:BYTES_MAX].decode("utf-8-sig", "replace"))


def _hidden_fault(source: Source, at: int) -> Fault:
    cause = say("the file holds the invisible character {text}", text=hidden(source.text[at]))
    return Fault("control-character", cause, Place(source.name, *source.locate(at)), say("remove it"))


def _run(builder: Builder, source: Source, parser: Any, text: str) -> list[Fault]:
    from yaml import YAMLError

    from legalmodel.text.syntax import syntax_fault

    try:
        builder.run(parser.get_event)
    except YAMLError as error:
        return [syntax_fault(error, source.name, text, source.locate)]
    except Halt:
        pass
    return builder.faults


def event_parser() -> Callable[[str], Any]:
    """Return the faster parser, if its compiled code is there."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return pure_parser
    return CParser


def pure_parser(text: str) -> Any:
    """Return the slower parser that needs no compiled code."""
    from yaml import Loader

    return Loader(text)  # only its events are taken; it builds nothing


def _no_record(source: Source, top: Any) -> Fault:
    where = Place(source.name, 1, 1)
    if top is None:
        return Fault("empty-file", say("the file holds nothing"), where, say("begin with 'deal:'"))
    what = say("a list") if isinstance(top, list) else say("a single value")
    return Fault("not-a-record", say("the file holds {what}, not sections", what=what), where, say("begin with 'deal:'"))


def _similar(name: str) -> str:
    from legalmodel.base.errors import nearest

    folder, base = os.path.split(name)
    try:
        return nearest(base, sorted(os.listdir(folder or ".")))  # noqa: PTH208 (pathlib costs start-up time)
    except OSError:
        return ""
