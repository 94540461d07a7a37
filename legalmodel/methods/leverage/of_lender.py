"""Figures of the originator, as its deals give them: taken as they stand where their kind says what they measure, and never guessed."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from legalmodel.base.language import say
from legalmodel.base.speech import word_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Items, Money, Span
from legalmodel.methods.leverage.backed import source_of, trust_of
from legalmodel.methods.leverage.caps import FIRM
from legalmodel.methods.leverage.deals import Told
from legalmodel.methods.leverage.records import FLOWS, Figure

KINDS = {
    "registered_capital": "capital",
    "paid_in_capital": "capital",
    "net_capital": "net_capital",
    "net_assets": "net_assets",
    "borrowings": "borrowings",
    "securitised_outstanding": "securities_outstanding",
    "loans_outstanding": "loans_on_books",
    "loans_on_all_books": "loans_outstanding",
    "co_lent_outstanding": "joint_loans",
    "holdings_of_securities": "classes_held",
    "share_of_own_funding": "own_funding",
    "loans_made": "loans_made",
    "securities_issued": "securities_issued",
}
"""Kind of figure of a party -> what it measures here. A kind that is not here, such as a portfolio, does not say what it measures."""
FUNDING = {
    "bank": "bank_money",
    "shareholder": "shareholder_money",
    "bond": "bonds_outstanding",
    "asset_backed_securities": "securities_outstanding",
    "asset_backed_notes": "securities_outstanding",
    "interbank": "interbank_money",
    "transfer": "sold_with_buy_back",
    "other": "other_money",
}
"""Sort of funding -> what it measures here: notes stand beside the securities of plans, which the law counts with them."""
_SECURITIES = ("asset_backed_securities", "asset_backed_notes")
FIRMNESS = ("doubtful", "estimate", "computed", "press", "filed")
"""The less firm first: what is added up is as firm as its weakest part."""


def of_lender(parties: Sequence[tuple[Told, Thing]]) -> list[Figure]:
    """Return the figures of one lender over all files in which it stands, with a nought where a complete list names no such funding."""
    told = _once(f for deal, party in parties for f in _added(_of_party(deal, party)))
    return [*told, *_noughts(parties, told)]


def listed(thing: Thing, field: str) -> tuple[Thing, ...]:
    """Return the records of a list within a record."""
    found = thing.fields.get(field)
    return found.known if isinstance(found, Items) else ()


def _of_party(deal: Told, party: Thing) -> Iterable[Figure]:
    """Yield the figures of a party in a file, as far as their kind says what they measure."""
    for record in listed(party, "figures"):
        kind, sort = latest(record.fields.get("kind")), latest(record.fields.get("funding"))
        what = FUNDING.get(str(sort), "") if kind == "funding_outstanding" else KINDS.get(str(kind), "")
        on, since = latest(record.fields.get("on")), latest(record.fields.get("since"))
        field = "share" if what == "own_funding" else "amount"
        value = latest(record.fields.get(field))
        if (
            not what
            or not isinstance(value, Money | Decimal)
            or not isinstance(on, Span)
            or (what in FLOWS) != isinstance(since, Span)
        ):
            continue
        number = Fraction(value.amount) if isinstance(value, Money) else Fraction(value)
        first = since.first if isinstance(since, Span) else None
        trust, source = "doubtful" if _of_others(record) else trust_of(deal, record, field), source_of(deal, record, field)
        half = kind == "funding_outstanding" and sort in _SECURITIES and not _both(party, on)
        yield Figure(record.id, what, number, first, on.last, trust, source, deal.place(record.path), None, half)


def not_used(deal: Told, party: Thing) -> list[str]:
    """Name the figures of loans and funding that are told and not used: ``portfolio, more than 100 loans made in all``."""
    used = {f.place for f in _of_party(deal, party)}
    found = []
    for record in listed(party, "figures"):
        kind = latest(record.fields.get("kind"))
        if kind in (*KINDS, "funding_outstanding", "portfolio") and deal.place(record.path) not in used:
            of = latest(record.fields.get("of"))
            found.append(say("{kind} ({of})", kind=word_of(str(kind)), of=of) if isinstance(of, str) else word_of(str(kind)))
    return found


def _of_others(record: Thing) -> bool:
    """Tell whether an amount says in words of whom or of what it is: it may be of two lenders together, and texts are not interpreted."""
    return isinstance(latest(record.fields.get("amount")), Money) and isinstance(latest(record.fields.get("of")), str)


def in_words(deal: Told, party: Thing) -> bool:
    """Tell whether an amount that is used says in words of whom or of what it is."""
    used = {f.place for f in _of_party(deal, party)}
    return any(_of_others(r) and deal.place(r.path) in used for r in listed(party, "figures"))


def _both(party: Thing, on: Span) -> bool:
    """Tell whether securities and notes are both told of a day, or the list of figures names all there is."""
    found = party.fields.get("figures")
    if isinstance(found, Items) and not found.open:
        return True
    sorts = {latest(r.fields.get("funding")) for r in listed(party, "figures") if latest(r.fields.get("on")) == on}
    return sorts.issuperset(_SECURITIES)


def _added(figures: Iterable[Figure]) -> list[Figure]:
    """Add up what one file tells of one day's funding in several records: securities and notes, or money of two banks."""
    found: dict[tuple[str, date], Figure] = {}
    others = []
    for f in figures:
        before = found.get((f.what, f.on))
        if f.what not in FUNDING.values():
            others.append(f)
        elif before is None:
            found[f.what, f.on] = f
        else:
            trust = min((before.trust, f.trust), key=FIRMNESS.index)
            source = "; ".join(dict.fromkeys((before.source, f.source)))
            both = before.at_least and f.at_least
            found[f.what, f.on] = before._replace(value=before.value + f.value, trust=trust, source=source, at_least=both)
    return [*others, *found.values()]


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Return what several files tell alike once; where they tell two values of one day, both are doubtful."""
    found: dict[tuple[str, date | None, date], list[Figure]] = {}
    for f in figures:
        same = found.setdefault((f.what, f.since, f.on), [])
        if not any(f.value == other.value for other in same):
            same.append(f)
    kept = []
    for group in found.values():
        differ = len({f.value for f in group if f.trust in FIRM}) > 1
        kept += [f._replace(trust="doubtful") if differ else f for f in group]
    return kept


def _noughts(parties: Sequence[tuple[Told, Thing]], told: Sequence[Figure]) -> list[Figure]:
    """Return a nought for each sort of funding that a complete list of figures does not name on a day of which it tells some funding."""
    found: dict[tuple[str, date], Figure] = {}
    for deal, party in parties:
        figures = party.fields.get("figures")
        if not isinstance(figures, Items) or figures.open:
            continue
        days = {
            s.last
            for r in figures
            if latest(r.fields.get("kind")) == "funding_outstanding" and isinstance(s := latest(r.fields.get("on")), Span)
        }
        for day in days:
            for what in dict.fromkeys(FUNDING.values()):
                if not any(f.what == what and f.on == day for f in told):
                    source = say("the list of figures is complete and names none")
                    found.setdefault(
                        (what, day),
                        Figure(
                            f"no_{what}", what, Fraction(0), None, day, "computed", source, deal.place((*party.path, "figures"))
                        ),
                    )
    return list(found.values())
