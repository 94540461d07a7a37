"""The arguments of the questions that change a deal and judge it again: stress, cure, ask."""

from argparse import ArgumentParser

from legalmodel.cli.arguments import days, formats


def _study(parser: ArgumentParser) -> None:
    formats(parser)
    parser.set_defaults(plot=[])


def stress(parser: ArgumentParser) -> None:
    """Add the arguments of ``stress``."""
    days(parser)
    add = parser.add_argument
    add(
        "--party", metavar="ID", action="append", default=[], help="a party that fails; may be repeated (default: each in turn)"
    )
    add("--together", action="store_true", help="all parties given fail at once, not one after the other")
    add("--group", action="store_true", help="each fails with its whole group")
    add("--pairs", action="store_true", help="also each two together: what is worse than if each fails alone")
    add("--on", metavar="DAY", help="the day of the failure (default: the last the file tells of; of a plan, closing)")
    add("--kind", metavar="WORD", default="", help="the proceeding, such as reorganisation or takeover_by_regulator")
    add("--all", action="store_true", help="in a terminal, also what stays, is provided for or is open")
    add(
        "--rate",
        metavar="PART",
        help="interest a year on performing loans, such as 4.8%%: then what each class receives is calculated",
    )
    add("--prepaid", default="0%", metavar="PART", help="for that: prepaid a year (default 0%%)")
    add("--defaulting", default="0%", metavar="PART", help="for that: defaulting a year (default 0%%)")
    add("--total", metavar="AMOUNT", help="for that: recoveries in all on non-performing loans (default: the lowest forecast)")
    add(
        "--order",
        choices=("stated", "usual"),
        default="stated",
        help="for that: the priority of payments (default: as the file states it)",
    )
    add("--chart", metavar="FILE", help="also draw the deal before and after the most harmful failure, as .svg, .png ...")
    _study(parser)


def cure(parser: ArgumentParser) -> None:
    """Add the arguments of ``cure``."""
    days(parser)
    add = parser.add_argument
    add(
        "--goal",
        metavar="NAME",
        action="append",
        default=[],
        help="a rule, a finding, or isolation, remoteness, protection (default: all that fails)",
    )
    add("--redraft", action="store_true", help="as if nothing were signed yet: how the terms would have had to read")
    add("--most", type=int, default=10, metavar="N", help="so many different cures (default 10)")
    add("--changes", type=int, default=4, metavar="N", help="of at most so many changes (default and most 4)")
    add(
        "--seconds",
        type=float,
        default=60.0,
        metavar="N",
        help="look for so long (default 60); an interrupt gives the best so far",
    )
    add("--write", type=int, default=0, metavar="N", help="write the Nth cure into the file, comments and layout kept")
    add("--dry-run", action="store_true", help="with --write: print what would change, and write nothing")
    _study(parser)


def ask(parser: ArgumentParser) -> None:
    """Add the arguments of ``ask``."""
    days(parser)
    add = parser.add_argument
    add("--about", metavar="NAME", default="", help="only of one fact (its path), a section, or a document")
    add("--most", type=int, default=5, metavar="N", help="list: so many questions (default 5)")
    add("--again", action="store_true", help="also what somebody gave up on: not disclosed, confidential, not found")
    add("--list", action="store_true", help="list the questions, and ask nothing; so it is too where there is no terminal")
    add("--interactive", action="store_true", help="ask, also where there is no terminal: answers are read line by line")
    add(
        "--answers",
        metavar="FILE",
        default="",
        help="write the answers of a file: 'path: value', or {value: ..., evidence: ...}",
    )
    add("--dry-run", action="store_true", help="with --answers: print what would change, and write nothing")
    _study(parser)
