"""Functions: who does a piece of work for whom on a day, by the appointments of the file.

Work asked for in general (custody) is done by whoever does a part of it (cash custody). An appointment by the person who holds an
estate does not say whether it acts for the estate or for itself; so for the estate it is doubtful.
"""

from datetime import date
from functools import partial
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both
from legalmodel.base.language import Phrase, Said
from legalmodel.base.speech import word_of
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import Items, Truth
from legalmodel.graph.acting import acts_for
from legalmodel.graph.days import in_force
from legalmodel.graph.truth import Gather, View


class Functions:
    """Answers who is appointed to what; ``tree`` are the words for functions, each with the one above it."""

    __slots__ = ("tree", "view")

    def __init__(self, view: View, tree: dict[str, str]) -> None:
        self.view, self.tree = view, tree

    def appointments(self, function: str, for_: Thing, day: date | None) -> Items:
        """Return the appointments in force to this work or a part of it."""
        agencies = self.view.section("agencies")
        gather = Gather(agencies.open)
        for agency in agencies:
            gather.add(agency, self._is(agency, function, for_, day))
        return gather.items()

    def acting(self, for_: Thing, day: date | None) -> Items:
        """Return the appointments in force to any work for an actor."""
        agencies = self.view.section("agencies")
        gather = Gather(agencies.open)
        for agency in agencies:
            gather.add(agency, both(acts_for(agency, for_, day), in_force(agency, day)))
        return gather.items()

    def performs(self, function: str, for_: Thing, day: date | None) -> Items:
        """Return who does this work, each once; an appointment of somebody unknown leaves the list open."""
        appointed = self.appointments(function, for_, day)
        gather = Gather(appointed.open)
        for agency in appointed.known:
            gather.add(agency.get("agent", day), True)
        for agency, doubt in appointed.doubtful:
            gather.add(agency.get("agent", day), doubt)
        return gather.items()

    def why(self, function: str, for_: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return the appointments that may matter, each as one fact."""
        appointed = self.appointments(function, for_, day)
        return tuple(self._told(a, day) for a in (*appointed.known, *(d[0] for d in appointed.doubtful)))

    def _told(self, agency: Thing, day: date | None) -> Fact:
        agent, principal, work = (agency.get(f, day) for f in ("agent", "principal", "function"))
        does = Said(partial(word_of, work)) if isinstance(work, str) else Phrase("work not stated")
        names: dict[str, Any] = {"who": self.view.label(agent), "whom": self.view.label(principal)}
        text = Phrase("{who} does {work} for {whom}", **names, work=does)
        return self.view.relation(agency, text, ("agent", "principal", "function", "since", "until"), day)

    def _is(self, agency: Thing, function: str, for_: Thing, day: date | None) -> Truth:
        work = is_word(agency.get("function", day), function, self.tree)
        # the word is looked up first: most appointments are to other work, and whom they serve costs more to tell
        acts = False if work is False else acts_for(agency, for_, day)
        return False if acts is False else both(work, acts, in_force(agency, day))
