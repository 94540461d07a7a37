"""The command: ``legalmodel``. Catches what the user did wrong, and says it in plain words."""

import gc
import os
import sys

_SHORT = ("check", "explain", "draw", "compare")
"""Commands that look at one deal and end: they are over before it pays to look for garbage."""


def main() -> int:
    """Run the command line and return its exit code."""
    if sys.argv[1:2] and sys.argv[1] in _SHORT:
        gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing else installed may change how a file is read
    from legalmodel.cli.main import run

    code = run(sys.argv[1:])
    if not gc.isenabled():
        gc.freeze()  # what is left goes with the process
    return code


if __name__ == "__main__":
    sys.exit(main())
