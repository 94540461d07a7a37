"""What a page of a deal can say only once all deals are known: which of its parties have a page of their own, and whose identifiers may stand.

A page is written with marks at its parties, and completed when it is put on the site: by the same marks, however often the book changes.
"""

import re
from collections.abc import Mapping
from html import escape

PartyPages = Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]]
"""By the path of a party within its deal: what its page is called, if it gets one, and its identifiers."""
_MARK = re.compile("<!--p:([0-9a-f]{12})-->(.*?)<!--c-->(.*?)<!--/p-->")


def marked(name: str, slug: str, codes: tuple[str, ...]) -> str:
    """Return a name with its marks. No text can hold one, since all are escaped."""
    return f"<!--p:{slug}-->{escape(name)}<!--c-->{escape(', '.join(map(code_words, codes)))}<!--/p-->"


def completed(page: str, pages: frozenset[str], firms: frozenset[str]) -> str:
    """Return a page without marks: ``pages`` are parties with a page of their own, ``firms`` all whose identifiers may stand."""

    def put(mark: re.Match[str]) -> str:
        slug, name, codes = mark.groups()
        words = f'<a href="../party/{slug}.html">{name}</a>' if slug in pages else name
        return f'{words}<br><span class="small">{codes}</span>' if slug in firms else words

    return _MARK.sub(put, page)


def code_words(code: str) -> str:
    """Return an identifier as it is shown."""
    kind, _, value = code.partition(":")
    return f"{kind.upper() if kind in ('lei', 'uscc') else kind} {value}"
