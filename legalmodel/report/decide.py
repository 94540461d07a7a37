"""What somebody has to decide: the points that the law weighs and that can still be brought, each once, with its article and its date."""

from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.judgment.drawn import Judgment, Window
from legalmodel.judgment.finding import Finding
from legalmodel.law.consequences import consequences
from legalmodel.law.texts import title_of
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, joined, word
from legalmodel.report.words import citation


def to_decide(judgment: Judgment) -> ReportBlock:
    """Return the points to weigh, in the order of the headings; what can no longer be brought is told where the deal stands."""
    day = judgment.as_of or judgment.run_day
    windows = {w.finding: w for w in judgment.windows}
    shut = {w.finding for w in judgment.windows if w.closes and w.closes < day}
    order = {heading: n for n, heading in enumerate(consequences().headings)}
    found = [f for f in judgment.findings if f.outcome is Outcome.JUDGEMENT and f not in shut]
    found.sort(key=lambda f: order.get(f.rule.question.partition("/")[0], len(order)))
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding.rule.id, finding.sentence), []).append(finding)
    entries = tuple(_point(n, group, windows.get(group[0])) for n, group in enumerate(groups.values(), 1))
    return ReportBlock("decide", word("DECIDE YOURSELF"), entries, more=word("points to weigh"))


def _point(number: int, group: list[Finding], window: Window | None) -> Statement:
    first = group[0]
    whose = [name_of(f.subject) for f in group if f.subject] if len(group) > 1 else []
    about = word(" ({whose})", whose=between_words(", ").join(whose)) if whose else NOTHING
    title, sentence = title_of(first.rule.form.title), first.sentence
    asked = joined([word("{title}?", title=title.rstrip(".。")), about], "")
    cites = joined([as_written(citation(first)), _until(window)], ", ")
    ids = tuple(f.id for f in group)
    return Statement(as_written(sentence), as_written(number), asked, word("[{cites}]", cites=cites), findings=ids)


def _until(window: Window | None) -> Wording:
    if window is None:
        return NOTHING
    if window.never:
        return word("no end day")
    return word("open until {day}", day=window.closes) if window.closes else word("from a day not known")
