"""Files that came back, which are archives of XML whoever saved them: small enough, without a document type, read part by part."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, is_zipfile

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.text.reading import bytes_up_to

_FILE_MAX, _PARTS_MAX, _WHOLE_MAX = 20_000_000, 2_000, 100_000_000
"""Bytes of a file, parts in it, bytes of all parts together."""
_ELEMENTS_MAX, _DEPTH_MAX = 1_000_000, 200
"""Elements of one part, and how deep they may stand in one another."""
_NOT_ZIP = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError)

Unreadable = Callable[[Path, str], BadRequest]
"""What to say of a file that cannot be read, and why."""


def safe_bytes(file: Path, unreadable: Unreadable) -> bytes:
    """Return the bytes of a file that is small enough, and whose parts have no document type that could grow or fetch.

    Raises BadRequest if it is not.
    """
    data = bytes_up_to(file, _FILE_MAX, say("name a file"))
    too_large = BadRequest(
        say("{file} is larger than a checklist may be", file=file), say("export it again, and copy the answers")
    )
    if len(data) > _FILE_MAX:
        raise too_large
    if not is_zipfile(BytesIO(data)):
        raise unreadable(file, say("it is no zip file, or its end is missing"))
    try:
        with ZipFile(BytesIO(data)) as parts:
            infos = parts.infolist()
            if len(infos) > _PARTS_MAX or sum(info.file_size for info in infos) > _WHOLE_MAX:
                raise too_large
            for info in infos:
                text = parts.read(info)
                if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise unreadable(file, say("it has a document type"))
    except _NOT_ZIP as error:
        raise unreadable(file, str(error) or type(error).__name__) from None
    return data


@contextmanager
def refusing(file: Path, unreadable: Unreadable) -> Iterator[None]:
    """Say of whatever a reader stumbles over within a ``with`` that the file cannot be read: in one that came back, it is the file's doing."""
    try:
        yield
    except BadRequest:
        raise
    except Exception as error:  # readers of untrusted files raise whatever they like
        raise unreadable(file, str(error) or type(error).__name__) from None


class _TreeBuilder(ET.TreeBuilder):
    """Builds a tree that is neither too large nor too deep; a document type ends it, in whichever encoding it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.count = self.depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Any:
        self.count, self.depth = self.count + 1, self.depth + 1
        if self.count > _ELEMENTS_MAX or self.depth > _DEPTH_MAX:
            raise ValueError(say("it has too many parts, or parts too deep in one another"))
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Any:
        self.depth -= 1
        return super().end(tag)

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise ValueError(say("it has a document type"))


def tree(text: bytes) -> ET.Element:
    """Read XML that somebody else may have written. Raises ValueError or ParseError (a SyntaxError) if it cannot be."""
    parser = ET.XMLParser(target=_TreeBuilder())  # noqa: S314 - a document type, without which there are no entities, is refused
    parser.feed(text)
    root: ET.Element = parser.close()
    return root


def hidden_signs(text: str) -> str:
    """Return why a text cannot be read if it holds signs that nobody can see; empty if it can."""
    from legalmodel.text.characters import find_hidden

    return say("the text holds signs that nobody can see") if any(True for _ in find_hidden(text)) else ""
