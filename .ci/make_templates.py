"""Write the templates that are made from another one: the clean deal with one fault put into it. ``--check`` only compares."""

import sys
from pathlib import Path

from generated import run, write_or_compare

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
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
    return write_or_compare({FAULTY: faulty()}, "make_templates.py", ROOT)


if __name__ == "__main__":
    sys.exit(run(main))
