"""Write out what a method says: text for a terminal, JSON, CSV, or one HTML page; its plots as SVG or PNG."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from legalmodel.base.language import say, speaking, spoken
from legalmodel.methods.study import Cell, Study, Table
from legalmodel.output.fitted import LONG, fitted, is_words, shown
from legalmodel.output.isolates import isolated
from legalmodel.output.paint import wrap


def to_text(study: Study, width: int) -> str:
    """Return a study as text for a terminal of some columns."""
    parts = [_wrapped(study.title, width, "  "), *(_wrapped(f"- {s}", width, "  ") for s in study.says)]
    for table in filter(_has_columns, map(_narrowed, study.tables)):
        parts += ["", _wrapped(_heading(table), width, "  "), *fitted(table, width)]
        parts += [_wrapped(note, width, "") for note in (table.note, table.rest) if note]
    for heading, lines in _heads(study):
        parts += ["", heading.upper(), *(_wrapped(f"- {line}", width, "  ") for line in lines)]
    return isolated("\n".join([*parts, "", _wrapped(_foot(study), width, "")]) + "\n")


def _foot(study: Study) -> str:
    return study.foot or say("Arithmetic on the figures given; no advice.")


def _titles(study: Study) -> tuple[str, str]:
    return study.heads if any(study.heads) else (say("Assumes"), say("Sources"))


def _heads(study: Study) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Return what a study assumes and where it is from, each under its heading; a heading of nothing is left out."""
    return ((h, lines) for h, lines in zip(_titles(study), (study.assumes, study.sources), strict=True) if lines)


def _wrapped(text: str, width: int, later: str) -> str:
    return "\n".join(wrap(text, width, len(later)))


def _heading(table: Table) -> str:
    unit = next((c.unit for c in table.columns if len(c.unit) > LONG), "")
    return f"{table.heading.upper()} (in {unit})" if unit else table.heading.upper()


def _has_columns(table: Table) -> bool:
    """Tell whether a terminal shows a table at all: one of which no column is narrow stands in the other formats only."""
    return bool(table.columns)


def _narrowed(table: Table) -> Table:
    """Return a table without the columns and rows that a terminal has no room for."""
    kept = [i for i, c in enumerate(table.columns) if c.narrow]
    if len(kept) == len(table.columns) and not table.loud:
        return table
    rows = tuple(tuple(row[i] for i in kept) for at, row in enumerate(table.rows) if not table.loud or at in table.loud)
    return table._replace(columns=tuple(table.columns[i] for i in kept), rows=rows)


def to_json(study: Study) -> dict[str, Any]:
    """Return a study as data for JSON; amounts that are exact are written as text."""
    return {
        "format": "legalmodel/study/1",
        "method": study.method,
        "title": study.title,
        "says": list(study.says),
        "assumes": list(study.assumes),
        "sources": list(study.sources),
        "tables": {t.key: _table_json(t) for t in study.tables},
    }


def in_each(made: Mapping[str, Any]) -> Any:
    """Lay the data of one study in several languages together, by tag: what differs stands under the tags, all else once."""
    first, *others = made.values()
    if all(other == first for other in others):
        return first
    if all(isinstance(each, dict) and each.keys() == first.keys() for each in made.values()):
        return {key: in_each({tag: each[key] for tag, each in made.items()}) for key in first}
    if all(isinstance(each, list) and len(each) == len(first) for each in made.values()):
        return [in_each({tag: each[at] for tag, each in made.items()}) for at in range(len(first))]
    return dict(made)


def _table_json(table: Table) -> dict[str, Any]:
    keys = [c.key for c in table.columns]
    return {
        "heading": table.heading,
        "units": {c.key: c.unit for c in table.columns if c.unit},
        "rows": [dict(zip(keys, map(_plain, row), strict=True)) for row in table.rows],
    }


def _plain(cell: Cell) -> str | int | float | None:
    return str(cell) if isinstance(cell, Decimal | date) else cell


def to_csv(study: Study) -> str:
    """Return all tables as CSV, one after another with an empty line between; the first column names the table.

    A text that a spreadsheet would take for a formula is written with an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, table in enumerate(study.tables):
        if number:
            writer.writerow([])
        writer.writerow(["table", *(f"{c.key} ({c.unit})" if c.unit else c.key for c in table.columns)])
        for row in table.rows:
            writer.writerow([table.key, *("" if cell is None else _safe(_plain(cell)) for cell in row)])
    return out.getvalue()


def _safe(cell: str | int | float | None) -> str | int | float | None:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin:2rem 0 .5rem;border-bottom:1px solid #8888}
body>section>ul,body>section>p{max-width:64rem}.wide{overflow-x:auto}table{border-collapse:collapse}td,th{padding:.25rem .7rem;border-bottom:1px solid #8884;text-align:right;vertical-align:top}
td.w,th.w{text-align:left}.small{opacity:.75;font-size:.9rem}svg{max-width:100%;height:auto;background:#fff}
@media(max-width:40rem){.cards table,.cards tbody,.cards tr,.cards td{display:block}.cards tr.h,.cards td:empty{display:none}
.cards td{text-align:left;border:0;padding:.1rem 0;overflow-wrap:anywhere}.cards tr{border-bottom:1px solid #8888;padding:.5rem 0}
.cards td::before{content:attr(data-h) ": ";opacity:.65}}
"""
"""On a narrow screen a table of words lays its rows out one cell below the other, each with its heading; one of figures is scrolled."""


def to_html(*studies: Study, pictures: tuple[str, ...] = ()) -> str:
    """Return a study as one page that needs nothing else, in each of the languages it was made in; every text is escaped.

    ``pictures`` are charts as SVG, drawn by the product, that stand at the end.
    """
    first = studies[0]
    tag = first.lang or spoken()
    head = f"<!doctype html><html lang={tag}><meta charset=utf-8><title>{escape(first.title)} - legalmodel</title>"
    view = '<meta name=viewport content="width=device-width,initial-scale=1">'
    parts = []
    for study in studies:
        with speaking(study.lang or tag):
            parts.append("\n".join(_html_parts(study)))
    parts += [f"<figure>{_inline(picture.encode())}</figure>" for picture in pictures]
    body = "\n<hr>\n".join(parts)
    return f"{head}{view}<style>{_STYLE}</style><body>\n{isolated(body)}\n</body></html>\n"


def _html_parts(study: Study) -> Iterable[str]:
    yield f"<section lang={study.lang}>" if study.lang else "<section>"
    yield f"<h1>{escape(study.title)}</h1><ul>"
    yield from (f"<li>{escape(s)}" for s in study.says)
    yield "</ul>"
    yield from (f"<figure>{_inline(plot_bytes(study, p.key, 'svg'))}</figure>" for p in study.plots)
    for table in study.tables:
        kind = "wide cards" if _is_of_words(table) else "wide"
        yield f'<h2>{escape(table.heading)}</h2><div class="{kind}"><table>'
        yield from _html_rows(table)
        yield "</table></div>"
        yield from [f"<p class=small>{escape(table.note)}</p>"] if table.note else []
    for heading, lines in _heads(study):
        yield f"<h2>{escape(heading)}</h2><ul>"
        yield from (f"<li>{escape(line)}" for line in lines)
        yield "</ul>"
    yield f"<p class=small>{escape(_foot(study))}</p></section>"


def _html_rows(table: Table) -> Iterable[str]:
    words = [" class=w" if is_words(table, i) else "" for i in range(len(table.columns))]
    heads = [f"{c.heading} ({c.unit})" if c.unit else c.heading for c in table.columns]
    yield "<tr class=h>" + "".join(f"<th{w}>{escape(h)}" for w, h in zip(words, heads, strict=True)) + "</tr>"
    for row in table.rows:
        cells = [shown(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        named = zip(words, heads, cells, strict=True)
        if _is_of_words(table):
            yield "<tr>" + "".join(f'<td{w} data-h="{escape(h)}">{escape(c)}</td>' for w, h, c in named) + "</tr>"
        else:
            yield "<tr>" + "".join(f"<td{w}>{escape(c)}" for w, _, c in named) + "</tr>"


def _is_of_words(table: Table) -> bool:
    """Tell whether a table tells in words: figures by day or by class have one column of words, that which names the row."""
    return sum(is_words(table, i) for i in range(len(table.columns))) > 1


def _inline(svg: bytes) -> str:
    text = svg.decode()
    return text[text.index("<svg") :]


def plot_bytes(study: Study, key: str, format: str, scale: float = 2.0) -> bytes:
    """Return one plot of a study as SVG or PNG.

    Raises BadRequest if Matplotlib is not installed, KeyError if the study has no such plot.
    """
    from legalmodel.output.plots import draw_plot

    plot = next((p for p in study.plots if p.key == key), None)
    if plot is None:
        raise KeyError(f"no plot '{key}'; there are {', '.join(p.key for p in study.plots)}")
    return draw_plot(plot, format, scale)
