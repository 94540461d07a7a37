"""Findings by line and question; each opens to its proof, and leads to the text, the chart and the rule."""

from collections.abc import Iterator

from starlette.responses import HTMLResponse, Response

from legalmodel.base.facts import leaves
from legalmodel.base.language import say, spoken
from legalmodel.base.places import Path, dotted
from legalmodel.base.speech import name_of
from legalmodel.judgment.finding import Finding
from legalmodel.logic.prove import deciding
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.explanation import explanation
from legalmodel.report.single import finding_report
from legalmodel.results import Result
from legalmodel.web.asked import Ask, way_to
from legalmodel.web.blocks import class_of, entry, said
from legalmodel.web.frame import frame
from legalmodel.web.markup import Inside, Markup, tag
from legalmodel.web.pages.trail import comment_form
from legalmodel.web.shelf import NotThere


def findings(ask: Ask) -> Response:
    """Show every line with its questions, and what speaks to each."""
    result = ask.bench.desk.checked(ask.deal)
    key = ("findings", result.source.sha256, ask.deal, ask.bench.desk.run_day, spoken())
    body = ask.bench.desk.once(key, lambda: tuple(_lines(result, ask.deal)))
    tools = tag(
        "form",
        tag("label", say("Only what says"), tag("input", type="search", id="filter", autocomplete="off")),
        tag("button", say("Open all"), type="button", id="open-all"),
        class_="tools",
        id="findings-tools",
        hidden=True,
    )
    title = say("Findings", context="page")
    return HTMLResponse(
        frame(ask, f"{title}: {name_of(result.judgment.deal)}", tag("h1", title), tools, *body, here="findings")
    )


def _lines(result: Result, deal: str) -> Iterator[Markup]:
    by_id = {finding.id: finding for finding in result.judgment.findings}
    lines = [line for line in result.judgment.lines if line.is_asked]
    open_now: list[Inside] = []
    for each in explanation(lines, result.graph, result.law.catalogue).blocks:
        if each.id == "line":
            if open_now:
                yield tag("section", open_now, class_="line-of-answers")
            open_now = [tag("h2", said(each.title)), [entry(e, deal) for e in each.entries]]
        else:
            open_now.append(_question(each, deal, by_id))
    if open_now:
        yield tag("section", open_now, class_="line-of-answers")


def _question(of: ReportBlock, deal: str, by_id: dict[str, Finding]) -> Markup:
    inside = [_entry(each, deal, by_id) for each in of.entries]
    folded = (
        tag("details", tag("summary", said(of.folded_as)), [_entry(e, deal, by_id) for e in of.folded]) if of.folded else None
    )
    state = tag("span", said(of.nothing), class_="state") if of.nothing else None
    return tag("div", tag("h3", said(of.title).lstrip("* ").strip(), " ", state), inside, folded, class_="question")


def _entry(of: Statement, deal: str, by_id: dict[str, Finding]) -> Markup:
    found = by_id.get(of.findings[0]) if of.findings else None
    if found is None:
        return entry(of, deal)
    words = tag("summary", tag("span", said(of.label), class_=f"told {class_of(found)}"), " ", said(of.text), " ", tag("span", said(of.cites), class_="cites"))  # fmt: skip  # one element
    whole = tag("p", tag("a", say("The whole proof"), href=way_to(deal, "finding", id=found.id)))
    return tag("details", words, whole, class_="finding", data_finding=found.id)


def finding(ask: Ask) -> Response:
    """Show one finding whole: the rule, what it gives, why, and where to go from it. With ``part`` only what opens below it."""
    result, id = ask.bench.desk.checked(ask.deal), ask.query("id")
    found = next((f for f in result.judgment.findings if f.id == id), None)
    if found is None:
        raise NotThere(
            say("there is no finding '{id}' now", id=id[:120]), say("the deal may have changed; choose one from the list")
        )
    body = _whole(found, result, ask.deal)
    if ask.query("part"):
        return HTMLResponse(tag("div", body, class_="proof"))
    title = said(finding_report(found).blocks[0].title)
    talk = tag("section", tag("h2", say("Comment on this finding")), comment_form(ask, found.id))
    return HTMLResponse(frame(ask, title, tag("h1", title), body, talk, here="findings"))


def _whole(found: Finding, result: Result, deal: str) -> list[Markup]:
    parts = [
        tag("div", tag("h4", said(each.title)) if each.title and each.id != "rule" else None, [_plain(e, deal) for e in each.entries], class_=f"of-{each.id}")
        for each in finding_report(found).blocks
    ]  # fmt: skip  # one element
    records = _records(found)
    ways = [tag("a", say("The rule"), href=f"/law/{found.rule.id}")]
    if found.subject is not None:
        ways.append(tag("a", say("On the chart"), href=way_to(deal, "chart", part=dotted(found.subject_path[:2]))))
    ways += [
        tag("a", say("{path} in the text (line {n})", path=dotted(path), n=line), href=way_to(deal, "text", line=str(line)))
        for path in records
        if (line := result.source.key_place(path).line)
    ]
    return [*parts, tag("ul", [tag("li", each) for each in ways], class_="ways")]


def _plain(of: Statement, deal: str) -> Markup:
    return entry(of._replace(findings=()), deal)


def _records(found: Finding) -> list[Path]:
    """Return the records on which a finding rests, its subject first, each once."""
    rests = {leaf.path[:2]: None for p in found.proofs for fact in deciding(p) for leaf in leaves(fact) if len(leaf.path) > 1}
    return list({**({found.subject_path[:2]: None} if found.subject_path else {}), **rests})[:12]
