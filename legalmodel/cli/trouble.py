"""What ended a command before its end: said in plain words, with the exit code that says whose doing it was."""

import os
import sys

from legalmodel.base.errors import BadInput, BadRequest, of_the_system
from legalmodel.base.language import say
from legalmodel.output.faults import escape


def told(error: Exception, as_json: bool) -> int:
    """Say why a command ended and return its exit code: 2 what a user or the machine can mend, 3 our fault, 0 a reader who has left."""
    if isinstance(error, BadInput):
        from legalmodel.cli.faults import report

        return report(error, as_json)
    if isinstance(error, BadRequest):
        return _said(error.cause, error.fix)
    if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith("legalmodel"):
        return _said(say("this needs the package {name}", name=error.name), _brought_by(str(error.name)))
    if isinstance(error, BrokenPipeError):
        leave()
        return 0
    if isinstance(error, OSError) and error.strerror:
        return _of_the_machine(error)
    return _our_fault(error)


def _brought_by(module: str) -> str:
    """Say which extra brings a module, or that its package is to be installed by itself."""
    top = module.partition(".")[0]
    extra = next((extra for extra, modules in _EXTRAS.items() if top in modules), "")
    if not extra:
        return say("run: pip install {name}", name=top)
    return say("run: pip install 'legalmodel[{extra}]'", extra=extra)


_EXTRAS = {
    "table": ("pandas", "pyarrow"),
    "book": ("duckdb", "pyarrow", "xlsxwriter"),
    "report": ("docx", "typst", "openpyxl"),
    "methods": ("numpy", "scipy", "statsmodels", "matplotlib", "holidays", "chinese_calendar", "icalendar", "xlsxwriter"),
}
"""Extra -> the modules that it brings, as ``pyproject.toml`` has them; a test compares both."""


def leave() -> None:
    """Let nothing more be written to standard output: whoever read it has gone, or there is no room."""
    try:
        number = os.open(os.devnull, os.O_WRONLY)
        os.dup2(number, sys.stdout.fileno())
    except (OSError, ValueError):  # a stream that is no file, as in a test
        sys.stdout = None  # as Python itself has it where there is no terminal


def _of_the_machine(error: OSError) -> int:
    """Tell of a disk that is full, a file that may not be read, a name too long: the machine said no, and why."""
    if error.filename is None:
        leave()  # what is still waiting to be written would only fail again
    about = str(error.filename)[:80] if error.filename is not None else say("the output")
    return _said(
        say("{what}: {said}", what=about, said=of_the_system(error)),
        say("free some room, or name a file that this user may read or write"),
    )


def _said(cause: str, fix: str) -> int:
    cause, fix = f"legalmodel: {escape(cause)}", say("  fix: {text}", text=escape(fix)) if fix else ""
    rows = [cause, *([fix] if fix else [])]
    if sys.stderr is not None and sys.stderr.isatty():  # a program that reads it wants each in one row
        from legalmodel.cli.common import width
        from legalmodel.output.paint import hung, wrap

        rows = [*wrap(cause, width(), 2), *(hung(fix.lstrip(), width(), 2) if fix else [])]
    print("\n".join(rows), file=sys.stderr)
    return 2


def _our_fault(error: Exception) -> int:
    import traceback

    print(
        say("legalmodel: this is our fault, not yours: {name}: {error}", name=type(error).__name__, error=escape(str(error))),
        file=sys.stderr,
    )
    if os.environ.get("LEGALMODEL_DEBUG"):
        traceback.print_exception(error)
    else:
        print(say("  fix: set LEGALMODEL_DEBUG=1 to see where, and report it with the deal file if you can"), file=sys.stderr)
    return 3
