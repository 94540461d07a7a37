"""The first screen: what a partner reads before anything else, in at most forty lines."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from legalmodel.base.facts import leaves
from legalmodel.base.outcomes import FAVOURABLE, Conclusion, ExcludedBy, Outcome
from legalmodel.base.speech import columns, name_of
from legalmodel.base.things import latest
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.doubts import Doubt, doubts_of
from legalmodel.judgment.finding import Finding, Judgment, Line, Window
from legalmodel.judgment.result import Conflict
from legalmodel.law.consequences import consequences
from legalmodel.logic.prove import deciding
from legalmodel.output.about import about_words, hypothesis
from legalmodel.output.checklist import checklist_rows
from legalmodel.output.doubts import rows as doubt_rows
from legalmodel.output.failing import failing
from legalmodel.output.head import fact_count, law_day, life
from legalmodel.output.lifetimes import lifetimes
from legalmodel.output.openings import rows as opening_rows
from legalmodel.output.paint import Paint, cut, joined, pad, wrap
from legalmodel.output.rests import rests_on
from legalmodel.output.words import (
    BY_WEIGHT,
    HEADINGS,
    OUTCOME_WORDS,
    both_names,
    citation,
    conclusion_words,
    failing_words,
    line_reason,
    line_subject,
    millions,
    outcome_words,
    plain,
)

_ROWS = 40


class _Most(NamedTuple):
    """How many of each thing are shown before the rest is folded behind ``explain``."""

    lines: int = 99
    fails: int = 4
    facts: int = 6
    conflicts: int = 3
    weigh: int = 4
    silent: int = 3
    windows: int = 3
    doubts: int = 3
    openings: int = 3
    steps: int = 6


_SHORTER = (
    _Most(),
    _Most(99, 3, 5, 2, 3, 2, 2, 3, 3, 6),
    _Most(14, 2, 4, 1, 2, 2, 1, 2, 2, 6),
    _Most(10, 2, 3, 1, 1, 1, 1, 2, 2, 6),
    _Most(10, 2, 3, 1, 1, 1, 1, 2, 2, 3),
    _Most(7, 1, 2, 1, 1, 1, 1, 1, 1, 2),
    _Most(3, 1, 1, 1, 1, 1, 1, 1, 1, 1),
)
"""What is tried, one after the other, until the screen has at most forty rows."""


def first_screen(checked: Checked, width: int, paint: Paint, ending: str = "") -> str:
    """Return the first screen, ``width`` columns wide and at most forty rows high."""
    doubts = doubts_of(checked.graph, checked.judgment.run_day)
    for most in _SHORTER:
        rows = _Screen(checked, width, paint, most, doubts).rows(ending)
        if len(rows) <= _ROWS:
            break
    return joined(rows)


class _Screen:
    """Writes the parts of the screen."""

    def __init__(self, checked: Checked, width: int, paint: Paint, most: _Most, doubts: tuple[Doubt, ...]) -> None:
        self.doubts = doubts
        self.judgment, self.graph, self.catalogue = checked.judgment, checked.graph, checked.law.catalogue
        self.width, self.paint, self.most = width, paint, most
        self.code = max(4, *(len(x.system) + 1 for x in self.judgment.lines), 0)
        order = {heading: n for n, heading in enumerate(consequences().headings)}  # what stands apart comes last
        spoken = sorted(self.judgment.findings, key=lambda f: order.get(f.rule.question.partition("/")[0], len(order)))
        self.by_outcome = {outcome: [f for f in spoken if f.outcome is outcome] for outcome in Outcome}
        self.spoken = set(spoken)

    def rows(self, ending: str) -> list[str]:
        """Return all rows, blocks parted by an empty one."""
        blocks = [
            self._head(),
            list(self._checklist()),
            list(self._conclusions()),
            [*self._lives(), *self._doubts(), *self._openings()],
            [*self._fails(), *self._facts()],
            [*self._conflicts(), *self._weigh()],
            [*self._silent(), *self._windows()],
            self._foot(ending),
        ]
        return [row for block in blocks if block for row in ("", *block)][1:]

    def _head(self) -> list[str]:
        deal = self.judgment.deal.fields
        facts = [plain(deal[f]) for f in ("asset_class", "route") if isinstance(deal.get(f), str)]
        facts += [millions(deal.get("issue")), life(self.judgment.deal, self.graph)]
        about = " · ".join(f for f in facts if f)
        title = both_names(self.judgment.deal) if isinstance(latest(deal.get("name")), str) else "Deal without a name"
        whole = f"{title}   {about}".rstrip()
        first = [whole] if columns(whole) <= self.width else [cut(title, self.width), cut(about, self.width)]
        assumed = f"Assumptions: {'; '.join(self.judgment.assumptions) or 'none'}."
        whose = f" {words}" if (words := about_words(self.judgment)) else ""
        return [
            *first,
            *wrap(f"{law_day(self.judgment)} {fact_count(self.graph)} {assumed} Not a legal opinion.{whose}", self.width),
        ]

    def _checklist(self) -> Iterable[str]:
        for label, rows in checklist_rows(self.judgment, self.graph, self.width - 13, self.most.steps):
            for i, row in enumerate(rows):
                yield f"{self.paint.bold(pad('' if i else label, 13))}{row}"

    def _conclusions(self) -> Iterable[str]:
        lines = [line for line in self.judgment.lines if line.is_asked]
        column = max((n for x in lines if (n := len(conclusion_words(x))) <= _SHORT), default=0)
        reason = min(44, max((columns(line_reason(x)) for x in lines), default=0))
        subject = max((columns(line_subject(x)) for x in lines), default=0)
        left = min(subject, max(30, self.width - 11 - 1 - self.code - column - 2 - reason))
        shown = sorted(lines, key=lambda x: _WORST.index(x.conclusion))[: self.most.lines]
        for heading, group in groupby((x for x in lines if x in shown), key=lambda x: x.heading):
            for i, line in enumerate(group):
                yield from self._conclusion(line, "" if i else HEADINGS[heading], left, column)
        for row in rests_on(self.judgment):
            yield from (self.paint.dim(part) for part in wrap(f"   {row}", self.width, indent=3))
        if words := hypothesis(self.judgment):
            yield self.paint.dim(words)
        if len(lines) > len(shown):
            yield self.paint.dim(f"   and {len(lines) - len(shown)} more conclusions, none worse: legalmodel explain")
        if silent := dict.fromkeys(failing_words(x) for x in self.judgment.lines if not x.is_asked):
            yield self.paint.dim(cut(f"No question is asked yet if these fail: {', '.join(silent)}", self.width))
        if unpacked := [s.code for s in self.judgment.systems if not s.has_pack]:
            yield self.paint.dim(f"Touched but without a law pack, so not examined: {', '.join(unpacked)}")
        if not self.judgment.systems:
            yield self.paint.dim("No fact of the file names a law or a seat, so nothing says under which law to conclude.")
        yield from self._apart()

    def _conclusion(self, line: Line, heading: str, left: int, column: int) -> Iterable[str]:
        subject = pad(cut(line_subject(line), left), left)
        words = self.paint.conclusion(line.conclusion, pad(conclusion_words(line), column))
        room, reason = self.width - 11 - left - 1 - self.code - column - 2, line_reason(line)
        long = columns(reason) > room or len(conclusion_words(line)) > column
        below = long and line.conclusion in FAVOURABLE  # what these words rest on is printed whole
        said = "" if below else cut(reason, room)
        yield f"{self.paint.bold(pad(heading, 11))}{subject} {pad(line.system, self.code)}{words}  {said}".rstrip()
        if below:
            yield from (" " * 14 + row for row in wrap(reason, self.width - 14))

    def _doubts(self) -> Iterable[str]:
        for i, text in enumerate(doubt_rows(self.doubts, self.graph.place, self.most.doubts)):
            yield from self._labelled("" if i else "DOUBTS", text, 2)

    def _openings(self) -> Iterable[str]:
        found = [*(o for line in self.judgment.lines for o in line.openings), *self.judgment.drawn.openings]
        told = opening_rows(found, self.graph, self.catalogue, self.most.openings)
        for i, text in enumerate(told):
            yield from self._labelled("" if i else "NOT READ", text, 2)

    def _apart(self) -> Iterable[str]:
        apart = [q for q in self.judgment.apart if q.question.startswith("apart/") and q.state == "not_examined"]
        if apart:
            words = ", ".join(plain(q.question.partition("/")[2]) for q in apart)
            yield self.paint.dim(cut(f"Apart: {words} NOT EXAMINED", self.width))

    def _lives(self) -> Iterable[str]:
        for label, text in lifetimes(self.graph):
            yield from self._labelled(label, text, self.most.windows)

    def _fails(self) -> Iterable[str]:
        for heading, found in failing(self.judgment, self.graph):
            yield self.paint.bold(heading) if found else f"{self.paint.bold(pad(heading, 14))} no failing rule that binds"
            yield from self._failing(found)

    def _failing(self, fails: tuple[Finding, ...]) -> Iterable[str]:
        """Say each fault once, with all that it hits."""
        by_rule: dict[str, list[Finding]] = {}
        for finding in fails:
            by_rule.setdefault(finding.rule.id, []).append(finding)
        for n, (finding, *others) in enumerate(list(by_rule.values())[: self.most.fails], 1):
            accepted = f" (accepted by {finding.accepted.by} until {finding.accepted.until})" if finding.accepted else ""
            also = f" So too: {', '.join(name_of(f.subject) for f in others if f.subject)}." if others else ""
            text = (
                f" {n} {finding.sentence or finding.rule.form.title.en} [{citation(finding)}]{accepted}{also} {_place(finding)}"
            )
            yield from wrap(text, self.width, indent=3, most=2)
        yield from self._more(len(by_rule) - self.most.fails, "failing rules")

    def _facts(self) -> Iterable[str]:
        facts = [f for f in self.judgment.next_facts if self.spoken.intersection(f.decides)]
        if not facts:
            return
        column = min(64, self.width - 50)
        heading = self.paint.bold(pad("FIND OUT FIRST", column + 3))
        yield f"{heading}{pad('ask', 16)}{pad('document', 22)}decides"
        for n, fact in enumerate(facts[: self.most.facts], 1):
            what = pad(cut(fact.what, column - 1), column)
            count = f"{len(fact.decides)} finding{'s' if len(fact.decides) != 1 else ''}"
            yield f"{n:>2} {what}{pad(cut(fact.ask, 15), 16)}{pad(cut(fact.document, 21), 22)}{count}"
        yield from self._more(len(facts) - self.most.facts, "missing facts")

    def _conflicts(self) -> Iterable[str]:
        found = sorted(((f, c) for f in self.spoken for c in f.conflicts), key=lambda row: (row[1].document, row[0].id))
        by_document = [(d, list(g)) for d, g in groupby(found, key=lambda row: row[1].document)]
        for document, rows in by_document[: self.most.conflicts]:
            yield from self._labelled("CONFLICT", self._conflict(document, rows), 2)
        yield from self._more(len(by_document) - self.most.conflicts, "sources that conflict")

    def _conflict(self, document: str, rows: list[tuple[Finding, Conflict]]) -> str:
        rows.sort(key=lambda row: (BY_WEIGHT.index(row[1].outcome), row[0].id))
        conflict = rows[0][1]
        relied = self.graph.fact(self.graph.things[conflict.path[:-1]], conflict.path[-1], None)
        backing = ", ".join(c.document for c in relied.evidence)
        changes = "; ".join(f"{citation(f)} {outcome_words(f)} → {OUTCOME_WORDS[c.outcome]}" for f, c in rows[:3])
        said = f"{relied.text}{f' ({backing})' if backing else ''}; {conflict.value} in {document}"
        return f"{said}. On that value: {changes}. {relied.place or ''}"

    def _weigh(self) -> Iterable[str]:
        shut = {
            w.finding for w in self.judgment.windows if w.closes and w.closes < (self.judgment.as_of or self.judgment.run_day)
        }
        found = [
            f for f in self.by_outcome[Outcome.JUDGEMENT] if f not in shut
        ]  # the row on windows tells what is past its time
        for i, finding in enumerate(found[: self.most.weigh]):
            text = f"{finding.sentence or finding.rule.form.title.en} [{citation(finding)}]"
            yield from self._labelled("" if i else "JUDGE", text, 2)
        yield from self._more(len(found) - self.most.weigh, "points to weigh")

    def _silent(self) -> Iterable[str]:
        ids = {s.question for line in self.judgment.lines for s in line.states if s.state == "not_examined"}
        silent = sorted((q for q in self.catalogue.questions.values() if q.id in ids), key=lambda q: not q.essential)
        unread = sorted(
            {citation(f) for f in self.by_outcome[Outcome.NOT_EXAMINED] if f.result.excluded_by is ExcludedBy.NOT_READ}
        )
        parts = []
        if silent:
            words = ", ".join(q.short for q in silent)
            parts.append(f"{len(silent)} questions that no rule of the pack answers, first the essential: {words}")
        if unread:
            parts.append(f"texts not read: {', '.join(unread)}")
        if parts:
            yield from self._labelled("NOT EXAMINED", ". ".join(parts), self.most.silent)

    def _windows(self) -> Iterable[str]:
        by_unless: dict[str, dict[str, None]] = {}
        for window in self.judgment.windows:
            if window.finding in self.spoken and self.judgment.systems:
                by_unless.setdefault(window.unless, {})[_window(window, self.judgment)] = None
        texts = [f"{', '.join(found)}{f', unless {unless}' if unless else ''}" for unless, found in by_unless.items()]
        if texts:
            yield from self._labelled("WINDOWS", " · ".join(texts), self.most.windows)

    def _foot(self, ending: str) -> list[str]:
        starred = any(f.rule.article.endswith("*") for f in self.spoken if f.outcome is not Outcome.NOT_APPLICABLE)
        star = "* article number not read.   " if starred else ""
        left_out = self.judgment.drawn.not_asked
        asked = f"Not asked: {left_out} watched facts.   " if left_out else ""
        text = f"{star}{asked}next: explain DEAL isolation · draw DEAL · check DEAL --format json   {ending}".rstrip()
        return [self.paint.dim(row) for row in wrap(text, self.width)]

    def _labelled(self, label: str, text: str, most: int) -> Iterable[str]:
        for i, row in enumerate(wrap(text, self.width - 13, most=most)):
            yield f"{self.paint.bold(pad(label if not i else '', 13))}{row}"

    def _more(self, count: int, what: str) -> Iterable[str]:
        if count > 0:
            yield self.paint.dim(f"   and {count} more {what}: legalmodel explain")


_SHORT = len("NO OBSTACLE IN THE PLAN")
"""The longest conclusion that has a column; what is longer has its reason in the next row."""

_WORST = list(Conclusion)
"""The conclusions, the gravest first."""


def _place(finding: Finding) -> str:
    """Return where the first fact stands that makes a requirement fail."""
    form = finding.rule.form
    tests = {form.require, *(r.require for r in (form.readings or {}).values())}
    places = [
        str(leaf.place)
        for p in finding.proofs
        if p.text in tests
        for fact in deciding(p)
        for leaf in leaves(fact)
        if leaf.place
    ]
    return places[0] if places else ""


def _window(window: Window, judgment: Judgment) -> str:
    if window.never:
        return f"{window.ground} never closes"
    if window.closes is None:
        return f"{window.ground} (day of the act not known)"
    verb = "closed" if window.closes < (judgment.as_of or judgment.run_day) else "open until"
    return f"{window.ground} {verb} {window.closes}"
