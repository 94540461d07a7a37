"""The chart: every box and line leads to its facts, evidence, findings and place; another day, another view, what lies over it."""

from datetime import date
from typing import Any, NamedTuple

from starlette.responses import HTMLResponse, JSONResponse, Response

from legalmodel.base.language import Phrase, say, spoken
from legalmodel.base.places import Path
from legalmodel.base.speech import name_of
from legalmodel.judgment.finding import Finding
from legalmodel.law.reach import is_law
from legalmodel.output import looks
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.filters import Filter, filtered
from legalmodel.output.ids import safe_id
from legalmodel.output.marks import records_of
from legalmodel.output.people import PersonNames
from legalmodel.output.picture import picture
from legalmodel.output.sheet import Sheet
from legalmodel.output.told import telling
from legalmodel.output.views import by_importance, draw_view
from legalmodel.report.words import BY_WEIGHT, citation, outcome_words
from legalmodel.results import Result
from legalmodel.web.asked import Ask, way_to
from legalmodel.web.blocks import class_of
from legalmodel.web.frame import frame
from legalmodel.web.markup import Inside, Markup, tag

_LAID_OVER = ("findings", "jurisdictions", "nothing")
_SVG = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
"""The policy of a picture that stands alone: nothing in it runs, and nothing is fetched."""


_VIEWS = {
    "relations": Phrase("legal relationships"), "classes": Phrase("classes of securities"), "investment": Phrase("investment", context="view"),
    "title": Phrase("chain of title"), "closing": Phrase("closing", context="view"), "trust": Phrase("trust", context="view"),
    "cash": Phrase("cash flows"), "waterfall": Phrase("priority of payments", context="view"), "guarantee": Phrase("guarantee", context="view"),
    "support": Phrase("support", context="view"), "agency": Phrase("agency", context="view"), "ownership": Phrase("ownership", context="view"),
    "steps": Phrase("steps", context="view"), "documents": Phrase("documents", context="view"), "timeline": Phrase("timeline", context="view"),
}  # fmt: skip  # short parts read together: one a line would take a screen
"""What each view is called; one of a plugin goes by its own name."""


def _view_words(name: str) -> str:
    return str(_VIEWS.get(name, name))


class Wanted(NamedTuple):
    """Which chart: the view, the day of the deal, and what lies over it."""

    view: str
    day: date | None
    over: str


class ChartDrawn(NamedTuple):
    """A chart with its picture and what is told of its parts, as data."""

    chart: Chart
    svg: str
    data: dict[str, Any]


def chart(ask: Ask) -> Response:
    """Show a chart with what belongs to it; the tables below say the same in words."""
    wanted = _wanted(ask)
    drawn, result = _drawn(ask, wanted)
    title = say("Chart", context="page")
    panel = tag("aside", tag("p", say("Choose a box or a line to see what the file says of it.")), id="panel", tabindex="-1", aria_live="polite", aria_label=say("What is told of the part that was chosen"))  # fmt: skip  # one element
    held = tag("div", Markup(drawn.svg[drawn.svg.index("<svg") :]), id="picture", tabindex="0", role="region", aria_label=say("Picture of the chart: move with the arrows, plus and minus change its size"))  # fmt: skip  # one element
    source = way_to(ask.deal, "chart.json", view=wanted.view, day=str(wanted.day or ""), over=wanted.over)
    return HTMLResponse(
        frame(
            ask,
            f"{title}: {name_of(result.judgment.deal)}",
            tag("h1", title),
            _tools(wanted, drawn),
            tag("div", held, panel, class_="chart-and-panel", id="chart", data_source=source, data_part=ask.query("part")),
            _tables(drawn),
            here="chart",
            scripts=("chart.js",),
            wide=True,
        )
    )


def chart_svg(ask: Ask) -> Response:
    """Answer with the picture alone."""
    drawn, _ = _drawn(ask, _wanted(ask))
    return Response(drawn.svg, media_type="image/svg+xml", headers={"Content-Security-Policy": _SVG})


def chart_data(ask: Ask) -> Response:
    """Answer with what is told of each part."""
    return JSONResponse(_drawn(ask, _wanted(ask))[0].data)


def _wanted(ask: Ask) -> Wanted:
    over = ask.query("over")
    return Wanted(ask.query("view") or "relations", ask.day("day"), over if over in _LAID_OVER else "findings")


def _drawn(ask: Ask, wanted: Wanted) -> tuple[ChartDrawn, Result]:
    result = ask.bench.desk.checked(ask.deal, wanted.day)
    key = ("chart", result.source.sha256, ask.deal, ask.bench.desk.run_day, wanted, spoken())
    return ask.bench.desk.once(key, lambda: _draw(result, wanted, ask.deal)), result


def _draw(result: Result, wanted: Wanted, deal: str) -> ChartDrawn:
    judgment = result.judgment if wanted.over == "findings" else None
    made = draw_view(wanted.view, result.graph, judgment)
    if wanted.over == "jurisdictions":
        made = filtered(made, Filter(jurisdictions=True), result.graph, None)
    sheet = Sheet(made, wanted.view)
    return ChartDrawn(sheet.chart, picture(sheet), _data(sheet.chart, result, deal))


def _data(of: Chart, result: Result, deal: str) -> dict[str, Any]:
    """Return what is told of each part, by its safe id: name, facts, findings, place, from when to when it stands."""
    tell = telling(result, "", False, False)
    found = _by_record(result)
    names = {node.id: " ".join(node.lines[:2]) or node.id for node in of.nodes}
    parts: dict[str, Any] = {}
    for node in of.nodes:
        parts[safe_id(node.id)] = {
            "name": names[node.id],
            "kind": " · ".join(node.role),
            **_said(node, tell(node.id), result, found, deal),
        }
    for edge in of.edges:
        words = " ".join(edge.lines) or str(looks.line(edge.relation).words)
        parts[safe_id(edge.id)] = {
            "name": f"{names[edge.source]} → {names[edge.target]}", "kind": words, "source": safe_id(edge.source), "target": safe_id(edge.target),
            "relation": edge.relation, **_said(edge, tell(edge.id), result, found, deal),
        }  # fmt: skip  # a table: one row a line
    days = sorted({day for part in parts.values() for day in (part["since"], part["until"]) if day})
    return {"parts": parts, "days": days}


def _said(part: Node | Edge, told: Any, result: Result, found: dict[Path, list[list[str]]], deal: str) -> dict[str, Any]:
    path = tuple(part.id.split("."))[:2]
    thing = result.graph.things.get(path)
    line = result.source.key_place(path).line if thing is not None else 0
    return {
        "facts": [list(row) for row in told.facts], "findings": found.get(path, []), "missing": list(part.missing),
        "line": line, "path": ".".join(path), "text": way_to(deal, "text", line=str(line)) if line else "",
        "evidence": _evidence(result, path) if thing is not None else [], "since": told.since, "until": told.until, "system": told.system,
    }  # fmt: skip  # a table: one row a line


def _evidence(result: Result, path: Path) -> list[list[str]]:
    """Return what backs the fields of a record: the field, the document and the place in it."""
    thing = result.graph.things[path]
    rows = []
    for field in thing.fields:
        cited = [f"{c.document} {c.locator}".strip() for c in result.graph.teller.evidence(path, field)]
        if cited:
            rows.append([field.replace("_", " "), "; ".join(cited)])
    return rows


def _by_record(result: Result) -> dict[Path, list[list[str]]]:
    """Return the findings by record: class, words, article, sentence and id."""
    names = PersonNames(result.graph, False)
    found: dict[Path, list[list[str]]] = {}
    for each in sorted(result.judgment.findings, key=lambda f: BY_WEIGHT.index(f.outcome)):
        if (
            each.subject is None
            or not is_law(each.rule.system)
            or each.outcome.value in ("not_applicable", "not_examined", "does_not_arise")
        ):
            continue
        for record in sorted(records_of(each)):
            found.setdefault(record, []).append(_row(each, names))
    return found


def _row(each: Finding, names: PersonNames) -> list[str]:
    return [
        class_of(each),
        outcome_words(each),
        citation(each),
        names.hidden(each.sentence or each.rule.form.title.en),
        each.id,
    ]


def _tools(wanted: Wanted, drawn: ChartDrawn) -> Markup:
    views = [tag("option", _view_words(name), value=name, selected=name == wanted.view) for name in by_importance()]
    words = {"findings": say("findings"), "jurisdictions": say("places of law"), "nothing": say("nothing")}
    over = [tag("option", words[name], value=name, selected=name == wanted.over) for name in _LAID_OVER]
    days = drawn.data["days"]
    slider: list[Inside] = [
        tag("label", say("Standing on"), tag("input", type="range", id="slider", min="0", max=str(len(days) + 1), value=str(len(days) + 1), step="1")),
        tag("output", say("all days"), id="shown-day", for_="slider"),
    ] if days else []  # fmt: skip  # one list
    return tag(
        "div",
        tag(
            "form",
            tag("label", say("View"), tag("select", views, name="view")),
            tag("label", say("Over it"), tag("select", over, name="over")),
            tag("label", say("As of"), tag("input", type="date", name="day", value=str(wanted.day or ""))),
            tag("button", say("Draw")),
            method="get",
            class_="tools",
        ),
        tag(
            "form",
            *slider,
            tag("label", say("Only"), tag("input", type="search", id="party", autocomplete="off")),
            tag("button", "+", type="button", id="larger", aria_label=say("Larger")),
            tag("button", "−", type="button", id="smaller", aria_label=say("Smaller")),
            tag("button", say("Whole chart"), type="button", id="whole"),
            tag("span", id="status", role="status"),
            class_="tools live",
            id="live-tools",
            hidden=True,
        ),
        class_="both-tools",
    )


def _tables(drawn: ChartDrawn) -> Markup:
    """Return the relations of the chart in words, for whoever reads or hears rather than sees."""
    names = {node.id: " ".join(node.lines[:2]) or node.id for node in drawn.chart.nodes}
    rows = [
        tag("tr", tag("td", names[e.source]), tag("td", " ".join(e.lines) or str(looks.line(e.relation).words)), tag("td", names[e.target]), tag("td", _line(drawn.data["parts"][safe_id(e.id)])))
        for e in drawn.chart.edges
    ]  # fmt: skip  # one list
    heads = tag("tr", [tag("th", words, scope="col") for words in (say("From"), say("What"), say("To"), say("Line"))])
    table = tag("div", tag("table", tag("thead", heads), tag("tbody", rows)), class_="scrolled", tabindex="0", role="region", aria_label=say("Relations in words"))  # fmt: skip  # one element
    return tag("details", tag("summary", say("The same in words")), table)


def _line(part: dict[str, Any]) -> Markup | None:
    return tag("a", str(part["line"]), href=part["text"]) if part["text"] else None
