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
from legalmodel.output.isolates import isolated
from legalmodel.output.paint import Paint
from legalmodel.output.typeface import face_rule
from legalmodel.output.views import draw_view
from legalmodel.report.deal import deal_report
from legalmodel.report.document import Column, Grid, GridRow, Report, ReportBlock, Statement
from legalmodel.report.text import Wording, in_language
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
table.n td,table.n th{word-break:keep-all}table.n .d{text-align:right}table.n .answered{display:none}td.subject{min-width:14rem}.w{overflow-x:auto}ul,ol{margin:.2rem 0;padding-left:1.4rem}li{margin:.15rem 0}.l{font-weight:600}.a{opacity:.75}
img{max-width:100%;background:#fff;border:1px solid #8884}pre{font-family:"Chart type",ui-monospace,monospace;white-space:pre-wrap;font-size:.85rem;overflow-wrap:anywhere}
summary{cursor:pointer}.small{opacity:.75;font-size:.9rem}
@media (max-width:640px){body{margin:1rem auto;padding:0 .6rem}.c{white-space:normal}table.n{font-size:.8rem}table.n td,table.n th{word-break:normal}table.n .answered{white-space:nowrap}table.n .small,table.n br{display:none}td.subject{min-width:0}table.n .d{display:none}table.n .answered{display:table-cell}td,th{padding:.25rem}}
@media print{details>*{display:block}}
"""


def page(checked: Checked, report: Report | None = None) -> str:
    """Return the page of one judgment; of a report that is made already, where one is given."""
    findings = {finding.id: finding for finding in checked.judgment.findings}
    body = [row for block in (report or deal_report(checked)).blocks for row in _block(block, checked, findings)]
    return _html(name_of(checked.judgment.deal), body)


def fragment(checked: Checked) -> str:
    """Return the report as a part of a page, for a notebook: all but the reasons of each finding."""
    blocks = (block for block in deal_report(checked, without=("findings",)).blocks)
    return isolated("\n".join(["<div>", *(row for block in blocks for row in _block(block, checked, {})), "</div>"]))


def plain_fragment(report: Report) -> str:
    """Return a report without charts as a part of a page, for a notebook: a table a block."""
    return isolated("\n".join(["<div>", *(row for block in report.blocks for row in _plain(block)), "</div>"]))


def _plain(block: ReportBlock) -> Iterator[str]:
    yield f"<p><b>{_said(block.title)}</b></p>" if block.title else ""
    yield "<table>"
    for entry in block.entries:
        cells = (entry.label, entry.title, entry.cites, entry.text)
        yield f"<tr>{''.join(f'<td>{_said(cell)}</td>' for cell in cells)}<td>{escape(entry.place)}</td></tr>"
    yield "</table>"
    yield f"<p>{_said(block.folded_as)}</p>" if block.folded_as else ""


def fault_page(faults: list[Fault]) -> str:
    """Return the page that says why a file cannot be used."""
    return _html(say("Faults"), [f"<h1>{escape(say('This file has faults'))}</h1>", f"<pre>{escape(render(faults))}</pre>"])


def _html(title: str, body: Iterable[str]) -> str:
    head = f"<!doctype html><html lang={spoken()}><meta charset=utf-8><title>{isolated(escape(title))} - legalmodel</title>"
    view = '<meta name=viewport content="width=device-width,initial-scale=1">'
    rows = [*body]
    face = face_rule("".join(row for row in rows if not row.startswith("<img")))  # for a machine that has no Chinese font
    return f"{head}{view}<style>{face}{_STYLE}</style><body>\n" + isolated("\n".join(rows)) + "\n</body></html>\n"


def _said(text: Wording) -> str:
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
        yield from map(_entry, block.entries)
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
    listed = f"<ul>{items}</ul>" if items else ""
    parts = (
        f"<b>{_said(entry.label)}</b>" if entry.label else "",
        _said(entry.title),
        _said(entry.cites) if entry.title else "",
        _said(entry.text) if not (entry.items and entry.label and _is_count(entry)) else "",
        "" if entry.title else _said(entry.cites),
        f"<span class=a>{_said(entry.aside)}</span>" if entry.aside else "",
        f"<span class=small>{escape(entry.place)}</span>" if entry.place else "",
    )
    told = " ".join(part for part in parts if part)
    if listed and entry.aside:  # what is asked for in one go opens at a click
        return f"<details><summary>{told}</summary>{listed}</details>"
    return f"<p>{told} {listed}</p>" if listed else f"<p>{told}</p>"


def _is_count(entry: Statement) -> bool:
    return in_language(entry.text) == str(len(entry.items))


def _table(grid: Grid) -> Iterator[str]:
    heads = "".join(f"<th class={_class(column)}>{_said(column.title)}" for column in grid.columns)
    yield f"<div class=w><table class=n><tr>{heads}</tr>"
    before = ""
    for row in grid.rows:
        heading = in_language(row.cells[0])
        yield _row(row, grid, "" if heading == before else heading)
        before = heading
    yield "</table></div>"


def _class(column: Column) -> str:
    return "d" if column.number else column.id


def _row(row: GridRow, grid: Grid, heading: str) -> str:
    cells = zip(row.cells[1:-1], grid.columns[1:], strict=False)
    told = "".join(f"<td class={_class(column)}>{_said(cell)}" for cell, column in cells)
    words = in_language(row.cells[-1])
    css = CLASS_OF[row.conclusion] if row.conclusion else ""
    note = f"<br><span class=small>{_said(row.note)}</span>" if row.note else ""
    return f"<tr><td>{escape(heading)}{told}<td><span class='c {css}'>{escape(words)}</span>{note}</tr>"


CLASS_OF = {
    Conclusion.OBSTACLE: "obstacle",
    Conclusion.OPEN: "open",
    Conclusion.TO_BE_WEIGHED: "open",
    Conclusion.DOUBTFUL: "open",
    Conclusion.NOT_EXAMINED: "open",
    Conclusion.NOTHING_DUE: "plan",
    Conclusion.ON_PAPERS_NOT_SEEN: "papers",
    Conclusion.IN_THE_PLAN: "plan",
    Conclusion.NO_OBSTACLE: "no",
}
"""The class of each conclusion: red, amber for what is not settled, and green only for what stands on papers and is done."""
COLOUR_OF = {"obstacle": "A3001A", "no": "006B4F", "plan": "0A5EA8", "papers": "5D4C93", "open": "8F4A00"}
"""The colour of a class on white paper, six hexadecimal digits."""


def _finding(finding: Finding) -> str:
    text = explain_finding(finding, 110, Paint(False))
    css = "unknown" if finding.outcome is Outcome.FAIL and not finding.fails else finding.outcome.value
    head = f"{outcome_words(finding)}: {finding.rule.form.title.en} [{citation(finding)}] {finding.id}"
    return f"<details><summary class={css}>{escape(head)}</summary><pre>{escape(text)}</pre></details>"
