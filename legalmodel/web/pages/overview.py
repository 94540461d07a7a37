"""The first screen of a deal as a page."""

from starlette.responses import HTMLResponse, Response

from legalmodel.base.language import say, spoken
from legalmodel.base.speech import name_of
from legalmodel.report.deal import deal_report
from legalmodel.results import Result
from legalmodel.web.asked import Ask, way_to
from legalmodel.web.blocks import block, said
from legalmodel.web.frame import frame
from legalmodel.web.markup import Inside, tag


def overview(ask: Ask) -> Response:
    """Show what is concluded, what must change, what to find out, and the chart."""
    result = ask.bench.desk.checked(ask.deal)
    key = ("overview", result.source.sha256, ask.deal, ask.bench.desk.run_day, spoken())
    body = ask.bench.desk.once(key, lambda: tuple(_body(result, ask.deal)))
    return HTMLResponse(frame(ask, name_of(result.judgment.deal), *body))


def _body(result: Result, deal: str) -> list[Inside]:
    parts: list[Inside] = []
    for each in deal_report(result, without=("findings", "cases")).blocks:
        if each.id == "head":
            parts += [tag("h1", said(each.title)), *(tag("p", said(e.text), class_="small") for e in each.entries)]
        elif each.chart:
            picture = tag("img", src=way_to(deal, "chart.svg", view=each.chart), alt=say("Chart of legal relationships"), loading="lazy", class_="chart")  # fmt: skip  # one element
            parts.append(tag("section", tag("h2", said(each.title).capitalize()), tag("a", picture, href=way_to(deal, "chart")), id="chart"))  # fmt: skip  # one element
        else:
            parts.append(block(each, deal))
    return parts
