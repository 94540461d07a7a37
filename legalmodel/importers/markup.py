"""XML that somebody else wrote, read so that it can do no harm: no document type, no entities, bounded depth, nothing fetched."""

from collections.abc import Iterator
from xml.parsers import expat  # a document type is refused below, and with it every entity and anything external

from legalmodel.base.language import say
from legalmodel.importers.imported import DEPTH_MAX, Untrusted
from legalmodel.text.characters import hidden

ELEMENTS_MAX = 4_000_000
_CHUNK = 1 << 16


class Element:
    """An element: its name, its namespace, attributes, text, elements within, and the line on which it begins."""

    __slots__ = ("attributes", "inner", "line", "name", "space", "text")

    def __init__(self, name: str, space: str, attributes: dict[str, str], line: int) -> None:
        self.name, self.space, self.attributes, self.line = name, space, attributes, line
        self.text = ""
        self.inner: list[Element] = []

    def find(self, *names: str) -> "Element | None":
        """Return the first element under some names, one inside the other."""
        found: Element | None = self
        for name in names:
            found = next((one for one in found.inner if one.name == name), None) if found else None
        return found


def elements(file: Untrusted, wanted: frozenset[str]) -> Iterator[Element]:
    """Return each element of a name that is wanted, whole, and keep no other; the root comes last, empty of them.

    Raises BadInput for what is no XML, declares a document type, is too deep or too large, or holds invisible characters.
    """
    reader = _Harmless(file, wanted)
    raw = file.raw or file.text.encode()
    for start in range(0, len(raw), _CHUNK):
        reader.feed(raw[start : start + _CHUNK], False)
        yield from reader.taken()
    reader.feed(b"", True)
    yield from reader.taken()


class _Harmless:
    def __init__(self, file: Untrusted, wanted: frozenset[str]) -> None:
        self.file, self.wanted = file, wanted
        self.open: list[Element] = []
        self.done: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.doctype

    def feed(self, raw: bytes, last: bool) -> None:
        try:
            self.parser.Parse(raw, last)
        except expat.ExpatError as error:
            cause = say("the file is no XML: {msg}", msg=expat.ErrorString(error.code))
            raise self.file.fault("not-xml", cause, say("mend it here"), error.lineno, error.offset + 1) from None

    def taken(self) -> list[Element]:
        done, self.done = self.done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= DEPTH_MAX or self.count > ELEMENTS_MAX:
            what = say("nested too deeply") if len(self.open) >= DEPTH_MAX else say("larger than any deal")
            raise self.refused("too-deep", say("the file is {what}", what=what), say("take a file of this format"))
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        for value in plain.values():
            self.visible(value)
        space, _, own = name.rpartition(" ")
        self.open.append(Element(own, space, plain, self.parser.CurrentLineNumber))

    def end(self, name: str) -> None:  # noqa: ARG002  # what the parser gives
        one = self.open.pop()
        one.text = one.text.strip()
        self.visible(one.text)
        if one.name in self.wanted or not self.open:
            self.done.append(one)
        else:
            self.open[-1].inner.append(one)

    def words(self, text: str) -> None:
        self.open[-1].text += text

    def doctype(self, *_: object) -> None:
        raise self.refused("doctype", say("the file declares a document type, which is not read"), say("take it out"))

    def visible(self, text: str) -> None:
        if code := hidden(text):
            cause = say("a text holds the invisible character {code}", code=code)
            raise self.refused("invisible", cause, say("remove it"))

    def refused(self, code: str, cause: str, fix: str) -> Exception:
        return self.file.fault(code, cause, fix, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
