"""Where a deal stands on the day of the run: how far it has come, what is answered, and what could still be undone."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.count import count_facts
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.reach import CONTRACT, is_law
from legalmodel.law.texts import rule_text
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.lifetimes import lifetimes
from legalmodel.report.points import Point, points_of_lines
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, joined, word
from legalmodel.report.words import citation, plain


def standing(judgment: Judgment, graph: Graph, catalogue: Catalogue) -> ReportBlock:
    """Return the block: one entry on the whole, one for each ground that could still be brought, those that are closed folded."""
    live, closed = _grounds(judgment)
    told = [Statement(joined([_stage(judgment, graph), _failing(judgment), _answered(judgment, graph, catalogue)], " "))]
    told += [Statement(as_written(text), as_written(label)) for label, text in lifetimes(graph)]
    must = len(told)
    told += [_entry(ground) for ground in live]
    folded = tuple(map(_entry, closed))
    last = max((g.until for g in closed if g.until), default=None)
    words = word("{n} closed, the last on {day}", n=len(closed), day=last) if closed else NOTHING
    return ReportBlock(
        "standing",
        word("WHERE IT STANDS"),
        tuple(told),
        more=word("grounds"),
        folded=folded,
        folded_as=words,
        least=must + 2,
        must=must,
    )


def _stage(judgment: Judgment, graph: Graph) -> Wording:
    """Say whether the deal is planned, running or ended."""
    day = judgment.as_of or judgment.run_day
    stage, closing = graph.deal.get("stage", day), graph.deal.fields.get("closing")
    when = closing if isinstance(closing, Span) else None
    if stage == "proposed":
        return word("Proposed, to close on {day}.", day=when) if when else word("Proposed; the day of closing is not known.")
    over = [t.fields["ends"] for t in graph.section("estates").known if _ended(t, day)]
    if over and len(over) == len(graph.section("estates").known):
        return word("Ended: wound up on {day}.", day=max(over, key=str))
    if stage == "matured":
        return word("Ended.")
    if not when:
        return (
            word("How far the deal has come is not known.")
            if not isinstance(stage, str)
            else word("{stage}.", stage=plain(stage).capitalize())
        )
    known = graph.cut.known_to
    if known is not None and known < day:
        return word("Closed on {day}; the file tells to {known}.", day=when, known=known)
    return word("Running: closed on {day}.", day=when) if isinstance(stage, str) else word("Closed on {day}.", day=when)


def _ended(estate: Thing, day: date) -> bool:
    ends = estate.fields.get("ends")
    return isinstance(ends, Span) and ends.last < day


def _failing(judgment: Judgment) -> Wording:
    """Say in how many points the deal fails; that nothing does is no favourable word."""
    past, doubts = len(judgment.drawn.in_its_time), len(judgment.drawn.in_doubt)
    if fails := len(judgment.must_change):
        return word("{n} rules are not met.", n=fails) if fails > 1 else word("One rule is not met.")
    if past:
        return word("{n} rules were not met in its time.", n=past) if past > 1 else word("One rule was not met in its time.")
    if doubts:
        return word("No adverse finding, apart from points in doubt.")
    if not (any(system.has_pack for system in judgment.systems) or _law_speaks(judgment)):
        return word("None of the law in use applies to it, so nothing was examined.")
    return word("No adverse finding.")


def _law_speaks(judgment: Judgment) -> bool:
    """Tell whether some law asked the deal anything: that of a union holds at a place that has no pack of its own."""
    silent = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
    return any(is_law(f.rule.system) and f.rule.system != CONTRACT and f.outcome not in silent for f in judgment.findings)


def _answered(judgment: Judgment, graph: Graph, catalogue: Catalogue) -> Wording:
    """Say how many essential points are answered, and on what."""
    counts = points_of_lines([line for line in judgment.lines if line.is_asked], catalogue)
    whole = sum(sum(count.values()) for count in counts)
    if not whole:
        return word("No essential point is asked.")
    said = {point: sum(count[point] for count in counts) for point in Point}
    parts = [
        word("{n} proved", n=said[Point.PROVED] + said[Point.BY_CONTRACT]),
        word("{n} by law alone", n=said[Point.LAW_ALONE]) if said[Point.LAW_ALONE] else NOTHING,
        word("{n} on papers not seen", n=said[Point.STATED]) if said[Point.STATED] else NOTHING,
    ]
    statuses = count_facts(graph)[1]
    unread = NOTHING if statuses.get("signed") or statuses.get("illustrative") else word("No signed document was read.")
    answered = word("Of {whole} essential points: {parts}.", whole=whole, parts=joined(parts))
    return joined([answered, unread], " ")


class _Ground(NamedTuple):
    """A ground on which the deal could be undone, with all articles that give it; ``until`` is None if it has no end that is known."""

    ground: str
    until: date | None
    unless: str
    never: bool
    findings: tuple[Finding, ...]


def _grounds(judgment: Judgment) -> tuple[list[_Ground], list[_Ground]]:
    """Return the grounds that are open, those without an end first, and those that are closed, the last to close first."""
    now = judgment.as_of or judgment.run_day
    found = list(_merged(_all(judgment))) if judgment.systems else []
    live = [g for g in found if g.until is None or g.until >= now]
    shut = [g for g in found if g.until is not None and g.until < now]
    live.sort(key=lambda g: (not g.never, g.until is not None, g.until or now))
    return live, sorted(shut, key=lambda g: -g.until.toordinal() if g.until else 0)


def _all(judgment: Judgment) -> Iterable[_Ground]:
    for window in judgment.windows:
        yield _Ground(
            rule_text(window.finding.rule, "window/ground", window.ground),
            window.closes,
            rule_text(window.finding.rule, "window/unless", window.unless) if window.unless else "",
            window.never,
            (window.finding,),
        )
    known = {window.finding for window in judgment.windows}
    for finding in judgment.findings:
        if finding.outcome is Outcome.RESERVATION and finding.result.reserved and finding not in known:
            held = finding.result.reserved
            until = held.until.last if held.until else None
            yield _Ground(str(held.ground), until, "", until is None, (finding,))


def _merged(grounds: Iterable[_Ground]) -> Iterable[_Ground]:
    """Put together what is the same ground with the same end under several articles or of several subjects."""
    by_words: dict[tuple[str, date | None, str, bool], list[Finding]] = {}
    for ground in grounds:
        by_words.setdefault(ground[:4], []).extend(ground.findings)
    return (_Ground(*key, tuple(found)) for key, found in by_words.items())


def _entry(ground: _Ground) -> Statement:
    articles = between_words(", ").join(dict.fromkeys(map(citation, ground.findings)))
    day = ground.until
    closed = day is not None and any(f.now and f.now.day > day for f in ground.findings)
    if ground.never:
        label = word("open, no end day")
    elif day is None:
        label = word("open, from a day not known")
    else:
        label = word("closed {day}", day=day) if closed else word("open until {day}", day=day)
    unless = word("unless {what}", what=ground.unless) if ground.unless and not ground.never else as_written(ground.unless)
    subjects = list(dict.fromkeys(name_of(f.subject) for f in ground.findings if f.subject))
    whose = word(" ({whose})", whose=between_words(", ").join(subjects)) if len(subjects) > 1 else NOTHING
    ids = tuple(f.id for f in ground.findings)
    about = joined([as_written(ground.ground), whose], "")
    return Statement(unless, label, about, as_written(f"[{articles}]"), findings=ids)
