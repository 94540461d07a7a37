"""Read the command line, run the command, turn errors into exit codes.

Exit codes: 0 nothing to report, 1 findings or undecided, 2 bad input, 3 our fault.
"""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace

from legalmodel.cli import arguments
from legalmodel.cli.parser import VERSION, HelpOfAll, Parser, ShowVersion, early, read, said

TYPE_CHECKING = False  # as that of typing, which help has no need to import

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def run(
    words: list[str], make_server: "Callable[..., Any] | None" = None, serve_workbench: "Callable[..., None] | None" = None
) -> int:
    """Run one command and return its exit code; ``make_server`` makes the server that ``serve`` runs, ``serve_workbench`` serves a folder."""
    for stream in (sys.stdout, sys.stderr):  # what a code page does not have is written as its code
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    wanted = next((w for w, before in zip(words, ["", *words], strict=False) if w[:1] != "-" and before != "--lang"), "")
    as_json = False
    try:
        first = early(words)
        if first:
            _speak_first(first)
        options = read(make_parser(wanted, alone=words[:1] == [wanted]), words, in_english=not first)
        options.make_server, options.serve_workbench = make_server, serve_workbench
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
        if "legalmodel.base.figures" in sys.modules:
            from legalmodel.base.figures import be_exact

            be_exact(False)


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


_MODULE = {"import": "importing", "compare-laws": "compare_laws"}
"""Commands whose name cannot be that of a module."""


def _speak_first(tags: "tuple[str, ...]") -> None:
    """Speak from here on, so that help, and faults of the line itself, are in the language too."""
    from legalmodel.base.language import speak

    speak(*tags)


def _speak(options: Namespace) -> "tuple[str, ...]":
    """Speak in the languages asked for from here on, faults included."""
    from legalmodel.base.language import speak
    from legalmodel.cli.languages import asked_for

    tags = asked_for(options)
    speak(*tags)
    if getattr(options, "exact", False):
        from legalmodel.base.figures import be_exact

        be_exact(True)
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


def _examples() -> str:
    return said(
        """\
examples:
  a real deal, Bank of China's first NPL deal of 2016
    legalmodel check zhongyu-2016-1 --fail-on never
  your own deal, checked and drawn
    legalmodel check deal.yaml --chart chart.svg
  why: question by question, or down to the line of the file and the article
    legalmodel explain deal.yaml isolation
    legalmodel explain deal.yaml cn-trust-law-15
  the form of the file, and the file checked against itself
    legalmodel validate deal.yaml
  the chart of the four legal relationships
    legalmodel draw deal.yaml -o chart.png
  one rule, as a lawyer reads it
    legalmodel law show cn-trust-law-15
"""
    )


def make_parser(wanted: str | None = None, *, alone: bool = False) -> ArgumentParser:
    """Return the parser of the whole command line; with ``wanted``, only that command is given its arguments, to start sooner.

    ``alone`` leaves the other commands out altogether: nothing tells of them once a line begins with the name of one. Where there is no
    such command, all are there, since the fault names them.
    """
    parser = Parser(
        prog="legalmodel",
        description=said("Check the legal structure of a securitisation against law, explain each answer, and draw the deal."),
        epilog=_examples(),
        formatter_class=HelpOfAll,
    )
    parser.add_argument("--lang", metavar="TAG", help=arguments.LANG)
    parser.add_argument("--version", action=ShowVersion, nargs=0, help=VERSION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    def command(name: str, help: str, fill: "Callable[[ArgumentParser], None]") -> None:
        if alone and name != wanted:
            return
        parser = commands.add_parser(name, help=said(help))
        if wanted in (None, name):
            fill(parser)
            parser.add_argument("--verbose", action="store_true", help="say on standard error how long each hop took")
            parser.add_argument("--lang", metavar="TAG", default=SUPPRESS, help=arguments.LANG)

    command("check", "check a deal: conclusions, what must change, what to find out", arguments.check)
    command("explain", "explain a heading, a question, a rule or a finding", arguments.explain)
    command("report", "the reasoned report of a review: Markdown, HTML, Word, PDF, SARIF, JUnit", arguments.report)
    command("bundle", "put deal, law, judgment, charts and report into one archive", arguments.bundle)
    command("verify", "tell what was changed in a bundle since it was made, file by file", arguments.verify)
    command("review", "the checklist that goes out and comes back, signatures, the log", _of("review_arguments", "review"))
    command("validate", "check the form of deal files, and each against itself", arguments.validate)
    command("set", "set facts of a deal file in place, comments and layout kept", arguments.set)
    command(
        "confirm", "facts that a machine drafted: list them, or confirm them as a person", _of("review_arguments", "confirm")
    )
    command("migrate", "bring a deal file of an older version to the present one", arguments.migrate)
    command("draw", "draw the chart of legal relationships", _of("draw_arguments", "draw"))
    command("stress", "what follows if a party fails, alone, in pairs or with its group", _of("what_if_arguments", "stress"))
    command("cure", "the least that would have to change for failing rules to be met", _of("what_if_arguments", "cure"))
    command(
        "ask",
        "what to find out next, one question at a time, and what each answer would settle",
        _of("what_if_arguments", "ask"),
    )
    command("analyse", "ask more of a deal: what would change if a party failed", arguments.analyse)
    command("behind", "who is behind a party: economic share, votes, capacities, control", arguments.behind)
    command("compare", "lay two deals, or one deal on two days, side by side", arguments.compare)
    command(
        "compare-laws",
        "what each of several laws would say of one deal, question by question",
        _of("study_arguments", "compare_laws"),
    )
    command("book", "many deals: kept, judged, asked in SQL; or every deal of a folder", _of("book_arguments", "book"))
    command(
        "network",
        "all deals of a book as one network: who does what for whom, what hangs on one",
        _of("many_arguments", "network"),
    )
    command("site", "a book of deals as a static site: only what is public, with a search", _of("many_arguments", "site"))
    command("serve", "the workbench of a folder of deals on this machine, or one deal as a page", arguments.serve)
    command("tape", "loan tapes: held against a deal, mapped, compared, drawn from", _of("tape_arguments", "tape"))
    command("init", "make a folder ready for deals: schema, checks before a commit and on a server", arguments.init)
    command("new", "list the templates, or copy one to start from", arguments.new)
    command(
        "process", "where a deal stands, what blocks it, whose duty comes next; its calendar", _of("study_arguments", "process")
    )
    command(
        "risks",
        "the risk register of a deal: findings, facts, what experts say, controls, disclosure",
        _of("study_arguments", "risks"),
    )
    command(
        "import",
        "read a deal of another format as a deal file, and list what stays behind",
        _of("exchange_arguments", "import_"),
    )
    command(
        "export",
        "write a deal, or rules of law, in another format, and list what it does not hold",
        _of("exchange_arguments", "export"),
    )
    command(
        "cashflow", "collections, the priority of payments, and what each class receives", _of("study_arguments", "cashflow")
    )
    command("forecast", "forecast a short series by the grey model, beside plainer ways", _of("study_arguments", "forecast"))
    command("economics", "when it pays a bank to securitise, on given inputs", _of("study_arguments", "economics"))
    command(
        "leverage",
        "how far securitisation levers a lender's money, and the law's multiple by day",
        _of("study_arguments", "leverage"),
    )
    command("lsp", "the language server, for editors", _of("served_arguments", "lsp"))
    command("mcp", "the server for assistants, confined to a folder", _of("served_arguments", "mcp"))
    command("completion", "print a completion script for a shell", arguments.completion)
    command("schema", "print a published JSON Schema", arguments.schema)
    command("cases", "decided cases: list, show, or lay them beside a deal", _of("law_arguments", "cases"))
    command("law", "list, show, lint and test the rules", _of("law_arguments", "law"))
    return parser if commands.choices else make_parser(wanted)


def _of(module: str, name: str) -> "Callable[[ArgumentParser], None]":
    """Return what adds the arguments of a command, from a module that is imported only if that command is wanted."""

    def fill(parser: ArgumentParser) -> None:
        from importlib import import_module

        getattr(import_module(f"legalmodel.cli.{module}"), name)(parser)

    return fill
