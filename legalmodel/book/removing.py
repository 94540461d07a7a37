"""Take deals out of a book: each gets an entry that says so, and its versions stay for whoever asks for a day before."""

from collections.abc import Sequence
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import partial

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.book.adding import ENTRIES_OF_UNIT, KnownDeal, known_deals
from legalmodel.book.schemas import REMOVED, Rows
from legalmodel.book.store import Store, Unit, write_shard


def remove(store: Store, names: Sequence[str], why: str = "", now: datetime | None = None) -> list[str]:
    """Take out deals, and files that were set aside, by name or by a pattern with ``*``; return their names, in order. All of them or none.

    Raises BadRequest if a name is that of no deal of the book, or there is no room.
    """
    there = sorted(deal for deal, known in known_deals(store).items() if _is_there(known))
    found: dict[str, None] = {}
    for name in names:
        found |= dict.fromkeys(_meant(name, there))
    gone = sorted(found)
    if not gone:
        return []
    entries, unit = Rows("entries"), store.state.next_unit
    added = (now or datetime.now(UTC)).replace(tzinfo=None)
    for n, deal in enumerate(gone):
        head = (deal, 0, unit * ENTRIES_OF_UNIT + n, added, "", 0, "", False)
        entries.add((*head, *[""] * 5, None, "", None, 0, 0, REMOVED, why, "", None, ""))
    put = partial(write_shard, store.folder)
    store.commit(Unit(unit, put("entries", unit, [entries.batch()]), "", 0, 0))
    return gone


def _is_there(known: KnownDeal) -> bool:
    """Tell whether a name stands among the deals or among the files that were set aside; a removal has no digest."""
    return bool(known.version and not known.removed) or bool(known.last and not known.good)


def _meant(name: str, there: Sequence[str]) -> list[str]:
    found = [deal for deal in there if deal == name] or [deal for deal in there if fnmatchcase(deal, name)]
    if not found:
        raise BadRequest(
            say("the book has no deal '{deal}'", deal=name),
            nearest(name, there) or say("list them with: legalmodel book query BOOK deals"),
        )
    return found
