"""The disclosure calendar of a deal: duties of the law with their days, how each stands, and what was published when."""

from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from typing import NamedTuple

from legalmodel.base.language import Phrase, Said, say
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of, word_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Span
from legalmodel.judgment.checked import Checked
from legalmodel.law.texts import cited, title_of
from legalmodel.methods.process.due import Entry, duties_by_day
from legalmodel.methods.process.process import country_of
from legalmodel.methods.risks.telling import duties_of

STANDS = {
    "made": Phrase("made"),
    "done": Phrase("met"),
    "met": Phrase("met"),
    "planned": Phrase("planned"),
    "not_yet_due": Phrase("due"),
    "due": Phrase("due"),
    "missed": Phrase("missed"),
    "not_met": Phrase("not met, on what sources say"),
    "open": Phrase("not known"),
    "weighed": Phrase("to be weighed"),
    "doubtful": Phrase("in doubt"),
}
LOOK = {"not_met": "missed", "made": "met", "done": "met", "weighed": "judgement", "doubtful": "judgement", "planned": "due"}
"""Status -> the class that colours it, where it is another word."""


class Disclosed(NamedTuple):
    """One entry: its day if it has one, what, by whom, how it stands, and the article; ``rule`` is the id of the rule."""

    day: date | None
    what: str
    whose: str
    status: str
    source: str
    rule: str = ""

    @property
    def words(self) -> Said:
        """Return how it stands, in words."""
        return STANDS[self.status]


def disclosed(checked: Checked, lang: str) -> list[Disclosed]:
    """Return the calendar in a language, by day; what has no day comes last."""
    found = [*_made(checked), *_duties(checked, lang)]
    if latest(checked.graph.deal.fields.get("about")) == "real":  # of a real company only that a source does not show it
        found = [d._replace(status="not_met") if d.status == "missed" else d for d in found]
    return sorted(found, key=lambda d: (d.day is None, d.day or date.max, d.status))


def _made(checked: Checked) -> Iterator[Disclosed]:
    """Yield what was published, on the day on which it was."""
    now = checked.judgment.as_of or checked.judgment.run_day
    for record in checked.graph.section("disclosures"):
        day, by, what = (latest(record.fields.get(f)) for f in ("date", "by", "what"))
        if isinstance(day, Span):
            status = "made" if day.last <= now else "planned"
            told = word_of(what) if isinstance(what, str) else say("disclosure")
            yield Disclosed(day.last, told, name_of(by) if isinstance(by, Thing) else "", status, "")


def _duties(checked: Checked, lang: str) -> Iterator[Disclosed]:
    """Yield the duties to disclose: those of which days are counted by day, the others as they stand."""
    dated = set()
    doubtful = {cited(f.rule) for f in checked.judgment.findings if f.doubtful}
    for entry in _counted(checked, lang):
        dated.add(entry.source.partition(" (")[0].partition("（")[0])
        status = "doubtful" if entry.status == "missed" and any(entry.source.startswith(c) for c in doubtful) else entry.status
        yield Disclosed(entry.day, entry.what, entry.whose, status, entry.source)
    for duty in duties_of(checked):
        finding, due = duty.finding, duty.finding.result.due
        if cited(finding.rule) in dated:
            continue
        day = due.day.last if due and due.day else None
        status = "doubtful" if finding.outcome is Outcome.FAIL and finding.doubtful else duty.status
        what = title_of(finding.rule.form.title)
        about = name_of(finding.subject) if finding.subject is not None and finding.subject.sort != "deal" else ""
        told = say("{name} ({words})", name=what, words=about) if about else what
        yield Disclosed(day, told, str(due.who) if due else "", status, cited(finding.rule), finding.rule.id)


def _counted(checked: Checked, lang: str) -> tuple[Entry, ...]:
    """Return the days that law fixes; none where the calendars of working days are not installed, as whoever makes the site is told."""
    if not has_working_days():
        return ()
    return duties_by_day(checked, lang, country_of(checked))


def has_working_days() -> bool:
    """Tell whether days can be counted in the working days of a country."""
    return all(find_spec(package) for package in ("holidays", "chinese_calendar"))
