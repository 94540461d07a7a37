"""Show the doubts of a file: in full for ``validate``, in a few rows on the first screen, as data in the result."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from legalmodel.base.errors import Fault
from legalmodel.base.places import Path, Place, dotted
from legalmodel.judgment.doubts import Doubt
from legalmodel.output.faults import escape, render
from legalmodel.text.read import Source

if TYPE_CHECKING:
    from legalmodel.output.result_form import DoubtForm

_SPOTS = 12
"""How many further spots of one fault are named in full."""


def told(doubts: Iterable[Doubt], source: Source) -> str:
    """Return doubts as text, each with its place, the line underlined, what stands beside it, and what to do."""
    return "\n".join(render([as_fault(doubt, source)], source, doubt.sort) for doubt in doubts)


def as_fault(doubt: Doubt, source: Source) -> Fault:
    """Return a doubt in the form of a fault: its place, what stands beside it, and what to do."""
    beside = [(source.place(path), f"{path[-1].replace('_', ' ')} stands here") for path in doubt.beside]
    further = [(source.place(path), words) for path, words in doubt.more[:_SPOTS]]
    rest = len(doubt.more) - _SPOTS
    if rest > 0:
        path = doubt.more[_SPOTS][0]
        further.append((source.place(path), f"and {rest} more like it from here on"))
    fix = doubt.fix or "correct it"
    settle = f"; if it is right, say why: 'checked: {{{doubt.path[-1]}: ...}}'" if _is_field(doubt.path) else ""
    return Fault(
        doubt.check, doubt.sentence, source.place(doubt.path), fix + settle, source.width(doubt.path), (*beside, *further)
    )


def _is_field(path: Path) -> bool:
    return len(path) > 2 or path[:1] == ("deal",)


def rows(doubts: tuple[Doubt, ...], place: Callable[[Path], Place | None], most: int) -> Iterator[str]:
    """Yield a sentence for each doubt, with its place, at most so many; the rest is counted."""
    for doubt in doubts[:most]:
        more = f" (and {len(doubt.more)} more)" if doubt.more else ""
        yield escape(f"{doubt.sort}: {doubt.sentence}{more} {place(doubt.path) or ''}".rstrip())
    if len(doubts) > most:
        yield f"and {len(doubts) - most} more: legalmodel validate"


def to_json(doubt: Doubt, source: Source) -> "DoubtForm":
    """Return a doubt as plain data."""
    return {
        "check": doubt.check,
        "sort": doubt.sort,
        "sentence": doubt.sentence,
        "fix": doubt.fix,
        "path": dotted(doubt.path),
        "place": str(source.place(doubt.path)),
        "beside": [dotted(path) for path in doubt.beside],
        "more": [{"path": dotted(path), "says": words} for path, words in doubt.more],
    }
