"""Find the smallest sets of changes that meet failing rules: proposals of the conditions, tried one by one, put together, judged whole.

A set counts only if the engine says so: every goal is met, no rule fails that did not, no conclusion becomes an obstacle, and no proper subset does the same.
The search goes from the smallest and cheapest up, so that what is found first is minimal in number, then in cost.
"""

from collections.abc import Callable, Iterable
from time import monotonic
from typing import NamedTuple

from legalmodel.analysis.cure.choose import ChangeSet, cheapest, in_order
from legalmodel.analysis.cure.levers import is_sensible, may_change, may_wait, waits_sensibly
from legalmodel.analysis.cure.realise import Setting, renewable
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.facts import leaves
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.variants.ways import ways_of_rule
from legalmodel.judgment.variants.wish import Way
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.prove import deciding
from legalmodel.logic.scope import Scope
from legalmodel.model.scenario import Change

_MOST_FACTS = 8
_DEEPER = 6
"""So many proposals that do not do alone are taken further."""
MOST_WISHES = 4
"""A cure of more changes is not looked for."""


class Cure(NamedTuple):
    """A set of changes that works: the changes, what the engine says of the deal with them, and what opens beside."""

    plan: ChangeSet
    changes: tuple[Change, ...]
    after: Checked
    opens: tuple[Finding, ...]
    """What is to be weighed or not known then, and was not before."""
    variants: int = 0
    """How many other values of the same facts would do as well."""


class Stuck(NamedTuple):
    """A goal that nothing within the bound meets, and the facts that stand in the way: each with the reason why the parties cannot change it."""

    goal: Finding
    tried: int
    facts: tuple[tuple[Path, str], ...]
    """``fixed``: not in the hands of the parties; ``past``: the rule looks at a day that is over; ``fails``: tried, and it did not help."""


class Found(NamedTuple):
    """What a search gave: cures, the cheapest first; goals without any; whether it was stopped before it had tried all; how often a deal was judged."""

    cures: tuple[Cure, ...]
    stuck: tuple[Stuck, ...]
    stopped: bool
    tried: int
    judged: int


class Budget(NamedTuple):
    """How long to look (seconds), how many cures to give, how many changes at most in one, and what to call at each step."""

    seconds: float = 60.0
    cures: int = 10
    most: int = MOST_WISHES
    step: Callable[[str], None] = lambda _: None


class CureSearch:
    """Looks for cures of one deal; what was asked of the engine is kept."""

    def __init__(self, base: Checked, again: Again, goals: tuple[Finding, ...], setting: Setting, budget: Budget) -> None:
        self.base, self.again, self.goals, self.setting, self.budget = base, again, goals, setting, budget
        self.rules: tuple[CompiledRule, ...] = tuple({g.rule.id: g.rule for g in goals}.values())
        self.until = monotonic() + budget.seconds
        self.met: dict[ChangeSet, frozenset[str]] = {}
        self.fails = {f.id for f in base.judgment.findings if f.outcome is Outcome.FAIL}
        self.stopped = False
        self.waits = setting.planned and base.graph.cut.proposed is True

    def late(self) -> bool:
        """Tell whether time is over."""
        self.stopped = self.stopped or monotonic() > self.until
        return self.stopped

    def proposals(self, goal: Finding) -> tuple[ChangeSet, ...]:
        """Return what the condition of a goal proposes, on the facts it was judged by; where its record can be made anew, with that too."""
        found: dict[ChangeSet, None] = {}
        for scope in goal.scopes[:1]:
            for way in self.ways(goal, scope, self.base.graph):
                found[ChangeSet(way)] = None
                if (
                    not self.setting.planned
                    and renewable(goal.subject_path)
                    and all(w.record != goal.subject_path for w in way)
                ):
                    found[ChangeSet(way, (goal.subject_path,))] = None
        return tuple(sorted((p for p in found if 0 < p.size <= self.budget.most), key=in_order))

    def ways(self, goal: Finding, scope: Scope, graph: Graph) -> tuple[Way, ...]:
        """Return what the condition of a goal proposes in a scope that parties could bring about and a lawyer would think of."""
        found = ways_of_rule(goal.rule, scope, True, graph, self.may)
        return tuple(w for w in found if is_sensible(w, graph) and waits_sensibly(w, graph, self.base.judgment.run_day))

    def may(self, owner: Thing, field: str) -> bool:
        """Tell whether the parties can change a field; in a plan, also put off an act that is still to come."""
        return may_change(owner, field) or (self.waits and may_wait(owner, field))

    def working(self, goal: Finding, proposed: tuple[ChangeSet, ...]) -> list[ChangeSet]:
        """Return the proposals with which the engine finds a goal met."""
        return [p for p in proposed if not self.late() and goal.id in self.meets(p)]

    def deeper(self, goal: Finding, proposed: tuple[ChangeSet, ...]) -> tuple[ChangeSet, ...]:
        """Return what the condition proposes further once a first proposal is made that alone does not do: what was undefined before is not then."""
        found: dict[ChangeSet, None] = {}
        for first in proposed[:_DEEPER]:
            if self.late() or first.size >= self.budget.most:
                break
            scenario = self.setting.scenario(first.way, first.renewed)
            try:
                findings, graph = self.again.by_rules(scenario, (goal.rule,))
            except (BadInput, BadRequest):
                continue
            fails = (f for f in findings if f.outcome is Outcome.FAIL and _same_record(f.subject_path, goal.subject_path))
            for way in (w for f in fails for w in self.ways(f, f.scopes[0], graph)):
                both = first.joined(ChangeSet(way))
                if both.size <= self.budget.most and len({w.path for w in both.way}) == len(both.way):
                    found[both] = None
        return tuple(sorted(found, key=in_order))

    def meets(self, plan: ChangeSet) -> frozenset[str]:
        """Return the ids of the goals that are met with a plan, by the engine's word on their rules."""
        if plan not in self.met:
            self.budget.step("")
            try:
                findings, _ = self.again.by_rules(self.setting.scenario(plan.way, plan.renewed), self.rules)
            except (BadInput, BadRequest):
                findings = ()
            self.met[plan] = frozenset(g.id for g in self.goals if _is_met(g, findings))
        return self.met[plan]

    def whole(self, plan: ChangeSet) -> Cure | None:
        """Judge the whole deal with a plan; return the cure if nothing breaks."""
        scenario = self.setting.scenario(plan.way, plan.renewed)
        after = self.again(scenario)
        judgment = after.judgment
        if any(
            f.outcome is Outcome.FAIL and f.id not in self.fails and not _was_failing(f, self.fails) for f in judgment.findings
        ):
            return None
        before = {_line_key(x): x.conclusion for x in self.base.judgment.lines}
        if any(
            x.conclusion is Conclusion.OBSTACLE and before.get(_line_key(x)) is not Conclusion.OBSTACLE for x in judgment.lines
        ):
            return None
        return Cure(plan, scenario.changes, after, _opened(self.base, after))

    def is_minimal(self, plan: ChangeSet, wanted: frozenset[str]) -> bool:
        """Tell whether no proper part of a plan meets the goals."""
        return all(not wanted <= self.meets(part) for part in plan.parts() if part.size)

    def run(self) -> Found:
        """Search, the smallest sets first."""
        options: dict[str, list[ChangeSet]] = {}
        cures: dict[frozenset[Path], Cure] = {}
        variants: dict[frozenset[Path], int] = {}
        try:
            for goal in self.goals:
                proposed = self.proposals(goal)
                options[goal.id] = self.working(goal, proposed) or self.working(goal, self.deeper(goal, proposed))
            self.choose(options, cures, variants)
        except KeyboardInterrupt:
            self.stopped = True
        stuck = tuple(self.stuck(g) for g in self.goals if g.id in options and not options[g.id])
        told = [cure._replace(variants=variants.get(key, 0)) for key, cure in cures.items()]
        return Found(tuple(sorted(told, key=lambda c: in_order(c.plan))), stuck, self.stopped, len(self.met), self.again.runs)

    def choose(
        self, options: dict[str, list[ChangeSet]], cures: dict[frozenset[Path], Cure], variants: dict[frozenset[Path], int]
    ) -> None:
        """Enter cures in their order until there are enough, time is over, or all was tried."""
        wanted = frozenset(id for id, plans in options.items() if plans)
        for plan in cheapest([options[goal] for goal in sorted(wanted)], self.budget.most, self.late):
            if self.late() or len(cures) >= self.budget.cures:
                return
            if not wanted <= self.meets(plan) or not self.is_minimal(plan, wanted):
                continue
            if plan.levers in cures:
                variants[plan.levers] = variants.get(plan.levers, 0) + 1
            elif cure := self.whole(plan):
                cures[plan.levers] = cure

    def stuck(self, goal: Finding) -> Stuck:
        """Return what stands in the way of a goal that nothing meets."""
        proposed = self.proposals(goal)
        decide = [leaf for proof in goal.proofs for fact in deciding(proof) for leaf in leaves(fact) if leaf.path]
        facts = {m.path: "unstated" for m in sorted(goal.unstated)}
        for path in sorted((leaf.path for leaf in decide), key=lambda p: self._why(p) == "fixed"):
            facts.setdefault(path, self._why(path))
        return Stuck(goal, len(proposed), tuple(facts.items())[:_MOST_FACTS])

    def _why(self, path: Path) -> str:
        """Tell why a fact stands in the way."""
        owner = self.base.graph.things.get(path[:-1])
        if owner is None or not may_change(owner, path[-1]):
            return "fixed"
        return "fails" if self.setting.planned else "past"


def find_cures(base: Checked, again: Again, goals: tuple[Finding, ...], setting: Setting, budget: Budget) -> Found:
    """Return the smallest sets of changes that meet the goals and break nothing; interrupted, the best found so far."""
    search = CureSearch(base, again, goals, setting, budget)
    return search.run()


def _is_met(goal: Finding, findings: Iterable[Finding]) -> bool:
    """Tell whether a goal is met: its rule passes for its record, or for the one made anew, and fails for neither.

    A term of the documents is met with a reservation too, where its validity was not examined: more is never said of one.
    """
    met = (Outcome.PASS, Outcome.RESERVATION) if goal.rule.force == "contract" else (Outcome.PASS,)
    own = [f for f in findings if f.rule.id == goal.rule.id and _same_record(f.subject_path, goal.subject_path)]
    return any(f.outcome in met for f in own) and all(f.outcome in (*met, Outcome.NOT_APPLICABLE) for f in own)


def _same_record(path: Path, of: Path) -> bool:
    return path == of or (path[:1] == of[:1] and len(path) == len(of) and path[1:2] == (f"{of[1][:40]}_anew",))


def _was_failing(finding: Finding, fails: set[str]) -> bool:
    """Tell whether a fail of a record made anew was there before, of the old one."""
    return finding.id.replace("_anew", "") in fails


def _line_key(line: object) -> tuple[str, ...]:
    heading, system, subject, failing = (getattr(line, name) for name in ("heading", "system", "subject", "failing"))
    return heading, system, *subject.path, *(failing.path if failing else ())


_OPEN = (Outcome.UNKNOWN, Outcome.JUDGEMENT)


def _opened(base: Checked, after: Checked) -> tuple[Finding, ...]:
    """Return what is to be weighed, not known or reserved with the changes, and was not so before."""
    was = {f.id: f.outcome for f in base.judgment.findings}
    found = [f for f in after.judgment.findings if f.outcome in (*_OPEN, Outcome.RESERVATION) and not f.harmless]
    before = [was.get(f.id, was.get(f.id.replace("_anew", ""), Outcome.PASS)) for f in found]
    return tuple(
        f
        for f, old in zip(found, before, strict=True)
        if old is not f.outcome and old not in (*_OPEN, *((Outcome.FAIL,) if f.outcome in _OPEN else ()))
    )
