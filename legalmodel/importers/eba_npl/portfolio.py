"""From the records of a portfolio to the sums of a pool."""

from decimal import Decimal
from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.filling import Filling
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.sums import Row, plain, total, words
from legalmodel.model.deal import Facts
from legalmodel.model.pools import Collateral, Pool

_OF_RECORDS = Phrase("a field of single records; they stay in the file, as a tape")
_SUMS = (("loan", "total_balance", "claims"), ("loan", "principal_balance", "principal"))


def to_deal(file: Untrusted, records: list[dict[str, Any]], currency: str) -> Imported:
    """Return the deal file with one pool, and what stays behind. ``currency`` is used where the loans name none."""
    fill = Filling()
    rows: dict[str, list[Row]] = {}
    for one in records:
        fields = {
            key: str(value) for key, value in one["fields"].items() if isinstance(value, str | int | Decimal) and value != ""
        }
        rows.setdefault(str(one["model"]).rpartition(".")[2], []).append(fields)
    used = {
        "loan": {"total_balance", "principal_balance", "loan_currency", "instrument_identifier"},
        "portfoliosnapshot": {"cutoff_date"},
    }
    loans = rows.get("loan", [])
    money = words(loans, "loan_currency") or ([currency] if currency else [])
    pool: dict[str, Any] = {"kind": "non_performing_loans", "loans": len(loans)}
    evidence = {"loans": "source loan: one record each"}
    if "counterparty" in rows:
        pool["debtors"], evidence["debtors"] = len(rows["counterparty"]), "source counterparty: one record each"
    snapshots = words(rows.get("portfoliosnapshot", []), "cutoff_date")
    if len(snapshots) == 1 and fill.put(pool, Pool, "cut_off", snapshots[0][:10], "portfoliosnapshot.cutoff_date"):
        evidence["cut_off"] = "source portfoliosnapshot.cutoff_date"
    deal: dict[str, Any] = {}
    if len(money) == 1:
        fill.put(deal, Facts, "currency", money[0], "loan.loan_currency")
    sums = _amounts(pool, evidence, loans, "currency" in deal, fill, money)
    pool |= _collateral(rows, fill, used)
    names = words(rows.get("portfolio", []), "name")
    if len(names) == 1:
        used["portfolio"] = {"name"}
        fill.put(deal, Facts, "name", names[0], "portfolio.name")
    for model, found in rows.items():
        for column in dict.fromkeys(name for row in found for name in row):
            if column not in used.get(model, ()):
                seen = words(found, column)
                fill.leave(f"{model}.{column}", ", ".join(seen[:3]) + ("…" if len(seen) > 3 else ""), _OF_RECORDS)
    sections = {"deal": deal, "documents": {"source": {"title": file.name}}, "pools": {"pool": {**pool, "evidence": evidence}}}
    head = (say("Imported from {name}, a portfolio of non-performing loans: sums of the pool.", name=file.name),)
    return Imported(file.name, {key: value for key, value in sections.items() if value}, head, tuple(fill.left), sums)


def _amounts(
    pool: dict[str, Any], evidence: dict[str, str], loans: list[Row], known: bool, fill: Filling, money: list[str]
) -> tuple[tuple[str, Decimal], ...]:
    sums = []
    for model, column, field in _SUMS:
        found = total(loans, column)
        if not found.rows:
            continue
        sums.append((f"{model}.{column}", found.amount))
        if not known:
            why = (
                say("the loans name {count} currencies: no amount", count=len(money))
                if money
                else say("no currency; give it with --currency")
            )
        elif found.rows < len(loans):
            why = say("{rows} of {assets} assets give it: no sum of the pool", rows=found.rows, assets=len(loans))
        else:
            pool[field], evidence[field] = plain(found.amount), f"source {model}.{column}: the sum"
            continue
        fill.leave(f"{model}.{column}", found.amount, why)
    if {"claims", "principal"} <= set(pool) and pool["principal"] > pool["claims"]:
        fill.leave(
            "loan.principal_balance",
            pool.pop("principal"),
            say("more principal than the whole balance: one of the two is wrong"),
        )
        evidence.pop("principal")
        pool["unknown"] = {"principal": "disputed"}
    return tuple(sums)


def _collateral(rows: dict[str, list[Row]], fill: Filling, used: dict[str, set[str]]) -> dict[str, Any]:
    """Return the collateral by template, valued if it is in one currency."""
    found: dict[str, Any] = {}
    for model, currency in (
        ("propertycollateral", "currency_of_property"),
        ("nonpropertycollateral", "currency_of_collateral"),
    ):
        if model not in rows:
            continue
        used[model] = {"latest_valuation_amount", currency}
        money = words(rows[model], currency)
        value = total(rows[model], "latest_valuation_amount")
        if len(money) == 1 and value.rows == len(rows[model]):
            one: dict[str, Any] = {}
            if fill.put(one, Collateral, "value", f"{money[0]} {value.amount:f}", f"{model}.latest_valuation_amount"):
                found[model] = one | {"evidence": {"all": f"source {model}.latest_valuation_amount: the sum"}}
        else:
            fill.leave(
                f"{model}.latest_valuation_amount",
                value.amount,
                say("the loans name {count} currencies: no amount", count=len(money)),
            )
    return {"collateral": found} if found else {}
