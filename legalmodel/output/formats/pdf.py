"""PDF: one page for each chart, sharp at every size, its text selectable and in a type that is within the file, Chinese included;
``--page a4`` or ``a3`` breaks a chart over sheets of that paper.
"""

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.output.chart import Chart
from legalmodel.output.sheet import Sheet

PAPERS = {"a4": (595.3, 841.9), "a3": (841.9, 1190.6)}
"""Paper -> its width and height (points)."""
LEAST = 0.75
"""The least that a chart is shrunk to on paper before it is broken over several pages: type of 9 points is then 6.75."""


def write_all(sheets: list[Sheet]) -> bytes:
    """Return a PDF with one page for each chart, each as large as its picture, or on the paper wished for.

    Raises BadRequest if the font or the tool to cut it is not installed, and for a paper that is not known.
    """
    from legalmodel.output.paper import Paper
    from legalmodel.output.picture import picture
    from legalmodel.output.scripts import legible, texts
    from legalmodel.output.typeface import lacking, tell_lacking

    tell_lacking(
        "PDF",
        list(lacking("".join(text for s in sheets for text in texts(s.chart)))),
        say("they are named in brackets; take SVG or PNG"),
    )
    title = " ".join(sheets[0].chart.title) if sheets else ""
    size = _paper(sheets[0].wishes.page) if sheets else None
    if size:
        sheets = [page for sheet in sheets for page in on_paper(sheet, size)]
    pictures = [picture(s.wishing(s.wishes._replace(type_within=False))) for s in map(legible, sheets)]
    paper = Paper.of(pictures)
    if paper is None:
        raise BadRequest(
            say("PDF needs the packages fonttools and noto-cjk-sans-otc, which are not installed"),
            say("install them, or ask for SVG"),
        )
    return paper.document(title, size)


def _paper(name: str) -> tuple[float, float] | None:
    if name and name.lower() not in PAPERS:
        raise BadRequest(say("there is no paper '{name}'", name=name), say("take {names}", names=", ".join(sorted(PAPERS))))
    return PAPERS[name.lower()] if name else None


def on_paper(sheet: Sheet, size: tuple[float, float]) -> list[Sheet]:
    """Break a chart over as few sheets of paper as its type allows; one that was moved by hand, or stands in a series, stays whole."""
    from legalmodel.output.lanes.pages import pages
    from legalmodel.output.paper import scale_on

    def fits(chart: Chart) -> bool:
        return scale_on(size, *whole_size(Sheet(chart))) >= LEAST

    if sheet.positions or sheet.stands_in_a_series:
        return [sheet]
    found = pages(sheet.chart, fits)
    if found == [sheet.chart]:
        return [sheet]
    return [Sheet(chart, f"{sheet.name} page {i}" if i > 1 else sheet.name, sheet.wishes) for i, chart in enumerate(found, 1)]


def whole_size(sheet: Sheet) -> tuple[float, float]:
    """Return how wide and high (points) the picture of a sheet is, with its title, legend and notes."""
    from legalmodel.output.frame import extent

    layout = sheet.layout
    return extent(sheet.chart, layout.width, layout.height, (layout.note,) if layout.note else ())
