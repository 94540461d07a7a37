"""The calendar of a deal: days that law fixes, counted in the country's working days, and days that its documents and records state."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Span
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import cited, rule_text
from legalmodel.methods.cash.months import every
from legalmodel.methods.process.data import Counted, duties, text
from legalmodel.methods.process.standing import Standing, is_one, names
from legalmodel.methods.process.working import count, is_working, unknown_days

_STATUS = {
    Outcome.PASS: "done",
    Outcome.NOT_YET_DUE: "not_yet_due",
    Outcome.FAIL: "missed",
    Outcome.UNKNOWN: "open",
    Outcome.JUDGEMENT: "weighed",
}
DAYS_MAX = 480
_WORSE = ("blocked", "open", "weighed")
"""How a gate may stand although one of its records has come."""


class Entry(NamedTuple):
    """A day of the calendar: what falls on it, whose duty it is, how it stands, from where it comes, and why it is not sure.

    ``of`` is the record it is about, where several say the same of one day.
    """

    day: date
    key: str
    what: str
    whose: str
    status: str
    source: str
    doubt: str = ""
    of: str = ""


def calendar(checked: Checked, standings: Iterable[Standing], lang: str, country: str) -> tuple[Entry, ...]:
    """Return the entries of a deal's calendar, first by day; those that say the same of several records on one day are one."""
    found = [*_of_law(checked, lang, country), *_of_gates(checked, standings, lang), *_of_classes(checked, lang, country)]
    return _in_order([*found, *_of_ends(checked, lang), *_windows(checked, lang)])


def duties_by_day(checked: Checked, lang: str, country: str) -> tuple[Entry, ...]:
    """Return of that calendar the duties that a law fixes, which need nothing that is drawn from the findings as a whole."""
    return _in_order([*_of_law(checked, lang, country)])


def _in_order(found: list[Entry]) -> tuple[Entry, ...]:
    alike: dict[tuple[object, ...], list[Entry]] = {}
    for entry in sorted(found, key=_order):
        alike.setdefault((entry.day, entry.what, entry.whose, entry.status), []).append(entry)
    return tuple(sorted(map(_joined, alike.values()), key=_order))


def _order(entry: Entry) -> tuple[date, str, str, str]:
    return entry.day, entry.key, entry.what, entry.of


def _joined(entries: list[Entry]) -> Entry:
    of = ", ".join(dict.fromkeys(e.of for e in entries if e.of))
    source = "; ".join(dict.fromkeys(e.source for e in entries if e.source))
    first = entries[0]
    return first._replace(what=say("{name} ({words})", name=first.what, words=of) if of else first.what, source=source)


def _of_law(checked: Checked, lang: str, country: str) -> Iterator[Entry]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in checked.judgment.findings:
        if finding.outcome in _STATUS and finding.subject is not None:
            by_rule.setdefault(finding.rule.id, []).append(finding)
    for duty in duties():
        for finding in by_rule.get(duty.rule, ()):
            yield from _counted(duty, finding, checked, lang, country)


def _counted(duty: Counted, finding: Finding, checked: Checked, lang: str, country: str) -> Iterator[Entry]:
    """Yield the days on which a duty falls for what a finding is about, by the number of days that its own rule asks for."""
    subject, title = finding.subject, finding.rule.form.title
    if subject is None:
        return
    starts = [t for t in checked.graph.section(duty.of) if is_one(t, duty.of, "what", duty.what)] if duty.of else [subject]
    status = "planned" if finding.outcome is Outcome.PASS and finding.planned else _STATUS[finding.outcome]
    entry = Entry(
        date.max,
        duty.id,
        (title.zh or title.en) if lang == "zh" else title.en,
        "; ".join(names(duty.whose, checked.graph)),
        status,
        say("{name} ({words})", name=cited(finding.rule), words=text(str(finding.rule.text_read), lang, "read")),
    )
    number = duty.days or _threshold(finding, duty.threshold)
    for start, base in [(s, d) for s in starts for d in _days(duty, s, checked)]:
        if duty.yearly:
            yield entry._replace(day=base, of=name_of(start))
        elif number:
            day = count(country, base, number, duty.way, trading=duty.trading)
            yield entry._replace(day=day.day, of=name_of(start), doubt=_doubt(day.doubt, day.year, country, lang))


def _doubt(key: str, year: int, country: str, lang: str) -> str:
    return text(key, lang, year=year, country=country or "?") if key else ""


def _days(duty: Counted, start: Thing, checked: Checked) -> list[date]:
    """Return the days from which a duty is counted: one, each payment day, or a day of every year."""
    found = (_at(start, field) for field in duty.field)
    value = next((v for v in found if isinstance(v, Span)), None)
    if value is None or value.first != value.last:
        return []
    if duty.each == "payment":
        return list(payment_days(start))
    if duty.yearly:
        month, day = map(int, duty.yearly.split("-"))
        young = duty.young and value.first.month > _YEAR - duty.young
        first = value.first.year + (2 if young else 1)
        return [date(year, month, day) for year in range(first, max(_last_year(start, checked), first) + 1)]
    return [value.first]


_YEAR = 12


def _last_year(start: Thing, checked: Checked) -> int:
    """Return the year in which a trust, plan or class ends, else is expected to; 0 if the file says neither."""
    ends = [_at(start, field) for field in ("dates.ends", "ends", "ended", "expected_end")]
    if not any(isinstance(end, Span) for end in ends):
        issued = [s for s in checked.graph.section("securities") if latest(s.fields.get("issuer")) is start]
        ends = [_at(s, "expected_end") for s in issued]
    return max((end.last.year for end in ends if isinstance(end, Span)), default=0)


def _at(start: Thing, path: str) -> object:
    value: object = start
    for field in path.split("."):
        value = latest(value.fields.get(field)) if isinstance(value, Thing) else None
    return value


def payment_days(security: Thing) -> tuple[date, ...]:
    """Return the payment days of a class as its file states them: first day, interval, and up to its end, or its expected or legal end."""
    get = security.fields.get
    first, gap = get("first_payment"), get("payment_interval_months")
    ends = [v for f in ("ended", "expected_end", "legal_end") if isinstance(v := latest(get(f)), Span)]
    if not isinstance(first, Span) or first.first != first.last:
        return ()
    if not isinstance(gap, int | Decimal) or gap < 1 or not ends:
        return (first.first,)
    return every(first.first, int(gap), ends[0].last, DAYS_MAX)


def _threshold(finding: Finding, name: str) -> int:
    """Return the number of days that the rule itself asks for on the day of the finding."""
    steps = [s for s in finding.rule.thresholds.get(name, ()) if s.dates.first <= (finding.day or date.max)]
    value = steps[-1].value if steps else None
    return int(value) if isinstance(value, int | Decimal) else 0


def _of_gates(checked: Checked, standings: Iterable[Standing], lang: str) -> Iterator[Entry]:
    """Yield the records that show a gate, each on its day."""
    for standing in standings:
        for act in standing.acts:
            if act.day is not None:
                by = latest(act.thing.fields.get("by"))
                who = name_of(by) if isinstance(by, Thing) else "; ".join(standing.whose)
                status, what = _stood(standing, done=act.done), standing.gate.says[lang]
                yield Entry(act.day, standing.gate.id, what, who, status, _place(checked, act.thing), of=name_of(act.thing))


def _stood(standing: Standing, *, done: bool) -> str:
    """Return how a gate stands on the day of one of its records: the record alone does not make the gate's sentence true."""
    if not done:
        return "planned"
    return standing.status if standing.status in _WORSE else "done"


def _of_classes(checked: Checked, lang: str, country: str) -> Iterator[Entry]:
    who = "; ".join(names("trustee", checked.graph))
    for security in checked.graph.section("securities"):
        for day in payment_days(security):
            worked = is_working(country, day)
            key = "not_working" if worked is False else "" if worked else unknown_days(country)
            doubt = _doubt(key, day.year, country, lang)
            status, place = _when(checked, day), _place(checked, security)
            yield Entry(day, "pay", text("pays", lang), who, status, place, doubt, name_of(security))


def _of_ends(checked: Checked, lang: str) -> Iterator[Entry]:
    ends = [(s, field) for s in checked.graph.section("securities") for field in ("expected_end", "legal_end")]
    for thing, field in [*ends, *((f, "until") for f in checked.graph.section("filings"))]:
        if isinstance(value := latest(thing.fields.get(field)), Span):
            status, place = _when(checked, value.last), _place(checked, thing)
            yield Entry(value.last, field, text(field, lang), "", status, place, of=name_of(thing))


def _windows(checked: Checked, lang: str) -> Iterator[Entry]:
    for window in checked.judgment.windows:
        if window.closes is not None and not window.never:
            rule, status = window.finding.rule, _when(checked, window.closes)
            ground = rule_text(rule, "window/ground", window.ground)
            yield Entry(window.closes, "window", text("window", lang), "", status, cited(rule), of=ground)


def _place(checked: Checked, thing: Thing) -> str:
    return str(checked.graph.place(thing.path) or "")


def _when(checked: Checked, day: date) -> str:
    now = checked.judgment.as_of or checked.judgment.run_day
    return "not_yet_due" if day > now else "open"
