"""The page of a deal: what is concluded, its charts, who takes part, its classes, its disclosure calendar, and what each rule says."""

from collections.abc import Iterator
from html import escape

from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.outcomes import FAVOURABLE, Conclusion, Outcome
from legalmodel.base.speech import listed, name_of, percent, word_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Money, Span
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import title_of
from legalmodel.report.about import hypothesis, whose
from legalmodel.report.places import place_name
from legalmodel.report.words import (
    BY_WEIGHT,
    HEADINGS,
    citation,
    conclusion_words,
    line_reason,
    line_subject,
    outcome_words,
    spoken_sentence,
)
from legalmodel.site.disclosures import LOOK, Disclosed
from legalmodel.site.frame import link, table
from legalmodel.site.links import PartyPages, marked

SHOWN_MOST = 300
"""So many findings are told on a page with their sentence; the rest are counted."""
_SILENT = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
_FOLDED = (Outcome.UNKNOWN,)


def body(
    checked: Checked, basis: str, charts: list[str], slug: str, calendar: list[Disclosed], parties: PartyPages
) -> Iterator[str]:
    """Yield the parts of the page in the language spoken; ``parties`` are those that may have a page of their own."""
    yield from _head(checked, basis)
    yield from _conclusions(checked)
    for view in charts:
        words = _chart_words(view)
        yield f'<figure><a href="../../chart/{slug}-{view}.svg"><img src="../../chart/{slug}-{view}.svg" alt="{escape(words)}" loading="lazy"></a><figcaption class="small">{escape(words)}</figcaption></figure>'
    yield from _parties(checked, parties)
    yield from _classes(checked)
    yield from _calendar(calendar)
    yield from _findings(checked)


def _chart_words(view: str) -> str:
    known = {"relations": say("Chart of legal relationships"), "title": say("Chart of title, step by step")}
    return known.get(view) or say("Chart: {view}", view=view)


def _head(checked: Checked, basis: str) -> Iterator[str]:
    deal = checked.graph.deal
    about = whose(deal)
    if about:
        yield f"<p>{escape(about)}</p>"
    told = [word_of(v) for f in ("asset_class", "route", "stage") if isinstance(v := latest(deal.fields.get(f)), str)]
    if isinstance(issue := latest(deal.fields.get("issue")), Money):
        told.append(figures.amount_in_short(issue))
    if isinstance(closing := latest(deal.fields.get("closing")), Span):
        told.append(say("closing {day}", day=figures.day(closing)))
    yield f"<p>{escape(' · '.join(told))}</p>" if told else ""
    yield f'<p class="small">{escape(basis)}</p>'


def _conclusions(checked: Checked) -> Iterator[str]:
    yield f'<section aria-labelledby="conclusions"><h2 id="conclusions">{escape(say("Conclusions"))}</h2>'
    lines = [line for line in checked.judgment.lines if line.is_asked]
    order = list(HEADINGS)
    lines.sort(key=lambda line: (order.index(line.heading), list(Conclusion).index(line.conclusion)))
    heads = (say("Heading"), say("About"), say("Law"), say("Conclusion"), say("Rests on"))
    rows = [
        (
            escape(str(HEADINGS[line.heading])),
            escape(line_subject(line)),
            escape(place_name(line.system)),
            f'<span class="c {_look(line.conclusion)}">{escape(conclusion_words(line))}</span>',
            escape(line_reason(line)),
        )
        for line in lines
    ]
    yield table(heads, rows) if rows else f"<p>{escape(say('Nothing can be concluded from what is public.'))}</p>"
    yield f'<p class="small">{escape(words)}</p>' if (words := hypothesis(checked.judgment)) else ""
    yield "</section>"


def _look(conclusion: Conclusion) -> str:
    if conclusion is Conclusion.IN_THE_PLAN:
        return "plan"
    if conclusion is Conclusion.ON_PAPERS_NOT_SEEN:
        return "papers"
    return "no" if conclusion in FAVOURABLE else "obstacle" if conclusion is Conclusion.OBSTACLE else "open"


def _parties(checked: Checked, pages: PartyPages) -> Iterator[str]:
    does: dict[tuple[str, ...], list[str]] = {}
    for record in checked.graph.section("agencies"):
        agent, function = latest(record.fields.get("agent")), latest(record.fields.get("function"))
        if isinstance(agent, Thing) and isinstance(function, str):
            does.setdefault(agent.path, []).append(word_of(function))
    for role, words in (("settlor", say("settlor")), ("trustee", say("trustee"))):
        for trust in checked.graph.section("trusts"):
            if isinstance(who := latest(trust.fields.get(role)), Thing):
                for each in who.members or (who,):
                    does.setdefault(each.path, []).append(words)
    rows = []
    for party in checked.graph.section("parties"):
        form, seat = latest(party.fields.get("form")), latest(party.fields.get("seat"))
        name = name_of(party)
        shown = marked(name, *pages[party.path]) if party.path in pages else escape(name)
        rows.append(
            (
                f'<span id="{escape(party.id)}">{shown}</span>',
                escape(word_of(form)) if isinstance(form, str) else "",
                escape(place_name(seat)) if isinstance(seat, str) else "",
                escape(listed(dict.fromkeys(does[party.path]))) if party.path in does else "",
            )
        )
    if rows:
        yield f'<section aria-labelledby="parties"><h2 id="parties">{escape(say("Parties"))}</h2>'
        yield table((say("Name"), say("Legal form"), say("Seat"), say("Does")), rows) + "</section>"


def _classes(checked: Checked) -> Iterator[str]:
    held: dict[tuple[str, ...], list[str]] = {}
    for record in checked.graph.section("investments"):
        of, holder, share = (latest(record.fields.get(f)) for f in ("of", "holder", "share"))
        if isinstance(of, Thing) and isinstance(holder, Thing):
            told = (
                say("{name} ({words})", name=name_of(holder), words=percent(share))
                if share is not None and hasattr(share, "as_tuple")
                else name_of(holder)
            )
            held.setdefault(of.path, []).append(told)
    rows = []
    for security in checked.graph.section("securities"):
        amount, end = latest(security.fields.get("amount")), latest(security.fields.get("legal_end"))
        rows.append(
            (
                escape(name_of(security)),
                escape(figures.amount(amount)) if isinstance(amount, Money) else "",
                f'<span class="d">{escape(figures.day(end))}</span>' if isinstance(end, Span) else "",
                escape(say("; ").join(held.get(security.path, []))),
            )
        )
    if rows:
        yield f'<section aria-labelledby="classes"><h2 id="classes">{escape(say("Classes"))}</h2>'
        yield (
            table((say("Class"), say("Amount"), say("Legal maturity"), say("Holders, as far as published")), rows)
            + "</section>"
        )


def _calendar(entries: list[Disclosed]) -> Iterator[str]:
    if not entries:
        return
    yield f'<section aria-labelledby="calendar"><h2 id="calendar">{escape(say("Disclosure calendar"))}</h2>'
    rows = [
        (
            f'<span class="d">{escape(figures.day(e.day))}</span>' if e.day else "",
            escape(e.what),
            escape(e.whose),
            f'<span class="c {LOOK.get(e.status, e.status)}">{escape(str(e.words))}</span>',
            link(f"../rule/{e.rule}.html", e.source) if e.rule else escape(e.source),
        )
        for e in entries[:SHOWN_MOST]
    ]
    yield table((say("Day"), say("What"), say("By whom"), say("Stands"), say("By law of")), rows)
    if len(entries) > SHOWN_MOST:
        yield f"<p>{escape(say('and {count} more', count=len(entries) - SHOWN_MOST))}</p>"
    yield "</section>"


def _findings(checked: Checked) -> Iterator[str]:
    found = sorted(checked.judgment.findings, key=lambda f: (BY_WEIGHT.index(f.outcome), not f.fails))
    told = [f for f in found if f.outcome not in (*_SILENT, *_FOLDED)]
    unknown = [f for f in found if f.outcome in _FOLDED]
    yield f'<section aria-labelledby="findings"><h2 id="findings">{escape(say("Findings"))}</h2>'
    heads = (say("Outcome"), say("Rule"), say("What it says"))
    yield (
        table(heads, map(_row, told[:SHOWN_MOST]))
        if told
        else f"<p>{escape(say('No rule can be answered from what is public.'))}</p>"
    )
    if len(told) > SHOWN_MOST:
        yield f"<p>{escape(say('and {count} more', count=len(told) - SHOWN_MOST))}</p>"
    if unknown:
        by_rule = list(dict.fromkeys(f.rule.id for f in unknown))
        first = {f.rule.id: f for f in reversed(unknown)}
        words = say("{n} rules cannot be answered from what is public", n=len(by_rule))
        yield f'<details><summary>{escape(words)}</summary><ul class="plain">'
        for id in by_rule[:SHOWN_MOST]:
            rule = first[id]
            yield f"<li>{link(f'../rule/{id}.html', citation(rule))} {escape(title_of(rule.rule.form.title))}</li>"
        yield "</ul>"
        yield f"<p>{escape(say('and {count} more', count=len(by_rule) - SHOWN_MOST))}</p>" if len(by_rule) > SHOWN_MOST else ""
        yield "</details>"
    yield "</section>"


def _row(finding: Finding) -> tuple[str, str, str]:
    look = "judgement" if finding.doubtful else finding.outcome.value.replace(" ", "_")
    return (
        f'<span class="c {look}">{escape(outcome_words(finding))}</span>',
        f"{link(f'../rule/{finding.rule.id}.html', citation(finding))}<br>{escape(title_of(finding.rule.form.title))}",
        escape(spoken_sentence(finding)),
    )
