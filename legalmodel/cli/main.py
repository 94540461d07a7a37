"""Read the command line, run the command, turn errors into exit codes.

Exit codes: 0 nothing to report, 1 findings or undecided, 2 bad input, 3 our fault.
"""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter

from legalmodel import __version__

TYPE_CHECKING = False  # as that of typing, which help has no need to import

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_LANG = "language of what is printed or drawn: en, zh, or two as en,zh; names also in any other (ja, ko, th ...)"
_EXAMPLES = """\
examples:
  legalmodel check zhongyu-2016-1 --fail-on never     a real deal: Bank of China's first bad-loan deal of 2016
  legalmodel check deal.yaml --chart chart.svg        check your own deal and draw it
  legalmodel explain deal.yaml isolation              why, question by question
  legalmodel explain deal.yaml cn-trust-law-15        why, down to the line of the file and the article
  legalmodel validate deal.yaml                       the form of the file, and the file held against itself
  legalmodel draw deal.yaml -o chart.png              the chart of the four legal relationships
  legalmodel law show cn-trust-law-15                 one rule, as a lawyer reads it
"""


def run(arguments: list[str], make_server: "Callable[..., Any] | None" = None) -> int:
    """Run one command and return its exit code; ``make_server`` makes the server that ``serve`` runs."""
    for stream in (sys.stdout, sys.stderr):  # what a code page does not have is written as its code
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    wanted = next((word for word in arguments if not word.startswith("-")), "")
    as_json = False
    try:
        options = make_parser(wanted).parse_args(arguments)
        options.make_server = make_server
        as_json = getattr(options, "format", "text") == "json"
        _listen(options)
        _use(options)
        tags = _speak(options)
        code = _command(options, tags)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # the entry point: whatever is not the user's or the machine's doing is our fault
        from legalmodel.cli.trouble import told

        return told(error, as_json)
    finally:
        if "legalmodel.base.language" in sys.modules:
            from legalmodel.base.language import speak

            speak()


def _listen(options: Namespace) -> None:
    """Print what a run tells of its hops, if that is asked for; without, ``logging`` is not even imported."""
    if options.verbose:
        import logging

        logger = logging.getLogger("legalmodel")
        logger.handlers = [logging.StreamHandler(sys.stderr)]
        logger.setLevel(logging.INFO)


def _use(options: Namespace) -> None:
    """Use the packages named, and say of each what its files are: nothing is loaded in silence."""
    for name in getattr(options, "plugin", ()):
        from legalmodel.base.plugins import use

        print(f"plugin {use(name)}", file=sys.stderr)


_MODULE = {"import": "importing"}
"""Commands whose name is a word that Python keeps for itself."""


def _speak(options: Namespace) -> "tuple[str, ...]":
    """Speak in the languages asked for from here on, faults included."""
    from legalmodel.base.language import speak
    from legalmodel.cli.languages import asked_for

    tags = asked_for(options)
    speak(*tags)
    return tags


def _command(options: Namespace, tags: "tuple[str, ...]") -> int:
    from importlib import import_module

    from legalmodel.base.hops import hop
    from legalmodel.base.language import speak
    from legalmodel.cli.languages import runs

    with hop("all"):
        name = _MODULE.get(options.command, options.command)
        command: Callable[[Namespace], int] = import_module(f"legalmodel.cli.{name}").run
        code = 0
        for languages in runs(options, tags):
            speak(*languages)
            code = command(options)
        return code


def make_parser(wanted: str | None = None) -> ArgumentParser:
    """Return the parser of the whole command line; with ``wanted``, only that command is given its arguments, to start sooner."""
    parser = ArgumentParser(
        prog="legalmodel",
        description="Check the legal structure of a securitisation against law, explain each answer, and draw the deal.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"legalmodel {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    def command(name: str, help: str, fill: "Callable[[ArgumentParser], None]") -> None:
        parser = commands.add_parser(name, help=help)
        if wanted in (None, name):
            fill(parser)
            parser.add_argument("--verbose", action="store_true", help="say on standard error how long each hop took")
            parser.add_argument("--lang", metavar="TAG", help=_LANG)

    command("check", "check a deal: conclusions, what must change, what to find out", _check)
    command("explain", "explain a heading, a question, a rule or a finding", _explain)
    command("validate", "check the form of deal files, and each against itself", _validate)
    command("set", "set facts of a deal file in place, comments and layout kept", _set)
    command("migrate", "bring a deal file of an older version to the present one", _migrate)
    command("draw", "draw the chart of legal relationships", _draw)
    command("analyse", "ask more of a deal: what would change if a party failed", _analyse)
    command("behind", "who is behind a party: economic share, votes, capacities, control", _behind)
    command("compare", "lay two deals, or one deal on two days, side by side", _compare)
    command("book", "check every deal of a folder", _book)
    command("serve", "show a deal as a page on this machine, checked anew at each reload", _serve)
    command("new", "list the templates, or copy one to start from", _new)
    command("process", "where a deal stands, what blocks it, whose duty comes next; its calendar", _process)
    command("risks", "the risk register of a deal: findings, facts, what experts say, controls, disclosure", _risks)
    command("import", "read a deal of another format as a deal file, and list what stays behind", _import)
    command("cashflow", "collections, the priority of payments, and what each class receives", _cashflow)
    command("forecast", "forecast a short series by the grey model, beside plainer ways", _forecast)
    command("economics", "when it pays a bank to securitise, on given inputs", _economics)
    command("completion", "print a completion script for a shell", _completion)
    command("schema", "print a published JSON Schema", _schema)
    command("cases", "decided cases: list, show, or lay them beside a deal", _cases)
    command("law", "list, show, lint and test the rules", _law)
    return parser


def _deal(parser: ArgumentParser) -> None:
    parser.add_argument("deal", help="a deal file, a folder with deal.yaml, or the name of a template")


def _further(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--law", metavar="FOLDER", action="append", default=[], help="a further folder of law; may be repeated")
    add(
        "--plugin",
        metavar="NAME",
        action="append",
        default=[],
        help="use what an installed package offers; NAME@DIGEST pins it",
    )


def _days(parser: ArgumentParser, action: str = "store") -> None:
    """Add the days; where two sides are compared, each may be given twice (``append``): for the first, for the second."""
    _deal(parser)
    parser.add_argument(
        "--as-of",
        metavar="DAY",
        action=action,
        help="look at the deal from this day: nothing later is there; acts keep the law of their own day",
    )
    parser.add_argument("--law-on", metavar="DAY", action=action, help="what if: this day's law on the facts of each act")
    parser.add_argument("--run-day", metavar="DAY", help="take this day for today, so that the result stays the same")
    _further(parser)
    parser.add_argument("--colour", choices=("auto", "always", "never"), default="auto")


def _check(parser: ArgumentParser) -> None:
    _days(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv", "parquet"),
        default="text",
        help="csv and parquet: the table of findings (docs/findings-table.md)",
    )
    parser.add_argument("--output", metavar="FILE", help="write the result to a file; Parquet has to be")
    parser.add_argument(
        "--chart", metavar="FILE", action="append", default=[], help="also draw the chart, as .svg, .png, .pptx ..."
    )
    parser.add_argument(
        "--fail-on",
        choices=("never", "fail", "undecided"),
        default="undecided",
        help="when to exit with 1: never, for failing rules only, or also while anything is undecided (default)",
    )


def _explain(parser: ArgumentParser) -> None:
    _days(parser)
    parser.add_argument("what", nargs="?", default="", help="isolation, remoteness, protection, a question, a rule or a record")
    parser.add_argument("--all", action="store_true", help="also what does not apply")
    parser.add_argument("--proof", action="store_true", help="show the whole proof, test by test")


def _validate(parser: ArgumentParser) -> None:
    parser.add_argument("deals", nargs="+", help="deal files, folders or names of templates; - is standard input")
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="sarif (2.1.0) and github (annotations) mark the lines of a change",
    )
    parser.add_argument("--run-day", metavar="DAY", help="take this day for today")


def _set(parser: ArgumentParser) -> None:
    parser.add_argument("deal", help="a deal file, or a folder with deal.yaml")
    parser.add_argument(
        "facts", nargs="*", metavar="PATH VALUE", help="such as trusts.main.form written; several pairs may follow"
    )
    parser.add_argument(
        "--take-out", metavar="PATH", action="append", default=[], help="take out a fact or record; may be repeated"
    )
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")


def _migrate(parser: ArgumentParser) -> None:
    parser.add_argument("deal", help="a deal file, or a folder with deal.yaml")
    parser.add_argument("--from", dest="start", metavar="FORMAT", help="the version of a file that does not say it")
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")


def _draw(parser: ArgumentParser) -> None:
    _days(parser)
    add = parser.add_argument
    add(
        "--view",
        action="append",
        default=[],
        metavar="VIEW",
        help="which view to draw (default relations); may be repeated; or all",
    )
    add("--names", action="store_true", help="natural persons by name; without it, by number")
    add("--clean", action="store_true", help="for a term sheet: without the findings, and without a word on what is not known")
    add("--legend", choices=("yes", "no"), default="yes", help="with the legend (default), or without")
    add(
        "--footer",
        choices=("yes", "no"),
        default="yes",
        help="with the day, the source and 'not a legal opinion' below (default)",
    )
    add("--against", default="", metavar="FILE", help="an earlier state of the deal: show what came, went and changed since")
    add("--finding", default="", metavar="ID", help="let what one finding rests on stand out")
    add("--party", default="", metavar="ID", help="only one party or estate and its neighbours")
    add("--kind", action="append", default=[], metavar="KIND", help="only relations of a kind, such as trust; may be repeated")
    add("--system", default="", metavar="CODE", help="only what is tied to one legal system, such as CN")
    add("--jurisdictions", action="store_true", help="put what has its seat in one country into a frame")
    add("--language", choices=("both", "en", "zh"), help=SUPPRESS)
    add("--theme", choices=("light", "dark", "print"), default="light")
    add("--no-links", action="store_true", help="an SVG without links to the lines of the deal file")
    add("--scale", type=float, default=2.0, help="size of a PNG (default 2)")
    add("--template", default="", metavar="FILE", help="a firm's own slides, .pptx or .potx")
    add("--positions", default="", metavar="FILE", help="keep positions as moved by hand in a .pptx or .drawio drawn before")
    add("-o", "--output", metavar="FILE", help="file to write; its ending is the format (default: the deal's name, .svg)")


def _analyse(parser: ArgumentParser) -> None:
    _days(parser)
    parser.add_argument("analysis", nargs="?", default="", help="name of an analysis; without it, all are listed")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _behind(parser: ArgumentParser) -> None:
    _deal(parser)
    add = parser.add_argument
    add("party", help="the id of a party or estate")
    add("--threshold", metavar="SHARE", default="25%", help="from which part on somebody is behind it (default 25%%)")
    add("--by", metavar="NAME", default="majority", help="definition of control (default majority)")
    add("--as-of", metavar="DAY", help="on this day, such as 2020-06-30 (default today)")
    add("--names", action="store_true", help="tell natural persons by name; without it, by number")
    add("--format", choices=("text", "json"), default="text")


def _compare(parser: ArgumentParser) -> None:
    _days(parser, "append")
    parser.add_argument(
        "other", nargs="?", default="", help="a second deal, or FILE@REVISION of git; without it, the first again"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _book(parser: ArgumentParser) -> None:
    parser.add_argument("folder", help="a folder of deal files")
    parser.add_argument("--run-day", metavar="DAY", help="take this day for today")
    _further(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _port(text: str) -> int:
    """Read the number of a port; 0 lets the system choose one."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) < 65536):
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"'{text[:20]}' is no port: give a number from 0 to 65535")
    return int(text)


def _serve(parser: ArgumentParser) -> None:
    _days(parser)
    parser.add_argument("--port", type=_port, default=8765, help="port on this machine (default 8765)")
    parser.add_argument("--once", metavar="FILE", help="write the page to a file instead of serving it")


def _new(parser: ArgumentParser) -> None:
    parser.add_argument("template", nargs="?", default="", help="name of a template; without it, all are listed")
    parser.add_argument("folder", nargs="?", default="", help="folder to make (default: the template's name)")


def _process(parser: ArgumentParser) -> None:
    _days(parser)
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


def _risks(parser: ArgumentParser) -> None:
    _days(parser)
    add = parser.add_argument
    add("--survey", metavar="FILE", help="what experts say: likelihood, impact, comparisons in pairs, tests of controls")
    add("--against", metavar="DEAL", help="lay another deal beside this one, or with --against-law-on the same one")
    add("--against-law-on", metavar="DAY", help="the other side under this day's law")
    add("--book", metavar="FOLDER", help="hold forecasts against recoveries over all deals of this folder too")
    add("--inside", action="store_true", help="also tell what only the file knows: possible inside information")
    add("--all", action="store_true", help="show all risks in a terminal, also those of which nothing is said")
    add("--xlsx", metavar="FILE", help="also write a workbook")
    _study(parser)


def _import(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("file", nargs="?", default="", help="a file of another format; without it, the formats are listed")
    add("--from", dest="form", metavar="FORMAT", default="", help="the format, such as absbox")
    add("--currency", default="", metavar="CODE", help="currency of amounts, where the format names none, such as CNY")
    add("-o", "--output", metavar="FILE", help="deal file to write (default: to standard output)")
    add("--format", choices=("text", "json"), default="text", help="how to tell what stays behind (default text)")


def _study(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "csv", "html"), default="text")
    parser.add_argument("--plot", metavar="FILE", action="append", default=[], help="also draw a plot, as .svg or .png")


def _cashflow(parser: ArgumentParser) -> None:
    _deal(parser)
    add = parser.add_argument
    add(
        "--order",
        choices=("stated", "usual"),
        default="stated",
        help="the priority of payments that the file states, or the usual one",
    )
    add("--total", metavar="AMOUNT", help="bad loans: all recoveries (default: the lowest forecast of the file)")
    add("--months", type=int, metavar="N", help="months over which money comes in (default: to the latest expected end)")
    add(
        "--curve",
        choices=("lump", "even", "exponential", "s-curve"),
        default="s-curve",
        help="bad loans: how recoveries come in",
    )
    add("--middle", default="50%", metavar="PART", help="part of the time by which half is in (default 50%%)")
    add("--observed", metavar="FILE", help="bad loans: a CSV file of what came in each month, as the curve")
    add("--costs", default="0%", metavar="PART", help="bad loans: costs of the work, of what comes in after closing")
    add("--rate", metavar="RATE", help="good loans: interest a year")
    add("--prepaid", default="0%", metavar="RATE", help="good loans: prepaid a year")
    add("--defaulting", default="0%", metavar="RATE", help="good loans: defaulting a year")
    add("--lost", default="50%", metavar="PART", help="good loans: lost of what defaults (default 50%%)")
    add("--delay", type=int, default=12, metavar="N", help="good loans: months to the recovery (default 12)")
    add(
        "--pays",
        choices=("level", "even"),
        default="level",
        help="good loans: level payments, or even principal (default level)",
    )
    add(
        "--since",
        choices=("closing", "cut-off"),
        default="closing",
        help="good loans: from when on they pay for the deal (default closing)",
    )
    add("--stress", default="100%", metavar="PART", help="recoveries, or defaults, as a part of the case (default 100%%)")
    add("--tax", default="0%", metavar="PART", help="taxes, of what comes in")
    add("--fees", default="0%", metavar="RATE", help="fees a year of agents whose fees the file does not state")
    add("--coupon", action="append", default=[], metavar="CLASS=RATE", help="rate of a class whose file states no fixed one")
    add(
        "--fee",
        action="append",
        default=[],
        metavar="ORDER.STEP=FEE",
        help="what a step for costs pays: a rate a year (2%%), an amount each time (599), an amount in all (10-once)",
    )
    add("--incentive", default="0%", metavar="PART", help="servicer's part of what comes in above the forecast")
    add("--discount", default="10%", metavar="RATE", help="rate at which classes are valued (default 10%%)")
    add("--draws", type=int, default=0, metavar="N", help="also draw N scenarios (default none)")
    add("--spread", default="20%", metavar="PART", help="spread of the draws (default 20%%)")
    add("--seed", type=int, default=2016, help="seed of the draws (default 2016)")
    add("--cover", type=float, metavar="TIMES", help="also size the first class for this cover")
    _study(parser)


def _forecast(parser: ArgumentParser) -> None:
    parser.add_argument("file", help="a CSV file: a heading, then a period and a figure on each line")
    parser.add_argument("--column", default="", metavar="NAME", help="the column of figures, where there are several")
    parser.add_argument("--since", default="", metavar="PERIOD", help="use the figures from this period on")
    parser.add_argument("--steps", type=int, default=5, help="periods ahead (default 5)")
    parser.add_argument("--level", type=float, default=80, help="percent of drawn futures that the interval holds (default 80)")
    parser.add_argument("--seed", type=int, default=2016, help="seed of the draws (default 2016)")
    _study(parser)


def _economics(parser: ArgumentParser) -> None:
    parser.add_argument("file", help="a YAML file of inputs, such as templates/economics/good-loans.yaml")
    _study(parser)


def _completion(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def _schema(parser: ArgumentParser) -> None:
    parser.add_argument("which", nargs="?", default="deal", choices=("deal", "law", "cases", "result", "findings"))


def _cases(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, text in (("list", "all cases"), ("show", "one case"), ("for", "what cases say of the facts of a deal")):
        action = actions.add_parser(name, help=text)
        if name == "show":
            action.add_argument("case", help="the id of a case, as listed")
        if name == "for":
            _deal(action)
            action.add_argument(
                "--suppose", metavar="FACTOR=VALUE", action="append", default=[], help="what if this were so; may be repeated"
            )
            action.add_argument("--as-of", metavar="DAY", help="look at the deal from this day")
            action.add_argument("--run-day", metavar="DAY", help="take this day for today")
        if name == "list":
            action.add_argument(
                "--system", metavar="CODE", default="", help="only cases of this legal system, such as US or US-NY"
            )
        action.add_argument("--doctrine", metavar="NAME", default="", help="only this doctrine, such as sale-or-loan")
        _further(action)
        action.add_argument("--format", choices=("text", "json"), default="text")


def _law(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, text in (("list", "all rules"), ("show", "one rule"), ("lint", "look for faults"), ("test", "run the examples")):
        action = actions.add_parser(name, help=text)
        _further(action)
        action.add_argument("rules", nargs="+" if name == "show" else "*", help="ids of rules or of instruments")
        action.add_argument("--format", choices=("text", "json"), default="text")
        action.add_argument("--lang", metavar="TAG", default=SUPPRESS, help=_LANG)
        if name == "list":
            action.add_argument(
                "--drafts", action="store_true", help="drafts that are known and never judged, instead of the rules"
            )
            action.add_argument(
                "--read-before", metavar="DAY", help="only what was read before this day, so that it is due to be read again"
            )
        if name == "test":
            action.add_argument(
                "--mutate", action="store_true", help="also check that the examples catch every small change of a rule"
            )
    _attest(actions.add_parser("attest", help="sign for the text of rules that nobody could read, in a pack of your own"))


def _attest(parser: ArgumentParser) -> None:
    _further(parser)
    add = parser.add_argument
    add("rules", nargs="*", help="ids of rules of 'text: memory', of one instrument")
    add("--into", metavar="FOLDER", help="your own pack, a folder that you keep in git")
    add("--confirm", metavar="FILE", help="confirm an attestation as a second person, instead of writing one")
    add("--list", action="store_true", help="what was attested in the packs given by --law, and whether it still holds")
    add("--copy", metavar="FILE", help="the copy that was read; its digest is kept, not the file")
    add("--version", metavar="DAY", help="the day from which the wording that was read holds")
    add("--articles", metavar="WORDS", help="the articles that were read")
    add("--reader", metavar="NAME", help="who read it")
    add("--capacity", metavar="WORDS", help="as what, such as 'lawyer'")
    add("--admitted", metavar="PLACE", help="where admitted to practise")
    add("--day", metavar="DAY", help="day of reading; today unless given")
