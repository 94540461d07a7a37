"""PDF: one page for each chart, sharp at every size, its text selectable and in a type that is within the file, Chinese included."""

from legalmodel.base.errors import BadRequest
from legalmodel.output.sheet import Sheet


def write_all(sheets: list[Sheet]) -> bytes:
    """Return a PDF with one page for each chart, each as large as its picture.

    Raises BadRequest if the font or the tool to cut it is not installed.
    """
    from legalmodel.output.paper import Paper
    from legalmodel.output.picture import picture
    from legalmodel.output.scripts import legible, texts
    from legalmodel.output.typeface import lacking, tell_lacking

    tell_lacking(
        "PDF",
        list(lacking("".join(text for s in sheets for text in texts(s.chart)))),
        "they are named in brackets; take SVG or PNG",
    )
    pictures = [picture(s.wishing(s.wishes._replace(type_within=False))) for s in map(legible, sheets)]
    paper = Paper.of(pictures)
    if paper is None:
        raise BadRequest(
            "PDF needs the packages fonttools and noto-cjk-sans-otc, which are not installed.", "Install them, or ask for SVG."
        )
    title = " ".join(sheets[0].chart.title) if sheets else ""
    return paper.document(title)
