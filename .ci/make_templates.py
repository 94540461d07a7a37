"""Write the templates that are made from another one: the clean deal with one fault put into it. ``--check`` only compares."""

import sys
from pathlib import Path

TEMPLATES = Path(__file__).parent.parent / "templates"
CLEAN, FAULTY = TEMPLATES / "cn-npl-trust" / "deal.yaml", TEMPLATES / "cn-npl-trust-faulty" / "deal.yaml"
HEAD = """\
# The made-up deal of ../cn-npl-trust with one fault, put there on purpose: the bank, which made the loans and services them,
# also keeps the cash, at its own branch (see `cash_custody` under agencies). Nothing else differs.
"""
RIGHT = "  cash_custody: {agent: custodian,"
WRONG = (
    "  # The fault: custody belongs with a bank that neither made the loans nor services them.\n  cash_custody: {agent: bank,"
)


def faulty() -> str:
    """Return the text of the faulty deal."""
    body = CLEAN.read_text("utf-8").split("\n\n", 1)[1]
    if body.count(RIGHT) != 1:
        raise SystemExit(f"{CLEAN}: the line of the cash custodian is not there once")
    return HEAD + "\n" + body.replace(RIGHT, WRONG)


def main() -> int:
    if "--check" in sys.argv:
        if FAULTY.read_text("utf-8") != faulty():
            print(f"{FAULTY} differs from what {Path(__file__).name} makes of {CLEAN}")
            return 1
    else:
        FAULTY.write_text(faulty(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
