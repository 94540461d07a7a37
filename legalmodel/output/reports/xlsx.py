"""Excel: the checklist of a review, which goes out to reviewers and comes back (``legalmodel review import``).

A row a question; what reviewers fill in stands on white. Choices come from ranges of cells, nothing is a formula or a link, and the first
row of each sheet, which is hidden, names its columns, so that they may be moved. The same deal, law, day and log give the same bytes.
"""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say, spoken
from legalmodel.judgment.checked import Checked
from legalmodel.output.checklist import COLOURS, base_lines, called, clean, made_of, with_what_was_said
from legalmodel.output.decks import marked_deck
from legalmodel.output.reports import ReportWishes
from legalmodel.output.review_words import FRONT, bands, heading, height, sheet_name, width
from legalmodel.report.notification import Criterion, criteria
from legalmodel.report.review_form import FormRow, ReviewForm
from legalmodel.review.columns import ANSWERS, DAYS, JUDGEMENTS, LONGEST, SHEETS

_HEAD = 3
"""Rows above the first row of a sheet: column ids (hidden), whose columns they are, headings."""
_MANDATORY = {"questions": ("answer", "comment"), "weigh": ("judgement", "reasons")}
"""Sheet -> the column of a choice, and the column that must be filled in for some choices."""


def write(checked: Checked, wishes: ReportWishes) -> bytes:  # noqa: ARG001  (nothing can be wished for)
    """Return the checklist as a workbook, with what the log beside the deal has of earlier answers.

    Raises BadRequest if XlsxWriter is not installed, or the chain of the log is broken.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise BadRequest(say("a workbook needs XlsxWriter"), say("run: pip install 'legalmodel[report]'")) from None
    form, head = with_what_was_said(checked)
    data = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, safe)
    book.set_properties({"title": say("Review checklist"), "created": datetime(2000, 1, 1)})
    setting = _Workbook(book, checked)
    setting.front()
    for sheet in SHEETS:
        setting.sheet(sheet, form)
    setting.criteria(criteria(checked.judgment))
    setting.lists(form)
    setting.base(form, head)
    book.close()
    return marked_deck(data.getvalue())


class _Workbook:
    """A workbook that is being written, with its formats, each made once."""

    def __init__(self, book: Any, checked: Checked) -> None:
        self.book, self.checked = book, checked
        text = {
            "text_wrap": True,
            "valign": "top",
            "font_size": 9,
            "border": 1,
            "border_color": "#D0D4DA",
            "font_name": self._font(),
        }
        self.own = book.add_format({**text, "bg_color": "#F2F4F7"})
        self.theirs = book.add_format({**text, "num_format": "@"})
        self.day = book.add_format({**text, "num_format": "yyyy-mm-dd", "align": "left"})
        self.head = book.add_format({**text, "bold": True, "bg_color": "#DDE3EA"})
        self.head_theirs = book.add_format({**text, "bold": True, "bg_color": "#FFF3D6"})
        band = {"bold": True, "font_size": 9, "font_name": self._font()}  # runs on into the next cells
        self.bands = (book.add_format({**band, "bg_color": "#DDE3EA"}), book.add_format({**band, "bg_color": "#FFF3D6"}))
        self.title = book.add_format({"bold": True, "font_size": 16, "font_name": self._font(), "text_wrap": True})
        self.strong = book.add_format({**text, "bold": True, "border": 0})
        self.plain = book.add_format({**text, "border": 0, "font_size": 10})
        self.must = book.add_format({"bg_color": "#F8C9C4"})
        self.coloured = {k: book.add_format({**text, "bg_color": "#F2F4F7", "font_color": f"#{c}"}) for k, c in COLOURS.items()}

    def _font(self) -> str:
        return "Microsoft YaHei" if spoken().startswith("zh") else "Calibri"

    def front(self) -> None:
        """Write the first sheet: which deal, what it was checked by, and how the others are filled in."""
        sheet = self.book.add_worksheet(sheet_name("front"))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 100)
        self._page(sheet, 0)
        sheet.write_string(0, 0, say("Review checklist"), self.title)
        sheet.write_string(0, 1, called(self.checked), self.title)
        rows = [*made_of(self.checked), ("", ""), *((str(n), str(words)) for n, words in enumerate(FRONT, 1))]
        for at, (label, words) in enumerate(rows, 2):
            sheet.write_string(at, 0, label, self.strong)
            sheet.write_string(at, 1, words, self.plain)
            sheet.set_row(at, height([(words, 100)]) + 2)

    def sheet(self, id: str, form: ReviewForm) -> None:
        """Write a sheet of rows."""
        columns, rows = SHEETS[id], form.rows[id]
        names = (*columns.own, *columns.theirs)
        sheet = self.book.add_worksheet(sheet_name(id))
        for at, column in enumerate(names):
            theirs = column in columns.theirs
            sheet.write_string(0, at, f"{id}:{column}")
            band = bands()[theirs] if at in (0, len(columns.own)) else ""
            sheet.write_string(1, at, band, self.bands[theirs]) if band else sheet.write_blank(1, at, None, self.bands[theirs])
            sheet.write_string(2, at, heading(column), self.head_theirs if theirs else self.head)
            cell = self.day if column in DAYS else self.theirs
            sheet.set_column(at, at, width(id, column), cell if theirs else None)
        sheet.set_row(0, None, None, {"hidden": True})
        for at, row in enumerate(rows, _HEAD):
            self._row(sheet, at, row, columns.own, columns.theirs)
            sheet.set_row(at, height(_sized(id, row)))
        sheet.set_row(2, height((heading(column), width(id, column)) for column in names))
        if not rows:
            sheet.write_string(_HEAD, 1, say("The deal has none of these."), self.own)
        self._choices(sheet, id, names, len(rows), bool(form.documents))
        sheet.freeze_panes(_HEAD, 3 if id == "questions" else 2)
        sheet.autofilter(2, 0, max(_HEAD, _HEAD + len(rows) - 1), len(names) - 1)
        self._page(sheet, _HEAD)

    def _row(self, sheet: Any, at: int, row: FormRow, own: tuple[str, ...], theirs: tuple[str, ...]) -> None:
        for column, words in enumerate(row.own):
            told = own[column] in ("told", "says") and row.stands in self.coloured
            sheet.write_string(at, column, clean(words), self.coloured[row.stands] if told else self.own)
        for column, name in enumerate(theirs, len(own)):
            text = row.theirs.get(name, "")
            if not text:
                sheet.write_blank(at, column, None, self.day if name in DAYS else self.theirs)
            elif name in DAYS and (day := _day(text)):
                sheet.write_datetime(at, column, day, self.day)
            else:
                sheet.write_string(at, column, text[:LONGEST], self.theirs)

    def _choices(self, sheet: Any, id: str, names: tuple[str, ...], count: int, documents: bool) -> None:
        """Give columns their choices, and colour what is mandatory and not there."""
        last = _HEAD + count - 1
        if not count:
            return
        for at, column in enumerate(names):
            if column in ("answer", "judgement"):
                sheet.data_validation(_HEAD, at, last, at, {"validate": "list", "source": f"={column}s"})
            elif column == "document" and documents:
                lax = {"validate": "list", "source": "=documents", "error_type": "information"}
                words = {
                    "error_title": say("Not among the documents"),
                    "error_message": say("Add it to the documents of the deal too."),
                }
                sheet.data_validation(_HEAD, at, last, at, {**lax, **words})
            elif column in DAYS:
                since = {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1)}
                sheet.data_validation(_HEAD, at, last, at, {**since, "error_message": say("write a day, such as 2026-11-30")})
        if id in _MANDATORY:
            choice, must = (chr(65 + names.index(column)) for column in _MANDATORY[id])
            calm = f",${choice}{_HEAD + 1}<>answer_yes" if choice and id == "questions" else ""
            rule = f'=AND(${choice}{_HEAD + 1}<>""{calm},${must}{_HEAD + 1}="")'
            at = names.index(_MANDATORY[id][1])
            sheet.conditional_format(_HEAD, at, last, at, {"type": "formula", "criteria": rule, "format": self.must})

    def criteria(self, rows: tuple[Criterion, ...]) -> None:
        """Write the sheet of criteria of the European Union, if the deal is asked any; it is the tool's alone, and not read back."""
        if not rows:
            return
        sheet = self.book.add_worksheet(sheet_name("criteria"))
        names = ("field", "article", "question", "about", "told")
        for at, name in enumerate(names):
            sheet.set_column(at, at, width("criteria", name))
            sheet.write_string(0, at, heading(name), self.head)
        for at, row in enumerate(rows, 1):
            told = row.found or say("No rule asks this: to be read.")
            for column, words in enumerate((row.field, row.article, row.asked, row.about, told)):
                sheet.write_string(
                    at, column, clean(words), self.coloured.get(row.stands, self.own) if column == 4 else self.own
                )
            sheet.set_row(at, height([(row.asked, width("criteria", "question")), (told, width("criteria", "told"))]))
        sheet.freeze_panes(1, 2)
        self._page(sheet, 1)

    def _page(self, sheet: Any, repeated: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        if repeated:
            sheet.repeat_rows(min(1, repeated - 1), repeated - 1)
        digest = self.checked.source.sha256[:12]
        sheet.set_footer(f"&L&8{say('Not a legal opinion')} · {say('file')} {digest}&C&8&A&R&8&P / &N")

    def lists(self, form: ReviewForm) -> None:
        """Write the sheet of choices, from which the columns take theirs."""
        name = sheet_name("lists")
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 2, 32)
        columns = (
            ("answers", say("Answers"), [str(words) for words in ANSWERS.values()]),
            ("judgements", say("Judgements"), [str(words) for words in JUDGEMENTS.values()]),
            ("documents", say("Documents"), list(form.documents)),
        )
        for at, (range_name, title, words) in enumerate(columns):
            sheet.write_string(0, at, title, self.head)
            for row, each in enumerate(words, 1):
                sheet.write_string(row, at, each, self.own)
            if words:
                self.book.define_name(range_name, f"='{name}'!${chr(65 + at)}$2:${chr(65 + at)}${len(words) + 1}")
        self.book.define_name("answer_yes", f"='{name}'!$A$2")
        self._page(sheet, 1)

    def base(self, form: ReviewForm, head: str) -> None:
        """Write, out of sight, what the workbook was made of and what stood in it: what changed since can then be told."""
        sheet = self.book.add_worksheet("base")
        sheet.very_hidden()
        rows = base_lines(self.checked, form, head)
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                sheet.write_string(at, column, text)


def _sized(id: str, row: FormRow) -> Iterator[tuple[str, float]]:
    columns = SHEETS[id]
    for column, words in zip(columns.own, row.own, strict=True):
        yield words, width(id, column)
    for column, words in row.theirs.items():
        yield words, width(id, column)


def _day(text: str) -> date | None:
    """Return the day of a cell; None for what a spreadsheet has no day for, which is written as text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1901 else None
