"""Which party of a network is meant."""

from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say

if TYPE_CHECKING:
    from legalmodel.methods.across.across import Across


def party(net: "Across", name: str) -> str:
    """Return the key of the party that is meant: by identifier, or by name where only one bears it.

    Raises BadRequest if there is none, or several.
    """
    from legalmodel.methods.across.joining import plain

    wanted = plain(name)
    found = [
        key
        for key, who in net.joins.who.items()
        if net.is_firm(key)
        and (
            any(code.partition(":")[2].casefold() == wanted for code in net.joins.codes(key))
            or any(wanted in map(plain, (*w.forms, w.name)) for _, w in who)
        )
    ]
    if len(found) == 1:
        return found[0]
    if found:
        told = say("; ").join(
            f"{net.name(k)} {', '.join(net.joins.codes(k)) or net.notes[min(net.joins.deals(k))].file}"
            for k in sorted(found)[:6]
        )
        raise BadRequest(
            say("{n} parties that are not joined are called '{name}'", n=len(found), name=name),
            say("give an identifier, or join equal names with --by-name: {names}", names=told),
        )
    names = sorted({net.name(k) for k in net.joins.who if net.is_firm(k)})
    raise BadRequest(
        say("no party is called '{name}'", name=name),
        nearest(name, names) or say("parties: {names}", names=", ".join(names[:12])),
    )
