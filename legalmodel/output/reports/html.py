"""One HTML page that needs no network and no script: contents, folded proofs, charts whose parts lead to their facts, an anchor for each
line (``#line-1``), finding (``#F12``), rule (``#rule-cn-trust-law-15``) and fact (``#fact-parties.bank.seat``).

Every text is escaped; the page's own policy forbids scripts and whatever would be fetched.
"""

import re
from collections.abc import Iterator
from html import escape

from legalmodel.base.language import say, spoken
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.output.explain import explain_finding
from legalmodel.output.flow import (
    Composition,
    Element,
    FlowCell,
    FlowFigure,
    FlowFolded,
    FlowRow,
    FlowTable,
    Heading,
    Paragraph,
    Piece,
    composed,
)
from legalmodel.output.page import CLASS_OF
from legalmodel.output.paint import Paint
from legalmodel.output.picture import picture
from legalmodel.output.reports import ReportWishes
from legalmodel.output.sheet import Sheet
from legalmodel.output.typeface import face_rule

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
_NUMBER = re.compile(r"\bF\d+\b")
_OWN_ID = re.compile(r' id="([^"]+)"')
_STYLE = """
:root{color-scheme:light dark;--ink:#1a1f26;--dim:#5b6470;--rule:#c9d0d8;--soft:#f4f6f8;--link:#0a4f8f;--bg:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--dim:#9aa4b0;--rule:#3c444e;--soft:#20262d;--link:#8fc1f2;--bg:#15191e}}
*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 "Chart type",Georgia,"Times New Roman","Noto Serif CJK SC","Songti SC",SimSun,serif}
.frame{display:grid;grid-template-columns:17rem minmax(0,1fr);max-width:88rem;margin:0 auto}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:2rem 1rem 2rem 1.5rem;font:13px/1.4 "Chart type",system-ui,sans-serif;border-right:1px solid var(--rule)}
nav ol{list-style:none;margin:0;padding:0}nav li{margin:.35rem 0}nav li.l{padding-left:1rem}nav a{color:inherit;text-decoration:none}nav a:hover,nav a:focus{text-decoration:underline}
main{padding:2.5rem 3rem 6rem;min-width:0}
h1,h2,h3,h4,th,.tag{font-family:"Chart type",system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}.below{color:var(--dim);margin:0 0 2rem}
h2{font-size:1.3rem;margin:3rem 0 .8rem;padding-top:.8rem;border-top:2px solid var(--ink)}h2 .n{margin-right:.7rem;color:var(--dim)}
h3{font-size:1.05rem;margin:1.8rem 0 .4rem}h4{font-size:.95rem;margin:1.2rem 0 .2rem}
p{margin:.35rem 0;max-width:52rem;overflow-wrap:break-word}ul{margin:.2rem 0 .6rem;padding-left:1.3rem;max-width:52rem}li{margin:.1rem 0}
.s{color:var(--dim);font-size:.86rem}a{color:var(--link)}a.r{font:600 .78rem system-ui,sans-serif;text-decoration:none;background:var(--soft);border:1px solid var(--rule);border-radius:3px;padding:0 .3rem}
.w{overflow-x:auto;margin:.6rem 0 1rem}table{border-collapse:collapse;width:100%;font-size:.88rem;line-height:1.4}
th{font-size:.78rem;font-weight:600;color:var(--dim);text-align:left;vertical-align:bottom;border-bottom:1px solid var(--ink)}
td,th{padding:.35rem .6rem .35rem 0;vertical-align:top}td{border-bottom:1px solid var(--rule);overflow-wrap:break-word}.d{text-align:right}
.tag{font-weight:700;font-size:.8rem}.obstacle,.fail{color:#a3001a}.no,.pass{color:#006b4f}.plan{color:#0a5ea8}.papers{color:#5d4c93}.open,.unknown,.judgement{color:#8f4a00}
@media (prefers-color-scheme:dark){.obstacle,.fail{color:#ff8a94}.no,.pass{color:#5fd0a8}.plan{color:#7fb8f0}.papers{color:#b9a9e0}.open,.unknown,.judgement{color:#ffbf69}}
figure{margin:1rem 0 2rem}figcaption{color:var(--dim);font-size:.86rem}figure svg{max-width:100%;height:auto;background:#fff;border:1px solid var(--rule)}
details{border-bottom:1px solid var(--rule);padding:.25rem 0}summary{cursor:pointer;font-size:.92rem}pre{font:13px/1.45 "Chart type",ui-monospace,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0 .8rem 1rem}
:target{background:color-mix(in srgb,#ffd54a 35%,transparent)}
@media (max-width:900px){.frame{display:block}nav{position:static;max-height:none;border-right:0;border-bottom:1px solid var(--rule);padding:1rem}main{padding:1.2rem 1rem 4rem}nav li.l{display:none}}
@media print{nav{display:none}.frame{display:block}main{padding:0}body{font-size:10.5pt;background:#fff;color:#000}details::details-content{content-visibility:visible;block-size:auto}tr,figure{break-inside:avoid}h2,h3,h4{break-after:avoid}thead{display:table-header-group}}
"""


def write(checked: Checked, wishes: ReportWishes) -> bytes:
    """Return the report as a page."""
    return set_whole(composed(checked), wishes)


def set_whole(whole: Composition, _: ReportWishes) -> bytes:
    """Return a composition as a page."""
    page, elements = _Page(whole), whole.elements
    title, below = escape(whole.title), escape(whole.below)
    body = [f"<h1>{title}</h1><p class=below>{below}</p>", *(row for e in elements for row in page.set(e))]
    contents = "".join(_content(e) for e in elements if isinstance(e, Heading))
    face = face_rule("".join(row for row in body if not row.startswith("<figure")))  # for a machine that has no Chinese font
    return (
        f'<!doctype html>\n<html lang="{spoken()}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title><style>{face}{_STYLE}</style></head>\n<body>'
        f'<div class=frame><nav aria-label="{escape(say("Contents"))}"><ol>{contents}</ol></nav><main>\n'
        + "\n".join(body)
        + "\n</main></div></body></html>\n"
    ).encode()


def _content(heading: Heading) -> str:
    if not heading.anchor:
        return ""
    number = f"{escape(heading.number)} " if heading.number else ""
    return f'<li class={"t" if heading.level == 1 else "l"}><a href="#{heading.anchor}">{number}{escape(heading.words)}</a>'


class _Page:
    """Sets elements; knows the findings by their numbers, and which rules have an anchor already."""

    def __init__(self, whole: Composition) -> None:
        self.findings = whole.findings
        self.records: dict[str, str] = {}
        """Where a click on a record leads: to the first finding about it."""
        for id, number in whole.numbers.items():
            self.records.setdefault(".".join(self.findings[id].subject_path[:2]), number)
        self.ruled: set[str] = set()

    def set(self, element: Element) -> Iterator[str]:
        """Yield an element as HTML."""
        if isinstance(element, Heading):
            anchor = f' id="{element.anchor}"' if element.anchor else ""
            number = f"<span class=n>{escape(element.number)}</span>" if element.number else ""
            yield f"<h{element.level + 1}{anchor}>{number}{escape(element.words)}</h{element.level + 1}>"
        elif isinstance(element, Paragraph):
            yield _paragraph(element)
        elif isinstance(element, FlowFolded):
            inside = "".join(map(_paragraph, element.paragraphs))
            yield f"<details><summary class=s>{escape(element.words)}</summary>{inside}</details>"
        elif isinstance(element, FlowFigure):
            yield self._figure(element)
        elif element.id == "schedule":
            yield from (self._finding(row) for row in element.rows)
        else:
            yield from _table(element)

    def _figure(self, figure: FlowFigure) -> str:
        lead = self.records

        def link(id: str) -> str:
            return f"#{found}" if (found := lead.get(".".join(id.split(".")[:2]))) else ""

        svg = picture(Sheet(figure.chart), link).partition("?>\n")[2]
        drawn = _OWN_ID.sub(rf' id="{figure.view}-\1"', svg).replace("url(#", f"url(#{figure.view}-")
        return f"<figure>{drawn}<figcaption>{escape(figure.words)}</figcaption></figure>"

    def _finding(self, row: FlowRow) -> str:
        finding = self.findings[row.key]
        number, outcome, rule, about, says, _ = (escape(cell.words) for cell in row.cells)
        first = finding.rule.id not in self.ruled
        self.ruled.add(finding.rule.id)
        anchor = f'<span id="rule-{escape(finding.rule.id)}"></span>' if first else ""
        head = f"<b>{number}</b> <span class='tag {_class(finding)}'>{outcome}</span> {rule} · {about}"
        text = escape(explain_finding(finding, 110, Paint(False)))
        return f'<details id="{number}">{anchor}<summary>{head}<br><span class=s>{says}</span></summary><pre>{text}</pre></details>'


def _class(finding: Finding) -> str:
    return "unknown" if finding.outcome.value == "fail" and not finding.fails else finding.outcome.value


def _paragraph(paragraph: Paragraph) -> str:
    items = "".join(f"<li>{escape(item)}" for item in paragraph.items)
    return f"<p>{' '.join(map(_piece, paragraph.pieces))}</p>" + (f"<ul>{items}</ul>" if items else "")


def _piece(piece: Piece) -> str:
    said = escape(piece.words)
    if piece.style == "strong":
        return f"<b>{said}</b>"
    if piece.style == "ref":
        return f'<a class=r href="#{said}">{said}</a>'
    return f"<span class=s>{said}</span>" if piece.style == "small" else said


def _table(table: FlowTable) -> Iterator[str]:
    heads = "".join(
        f"<th scope=col{_number(n)}>{escape(words)}" for (_, words), n in zip(table.columns, table.numbers, strict=True)
    )
    yield f"<div class=w><table><thead><tr>{heads}</thead><tbody>"
    for row in table.rows:
        anchor = f' id="fact-{escape(row.key)}"' if row.key else ""
        cells = "".join(_cell(cell, table, at, row) for at, cell in enumerate(row.cells))
        yield f"<tr{anchor}>{cells}"
    yield "</tbody></table></div>"


def _cell(cell: FlowCell, table: FlowTable, at: int, row: FlowRow) -> str:
    said = escape(cell.words)
    if table.columns[at][0] == "findings":
        said = _NUMBER.sub(r'<a href="#\g<0>">\g<0></a>', said)
    if row.conclusion and at == len(row.cells) - 1:
        said = f"<span class='tag {CLASS_OF[row.conclusion]}'>{said}</span>"
    note = f"<br><span class=s>{escape(cell.note)}</span>" if cell.note else ""
    return f"<td{_number(table.numbers[at])}>{said}{note}"


def _number(number: bool) -> str:
    return " class=d" if number else ""
