"""Put books together that were made apart, as on several machines: their shards are taken over as they are, and nothing is judged again."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.book.adding import known_deals
from legalmodel.book.store import Store, Unit
from legalmodel.text.replace import write_whole


def join(store: Store, folders: Sequence[Path]) -> int:
    """Take over all that other books hold; return how many deals that is. In one step: all of them or none.

    Raises BadRequest if one of them is no book, two of them have a deal of one name, or there is no room.
    """
    with ExitStack() as held:
        others = [Store.open(folder) for folder in folders]
        for other in others:
            if other.folder.resolve() == store.folder.resolve():
                raise BadRequest(say("{folder} cannot be joined to itself", folder=other.folder), say("name another book"))
            held.enter_context(other.in_use())
        _apart([store, *others])
        units: list[Unit] = []
        roots, settings = dict(store.state.roots), dict(store.state.settings)
        number = store.state.next_unit
        for other in others:
            for unit in other.state.units.values():
                # later entries of a deal have higher numbers, and these begin with that of the unit
                number = max(number, unit.id)
                units.append(_taken_over(store, other, unit, number))
                number += 1
            roots = other.state.roots | roots
            settings = other.state.settings | settings
            if other.state.settings.get("read_by") != settings.get("read_by"):
                settings["read_by"] = ""  # what was set aside by other code is tried again
        store.commit(*units, roots=roots, settings=settings)
    return sum(unit.good for unit in units)


def _apart(stores: Sequence[Store]) -> None:
    """Refuse books that have a deal of one name: which would be the later version, nobody knows. Raises BadRequest."""
    seen: dict[str, Path] = {}
    for store in stores:
        for deal in known_deals(store):
            if deal in seen:
                raise BadRequest(
                    say("{one} and {other} both have a deal '{deal}'", one=seen[deal], other=store.folder, deal=deal),
                    say("add its deals under another name: book add --under NAME"),
                )
            seen[deal] = store.folder


def _taken_over(store: Store, other: Store, unit: Unit, number: int) -> Unit:
    """Put the shards of a unit into a book; they count once it is committed."""
    if unit.law:
        store.keep_law(unit.law, other.law(unit.law))
    shards = {}
    for table, name in unit.shards.items():
        shards[table] = f"{number:07}-{name.partition('-')[2]}"
        source, target = other.path(table, name), store.path(table, shards[table])
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)  # a shard is never written to again, so both books may have it
        except OSError:
            write_whole(target, source.read_bytes())
    return unit._replace(id=number).with_shards(shards)
