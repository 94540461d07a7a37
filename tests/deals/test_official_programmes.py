"""The page of official programmes, and its chart, say what the deal files come to."""

from decimal import Decimal
from pathlib import Path

from legalmodel.text.read import read

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "official-programmes.md").read_text(encoding="utf-8")
HEAD, *LINES = [[c.strip() for c in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
ROWS = {cells[0]: cells[1:] for cells in LINES}
FILES = {"rtc-1993-n3a": 0, "kamco-2000-1": 1, "rcc-trust-2002-1": 2, "dongyuan-2006-1": 4, "fino-1": 5}
HELD = ("sold", "KAMCO", "Goldman Sachs", "Orient", "not collected")


def _amounts(name: str) -> list[Decimal]:
    deal = read(ROOT / "templates" / name / "deal.yaml").data
    first = [c for c in deal["securities"].values() if c["amount"] != "none" and c["issuer"] != "cayman_company"]
    return [Decimal(c["amount"]) for c in sorted(first, key=lambda c: c["rank"])]


def _last(amounts: list[Decimal]) -> str:
    return f"{amounts[-1] / sum(amounts) * 100:.1f}"


def _shares() -> dict[str, str]:
    return {HEAD[column + 1]: _last(_amounts(name)) for name, column in FILES.items()}


def _chart() -> str:
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" width="720" height="230" font-family="sans-serif" font-size="13">']
    for n, ((name, share), held) in enumerate(zip(_shares().items(), HELD, strict=True)):
        wide, top = Decimal(share) * 9, 20 + n * 42
        lines += [
            f'<text x="10" y="{top + 17}">{name}</text>',
            f'<rect x="240" y="{top}" width="{wide}" height="24" fill="#4a6fa5"/>',
            f'<text x="{250 + wide}" y="{top + 17}">{share} %: {held}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def test_the_last_part_is_that_of_the_files() -> None:
    said = {name: ROWS["Last part of the issue"][n].removesuffix(" %") for n, name in enumerate(HEAD[1:])}
    assert {name: said[name] for name in _shares()} == _shares()
    assert sum(_amounts("fino-1")) == Decimal("769_951_000")


def test_the_steps_are_those_of_the_files() -> None:
    for name, column in FILES.items():
        deal = read(ROOT / "templates" / name / "deal.yaml").data
        steps = sum(len(deal[part]) for part in ("transfers", "trusts") if isinstance(deal[part], dict))
        assert f"{steps} step{'s' * (steps > 1)} (file)" in ROWS["Who transferred"][column]


def test_the_put_runs_against_the_banks_and_not_against_the_seller() -> None:
    deal = read(ROOT / "templates" / "kamco-2000-1" / "deal.yaml").data
    assert deal["options"]["put"]["against"] == deal["transfers"]["banks_to_kamco"]["transferor"] != "kamco"
    assert deal["investments"]["kept"]["holder"] == deal["transfers"]["kamco_to_company"]["transferor"] == "kamco"


def test_the_chart_is_drawn_from_the_files() -> None:
    assert (DOCS / "official-programmes.svg").read_text(encoding="utf-8") == _chart()
