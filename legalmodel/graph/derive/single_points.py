"""Single points of failure: continuing work for an actor that one provider does and nobody is appointed to take over.

Work counts that money stops without: servicing, custody, keeping of accounts, paying, trusteeship, management, administration,
calculation, registration. One-off work (underwriting, counsel, audit, rating ...) does not, nor does a back-up servicer,
who is there for another. Somebody else can do it who is appointed to the same work, to wider work that includes it, or, for
servicing, as back-up. Providers and successors of one group, under the definition named ``group``, fall together and count as one.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either, negate
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase, Said
from legalmodel.base.places import Path
from legalmodel.base.speech import word_of
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.trees import upwards
from legalmodel.base.values import NONE, Items, Truth, U
from legalmodel.graph.truth import Gather, View

CONTINUING = (
    *("servicing", "custody", "account_keeping", "paying", "owner_trusteeship", "indenture_trusteeship"),
    *("security_trusteeship", "account_supervision", "management", "administration", "calculation", "registration"),
)


class SinglePoints:
    """Answers which appointments nobody could replace; takes who acts for whom, and who belongs to one group."""

    __slots__ = ("acting", "affiliated", "tree", "view")

    def __init__(
        self,
        view: View,
        acting: Callable[[Thing, date | None], Items],
        affiliated: Callable[[Thing, Thing, date | None], Truth],
        tree: dict[str, str],
    ) -> None:
        self.view, self.acting, self.affiliated, self.tree = view, acting, affiliated, tree

    def single_points(self, for_: Thing, day: date | None) -> Items:
        """Return the appointments whose agent nobody outside its group could replace."""
        acting = self.acting(for_, day)
        listed: list[tuple[Thing, Truth]] = [*((agency, True) for agency in acting.known), *acting.doubtful]
        providers = self._providers(listed, day)
        found: dict[tuple[Path, str], Truth] = {}
        gather = Gather(acting.open)
        for agency, sure in listed:
            agent = agency.get("agent", day)
            if agent is NONE or (needed := both(sure, self._continuing(agency, day))) is False:
                continue
            follows = self._other(agent, agency.get("successor", day), day)
            others = U(acting.open) if acting.open else False
            # a successor that is named settles it, so nobody else need be looked for
            if follows is not True:
                others = either(others, self._others(agency, providers, found, day))
            gather.add(agency, both(needed, negate(either(follows, others))))
        return gather.items()

    def why(self, for_: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return each appointment that is, or may be, a single point of failure."""
        found = self.single_points(for_, day)
        sure = tuple(self._told(agency, "nobody", day) for agency in found.known)
        return (*sure, *(self._told(agency, "perhaps nobody", day) for agency, _ in found.doubtful))

    def _told(self, agency: Thing, nobody: str, day: date | None) -> Fact:
        work = agency.get("function", day)
        does = Said(partial(word_of, work)) if isinstance(work, str) else Phrase("work not stated")
        holes: dict[str, Any] = {"who": self.view.label(agency.get("agent", day)), "work": does}
        if nobody == "nobody":
            text = Phrase("nobody outside the group of {who} is appointed to take over {work}", **holes)
        else:
            text = Phrase("perhaps nobody outside the group of {who} is appointed to take over {work}", **holes)
        return self.view.relation(agency, text, ("agent", "principal", "function", "successor", "since", "until"), day)

    def _continuing(self, agency: Thing, day: date | None) -> Truth:
        work = agency.get("function", day)
        goes_on = either(*(is_word(work, word, self.tree) for word in CONTINUING))
        return both(goes_on, negate(is_word(work, "backup_servicing", self.tree)))

    def _providers(self, listed: list[tuple[Thing, Truth]], day: date | None) -> dict[Any, dict[Path, tuple[Any, Truth]]]:
        """Return, by kind of work, each agent once with the surest appointment; work not known stands under ``U``."""
        providers: dict[Any, dict[Path, tuple[Any, Truth]]] = {}
        for agency, sure in listed:
            work, agent = agency.get("function", day), agency.get("agent", day)
            truth = merge((sure, work)) if isinstance(work, U) else sure
            key = agent.path if isinstance(agent, Thing) else agency.path
            of = providers.setdefault(U if isinstance(work, U) else work, {})
            if key not in of or truth is True:
                of[key] = (agent, truth)
        return providers

    def _others(
        self,
        agency: Thing,
        providers: dict[Any, dict[Path, tuple[Any, Truth]]],
        found: dict[tuple[Path, str], Truth],
        day: date | None,
    ) -> Truth:
        """Tell whether somebody outside the agent's group does the same work, or work that includes it."""
        work, agent = agency.get("function", day), agency.get("agent", day)
        if not isinstance(agent, Thing) or not isinstance(work, str):
            # with one provider in the whole deal there is nobody else, whoever it is
            anybody = any(len(of) > 1 for of in providers.values()) or len(providers) > 1
            return merge((agent, work)) if anybody else False
        # thousands of appointments of one agent to one work have one answer
        if (agent.path, work) not in found:
            found[agent.path, work] = self._search(agent, work, providers, day)
        return found[agent.path, work]

    def _search(self, agent: Thing, work: str, providers: dict[Any, dict[Path, tuple[Any, Truth]]], day: date | None) -> Truth:
        truth: Truth = False
        # whoever does the wider work can do the narrower; whose work is not known may be doing it
        for word in (*self._wider(work), U):
            for other, sure in providers.get(word, {}).values():
                truth = either(truth, both(sure, self._other(agent, other, day)))
                if truth is True:
                    return True
        return truth

    def _wider(self, work: str) -> list[str]:
        """Return the kinds of work that include one, and the back-up that waits for it."""
        words = [*upwards(work, self.tree)]
        return [*words, "backup_servicing"] if "servicing" in words else words

    def _other(self, agent: Any, other: Any, day: date | None) -> Truth:
        """Tell whether somebody is a party outside the group of an agent."""
        if isinstance(agent, Thing) and isinstance(other, Thing):
            return negate(self.affiliated(agent, other, day))
        if not isinstance(other, Thing | U):
            return False
        return merge((agent, other))
