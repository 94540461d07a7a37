"""What the two questions are asked with: each input with its meaning, its bounds and what stands in if it is not given."""

from decimal import Decimal

from legalmodel.base.language import Phrase
from legalmodel.methods.inputs import Input

ZERO, ONE = Decimal(0), Decimal(1)
_MOST = Decimal(10) ** 15


def _rate(meaning: Phrase, default: str | None = None, low: str = "0", high: str = "1") -> Input:
    return Input(meaning, "rate", Decimal(low), Decimal(high), None if default is None else Decimal(default))


def _amount(meaning: Phrase) -> Input:
    return Input(meaning, "amount", ONE, _MOST)


_COMMON = {
    "kind": Input(Phrase("sort of loans"), "word", words=("performing", "non_performing")),
    "name": Input(Phrase("name of the case"), "word", default=""),
    "source": Input(Phrase("where the figures are from"), "word", default=""),
    "kept": _rate(Phrase("part that the bank keeps of every class"), "0.05"),
    "issue_costs": _rate(Phrase("costs of the issue, once, as a part of the notes"), "0"),
    "capital_ratio": _rate(Phrase("capital held for each unit of risk-weighted assets")),
    "capital_return": _rate(Phrase("what freed capital earns a year in its next use; 0 if it finds none"), "0"),
    "tax": _rate(Phrase("tax on profit"), "0"),
}

PERFORMING: dict[str, Input] = _COMMON | {
    "principal": _amount(Phrase("principal of the loans")),
    "average_life": Input(Phrase("average life of the loans, in years"), "number", Decimal("0.05"), Decimal(40)),
    "loan_rate": _rate(Phrase("interest on the loans, a year")),
    "deposit_cost": _rate(Phrase("what the deposits that fund them cost, a year")),
    "note_cost": _rate(Phrase("what the notes cost, a year, on average over the classes sold")),
    "reuse_rate": _rate(Phrase("what the money raised earns in its next use, a year, after losses")),
    "expected_loss": _rate(Phrase("expected loss, a year"), "0"),
    "yearly_fees": _rate(Phrase("trustee, custodian, rating and other fees, a year"), "0"),
    "risk_weight": _rate(Phrase("risk weight of the loans"), "1", high="12.5"),
    "kept_risk_weight": _rate(Phrase("risk weight of what is kept of the deal"), "1", high="12.5"),
    "reuse_risk_weight": _rate(Phrase("risk weight of the next use of the money"), "0", high="12.5"),
}

NON_PERFORMING: dict[str, Input] = _COMMON | {
    "claims": _amount(Phrase("claims on the debtors")),
    "price": _rate(Phrase("price of the pool, as a part of the claims")),
    "recovery": _rate(Phrase("what working the loans out brings in, as a part of the claims")),
    "years": Input(Phrase("time over which that comes in, in years"), "number", Decimal("0.25"), Decimal(20)),
    "work_cost": _rate(Phrase("cost of working them out, as a part of collections"), "0"),
    "sold_recovery": _rate(Phrase("collections once they are sold, as a part of the claims"), "-1", low="-1"),
    "junior_share": _rate(
        Phrase("part of what is left after the price and its return that goes to the bank as holder of what it keeps"), "0"
    ),
    "servicer_fee": _rate(Phrase("what the bank earns as servicer, as a part of collections"), "0"),
    "discount": _rate(Phrase("what the bank asks of money a year, for waiting and for risk")),
    "book_value": _rate(Phrase("value of the loans in the books, as a part of the claims")),
    "risk_weight": _rate(Phrase("risk weight of the loans in the books"), "1", high="12.5"),
    "note_return": _rate(Phrase("what buyers of the notes are paid, a year")),
}
