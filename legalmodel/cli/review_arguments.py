"""The arguments of ``review``."""

from argparse import SUPPRESS, ArgumentParser

from legalmodel.cli.arguments import LANG, days, deal, further
from legalmodel.cli.parser import said


def review(parser: ArgumentParser) -> None:
    """Add the arguments of ``review``, an action each."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, text, fill in (
        ("export", said("write the checklist as a workbook or Word document"), _export),
        ("import", said("read a checklist back: into the deal, and into the log beside it"), _import),
        ("sign", said("sign as maker or checker"), _sign),
        ("status", said("who signed, and whether it still holds"), _status),
        ("log", said("the review log, for an examiner"), _log),
        ("keep", said("state how long the log is to be kept"), _keep),
    ):
        action = actions.add_parser(name, help=text)
        fill(action)
        action.add_argument("--lang", metavar="TAG", default=SUPPRESS, help=LANG)


def _export(parser: ArgumentParser) -> None:
    days(parser)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="the checklist to write, .xlsx or .docx")


def _import(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("file", help="the checklist that came back, .xlsx or .docx")
    add("deal", nargs="?", default="", help="the deal file; unless given, the one beside the checklist that it names")
    add("--dry-run", action="store_true", help="print what would change, and write nothing")
    add("--run-day", metavar="DAY", help="take this day for today")
    further(parser)


def _sign(parser: ArgumentParser) -> None:
    days(parser)
    add = parser.add_argument
    add("--as", dest="name", metavar="NAME", required=True, help="who signs")
    add("--role", choices=("maker", "checker"), required=True, help="a checker is another person than the maker")
    add("--identified", metavar="WORDS", required=True, help="how it is known who signs, such as a staff number")
    add(
        "--scope",
        metavar="ID",
        action="append",
        default=[],
        help="only these rows of the checklist; may be repeated (default: all)",
    )
    add(
        "--seen",
        metavar="DOC[=FILE]",
        action="append",
        default=[],
        help="a document that was seen, with the copy, whose digest is kept; may be repeated",
    )
    add(
        "--judgement",
        choices=("favourable", "adverse", "left_open"),
        default="",
        help="on one point that the law weighs, named by --scope",
    )
    add("--because", metavar="WORDS", default="", help="the reasons of the judgement")


def _status(parser: ArgumentParser) -> None:
    days(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _log(parser: ArgumentParser) -> None:
    deal(parser)
    add = parser.add_argument
    add("--format", choices=("text", "csv", "json"), default="text")
    add("-o", "--output", metavar="FILE", default="", help="write csv or json to a file")


def _keep(parser: ArgumentParser) -> None:
    deal(parser)
    add = parser.add_argument
    add("--until", metavar="DAY", required=True, help="last day on which the log is kept")
    add("--why", metavar="WORDS", required=True, help="the rule or policy that says so")
    add("--as", dest="name", metavar="NAME", default="", help="who states it")


def confirm(parser: ArgumentParser) -> None:
    """Add the arguments of ``confirm``."""
    deal(parser)
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="a fact, or a record or section with all in it, such as parties.bank")
    add("--all", action="store_true", help="everything that waits")
    add("--as", dest="name", metavar="NAME", default="", help="who confirms; without it, what waits is listed")
    add("--format", choices=("text", "json"), default="text")
