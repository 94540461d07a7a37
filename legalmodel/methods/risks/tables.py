"""The tables beside the register: controls, causes, counter-measures, disclosure, forecasts beside recoveries."""

from collections.abc import Iterable
from typing import NamedTuple

from legalmodel.base.speech import field_name, name_of
from legalmodel.judgment.checked import Checked
from legalmodel.law.texts import cited
from legalmodel.methods.process.standing import names
from legalmodel.methods.risks.data import causes, controls, measures, text, words
from legalmodel.methods.risks.raters import Beside
from legalmodel.methods.risks.standing import FACTS_MAX, Seen, Stated, stated, test_of, who
from legalmodel.methods.risks.survey import Survey
from legalmodel.methods.risks.telling import duties_of, told_of
from legalmodel.methods.study import Cell, Column, Table


class Wanted(NamedTuple):
    """What is asked for beside the register: a language, whether inside facts are told, all rows, other deals for the raters."""

    lang: str = "en"
    inside: bool = False
    everything: bool = False
    book: tuple[Checked, ...] = ()


def controls_table(checked: Checked, survey: Survey | None, wanted: Wanted) -> Table:
    """Return the internal controls, each with owner, test and day."""
    lang = wanted.lang
    rows: list[tuple[Cell, ...]] = []
    loud: list[int] = []
    for control in controls().values():
        tested = test_of(control, checked)
        said = survey.tests.get(control.id) if survey else None
        days = [a.day for a in tested.acts if a.day]
        owner = said.owner if said else next(iter(names_of_owner(control.owner, checked)), text(control.owner, lang, "places"))
        day = said.on if said else max(days, default=None)
        source = "; ".join(
            [str(checked.graph.place(a.thing.path) or "") for a in tested.acts]
            + [f"{f.text} [{f.place}]" for f in tested.facts[:4]]
        )
        status = text(said.result if said else tested.status, lang, "control")
        if said or tested.status != "silent" or wanted.everything:
            loud.append(len(rows))
        rows.append(
            (
                control.id,
                control.says[lang],
                owner,
                status,
                day.isoformat() if day else None,
                control.test[lang],
                source or None,
            )
        )
    keys = ("id", "control", "owner", "is", "day", "test", "source")
    columns = tuple(Column(k, text(k, lang), narrow=k in ("control", "owner", "is", "day")) for k in keys)
    note = text("rest_controls", lang, count=len(rows) - len(loud)) if len(loud) < len(rows) else ""
    return Table("controls", text("controls", lang), columns, tuple(rows), note, tuple(loud) or (len(rows),))


def causes_table(checked: Checked, lang: str) -> Table:
    """Return the checklist of why loans go bad."""
    rows: list[tuple[Cell, ...]] = []
    for cause in causes():
        facts, lacking = stated(cause.facts, checked)
        left = ", ".join(field_name(p.partition(".")[2]) for p in lacking)
        rows.append((text(cause.side, lang, "side"), cause.says[lang], len(facts), facts_said(facts) or None, left or None))
    columns = tuple(
        Column(k, text(k, lang), decimals=0, narrow=k != "stated") for k in ("side", "cause", "known", "stated", "left_out")
    )
    return Table("causes", text("causes", lang), columns, tuple(rows))


def measures_table(seen: list[Seen], lang: str) -> Table:
    """Return the counter-measures with the risks they bear on."""
    rows: list[tuple[Cell, ...]] = []
    for id, measure in measures().items():
        mine = [s for s in seen if id in s.risk.measures]
        open_now = [s for s in mine if s.status in ("shown", "weighed", "possible")]
        named = "; ".join(s.risk.says[lang] for s in open_now)
        rows.append((measure["says"][lang], measure["does"][lang], len(mine), len(open_now), named or None))
    columns = (
        Column("measure", text("measure", lang)),
        Column("does", text("does", lang), narrow=False),
        Column("all", text("all", lang), decimals=0),
        Column("is", text("of_these", lang), decimals=0),
        Column("risk", text("risk", lang), narrow=False),
    )
    return Table("measures", text("measures", lang), columns, tuple(rows))


def duties_table(checked: Checked, lang: str) -> Table:
    """Return the duties to disclose and how they stand."""
    rows: list[tuple[Cell, ...]] = []
    for duty in duties_of(checked):
        finding, due = duty.finding, duty.finding.result.due
        title = finding.rule.form.title
        about = name_of(finding.subject) if finding.subject is not None else ""
        day = due.day.first.isoformat() if due and due.day else None
        cite = cited(finding.rule)
        said = (title.zh or title.en) if lang == "zh" else title.en
        rows.append((said, about or None, str(due.who) if due else None, text(duty.status, lang, "duty"), day, cite))
    keys = ("duty", "who", "whose", "is", "due", "source")
    columns = tuple(Column(k, text(k, lang), narrow=k in ("duty", "who", "is", "due")) for k in keys)
    return Table("duties", text("duties", lang), columns, tuple(rows))


def matters_table(checked: Checked, lang: str) -> Table:
    """Return what investors were told, matter by matter."""
    rows: list[tuple[Cell, ...]] = []
    for told in told_of(checked):
        where = "; ".join(f"{name_of(d)}, {d.fields.get('date')} [{checked.graph.place(d.path)}]" for d in told.by)
        rows.append((told.matter.says[lang], text(told.status, lang, "told"), where or None, told.known))
    columns = (Column("matter", text("matter", lang)), Column("told", text("told", lang)), Column("where", text("where", lang)))
    return Table("matters", text("matters", lang), (*columns, Column("known", text("known", lang), decimals=0)), tuple(rows))


def inside_table(checked: Checked, wanted: Wanted) -> Iterable[Table]:
    """Yield what only the file knows; nothing unless it is asked for by name."""
    if wanted.inside:
        lang = wanted.lang
        rows = tuple(
            (told.matter.says[lang], fact.text, ", ".join(fact.documents) or None, fact.place)
            for told in told_of(checked)
            for fact in told.inside
        )
        columns = tuple(Column(k, text(k, lang)) for k in ("matter", "fact", "backing", "source"))
        yield Table("inside", text("inside", lang), columns, rows)


def raters_table(found: tuple[Beside, ...], lang: str) -> Table:
    """Return the forecasts beside what came in."""
    rows: list[tuple[Cell, ...]] = []
    for b in found:
        span = text("whole_life", lang) if b.since is None else f"{b.since} - {b.until}"
        note = None if b.ratio is not None else text("not_comparable", lang)
        recovered = float(b.recovered.amount) if b.recovered else None
        ratio = 100 * b.ratio if b.ratio is not None else None
        rows.append((b.agency, b.deal, span, float(b.forecast.amount), recovered, ratio, note, b.place))
    unit = next((b.forecast.currency for b in found if b.forecast.currency), "")
    columns = (
        *(Column(k, text(k, lang)) for k in ("agency", "deal", "span")),
        Column("forecast", text("forecast", lang), unit, 0),
        Column("recovered", text("recovered", lang), unit, 0),
        Column("ratio", text("ratio", lang), "%", 1),
        Column("note", text("note", lang)),
        Column("source", text("source", lang), narrow=False),
    )
    return Table("raters", text("raters", lang), columns, tuple(rows))


def rater_says(found: tuple[Beside, ...], lang: str) -> Iterable[str]:
    """Say for each agency how far its forecasts came true."""
    compared = [b for b in found if b.ratio is not None]
    if found and not compared:
        yield text("no_raters", lang)
    for agency in dict.fromkeys(b.agency for b in compared):
        mine = [b for b in compared if b.agency == agency]
        mean = sum(b.ratio or 0 for b in mine) / len(mine)
        yield text("rater_sum", lang, agency=agency, count=len(mine), deals=len({b.deal for b in mine}), mean=f"{mean:.1%}")


def facts_said(facts: tuple[Stated, ...]) -> str:
    """Return facts in words, each with its place."""
    more = f"; … (+{len(facts) - FACTS_MAX})" if len(facts) > FACTS_MAX else ""
    return "; ".join(f"{f.text} [{f.place}]" for f in facts[:FACTS_MAX]) + more


def first_rules(by: str) -> str | None:
    """Return the first two rules of several, and how many more there are: all that a terminal has room for."""
    rules = by.split("; ")
    return "; ".join(rules[:2]) + (f" (+{len(rules) - 2})" if len(rules) > 2 else "") or None


def rules_of(seen: Seen) -> str:
    """Return the rules that show a risk: where it is shown, only those that fail."""
    findings = [f for f in seen.findings if f.fails] if seen.status == "shown" else seen.findings
    return "; ".join(dict.fromkeys(cited(f.rule) for f in findings))


def names_of_owner(place: str, checked: Checked) -> Iterable[str]:
    """Return who has to deal with a risk, by name, where the deal names them."""
    form = words()["places"][place]
    return names(form["role"], checked.graph) if "role" in form else who(place, checked.graph)
