"""The head of a delimited file: its encoding, the sign between cells, its headings. What is found is told; what is not plain is refused."""

import codecs
import csv
import re
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.tapes.maps import ENCODINGS, TapeFormat
from legalmodel.text.reading import bytes_up_to

HEAD_BYTES = 1_000_000
COLUMNS_MAX = 2_000
LOOKED_AT = 40
"""Lines at the head by which the sign between cells is told."""
_DELIMITERS = ",;\t|"
_OTHERS = (("XML", r"\s*<[?!A-Za-z]"), ("JSON", r"\s*\[?\s*\{\s*\""))
"""Other formats, by how a text of them begins."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class TapeHead(NamedTuple):
    """How a delimited file is written, as it was told or found: encoding, delimiter, the cells of its first row, whether these are headings."""

    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    header: bool


def head_of(path: Path, form: TapeFormat) -> TapeHead:
    """Return the head of a file. Raises BadRequest for what is empty, no text, or can be read in two ways."""
    raw = bytes_up_to(path, HEAD_BYTES)
    if not raw.strip():
        raise BadRequest(say("{file} is empty", file=path.name), say("name a file with headings and rows"))
    encoding = _encoding(path, raw, form.encoding)
    text = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)().decode(raw[:HEAD_BYTES])
    if "\0" in text:
        raise BadRequest(say("{file} is no text: it holds null characters", file=path.name), say("give a CSV or Parquet file"))
    if kind := next((kind for kind, begins in _OTHERS if re.match(begins, text)), ""):
        raise BadRequest(
            say("{file} is {kind}", file=path.name, kind=kind), say("give a CSV or Parquet file, a row for each loan")
        )
    delimiter = form.delimiter or _delimiter(path, text)
    rows = _rows(text, delimiter)
    if not rows:
        raise BadRequest(say("{file}: a cell at its head is too long", file=path.name), say("say --delimiter"))
    usual = _usual([len(row) for row in rows if row])
    if usual > COLUMNS_MAX:
        raise BadRequest(say("{file} has more than {most} columns", file=path.name, most=COLUMNS_MAX))
    if not form.header:
        return TapeHead(encoding, delimiter, tuple(f"#{n}" for n in range(1, usual + 1)), header=False)
    first = rows[0]
    if len(first) != usual:
        raise BadRequest(
            say(
                "the first row of {file} has {first} cells, most rows have {usual}",
                file=path.name,
                first=len(first),
                usual=usual,
            ),
            say("give a file whose first row holds the headings, or a map with header: no"),
        )
    return TapeHead(encoding, delimiter, tuple(cell.strip() for cell in first), header=True)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows, up to one with a cell that is too long for any reader."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        for row in islice(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), LOOKED_AT):
            rows.append(row)  # noqa: PERF402 - what was read before an error is kept
    return rows


def _usual(widths: list[int]) -> int:
    """Return the number of cells that most rows have."""
    return max(dict.fromkeys(widths), key=widths.count, default=0)


def _encoding(path: Path, raw: bytes, told: str) -> str:
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    if told or marked:
        if told and marked and told != marked:
            raise BadRequest(
                say("{file} begins with the mark of {marked}, not {told}", file=path.name, marked=marked, told=told),
                say("leave out the encoding"),
            )
        chosen = told or marked
        if not _decodes(raw, chosen):
            raise BadRequest(say("{file} is not written in {encoding}", file=path.name, encoding=chosen), _fitting(raw))
        return chosen
    if _decodes(raw, "utf-8"):
        return "utf-8"
    # many encodings read any bytes at all, so that nothing shows which of them was meant
    raise BadRequest(say("{file} is not written in UTF-8", file=path.name), _fitting(raw))


def _fitting(raw: bytes) -> str:
    fits = [name for name in ENCODINGS if name not in ("utf-8", "utf-16", "latin-1") and _decodes(raw, name)]
    return say("say --encoding, such as {fits}", fits=", ".join(fits) or "gb18030")


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(raw[:HEAD_BYTES], final=len(raw) <= HEAD_BYTES)
    except UnicodeError:
        return False
    return True


def _delimiter(path: Path, text: str) -> str:
    """Return the only sign that parts the first rows into one same number of cells, more than one; a single column needs none."""
    fits, heads = [], []
    for sign in _DELIMITERS:
        widths = [len(row) for row in _rows(text, sign) if row]
        usual = _usual(widths)
        if usual > 1 and widths.count(usual) * 10 >= len(widths) * 8:
            fits.append(sign)
            heads += [sign] if widths[0] == usual else []
    # a sign that parts the figures but not the headings is that of decimals
    fits = heads or fits
    if len(fits) == 1:
        return fits[0]
    if not fits and not any(sign in text for sign in _DELIMITERS):
        return ","
    raise BadRequest(
        say("it is not plain which sign parts the cells of {file}", file=path.name),
        say("say --delimiter: one of {signs}", signs=" ".join(("','", "';'", "'|'", "tab"))),
    )
