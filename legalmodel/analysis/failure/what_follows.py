"""Put parties to the hypothesis that they fail, one after the other, in pairs or as a group, and rank what follows."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from legalmodel.analysis.failure import assets, cash, law, support, work
from legalmodel.analysis.failure.failed import Failed
from legalmodel.analysis.failure.harm import Consequence, Harm, Rank, exposed, rank_of, worst
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Money, U
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.hypothesis import FailureDay, supposed
from legalmodel.model.scenario import Scenario

Again = Callable[[Scenario], Checked]


class Stressed(NamedTuple):
    """What follows if some parties fail together: the chain, what is exposed, who bears it, and the deal as judged then."""

    parties: tuple[str, ...]
    chain: tuple[Consequence, ...]
    harm: Harm
    rank: Rank
    exposed: tuple[Money, ...]
    """Assets and money of the deal that fall in an estate or are lost, by currency."""
    cover: tuple[Money, ...]
    """Support that is gone, by currency."""
    bears: tuple[work.Share, ...]
    failed: Failed
    systems: tuple[str, ...]
    """The bodies of law under which lines about them stand."""

    @property
    def after(self) -> Checked:
        """The deal in which they have failed."""
        return self.failed.checked


def stressed(base: Checked, again: Again, parties: tuple[str, ...], fails: FailureDay, kind: str = "") -> Stressed:
    """Suppose that parties fail together on a day, judge the deal again, and return what follows.

    Raises BadInput if the changed deal is none, such as for a kind of proceeding that is no word of the vocabulary.
    """
    things = tuple(base.graph.things["parties", id] for id in parties)
    failed = Failed(again(supposed(base, things, fails, kind)), parties, fails.day)
    chain = tuple(_chain(failed, base.judgment))
    lost, cover = exposed(chain), exposed(chain, ("support",))
    currency = latest(base.graph.deal.fields.get("currency"))
    bears = work.bearers(failed, lost[0]) if len(lost) == 1 else ()
    lines = [line for line in failed.checked.judgment.lines if line.failing is not None and failed.has(line.failing)]
    systems = tuple(dict.fromkeys(line.system for line in lines))
    return Stressed(parties, chain, worst(chain), rank_of(chain, str(currency)), lost, cover, bears, failed, systems)


def _chain(failed: Failed, before: Judgment) -> Iterator[Consequence]:
    yield from assets.estate(failed)
    yield from law.of_step(failed, "estate")
    yield from assets.windows(failed)
    yield from law.of_step(failed, "acts")
    yield from cash.money(failed)
    yield from law.of_step(failed, "money")
    yield from cash.set_off(failed)
    yield from law.of_step(failed, "set_off")
    yield from support.support(failed)
    yield from law.of_step(failed, "support")
    yield from work.work(failed)
    yield from law.of_step(failed, "work")
    yield from work.consolidation(failed)
    yield from law.of_step(failed, "consolidation")
    yield from work.triggers(failed)
    yield from work.holdings(failed)
    yield from law.of_lines(failed, before)


def may_fail(checked: Checked) -> tuple[str, ...]:
    """Return the parties that can be put to the hypothesis: persons that the file names one by one, not classes of persons, and no natural persons."""
    return tuple(p.id for p in checked.graph.section("parties").known if _is_firm(p))


def _is_firm(party: Thing) -> bool:
    return not party.plural and latest(party.fields.get("form")) not in ("natural_person", "class")


def group_of(checked: Checked, party: str, fails: FailureDay) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who belongs to one group with a party on a day, itself first, and of whom that is not known."""
    graph = checked.graph
    own = graph.things["parties", party]
    surely, perhaps = [party], []
    for id in may_fail(checked):
        if id == party:
            continue
        one = graph.ask("affiliated", (own, graph.things["parties", id], "group"), fails.day)
        if one is True:
            surely.append(id)
        elif isinstance(one, U):
            perhaps.append(id)
    return tuple(surely), tuple(perhaps)


def ranked(found: Iterable[Stressed]) -> tuple[Stressed, ...]:
    """Return stresses, the most harmful first; equals stay in the order of the file."""
    return tuple(sorted(found, key=lambda s: tuple(-x for x in s.rank)))


def pairs(alone: tuple[Stressed, ...]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that are worth trying: of parties whose failure touches the deal at all, in their order."""
    touched = [s.parties[0] for s in alone if s.harm > Harm.SAFE]
    yield from ((a, b) for a, b in combinations(touched, 2))


def worse_together(pair: Stressed, alone: Iterable[Stressed]) -> tuple[Consequence, ...]:
    """Return what is graver if two fail together than if either fails alone."""
    before: dict[object, Harm] = {}
    for c in (c for s in alone for c in s.chain):
        before[c.key] = max(before.get(c.key, Harm.SAFE), c.harm)
    return tuple(c for c in pair.chain if c.harm >= Harm.OPEN and c.harm > before.get(c.key, Harm.SAFE))
