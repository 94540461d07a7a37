"""One HTML page: the report, the chart and every finding with its reasons. No script, nothing fetched; every text is escaped."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from legalmodel.base.errors import Fault
from legalmodel.base.language import say, spoken
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.speech import name_of
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.output.draw import draw
from legalmodel.output.explain import explain_finding
from legalmodel.output.faults import render
from legalmodel.output.paint import Paint
from legalmodel.output.typeface import face_rule
from legalmodel.output.views import draw_view
from legalmodel.report.deal import deal_report
from legalmodel.report.document import Grid, GridRow, Report, ReportBlock, Statement
from legalmodel.report.text import Text, in_language
from legalmodel.report.words import citation, outcome_words

LEFT_OUT: dict[str, str] = {}
"""Blocks that a page leaves out, and why: none."""
_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 "Chart type",system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .5rem;border-bottom:1px solid #8888}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;vertical-align:top;border-bottom:1px solid #8884}
.c{font-weight:600;white-space:nowrap}.obstacle,.fail{color:#b3001b}.no{color:#007a5a}.plan{color:#0a5ea8}.papers{color:#6b5b95}.open,.unknown,.judgement{color:#b06000}
@media (prefers-color-scheme:dark){.obstacle,.fail{color:#ff8a94}.no{color:#5fd0a8}.plan{color:#7fb8f0}.papers{color:#b9a9e0}.open,.unknown,.judgement{color:#ffbf69}}
table.n td,table.n th{word-break:keep-all}table.n td.d,table.n th.d{text-align:right}.w{overflow-x:auto}ul,ol{margin:.2rem 0;padding-left:1.4rem}li{margin:.15rem 0}.l{font-weight:600}.a{opacity:.75}
img{max-width:100%;background:#fff;border:1px solid #8884}pre{font-family:"Chart type",ui-monospace,monospace;white-space:pre-wrap;font-size:.85rem;overflow-wrap:anywhere}
summary{cursor:pointer}.small{opacity:.75;font-size:.9rem}
@media print{details>*{display:block}}
"""


def page(checked: Checked, report: Report | None = None) -> str:
    """Return the page of one judgment; of a report that is made already, where one is given."""
    findings = {finding.id: finding for finding in checked.judgment.findings}
    body = [row for block in (report or deal_report(checked)).blocks for row in _block(block, checked, findings)]
    return _html(name_of(checked.judgment.deal), body)


def fault_page(faults: list[Fault]) -> str:
    """Return the page that says why a file cannot be used."""
    return _html(say("Faults"), [f"<h1>{escape(say('This file has faults'))}</h1>", f"<pre>{escape(render(faults))}</pre>"])


def _html(title: str, body: Iterable[str]) -> str:
    head = f"<!doctype html><html lang={spoken()}><meta charset=utf-8><title>{escape(title)} - legalmodel</title>"
    view = '<meta name=viewport content="width=device-width,initial-scale=1">'
    rows = [*body]
    face = face_rule("".join(row for row in rows if not row.startswith("<img")))  # for a machine that has no Chinese font
    return f"{head}{view}<style>{face}{_STYLE}</style><body>\n" + "\n".join(rows) + "\n</body></html>\n"


def _said(text: Text) -> str:
    return escape(in_language(text))


def _block(block: ReportBlock, checked: Checked, findings: Mapping[str, Finding]) -> Iterator[str]:
    """Yield a block: a heading with its table, its chart, or its entries; what is folded opens at a click."""
    if block.id == "head":
        yield f"<h1>{_said(block.title)}</h1>"
        yield from (f"<p class=small>{_said(entry.text)}</p>" for entry in block.entries)
        return
    yield f"<section id={block.id}><h2>{escape(in_language(block.title).capitalize())}</h2>"
    if block.table:
        yield from _table(block.table)
    if block.chart:
        picture = b64encode(draw(draw_view(block.chart, checked.graph, checked.judgment), "svg")).decode()
        yield f'<img alt="{escape(say("Chart of legal relationships"))}" src="data:image/svg+xml;base64,{picture}">'
    if block.id == "findings":
        yield from (_finding(findings[entry.findings[0]]) for entry in block.entries)
    else:
        yield from (f"<p>{_entry(entry)}</p>" for entry in block.entries)
    if block.nothing and not block.entries:
        yield f"<p>{_said(block.nothing)}</p>"
    if block.folded:
        yield f"<details><summary>{_said(block.folded_as)}</summary>"
        yield from (
            _finding(findings[e.findings[0]]) if block.id == "findings" else f"<p>{_entry(e)}</p>" for e in block.folded
        )
        yield "</details>"
    yield "</section>"


def _entry(entry: Statement) -> str:
    """Return one entry: its label, what it is about with its article, the text, its list, and what stands beside it."""
    items = "".join(f"<li>{_said(item)}" for item in entry.items)
    parts = (
        f"<b>{_said(entry.label)}</b>" if entry.label else "",
        f"<span class=l>{_said(entry.title)}</span>" if entry.title else "",
        _said(entry.cites) if entry.title else "",
        _said(entry.text) if not (entry.items and entry.label and _is_count(entry)) else "",
        "" if entry.title else _said(entry.cites),
        f"<span class=a>{_said(entry.aside)}</span>" if entry.aside else "",
        f"<ul>{items}</ul>" if items else "",
        f"<span class=small>{escape(entry.place)}</span>" if entry.place else "",
    )
    return " ".join(part for part in parts if part)


def _is_count(entry: Statement) -> bool:
    return in_language(entry.text) == str(len(entry.items))


def _table(grid: Grid) -> Iterator[str]:
    heads = "".join(f"<th{' class=d' if column.number else ''}>{_said(column.title)}" for column in grid.columns)
    yield f"<div class=w><table class=n><tr>{heads}</tr>"
    yield from (_row(row, grid) for row in grid.rows)
    yield "</table></div>"


def _row(row: GridRow, grid: Grid) -> str:
    cells = zip(row.cells[:-1], grid.columns, strict=False)
    told = "".join(f"<td{' class=d' if column.number else ''}>{_said(cell)}" for cell, column in cells)
    words = in_language(row.cells[-1])
    css = _CSS.get(row.conclusion, words.split()[0].lower()) if row.conclusion else ""
    note = f"<br><span class=small>{_said(row.note)}</span>" if row.note else ""
    return f"<tr>{told}<td><span class='c {css}'>{escape(words)}</span>{note}</tr>"


_CSS = {Conclusion.IN_THE_PLAN: "plan", Conclusion.ON_PAPERS_NOT_SEEN: "papers", Conclusion.NOTHING_DUE: "plan"}
"""Conclusions that are shown in a colour of their own: neither green nor amber."""


def _finding(finding: Finding) -> str:
    text = explain_finding(finding, 110, Paint(False))
    css = "unknown" if finding.outcome is Outcome.FAIL and not finding.fails else finding.outcome.value
    head = f"{outcome_words(finding)}: {finding.rule.form.title.en} [{citation(finding)}] {finding.id}"
    return f"<details><summary class={css}>{escape(head)}</summary><pre>{escape(text)}</pre></details>"
