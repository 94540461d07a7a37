"""The frame of every page of the site: head with a strict policy, the way round, the foot. Every text is escaped; no script stands in a page."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from legalmodel.base.language import say, spoken
from legalmodel.output.isolates import isolated

POLICY = "default-src 'none'; style-src 'self' file:; img-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"
"""What a page may load: its own style, pictures and scripts beside it, from a server or a file share; nothing from elsewhere, nothing inline."""
TAGS = ("en", "zh")
NAMES = {"en": "English", "zh": "中文"}
BYTES_MOST = 1_000_000
"""No page is larger."""


class PagePlace(NamedTuple):
    """Where a page stands: its path within the folder of a language, such as ``deal/4f1d.html``; ``title`` is its heading."""

    path: str
    title: str

    @property
    def up(self) -> str:
        """Return the way back to the folder of the language: ``../`` for a page one folder down."""
        return "../" * self.path.count("/")


class Site(NamedTuple):
    """What all pages share: the name of the site, the languages, the day it was made for, and whether the files are public as a whole."""

    name: str
    tags: tuple[str, ...]
    day: str
    whole: bool = False

    @property
    def called(self) -> str:
        """Return the name of the site in the language spoken."""
        return self.name or say("Deals, as published")


def page(site: Site, place: PagePlace, body: Iterable[str], script: bool = False) -> bytes:
    """Return a page in the language spoken."""
    up, tag = place.up, spoken()
    rows = [
        f'<!doctype html><html lang="{tag}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(place.title)} - {escape(site.called)}</title>',
        f'<link rel="stylesheet" href="{up}../assets/look.css">',
        f'<script src="{up}../assets/search.js" defer></script>' if script else "",
        f'</head><body><a class="skip" href="#main">{escape(say("To the content"))}</a>',
        f'<header class="top"><strong>{escape(site.called)}</strong><nav aria-label="{escape(say("Site"))}">',
        *(f'<a href="{up}{to}">{escape(words)}</a>' for to, words in _ways()),
        *(
            f'<a href="{up}../{other}/{place.path}" lang="{other}" hreflang="{other}">{NAMES[other]}</a>'
            for other in site.tags
            if other != tag
        ),
        f'</nav></header><main id="main"><h1>{escape(place.title)}</h1>',
        isolated("\n".join(body)),
        f"</main><footer>{escape(_foot(site))}</footer></body></html>\n",
    ]
    return "\n".join(row for row in rows if row).encode()


def _ways() -> list[tuple[str, str]]:
    return [
        ("index.html", say("Search")),
        ("deals/1.html", say("Deals")),
        ("parties/1.html", say("Parties")),
        ("rules/1.html", say("Rules")),
        ("calendar/1.html", say("Calendar")),
    ]


def _foot(site: Site) -> str:
    on = say("on files that whoever publishes this site calls public") if site.whole else say("on what published documents say")
    return say(
        "As of {day}, {on}. A finding is no statement that anybody broke the law. Not a legal opinion. Corrections go to whoever publishes this site.",
        day=site.day,
        on=on,
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], numbers: frozenset[int] = frozenset(), caption: str = "") -> str:
    """Return a table; cells are HTML already, heads are texts. On a narrow screen each row is a card."""
    named = [*heads]
    told = [f"<caption>{escape(caption)}</caption>"] if caption else []
    told += [
        "<thead><tr>",
        *(f'<th scope="col"{_number(at, numbers)}>{escape(h)}</th>' for at, h in enumerate(named)),
        "</tr></thead><tbody>",
    ]
    bare = [f"<td{_number(at, numbers)}>" for at in range(len(named))]
    full = [f"{tag[:-1]}{_head(head)}>" for tag, head in zip(bare, named, strict=True)]
    for row in rows:
        cells = (f"{full[at] if cell else bare[at]}{cell}</td>" for at, cell in enumerate(row))
        told.append(f"<tr>{''.join(cells)}</tr>")
    return f'<div class="wide cards"><table>{"".join(told)}</tbody></table></div>'


def _number(at: int, numbers: frozenset[int]) -> str:
    return ' class="n"' if at in numbers else ""


def _head(head: str) -> str:
    return f' data-h="{escape(head)}"' if head else ""


def link(to: str, words: str) -> str:
    """Return a link."""
    return f'<a href="{escape(to)}">{escape(words)}</a>'


_STEPS = 8
"""So many strides lead through a long list."""


def pages(folder: str, number: int, count: int) -> str:
    """Return the way through a list in pages: the first, those beside this one, the last, and of a long list some in between."""
    if count < 2:
        return ""
    steps = (1 + (count - 1) * n // _STEPS for n in range(_STEPS + 1)) if count > 2 * _STEPS else (1, count)
    shown = sorted({*steps, *range(max(1, number - 3), min(count, number + 3) + 1)})
    parts = [f'<span aria-current="page">{n}</span>' if n == number else f'<a href="{folder}{n}.html">{n}</a>' for n in shown]
    return f'<nav class="pages" aria-label="{escape(say("Pages"))}">{"".join(parts)}</nav>'
