"""Judge a deal anew as a scenario changes it: whole, or by a few rules alone; what-if, stress, cure and asking all go through here.

A changed deal is parsed, built and judged as any file is. Values of sources that differ are not tried one by one: that is told of the
deal as it stands.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path as FilePath

from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.judge import apply, clock_for, judge
from legalmodel.judgment.systems import places_of
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law, load_law_for, shipped_reach
from legalmodel.model.deal import Deal
from legalmodel.model.scenario import Scenario, vary
from legalmodel.text.read import Source


class Again:
    """Judges one deal as often as it is asked, on the day and with the law of its first check.

    ``runs`` counts how often the whole deal was judged. Asking raises BadRequest if a change cannot be made, and BadInput if the changed
    deal is none.
    """

    __slots__ = ("law_on", "packs", "run_day", "runs", "source")

    def __init__(self, checked: Checked, packs: tuple[FilePath, ...] = ()) -> None:
        self.source: Source = checked.source
        self.run_day, self.law_on, self.packs = checked.judgment.run_day, checked.judgment.law_on, packs
        self.runs = 0

    def __call__(self, scenario: Scenario) -> Checked:
        """Return the deal as the scenario changes it, judged by all law that may reach it then."""
        self.runs += 1
        deal, source = vary(self.source, scenario)
        graph = self._graph(deal, source, scenario.day)
        law = self._law(deal, graph)
        return Checked(source, deal, graph, law, judge(graph, law, self.run_day, scenario.day, self.law_on))

    def by_rules(self, scenario: Scenario, rules: Iterable[CompiledRule]) -> tuple[tuple[Finding, ...], Graph]:
        """Return what some rules say of the deal as the scenario changes it, and its graph; the other rules are not asked."""
        deal, source = vary(self.source, scenario)
        graph = self._graph(deal, source, scenario.day)
        clock = clock_for(graph, self.run_day, scenario.day, self.law_on)
        return tuple([finding for rule in rules for finding in apply(rule, graph, clock)]), graph

    def _graph(self, deal: Deal, source: Source, as_of: date | None) -> Graph:
        return build(deal, source.place, horizon=Horizon(self.run_day, as_of))

    def _law(self, deal: Deal, graph: Graph) -> Law:
        law = load_law_for(deal, places_of(graph, shipped_reach()), *self.packs)
        if self.packs:
            from legalmodel.law.attested import on_attested_law

            law = on_attested_law(law, self.packs, self.run_day)
        return law
