"""The first screen: what a partner reads before anything else, in at most forty lines."""

from collections.abc import Iterable
from itertools import groupby

from legalmodel.base.facts import leaves
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import columns
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.count import count_facts
from legalmodel.graph.graph import Graph
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding, Judgment, Line, NextFact, Window
from legalmodel.law.catalogue import Catalogue
from legalmodel.logic.prove import deciding
from legalmodel.output.paint import Paint, cut, pad, wrap
from legalmodel.output.words import (
    HEADINGS,
    OUTCOME_WORDS,
    both_names,
    citation,
    conclusion_words,
    line_reason,
    line_subject,
    millions,
    plain,
)

_GRAVE = (Outcome.FAIL, Outcome.JUDGEMENT, Outcome.UNKNOWN, Outcome.NOT_EXAMINED, Outcome.NOT_APPLICABLE, Outcome.PASS)
_MOST = {"fails": 6, "facts": 6, "conflicts": 3, "weigh": 4, "windows": 3}


def first_screen(checked: Checked, width: int, paint: Paint, ending: str = "") -> str:
    """Return the first screen, ``width`` columns wide."""
    judgment, graph = checked.judgment, checked.graph
    blocks = [
        _head(judgment, graph, width),
        list(_conclusions(judgment, width, paint)),
        [*_fails(judgment, width, paint), *_facts(judgment, width, paint)],
        [*_conflicts(judgment, graph, width, paint), *_weigh(judgment, width, paint)],
        [*_silent(judgment, checked.law.catalogue, width, paint), *_window_lines(judgment, width, paint)],
        _foot(judgment, ending, width, paint),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(judgment: Judgment, graph: Graph, width: int) -> list[str]:
    deal = judgment.deal.fields
    facts = [plain(deal[f]) for f in ("asset_class", "route") if isinstance(deal.get(f), str)]
    facts += [millions(deal.get("issue")), _life(judgment.deal, graph)]
    about = " · ".join(f for f in facts if f)
    title = both_names(judgment.deal) if isinstance(deal.get("name"), str) else "Deal without a name"
    first = [f"{title}   {about}"] if columns(f"{title}   {about}") <= width else [cut(title, width), cut(about, width)]
    return [*first, *wrap(f"{_law_day(judgment)} {_fact_count(graph)} {_assumed(judgment)} Not a legal opinion.", width)]


def _life(deal: Thing, graph: Graph) -> str:
    closing, stage = deal.fields.get("closing"), plain(deal.fields.get("stage") or "")
    ends = [t.fields["ends"] for t in graph.section("estates") if isinstance(t.fields.get("ends"), Span)]
    words = f"closed {closing}" if isinstance(closing, Span) and stage != "proposed" else stage
    return f"{words}, ended {ends[0]}" if ends else words


def _law_day(judgment: Judgment) -> str:
    if judgment.law_on:
        return f"WHAT IF: the law of {judgment.law_on} on the facts of each act. Run on {judgment.run_day}."
    if judgment.as_of:
        return f"Law and facts as of {judgment.as_of}. Run on {judgment.run_day}."
    return f"Law as at each act; run on {judgment.run_day}."


def _fact_count(graph: Graph) -> str:
    given, statuses = count_facts(graph)
    by_status = ", ".join(f"{n} {plain(status)}" for status, n in statuses.items() if n)
    signed = "" if statuses.get("signed") else "; none from signed documents"
    return f"{given} facts ({by_status}{signed})." if by_status else f"{given} facts, none with a source."


def _assumed(judgment: Judgment) -> str:
    return f"Assumptions: {'; '.join(judgment.assumptions) or 'none'}."


def _conclusions(judgment: Judgment, width: int, paint: Paint) -> Iterable[str]:
    column = max((len(conclusion_words(x)) for x in judgment.lines), default=0)
    reason = min(44, max((columns(line_reason(x)) for x in judgment.lines), default=0))
    subject = max((columns(line_subject(x)) for x in judgment.lines), default=0)
    left = min(subject, max(30, width - 11 - 5 - column - 2 - reason))
    for heading, lines in groupby(judgment.lines, key=lambda x: x.heading):
        for i, line in enumerate(lines):
            yield _conclusion(line, "" if i else HEADINGS[heading], (left, column), width, paint)
    if unpacked := [s.code for s in judgment.systems if not s.has_pack]:
        yield paint.dim(f"Touched but without a law pack, so not examined: {', '.join(unpacked)}")
    yield from _apart(judgment, width, paint)


def _conclusion(line: Line, heading: str, widths: tuple[int, int], width: int, paint: Paint) -> str:
    left, column = widths
    subject = pad(cut(line_subject(line), left), left)
    words = paint.conclusion(line.conclusion, pad(conclusion_words(line), column))
    room = width - 11 - left - 5 - column - 2
    return f"{paint.bold(pad(heading, 11))}{subject} {pad(line.system, 4)}{words}  {cut(line_reason(line), room)}".rstrip()


def _apart(judgment: Judgment, width: int, paint: Paint) -> Iterable[str]:
    silent = [
        q.question.partition("/")[2] for q in judgment.apart if q.state == "not_examined" and q.question.startswith("apart/")
    ]
    if silent:
        yield paint.dim(cut(f"Apart: {', '.join(plain(s) for s in silent)} NOT EXAMINED", width))


def _fails(judgment: Judgment, width: int, paint: Paint) -> Iterable[str]:
    fails = [f for f in judgment.findings if f.outcome is Outcome.FAIL]
    if not fails:
        yield f"{paint.bold('MUST CHANGE')}    no failing rule"
        return
    yield paint.bold("MUST CHANGE")
    for n, finding in enumerate(fails[: _MOST["fails"]], 1):
        accepted = f" (accepted by {finding.accepted.by} until {finding.accepted.until})" if finding.accepted else ""
        text = f" {n} {finding.sentence or finding.rule.form.title.en} [{citation(finding)}]{accepted} {_place(finding)}"
        yield from wrap(text, width, indent=3, most=2)
    yield from _more(len(fails), "fails", "failing rules", paint)


def _place(finding: Finding) -> str:
    """Return where the first fact stands that makes a requirement fail."""
    required = finding.rule.form.require
    proofs = [p for p in finding.proofs if p.text == required] or list(finding.proofs)
    places = [str(leaf.place) for p in proofs for fact in deciding(p) for leaf in leaves(fact) if leaf.place]
    return places[0] if places else ""


def _facts(judgment: Judgment, width: int, paint: Paint) -> Iterable[str]:
    facts = judgment.next_facts
    if not facts:
        return
    column = min(64, width - 50)
    yield f"{paint.bold(pad('FIND OUT FIRST', column + 3))}{pad('ask', 16)}{pad('document', 22)}decides"
    for n, fact in enumerate(facts[: _MOST["facts"]], 1):
        what = pad(cut(fact.what, column), column)
        yield f"{n:>2} {what}{pad(cut(fact.ask, 15), 16)}{pad(cut(fact.document, 21), 22)}{_decides(fact)}"
    yield from _more(len(facts), "facts", "missing facts", paint)


def _decides(fact: NextFact) -> str:
    return f"{len(fact.decides)} finding{'s' if len(fact.decides) != 1 else ''}"


def _conflicts(judgment: Judgment, graph: Graph, width: int, paint: Paint) -> Iterable[str]:
    found = sorted(((f, c) for f in judgment.findings for c in f.conflicts), key=lambda row: row[1].document)
    for document, rows in [(d, list(g)) for d, g in groupby(found, key=lambda row: row[1].document)][: _MOST["conflicts"]]:
        rows.sort(key=lambda row: (_GRAVE.index(row[1].outcome), row[0].id))
        conflict = rows[0][1]
        thing = graph.things[conflict.path[:-1]]
        relied = graph.fact(thing, conflict.path[-1], None)
        backing = ", ".join(c.document for c in relied.evidence)
        changes = "; ".join(f"{citation(f)} {OUTCOME_WORDS[f.outcome]} → {OUTCOME_WORDS[c.outcome]}" for f, c in rows[:3])
        text = f"{relied.text}{f' ({backing})' if backing else ''}; {conflict.value} in {document}. On that value: {changes}. {relied.place or ''}"
        yield from _labelled("CONFLICT", text, width, paint, most=2)


def _weigh(judgment: Judgment, width: int, paint: Paint) -> Iterable[str]:
    found = [f for f in judgment.findings if f.outcome is Outcome.JUDGEMENT]
    for i, finding in enumerate(found[: _MOST["weigh"]]):
        text = f"{finding.sentence or finding.rule.form.title.en} [{citation(finding)}]"
        yield from _labelled("" if i else "JUDGE", text, width, paint, most=2)
    yield from _more(len(found), "weigh", "points to weigh", paint)


def _silent(judgment: Judgment, catalogue: Catalogue, width: int, paint: Paint) -> Iterable[str]:
    silent = [q for q in catalogue.questions.values() if q.id in _not_examined(judgment)]
    first = sorted(silent, key=lambda q: not q.essential)
    unread = sorted({citation(f) for f in judgment.findings if f.result.excluded_by == "text not read"})
    parts = (
        [f"{len(silent)} questions that no rule of the pack answers, first the essential: {', '.join(q.short for q in first)}"]
        if silent
        else []
    )
    parts = [f"texts not read: {', '.join(unread)}", *parts] if unread else parts
    if parts:
        yield from _labelled("NOT EXAMINED", ". ".join(parts), width, paint, most=3)


def _not_examined(judgment: Judgment) -> set[str]:
    return {s.question for line in judgment.lines for s in line.states if s.state == "not_examined"}


def _window_lines(judgment: Judgment, width: int, paint: Paint) -> Iterable[str]:
    by_unless: dict[str, dict[str, None]] = {}
    for window in judgment.windows:
        by_unless.setdefault(window.unless, {})[_window(window, judgment)] = None
    texts = [f"{', '.join(found)}{f', unless {unless}' if unless else ''}" for unless, found in by_unless.items()]
    if texts:
        yield from _labelled("WINDOWS", " · ".join(texts), width, paint, most=_MOST["windows"])


def _window(window: Window, judgment: Judgment) -> str:
    if window.never:
        return f"{window.ground} never closes"
    if window.closes is None:
        return f"{window.ground} (day of the act not known)"
    verb = "closed" if window.closes < judgment.run_day else "open until"
    return f"{window.ground} {verb} {window.closes}"


def _labelled(label: str, text: str, width: int, paint: Paint, most: int) -> Iterable[str]:
    rows = wrap(text, width - 13, most=most)
    for i, row in enumerate(rows):
        yield f"{paint.bold(pad(label if not i else '', 13))}{row}"


def _more(count: int, key: str, what: str, paint: Paint) -> Iterable[str]:
    if count > _MOST[key]:
        yield paint.dim(f"   and {count - _MOST[key]} more {what}: legalmodel explain")


def _foot(judgment: Judgment, ending: str, width: int, paint: Paint) -> list[str]:
    starred = any(f.rule.article.endswith("*") for f in judgment.findings if f.outcome is not Outcome.NOT_APPLICABLE)
    star = "* article number not read.   " if starred else ""
    text = f"{star}next: explain DEAL isolation · draw DEAL · check DEAL --format json   {ending}".rstrip()
    return [paint.dim(row) for row in wrap(text, width)]
