"""Answers in pages of bounded size, so that none floods whoever asked."""

from legalmodel.base.language import say

PAGE = 12_000
"""Characters of a page."""


def paged(text: str, page: int = 1) -> str:
    """Return one page of a text, cut at lines; its last line says how many there are."""
    pages = _pages(text)
    number = min(max(page, 1), len(pages))
    if len(pages) == 1:
        return pages[0]
    return pages[number - 1] + "\n" + say("[page {n} of {all}]", n=number, all=len(pages))


def _pages(text: str) -> list[str]:
    pages, rows, size = [], list[str](), 0
    for line in text.rstrip("\n").split("\n"):
        for start in range(0, max(len(line), 1), PAGE):
            piece = line[start : start + PAGE]
            if rows and size + len(piece) > PAGE:
                pages.append("\n".join(rows))
                rows, size = [], 0
            rows.append(piece)
            size += len(piece) + 1
    return [*pages, "\n".join(rows)]
