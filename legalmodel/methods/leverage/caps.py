"""The multiple that the law sets on a lender's funding, on a day: numbers, days, articles and extent of reading are the rules' own."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.language import Phrase, say
from legalmodel.base.resources import package_folder
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law
from legalmodel.law.texts import cited
from legalmodel.methods.leverage.records import Figure, Given
from legalmodel.text.read import read


class Cap(NamedTuple):
    """A multiple in force on a day: its rule, the number, what is multiplied (best first), and which stocks count.

    ``extent`` is how far the text was read: of the rule, or of the one whose number it takes up if that was read less.
    """

    id: str
    rule: CompiledRule
    multiple: Fraction
    bases: tuple[str, ...]
    counts: tuple[str, ...]
    extent: str


class Stand(NamedTuple):
    """How a lender stands to a multiple on a day.

    ``base`` is the figure multiplied, None if none is known within a year; ``least`` what surely counts, ``open`` the stocks that
    count and are not known. ``above`` is True, False, or None where it is not known.
    """

    day: date
    cap: Cap
    base: Figure | None
    least: Fraction
    open: tuple[str, ...]
    used: tuple[Figure, ...]

    @property
    def most(self) -> Fraction | None:
        """What the multiple allows."""
        return None if self.base is None else self.cap.multiple * self.base.value

    @property
    def stands_in(self) -> bool:
        """Tell whether the base is another than the law names."""
        return self.base is not None and self.base.what != self.cap.bases[0]

    @property
    def above(self) -> bool | None:
        """Tell whether what counts is above the multiple; on a base that only stands in nothing is sure."""
        return None if self.stands_in else self.on_this_base

    @property
    def on_this_base(self) -> bool | None:
        """Tell what arithmetic says of the base at hand; a stock not known can only add to it."""
        if self.most is None:
            return None
        if self.least > self.most:
            return True
        return None if self.open else False


@cache
def _forms() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(package_folder("methods/leverage") / "caps.yaml").data["caps"]
    return found


MICRO_LENDER = "micro_loan_company"
"""The legal form for which the packs hold multiples."""


def caps_on(law: Law, day: date, seat: str) -> list[Cap]:
    """Return the multiples in force on a day for a lender of this seat; without a seat, those of the whole country."""
    found = []
    for id, form in _forms().items():
        rule = law.rules[form["rule"]]
        first, last = rule.dates
        if not first <= day <= (last or date.max) or not (seat or "CN").startswith(form["place"]) or _replaced(law, form, day):
            continue
        value = next(
            (v for v in rule.thresholds[form["threshold"]] if v.dates.first <= day <= (v.dates.last or date.max)), None
        )
        if value is not None:
            found.append(
                Cap(id, rule, Fraction(value.value), tuple(form["base"]), tuple(form["counts"]), _extent(law, id, rule))
            )
    return found


def _replaced(law: Law, form: dict[str, Any], day: date) -> bool:
    """Tell whether another multiple has taken this one up: one number is not asked twice, with and without what it has come to count."""
    return "replaced_by" in form and law.rules[_forms()[form["replaced_by"]]["rule"]].dates[0] <= day


def _extent(law: Law, id: str, rule: CompiledRule) -> str:
    numbers = (law.rules[form["rule"]] for form in _forms().values() if form.get("replaced_by") == id)
    return min((str(r.text_read) for r in (rule, *numbers)), key=("memory", "part", "seen").index)


def stands(law: Law, given: Given) -> list[Stand]:
    """Return how the lender stands on each day asked for, and on each day of which a stock is given."""
    if given.form not in ("", MICRO_LENDER):
        return []
    counted = _counted()
    days = {*given.days, *(f.on for f in given.figures if f.since is None and f.what in counted)}
    return [_stand(given.figures, day, cap) for day in sorted(days) for cap in caps_on(law, day, given.seat)]


def _counted() -> frozenset[str]:
    return frozenset(what for form in _forms().values() for what in form["counts"])


_YEAR = 366


def _stand(figures: tuple[Figure, ...], day: date, cap: Cap) -> Stand:
    base = next((f for what in cap.bases if (f := latest_within_a_year(figures, what, day))), None)
    used, open_ = [], []
    for what in cap.counts:
        figure = next((f for f in figures if f.what == what and f.on == day and f.trust in FIRM), None)
        if figure is None or figure.at_least:
            open_.append(what)
        if figure is not None:
            used.append(figure)
    return Stand(day, cap, base, sum((f.value for f in used), Fraction(0)), tuple(open_), tuple(used))


FIRM = ("filed", "press", "computed")
"""How far a figure must be trusted to be counted."""


def latest_within_a_year(figures: Iterable[Figure], what: str, day: date) -> Figure | None:
    """Return the latest firm figure within the year before a day."""
    near = [f for f in figures if f.what == what and f.trust in FIRM and 0 <= (day - f.on).days <= _YEAR]
    return max(near, key=lambda f: f.on, default=None)


def said(stand: Stand) -> str:
    """Say how a lender stands: within, above the multiple, or not known; never a breach, which only an authority finds."""
    if stand.base is None:
        return say("not known: no base within a year")
    if stand.on_this_base is None:
        return say("not known: {what} outstanding", what=say(", ").join(named(what) for what in stand.open))
    if stand.stands_in:
        return (
            say("not known: above on a base that stands in")
            if stand.on_this_base
            else say("not known: within on a base that stands in")
        )
    return say("above the multiple") if stand.above else say("within the multiple")


def named(what: str) -> str:
    """Return what a figure measures, in words."""
    return str(_NAMES[what])


_NAMES = {
    "capital": Phrase("registered or paid-in capital"),
    "net_capital": Phrase("net capital"),
    "net_assets": Phrase("net assets"),
    "bank_money": Phrase("bank money"),
    "shareholder_money": Phrase("shareholder money"),
    "bonds_outstanding": Phrase("bonds"),
    "securities_outstanding": Phrase("securities of plans"),
    "interbank_money": Phrase("interbank money"),
    "sold_with_buy_back": Phrase("money for loans sold with a duty to repurchase"),
    "other_money": Phrase("other funding"),
    "borrowings": Phrase("all borrowings together"),
    "joint_loans": Phrase("joint loans with others"),
    "classes_held": Phrase("classes of plans held"),
    "loans_on_books": Phrase("loans on the books"),
    "loans_outstanding": Phrase("loans outstanding"),
    "base": Phrase("base: own and bank money"),
    "loans_made": Phrase("loans made"),
    "loans_sold": Phrase("loans sold to plans"),
    "securities_issued": Phrase("securities issued"),
    "kept": Phrase("part kept of each plan"),
    "funded_by_others": Phrase("part funded by others"),
    "own_funding": Phrase("part funded by the lender itself"),
    "own_share": Phrase("own share of joint loans"),
    "own_share_least": Phrase("smallest own share of a joint loan"),
    "joint_part": Phrase("joint loans, part of the pool"),
    "turns": Phrase("turns"),
    "multiple": Phrase("multiple of capital"),
}


def read_extent(cap: Cap) -> str:
    """Say how far the text of a multiple was read."""
    return {"seen": say("read"), "part": say("read in part"), "memory": say("from memory")}[cap.extent]


def cited_in(cap: Cap) -> str:
    """Return the instrument and article of a multiple."""
    return cited(cap.rule)
