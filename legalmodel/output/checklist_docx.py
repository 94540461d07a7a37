"""Word: the checklist of a review as a document that comes back, a table for each line, a row for each question.

Each cell holds content controls, and each of those bears its row and column in its tag: answers and judgements are drop-downs, the rest
is plain text. What the tool says is locked. The same deal, law, day and log give the same bytes.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from legalmodel.base.language import say, spoken
from legalmodel.judgment.checked import Checked
from legalmodel.output import word
from legalmodel.output.checklist import COLOURS, base_lines, called, clean, made_of, with_what_was_said
from legalmodel.output.decks import marked_deck
from legalmodel.output.faults import escape
from legalmodel.output.review_words import FRONT_WORD, heading, sheet_name
from legalmodel.report.review_form import FormRow, ReviewForm
from legalmodel.review.columns import ACCEPT, CHOICES, DAYS, FACTS, HEADING, LONGEST, QUESTIONS, SHEETS, WEIGH, key_of
from legalmodel.review.read_docx import SPACE

_Cells = tuple[tuple[tuple[str, ...], float], ...]
_CELLS: dict[str, _Cells] = {
    QUESTIONS: ((("question", "id", "essential"), 48), (("told", "articles", "on_file", "missing"), 78), (("answer",), 22), (("document", "clause", "page"), 34), (("comment",), 45), (("reviewer", "reviewed"), 25), (("maker", "checker", "checked"), 29)),
    FACTS: ((("what", "id"), 72), (("value_on_file", "on_file", "ask", "paper"), 62), (("value",), 38), (("document", "locator"), 36), (("comment",), 45), (("reviewer", "reviewed"), 28)),
    WEIGH: ((("point", "about", "id"), 62), (("says", "articles"), 88), (("judgement",), 28), (("reasons",), 70), (("by", "decided"), 33)),
    ACCEPT: ((("rule", "about", "id"), 62), (("says", "by_whom"), 92), (("accepted_by",), 32), (("reason",), 67), (("until",), 28)),
}  # fmt: skip  # a table a line
"""The cells of a row: which columns stand in each, one below the other, and its width in millimetres; 281 in all."""
_GREY, _WHITE, _HEAD, _HEAD_THEIRS = "F2F4F7", "FFFFFF", "DDE3EA", "FFF3D6"
_NONE = "–"
"""The choice that takes an answer back."""
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"

_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{6C7B1B5E-2B0C-4A4E-9D53-1F0A5C2E7D24}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def write(checked: Checked) -> bytes:
    """Return the checklist as a document, with what the log beside the deal has of earlier answers.

    Raises BadRequest if python-docx is not installed, or the chain of the log is broken.
    """
    document = word.open_document("")
    form, head = with_what_was_said(checked)
    setting = _Document(document, checked)
    setting.front()
    for sheet in SHEETS:
        setting.sheet(sheet, form)
    setting.foot()
    _keep_base(document, [*base_lines(checked, form, head, HEADING), *_blanks(), *setting.beside])
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = say("Review checklist"), "legalmodel", "legalmodel", ""
    core.created = core.modified = datetime(2000, 1, 1)
    made = BytesIO()
    document.save(made)
    return marked_deck(made.getvalue())


def _blank(column: str) -> str:
    """Return what stands in an empty field."""
    if column in DAYS:
        return say("[year-month-day]")
    return say("[choose]") if column in CHOICES else "[…]"


def _blanks() -> Iterator[tuple[str, ...]]:
    """Yield what fields are called, by which they are known where a program drops their tags, and what stands in empty ones."""
    for sheet, columns in SHEETS.items():
        yield from (("title", sheet, "", column, heading(column)) for column in (*columns.own, *columns.theirs))
    for column in dict.fromkeys(c for columns in SHEETS.values() for c in columns.theirs):
        yield "blank", "", "", column, _blank(column)
        if column in CHOICES:
            yield "blank", "", "", column, _NONE


def _keep_base(document: Any, lines: list[tuple[str, ...]]) -> None:
    """Put what the checklist was made of into a part of its own, which programs keep and nobody sees."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    text = f'<checklist xmlns="{SPACE}">{xml_escape(json.dumps(lines))}</checklist>'  # ASCII: no sign that XML could not hold
    package = document.part.package
    part = Part(PackURI("/customXml/item9.xml"), "application/xml", text.encode(), package)  # item1 is of the plain template
    part.relate_to(Part(PackURI("/customXml/itemProps9.xml"), _PROPERTIES, _ITEM.encode(), package), f"{_CUSTOM}Props")
    document.part.relate_to(part, _CUSTOM)


class _Document:
    """A document that is being written; counts fields, and keeps what stands beside them in each row."""

    def __init__(self, document: Any, checked: Checked) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm, Pt, RGBColor

        self.document, self.checked, self.count = document, checked, 0
        self.beside: list[tuple[str, ...]] = []
        page = document.sections[0]
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
        page.left_margin = page.right_margin = Mm(8)
        page.top_margin = page.bottom_margin = Mm(12)
        for name, size in (("Normal", 9), ("Title", 18), ("Heading 1", 14), ("Heading 2", 10.5)):
            style = document.styles[name]
            word.set_type(style, word.LATIN_HEADING, word.CHINESE_HEADING)
            style.font.size, style.font.color.rgb = Pt(size), RGBColor(0x1A, 0x1F, 0x26)
            style.paragraph_format.space_after = Pt(3)

    def front(self) -> None:
        """Write the first page: which deal, what it was checked by, and how the rest is filled in."""
        self.document.add_paragraph(say("Review checklist"), style="Title")
        self.document.add_paragraph(called(self.checked)).runs[0].bold = True
        for label, words in made_of(self.checked):
            paragraph = self.document.add_paragraph()
            if label:
                paragraph.add_run(say("{label}: ", label=clean(label))).bold = True
            paragraph.add_run(clean(words))
        for number, each in enumerate(FRONT_WORD, 1):
            self.document.add_paragraph(f"{number}  {each}")

    def sheet(self, id: str, form: ReviewForm) -> None:
        """Write the rows of a sheet: those of questions in a table for each line."""
        self.document.add_heading(sheet_name(id), 1).paragraph_format.page_break_before = True
        rows = form.rows[id]
        if not rows:
            self.document.add_paragraph(say("The deal has none of these."))
        elif HEADING not in SHEETS[id].own:
            self._table(id, rows)
        else:
            at = SHEETS[id].own.index(HEADING)
            for part in dict.fromkeys(row.own[at] for row in rows):
                self.document.add_heading(clean(part), 2)
                self._table(id, [row for row in rows if row.own[at] == part])

    def _table(self, id: str, rows: Sequence[FormRow]) -> None:
        """Add a table as XML at once: through python-docx each cell costs a look through the whole table."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        twips = [round(width * 1440 / 25.4) for _, width in _CELLS[id]]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
        body = _head(id, twips) + "".join(self._row(id, row, twips) for row in rows)
        table = (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        )
        self.document.element.body.insert_element_before(parse_xml(table), "w:sectPr")

    def _row(self, id: str, row: FormRow, twips: list[int]) -> str:
        own = dict(zip(SHEETS[id].own, row.own, strict=True))
        beside: list[str] = []
        cells = ""
        for (columns, _), width in zip(_CELLS[id], twips, strict=True):
            lines = ""
            for at, column in enumerate(columns):
                if column in own and not own[column]:
                    continue
                label = say("{label}: ", label=heading(column)) if at or (len(columns) > 1 and column not in own) else ""
                beside.append(label)
                told = column in ("told", "says")
                field = (
                    self._own(id, row.id, column, own[column], COLOURS.get(row.stands, "") if told else "")
                    if column in own
                    else self._theirs(id, row, column)
                )
                lines += _paragraph((_run(label, "6B7480", 14) if label else "") + field)
            cells += _cell(lines or _paragraph(""), width, _GREY if columns[0] in own else _WHITE)
        self.beside.append(("beside", id, row.id, "", "\n".join(filter(None, beside))))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _own(self, sheet: str, id: str, column: str, words: str, colour: str) -> str:
        size = 17 if column in ("question", "what", "point", "rule", "told", "says", "value_on_file") else 14
        text = _run(clean(words), colour, size)
        return self._field(sheet, id, column, '<w:lock w:val="contentLocked"/>', "<w:text/>", text)

    def _theirs(self, sheet: str, row: FormRow, column: str) -> str:
        sort = '<w:text w:multiLine="1"/>'
        if column in CHOICES:
            items = [(_NONE, _NONE), *((str(words), code) for code, words in CHOICES[column].items())]
            each = "".join(f"<w:listItem w:displayText={quoteattr(said)} w:value={quoteattr(code)}/>" for said, code in items)
            sort = f"<w:dropDownList>{each}</w:dropDownList>"
        if text := row.theirs.get(column, "")[:LONGEST]:
            return self._field(sheet, row.id, column, "", sort, _run(text, "", 17))
        return self._field(sheet, row.id, column, "<w:showingPlcHdr/>", sort, _run(_blank(column), "8A929C", 15))

    def _field(self, sheet: str, id: str, column: str, state: str, sort: str, run: str) -> str:
        self.count += 1
        name = f"<w:alias w:val={quoteattr(heading(column))}/><w:tag w:val={quoteattr(f'{sheet}:{key_of(id)}:{column}')}/>"
        settings = f'<w:sdtPr>{name}<w:id w:val="{self.count}"/>{state}{sort}</w:sdtPr>'
        return f"<w:sdt>{settings}<w:sdtContent>{run}</w:sdtContent></w:sdt>"

    def foot(self) -> None:
        """Set the foot of each page."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{say('Not a legal opinion')} · {say('file')} {self.checked.source.sha256[:12]} · ")
        word.field(paragraph, "PAGE", "1")
        paragraph.add_run(" / ")
        word.field(paragraph, "NUMPAGES", "1")


def _head(id: str, twips: list[int]) -> str:
    cells = ""
    for (columns, _), width in zip(_CELLS[id], twips, strict=True):
        own = columns[0] in SHEETS[id].own
        words = heading(columns[0]) if own else " · ".join(map(heading, columns))
        cells += _cell(_paragraph(_run(words, "", 17, bold=True)), width, _HEAD if own else _HEAD_THEIRS)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _cell(inner: str, width: int, fill: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'


def _paragraph(inner: str) -> str:
    return f'<w:p><w:pPr><w:spacing w:after="20"/></w:pPr>{inner}</w:p>'


def _run(text: str, colour: str, size: int, bold: bool = False) -> str:
    """Return a run, lines broken as they are, with nothing in it that hides or moves; ``size`` is in half points."""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    looks = f'{"<w:b/>" if bold else ""}{tint}<w:sz w:val="{size}"/><w:lang w:val="{spoken()}"/>'
    lines = (
        "<w:tab/>".join(f'<w:t xml:space="preserve">{xml_escape(escape(part))}</w:t>' for part in line.split("\t"))
        for line in text.split("\n")
    )
    return f"<w:r><w:rPr>{looks}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"
