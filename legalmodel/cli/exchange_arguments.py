"""The arguments of ``import`` and ``export``."""

from argparse import ArgumentParser


def import_(parser: ArgumentParser) -> None:
    """Add the arguments of ``import``."""
    add = parser.add_argument
    add(
        "files",
        nargs="*",
        metavar="FILE",
        help="a file of another format, or several that belong together; without one, the formats are listed",
    )
    add("--from", dest="form", metavar="FORMAT", default="", help="the format, such as bods")
    add("--currency", default="", metavar="CODE", help="currency of amounts, where the format names none, such as CNY")
    add(
        "--map",
        metavar="MAP",
        default="",
        help="for --from tape: which column of the tape is what (legalmodel tape maps), or a file",
    )
    add("-o", "--output", metavar="FILE", help="deal file to write (default: to standard output)")
    _plugin(parser)
    add("--format", choices=("text", "json"), default="text", help="how to tell what stays behind (default text)")


def export(parser: ArgumentParser) -> None:
    """Add the arguments of ``export``."""
    add = parser.add_argument
    add(
        "what",
        nargs="*",
        metavar="DEAL",
        help="a deal file, a folder with deal.yaml, or a template; for formats of law: rules or instruments",
    )
    add("--to", dest="form", metavar="FORMAT", default="", help="the format, such as bods; without one, the formats are listed")
    add("-o", "--output", metavar="FILE", help="file to write (default: to standard output)")
    add("--publisher", default="", metavar="NAME", help="who publishes it, for formats that name a publisher")
    add(
        "--fields",
        metavar="FILE",
        help="for formats of authorities: a table with what the deal file does not hold (columns code, value, item; or the columns of the format)",
    )
    add("--run-day", metavar="DAY", help="take this day for today, so that the result stays the same")
    _plugin(parser)
    add(
        "--format",
        choices=("text", "json"),
        default="text",
        help="how to tell what is not in the file that is written (default text)",
    )


def _plugin(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--plugin",
        metavar="NAME",
        action="append",
        default=[],
        help="use what an installed package offers; NAME@DIGEST pins it",
    )
