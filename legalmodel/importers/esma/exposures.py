"""Annexes 2 to 9, the exposures one by one, in their message (auth.099): the sums of a pool."""

from collections.abc import Iterator
from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.filling import Filling
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.markup import Element, elements
from legalmodel.importers.sums import Row, Total, number, plain, same, total, words
from legalmodel.model.pools import Pool

BODY = "ScrtstnNonAsstBckdComrclPprUndrlygXpsrRpt"
_RECORD = "UndrlygXpsrRcrd"
_HEAD = ("ScrtstnIdr", "CutOffDt")
_KINDS = {
    "ResdtlRealEsttLn": "residential_mortgage_loans", "ComrclRealEsttLn": "commercial_mortgage_loans", "CorpLn": "corporate_loans",
    "CsmrLn": "consumer_loans", "CdtCardLn": "credit_card_receivables", "LeasgLn": "lease_receivables", "AutomblLn": "auto_loans",
}  # fmt: skip  # a table
_BANDS = ((1, 29), (30, 59), (60, 89), (90, 119), (120, 149), (150, 179), (180, None))
"""Days past due as Annex 12 groups them."""


def exposures(file: Untrusted) -> Imported | None:
    """Return the sums of the exposures; None if the file is another message.

    Raises BadInput if the file is no XML, or holds the exposures of several securitisations.
    """
    rows: list[Row] = []
    head: dict[str, str] = {}
    for one in elements(file, frozenset((_RECORD, *_HEAD))):
        if one.name in _HEAD:
            if head.setdefault(one.name, one.text) != one.text:
                cause = say(
                    "the file holds several filings or periods ({column}: {first})",
                    column=one.name,
                    first=f"{head[one.name]}, {one.text}"[:80],
                )
                raise file.fault("several-filings", cause, say("take one filing of one period"), one.line)
        elif one.name == _RECORD:
            rows.append(_row(one))
    return _made(file, rows, head) if rows else None


def _row(record: Element) -> dict[str, str]:
    row: dict[str, str] = {}
    names = record.find("UndrlygXpsrId")
    row["obligor"] = next((one.text for one in (names.inner if names else ()) if one.name == "NewOblgrIdr"), "")
    branch = record.find("UndrlygXpsrData")
    sort = branch.inner[0] if branch and branch.inner else None
    row["sort"] = sort.name if sort else ""
    row["performing"] = sort.inner[0].name if sort and sort.inner else ""
    for one in _all(record):
        if one.name == "CurPrncplBal":
            amount = next((inner for inner in _all(one) if inner.name == "Amt"), None)
            minus = any(inner.name == "Sgn" and inner.text in ("false", "0") for inner in _all(one))
            if amount is not None:
                row["balance"], row["currency"] = ("-" if minus else "") + amount.text, amount.attributes.get("Ccy", "")
        elif one.name == "NbOfDaysInArrears":
            row["days"] = next((inner.text for inner in _all(one) if inner.text.isdigit()), "")
    return row


def _all(one: Element) -> Iterator[Element]:
    yield one
    for inner in one.inner:
        yield from _all(inner)


def _made(file: Untrusted, rows: list[Row], head: dict[str, str]) -> Imported:
    fill = Filling()
    deal: dict[str, Any] = {}
    pool: dict[str, Any] = {"loans": len(rows)}
    evidence = {"loans": "source UndrlygXpsrRcrd: one each"}
    if fill.put(pool, Pool, "cut_off", head.get("CutOffDt"), "CutOffDt"):
        evidence["cut_off"] = "source CutOffDt"
    if identifier := head.get("ScrtstnIdr"):
        deal["stated"] = {"programme": f"unique identifier: {identifier}"}
    sorts, states = words(rows, "sort"), words(rows, "performing")
    kind = (
        _KINDS.get(sorts[0])
        if len(sorts) == 1 and states == ["PrfrmgLn"]
        else "non_performing_loans"
        if states == ["NonPrfrmgLn"]
        else None
    )
    if kind:
        pool["kind"], evidence["kind"] = kind, "source UndrlygXpsrData"
    else:
        fill.leave("UndrlygXpsrData", ", ".join((*sorts, *states)), say("several kinds, or no word for it"))
    obligors = words(rows, "obligor")
    if all(row["obligor"] for row in rows):
        pool["debtors"], evidence["debtors"] = len(obligors), "source NewOblgrIdr"
    balance, currency = total(rows, "balance"), same(rows, "currency")
    if balance.rows < len(rows) or currency is None:
        why = say("{rows} of {assets} assets give it: no sum of the pool", rows=balance.rows, assets=len(rows))
        fill.leave("CurPrncplBal", balance.amount, why if currency else say("several currencies, or none"))
    else:
        deal["currency"], pool["principal"] = currency, plain(balance.amount)
        evidence["principal"] = "source CurPrncplBal: the sum"
        _late(pool, rows)
    fill.leave(_RECORD, len(rows), say("a field of single assets; they stay in the file, as a tape"))
    sections = {"deal": deal, "documents": {"source": {"title": file.name}}, "pools": {"pool": {**pool, "evidence": evidence}}}
    about = (say("Imported from {name}, underlying exposures of ESMA's templates: sums of the pool.", name=file.name),)
    return Imported(
        file.name, {key: value for key, value in sections.items() if value}, about, tuple(fill.left), _sums(balance)
    )


def _sums(balance: Total) -> tuple[tuple[str, Any], ...]:
    return (("CurPrncplBal", balance.amount),) if balance.rows else ()


def _late(pool: dict[str, Any], rows: list[Row]) -> None:
    if not all(row.get("days") for row in rows):
        return
    arrears: dict[str, Any] = {}
    for low, high in _BANDS:
        late = [row for row in rows if low <= (number(row["days"]) or 0) <= (high or 10**9)]
        if late:
            arrears[f"from{low}"] = {
                "from_days": low, "to_days": high or "none", "amount": plain(total(late, "balance").amount),
                "evidence": {"all": "source NbOfDaysInArrears"},
            }  # fmt: skip  # a table
    if arrears:
        pool["arrears"] = arrears
