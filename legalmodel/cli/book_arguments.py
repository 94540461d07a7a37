"""The arguments of ``book``: its actions on a store, and, as ever, a folder checked at once."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from legalmodel.cli.arguments import LANG, further
from legalmodel.cli.parser import Parser, said

ACTIONS = ("add", "check", "join", "compact", "remove", "query", "show", "folder")


class _FolderToo(Parser):
    """Reads ``book FOLDER`` as ``book folder FOLDER``: the first form that the command had."""

    def parse_known_args(  # type: ignore[override]  # typeshed has it overloaded for other kinds of namespaces
        self, args: Any = None, namespace: Any = None
    ) -> tuple[Namespace, list[str]]:
        """Read the words, the action put in where none is named."""
        words: Sequence[str] = list(args or ())
        if words and words[0] not in (*ACTIONS, "-h", "--help"):
            words = ["folder", *words]
        found: tuple[Namespace, list[str]] = super().parse_known_args(words, namespace)
        return found


def book(parser: ArgumentParser) -> None:
    """Add the arguments of ``book``."""
    parser.__class__ = _FolderToo
    actions = parser.add_subparsers(dest="action", required=True, metavar="action", parser_class=Parser)
    for name, text, fill in (
        ("add", said("take deals into a book: files, folders, JSON Lines, archives"), _add),
        ("check", said("judge what is new or touched by changed law"), _check),
        ("join", said("put books together that were made apart, as on several machines"), _join),
        ("compact", said("join the files of a book into fewer ones; what it says stays the same"), _compact),
        ("remove", said("take deals out of a book; their versions stay for --as-of"), _remove),
        ("query", said("ask a book in SQL, or one of the questions that have a name"), _query),
        ("show", said("explain one deal of a book"), _show),
        ("folder", said("check every deal of a folder, and keep nothing; 'book FOLDER' is the same"), _folder),
    ):
        action = actions.add_parser(name, help=text)
        fill(action)
        action.add_argument("--lang", metavar="TAG", default=SUPPRESS, help=LANG)


def _processes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--processes", type=int, default=0, metavar="N", help="how many processes work (default: one a processor)"
    )


def _add(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("book", help="the folder of the book; made if it is not there")
    add("sources", nargs="+", help="deal files, folders, .jsonl, .zip or .tar.gz")
    add("--under", metavar="NAME", default="", help="begin the names of these deals so (default: the name of the source)")
    _processes(parser)
    add(
        "--fail-on", choices=("never", "refused"), default="refused", help="when to exit with 1 (default: a file was set aside)"
    )
    add("--format", choices=("text", "json"), default="text")


def _check(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("book", help="the folder of the book")
    add("--run-day", metavar="DAY", help="take this day for today (default: the day the book was last judged for, else today)")
    further(parser)
    _processes(parser)
    add("--spark", metavar="MASTER", default="", help="let the machines of a Spark master judge, such as spark://host:7077")
    add(
        "--fail-on",
        choices=("never", "fail", "undecided"),
        default="fail",
        help="when to exit with 1: never, where a rule fails in a deal (default), or also where anything is undecided",
    )
    add("--format", choices=("text", "json"), default="text")


def _join(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("book", help="the folder of the book; made if it is not there")
    add("books", nargs="+", help="books to be taken over, which stay as they are")
    add("--format", choices=("text", "json"), default="text")


def _compact(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("book", help="the folder of the book")
    add("--deals", type=int, default=1000, metavar="N", help="how many deals share a file of each table (default 1000)")
    add(
        "--drop-old", action="store_true", help="also drop what superseded versions said; --as-of a day before finds it no more"
    )
    _processes(parser)
    add("--format", choices=("text", "json"), default="text")


def _remove(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("book", help="the folder of the book")
    add("deals", nargs="+", help="names of deals in the book, as queries tell them; * stands for anything, as in 'deals.zip/*'")
    add("--why", metavar="TEXT", default="", help="the reason, kept with it")
    add("--format", choices=("text", "json"), default="text")


def _query(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("book", help="the folder of the book")
    add("query", nargs="?", default="", help="a SELECT, or the name of a question; without it, these are listed")
    add("--rule", metavar="ID", help="for questions by name: a rule or an instrument")
    add("--deal", metavar="NAME", help="for questions by name: a deal of the book")
    add("--as-of", metavar="DAY", help="the book as it stood at the end of this day")
    add("--views", action="store_true", help="list the views and their columns")
    add("--memory", metavar="SIZE", default="1GB", help="what the query may use (default 1GB)")
    add("--format", choices=("text", "csv", "json", "xlsx"), default="", help="default: text, or by the name of --output")
    add("-o", "--output", metavar="FILE", default="", help="write the rows to a file")


def _show(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("book", help="the folder of the book")
    add("deal", help="the name of a deal in the book, as queries tell it")
    add("what", nargs="?", default="", help="isolation, remoteness, protection, a question, a rule or a record")
    add("--as-of", metavar="DAY", help="the version that the book had at the end of this day")
    add("--source", action="store_true", help="print the deal file itself, as it was taken in")
    add("--all", action="store_true", help="also what does not apply")
    add("--proof", action="store_true", help="show the whole proof, test by test")
    add("--format", choices=("text", "json", "csv"), default="text")
    add("-o", "--output", metavar="FILE", help="write the result to a file")
    add("--colour", choices=("auto", "always", "never"), default="auto")
    further(parser)


def _folder(parser: ArgumentParser) -> None:
    parser.add_argument("folder", help="a folder of deal files")
    parser.add_argument("--run-day", metavar="DAY", help="take this day for today")
    further(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
