"""Word: the reasoned report as a document to be edited, on a firm's template if one is given (``--template firm.docx``).

Headings are headings, the contents a field, findings numbered and referred to by links; a table repeats its head on each page and does
not break within a row. The same deal, law and day give the same bytes.
"""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from legalmodel.base.language import say, spoken
from legalmodel.judgment.checked import Checked
from legalmodel.output import word
from legalmodel.output.decks import marked_deck
from legalmodel.output.draw import draw
from legalmodel.output.flow import (
    Composition,
    Element,
    FlowFigure,
    FlowFolded,
    FlowRow,
    FlowTable,
    Heading,
    Paragraph,
    composed,
)
from legalmodel.output.page import CLASS_OF, COLOUR_OF
from legalmodel.output.reports import ReportWishes

_WIDTHS = {
    "documents": (62, 26, 20, 30, 22),
    "law": (62, 22, 24, 22, 30),
    "schedule": (11, 18, 44, 24, 49, 14),
    "facts": (66, 46, 14, 34),
}
"""Widths of the columns of the tables, in millimetres, by the id of their block."""
_WIDE = 160
"""Millimetres between the margins."""


def write(checked: Checked, wishes: ReportWishes) -> bytes:
    """Return the report as a document.

    Raises BadRequest if python-docx is not installed, or the template cannot be used.
    """
    return set_whole(composed(checked), wishes)


def set_whole(whole: Composition, wishes: ReportWishes) -> bytes:
    """Return a composition as a document. Raises BadRequest as ``write`` does."""
    document = word.open_document(wishes.template)
    setting = _Setting(document, own=not wishes.template)
    setting.front(whole.title, whole.below, [e for e in whole.elements if isinstance(e, Heading) and e.level < 3])
    for element in whole.elements:
        setting.set(element)
    setting.foot(say("Not a legal opinion"), whole.digest)
    _properties(document, whole.title, whole.day)
    made = BytesIO()
    document.save(made)
    return marked_deck(made.getvalue())


def _properties(document: Any, title: str, day: date) -> None:
    core = document.core_properties
    core.title, core.subject, core.author, core.last_modified_by = (
        title[:250],
        say("Not a legal opinion"),
        "legalmodel",
        "legalmodel",
    )
    core.comments, core.keywords, core.language, core.revision = "", "", spoken(), 1
    core.created = core.modified = datetime(day.year, day.month, day.day)


class _Setting:
    """Sets elements in a document, one after the other; counts bookmarks and headings."""

    def __init__(self, document: Any, own: bool) -> None:
        self.document, self.marks, self.headings = document, 0, 0
        self.styles: dict[str, str] = {}
        self.numbered = word.numbers_itself(document, "Heading 1")
        if own:
            self._styles()

    def _styles(self) -> None:
        from docx.shared import Pt, RGBColor

        styles = self.document.styles
        word.set_type(styles["Normal"], word.LATIN, word.CHINESE)
        styles["Normal"].font.size = Pt(10.5)
        styles["Normal"].paragraph_format.space_after = Pt(5)
        for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12), ("Heading 3", 10.5)):
            style = styles[name]
            word.set_type(style, word.LATIN_HEADING, word.CHINESE_HEADING)
            style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
            style.font.color.rgb = RGBColor(0x1A, 0x1F, 0x26)
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before = Pt(size if name != "Title" else 0)
            style.paragraph_format.space_after = Pt(4)

    def front(self, title: str, below: str, headings: list[Heading]) -> None:
        """Set the title, what stands under it, and the contents."""
        self.document.add_paragraph(title, style="Title")
        self.document.add_paragraph(below)
        self.document.add_paragraph(say("Contents")).runs[0].bold = True
        named = [(h.level, self._words(h), f"_Toc{n:06}") for n, h in enumerate(headings, 1)]
        word.contents(self.document, named)

    def _words(self, heading: Heading) -> str:
        shows = heading.number and (not self.numbered or not heading.number.isdigit())
        return f"{heading.number}  {heading.words}" if shows else heading.words

    def set(self, element: Element) -> None:
        """Set one element."""
        if isinstance(element, Heading):
            self._heading(element)
        elif isinstance(element, Paragraph):
            self._paragraph(element)
        elif isinstance(element, FlowTable):
            self._table(element)
        elif isinstance(element, FlowFolded):
            self.document.add_paragraph().add_run(element.words).italic = True
        else:
            self._figure(element)

    def _heading(self, heading: Heading) -> None:
        paragraph = self._add(self._words(heading), f"Heading {heading.level}")
        if heading.level < 3:
            self.headings += 1
            self._mark(paragraph, f"_Toc{self.headings:06}")
        if heading.number.startswith(say("Annex {letter}", letter="A")):
            paragraph.paragraph_format.page_break_before = True

    def _mark(self, paragraph: Any, name: str) -> None:
        self.marks += 1
        word.bookmark(paragraph, name, self.marks)

    def _paragraph(self, paragraph: Paragraph) -> None:
        from docx.shared import Pt

        made = self.document.add_paragraph()
        for at, piece in enumerate(paragraph.pieces):
            if at:
                made.add_run(" ")
            run = made.add_run(piece.words)
            run.bold = piece.style == "strong" or None
            if piece.style == "small":
                run.font.size = Pt(8.5)
            if piece.style == "ref":
                run.bold = True
                word.link(piece.words, run)
        for item in paragraph.items:
            self._add(item, "List Bullet").paragraph_format.space_after = Pt(1)

    def _add(self, words: str, style: str) -> Any:
        """Add a paragraph in a style, whose id is looked up once: python-docx looks through all of them each time."""
        if style not in self.styles:
            self.styles[style] = self.document.styles[style].style_id
        paragraph = self.document.add_paragraph(words)
        paragraph._p.style = self.styles[style]
        return paragraph

    def _table(self, table: FlowTable) -> None:
        head = tuple(word.WordCell(words) for _, words in table.columns)
        word.add_table(self.document, (head, *(self._row(table, row) for row in table.rows)), _widths(table), table.numbers)
        self.document.add_paragraph()

    def _row(self, table: FlowTable, row: FlowRow) -> tuple[word.WordCell, ...]:
        cells = [word.WordCell(cell.words, cell.note) for cell in row.cells]
        if table.id == "schedule":
            self.marks += 1
            cells[0] = cells[0]._replace(mark=(row.cells[0].words, self.marks))
        if row.conclusion:
            cells[-1] = cells[-1]._replace(bold=True, colour=COLOUR_OF[CLASS_OF[row.conclusion]])
        return tuple(cells)

    def _figure(self, figure: FlowFigure) -> None:
        from docx.shared import Mm

        section = self.document.sections[-1]
        wide = section.page_width - section.left_margin - section.right_margin
        high = section.page_height - section.top_margin - section.bottom_margin - Mm(20)
        picture = self.document.add_paragraph().add_run().add_picture(BytesIO(draw(figure.chart, "png", 1.5)))
        shrink = min(wide / picture.width, high / picture.height, 1)
        picture.width, picture.height = int(picture.width * shrink), int(picture.height * shrink)
        picture._inline.docPr.set("descr", figure.words)
        picture._inline.docPr.set("name", figure.view)
        self.document.add_paragraph().add_run(figure.words).italic = True

    def foot(self, words: str, digest: str) -> None:
        """Set the foot of each page: what the report is not, the digest of the file, the page."""
        from docx.shared import Pt

        paragraph = self.document.sections[0].footer.paragraphs[0]
        for run in list(paragraph.runs):
            run._r.getparent().remove(run._r)
        paragraph.add_run(f"{words} · {say('file')} {digest} · ")
        word.field(paragraph, "PAGE", "1")
        paragraph.add_run(" / ")
        word.field(paragraph, "NUMPAGES", "1")
        for run in paragraph.runs:
            run.font.size = Pt(8)


def _widths(table: FlowTable) -> list[float]:
    count = len(table.columns)
    if table.id == "conclusions":  # how many columns of numbers there are, the deal decides
        numbers = sum(table.numbers)
        known = {"heading": 20.0, "subject": 46.0, "system": 12.0, "answered": 13.0, "conclusion": 32.0}
        words = sum(known.get(id, 0.0) for id, _ in table.columns)
        return [known.get(id, (_WIDE - words) / max(1, numbers)) for id, _ in table.columns]
    return list(_WIDTHS.get(table.id) or (_WIDE / count for _ in range(count)))
