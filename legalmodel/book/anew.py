"""Draw the conclusions of a deal anew where some rules say something else: what all others said stands in the book, and is not judged again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from legalmodel.base.errors import BadInput
from legalmodel.base.jurisdictions import UNIONS
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.places import dotted
from legalmodel.base.things import Thing
from legalmodel.book.before import DealKey
from legalmodel.book.finding_rows import finding_row, lines_into
from legalmodel.book.kernel import JudgedRows, Kernel, ReadyDeal, judged_into
from legalmodel.book.schemas import FINDINGS
from legalmodel.book.told import told_of
from legalmodel.judgment.days import Days
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.judge import lines_of
from legalmodel.judgment.result import Conflict, Result
from legalmodel.judgment.subjects import Subject
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.scope import Scope

_NAMES = [column.name for column in FINDINGS[2:]]
_AT = {name: n for n, name in enumerate(_NAMES)}
_ANSWERS = (Outcome.PASS, Outcome.DOES_NOT_ARISE, Outcome.RESERVATION)


class NotStored(Exception):
    """The book does not hold what is asked for: the deal is judged whole."""


class _Proved:
    """Whether answers of one deal rest on papers not seen: that takes their proofs, so that the rules that gave them are asked again."""

    def __init__(self, kernel: Kernel, ready: ReadyDeal) -> None:
        self._kernel, self._ready = kernel, ready
        self._told: dict[str, dict[str, bool]] = {}

    def unseen(self, rule: str, subject: str) -> bool:
        """Tell whether the answer of a rule rests on papers not seen. Raises NotStored where the rule does not give that answer now."""
        if rule not in self._told:
            try:
                found = self._kernel.findings_by(self._ready, {rule})
            except BadInput:
                raise NotStored from None
            self._told[rule] = {dotted(f.subject_path): f.unseen for f in found if f.outcome in _ANSWERS}
        if subject not in self._told[rule]:
            raise NotStored
        return self._told[rule][subject]


class StoredFinding(Finding):
    """A finding as the book has it: enough to draw conclusions, without the proofs."""

    __slots__ = ("_proved", "_stored_doubt", "_stored_unseen")

    def __init__(self, rule: CompiledRule, subject: Thing | None, scope: Scope, row: tuple[Any, ...], proved: _Proved) -> None:
        could_be = frozenset(map(Outcome, row[_AT["could_be"]]))
        result = Result(Outcome(row[_AT["outcome"]]), could_be, excluded_by=ExcludedBy(row[_AT["excluded_by"]]))
        days = Days((scope.day,), planned=row[_AT["planned"]])
        super().__init__(rule, Subject(subject, days, (scope,), ()) if subject else None, result)
        self._stored_doubt: bool = row[_AT["doubtful"]]
        self._stored_unseen: bool | None = row[_AT["unseen"]]
        self._proved = proved
        if others := row[_AT["otherwise"]]:
            self.conflicts = tuple([Conflict((), "", "", Outcome(other)) for other in others])

    @property
    def doubtful(self) -> bool:
        """Tell whether a fail is only a doubt."""
        return self._stored_doubt

    @property
    def unseen(self) -> bool:
        """Tell whether an answer rests on papers not seen; where the book does not hold that, its rule is asked again.

        Raises NotStored where the rule answers otherwise now.
        """
        if self._stored_unseen is not None:
            return self._stored_unseen
        return self.outcome in _ANSWERS and self._proved.unseen(self.rule.id, dotted(self.subject_path))


def draw_anew(
    kernel: Kernel,
    made: JudgedRows,
    key: DealKey,
    ready: ReadyDeal,
    found: dict[str, list[Finding]],
    rows: Iterable[tuple[Any, ...]],
) -> bool:
    """Add the rows of a deal, ``found`` by some rules now and as the book has them by all others; False if the book holds too little."""
    run_day = kernel.settings.run_day
    try:
        by_rule = _stored(_Proved(kernel, ready), ready, found, rows)
        findings = tuple([f for rule in ready.law.rules for f, _ in by_rule.get(rule, ())])
        lines = lines_of(findings, ready.graph, ready.law, run_day)
    except NotStored:
        return False
    said = [row for rule in ready.law.rules for _, row in by_rule.get(rule, ())]
    made.findings.all += [key + row for row in said]
    lines_into(made.lines, key, lines)
    judged_into(made.judged, key, findings, run_day, ready, told_of(said))
    return True


_Paired = list[tuple[Finding, tuple[Any, ...]]]


def _stored(
    proved: _Proved, ready: ReadyDeal, found: dict[str, list[Finding]], rows: Iterable[tuple[Any, ...]]
) -> dict[str, _Paired]:
    things = {dotted(thing.path): thing for thing in ready.graph.things.values()}
    scopes: dict[date | None, Scope] = {}
    by_rule: dict[str, _Paired] = {id: [(f, finding_row(f)) for f in said] for id, said in found.items()}
    for row in rows:
        if row[0] in found:
            continue
        rule, path, day = ready.law.rules.get(row[0]), row[_AT["subject"]], row[_AT["day"]]
        # the law of a union may hold on one of the days that an act may be of, and not on another
        if rule is None or (path and path not in things) or (row[_AT["days"]] != 1 and rule.system in UNIONS):
            raise NotStored
        if day not in scopes:
            scopes[day] = Scope({}, day, ready.graph)
        by_rule.setdefault(row[0], []).append((StoredFinding(rule, things.get(path), scopes[day], row, proved), row))
    return by_rule
