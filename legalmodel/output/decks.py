"""Decks, checklists and diagrams that somebody edits: what we wrote bears a digest of itself, so that an edited one is never lost.

A deck bears the digest of its other parts as its identifier (``dc:identifier``, a property that every program keeps), a diagram as
the ``etag`` of its file. Saved by another program, with or without a change, the digest does not fit any more.
"""

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

_CORE = "docProps/core.xml"
_MARK = re.compile(rb"<dc:identifier>legalmodel-([0-9a-f]{64})</dc:identifier>")
_ETAG = re.compile(rb' etag="legalmodel-([0-9a-f]{64})"')
_END = b"</cp:coreProperties>"


def marked_deck(deck: bytes) -> bytes:
    """Return a deck with the digest of its other parts in it; the same parts give the same bytes, whatever the time."""
    made = BytesIO()
    with ZipFile(BytesIO(deck)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == _CORE:
                data = re.sub(rb"<dc:identifier>.*?</dc:identifier>", b"", data, flags=re.DOTALL)
                data = data.replace(_END, b"<dc:identifier>legalmodel-" + _digest(old).encode() + b"</dc:identifier>" + _END)
            new.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return made.getvalue()


def marked_diagram(text: str) -> bytes:
    """Return a diagram with the digest of its text in it."""
    data = text.encode()
    return data.replace(b"<mxfile", b'<mxfile etag="legalmodel-' + sha256(data).hexdigest().encode() + b'"', 1)


def keep_edited(file: Path, new: bytes) -> Path | None:
    """Put what is in the place of a deck, checklist, document or diagram aside, unless it is as we wrote it; return where it is kept.

    Raises BadRequest if it cannot be kept: nothing may be written over it then.
    """
    from legalmodel.text.replace import write_whole

    judge = {".pptx": _own_deck, ".xlsx": _own_deck, ".docx": _own_deck, ".drawio": _own_diagram}.get(file.suffix.lower())
    if judge is None or not file.is_file() or (old := file.read_bytes()) == new or judge(old):
        return None
    number = 1
    while (aside := file.with_name(f"{file.stem}.before-{number}{file.suffix}")).exists():
        if aside.read_bytes() == old:
            return aside
        number += 1
    write_whole(aside, old)
    return aside


def _own_deck(data: bytes) -> bool:
    from zlib import error

    try:
        with ZipFile(BytesIO(data)) as deck:
            mark = _MARK.search(deck.read(_CORE))
            return mark is not None and mark[1].decode() == _digest(deck)
    except (BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, OSError, EOFError, error):
        return False


def _own_diagram(data: bytes) -> bool:
    mark = _ETAG.search(data)
    return mark is not None and sha256(data.replace(mark[0], b"", 1)).hexdigest() == mark[1].decode()


def _digest(deck: ZipFile) -> str:
    """Return the digest of the names, lengths and check sums of all parts but the one that bears it."""
    parts = sorted((i.filename, i.file_size, i.CRC) for i in deck.infolist() if i.filename != _CORE)
    return sha256(repr(parts).encode()).hexdigest()
