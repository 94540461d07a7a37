"""Where a deal stands in its process: by the five parts, the five steps and the route of its law; and its calendar."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import table_text
from legalmodel.methods.process.data import Frame, Stage, duties, frames, heads, in_language, text, words
from legalmodel.methods.process.due import Entry, calendar
from legalmodel.methods.process.standing import Standing, stand
from legalmodel.methods.process.working import library
from legalmodel.methods.study import Cell, Column, Curve, Plot, Study, Table

_OF_LAW = frozenset(("window", *(d.id for d in duties())))
LANGUAGES = ("en", "zh")
_ORDER = ("done", "planned", "not_yet_due", "weighed", "open", "blocked", "no_record")


class Process(NamedTuple):
    """What was found: the study for readers, and the calendar for a calendar file."""

    study: Study
    entries: tuple[Entry, ...]
    country: str
    name: str


class _Placed(NamedTuple):
    stage: Stage
    standings: tuple[Standing, ...]

    @property
    def done(self) -> int:
        return sum(s.is_done for s in self.standings)

    @property
    def is_done(self) -> bool:
        return self.done == len(self.standings)


def process(checked: Checked, frame: str = "", lang: str = "en") -> Process:
    """Return where a checked deal stands by a frame: the route's own unless one is named, else the five parts.

    Outcomes are those of the judgment. Raises BadRequest for a frame or language that does not exist.
    """
    if lang not in LANGUAGES:
        raise BadRequest(
            say("there is no language '{lang}'", lang=lang), say("choose among {languages}", languages=", ".join(LANGUAGES))
        )
    with in_language(lang):
        return _process(checked, _frame(checked, frame), lang)


def _process(checked: Checked, chosen: Frame, lang: str) -> Process:
    placed = [_Placed(s, tuple(stand(g, checked.judgment, checked.graph) for g in s.gates)) for s in chosen.stages]
    country = country_of(checked)
    standings = [s for p in placed for s in p.standings]
    entries = calendar(checked, standings, lang, country)
    here = _here(placed, checked)
    says = (*_said(placed, here, chosen, lang), *_apart(standings, checked, lang), *_next(entries, checked, lang))
    tables = (_stages(placed, here, lang), _gates(placed, checked, lang), _calendar(entries, lang))
    now = checked.judgment.as_of or checked.judgment.run_day
    assumes = [text("same", lang), text("at", lang, day=now, library=library(country))]
    if checked.graph.deal.get("stage", now) == "proposed":
        assumes.append(text("planned_by", lang))
    name = name_of(checked.graph.deal)
    title = text("title", lang, deal=name)
    sources = tuple(dict.fromkeys(e.source for e in entries if e.source and e.key in _OF_LAW))
    study = Study(
        "process",
        title,
        says,
        tables,
        (_plot(placed, now, title, lang),),
        tuple(assumes),
        sources,
        text("foot", lang),
        heads(lang),
        lang,
    )
    return Process(study, entries, country, name)


def _frame(checked: Checked, name: str) -> Frame:
    known = frames()
    if name and name not in known:
        raise BadRequest(
            say("there is no frame '{name}'", name=name), nearest(name, known) or say("frames: {known}", known=", ".join(known))
        )
    if name:
        return known[name]
    route = checked.graph.deal.get("route")
    return next((f for f in known.values() if f.route and f.route == route), known["five-part"])


def country_of(checked: Checked) -> str:
    """Return the country whose working days count: that of the route, else of the law of the first trust or transfer."""
    route = checked.graph.deal.get("route")
    if isinstance(route, str) and "/" in route:
        return route.partition("/")[0]
    for section in ("trusts", "transfers", "estates"):
        for thing in checked.graph.section(section):
            if isinstance(law := thing.fields.get("law"), str):
                return law[:2]
    return ""


def _here(placed: list[_Placed], checked: Checked) -> _Placed | None:
    """Return the stage at which the deal stands: the first that is not done; of a closed deal, of those after closing."""
    now = checked.judgment.as_of or checked.judgment.run_day
    closed = checked.graph.deal.get("stage", now) in ("closed", "matured")
    asked = [p for p in placed if p.stage.after_closing] if closed else placed
    return next((p for p in asked or placed if not p.is_done), None)


def _said(placed: list[_Placed], here: _Placed | None, frame: Frame, lang: str) -> Iterable[str]:
    named = frame.name[lang]
    if here is None:
        yield text("through", lang, frame=named)
    else:
        yield text("stands", lang, stage=here.stage.name[lang], done=here.done, all=len(here.standings), frame=named)
    for each in (s for p in placed for s in p.standings if s.status == "blocked"):
        by = "; ".join(_title(f, lang) for f in each.findings if f.fails)
        yield text("blocks", lang, gate=each.gate.says[lang], by=by)
    behind = placed[: placed.index(here)] if here in placed else placed
    open_before = sum(not s.is_done for p in behind for s in p.standings)
    if open_before:
        yield text("left_open", lang, count=open_before)


def _apart(standings: list[Standing], checked: Checked, lang: str) -> Iterable[str]:
    """Say which rules fail and bind, and belong to no gate of the frame: nothing that check finds is lost here."""
    asked = {id(f) for s in standings for f in s.findings}
    left = dict.fromkeys(_title(f, lang) for f in checked.judgment.must_change if id(f) not in asked)
    return [text("apart", lang, what=title) for title in left]


def _next(entries: tuple[Entry, ...], checked: Checked, lang: str) -> Iterable[str]:
    now = checked.judgment.as_of or checked.judgment.run_day
    ahead = next((e for e in entries if e.day >= now and e.status in ("planned", "not_yet_due", "open")), None)
    if ahead is None:
        yield text("no_next", lang)
    else:
        yield text("next", lang, gate=ahead.what, whose=ahead.whose or "-", day=text("day", lang, day=ahead.day))


def _title(finding: Finding, lang: str) -> str:
    title = finding.rule.form.title
    said = (title.zh or title.en) if lang == "zh" else title.en
    return f"{said} [{finding.rule.head.short} {finding.rule.form.article}]"


def _stages(placed: list[_Placed], here: _Placed | None, lang: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    waiting = ""
    for place in placed:
        statuses = {s.status for s in place.standings if not s.is_done}
        status = "done" if place.is_done else next(s for s in reversed(_ORDER) if s in statuses)
        days = [s.day for s in place.standings if s.day]
        rows.append(
            (
                place.stage.name[lang],
                text(status, lang, "status") + (f" ← {text('now', lang)}" if place is here else ""),
                f"{place.done}/{len(place.standings)}",
                max(days).isoformat() if days else None,
                waiting or None,
            )
        )
        if not place.is_done and not waiting:
            waiting = place.stage.name[lang]
    keys = ("stage", "is", "of", "by", "waits")
    columns = tuple(Column(key, text(key, lang)) for key in keys)
    return Table("stages", text("stages", lang), columns, tuple(rows))


def _gates(placed: list[_Placed], checked: Checked, lang: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for place in placed:
        for each in place.standings:
            rests = [f"{f.rule.head.short} {f.rule.form.article}" for f in each.findings]
            rests += [str(checked.graph.place(a.thing.path) or a.thing.id) for a in each.acts]
            rows.append(
                (
                    place.stage.name[lang],
                    each.gate.says[lang],
                    text(each.gate.sort, lang, "sort"),
                    text(each.status, lang, "status"),
                    "; ".join(each.whose) or None,
                    each.day.isoformat() if each.day else None,
                    each.begin.isoformat() if each.begin else None,
                    _why(each, checked, lang) or None,
                    "; ".join(dict.fromkeys(rests)) or None,
                )
            )
    keys = ("stage", "gate", "about", "is", "whose", "by", "begin", "why", "rests")
    columns = tuple(Column(key, text(key, lang), narrow=key not in ("stage", "about", "begin", "rests")) for key in keys)
    return Table("gates", text("gates", lang), columns, tuple(rows))


def _why(standing: Standing, checked: Checked, lang: str) -> str:
    """Return what blocks a gate: the rules that fail, or the facts that are missing, first the one to find out first."""
    if standing.status == "blocked":
        return "; ".join(_title(f, lang) for f in standing.findings if f.fails)
    if standing.status != "open":
        return ""
    unknown = [f for f in standing.findings if f.outcome is Outcome.UNKNOWN]
    facts = [fact for fact in checked.judgment.next_facts if not set(map(id, unknown)).isdisjoint(map(id, fact.decides))]
    if not facts:
        return ""
    more = text("and_more", lang, count=len(facts) - 1) if len(facts) > 1 else ""
    return (
        text(
            "missing",
            lang,
            what=say("{name} ({words})", name=facts[0].what, words=table_text(facts[0].ask, "ask", "who_knows")),
        )
        + more
    )


def _calendar(entries: tuple[Entry, ...], lang: str) -> Table:
    rows = tuple(
        (
            e.day.isoformat(),
            e.what,
            e.whose or None,
            text(e.status, lang, "status"),
            e.doubt or text("firm", lang),
            e.source or None,
        )
        for e in entries
    )
    keys = ("date", "what", "whose", "is", "sure", "source")
    columns = tuple(Column(key, text(key, lang), narrow=key != "source") for key in keys)
    return Table("calendar", text("calendar", lang), columns, rows)


def _plot(placed: list[_Placed], now: date, title: str, lang: str) -> Plot:
    """Return the gates that have a day: a row each, a line for the day looked from."""
    rows = [(p.stage, s) for p in placed for s in p.standings if s.day]
    labels: list[str] = []
    at: list[tuple[str, int, int]] = []
    for stage in dict.fromkeys(p.stage.id for p in placed):
        mine = [s for st, s in rows if st.id == stage]
        if not mine:
            continue
        days = [s.day.toordinal() for s in mine if s.day]
        labels.append(next(p.stage.name[lang] for p in placed if p.stage.id == stage))
        at.append(("stage", min(days), max(days)))
        for each in sorted(mine, key=lambda s: s.day or date.max):
            day = (each.day or now).toordinal()
            labels.append(f"   {each.gate.says[lang]}")
            at.append((each.status, each.begin.toordinal() if each.begin else day, day))
    undated = sum(1 for p in placed for s in p.standings if not s.day)
    kinds = [k for k in ("stage", *words()["status"]) if any(kind == k for kind, _, _ in at)]
    curves = tuple(
        Curve(
            text("stage", lang) if kind == "stage" else text(kind, lang, "status"),
            tuple(float(end) if k == kind else None for k, _, end in at),
            kind,
            tuple(float(start) if k == kind else None for k, start, _ in at),
        )
        for kind in kinds
    )
    line = Curve(f"{text('now', lang)} {now}", (float(now.toordinal()),), "zero")
    below = text("undated", lang, count=undated) if undated else ""
    return Plot("gantt", f"{title}\n{text('gantt', lang)}", below, "", tuple(labels), (*curves, line), "days")
