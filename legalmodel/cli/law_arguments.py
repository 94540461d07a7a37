"""The arguments of the commands on law and on decided cases."""

from argparse import SUPPRESS, ArgumentParser

from legalmodel.cli.arguments import LANG, deal, further
from legalmodel.cli.parser import said


def cases(parser: ArgumentParser) -> None:
    """Add the arguments of ``cases``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, text in (
        ("list", said("all cases")),
        ("show", said("one case")),
        ("for", said("what cases say of the facts of a deal")),
    ):
        action = actions.add_parser(name, help=text)
        if name == "show":
            action.add_argument("case", help="the id of a case, as listed")
        if name == "for":
            deal(action)
            action.add_argument(
                "--suppose", metavar="FACTOR=VALUE", action="append", default=[], help="what if this were so; may be repeated"
            )
            action.add_argument("--as-of", metavar="DAY", help="look at the deal from this day")
            action.add_argument("--run-day", metavar="DAY", help="take this day for today")
            action.add_argument("--all", action="store_true", help="also what the file does not say")
        if name == "list":
            action.add_argument(
                "--system", metavar="CODE", default="", help="only cases of this legal system, such as US or US-NY"
            )
        action.add_argument("--doctrine", metavar="NAME", default="", help="only this doctrine, such as sale-or-loan")
        further(action)
        action.add_argument("--format", choices=("text", "json"), default="text")
        action.add_argument("--lang", metavar="TAG", default=SUPPRESS, help=LANG)


def law(parser: ArgumentParser) -> None:
    """Add the arguments of ``law``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, text in (
        ("list", said("all rules")),
        ("show", said("one rule")),
        ("lint", said("look for faults")),
        ("test", said("run the examples")),
    ):
        action = actions.add_parser(name, help=text)
        further(action)
        action.add_argument("rules", nargs="+" if name == "show" else "*", help="ids of rules or of instruments")
        action.add_argument("--format", choices=("text", "json"), default="text")
        action.add_argument("--lang", metavar="TAG", default=SUPPRESS, help=LANG)
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
    _attest(actions.add_parser("attest", help=said("sign for the text of rules that nobody could read, in a pack of your own")))


def _attest(parser: ArgumentParser) -> None:
    further(parser)
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
