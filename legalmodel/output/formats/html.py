"""HTML: one page that needs no network: click or press Enter on a box or line for its facts, findings, articles and place; filters by
party, kind, law and day; tables below for whoever prints it or has it read aloud.

Nothing of a deal is ever markup or script: texts are escaped, data is JSON in a block that no browser runs, and the page's own policy
lets only its one script and its styles run, by their digests.
"""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from legalmodel.output import looks
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.ids import safe_id
from legalmodel.output.ink import escape
from legalmodel.output.sheet import Sheet
from legalmodel.output.told import PartTexts

_AT = Path(__file__).parent.parent / "interactive"


def write(sheet: Sheet) -> bytes:
    """Return the page of a sheet."""
    from legalmodel.output.picture import picture

    script, style = ((_AT / name).read_text(encoding="utf-8") for name in ("chart.js", "chart.css"))
    svg = picture(sheet).partition("?>\n")[2]
    inner = re.findall(r"<style>(.*?)</style>", svg, re.DOTALL)
    parts = _parts(sheet)
    data = json.dumps(_data(sheet.chart, parts), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {' '.join(map(_digest, (style, *inner)))}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    title = escape(" ".join(sheet.chart.title))
    page = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n'
        f"<h1>{title}</h1>\n{_filters(sheet.chart, parts)}"
        f'<main>\n<div id="picture">{svg}</div>\n<aside id="panel" tabindex="-1" aria-live="polite" aria-label="What is told of the part that was chosen"></aside>\n'
        f'</main>\n{_tables(sheet.chart, parts)}<script type="application/json" id="data">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )
    return page.encode()


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _parts(sheet: Sheet) -> dict[str, PartTexts]:
    tell = sheet.told
    ids = [*(n.id for n in sheet.chart.nodes), *(e.id for e in sheet.chart.edges)]
    return {id: tell(id) if tell else PartTexts() for id in ids}


def _data(chart: Chart, told: dict[str, PartTexts]) -> dict[str, object]:
    """Return what the script needs: each part by its safe id, the kinds of relation, and the days on which something begins or ends."""
    names = {n.id: _name(n) for n in chart.nodes}
    parts: dict[str, dict[str, object]] = {}
    for node in chart.nodes:
        parts[safe_id(node.id)] = {"name": names[node.id], "kind": " · ".join(node.role), **_said(node, told[node.id])}
    for edge in chart.edges:
        said = " ".join(edge.lines) or str(looks.line(edge.relation).words)
        parts[safe_id(edge.id)] = {
            "name": f"{names[edge.source]} → {names[edge.target]}", "kind": said, "source": safe_id(edge.source),
            "target": safe_id(edge.target), "relation": edge.relation, **_said(edge, told[edge.id]),
        }  # fmt: skip  # a table: one row a line
    return {"parts": parts, "kinds": _kinds(chart), "days": _days(told)}


def _said(part: Node | Edge, told: PartTexts) -> dict[str, object]:
    findings = [list(row) for row in told.findings]
    return {
        "facts": [list(row) for row in told.facts], "findings": findings, "missing": list(part.missing), "place": told.place,
        "since": told.since, "until": told.until, "system": told.system,
    }  # fmt: skip  # a table: one row a line


def _name(node: Node) -> str:
    return " ".join(node.lines[:2]) or node.id


def _kinds(chart: Chart) -> list[str]:
    return list(dict.fromkeys(e.relation for e in chart.edges))


def _days(told: dict[str, PartTexts]) -> list[str]:
    return sorted({day for t in told.values() for day in (t.since, t.until) if day})


def _filters(chart: Chart, told: dict[str, PartTexts]) -> str:
    kinds = "".join(
        f'<label><input type="checkbox" name="kind" value="{escape(kind)}" checked> {escape(str(looks.line(kind).words))}</label>'
        for kind in _kinds(chart)
    )
    systems = "".join(f"<option>{escape(code)}</option>" for code in sorted({t.system for t in told.values() if t.system}))
    days = _days(told)
    slider = (
        f'<label>As of <input type="range" id="day" min="0" max="{len(days)}" value="{len(days)}" step="1"> <output id="shown-day">all days</output></label>'
        if days else ""
    )  # fmt: skip  # short parts read together: one a line would take a screen
    return (
        f'<form id="filters" aria-label="What to show"><label>Party <input type="search" id="party" autocomplete="off"></label>'
        f"<fieldset><legend>Kinds</legend>{kinds}</fieldset>"
        f'<label>Law or seat <select id="system"><option value="">any</option>{systems}</select></label>{slider}'
        '<button type="button" id="all">Show all</button><span id="status" role="status"></span></form>\n'
    )


def _tables(chart: Chart, told: dict[str, PartTexts]) -> str:
    """Write what the picture says as tables: findings, facts that are missing, and every relation."""
    parts = {p.id: _name(p) for p in chart.nodes}
    parts |= {e.id: f"{parts[e.source]} → {parts[e.target]}" for e in chart.edges}
    seen: set[tuple[str, ...]] = set()
    findings = []
    for id, name in parts.items():
        for row in told[id].findings:
            if (*id.split(".")[:2], *row) not in seen:
                seen.add((*id.split(".")[:2], *row))
                findings.append((name, *row))
    missing = [(parts[n.id], fact) for n in chart.nodes for fact in n.missing]
    missing += [(parts[e.id], fact) for e in chart.edges for fact in e.missing]
    relations = [
        (parts[e.source], " ".join(e.lines) or str(looks.line(e.relation).words), parts[e.target]) for e in chart.edges
    ]
    return (
        _table("Findings", ("On", "Outcome", "Article", "What is found"), findings)
        + _table("Facts that are missing", ("Of", "Fact"), missing)
        + _table("Relations", ("From", "What", "To"), relations)
    )


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<section>\n<h2>{escape(title)}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</section>\n"
