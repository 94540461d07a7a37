"""The judgment as JSON, in the shape of ``schemas/result.schema.json``."""

from functools import reduce
from typing import TYPE_CHECKING, Final

from legalmodel import __version__
from legalmodel.base.facts import Fact
from legalmodel.base.language import asked, speaking
from legalmodel.base.outcomes import Mark
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.graph.count import count_facts
from legalmodel.graph.lives import Gap, Life, gaps, no_longer, not_yet
from legalmodel.judgment.bearing import binds
from legalmodel.judgment.budget import may_tell_all
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.doubts import Doubt, doubts_of
from legalmodel.judgment.finding import Finding, Line, Opening, QuestionState
from legalmodel.judgment.now import about
from legalmodel.judgment.result import DueOn
from legalmodel.judgment.sentences import words_for
from legalmodel.logic.prove import deciding
from legalmodel.output.doubts import to_json as doubt_to_json
from legalmodel.output.report_json import LEFT_OUT, report_data
from legalmodel.report.checklist import checklist
from legalmodel.report.deal import deal_report
from legalmodel.report.document import Report
from legalmodel.report.further import read_before
from legalmodel.report.text import together

if TYPE_CHECKING:
    from legalmodel.output.finding_form import DueForm, FactForm, FindingForm, MarkForm, WaitingForm
    from legalmodel.output.result_form import ChecklistForm, GapForm, LifeForm, LineForm, OpeningForm, QuestionForm, ResultForm

FORMAT: Final = "legalmodel/result/2"


def to_json(checked: Checked) -> "ResultForm":
    """Return the judgment as plain data: every finding with its proof facts, every line with its questions.

    Raises BadInput if that would be too much to tell.
    """
    judgment, source = checked.judgment, checked.source
    may_tell_all(judgment.findings, checked.graph)
    given, by_status = count_facts(checked.graph)
    doubts = doubts_of(checked.graph, judgment.run_day)
    return {
        "format": FORMAT,
        "tool": __version__,
        "deal": {"file": source.name, "sha256": source.sha256, "name": name_of(judgment.deal), "about": about(judgment.deal)},
        "run_day": str(judgment.run_day),
        "as_of": str(judgment.as_of) if judgment.as_of else "",
        "law_on": str(judgment.law_on) if judgment.law_on else "",
        "known_on": str(checked.known.known_on) if checked.known else "",
        "facts": {"given": given, "by_status": by_status},
        "assumptions": list(judgment.assumptions),
        "systems": [
            {"code": s.code, "because": [dotted(p) for p in s.because], "has_pack": s.has_pack, "bodies": list(s.bodies)}
            for s in judgment.systems
        ],
        "lines": [_line(x) for x in judgment.lines],
        "apart": [_state(s) for s in judgment.apart],
        "apart_openings": [_opening(o) for o in judgment.drawn.openings],
        "findings": [_finding(f) for f in judgment.findings],
        "next_facts": [
            {
                "paths": [dotted(p) for p in n.paths],
                "reason": n.reason,
                "what": str(n.what),
                "ask": n.ask,
                "document": n.document,
                "decides": [f.id for f in n.decides],
            }
            for n in judgment.next_facts
        ],
        "windows": [
            {"finding": w.finding.id, "ground": w.ground, "closes": str(w.closes or ""), "unless": w.unless, "never": w.never}
            for w in judgment.windows
        ],
        "must_change": [f.id for f in judgment.must_change],
        "falls_short": [f.id for f in judgment.falls_short],
        "in_doubt": [f.id for f in judgment.drawn.in_doubt],
        "in_its_time": [f.id for f in judgment.drawn.in_its_time],
        "acceptance_notes": list(map(str, judgment.acceptance_notes)),
        "checklist": _checklist(checked),
        "not_yet": [_life(life) for life in not_yet(checked.graph)],
        "no_longer": [_life(life) for life in no_longer(checked.graph)],
        "nobody": [_gap(gap) for gap in gaps(checked.graph)],
        "doubts": [doubt_to_json(doubt, source) for doubt in doubts],
        "watched_not_asked": judgment.drawn.not_asked,
        "report": report_data(_in_each(checked, doubts)),
    }


def _line(line: Line) -> "LineForm":
    return {
        "heading": line.heading,
        "system": line.system,
        "subject": dotted(line.subject.path),
        "failing": dotted(line.failing.path) if line.failing else "",
        "roles": list(line.roles),
        "roles_because": [_fact(f) for f in (line.held.because if line.held else ())],
        "conclusion": line.conclusion,
        "essential": line.essential,
        "answered": line.answered,
        "not_yet_due": [_waiting(f) for f in line.later],
        "counted": sorted(line.counted),
        "open_lists": list(line.open_lists),
        "unsure": [{"path": dotted(m.path), "reason": m.reason} for m in line.unsure],
        "connecting": [{"path": dotted(m.path), "reason": m.reason} for m in line.connecting],
        "no_pack": list(line.no_pack),
        "questions": [_state(s) for s in line.states],
        "openings": [_opening(o) for o in line.openings],
        "unverified": len(line.unverified),
    }


def _opening(opening: Opening) -> "OpeningForm":
    return {"question": opening.question, "facts": [dotted(path) for path in opening.facts]}


def _state(state: QuestionState) -> "QuestionForm":
    return {"question": state.question, "state": state.state, "findings": [f.id for f in state.findings]}


def _finding(finding: Finding) -> "FindingForm":
    result, rule = finding.result, finding.rule
    return {
        "id": finding.id,
        "rule": rule.id,
        "instrument": rule.head.id,
        "system": rule.system,
        "article": rule.article,
        "text": rule.text_read,
        "force": rule.force,
        "effect": rule.form.effect,
        "binds": binds(rule),
        "question": rule.question,
        "subject": dotted(finding.subject_path),
        "outcome": finding.outcome,
        "doubtful": finding.doubtful,
        "day": str(finding.day or ""),
        "title": rule.form.title.en,
        "sentence": finding.sentence,
        "could_be": sorted(result.could_be),
        "harmless": finding.harmless,
        "missing": [{"path": dotted(m.path), "reason": m.reason} for m in finding.missing],
        "because": [_fact(f) for f in _because(finding)],
        "general": result.general.value if result.general else "",
        "displaced_by": [{"article": d.article, "title": d.title} for d in result.displaced_by],
        "excluded_by": result.excluded_by.value,
        "due": [_due(d) for d in (result.due,) if d],
        "ruled_out": [{"event": r.event, "opens": r.opens} for r in (result.ruled_out,) if r],
        "reserved": [
            {"ground": str(r.ground), "lost": str(r.lost), "who": str(r.who), "until": str(r.until or "")}
            for r in (result.reserved,)
            if r
        ],
        "marks": [_mark(mark, finding) for mark in finding.marks],
        "not_stated": [{"path": dotted(m.path), "reason": m.reason} for m in sorted(finding.unstated)],
        "factors": [{"id": f.id, "says": str(f.says), "holds": f.holds, "side": f.side} for f in result.factors],
        "readings": [{"id": r.id, "title": r.title, "outcome": r.outcome.value} for r in result.readings],
        "assuming": list(finding.assuming),
        "conflict": [
            {"path": dotted(c.path), "document": c.document, "value": c.value, "outcome": c.outcome.value}
            for c in finding.conflicts
        ],
        "accepted": [{"id": a.id, "by": a.by, "reason": a.reason, "until": a.until} for a in (finding.accepted,) if a],
        "consequence": rule.form.consequence,
        "remedy": rule.form.remedy,
    }


def _in_each(checked: Checked, doubts: tuple[Doubt, ...]) -> Report:
    """Return the report in each language asked for, laid together."""
    reports = []
    for tag in asked():
        with speaking(tag):
            reports.append(deal_report(checked, doubts, LEFT_OUT))
    return reduce(together, reports)


def _checklist(checked: Checked) -> "list[ChecklistForm]":
    found = checklist(checked.judgment, checked.graph)
    if found is None:
        return []
    return [{"done": list(found.done), "planned": list(found.planned), "due": list(found.due), "missing": list(found.missing)}]


def _life(life: Life) -> "LifeForm":
    return {"path": dotted(life.record.path), "day": str(life.day)}


def _gap(gap: Gap) -> "GapForm":
    return {"work": gap.work, "principal": dotted(gap.principal.path), "first": str(gap.first), "last": str(gap.last or "")}


def _due(due: DueOn) -> "DueForm":
    return {
        "day": str(due.day or ""),
        "upon": str(due.upon),
        "who": str(due.who),
        "start": str(due.start or ""),
        "short": due.short,
    }


def _waiting(finding: Finding) -> "WaitingForm":
    day = finding.result.due.day if finding.result.due else None
    return {"finding": finding.id, "day": str(day or "")}


def _mark(mark: Mark, finding: Finding) -> "MarkForm":
    details = {
        Mark.PLANNED: f"law read to {read}" if (read := read_before(finding)) else "",
        Mark.KNOWN_TO: str(finding.known_to or ""),
        Mark.ASSUMING: ", ".join(finding.assuming),
        Mark.ATTESTED: ", ".join(finding.attested),
    }
    return {"mark": mark, "detail": details.get(mark, "")}


def _because(finding: Finding) -> list[Fact]:
    seen: dict[str, Fact] = {}
    for proof in finding.proofs:
        for fact in deciding(proof):
            seen.setdefault(f"{fact.text}{fact.path}", fact)
    return list(seen.values())


def _fact(fact: Fact) -> "FactForm":
    return {
        "text": str(fact.text),
        "path": dotted(fact.path),
        "value": words_for(fact.value),
        "place": str(fact.place) if fact.place else "",
        "under": fact.under,
        "assumed": fact.assumed,
        "evidence": [{"document": c.document, "locator": c.locator, "status": c.status} for c in fact.evidence],
        "because": [_fact(f) for f in fact.because],
    }
