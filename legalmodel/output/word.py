"""What python-docx leaves to XML: fields, bookmarks, links within a document, rows that repeat and do not break, East Asian type."""

from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LATIN, LATIN_HEADING = "Times New Roman", "Arial"
CHINESE, CHINESE_HEADING = "SimSun", "SimHei"
"""Type that Word has on every machine that writes the language; another program takes its nearest."""


def open_document(template: str) -> Any:
    """Return an empty document: of a firm's template, without its text, or plain A4.

    Raises BadRequest if python-docx is not installed, or the template cannot be used.
    """
    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
        from docx.shared import Mm
    except ImportError:
        raise BadRequest(say("Word needs the package python-docx"), say("run: pip install 'legalmodel[report]'")) from None
    from zipfile import BadZipFile
    from zlib import error

    try:
        document = Document(_as_document(template) if template else None)
    except (
        OSError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        SyntaxError,
        RuntimeError,
        EOFError,
        BadZipFile,
        error,
        PackageNotFoundError,
    ):
        raise BadRequest(
            say("{template} is no Word file that can be used as a template", template=template),
            say("give a .docx or .dotx file"),
        ) from None
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    if not template:
        page = document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(25)
        page.top_margin = page.bottom_margin = Mm(22)
    return document


def _as_document(template: str) -> Any:
    """Return a template as a document: one saved as ``.dotx`` says of itself that it is no document, and is one else."""
    from io import BytesIO
    from pathlib import Path
    from zipfile import ZIP_DEFLATED, ZipFile

    made = BytesIO()
    with ZipFile(Path(template)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        if sum(item.file_size for item in old.infolist()) > _LARGEST:
            raise ValueError("too large")
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "[Content_Types].xml":
                data = data.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
            new.writestr(item, data)
    made.seek(0)
    return made


_LARGEST = 100_000_000
"""Bytes of a template unpacked: more is no template."""


def element(tag: str, children: "Iterable[Any]" = (), **attributes: str) -> Any:
    """Return an element of WordprocessingML, such as ``w:bookmarkStart``; attributes are of its name space."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    for child in children:
        made.append(child)
    return made


def set_type(style: Any, latin: str, chinese: str) -> None:
    """Set the type of a style for Latin and East Asian letters."""
    from docx.oxml.ns import qn

    style.font.name = latin
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), chinese)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark round a paragraph."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    runs = [child for child in paragraph._p if child.tag.endswith("}pPr")]
    paragraph._p.insert(len(runs), start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def link(anchor: str, run: Any) -> None:
    """Make a run a link to a bookmark of the document."""
    holder = element("w:hyperlink", anchor=anchor, history="1")
    run._r.addprevious(holder)
    holder.append(run._r)


def field(paragraph: Any, code: str, shown: str = "") -> None:
    """Add a field, such as PAGE, with what it shows until a program works it out."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "code":
            text = element("w:instrText")
            text.text = f" {code} "
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run._r.append(text)
        elif kind == "shown":
            run.text = shown
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def contents(document: Any, entries: "Iterable[tuple[int, str, str]]") -> None:
    """Add a table of contents as a field, filled already: a level, the words and the bookmark of each heading.

    Word and LibreOffice put in the numbers of the pages when the field is brought up to date (F9).
    """
    from docx.shared import Mm, Pt

    rows = list(entries)
    for at, (level, words, anchor) in enumerate(rows):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(6 * (level - 1))
        paragraph.paragraph_format.space_after = Pt(2)
        if at == 0:
            for kind in ("begin", "code", "separate"):
                run = paragraph.add_run()
                if kind == "code":
                    text = element("w:instrText")
                    text.text = ' TOC \\o "1-2" \\h \\z \\u '
                    run._r.append(text)
                else:
                    run._r.append(element("w:fldChar", fldCharType=kind))
        run = paragraph.add_run(words)
        link(anchor, run)
        if at == len(rows) - 1:
            paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def numbers_itself(document: Any, style: str) -> bool:
    """Tell whether a style of headings numbers them, as many a firm's template does: then no number is written."""
    found = document.styles[style].element
    return bool(found.xpath("./w:pPr/w:numPr"))


class WordCell(NamedTuple):
    """A cell: its words, what stands below them in small, bold or not, a colour of its words, and a bookmark by name and number."""

    words: str
    note: str = ""
    bold: bool = False
    colour: str = ""
    mark: tuple[str, int] | None = None


def add_table(
    document: Any, rows: "Iterable[tuple[WordCell, ...]]", widths: "Sequence[float]", numbers: "Sequence[bool]"
) -> None:
    """Add a table, its first row the head, which stands at the top of each page; no row breaks over two. Widths are in millimetres.

    It is written as XML at once: through python-docx each cell costs a look through the whole table.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    twips = [round(width * 1440 / 25.4) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    body = "".join(_row(cells, twips, numbers, head=not at) for at, cells in enumerate(rows))
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
    document.element.body.insert_element_before(parse_xml(table), "w:sectPr")


def _row(cells: "tuple[WordCell, ...]", twips: list[int], numbers: "Sequence[bool]", head: bool) -> str:
    told = "".join(_cell(cell, width, number, head) for cell, width, number in zip(cells, twips, numbers, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{told}</w:tr>"


def _cell(cell: WordCell, width: int, number: bool, head: bool) -> str:
    place = (
        '<w:pPr><w:spacing w:after="20"/><w:jc w:val="right"/></w:pPr>'
        if number
        else '<w:pPr><w:spacing w:after="20"/></w:pPr>'
    )
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD}"/>' if head else ""
    words = _run(cell.words, 17, cell.bold or head, cell.colour)
    if cell.mark:
        name, at = cell.mark
        words = f'<w:bookmarkStart w:id="{at}" w:name={quoteattr(name)}/>{words}<w:bookmarkEnd w:id="{at}"/>'
    note = f"<w:p>{place}{_run(cell.note, 16, italic=True)}</w:p>" if cell.note else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p>{place}{words}</w:p>{note}</w:tc>'


def _run(words: str, size: int, bold: bool = False, colour: str = "", italic: bool = False) -> str:
    """Return a run; ``size`` is in half points."""
    looks = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    looks += f'<w:color w:val="{colour}"/>' if colour else ""
    return f'<w:r><w:rPr>{looks}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


_HEAD = "E9EDF1"
"""The colour behind the head of a table."""
