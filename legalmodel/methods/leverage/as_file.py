"""Write the data of an account as a file of figures: what was made from deals can be read, changed and computed anew."""

import json
from fractions import Fraction

from legalmodel.methods.leverage.records import NUMBERS, PARTS, Figure, Given


def as_file(given: Given) -> str:
    """Return the data as YAML; ``given`` reads the same figures, machine and days from it."""
    lines = ["kind: leverage", f"name: {_text(given.name)}", f"source: {_text(given.source)}"]
    lines += [f"seat: {given.seat}"] if given.seat else []
    lines += [f"form: {given.form}"] if given.form else []
    if (machine := given.machine) is not None:
        parts = [
            f"capital: {_money(machine.capital, given)}",
            f"bank_money: {_money(machine.bank_money, given)}",
            f"kept: {_part(machine.kept)}",
            f"sold: {_part(machine.sold)}",
            f"repaid: {_part(machine.repaid)}",
            f"revolving: {str(machine.revolving).lower()}",
            *([f"turns: {machine.turns}"] if machine.turns else []),
        ]
        lines += [f"machine: {{{', '.join(parts)}}}"]
    if given.figures:
        lines += ["figures:", *(f"  {_id(at, f)}: {_figure(f, given)}" for at, f in enumerate(given.figures, 1))]
    lines += [f"days: [{', '.join(day.isoformat() for day in given.days)}]"] if given.days else []
    return "\n".join(lines) + "\n"


def _id(at: int, figure: Figure) -> str:
    return f"f{at}_{figure.what}"


def _figure(figure: Figure, given: Given) -> str:
    parts = [f"what: {figure.what}", f"amount: {_value(figure.value, figure.what, given)}"]
    parts += [f"base: {_money(figure.base, given)}"] if figure.base is not None else []
    parts += ["at_least: true"] if figure.at_least else []
    parts += [f"since: {figure.since}"] if figure.since else []
    parts += [f"on: {figure.on}", f"trust: {figure.trust}", f"source: {_text(figure.source)}"]
    return f"{{{', '.join(parts)}}}"


def _value(value: Fraction, what: str, given: Given) -> str:
    if what in PARTS:
        return _part(value)
    return _decimal(value) if what in NUMBERS else _money(value, given)


def _money(value: Fraction, given: Given) -> str:
    return f"{given.currency} {_decimal(value)}".strip()


def _part(value: Fraction) -> str:
    return f"{_decimal(value * 100, 9)}%"


def _decimal(value: Fraction, places: int = 6) -> str:
    whole, rest = divmod(round(value * 10**places), 10**places)
    return f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Write a text so that YAML reads it back as it is, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)
