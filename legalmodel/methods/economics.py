"""When does it pay a bank to securitise, good loans or bad ones: arithmetic on given inputs, with what it turns on.

Two questions of the studies. Good loans: selling them raises money by notes where the bank has deposits already, frees capital, and
costs fees; it pays if the money and the capital find a use worth more than the notes cost. Bad loans: selling them gives a price
now for recoveries that come later, cost work, and bind capital meanwhile.
"""

from collections.abc import Mapping
from pathlib import Path

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import Phrase, say
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
        raise BadInput([f._replace(fix=str(_FIX)) if f.code in _NO_RECORD else f for f in error.faults]) from None
    return study(source)


_NO_RECORD = ("empty-file", "not-a-record")
_FIX = Phrase("begin with kind: performing, or kind: non_performing")


def study(source: Source) -> Study:
    """Work it out from a file that was read.

    Raises BadInput with every fault of the file.
    """
    kind = source.data.get("kind")
    if kind not in ("performing", "non_performing"):
        cause = (
            say("the file does not say what sort of loans it is about")
            if kind is None
            else say("'{kind}' is no sort of loans", kind=str(kind)[:40])
        )
        raise BadInput(
            [Fault("no-kind", cause, source.key_place(("kind",)), say("write kind: performing, or kind: non_performing"))]
        )
    good = kind == "performing"
    specs, work, main = (PERFORMING, performing, "principal") if good else (NON_PERFORMING, non_performing, "claims")
    inputs = inputs_of(source, specs)
    return _study(inputs, specs, work, main)


def _study(inputs: Inputs, specs: Mapping[str, Input], work: Work, main: str) -> Study:
    x, unit = inputs.values, inputs.currency or say("units of money")
    gain = work(x)
    breaks = breaks_of(inputs, specs, work)
    swings = swings_of(inputs, specs, work)
    tables = (
        Table(
            "gain",
            say("What selling brings over keeping"),
            (Column("part", say("part")), Column("amount", say("amount"), unit)),
            (*gain.parts, (say("in all"), gain.total)),
        ),
        break_table(breaks),
        swing_table(swings, unit),
        who_gets(inputs, gain, unit),
        effects(inputs, gain, unit),
        given(inputs, specs),
    )
    title = say("Does securitisation pay? {x}", x=x["name"] or inputs.source.name)
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
    word = (
        say("pays", context="verdict")
        if gain.total > 0
        else say("does not pay", context="verdict")
        if gain.total < 0
        else say("neither pays nor costs", context="verdict")
    )
    return (
        say(
            "On these inputs selling {word}: {total} {unit}, {part} of the principal."
            if main == "principal"
            else "On these inputs selling {word}: {total} {unit}, {part} of the claims.",
            word=word,
            total=f"{gain.total:,.0f}",
            unit=unit,
            part=f"{part:.2%}",
        ),
    )


def _why(inputs: Inputs, breaks: list[Break]) -> tuple[str, ...]:
    x = inputs.values
    said = []
    if x["kind"] == "performing":
        over = x["note_cost"] - x["deposit_cost"]
        said.append(
            say(
                "The notes cost {x} where deposits cost {x2} ({over}); the money raised earns {x3} in its next use.",
                x=f"{x['note_cost']:.2%}",
                x2=f"{x['deposit_cost']:.2%}",
                over=f"{over:+.2%}",
                x3=f"{x['reuse_rate']:.2%}",
            )
        )
        if x["capital_return"] == 0:
            said.append(say("The capital that is freed finds no use, so it counts for nothing."))
    else:
        said.append(
            say(
                "The price is {x} of the claims now; working the loans out brings {x2} over {x3} years at a cost.",
                x=f"{x['price']:.1%}",
                x2=f"{x['recovery']:.1%}",
                x3=x["years"],
            )
        )
    found = [(meaning, value, point) for _, meaning, value, point in breaks if point is not None]
    if found:
        meaning, value, point = min(found, key=lambda f: abs(f[2] - f[1]))
        said.append(
            say(
                "It turns at {point} for {meaning} (given: {value}).",
                point=f"{point:.2%}",
                meaning=meaning,
                value=f"{value:.2%}",
            )
        )
    return tuple(said)


def _assumes(inputs: Inputs) -> tuple[str, ...]:
    good = inputs["kind"] == "performing"
    said = [say("Arithmetic on the inputs below; which are this bank's own, and which are guesses, only its author knows.")]
    if good:
        said.append(
            say(
                "Deposits stay whether the loans are sold or not; the surplus of the loans over notes, fees and losses comes back to the bank in either case."
            )
        )
    else:
        said.append(
            say(
                "Collections come evenly, month by month; holders of notes are repaid evenly, and what is left goes to the lowest class at the end."
            )
        )
    said.append(
        say(
            "What the bank keeps binds capital by the risk weight given; whether a regulator grants relief is a question of law (legalmodel explain DEAL apart/capital)."
        )
    )
    return tuple(said)


def _sources(inputs: Inputs) -> tuple[str, ...]:
    said = [say("{given} inputs from {name}", given=len(inputs.given), name=inputs.source.name)]
    return (
        (*said, say("as the file says: {inputs}", inputs=inputs["source"]))
        if inputs["source"]
        else (*said, say("the file names no source for its figures"))
    )
