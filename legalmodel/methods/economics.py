"""When does it pay a bank to securitise, good loans or bad ones: arithmetic on given inputs, with what it turns on.

Two questions of the studies. Good loans: selling them raises money by notes where the bank has deposits already, frees capital, and
costs fees; it pays if the money and the capital find a use worth more than the notes cost. Bad loans: selling them gives a price
now for recoveries that come later, cost work, and bind capital meanwhile.
"""

from collections.abc import Mapping
from pathlib import Path

from legalmodel.base.errors import BadInput, Fault
from legalmodel.methods.gains.given import NON_PERFORMING, PERFORMING
from legalmodel.methods.gains.told import effects, gain_line, given, tornado, who_gets
from legalmodel.methods.gains.turns import Break, break_table, breaks_of, swing_table, swings_of
from legalmodel.methods.gains.work import Gain, Work, non_performing, performing
from legalmodel.methods.inputs import Input, Inputs, inputs_of
from legalmodel.methods.study import Column, Study, Table
from legalmodel.text.read import Source, read


def economics(file: str | Path) -> Study:
    """Work out whether securitising pays, from a data file (docs/economics.md).

    Raises BadInput with every fault of the file.
    """
    try:
        source = read(Path(file))
    except BadInput as error:
        raise BadInput([f._replace(fix=_FIX) if f.code in _NO_RECORD else f for f in error.faults]) from None
    return study(source)


_NO_RECORD = ("empty-file", "not-a-record")
_FIX = "begin with kind: performing, or kind: non_performing"


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


def _study(inputs: Inputs, specs: Mapping[str, Input], work: Work, main: str) -> Study:
    x, unit = inputs.values, inputs.currency or "units of money"
    gain = work(x)
    breaks = breaks_of(inputs, specs, work)
    swings = swings_of(inputs, specs, work)
    tables = (
        Table(
            "gain",
            "What selling brings over keeping",
            (Column("part", "part"), Column("amount", "amount", unit)),
            (*gain.parts, ("in all", gain.total)),
        ),
        break_table(breaks),
        swing_table(swings, unit),
        who_gets(inputs, gain, unit),
        effects(inputs, gain, unit),
        given(inputs, specs),
    )
    title = f"Does securitisation pay? {x['name'] or inputs.source.name}"
    says = (*_verdict(inputs, gain, main, unit), *_why(inputs, breaks))
    return Study(
        "economics",
        title,
        says,
        tables,
        (tornado(swings, gain, unit), gain_line(inputs, work, unit)),
        _assumes(inputs),
        _sources(inputs),
    )


def _verdict(inputs: Inputs, gain: Gain, main: str, unit: str) -> tuple[str, ...]:
    part = gain.total / inputs[main]
    word = "pays" if gain.total > 0 else "does not pay" if gain.total < 0 else "neither pays nor costs"
    return (f"On these inputs selling {word}: {gain.total:,.0f} {unit}, {part:.2%} of the {main}.",)


def _why(inputs: Inputs, breaks: list[Break]) -> tuple[str, ...]:
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
