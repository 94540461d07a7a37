#!/usr/bin/env python3
"""Write the templates that are made from another one: a clean deal with a fault, an entrusted deal made direct. ``--check`` only compares."""

import re
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

ENTRUSTED, DIRECT = TEMPLATES / "cn-entrusted" / "deal.yaml", TEMPLATES / "cn-direct" / "deal.yaml"
DIRECT_HEAD = """\
# A made-up direct NPL deal on China's interbank trust route: three banks place their own loans in trust, and none is sold before.
# It is ../cn-entrusted without the first hop, and is made from it.
# Same loans, trust, classes and servicer. Each bank keeps 5% of each class, 15% in all; the investment bank
# arranges and buys nothing. No licence of a buyer is asked for, since there is no buyer.
"""
DIRECT_PARTS = {
    "transfers": "transfers: none\n",
    "investments": """\
investments:
  one_senior: {holder: bank_one, of: senior, share: 5%, since: 2025-11-20, until: none, kept_as: vertical, held_as: direct, evidence: {all: closing_papers}}
  two_senior: {holder: bank_two, of: senior, share: 5%, since: 2025-11-20, until: none, kept_as: vertical, held_as: direct, evidence: {all: closing_papers}}
  three_senior: {holder: bank_three, of: senior, share: 5%, since: 2025-11-20, until: none, kept_as: vertical, held_as: direct, evidence: {all: closing_papers}}
  fund_senior: {holder: fund, of: senior, share: 85%, since: 2025-11-20, until: none, evidence: {all: closing_papers}}
  one_junior: {holder: bank_one, of: junior, share: 5%, since: 2025-11-20, until: none, kept_as: vertical, held_as: direct, evidence: {all: closing_papers}}
  two_junior: {holder: bank_two, of: junior, share: 5%, since: 2025-11-20, until: none, kept_as: vertical, held_as: direct, evidence: {all: closing_papers}}
  three_junior: {holder: bank_three, of: junior, share: 5%, since: 2025-11-20, until: none, kept_as: vertical, held_as: direct, evidence: {all: closing_papers}}
  servicer_junior: {holder: servicer, of: junior, share: 85%, since: 2025-11-20, until: none, evidence: {all: closing_papers}}
""",
}  # fmt: skip  # records of a deal file, as they stand in it
"""Sections of the entrusted deal that the direct one has otherwise."""
DIRECT_WORDS = {
    "pool of three banks, entrusted (made up)": "pool of three banks, direct (made up)",
    "不良资产支持证券·受让后委托（虚构）": "不良资产支持证券·直接委托（虚构）",
    "by: [buyer, trustco], signed_by: [buyer, trustco]": (
        "by: [bank_one, bank_two, bank_three, trustco], signed_by: [bank_one, bank_two, bank_three, trustco]"
    ),
    "title: Lists of the loans, date: 2025-11-10, standing: illustrative, by: [buyer]": (
        "title: Lists of the loans, date: 2025-11-10, standing: illustrative, by: [bank_one, bank_two, bank_three]"
    ),
    "trusts.entrustment.notices, trusts.entrustment.buy_backs": ", ".join(
        f"trusts.entrustment_{bank}.{field}" for bank in ("one", "two", "three") for field in ("notices", "buy_backs")
    ),
    "  underwriting: {agent: lead": (
        "  arranging: {agent: buyer, principal: spt, function: arranging, authority: trust contract §15, since: 2025-03-01, "
        "until: 2025-11-20, liability_excluded: no, evidence: {all: trust_contract}}\n  underwriting: {agent: lead"
    ),
}

ONE_BANK = {
    "  entrustment:": "  entrustment_{bank}:",
    "settlor: buyer": "settlor: bank_{bank}",
    "[loans_one, loans_two, loans_three]": "[loans_{bank}]",
    "price: 900000000": "price: {price}",
    "price_paid: 900000000": "price_paid: {price}",
    "cut_off: 2025-09-30": "cut_off: 2025-03-31",
    "fair_value: 1100000000": "fair_value: {value}",
    "amount: 42000000": "amount: {interim}",
    "ineligible:": "ineligible_{bank}:",
    "by: buyer, price: par": "by: bank_{bank}, price: par",
    "      press:": "      press_{bank}:",
    "      debtors:": "      debtors_{bank}:",
    "board decision of the buyer of": "board decision of the bank of",
}
"""What each bank's entrustment says otherwise than the buyer's one."""
BANKS = {
    "one": (420000000, 510000000, 20000000),
    "two": (270000000, 330000000, 13000000),
    "three": (210000000, 260000000, 9000000),
}
"""Price, fair value and interim collections of each bank's loans; they add up to those of the entrusted deal."""


def entrustments(block: str) -> str:
    """Return the one entrustment as three, a bank each."""
    made = []
    for bank, (price, value, interim) in BANKS.items():
        text = block
        for old, new in ONE_BANK.items():
            if text.count(old) != 1:
                raise SystemExit(f"{ENTRUSTED}: '{old.strip()}' is not there once in the entrustment")
            text = text.replace(old, new.format(bank=bank, price=price, value=value, interim=interim))
        made.append(text)
    return "".join(made)


def direct() -> str:
    """Return the text of the direct deal: the entrusted one without its first hop."""
    body = ENTRUSTED.read_text("utf-8").split("\n\n", 1)[1]
    body = re.sub(r"^ +sale_(one|two|three): .*\n", "", body, flags=re.MULTILINE)
    body = re.sub(r"^# (First|Second) hop[^\n]*\n(# [^\n]*\n)*", "", body, flags=re.MULTILINE)
    body = re.sub(r"^# The investment bank, not the three banks[^\n]*\n", "", body, flags=re.MULTILINE)
    for section, text in DIRECT_PARTS.items():
        body, count = re.subn(rf"^{section}:\n(?:[ \n].*\n|\n)*?(?=\n?^\w)", text, body, flags=re.MULTILINE)
        if count != 1:
            raise SystemExit(f"{ENTRUSTED}: the section {section} is not there once")
    block = re.search(r"^  entrustment:\n(?:    .*\n)+", body, flags=re.MULTILINE)
    if not block:
        raise SystemExit(f"{ENTRUSTED}: the entrustment is not there")
    body = body.replace(block.group(), entrustments(block.group()))
    for old, new in DIRECT_WORDS.items():
        if body.count(old) != 1:
            raise SystemExit(f"{ENTRUSTED}: '{old.strip()}' is not there once")
        body = body.replace(old, new)
    return DIRECT_HEAD + "\n" + body


def faulty() -> str:
    """Return the text of the faulty deal."""
    body = CLEAN.read_text("utf-8").split("\n\n", 1)[1]
    if body.count(RIGHT) != 1:
        raise SystemExit(f"{CLEAN}: the line of the cash custodian is not there once")
    return HEAD + "\n" + body.replace(RIGHT, WRONG)


def main() -> int:
    return write_or_compare({FAULTY: faulty(), DIRECT: direct()}, "make_templates.py", ROOT)


if __name__ == "__main__":
    sys.exit(run(main))
