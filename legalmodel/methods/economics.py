"""When does it pay a bank to securitise, good loans or bad ones: arithmetic on given inputs, with what it turns on.

Two questions of the studies. Good loans: selling them raises money by notes where the bank has deposits already, frees capital, and
costs fees; it pays if the money and the capital find a use worth more than the notes cost. Bad loans: selling them gives a price
now for recoveries that come later, cost work, and bind capital meanwhile.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.methods.inputs import Input, Inputs, inputs_of
from legalmodel.methods.study import Column, Curve, Plot, Study, Table
from legalmodel.text.read import Source, read

ZERO, ONE = Decimal(0), Decimal(1)
_MOST = Decimal(10) ** 15


def _rate(meaning: str, default: str | None = None, low: str = "0", high: str = "1") -> Input:
    return Input(meaning, "rate", Decimal(low), Decimal(high), None if default is None else Decimal(default))


def _amount(meaning: str) -> Input:
    return Input(meaning, "amount", ONE, _MOST)


_COMMON = {
    "kind": Input("sort of loans", "word", words=("performing", "non_performing")),
    "name": Input("name of the case", "word", default=""),
    "source": Input("where the figures are from", "word", default=""),
    "kept": _rate("part that the bank keeps of every class", "0.05"),
    "issue_costs": _rate("costs of the issue, once, as a part of the notes", "0"),
    "capital_ratio": _rate("capital held for each unit of risk-weighted assets"),
    "capital_return": _rate("what freed capital earns a year in its next use; 0 if it finds none", "0"),
    "tax": _rate("tax on profit", "0"),
}

PERFORMING: dict[str, Input] = _COMMON | {
    "principal": _amount("principal of the loans"),
    "average_life": Input("average life of the loans, in years", "number", Decimal("0.05"), Decimal(40)),
    "loan_rate": _rate("interest on the loans, a year"),
    "deposit_cost": _rate("what the deposits that fund them cost, a year"),
    "note_cost": _rate("what the notes cost, a year, on average over the classes sold"),
    "reuse_rate": _rate("what the money raised earns in its next use, a year, after losses"),
    "expected_loss": _rate("expected loss, a year", "0"),
    "yearly_fees": _rate("trustee, custodian, rating and other fees, a year", "0"),
    "risk_weight": _rate("risk weight of the loans", "1", high="12.5"),
    "kept_risk_weight": _rate("risk weight of what is kept of the deal", "1", high="12.5"),
    "reuse_risk_weight": _rate("risk weight of the next use of the money", "0", high="12.5"),
}

NON_PERFORMING: dict[str, Input] = _COMMON | {
    "claims": _amount("claims on the debtors"),
    "price": _rate("price of the pool, as a part of the claims"),
    "recovery": _rate("what working the loans out brings in, as a part of the claims"),
    "years": Input("time over which that comes in, in years", "number", Decimal("0.25"), Decimal(20)),
    "work_cost": _rate("cost of working them out, as a part of what comes in", "0"),
    "sold_recovery": _rate("what comes in once they are sold, as a part of the claims", "-1", low="-1"),
    "junior_share": _rate(
        "part of what is left after the price and its return that goes to the bank as holder of what it keeps", "0"
    ),
    "servicer_fee": _rate("what the bank earns as servicer, as a part of what comes in", "0"),
    "discount": _rate("what the bank asks of money a year, for waiting and for risk"),
    "book_value": _rate("value of the loans in the books, as a part of the claims"),
    "risk_weight": _rate("risk weight of the loans in the books", "1", high="12.5"),
    "note_return": _rate("what buyers of the notes are paid, a year"),
}


class Gain(NamedTuple):
    """What selling brings over keeping: the whole, in units of money, and its parts, each a name and an amount."""

    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]


def economics(file: str | Path) -> Study:
    """Work out whether securitising pays, from a data file (docs/economics.md).

    Raises BadInput with every fault of the file.
    """
    return study(read(Path(file)))


def study(source: Source) -> Study:
    """Work it out from a file that was read.

    Raises BadInput with every fault of the file.
    """
    kind = source.data.get("kind")
    if kind not in ("performing", "non_performing"):
        cause = (
            "the file does not say what sort of loans it is about"
            if kind is None
            else f"'{str(kind)[:40]}' is no sort of loans"
        )
        raise BadInput(
            [Fault("no-kind", cause, source.key_place(("kind",)), "write kind: performing, or kind: non_performing")]
        )
    good = kind == "performing"
    specs, work, main = (PERFORMING, performing, "principal") if good else (NON_PERFORMING, non_performing, "claims")
    inputs = inputs_of(source, specs)
    return _study(inputs, specs, work, main)


def performing(x: Mapping[str, Decimal]) -> Gain:
    """Return what selling good loans brings over keeping them on deposits, over their average life, after tax.

    Deposits stay, whether the loans go or not; the yield of the loans above notes, losses and fees comes back as surplus.
    """
    sold, life = x["principal"] * (ONE - x["kept"]), x["average_life"]
    bound = x["principal"] * x["kept"] * x["kept_risk_weight"] + sold * x["reuse_risk_weight"]
    freed = (x["principal"] * x["risk_weight"] - bound) * x["capital_ratio"]
    after = ONE - x["tax"]
    parts = (
        ("use of the money raised", sold * x["reuse_rate"] * life * after),
        ("cost of the notes", -sold * x["note_cost"] * life * after),
        ("fees a year", -x["principal"] * x["yearly_fees"] * life * after),
        ("costs of the issue", -sold * x["issue_costs"] * after),
        ("use of the capital freed", freed * x["capital_return"] * life),
    )
    return Gain(sum((amount for _, amount in parts), ZERO), parts)


def non_performing(x: Mapping[str, Decimal]) -> Gain:
    """Return what selling bad loans brings over working them out, in money of today, after tax.

    Recoveries come in evenly over the years. Costs of the work fall on whoever holds the loans. What is left once buyers of the notes have their money and its return goes to the
    holders of the lowest class, of which the bank has its part.
    """
    claims, years, asked = x["claims"], x["years"], x["discount"]
    brought = claims * x["recovery"] * (ONE - x["work_cost"]) * _even(asked, years)
    gathered = claims * (x["recovery"] if x["sold_recovery"] < 0 else x["sold_recovery"])
    price = claims * x["price"]
    sold = price * (ONE - x["kept"])
    left = max(ZERO, gathered * (ONE - x["servicer_fee"] - x["work_cost"]) - price * (ONE + x["note_return"] * years / 2))
    book, after = claims * x["book_value"], ONE - x["tax"]
    capital = book * x["risk_weight"] * x["capital_ratio"] * x["capital_return"] * years / 2
    kept = price * x["kept"] * (ONE + x["note_return"] * years / 2) * _late(asked, years)
    parts = (
        ("price received now", sold),
        ("what is kept of the notes", kept),
        ("part of what is left over", left * x["junior_share"] * _late(asked, years)),
        ("fee as servicer", gathered * x["servicer_fee"] * _even(asked, years)),
        ("costs of the issue", -sold * x["issue_costs"]),
        ("recoveries given up", -brought),
        ("use of the capital freed", capital),
        ("tax now instead of later", _tax(x, price, book, claims, after)),
    )
    return Gain(sum((amount for _, amount in parts), ZERO), parts)


def _tax(x: Mapping[str, Decimal], price: Decimal, book: Decimal, claims: Decimal, after: Decimal) -> Decimal:
    """Return how tax differs: on the sale the whole result counts now, in a work-out as it comes in."""
    if after == ONE:
        return ZERO
    now = (price - book) * x["tax"]
    later = (claims * x["recovery"] * (ONE - x["work_cost"]) - book) * x["tax"] * _even(x["discount"], x["years"])
    return later - now


def _even(rate: Decimal, years: Decimal) -> Decimal:
    """Return what one unit that comes in evenly over some years is worth today, taken month by month."""
    months = max(1, int(years * 12))
    step = (ONE + rate) ** (ONE / 12)
    return sum((step**-month for month in range(1, months + 1)), ZERO) / months


def _late(rate: Decimal, years: Decimal) -> Decimal:
    """Return what one unit at the end of some years is worth today."""
    return (ONE + rate) ** -years


def _study(inputs: Inputs, specs: Mapping[str, Input], work: Callable[[Mapping[str, Decimal]], Gain], main: str) -> Study:
    x, unit = inputs.values, inputs.currency or "units of money"
    gain = work(x)
    breaks = _breaks(inputs, specs, work)
    swings = _swings(inputs, specs, work)
    tables = (
        Table(
            "gain",
            "What selling brings over keeping",
            (Column("part", "part"), Column("amount", "amount", unit)),
            (*gain.parts, ("in all", gain.total)),
        ),
        _break_table(breaks),
        _swing_table(swings, unit),
        _who(inputs, gain, unit),
        _effects(inputs, gain, unit),
        _given(inputs, specs),
    )
    title = f"Does securitisation pay? {x['name'] or inputs.source.name}"
    says = (*_verdict(inputs, gain, main, unit), *_why(inputs, breaks))
    return Study(
        "economics",
        title,
        says,
        tables,
        (_tornado(swings, gain, unit), _line(inputs, work, unit)),
        _assumes(inputs),
        _sources(inputs),
    )


def _verdict(inputs: Inputs, gain: Gain, main: str, unit: str) -> tuple[str, ...]:
    part = gain.total / inputs[main]
    word = "pays" if gain.total > 0 else "does not pay" if gain.total < 0 else "neither pays nor costs"
    return (f"On these inputs selling {word}: {gain.total:,.0f} {unit}, {part:.2%} of the {main}.",)


def _why(inputs: Inputs, breaks: list[tuple[str, str, Decimal, Decimal | None]]) -> tuple[str, ...]:
    x = inputs.values
    said = []
    if x["kind"] == "performing":
        over = x["note_cost"] - x["deposit_cost"]
        said.append(
            f"The notes cost {x['note_cost']:.2%} where deposits cost {x['deposit_cost']:.2%} ({over:+.2%}); the money raised earns {x['reuse_rate']:.2%} in its next use."
        )
        if x["capital_return"] == 0:
            said.append("The capital that is freed finds no use, so it counts for nothing.")
    else:
        said.append(
            f"The price is {x['price']:.1%} of the claims now; working the loans out brings {x['recovery']:.1%} over {x['years']} years at a cost."
        )
    found = [(meaning, value, point) for _, meaning, value, point in breaks if point is not None]
    if found:
        meaning, value, point = min(found, key=lambda f: abs(f[2] - f[1]))
        said.append(f"It turns at {point:.2%} for {meaning} (given: {value:.2%}).")
    return tuple(said)


def _rates(inputs: Inputs, specs: Mapping[str, Input]) -> list[tuple[str, Input]]:
    return [(name, spec) for name, spec in specs.items() if spec.sort == "rate" and name in inputs.given]


def _breaks(
    inputs: Inputs, specs: Mapping[str, Input], work: Callable[[Mapping[str, Decimal]], Gain]
) -> list[tuple[str, str, Decimal, Decimal | None]]:
    """Return for each rate given: name, meaning, value, and the value at which selling neither pays nor costs, if there is one."""
    return [(name, spec.meaning, inputs[name], _break(inputs.values, name, spec, work)) for name, spec in _rates(inputs, specs)]


def _break(x: Mapping[str, Decimal], name: str, spec: Input, work: Callable[[Mapping[str, Decimal]], Gain]) -> Decimal | None:
    """Find the break-even nearest to the value given, between the bounds of the input, to a ten-thousandth of a percent."""
    points = [spec.low + (spec.high - spec.low) * k / 100 for k in range(101)]
    signs = [work({**x, name: p}).total > 0 for p in points]
    turns = [(points[k], points[k + 1]) for k in range(100) if signs[k] != signs[k + 1]]
    if not turns:
        return None
    low, high = min(turns, key=lambda t: abs((t[0] + t[1]) / 2 - x[name]))
    at_low = work({**x, name: low}).total > 0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if (work({**x, name: middle}).total > 0) == at_low else (low, middle)
    return round((low + high) / 2, 8)


def _break_table(breaks: list[tuple[str, str, Decimal, Decimal | None]]) -> Table:
    columns = (Column("input", "input"), Column("given", "given", "%"), Column("turns_at", "turns at", "%", 3))
    rows = tuple((meaning, 100 * value, None if point is None else 100 * point) for _, meaning, value, point in breaks)
    return Table(
        "break_even",
        "Where it turns, one input at a time",
        columns,
        rows,
        "An empty cell: no value within the bounds of the input turns it.",
    )


def _swings(
    inputs: Inputs, specs: Mapping[str, Input], work: Callable[[Mapping[str, Decimal]], Gain]
) -> list[tuple[str, Decimal, Decimal]]:
    """Return for each rate given what selling brings with a fifth less and a fifth more of it; the widest first."""
    found = []
    for name, spec in _rates(inputs, specs):
        less, more = (min(max(inputs[name] * f, spec.low), spec.high) for f in (Decimal("0.8"), Decimal("1.2")))
        found.append((spec.meaning, work({**inputs.values, name: less}).total, work({**inputs.values, name: more}).total))
    return sorted(found, key=lambda s: -abs(s[2] - s[1]))


def _swing_table(swings: list[tuple[str, Decimal, Decimal]], unit: str) -> Table:
    columns = (Column("input", "input"), Column("less", "a fifth less", unit, 0), Column("more", "a fifth more", unit, 0))
    return Table("sensitivity", "What each input moves", columns, tuple(swings))


def _who(inputs: Inputs, gain: Gain, unit: str) -> Table:
    x = inputs.values
    if x["kind"] == "performing":
        sold, life = x["principal"] * (ONE - x["kept"]), x["average_life"]
        rows = (
            ("the bank", gain.total, "over keeping the loans on deposits"),
            ("holders of the notes", sold * x["note_cost"] * life, "interest, before their own cost of money and losses"),
            ("trustee, custodian, rating agencies and others", x["principal"] * x["yearly_fees"] * life, "fees a year"),
            ("arranger and underwriters", sold * x["issue_costs"], "costs of the issue, as far as they are theirs"),
        )
    else:
        price, gathered = (
            x["claims"] * x["price"],
            x["claims"] * (x["recovery"] if x["sold_recovery"] < 0 else x["sold_recovery"]),
        )
        sold = price * (ONE - x["kept"])
        rows = (
            ("the bank", gain.total, "over working the loans out, in money of today"),
            ("holders of the notes", sold * x["note_return"] * x["years"] / 2, "their return, if enough comes in"),
            ("the servicer", gathered * x["servicer_fee"], "fee, before the cost of the work"),
            ("arranger and underwriters", sold * x["issue_costs"], "costs of the issue, as far as they are theirs"),
        )
    columns = (Column("party", "party"), Column("amount", "amount", unit, 0), Column("of", "what it is"))
    return Table("parties", "Who gets what", columns, rows)


def _effects(inputs: Inputs, gain: Gain, unit: str) -> Table:
    """Return the economic effects that the studies name, and for each whether this file measures it."""
    x = inputs.values
    good = x["kind"] == "performing"
    freed = next(amount for name, amount in gain.parts if name == "use of the capital freed")
    measured = f"{gain.total:,.0f} {unit} over keeping"
    rows = (
        ("income of the bank", "measured", measured),
        ("structure of the balance sheet", "measured", f"capital freed earns {freed:,.0f} {unit}"),
        (
            "efficiency (time and cost of disposal)",
            "argued" if good else "measured",
            "in the study" if good else "recoveries given up against price and fees",
        ),
        ("stability of income", "argued", "in the study: fees and surplus in place of interest; not in these inputs"),
        ("new products for investors", "argued", "in the study"),
        (
            "less asymmetry of information",
            "argued",
            "in the study; see legalmodel explain DEAL protection for what was disclosed",
        ),
        (
            "cost of transactions",
            "measured",
            f"{-sum(a for n, a in gain.parts if n in ('fees a year', 'costs of the issue')):,.0f} {unit}",
        ),
        ("safety of the banking system", "not measurable", "one deal says nothing on it"),
    )
    columns = (Column("effect", "effect"), Column("how", "how"), Column("what", "what"))
    return Table("effects", "Effects that the studies name", columns, rows)


def _given(inputs: Inputs, specs: Mapping[str, Input]) -> Table:
    rows = tuple(
        (
            spec.meaning,
            _shown(inputs[name], spec.sort),
            "given" if name in inputs.given else "taken for granted",
            inputs.place(name),
        )
        for name, spec in specs.items()
        if spec.sort != "word" and not (name == "sold_recovery" and inputs[name] < 0)
    )
    columns = (Column("input", "input"), Column("value", "value"), Column("status", "status"), Column("place", "where"))
    return Table("inputs", "Inputs", columns, rows)


def _shown(value: Decimal, sort: str) -> str:
    return f"{(value * 100).normalize():f}%" if sort == "rate" else f"{value:,f}"


def _tornado(swings: list[tuple[str, Decimal, Decimal]], gain: Gain, unit: str) -> Plot:
    shown = [swing for swing in swings[:10] if swing[1] != swing[2]][::-1]
    labels = tuple(meaning for meaning, _, _ in shown)
    less = Curve("a fifth less", tuple(float(low) for _, low, _ in shown), "less")
    more = Curve("a fifth more", tuple(float(high) for _, _, high in shown), "more")
    base = Curve("as given", (float(gain.total),) * len(shown), "zero")
    return Plot("tornado", "What each input moves", "", f"gain, {unit}", labels, (less, more, base), "bars")


def _line(inputs: Inputs, work: Callable[[Mapping[str, Decimal]], Gain], unit: str) -> Plot:
    """Plot the gain along the input that the question turns on: the use of the money, or the price."""
    name, words = (
        ("reuse_rate", "use of the money raised, %") if inputs["kind"] == "performing" else ("price", "price, % of claims")
    )
    middle = inputs[name]
    points = [middle * k / 10 for k in range(21)] if middle else [Decimal(k) / 200 for k in range(21)]
    points = [p for p in points if p <= 1]
    gains = tuple(float(work({**inputs.values, name: p}).total) for p in points)
    zero = Curve("neither pays nor costs", (0.0,) * len(points), "zero")
    labels = tuple(f"{p * 100:.2f}" for p in points)
    return Plot(
        "gain", "What selling brings over keeping", words, f"gain, {unit}", labels, (Curve("gain", gains, "model"), zero)
    )


def _assumes(inputs: Inputs) -> tuple[str, ...]:
    good = inputs["kind"] == "performing"
    said = ["Arithmetic on the inputs below; which are this bank's own, and which are guesses, only its author knows."]
    if good:
        said.append(
            "Deposits stay whether the loans are sold or not; the surplus of the loans over notes, fees and losses comes back to the bank in either case."
        )
    else:
        said.append(
            "What comes in comes evenly, month by month; holders of notes are repaid evenly, and what is left goes to the lowest class at the end."
        )
    said.append(
        "What the bank keeps binds capital by the risk weight given; whether a regulator grants relief is a question of law (legalmodel explain DEAL apart/capital)."
    )
    return tuple(said)


def _sources(inputs: Inputs) -> tuple[str, ...]:
    said = [f"{len(inputs.given)} inputs from {inputs.source.name}"]
    return (
        (*said, f"as the file says: {inputs['source']}")
        if inputs["source"]
        else (*said, "the file names no source for its figures")
    )
