"""From the assets of a filing to the sums of a pool."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.filling import Filling
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.sums import Row, number, plain, same, total, words
from legalmodel.model.deal import Facts
from legalmodel.model.parties import Party
from legalmodel.model.pools import Pool

_KINDS = {
    "autoloan": "auto_loans", "autolease": "lease_receivables", "rmbs": "residential_mortgage_loans",
    "cmbs": "commercial_mortgage_loans", "debtsecurities": "bonds",
}  # fmt: skip  # a table
_END = (
    "reportingPeriodActualEndBalanceAmount",
    "reportPeriodEndActualBalanceAmount",
    "reportPeriodEndScheduledLoanBalanceAmount",
)
_SUMS = (
    "originalLoanAmount", "scheduledPrincipalBalanceSecuritizationAmount", "reportingPeriodBeginningLoanBalanceAmount",
    "reportPeriodBeginningScheduleLoanBalanceAmount", *_END,
)  # fmt: skip  # a table
_MONTHS = ("remainingTermToMaturityNumber",)
_LATE = ("currentDelinquencyStatus", "paymentStatusLoanDays")
_SERVICERS = ("primaryLoanServicerName", "primaryServicerName")
_BANDS = ((1, 30), (31, 60), (61, 90), (91, None))
_OF_ASSETS = Phrase("a field of single assets; they stay in the file, as a tape")


def to_deal(file: Untrusted, rows: Sequence[Row], space: str, currency: str) -> Imported:
    """Return the deal file with one pool, and what stays behind."""
    return _PoolOfFiling(file, rows, space, currency).made()


class _PoolOfFiling:
    def __init__(self, file: Untrusted, rows: Sequence[Row], space: str, currency: str) -> None:
        self.file, self.rows, self.space, self.currency = file, rows, space, currency
        self.fill = Filling()
        self.fill.ids |= {"source", "pool"}
        self.used = {"assetTypeNumber", "assetNumber"}
        self.parties: dict[str, Any] = {}
        self.agencies: dict[str, Any] = {}

    def made(self) -> Imported:
        """Return what was made."""
        pool = self.pool()
        deal: dict[str, Any] = {"currency": self.currency}
        self.fill.put(deal, Facts, "name", self.agreed("trustName"), "trustName")
        self.servicers()
        for column in dict.fromkeys(name for row in self.rows for name in row):
            if column not in self.used:
                seen = words(self.rows, column)
                self.fill.leave(column, ", ".join(seen[:3]) + ("…" if len(seen) > 3 else ""), _OF_ASSETS)
        sections = {
            "deal": deal, "documents": {"source": {"title": self.file.name}}, "parties": self.parties, "pools": {"pool": pool},
            "agencies": self.agencies,
        }  # fmt: skip  # a table
        head = (say("Imported from {name}, asset data of form ABS-EE: sums of the pool.", name=self.file.name),)
        sums = tuple((name, found.amount) for name in _SUMS if (found := total(self.rows, name)).rows)
        return Imported(
            self.file.name, {key: value for key, value in sections.items() if value}, head, tuple(self.fill.left), sums
        )

    def agreed(self, column: str) -> str | None:
        """Take a word in which all assets agree; what differs is told."""
        self.used.add(column)
        found = same(self.rows, column)
        if found is None and (several := words(self.rows, column)):
            self.fill.leave(column, ", ".join(several[:3]), say("the assets differ"))
        return found

    def pool(self) -> dict[str, Any]:
        """Return the sums as a pool, with the columns they are made of as evidence."""
        pool: dict[str, Any] = {"loans": len(self.rows)}
        evidence = {"loans": "source one asset each"}
        kind = next((word for name, word in _KINDS.items() if f"/{name}/" in self.space), None)
        if kind:
            pool["kind"] = kind
        for column in ("reportingPeriodEndingDate", "reportPeriodEndDate", "reportingPeriodEndDate"):
            if "cut_off" not in pool and self.fill.put(pool, Pool, "cut_off", _day(self.agreed(column)), column):
                evidence["cut_off"] = f"source {column}"
        self.balance(pool, evidence)
        self.late(pool)
        makers = words(self.rows, "originatorName")
        self.used.add("originatorName")
        if makers and all(row.get("originatorName") for row in self.rows):
            ids = [self.party(name, "originatorName") for name in makers]
            pool["originated_by"] = list(dict.fromkeys(id for id in ids if id))
            evidence["originated_by"] = "source originatorName"
        elif makers:
            self.fill.leave("originatorName", ", ".join(makers), say("not every asset says it"))
        return {**pool, "evidence": evidence}

    def balance(self, pool: dict[str, Any], evidence: dict[str, str]) -> None:
        """Put the balance at the end of the period in as principal, if every asset gives it, and the months weighted by it."""
        column = next((name for name in _END if total(self.rows, name).rows), None)
        if column is None:
            return
        found = total(self.rows, column)
        self.used.add(column)
        if found.rows < len(self.rows):
            why = say("{rows} of {assets} assets give it: no sum of the pool", rows=found.rows, assets=len(self.rows))
            self.fill.leave(column, found.amount, why)
            return
        pool["principal"], evidence["principal"] = plain(found.amount), f"source {column}: the sum"
        for name in _MONTHS:
            months = [(number(row.get(name)), number(row.get(column))) for row in self.rows]
            if found.amount > 0 and all(month is not None and weight is not None and weight >= 0 for month, weight in months):
                self.used.add(name)
                sum_of = sum(((month or Decimal(0)) * (weight or Decimal(0)) for month, weight in months), Decimal(0))
                pool["remaining_months"] = plain((sum_of / found.amount).quantize(Decimal("0.01")))
                evidence["remaining_months"] = f"source {name}: weighted by {column}"

    def late(self, pool: dict[str, Any]) -> None:
        """Put what is late in, by days, if every asset says how many."""
        column = next((name for name in _LATE if total(self.rows, name).rows == len(self.rows)), None)
        balance = next((name for name in _END if name in self.used and total(self.rows, name).rows == len(self.rows)), None)
        if column is None or balance is None:
            return
        self.used.add(column)
        arrears: dict[str, Any] = {}
        for low, high in _BANDS:
            rows = [row for row in self.rows if low <= (number(row[column]) or 0) <= (high or 10**9)]
            if rows:
                arrears[f"from{low}"] = {
                    "from_days": low, "to_days": high or "none", "amount": plain(total(rows, balance).amount),
                    "evidence": {"all": f"source {column}"},
                }  # fmt: skip  # a table
        if arrears:
            pool["arrears"] = arrears

    def servicers(self) -> None:
        """Put a servicer in for the pool if all assets name the same."""
        for column in _SERVICERS:
            name = self.agreed(column)
            id = self.party(name, column) if name else None
            if id:
                self.agencies[f"servicing{len(self.agencies) + 1}"] = {
                    "agent": id, "function": "servicing", "evidence": {"all": f"source {column}"}, "unknown": {"principal": "not_found_in_sources"},
                }  # fmt: skip  # a table

    def party(self, name: str, column: str) -> str | None:
        """Return the id of a party of this name."""
        for id, party in self.parties.items():
            if party["name"] == name:
                return id
        made: dict[str, Any] = {}
        if not self.fill.put(made, Party, "name", name, column):
            return None
        id = self.fill.id(None, name)
        self.parties[id] = made | {"evidence": {"all": f"source {column}"}}
        return id


def _day(text: str | None) -> str | None:
    """Write a day of the filing, MM-DD-YYYY or YYYY-MM-DD, as a deal file does; anything else is left as it is, to be refused."""
    parts = text.split("-") if text else []
    if len(parts) == 3 and len(parts[2]) == 4:
        return f"{parts[2]}-{parts[0]:0>2}-{parts[1]:0>2}"
    return text
