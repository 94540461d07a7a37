"""The tables and plots that tell when it pays: who gets what, the effects the studies name, the inputs, and the gain drawn."""

from collections.abc import Mapping
from decimal import Decimal

from legalmodel.methods.gains.given import ONE
from legalmodel.methods.gains.turns import Swing
from legalmodel.methods.gains.work import Gain, Work
from legalmodel.methods.inputs import Input, Inputs
from legalmodel.methods.study import Column, Curve, Plot, Table


def who_gets(inputs: Inputs, gain: Gain, unit: str) -> Table:
    """Return who gets what: the bank, holders of the notes, and who is paid for work."""
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


def effects(inputs: Inputs, gain: Gain, unit: str) -> Table:
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


def given(inputs: Inputs, specs: Mapping[str, Input]) -> Table:
    """Return the inputs, each given or taken for granted, and where it stands in the file."""
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


def tornado(swings: list[Swing], gain: Gain, unit: str) -> Plot:
    """Plot what the ten inputs that move most bring with a fifth less and a fifth more."""
    shown = [swing for swing in swings[:10] if swing[1] != swing[2]][::-1]
    labels = tuple(meaning for meaning, _, _ in shown)
    less = Curve("a fifth less", tuple(float(low) for _, low, _ in shown), "less")
    more = Curve("a fifth more", tuple(float(high) for _, _, high in shown), "more")
    base = Curve("as given", (float(gain.total),) * len(shown), "zero")
    return Plot("tornado", "What each input moves", "", f"gain, {unit}", labels, (less, more, base), "bars")


def gain_line(inputs: Inputs, work: Work, unit: str) -> Plot:
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
