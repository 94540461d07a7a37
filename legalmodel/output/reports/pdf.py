"""PDF, set by Typst: real headings and bookmarks, Chinese set right, the same bytes for the same deal, law and day.

Every word of a deal is handed over as a string, which Typst does not read as markup.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say, spoken
from legalmodel.judgment.checked import Checked
from legalmodel.output.draw import draw
from legalmodel.output.flow import (
    Composition,
    Element,
    FlowCell,
    FlowFigure,
    FlowFolded,
    FlowRow,
    FlowTable,
    Heading,
    Paragraph,
    Piece,
    composed,
)
from legalmodel.output.page import CLASS_OF, COLOUR_OF
from legalmodel.output.reports import ReportWishes

_NUMBER = re.compile(r"F\d+")
_WIDTHS = {
    "documents": "3fr, 1.2fr, 1fr, 1.4fr, 0.8fr",
    "law": "3fr, 1.1fr, 1.2fr, 1.1fr, 1.5fr",
    "schedule": "0.7fr, 1fr, 2.6fr, 1.3fr, 3fr, 0.8fr",
    "facts": "3.6fr, 2.4fr, 0.8fr, 1.8fr",
}
_HEAD = """
#set document(title: {title}, author: "legalmodel", date: none)
#set page(paper: "a4", margin: (x: 24mm, y: 22mm), footer: context [#set text(8pt, fill: gray.darken(30%)); #{foot} #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(font: ("Libertinus Serif", "Noto Sans CJK SC"), size: 10pt, lang: "{lang}")
#set par(spacing: 0.75em, leading: 0.6em)
#show heading: set text(font: ("Noto Sans CJK SC",), weight: "bold")
#show heading: set block(sticky: true)
#show heading.where(level: 1): set text(14pt)
#show heading.where(level: 2): set text(11pt)
#show heading.where(level: 3): set text(10pt)
#show heading.where(level: 1): set block(above: 2em, below: 0.8em)
#set table(stroke: 0.4pt + gray, inset: 3.5pt)
#show table: set text(8pt)
#show table.cell.where(y: 0): strong
#let small(words) = text(8pt, fill: gray.darken(40%), words)
#text(20pt, weight: "bold", font: ("Noto Sans CJK SC",), {title})

#{below}

#outline(title: {contents}, depth: 2)
"""


def write(checked: Checked, wishes: ReportWishes) -> bytes:
    """Return the report as PDF.

    Raises BadRequest if Typst or the Chinese type is not installed.
    """
    return set_whole(composed(checked), wishes)


def set_whole(whole: Composition, _: ReportWishes) -> bytes:
    """Return a composition as PDF. Raises BadRequest as ``write`` does."""
    try:
        import typst
        from noto_cjk_sans_otc import FONT_PATH
    except ImportError as error:
        raise BadRequest(
            say("a PDF of the report needs the package {name}", name=error.name), say("run: pip install 'legalmodel[report]'")
        ) from None
    with TemporaryDirectory() as folder:
        room = Path(folder)
        rows = [_head(whole.title, whole.below, whole.digest)]
        for element in whole.elements:
            rows += _set(element, room)
        (room / "report.typ").write_text("\n".join(rows), encoding="utf-8")
        return bytes(typst.compile(str(room / "report.typ"), root=folder, font_paths=[str(Path(FONT_PATH).parent)]))


def _head(title: str, below: str, digest: str) -> str:
    foot = f"{say('Not a legal opinion')} · {say('file')} {digest}"
    filled = {"title": title, "below": below, "contents": say("Contents"), "foot": foot}
    made = _HEAD.replace("{lang}", spoken().partition("-")[0])
    for name, words in filled.items():
        made = made.replace(f"{{{name}}}", string(words))
    return made


def string(text: str) -> str:
    """Return words as a string of Typst: nothing in it can end it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _set(element: Element, room: Path) -> Iterator[str]:
    if isinstance(element, Heading):
        number = f"{element.number}  " if element.number else ""
        if element.number and not element.number.isdigit():
            yield "#pagebreak(weak: true)"
        yield f"#heading(level: {element.level}, {string(number + element.words)})"
    elif isinstance(element, Paragraph):
        yield "#par[" + '#text(" ")'.join(map(_piece, element.pieces)) + "]"
        if element.items:
            yield "#list(" + ", ".join(string(item) for item in element.items) + ")"
    elif isinstance(element, FlowFolded):
        yield f"#emph({string(element.words)})"
        yield ""
    elif isinstance(element, FlowFigure):
        (room / f"{element.view}.png").write_bytes(draw(element.chart, "png", 1.5))
        yield f'#figure(image("{element.view}.png", width: 100%, height: 200mm, fit: "contain"), caption: {string(element.words)}, numbering: none)'
    else:
        yield from _table(element)


def _piece(piece: Piece) -> str:
    if piece.style == "strong":
        return f"#strong({string(piece.words)})"
    if piece.style == "ref":
        return f"#link(label({string(piece.words)}), strong({string(piece.words)}))"
    return f"#small({string(piece.words)})" if piece.style == "small" else f"#text({string(piece.words)})"


def _table(table: FlowTable) -> Iterator[str]:
    sides = ", ".join("right" if number else "left" for number in table.numbers)
    yield f"#table(columns: ({_columns(table)}), align: ({sides},),"
    heads = ", ".join(f"[#{string(words)}]" for _, words in table.columns)
    yield f"table.header({heads}),"
    for row in table.rows:
        yield ", ".join(_cell(cell, table, row, at) for at, cell in enumerate(row.cells)) + ","
    yield ")"


def _columns(table: FlowTable) -> str:
    known = {"heading": "auto", "subject": "2.4fr", "conclusion": "2fr"}
    if table.id == "conclusions":
        return ", ".join(known.get(id, "auto") for id, _ in table.columns)
    return _WIDTHS.get(table.id) or ", ".join("1fr" for _ in table.columns)


def _cell(cell: FlowCell, table: FlowTable, row: FlowRow, at: int) -> str:
    words = f"#{string(cell.words)}"
    if row.conclusion and at == len(row.cells) - 1:
        words = f'#text(fill: rgb("#{COLOUR_OF[CLASS_OF[row.conclusion]]}"), weight: "bold", {string(cell.words)})'
    mark = (
        f"#metadata(none)#label({string(cell.words)})"
        if table.id == "schedule" and not at and _NUMBER.fullmatch(cell.words)
        else ""
    )
    note = f"#linebreak()#small({string(cell.note)})" if cell.note else ""
    return f"[{words}{mark}{note}]"
