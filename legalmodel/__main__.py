"""The command: ``legalmodel``. Catches what the user did wrong, and says it in plain words."""

import gc
import os
import sys

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import HTTPServer
    from pathlib import Path
    from typing import Any

_SHORT = ("check", "explain", "draw", "compare")
"""Commands that look at one deal and end: they are over before it pays to look for garbage."""


def main() -> int:
    """Run the command line and return its exit code."""
    if sys.argv[1:] in (["--help"], ["-h"]) and _help():
        return 0
    if sys.argv[1:2] and sys.argv[1] in _SHORT:
        gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing else installed may change how a file is read
    from legalmodel.cli.main import run

    code = run(sys.argv[1:], _server, _workbench)
    if not gc.isenabled():
        gc.freeze()  # what is left goes with the process
    return code


def command() -> None:
    """Run the command line and end the process: of a command that looks at one deal without taking apart, object by object, what goes with it anyhow.

    A plugin may have something to do at the end, and who watches the run something to write.
    """
    code = main()
    watched = sys.gettrace() or sys.getprofile()
    if sys.argv[1:2] and sys.argv[1] in _SHORT and not watched and not any(word.startswith("--plugin") for word in sys.argv):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _help() -> bool:
    """Print the help of the whole command as it was written out beforehand, if it was: to make it anew takes longer than to start."""
    try:
        with open(os.path.join(os.path.dirname(__file__), "cli", "help.txt"), encoding="ascii") as file:  # noqa: PTH118, PTH120, PTH123 - pathlib takes longer
            sys.stdout.write(file.read())
    except FileNotFoundError:
        return False
    return True


def _server(page: "Callable[[], str]", port: int) -> "HTTPServer":
    """Make the server of ``legalmodel serve``; the command line itself knows nothing of the web."""
    from legalmodel.web.serve import make_server

    return make_server(page, port)


def _workbench(folder: "Path", tell: "Callable[[str], None]", **wishes: "Any") -> None:
    """Serve the workbench of a folder, in the same way."""
    from legalmodel.web.run import ServeWish, serve

    serve(ServeWish(folder, **wishes), tell)


if __name__ == "__main__":
    command()
