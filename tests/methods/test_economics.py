"""Whether securitizing pays: the two arguments of the studies, an independent computation, and inputs that are refused by name."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.methods.economics import NON_PERFORMING, PERFORMING, economics, non_performing, performing, study
from legalmodel.methods.inputs import Input, inputs_of
from legalmodel.text.read import read, read_bytes

CASES = Path(__file__).parents[2] / "templates/economics"
GOOD, BAD = CASES / "good-loans.yaml", CASES / "bad-loans.yaml"


def gain(file: Path, **changes: str) -> Decimal:
    lines = [line for line in file.read_text("utf-8").splitlines() if line.partition(":")[0] not in changes]
    text = "\n".join([*lines, *(f"{name}: {value}" for name, value in changes.items())])
    return study(read_bytes(text.encode(), "case.yaml")).table("gain").rows[-1][1]


def test_good_loans_of_a_bank_with_cheap_deposits_lose() -> None:
    """First argument of the studies."""
    assert gain(GOOD) < 0
    assert "does not pay" in economics(GOOD).says[0]


def test_bad_loans_gain() -> None:
    """Second argument of the studies."""
    assert gain(BAD) > 0
    assert "selling pays" in economics(BAD).says[0]


def test_good_loans_pay_once_money_and_capital_have_a_use() -> None:
    assert gain(GOOD, reuse_rate="4.2%") > 0
    assert gain(GOOD, capital_return="14%") > gain(GOOD)
    assert gain(GOOD, capital_return="0%") == gain(GOOD)


@pytest.mark.parametrize("file", [GOOD, BAD])
def test_the_gain_is_nothing_where_it_turns(file: Path) -> None:
    found = economics(file)
    names = {spec.meaning: name for name, spec in (PERFORMING | NON_PERFORMING).items()}
    turned = [(meaning, point) for meaning, _, point in found.table("break_even").rows if point is not None]
    assert turned
    for meaning, point in turned:
        assert abs(gain(file, **{names[meaning]: f"{point:.6f}%"})) < 100  # of a deal of 1,000 million


def random_inputs(random: Random, specs: dict[str, Input]) -> dict[str, Decimal]:
    found = {}
    for name, spec in specs.items():
        if spec.sort == "amount":
            found[name] = Decimal(random.randint(10**6, 10**9))
        elif name in ("average_life", "years"):
            found[name] = Decimal(random.randint(3, 100)) / 10
        elif spec.sort == "rate":
            found[name] = Decimal(random.randint(0, 999)) / 1000
    return found


def good_by_years(x: dict[str, float]) -> float:
    """Add up two books, one that keeps the loans and one that sells them, and take the difference."""
    p, t = x["principal"], 1 - x["tax"]
    keep = p * (x["loan_rate"] - x["deposit_cost"] - x["expected_loss"]) * x["average_life"] * t
    keep_capital = p * x["risk_weight"] * x["capital_ratio"]
    raised = p * (1 - x["kept"])
    surplus = p * x["loan_rate"] - p * x["expected_loss"] - raised * x["note_cost"] - p * x["yearly_fees"]
    sell = ((surplus + raised * x["reuse_rate"] - p * x["deposit_cost"]) * x["average_life"] - raised * x["issue_costs"]) * t
    sell_capital = (p * x["kept"] * x["kept_risk_weight"] + raised * x["reuse_risk_weight"]) * x["capital_ratio"]
    return sell - keep + (keep_capital - sell_capital) * x["capital_return"] * x["average_life"]


def test_agrees_with_two_books_on_random_inputs() -> None:
    random = Random(8)
    for _ in range(1000):
        x = random_inputs(random, PERFORMING)
        theirs = good_by_years({k: float(v) for k, v in x.items()})
        assert float(performing(x).total) == pytest.approx(theirs, rel=1e-9, abs=float(x["principal"]) * 1e-9)


def bad_by_months(x: dict[str, float]) -> float:
    """Discount month by month what keeping and what selling bring."""
    months = max(1, int(x["years"] * 12 + 1e-9))
    factor = [(1 + x["discount"]) ** (-m / 12) for m in range(1, months + 1)]
    late = (1 + x["discount"]) ** -x["years"]
    total = x["claims"] * x["recovery"]
    keep = sum(total * (1 - x["work_cost"]) / months * f for f in factor)
    brought = x["claims"] * (total / x["claims"] if x["sold_recovery"] < 0 else x["sold_recovery"])
    price = x["claims"] * x["price"]
    grown = 1 + x["note_return"] * x["years"] / 2
    rest = max(0.0, brought * (1 - x["servicer_fee"] - x["work_cost"]) - price * grown)
    fee = sum(brought * x["servicer_fee"] / months * f for f in factor)
    sell = (
        price * (1 - x["kept"]) * (1 - x["issue_costs"])
        + price * x["kept"] * grown * late
        + rest * x["junior_share"] * late
        + fee
    )
    book = x["claims"] * x["book_value"]
    sell += book * x["risk_weight"] * x["capital_ratio"] * x["capital_return"] * x["years"] / 2
    taxed_later = sum((total * (1 - x["work_cost"]) - book) * x["tax"] / months * f for f in factor)
    return sell - keep + taxed_later - (price - book) * x["tax"]


def test_agrees_with_monthly_discounting_on_random_inputs() -> None:
    random = Random(9)
    for _ in range(1000):
        x = random_inputs(random, NON_PERFORMING)
        if random.random() < 0.5:
            x["sold_recovery"] = Decimal(-1)
        theirs = bad_by_months({k: float(v) for k, v in x.items()})
        assert float(non_performing(x).total) == pytest.approx(theirs, rel=1e-9, abs=float(x["claims"]) * 1e-9)


FAULTS = {
    "no-kind": ("kind: performing", "kind: middling"),
    "unknown-input": ("tax: 25%", "taxes: 25%"),
    "missing-input": ("loan_rate: 4.75%", ""),
    "no-rate": ("loan_rate: 4.75%", "loan_rate: 4.75"),
    "out-of-bounds": ("loan_rate: 4.75%", "loan_rate: 475%"),
    "no-amount": ("principal: CNY 1000000000", "principal: much"),
    "no-number": ("average_life: 1.8", "average_life: 1.8%"),
}


@pytest.mark.parametrize("code", FAULTS)
def test_bad_input(code: str, tmp_path: Path) -> None:
    before, after = FAULTS[code]
    file = tmp_path / "case.yaml"
    file.write_text(GOOD.read_text("utf-8").replace(before, after), "utf-8")
    with pytest.raises(BadInput) as raised:
        economics(file)
    assert [f.code for f in raised.value.faults] == [code]
    assert raised.value.faults[0].fix


@pytest.mark.parametrize(
    "line",
    [
        "tax: -5%",
        "tax: 120%",
        "tax: 25",
        "tax: yes",
        "tax: 2026-01-01",
        "tax: [25%]",
        "tax: {a: 1}",
        "tax: 1e3%",
        "tax: '25 percent'",
        "kept: 5%%",
        "average_life: 0",
        "average_life: 100",
        "average_life: long",
        "principal: CNY 0",
        "principal: CNY -5",
        "name: [a]",
        "source: 5",
        "capital_ratio: none",
        "risk_weight: 2000%",
        "issue_costs: .",
    ],
)
def test_twenty_more_bad_values(line: str, tmp_path: Path) -> None:
    name = line.partition(":")[0]
    kept = [text for text in GOOD.read_text("utf-8").splitlines() if not text.startswith(f"{name}:")]
    file = tmp_path / "case.yaml"
    file.write_text("\n".join([*kept, line]), "utf-8")
    with pytest.raises(BadInput) as raised:
        economics(file)
    assert raised.value.faults[0].place.line == len(kept) + 1


def test_two_currencies_are_refused(tmp_path: Path) -> None:
    specs = {"a": Input("a", "amount", Decimal(1), Decimal(100)), "b": Input("b", "amount", Decimal(1), Decimal(100))}
    file = tmp_path / "f.yaml"
    file.write_text("a: CNY 5\nb: USD 6\n", "utf-8")
    with pytest.raises(BadInput) as raised:
        inputs_of(read(file), specs)
    assert raised.value.faults[0].code == "two-currencies"


def test_every_input_tells_its_place() -> None:
    rows = {row[0]: row for row in economics(GOOD).table("inputs").rows}
    assert rows[PERFORMING["tax"].meaning][2:] == ("given", f"{GOOD}:{_line('tax')}:6")


def _line(name: str) -> int:
    return next(n for n, text in enumerate(GOOD.read_text("utf-8").splitlines(), 1) if text.startswith(f"{name}:"))


def test_a_file_that_holds_nothing_is_told_how_such_files_begin(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text("\n", "utf-8")
    with pytest.raises(BadInput) as raised:
        economics(file)
    assert [(f.code, "kind: performing" in f.fix) for f in raised.value.faults] == [("empty-file", True)]
