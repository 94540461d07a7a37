"""The arguments of the servers for editors and for assistants."""

from argparse import ArgumentParser


def lsp(parser: ArgumentParser) -> None:
    """Add the arguments of ``lsp``."""
    add = parser.add_argument
    add(
        "--ask-law",
        choices=("idle", "save", "never"),
        default="idle",
        help="when law is asked of a deal: once nothing was typed for a moment (default), on saving, or never",
    )
    add("--run-day", metavar="DAY", help="take this day for today")
    add("--stdio", action="store_true", help="speak on standard input and output, which it does in any case")


def mcp(parser: ArgumentParser) -> None:
    """Add the arguments of ``mcp``."""
    add = parser.add_argument
    add("folder", nargs="?", default=".", help="the folder of deal files that it may touch (default: this one)")
    add(
        "--write", action="store_true", help="let an assistant draft: facts with document and page, to be confirmed by a person"
    )
    add("--run-day", metavar="DAY", help="take this day for today")
