"""The arguments of the studies: process, risks, cash flows, forecasts, economics."""

from argparse import ArgumentParser

from legalmodel.cli.arguments import days, deal, formats


def _study(parser: ArgumentParser) -> None:
    formats(parser)
    parser.add_argument("--plot", metavar="FILE", action="append", default=[], help="also draw a plot, as .svg or .png")


def process(parser: ArgumentParser) -> None:
    """Add the arguments of ``process``."""
    days(parser)
    add = parser.add_argument
    add(
        "--frame",
        default="",
        metavar="NAME",
        help="five-part, five-step, or the route of a law pack (default: the deal's route)",
    )
    add("--at", metavar="HH:MM", help="ics: put events at this hour, in the country's zone (default: whole days)")
    add("--format", choices=("text", "json", "csv", "html", "ics"), default="text")
    add("--plot", metavar="FILE", action="append", default=[], help="also draw the gates by day, as .svg or .png")


def risks(parser: ArgumentParser) -> None:
    """Add the arguments of ``risks``."""
    days(parser)
    add = parser.add_argument
    add("--survey", metavar="FILE", help="what experts say: likelihood, impact, comparisons in pairs, tests of controls")
    add("--against", metavar="DEAL", help="lay another deal beside this one, or with --against-law-on the same one")
    add("--against-law-on", metavar="DAY", help="the other side under this day's law")
    add("--book", metavar="FOLDER", help="hold forecasts against recoveries over all deals of this folder too")
    add("--inside", action="store_true", help="also tell what only the file knows: possible inside information")
    add("--all", action="store_true", help="show all risks in a terminal, also those of which nothing is said")
    add("--xlsx", metavar="FILE", help="also write a workbook")
    _study(parser)


def compare_laws(parser: ArgumentParser) -> None:
    """Add the arguments of ``compare-laws``."""
    days(parser)
    add = parser.add_argument
    add(
        "--systems",
        metavar="LIST",
        default="",
        help="laws to ask, such as CN,US-DE,EU+IT,KR,JP (default: all that have a pack)",
    )
    add("--all", action="store_true", help="show in a terminal also the questions that the laws answer alike")
    add("--xlsx", metavar="FILE", help="also write a workbook")
    _study(parser)


def _performing(parser: ArgumentParser) -> None:
    """Add what is asked of a case of performing loans."""
    add = parser.add_argument
    add("--rate", metavar="RATE", help="performing loans: interest a year")
    add("--prepaid", default="0%", metavar="RATE", help="performing loans: prepaid a year")
    add("--defaulting", default="0%", metavar="RATE", help="performing loans: defaulting a year")
    add("--lost", default="50%", metavar="PART", help="performing loans: lost of what defaults (default 50%%)")
    add("--delay", type=int, default=12, metavar="N", help="performing loans: months to the recovery (default 12)")
    add(
        "--pays",
        choices=("level", "even"),
        default="level",
        help="performing loans: level payments, or even principal (default level)",
    )
    add(
        "--since",
        choices=("closing", "cut-off"),
        default="closing",
        help="performing loans: from when on they pay for the deal (default closing)",
    )


def cashflow(parser: ArgumentParser) -> None:
    """Add the arguments of ``cashflow``."""
    deal(parser)
    add = parser.add_argument
    add(
        "--order",
        choices=("stated", "usual"),
        default="stated",
        help="the priority of payments that the file states, or the usual one",
    )
    add("--chart", metavar="FILE", help="also draw the priority of payments with what each step pays, as .svg, .png, .pptx ...")
    add("--on", metavar="DAY", help="with --chart: the payments of this payment day (default: all together)")
    add("--total", metavar="AMOUNT", help="non-performing loans: all recoveries (default: the lowest forecast of the file)")
    add("--months", type=int, metavar="N", help="months over which money comes in (default: to the latest expected end)")
    add(
        "--curve",
        choices=("lump", "even", "exponential", "s-curve"),
        default="s-curve",
        help="non-performing loans: how recoveries come in",
    )
    add("--middle", default="50%", metavar="PART", help="part of the time by which half is in (default 50%%)")
    add("--observed", metavar="FILE", help="non-performing loans: a CSV file of collections month by month, as the curve")
    add(
        "--costs",
        default="0%",
        metavar="PART",
        help="non-performing loans: costs of the work, as a part of collections after closing",
    )
    _performing(parser)
    add("--stress", default="100%", metavar="PART", help="recoveries, or defaults, as a part of the case (default 100%%)")
    add("--tax", default="0%", metavar="PART", help="taxes, as a part of collections")
    add("--fees", default="0%", metavar="RATE", help="fees a year of agents whose fees the file does not state")
    add("--coupon", action="append", default=[], metavar="CLASS=RATE", help="rate of a class whose file states no fixed one")
    add(
        "--fee",
        action="append",
        default=[],
        metavar="ORDER.STEP=FEE",
        help="what a step for costs pays: a rate a year (2%%), an amount each time (599), an amount in all (10-once)",
    )
    add("--incentive", default="0%", metavar="PART", help="servicer's part of collections above the forecast")
    add("--discount", default="10%", metavar="RATE", help="rate at which classes are valued (default 10%%)")
    add("--draws", type=int, default=0, metavar="N", help="also draw N scenarios (default none)")
    add("--spread", default="20%", metavar="PART", help="spread of the draws (default 20%%)")
    add("--seed", type=int, default=2016, help="seed of the draws (default 2016)")
    add("--cover", type=float, metavar="TIMES", help="also size the first class for this cover")
    _study(parser)


def forecast(parser: ArgumentParser) -> None:
    """Add the arguments of ``forecast``."""
    parser.add_argument("file", help="a CSV file: a heading, then a period and a figure on each line")
    parser.add_argument("--column", default="", metavar="NAME", help="the column of figures, where there are several")
    parser.add_argument("--since", default="", metavar="PERIOD", help="use the figures from this period on")
    parser.add_argument("--steps", type=int, default=5, help="periods ahead (default 5)")
    parser.add_argument("--level", type=float, default=80, help="percent of drawn futures that the interval holds (default 80)")
    parser.add_argument("--seed", type=int, default=2016, help="seed of the draws (default 2016)")
    _study(parser)


def economics(parser: ArgumentParser) -> None:
    """Add the arguments of ``economics``."""
    parser.add_argument("file", help="a YAML file of inputs, such as templates/economics/good-loans.yaml")
    _study(parser)


def leverage(parser: ArgumentParser) -> None:
    """Add the arguments of ``leverage``."""
    add = parser.add_argument
    add("file", nargs="+", help="a YAML file of figures, or the deals of one originator: files, folders, templates")
    add("--of", default="", metavar="PARTY", help="deals: whose account, by id, name or identifier")
    add("--by-name", action="store_true", help="deals: also join those who have only name and seat in common")
    add("--on", metavar="DAY", action="append", default=[], help="deals: ask the multiples of the law on this day too")
    add("--network", action="store_true", help="deals: who funds, serves, supports and holds what, and who loses first")
    add("--chart", metavar="FILE", help="with --network: also draw it, as .svg, .png, .pdf, .pptx ...")
    add("--write", metavar="FILE", help="deals: also write what they tell as a file of figures")
    _study(parser)
