"""What stands below a picture that leaves the house, and the legend of one that is to have none."""

from datetime import date

from legalmodel.base.language import say
from legalmodel.output.chart import Chart, Legend

NO_LEGEND = (Legend("none", ()),)
"""The legend of a chart that is to have none."""


def footed(chart: Chart, day: date, planned: bool, source: str) -> Chart:
    """Say below a chart as of which day and from what it is drawn, that a plan is a draft, and that it is no opinion."""
    draft = (say("Draft."),) if planned else ()
    said = (*draft, say("As of {day}. Drawn from {source}. Not a legal opinion.", day=day, source=source))
    return chart._replace(notes=(*chart.notes, " ".join(said)))
