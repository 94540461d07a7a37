"""Clauses of documents of standing that the record of a hop denies: both cannot be so, and which is so is not known."""

from collections.abc import Iterator
from datetime import date

from legalmodel.base.things import Thing
from legalmodel.base.values import Items, U, unknown
from legalmodel.graph.truth import View

_FIRM = frozenset(("signed", "certified", "found_by_court", "undisputed", "illustrative"))
_TAKES_BACK = frozenset(("buy_back", "makes_good_loss"))
"""Clauses by which the side that gave the assets takes them, or the loss on them, back."""


def denied_recourse(view: View, hop: Thing, giver: Thing, day: date | None) -> Iterator[tuple[Thing, U]]:
    """Yield each clause by which loss comes back to the giver although the hop is recorded to take nothing back, with its doubt.

    The clause counts in the document of the hop, and in any that the giver made or signed.
    """
    listed = hop.get("buy_backs", day)
    if not isinstance(listed, Items) or listed.known or listed.open or listed.doubtful:
        return
    for document in view.section("documents"):
        clauses = document.get("clauses", day)
        if document.get("standing", day) in _FIRM and isinstance(clauses, Items) and _binds(document, hop, giver, day):
            for clause in clauses:
                if clause.get("on", day) in _TAKES_BACK:
                    yield clause, unknown((*hop.path, "buy_backs"), "disputed")


def _binds(document: Thing, hop: Thing, giver: Thing, day: date | None) -> bool:
    makers = [document.get(field, day) for field in ("by", "signed_by")]
    return hop.get("document", day) is document or any(giver in made for made in makers if isinstance(made, tuple))
