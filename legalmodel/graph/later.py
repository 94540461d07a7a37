"""Derived relations that few rules ask for, joined when the first of them is asked."""

from collections.abc import Callable
from datetime import date
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.things import Thing
from legalmodel.graph.definitions import GROUP
from legalmodel.graph.derive import cash, circles, commingling, estates, person
from legalmodel.graph.derive.conflicts import Conflicts
from legalmodel.graph.derive.functions import Functions
from legalmodel.graph.derive.set_off import SetOff
from legalmodel.graph.derive.single_points import SinglePoints
from legalmodel.graph.derive.title import Title
from legalmodel.graph.truth import Asked
from legalmodel.model.types import WORDS

_Answers = dict[str, Callable[..., Any]]


def wire_later(graph: Asked) -> tuple[_Answers, _Answers]:
    """Return by question who answers it and who tells why: what one relation needs of another is handed to it here."""
    words, title = WORDS["function"], Title(graph, person.person)
    work = Functions(graph, words)

    def affiliated(a: Thing, b: Thing, day: date | None) -> Any:
        return graph.ask("affiliated", (a, b, GROUP), day)

    def why_affiliated(a: Thing, b: Thing, day: date | None) -> tuple[Fact, ...]:
        return graph.why("affiliated", (a, b, GROUP), day)

    def hops(asset: Thing, day: date | None) -> Any:
        return graph.ask("title", (asset,), day)

    def holders(of: Thing, day: date | None) -> Any:
        return graph.ask("holders", (of,), day)

    def performs(function: str, for_: Thing, day: date | None) -> Any:
        return graph.ask("performs", (function, for_), day)

    belonging = estates.Estates(graph, estates.EstateInputs(hops, title.ends, holders, person.person, WORDS["act"]))
    money = cash.Cash(graph, cash.CashInputs(work.acting, hops, person.person, words))
    mixing = commingling.Commingling(commingling.ComminglingInputs(money.way, money.told, person.person, WORDS["estate_kind"]))
    both_sides = Conflicts(performs, affiliated, work.why, why_affiliated)
    points = SinglePoints(graph, work.acting, affiliated, words)
    circular = circles.Circles(graph, circles.CircleInputs(affiliated, performs, title.earlier, WORDS["support"]))
    against = SetOff(graph, performs)
    questions: _Answers = {
        "estate": belonging.estate,
        "cash_path": money.cash_path,
        "commingled": mixing.commingled,
        "commingling_days": mixing.commingling_days,
        "conflicts": both_sides.conflicts,
        "single_points": points.single_points,
        "circular_support": circular.circular_support,
        "set_off": against.set_off,
    }
    reasons: _Answers = {
        "estate": belonging.why,
        "cash_path": money.why,
        "commingled": mixing.why,
        "commingling_days": mixing.why,
        "conflicts": both_sides.why,
        "single_points": points.why,
        "circular_support": circular.why,
        "set_off": against.why,
    }
    return questions, reasons
