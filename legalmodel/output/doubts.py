"""Show the doubts of a file: in full for ``validate``, in a few rows on the first screen, as data in the result."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from legalmodel.base.errors import Fault
from legalmodel.base.language import Phrase, say
from legalmodel.base.places import Path, Place, dotted
from legalmodel.base.speech import field_name
from legalmodel.judgment.doubts import Doubt
from legalmodel.output.faults import escape, render
from legalmodel.text.read import Source

if TYPE_CHECKING:
    from legalmodel.output.result_form import DoubtForm

_SPOTS = 12
"""How many further spots of one fault are named in full."""


def told(doubts: Iterable[Doubt], source: Source) -> str:
    """Return doubts as text, each with its place, the line underlined, what stands beside it, and what to do."""
    return "\n".join(render([as_fault(doubt, source)], source, sort_word(doubt.sort)) for doubt in doubts)


def as_fault(doubt: Doubt, source: Source) -> Fault:
    """Return a doubt in the form of a fault: its place, what stands beside it, and what to do."""
    beside = [(source.place(path), say("{field} stands here", field=field_name(path[-1]))) for path in doubt.beside]
    further = [(source.place(path), str(words)) for path, words in doubt.more[:_SPOTS]]
    rest = len(doubt.more) - _SPOTS
    if rest > 0:
        path = doubt.more[_SPOTS][0]
        further.append((source.place(path), say("and {count} more like it from here on", count=rest)))
    fix = str(doubt.fix) or say("correct it")
    written = f"'checked: {{{doubt.path[-1]}: ...}}'"
    settle = say("; if it is right, say why: {written}", written=written) if _is_field(doubt.path) else ""
    return Fault(
        doubt.check, str(doubt.sentence), source.place(doubt.path), fix + settle, source.width(doubt.path), (*beside, *further)
    )


def _is_field(path: Path) -> bool:
    return len(path) > 2 or path[:1] == ("deal",)


def rows(doubts: tuple[Doubt, ...], place: Callable[[Path], Place | None], most: int) -> Iterator[str]:
    """Yield a sentence for each doubt, with its place, at most so many; the rest is counted."""
    for doubt in doubts[:most]:
        more = say(" (and {count} more)", count=len(doubt.more)) if doubt.more else ""
        yield escape(f"{sort_word(doubt.sort)}: {doubt.sentence}{more} {place(doubt.path) or ''}".rstrip())
    if len(doubts) > most:
        yield say("and {count} more: legalmodel validate", count=len(doubts) - most)


def sort_word(sort: str) -> str:
    """Return what a sort of doubt is called."""
    return str(_SORTS.get(sort, sort))


_SORTS = {"contradiction": Phrase("contradiction"), "own term": Phrase("own term"), "odd": Phrase("odd")}


def to_json(doubt: Doubt, source: Source) -> "DoubtForm":
    """Return a doubt as plain data."""
    return {
        "check": doubt.check,
        "sort": doubt.sort,
        "sentence": str(doubt.sentence),
        "fix": str(doubt.fix),
        "path": dotted(doubt.path),
        "place": str(source.place(doubt.path)),
        "beside": [dotted(path) for path in doubt.beside],
        "more": [{"path": dotted(path), "says": str(words)} for path, words in doubt.more],
    }
