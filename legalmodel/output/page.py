"""One HTML page: the first screen, the chart and every finding. No script, nothing fetched; every text is escaped."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from legalmodel.base.errors import Fault
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.speech import name_of
from legalmodel.graph.count import count_facts
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding, Judgment, Line
from legalmodel.output.about import about_words, hypothesis
from legalmodel.output.checklist import checklist
from legalmodel.output.draw import draw
from legalmodel.output.explain import explain_finding
from legalmodel.output.faults import render
from legalmodel.output.head import law_day
from legalmodel.output.lifetimes import lifetimes
from legalmodel.output.paint import Paint
from legalmodel.output.views import draw_view
from legalmodel.output.words import (
    BY_WEIGHT,
    HEADINGS,
    both_names,
    citation,
    conclusion_words,
    line_reason,
    line_subject,
    outcome_words,
)

_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .5rem;border-bottom:1px solid #8888}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;vertical-align:top;border-bottom:1px solid #8884}
.c{font-weight:600;white-space:nowrap}.obstacle,.fail{color:#b3001b}.no{color:#007a5a}.plan{color:#0a5ea8}.papers{color:#6b5b95}.open,.unknown,.judgement{color:#b06000}
@media (prefers-color-scheme:dark){.obstacle,.fail{color:#ff8a94}.no{color:#5fd0a8}.plan{color:#7fb8f0}.papers{color:#b9a9e0}.open,.unknown,.judgement{color:#ffbf69}}
img{max-width:100%;background:#fff;border:1px solid #8884}pre{white-space:pre-wrap;font-size:.85rem;overflow-wrap:anywhere}
summary{cursor:pointer}.small{opacity:.75;font-size:.9rem}
@media print{details>*{display:block}}
"""


def page(judgment: Judgment, graph: Graph) -> str:
    """Return the page of one judgment."""
    picture = b64encode(draw(draw_view("relations", graph, judgment), "svg")).decode()
    body = [
        f"<h1>{escape(both_names(judgment.deal))}</h1>",
        f"<p class=small>{escape(_subtitle(judgment, graph))}</p>",
        *(f"<p class=small>{escape(words)}</p>" for words in (about_words(judgment), hypothesis(judgment)) if words),
        *_checklist(judgment, graph),
        "<h2>Conclusions</h2><table>",
        *(_line(line) for line in judgment.lines),
        "</table>",
        *(f"<p><b>{escape(label)}</b> {escape(text)}</p>" for label, text in lifetimes(graph)),
        *_facts(judgment),
        f'<h2>Legal relationships</h2><img alt="Chart of legal relationships" src="data:image/svg+xml;base64,{picture}">',
        "<h2>Findings</h2>",
        *(_finding(f) for f in _by_weight(judgment)),
    ]
    return _html(name_of(judgment.deal), body)


def fault_page(faults: list[Fault]) -> str:
    """Return the page that says why a file cannot be used."""
    return _html("Faults", ["<h1>This file has faults</h1>", f"<pre>{escape(render(faults))}</pre>"])


def _html(title: str, body: Iterable[str]) -> str:
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(title)} - legalmodel</title>"
    view = '<meta name=viewport content="width=device-width,initial-scale=1">'
    return f"{head}{view}<style>{_STYLE}</style><body>\n" + "\n".join(body) + "\n</body></html>\n"


def _subtitle(judgment: Judgment, graph: Graph) -> str:
    assumed = "; ".join(judgment.assumptions) or "none"
    return f"{law_day(judgment)} {count_facts(graph)[0]} facts. Assumptions: {assumed}. Not a legal opinion."


def _checklist(judgment: Judgment, graph: Graph) -> Iterable[str]:
    """Yield the closing checklist of a proposed deal, whole."""
    if found := checklist(judgment, graph):
        yield "<h2>Closing checklist</h2>"
        for name, entries in zip(found._fields, found, strict=True):
            rows = "".join(f"<li>{escape(entry)}" for entry in entries)
            yield f"<p><b>{name.upper()}</b> {f'<ul>{rows}</ul>' if entries else 'nothing'}"


def _line(line: Line) -> str:
    words = conclusion_words(line)
    heading = f"{HEADINGS[line.heading]} {line_subject(line)}"
    css = _CSS.get(line.conclusion, words.split()[0].lower())
    return f"<tr><td>{escape(heading)}<td>{escape(line.system)}<td class='c {css}'>{escape(words)}<td>{escape(line_reason(line))}</tr>"


_CSS = {Conclusion.IN_THE_PLAN: "plan", Conclusion.ON_PAPERS_NOT_SEEN: "papers", Conclusion.NOTHING_DUE: "plan"}
"""Conclusions that are shown in a colour of their own: neither green nor amber."""


def _facts(judgment: Judgment) -> Iterable[str]:
    if judgment.next_facts:
        yield "<h2>Find out first</h2><table><tr><th>fact<th>ask<th>document<th>decides</tr>"
        for fact in judgment.next_facts[:12]:
            cells = (fact.what, fact.ask, fact.document, f"{len(fact.decides)} findings")
            yield "<tr>" + "".join(f"<td>{escape(c)}" for c in cells) + "</tr>"
        yield "</table>"


def _by_weight(judgment: Judgment) -> list[Finding]:
    return sorted(judgment.findings, key=lambda f: BY_WEIGHT.index(f.outcome))


def _finding(finding: Finding) -> str:
    text = explain_finding(finding, 110, Paint(False))
    css = "unknown" if finding.outcome is Outcome.FAIL and not finding.fails else finding.outcome.value
    head = f"{outcome_words(finding)}: {finding.rule.form.title.en} [{citation(finding)}] {finding.id}"
    return f"<details><summary class={css}>{escape(head)}</summary><pre>{escape(text)}</pre></details>"
