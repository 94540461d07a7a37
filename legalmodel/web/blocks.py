"""Blocks of a report as HTML, with links between findings, lines of the file and the chart."""

import re
from collections.abc import Iterator

from legalmodel.base.outcomes import Outcome
from legalmodel.judgment.finding import Finding
from legalmodel.output.page import CLASS_OF
from legalmodel.report.document import Grid, GridRow, ReportBlock, Statement
from legalmodel.report.text import Wording, in_language
from legalmodel.web.asked import way_to
from legalmodel.web.markup import Inside, Markup, joined, tag

_LINE = re.compile(r":(\d+):\d+$")


def said(text: Wording) -> str:
    """Return a text of a report in the language asked for."""
    return in_language(text)


def block(of: ReportBlock, deal: str, level: str = "h2") -> Markup:
    """Return a block: its heading, its table, its entries, and what is folded."""
    return tag(
        "section",
        tag(level, said(of.title).capitalize()) if of.title else None,
        grid(of.table) if of.table else None,
        [entry(each, deal) for each in of.entries],
        tag("p", said(of.nothing)) if of.nothing and not of.entries else None,
        tag("details", tag("summary", said(of.folded_as)), [entry(each, deal) for each in of.folded]) if of.folded else None,
        id=of.id,
    )


def entry(of: Statement, deal: str) -> Markup:
    """Return one statement, with the way to its finding and to its line."""
    items = tag("ul", [tag("li", said(item)) for item in of.items]) if of.items else None
    count = bool(of.items and of.label and said(of.text) == str(len(of.items)))
    told = _spaced(
        tag("strong", said(of.label)) if of.label else None,
        said(of.title),
        said(of.cites) if of.title else None,
        None if count else said(of.text),
        None if of.title else said(of.cites),
        tag("span", said(of.aside), class_="aside") if of.aside else None,
        place(of.place, deal),
        [why(id, deal) for id in of.findings[:1]],
    )
    if items and of.aside:
        return tag("details", tag("summary", told), items)
    return tag("div", tag("p", told), items)


def _spaced(*parts: Inside) -> Markup:
    written = [joined(part) for part in parts if part]
    return Markup(" ".join(each for each in written if each))


def why(finding: str, deal: str) -> Markup:
    """Return the link to a finding."""
    from legalmodel.base.language import say

    return tag("a", say("why?"), class_="why", href=way_to(deal, "finding", id=finding))


def place(at: str, deal: str) -> Markup | None:
    """Return a place of the file as a link to its line."""
    from legalmodel.base.language import say

    found = _LINE.search(at)
    if not found or not deal:
        return tag("span", at, class_="small") if at else None
    return tag("a", say("line {n}", n=found[1]), class_="line", href=way_to(deal, "text", line=found[1]))


def grid(of: Grid) -> Markup:
    """Return a table, which is scrolled where it is wider than the page."""
    heads = [
        tag("th", said(column.title), scope="col", class_="d" if column.number else None) if said(column.title) else tag("td")
        for column in of.columns
    ]
    return tag("div", tag("table", tag("thead", tag("tr", heads)), tag("tbody", list(_rows(of)))), class_="scrolled", tabindex="0", role="region", aria_label=said(of.columns[1].title) or said(of.columns[0].title))  # fmt: skip  # one element


def _rows(of: Grid) -> Iterator[Markup]:
    before = ""
    for row in of.rows:
        heading = said(row.cells[0])
        yield _row(row, of, "" if heading == before else heading)
        before = heading


def _row(row: GridRow, of: Grid, heading: str) -> Markup:
    cells = [
        tag("td", said(cell), class_="d" if column.number else None)
        for cell, column in zip(row.cells[1:-1], of.columns[1:], strict=False)
    ]
    css = CLASS_OF[row.conclusion] if row.conclusion else ""
    note = [tag("br"), tag("span", said(row.note), class_="small")] if row.note else []
    return tag("tr", tag("td", heading), cells, tag("td", tag("span", said(row.cells[-1]), class_=f"told {css}"), note))


def class_of(finding: Finding) -> str:
    """Return the class that colours a finding: a fail that counts for nothing is not red."""
    if finding.outcome is Outcome.FAIL and not finding.fails:
        return "unknown"
    return finding.outcome.value
