"""``legalmodel cashflow``: collections, the priority of payments, and what each class receives."""

import re
from argparse import Namespace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import deal_file
from legalmodel.cli.study import write

if TYPE_CHECKING:
    from legalmodel.methods.cash.wishes import Wishes
    from legalmodel.methods.cashflow import Case


def run(options: Namespace) -> int:
    """Run the cash of one deal."""
    from legalmodel.methods.cash.structure import MINOR
    from legalmodel.methods.cash.wishes import StepFee, Wishes
    from legalmodel.methods.cashflow import Case, cashflow

    observed = _observed(options.observed) if options.observed else ()
    case = Case(
        total=amount(options.total, "--total") if options.total is not None else None,
        months=len(observed) or options.months,
        curve="observed" if observed else options.curve,
        middle=part(options.middle, "--middle"),
        observed=observed,
        costs=part(options.costs, "--costs"),
        rate=part(options.rate, "--rate") if options.rate else None,
        prepaid=part(options.prepaid, "--prepaid"),
        defaulting=part(options.defaulting, "--defaulting"),
        lost=part(options.lost, "--lost"),
        delay=options.delay,
        pays=options.pays,
        since=options.since,
        factor=part(options.stress, "--stress"),
        discount=part(options.discount, "--discount"),
        draws=options.draws,
        spread=part(options.spread, "--spread"),
        seed=options.seed,
        cover=options.cover,
    )
    wishes = Wishes(
        options.order == "usual",
        part(options.tax, "--tax"),
        part(options.fees, "--fees"),
        part(options.incentive, "--incentive"),
        tuple((id, part(rate, "--coupon")) for id, rate in (_pair(text, "--coupon") for text in options.coupon)),
        tuple(
            StepFee(id, part(much, "--fee"))
            if much.endswith("%")
            else StepFee(id, **{_HOW[much.endswith("-once")]: round(amount(much.removesuffix("-once"), "--fee") * MINOR)})
            for id, much in (_pair(text, "--fee") for text in options.fee)
        ),
    )
    if options.chart:
        _chart(options, case, wishes)
    return write(lambda: cashflow(deal_file(options.deal), case, wishes), options)


def _chart(options: Namespace, case: "Case", wishes: "Wishes") -> None:
    """Draw the order of payments with what each step pays in the case, on one payment day or over all."""
    from legalmodel.graph.build import build
    from legalmodel.methods.cashflow import waterfall
    from legalmodel.model.parse import parse
    from legalmodel.output.draw import draw
    from legalmodel.output.views.waterfall import paid_out
    from legalmodel.text.read import read
    from legalmodel.text.replace import write_whole

    source = read(deal_file(options.deal))
    graph = build(parse(source), source.place)
    file = Path(options.chart)
    made = paid_out(graph, waterfall(graph, source, case, wishes, _day(options.on) if options.on else None))
    write_whole(file, draw(made, file.suffix.removeprefix(".").lower() or "svg"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest(say("--on {text} is no day", text=text), say("write it as 2026-06-26")) from None


def part(text: str, option: str) -> float:
    """Read a percentage given as an option.

    Raises BadRequest if it is none.
    """
    if not re.fullmatch(r"-?\d{1,4}(\.\d{1,6})?%", text):
        raise BadRequest(
            say("{option} {text} is no percentage", option=option, text=text), say("write it with a percent sign, such as 4.5%")
        )
    return float(Decimal(text[:-1]) / 100)


_HOW = {False: "each", True: "once"}


def _pair(text: str, option: str) -> tuple[str, str]:
    """Read ``name=figure``; two of one name are refused where they are used up."""
    name, _, figure = text.partition("=")
    if not name or not figure:
        raise BadRequest(
            say("{option} {text} names no figure", option=option, text=text), say("write name=figure, such as senior=4.5%")
        )
    return name, figure


def amount(text: str, option: str) -> Decimal:
    """Read an amount given as an option.

    Raises BadRequest if it is none.
    """
    if not re.fullmatch(r"\d{1,15}(\.\d{1,2})?", text):
        raise BadRequest(
            say("{option} {text} is no amount", option=option, text=text),
            say("write whole units and at most two decimals, such as 424060000"),
        )
    return Decimal(text)


def _observed(file: str) -> tuple[float, ...]:
    from legalmodel.methods.series import read_series

    return read_series(Path(file)).values
