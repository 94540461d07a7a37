"""PowerPoint: one slide for each chart, of native shapes that can be edited and lines that are glued to them;
``--template firm.pptx`` (or .potx) uses a firm's own slides.

A shape bears the id of its box as its name, a label ``label:`` and the id of its relation, and the slide says where the
drawing stands on it, so that positions can be read back. Lengths in the file are EMU, 12,700 to a point.
"""

from typing import TYPE_CHECKING, Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import Phrase, say, side_by_side
from legalmodel.output import looks
from legalmodel.output.clean import NO_LEGEND
from legalmodel.output.decks import marked_deck
from legalmodel.output.frame import legend_entries
from legalmodel.output.handmade import MARK
from legalmodel.output.sheet import Sheet
from legalmodel.output.slide import LEGEND_ROOM, Canvas, note_lines
from legalmodel.output.widths import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from legalmodel.output.chart import Chart

EMU = 12700
_MARGIN, _HEAD = 20.0, 52.0
_WIDE, _HIGH = 960.0, 540.0
_SMALLEST = 1.0
"""The least that a chart is shrunk to, so that no type is under 9 points; without a template the slides are made larger instead."""


def write_all(sheets: list[Sheet]) -> bytes:
    """Return a deck with one slide for each chart, on a firm's own slides if a template is wished for.

    Raises BadRequest if the template cannot be used, or PowerPoint files cannot be written on this machine.
    """
    from io import BytesIO

    template = sheets[0].wishes.template if sheets else ""
    deck = _deck(template)
    if not template:
        deck.slide_width, deck.slide_height = round(_WIDE * EMU), round(_HIGH * EMU)
    sheets = [page for sheet in sheets for page in _pages(deck, sheet)]
    if not template:
        _enlarge(deck, sheets)
    for sheet in sheets:
        _slide(deck, sheet)
    _properties(deck, sheets)
    made = BytesIO()
    deck.save(made)
    return marked_deck(made.getvalue())


def _deck(template: str) -> Any:
    try:
        from pptx import Presentation
        from pptx.exc import PackageNotFoundError, PythonPptxError
    except ImportError:
        raise BadRequest(
            say("PowerPoint needs the package python-pptx, which is not installed."), say("Install it, or ask for .drawio.")
        ) from None
    if not template:
        return Presentation()
    from zipfile import BadZipFile
    from zlib import error

    try:
        return Presentation(_as_deck(template))
    except (
        *(OSError, KeyError, ValueError, AttributeError, TypeError, NotImplementedError, RuntimeError, EOFError),
        *(error, SyntaxError, BadZipFile, PackageNotFoundError, PythonPptxError),  # lxml's errors are syntax errors
    ):
        raise BadRequest(
            say("{template} is not a PowerPoint file that can be used as a template", template=template),
            say("give a .pptx or .potx file"),
        ) from None


def _as_deck(template: str) -> Any:
    """Return a template as a deck: a .potx differs from a .pptx by one word."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile

    made = BytesIO()
    with ZipFile(template) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "[Content_Types].xml":
                data = data.replace(b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")
            new.writestr(item, data)
    made.seek(0)
    return made


def _need(sheet: Sheet) -> tuple[float, float]:
    """Return the width and height (points) that a chart takes with its legend and notes."""
    room = max(sheet.layout.width, LEGEND_ROOM)
    _, legend = legend_entries(looks.legend(sheet.chart), room)
    notes = note_lines(sheet.chart.notes, sheet.layout.note, room)
    return room, sheet.layout.height + legend + 12 * len(notes) + 4


def _enlarge(deck: Any, sheets: list[Sheet]) -> None:
    """Make the slides wide, and as large as the largest chart needs."""
    times = 1.0
    for sheet in sheets:
        width, height = _need(sheet)
        times = max(times, _SMALLEST * width / (_WIDE - 2 * _MARGIN), _SMALLEST * height / (_HIGH - _HEAD - _MARGIN))
    times = min(times, 4.0)
    deck.slide_width, deck.slide_height = round(_WIDE * times * EMU), round(_HIGH * times * EMU)
    size = deck.element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}sldSz")
    size.attrib.pop("type", None)  # the blank deck's: a screen of another form


def _pages(deck: Any, sheet: Sheet) -> list[Sheet]:
    """Break a chart in lanes that is too large for a slide into several; one that was moved by hand while whole stays so.

    Where legend and notes take the room, they go to a slide of their own, the last.
    """
    from legalmodel.output.lanes.pages import MANY, pages

    room = deck.slide_width / EMU - 2 * _MARGIN, deck.slide_height / EMU - _HEAD - _MARGIN

    def fits(chart: "Chart") -> bool:
        width, height = _need(Sheet(chart))
        return bool(width <= room[0] and height <= room[1])

    lanes = sheet.chart.nodes and all(n.place for n in sheet.chart.nodes)
    whole = sheet.positions and not sheet.pages
    if whole or sheet.stands_in_a_series or not lanes or fits(sheet.chart):
        return [sheet]
    bare = sheet.chart._replace(legend=NO_LEGEND, notes=())
    found = pages(bare, fits)
    if not all(map(fits, found)) and not sheet.wishes.template and len(bare.nodes) <= MANY:
        found = [bare]  # the slides grow: a whole chart on one is worth more than two that are as large
    return [*_sheets_of(found, sheet), *_legend_slide(sheet)]


def _sheets_of(charts: "list[Chart]", sheet: Sheet) -> list[Sheet]:
    """Return a sheet for each page of one; what was added by hand stands on the first."""
    made = []
    for i, chart in enumerate(charts, 1):
        name = f"{sheet.name} page {i}" if i > 1 else sheet.name
        positions, hand = sheet.pages.get(name, (None, None)) if i > 1 else (sheet.positions, sheet.hand)
        made.append(Sheet(chart, name, sheet.wishes, positions))
        made[-1].sources, made[-1].hand = (*sheet.chart.notes, *sheet.sources), hand
    return made


def _legend_slide(sheet: Sheet) -> list[Sheet]:
    """Return a slide with the legend and the notes of a chart alone; none where it has neither."""
    entries, chart = looks.legend(sheet.chart), sheet.chart
    if not entries and not chart.notes:
        return []
    title = (*chart.title[:1], side_by_side(Phrase("Legend", context="chart")))
    shown = chart._replace(title=title, nodes=(), edges=(), groups=(), legend=entries or NO_LEGEND, form="stack")
    return [Sheet(shown, f"{sheet.name} legend", sheet.wishes)]


def _properties(deck: Any, sheets: list[Sheet]) -> None:
    """Say in the properties of the file what it shows, and nothing of who made the blank deck; no day, so that the same charts give the same file."""
    core = deck.core_properties
    core.author = core.last_modified_by = "legalmodel"
    core.title = clean(" ".join(sheets[0].chart.title[:1])) if sheets else ""
    core.subject = clean(", ".join(s.chart.title[-1] for s in sheets if s.chart.title))[:250]
    core.keywords = core.comments = ""
    for element in [e for e in core._element if e.tag.rpartition("}")[2] in ("created", "modified")]:
        core._element.remove(element)


def _slide(deck: Any, sheet: Sheet) -> None:
    width, height = deck.slide_width / EMU, deck.slide_height / EMU
    slide = deck.slides.add_slide(_layout_of(deck))
    for shape in list(slide.placeholders):
        if shape != slide.shapes.title:
            shape._element.getparent().remove(shape._element)
    _title(slide, sheet, width)
    if sheet.wishes.theme == "dark":
        _ground(slide, looks.THEMES["dark"])
    need_width, need_height = _need(sheet)
    scale = min((width - 2 * _MARGIN) / need_width, (height - _HEAD - _MARGIN) / need_height, 1.25)
    left = (width - sheet.layout.width * scale) / 2
    canvas = Canvas(sheet, scale, left, _HEAD)
    for element in _elements(canvas):
        slide.shapes._spTree.append(element)
    own = sheet.hand.notes if sheet.hand else ()
    if said := (*sheet.chart.notes, *sheet.sources, *own):
        lines = (*said[: len(said) - len(own)], MARK, *own)
        slide.notes_slide.notes_text_frame.text = "\n".join(map(clean, lines))
    common = slide._element.cSld
    common.set("name", f"{sheet.name}|{scale:.5f}|{left:.3f}|{_HEAD:.3f}")


def _elements(canvas: Canvas) -> "Iterator[Any]":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    yield from etree.fromstring(canvas.tree().encode(), parser)


def _ground(slide: Any, color: "Callable[[str], str]") -> None:
    """Give a slide the ground of a theme, and its title an ink to read on it."""
    from pptx.dml.color import RGBColor

    colors: Any = RGBColor
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = colors.from_string(color("white")[1:])
    for paragraph in slide.shapes[0].text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = colors.from_string(color("black")[1:])


def _layout_of(deck: Any) -> Any:
    """Return the slide layout with a title and the least else; any, if none has a title."""

    def rank(layout: Any) -> tuple[bool, int]:
        kinds = [p.placeholder_format.type for p in layout.placeholders]
        return not any(k is not None and int(k) in (1, 3) for k in kinds), len(kinds)

    return min(deck.slide_layouts, key=rank)


def _title(slide: Any, sheet: Sheet, width: float) -> None:
    from pptx.util import Pt

    lines = [" ".join(line.split()) for line in sheet.chart.title if line]
    title = slide.shapes.title
    if title is None:
        title = slide.shapes.add_textbox(0, 0, 0, 0)
    title.left, title.top, title.width, title.height = (round(v * EMU) for v in (_MARGIN, 8, width - 2 * _MARGIN, _HEAD - 14))
    frame = title.text_frame
    frame.word_wrap = True
    frame.text = clean(lines[0]) if lines else sheet.name
    frame.paragraphs[0].runs[0].font.size = Pt(20)
    for line in lines[1:]:
        run = frame.add_paragraph().add_run()
        run.text = clean(line)
        run.font.size = Pt(12)
