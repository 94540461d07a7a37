"""One shape for everything a finding can rest on: a fact written in a file, or one derived from such facts."""

from typing import Any, NamedTuple

from legalmodel.base.language import Said
from legalmodel.base.places import Path, Place


class Citation(NamedTuple):
    """What backs a fact: a document of the deal, the spot in it, and how firm it is (signed, draft, public_summary ...)."""

    document: str
    locator: str = ""
    status: str = ""


class Fact(NamedTuple):
    """A declared fact has a ``path`` (and, on demand, a place in the file); a derived one has ``because`` and ``under``.

    ``text`` says the fact in plain words. ``under`` names the definition it holds under, since control for one statute
    is not control for another. ``assumed`` is the id of the assumption that supplied it, if one did.
    """

    text: Said | str
    value: Any = True
    path: Path = ()
    because: "tuple[Fact, ...]" = ()
    under: str = ""
    evidence: tuple[Citation, ...] = ()
    assumed: str = ""
    place: Place | None = None


def leaves(fact: Fact) -> "list[Fact]":
    """Return the declared facts that a fact rests on in the end, each once, in order."""
    if not fact.because:
        return [fact]
    seen: dict[Path | Said | str, Fact] = {}
    for cause in fact.because:
        for leaf in leaves(cause):
            seen.setdefault(leaf.path or leaf.text, leaf)
    return list(seen.values())
