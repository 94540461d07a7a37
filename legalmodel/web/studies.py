"""A study as HTML: what it says, its tables, what it assumes."""

from legalmodel.base.language import say
from legalmodel.methods.study import Study, Table
from legalmodel.output.fitted import is_words, shown
from legalmodel.web.markup import Markup, joined, tag


def study(of: Study, left_out: frozenset[str] = frozenset()) -> Markup:
    """Return a study, without the tables ``left_out``."""
    titles = of.heads if any(of.heads) else (say("Assumes"), say("Sources"))
    lists = [(title, lines) for title, lines in zip(titles, (of.assumes, of.sources), strict=True) if lines]
    return joined(
        tag("ul", [tag("li", line) for line in of.says], class_="says"),
        [_table(table) for table in of.tables if table.columns and table.key not in left_out],
        [tag("details", tag("summary", title), tag("ul", [tag("li", line) for line in lines])) for title, lines in lists],
        tag("p", of.foot, class_="small") if of.foot else None,
    )


def _table(of: Table) -> Markup:
    words = [None if is_words(of, i) else "d" for i in range(len(of.columns))]
    heads = [f"{c.heading} ({c.unit})" if c.unit else c.heading for c in of.columns]
    head = tag("tr", [tag("th", h, scope="col", class_=w) for h, w in zip(heads, words, strict=True)])
    rows = [
        tag("tr", [tag("td", shown(cell, column), class_=w) for cell, column, w in zip(row, of.columns, words, strict=True)])
        for row in of.rows
    ]
    table = tag("table", tag("thead", head), tag("tbody", rows))
    return tag(
        "section",
        tag("h2", of.heading),
        tag("div", table, class_="scrolled", tabindex="0", role="region", aria_label=of.heading),
        tag("p", of.note, class_="small") if of.note else None,
    )
