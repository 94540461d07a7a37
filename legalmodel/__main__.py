"""The command: ``legalmodel``. Catches what the user did wrong, and says it in plain words."""

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    from legalmodel.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
