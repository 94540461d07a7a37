"""The tables and plots that tell when it pays: who gets what, the effects the studies name, the inputs, and the gain drawn."""

from collections.abc import Mapping
from decimal import Decimal

from legalmodel.base.language import say
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
            (say("the bank"), gain.total, say("over keeping the loans on deposits")),
            (
                say("holders of the notes"),
                sold * x["note_cost"] * life,
                say("interest, before their own cost of money and losses"),
            ),
            (
                say("trustee, custodian, rating agencies and others"),
                x["principal"] * x["yearly_fees"] * life,
                say("fees a year"),
            ),
            (say("arranger and underwriters"), sold * x["issue_costs"], say("costs of the issue, as far as they are theirs")),
        )
    else:
        price, gathered = (
            x["claims"] * x["price"],
            x["claims"] * (x["recovery"] if x["sold_recovery"] < 0 else x["sold_recovery"]),
        )
        sold = price * (ONE - x["kept"])
        rows = (
            (say("the bank"), gain.total, say("over working the loans out, in money of today")),
            (say("holders of the notes"), sold * x["note_return"] * x["years"] / 2, say("their return, if enough comes in")),
            (say("the servicer"), gathered * x["servicer_fee"], say("fee, before the cost of the work")),
            (say("arranger and underwriters"), sold * x["issue_costs"], say("costs of the issue, as far as they are theirs")),
        )
    columns = (Column("party", say("party")), Column("amount", say("amount"), unit, 0), Column("of", say("what it is")))
    return Table("parties", say("Who gets what"), columns, rows)


def effects(inputs: Inputs, gain: Gain, unit: str) -> Table:
    """Return the economic effects that the studies name, and for each whether this file measures it."""
    x = inputs.values
    good = x["kind"] == "performing"
    freed = next(amount for name, amount in gain.parts if name == say("use of the capital freed"))
    measured = say("{total} {unit} over keeping", total=f"{gain.total:,.0f}", unit=unit)
    rows = (
        (say("income of the bank"), say("measured"), measured),
        (
            say("structure of the balance sheet"),
            say("measured"),
            say("capital freed earns {freed} {unit}", freed=f"{freed:,.0f}", unit=unit),
        ),
        (
            say("efficiency (time and cost of disposal)"),
            say("argued") if good else say("measured"),
            say("in the study") if good else say("recoveries given up against price and fees"),
        ),
        (
            say("stability of income"),
            say("argued"),
            say("in the study: fees and surplus in place of interest; not in these inputs"),
        ),
        (say("new products for investors"), say("argued"), say("in the study")),
        (
            say("less asymmetry of information"),
            say("argued"),
            say("in the study; see legalmodel explain DEAL protection for what was disclosed"),
        ),
        (
            say("cost of transactions"),
            say("measured"),
            f"{-sum(a for n, a in gain.parts if n in (say('fees a year'), say('costs of the issue'))):,.0f} {unit}",
        ),
        (say("safety of the banking system"), say("not measurable"), say("one deal says nothing on it")),
    )
    columns = (Column("effect", say("effect")), Column("how", say("how")), Column("what", say("what")))
    return Table("effects", say("Effects that the studies name"), columns, rows)


def given(inputs: Inputs, specs: Mapping[str, Input]) -> Table:
    """Return the inputs, each given or taken for granted, and where it stands in the file."""
    rows = tuple(
        (
            str(spec.meaning),
            _shown(inputs[name], spec.sort),
            say("given") if name in inputs.given else say("taken for granted"),
            inputs.place(name),
        )
        for name, spec in specs.items()
        if spec.sort != "word" and not (name == "sold_recovery" and inputs[name] < 0)
    )
    columns = (
        Column("input", say("input")),
        Column("value", say("value")),
        Column("status", say("status")),
        Column("place", say("where")),
    )
    return Table("inputs", say("Inputs"), columns, rows)


def _shown(value: Decimal, sort: str) -> str:
    return f"{(value * 100).normalize():f}%" if sort == "rate" else f"{value:,f}"


def tornado(swings: list[Swing], gain: Gain, unit: str) -> Plot:
    """Plot what the ten inputs that move most bring with a fifth less and a fifth more."""
    shown = [swing for swing in swings[:10] if swing[1] != swing[2]][::-1]
    labels = tuple(meaning for meaning, _, _ in shown)
    less = Curve(say("a fifth less"), tuple(float(low) for _, low, _ in shown), "less")
    more = Curve(say("a fifth more"), tuple(float(high) for _, _, high in shown), "more")
    base = Curve(say("as given"), (float(gain.total),) * len(shown), "zero")
    return Plot("tornado", say("What each input moves"), "", say("gain, {unit}", unit=unit), labels, (less, more, base), "bars")


def gain_line(inputs: Inputs, work: Work, unit: str) -> Plot:
    """Plot the gain along the input that the question turns on: the use of the money, or the price."""
    name, words = (
        ("reuse_rate", say("use of the money raised, %"))
        if inputs["kind"] == "performing"
        else ("price", say("price, % of claims"))
    )
    middle = inputs[name]
    points = [middle * k / 10 for k in range(21)] if middle else [Decimal(k) / 200 for k in range(21)]
    points = [p for p in points if p <= 1]
    gains = tuple(float(work({**inputs.values, name: p}).total) for p in points)
    zero = Curve(say("neither pays nor costs"), (0.0,) * len(points), "zero")
    labels = tuple(f"{p * 100:.2f}" for p in points)
    return Plot(
        "gain",
        say("What selling brings over keeping"),
        words,
        say("gain, {unit}", unit=unit),
        labels,
        (Curve(say("gain"), gains, "model"), zero),
    )
