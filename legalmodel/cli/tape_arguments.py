"""The arguments of ``tape``, an action each."""

from argparse import SUPPRESS, ArgumentParser

from legalmodel.cli.arguments import LANG, formats
from legalmodel.cli.parser import said


def tape(parser: ArgumentParser) -> None:
    """Add the arguments of ``tape``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, text, fill in (
        ("check", said("hold a loan tape against the criteria, limits and figures of a deal"), _check),
        ("map", said("draft a column map for a tape, or say what a map reads of it"), _map),
        ("maps", said("list the column maps that ship, and the columns that conditions may speak of"), _maps),
        ("overlap", said("find the same loan or debtor in two tapes or more, by salted hashes"), _overlap),
        ("sample", said("draw the loans to be kept at random, so that anybody can draw them again"), _sample),
        ("compare", said("compare the loans kept with the loans sold, for signs of adverse selection"), _compare),
    ):
        action = actions.add_parser(name, help=text)
        fill(action)
        action.add_argument("--lang", metavar="TAG", default=SUPPRESS, help=LANG)


def _written(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--map",
        default="",
        metavar="NAME|FILE",
        help="the column map: one that ships, or a file (legalmodel tape maps lists them)",
    )
    add(
        "--delimiter",
        default="",
        metavar="SIGN",
        help="the sign between cells, where the file does not show it plainly; tab for a tab",
    )
    add("--encoding", default="", metavar="NAME", help="how the file is written, if not in UTF-8: gb18030, utf-16, cp1252 ...")


def _check(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("tape", help="a CSV or Parquet file, a row for each loan")
    add("--deal", required=True, metavar="DEAL", help="the deal file, a folder with deal.yaml, or the name of a template")
    add("--pool", default="", metavar="ID", help="the pool that the tape lists, where the deal has several")
    _written(parser)
    add("--all", action="store_true", help="show all tables and rows in a terminal, the stratification too")
    add("--xlsx", metavar="FILE", help="also write a workbook")
    add(
        "--breaches",
        metavar="FILE",
        help="also write each row that does not meet a criterion, or of which it is not known, as CSV",
    )
    add(
        "--fail-on",
        choices=("never", "fail", "undecided"),
        default="undecided",
        help="when to exit with 1: never, where something is not met, or also while anything is not known (default)",
    )
    formats(parser)
    parser.set_defaults(plot=[])


def _map(parser: ArgumentParser) -> None:
    parser.add_argument("tape", help="a CSV or Parquet file, a row for each loan")
    _written(parser)
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="write the draft to a file")


def _maps(parser: ArgumentParser) -> None:
    formats(parser)
    parser.set_defaults(plot=[])


def _overlap(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("tape", nargs="+", help="two tapes or more; each may be TAPE=MAP where they need different maps")
    _written(parser)
    add(
        "--salt",
        default="",
        metavar="FILE",
        help="a file of secret bytes that the hashes are made with (default: new ones each time)",
    )
    add(
        "--keys",
        default="",
        metavar="FILE",
        help="also write the salted hashes of all loans and debtors, to be compared elsewhere",
    )
    add("--rows", default="", metavar="FILE", help="also write the rows that meet, by number, as CSV")
    formats(parser)
    parser.set_defaults(plot=[])


def _sample(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("tape", help="a CSV or Parquet file of all loans that may be drawn")
    _written(parser)
    add("--seed", default="", metavar="WORDS", help="what fixes the draw, laid down before the list was known")
    add("--share", default="", metavar="PART", help="the part of the loans that is kept, such as 5%%")
    add("--deal", default="", metavar="DEAL", help="take seed and share from the sampling of a pool")
    add("--pool", default="", metavar="ID", help="the pool, where the deal has several")
    add("--rows", default="", metavar="FILE", help="write the rows drawn, by number, as CSV")
    add("--against", default="", metavar="TAPE", help="a tape of the loans kept: say whether they are those drawn")
    formats(parser)
    parser.set_defaults(plot=[])


def _compare(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("kept", help="a tape of the loans kept")
    add("sold", help="a tape of the loans sold")
    _written(parser)
    add("--map-sold", default="", metavar="NAME|FILE", help="the map of the second tape, if it is another")
    formats(parser)
    parser.set_defaults(plot=[])
