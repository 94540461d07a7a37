"""A deal as absbox sends it to its engine: JSON of tagged values."""

from decimal import Decimal
from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.absbox.terms import REGULAR, Action, Asset, Bond, Fee, Look, Terms
from legalmodel.importers.imported import Untrusted

DEALS = ("MDeal", "LDeal", "IDeal", "RDeal", "FDeal", "UDeal", "VDeal", "PDeal")
"""Tags of a deal: one for each sort of asset."""
_WHOLE = {
    "rateSwap": "interest swaps",
    "currencySwap": "currency swaps",
    "custom": "formulas",
    "triggers": "triggers",
    "liqProvider": "liquidity providers",
    "ledgers": "ledgers",
}


def from_wire(file: Untrusted) -> Terms:
    """Read the JSON of a deal.

    Raises BadInput if it is none, with the place of what is wrong.
    """
    return _Wire(file).read()


class _Wire(Look):
    def read(self) -> Terms:
        data = self.file.json()
        tag = data.get("tag") if isinstance(data, dict) else None
        if tag not in DEALS:
            raise self.file.fault(
                "not-absbox",
                say("the file is no deal of absbox: it begins with no tag of a deal"),
                say("a deal has a tag of {deals}", deals=", ".join(DEALS)),
            )
        deal = self.record(data.get("contents"), "contents")
        days = self.days(deal.get("dates"))
        begins = self.tagged(deal.get("status"), "status")[0] == "PreClosing"
        bonds = tuple(self.bond(v, f"bonds.{k}") for k, v in self.record(deal.get("bonds"), "bonds").items())
        if not bonds:
            raise self.file.fault("no-classes", say("bonds: the deal has no class"), say("give at least one bond"))
        fees = tuple(self.fee(v, f"fees.{k}") for k, v in self.record(deal.get("fees") or {}, "fees").items())
        accounts = self.accounts(deal.get("accounts"))
        orders = {
            when: tuple(self.action(a, f"waterfall.{when}[{i}]") for i, a in enumerate(self.items(steps, f"waterfall.{when}")))
            for when, steps in self.record(deal.get("waterfall"), "waterfall").items()
        }
        self.rest(deal)
        cut, assets = self.pool(deal.get("pool"))
        return Terms(
            name=self.text(deal.get("name"), "name"),
            begins=begins,
            **days | {"cut_off": cut or days["cut_off"]},
            assets=assets,
            bonds=bonds,
            fees=fees,
            accounts=accounts,
            collects=self.collects(deal.get("collects")),
            orders=orders,
            left=self.left,
        )

    def days(self, value: Any) -> dict[str, str]:
        """Return the days of the deal, by the sort of days that it states."""
        tag, contents = self.tagged(value, "dates")
        if tag == "PreClosingDates":
            cut, closing, _, ends, _, (first, every) = self.parts(contents, "dates", 6)
            found = {"cut_off": cut, "closing": closing, "first_pay": first, "ends": ends}
            paid = ""
        elif tag == "CurrentDates":
            (cut, paid), _, ends, _, (first, every) = self.parts(contents, "dates", 5)
            found = {"cut_off": cut, "first_pay": first, "ends": ends}
            paid = self.day(paid, say("dates.last payment"))
        else:
            raise self.file.fault(
                "not-read", say("dates: days by {tag} are not read", tag=tag), say("give PreClosingDates or CurrentDates")
            )
        days = {name: self.day(day, f"dates.{name}") for name, day in found.items()}
        return {"closing": "", **days, "paid_until": paid, "every": self.every(every, "dates.payFreq")}

    def parts(self, value: Any, where: str, count: int) -> list[Any]:
        """Return exactly so many parts; pairs among them are checked."""
        found = list(self.items(value, where, count))[:count]
        for at, part in enumerate(found):
            if isinstance(part, list | tuple):
                self.items(part, f"{where}[{at}]", 2)
                found[at] = part[:2]
        for at in {6: (5,), 5: (0, 4)}[count]:
            self.items(found[at], f"{where}[{at}]", 2)
        return found

    def every(self, value: Any, where: str) -> str:
        tag, contents = self.tagged(value, where)
        return f"{tag} {contents}" if isinstance(contents, int) else tag

    def pool(self, value: Any) -> tuple[str, tuple[Asset, ...]]:
        tag, contents = self.tagged(value, "pool")
        if tag not in ("MultiPool", "SoloPool"):
            raise self.file.fault("not-read", say("pool: {tag} is not read", tag=tag), say("give the assets of the pool"))
        pools = self.record(contents, "pool") if tag == "MultiPool" else {"PoolConsol": contents}
        assets, days = list[Asset](), list[str]()
        for name, one in pools.items():
            pool = self.record(one, f"pool.{name}")
            days.append(self.day(pool.get("asOfDate"), f"pool.{name}.asOfDate"))
            assets += [
                self.asset(a, f"pool.{name}.assets[{i}]") for i, a in enumerate(self.items(pool.get("assets"), "assets"))
            ]
            for field in ("futureCf", "issuanceStat"):
                if pool.get(field):
                    self.leave(
                        f"pool.{name}.{field}", str(_plain(pool[field])), say("no word of the vocabulary; history of the pool")
                    )
        if not assets:
            raise self.file.fault("no-pool", say("pool: it holds no asset"), say("give at least one asset"))
        return max(days), tuple(assets)

    def asset(self, value: Any, where: str) -> Asset:
        sort, contents = self.tagged(value, where)
        if sort not in ("Mortgage", "PersonalLoan", "Loan", "Installment"):
            raise self.file.fault(
                "not-read",
                say("{where}: assets of the sort {sort} are not read", where=where, sort=sort),
                say("give Mortgage, Loan or Installment"),
            )
        begin, balance, rate, months = (
            self.items(contents, where, 4)[:4] if sort != "Installment" else (*contents[:2], 0, contents[2])
        )
        first = self.record(begin, f"{where}[0]")
        kind, terms = self.tagged(first.get("originRate"), f"{where}.originRate")
        floats = "" if kind == "Fix" else f"{kind} {_plain(terms)}"
        status = contents[-1].get("tag") if isinstance(contents[-1], dict) else ""
        if status not in ("Current", ""):
            self.leave(where, say("status {status}", status=status), say("the assets of the pool are taken as one, all paying"))
        pays = self.tagged(first.get("prinType"), f"{where}.prinType")[0]
        return Asset(
            sort,
            self.amount(balance, f"{where}.balance"),
            self.rate(rate, f"{where}.rate"),
            floats,
            int(self.number(months, say("{where}.remaining term", where=where), Decimal(1), Decimal(600))),
            pays,
            where,
        )

    def bond(self, value: Any, where: str) -> Bond:
        if isinstance(value, dict) and value.get("tag") not in ("Bond", None):
            raise self.file.fault(
                "not-read",
                say("{where}: {get} is not read", where=where, get=value.get("tag")),
                say("give each class as a bond of its own"),
            )
        bond = self.record(value, where)
        origin = self.record(bond.get("bndOriginInfo"), f"{where}.bndOriginInfo")
        rule, terms = self.tagged(bond.get("bndInterestInfo"), f"{where}.bndInterestInfo")
        stated = (
            self.rate(terms[0], f"{where}.bndInterestInfo") if rule == "Fix" and isinstance(terms, list) and terms else None
        )
        sort, shape = self.tagged(bond.get("bndType"), f"{where}.bndType")
        if shape is not None:
            self.leave(
                f"{where}.bndType",
                f"{sort} {_plain(shape)}",
                say("a schedule of balances has no word; the class is paid as ranked"),
            )
        for field in ("bndDuePrin", "bndDueInt", "bndDueIntOverInt", "bndStepUp"):
            if bond.get(field):
                self.leave(
                    f"{where}.{field}",
                    str(_plain(bond[field])),
                    say("what is due from before, and steps of the rate, are not taken over"),
                )
        return Bond(
            self.text(bond.get("bndName"), f"{where}.bndName"),
            self.amount(bond.get("bndBalance"), f"{where}.bndBalance"),
            self.amount(origin.get("originBalance"), f"{where}.originBalance"),
            self.day(origin.get("originDate"), f"{where}.originDate"),
            self.rate(bond.get("bndRate"), f"{where}.bndRate"),
            stated,
            "" if rule == "Fix" else f"{rule} {_plain(terms)}",
            sort,
            where,
        )

    def fee(self, value: Any, where: str) -> Fee:
        fee = self.record(value, where)
        kind, terms = self.tagged(fee.get("feeType"), f"{where}.feeType")
        name, words = self.text(fee.get("feeName"), f"{where}.feeName"), f"{kind} {_plain(terms)}"
        for field in ("feeDue", "feeArrears"):
            if fee.get(field):
                self.leave(f"{where}.{field}", str(fee[field]), say("what is due from before is not taken over"))
        if kind == "FixFee":
            return Fee(name, "once", self.amount(terms, where), words, where)
        if kind == "RecurFee" and _every_month(terms):
            return Fee(name, "month", self.amount(terms[1], where), words, where)
        if kind == "AnnualRateFee" and (rate := _constant(terms)) is not None:
            return Fee(name, "year", self.rate(rate, where), words, where)
        self.leave(where, words, say("a fee by formula is not run; give what it comes to with --fee"))
        return Fee(name, "other", Decimal(0), words, where)

    def accounts(self, value: Any) -> tuple[str, ...]:
        found = self.record(value, "accounts")
        for name, one in found.items():
            account = self.record(one, f"accounts.{name}")
            if account.get("accType") is not None:
                self.leave(
                    f"accounts.{name}.accType",
                    str(_plain(account["accType"])),
                    say("a reserve by formula has no word; write it as a guarantee"),
                )
            if account.get("accBalance"):
                self.leave(
                    f"accounts.{name}.accBalance",
                    str(account["accBalance"]),
                    say("what lies on an account at the start is not shared out"),
                )
        return tuple(self.text(name, "accounts") for name in found)

    def collects(self, value: Any) -> dict[str, str]:
        found = {}
        for i, one in enumerate(self.items(value or [], "collects")):
            tag, contents = self.tagged(one, f"collects[{i}]")
            if tag == "Collect":
                _, source, account = self.items(contents, f"collects[{i}]", 3)[:3]
                found[self.text(source, f"collects[{i}]")] = self.text(account, f"collects[{i}]")
            else:
                self.leave(f"collects[{i}]", f"{tag} {_plain(contents)}", say("collections split by parts are not taken over"))
        return found

    def action(self, value: Any, where: str) -> Action:
        """Read one line of an order; one whose parts are of another shape keeps its words and nothing else."""
        tag, contents = self.tagged(value, where)
        parts = [p for p in contents if p is not None] if isinstance(contents, list) else [contents]
        at = next((i for i, part in enumerate(parts) if not isinstance(part, dict)), len(parts))
        if tag not in REGULAR or len(parts) < at + 2:
            return Action(tag, "", (), str(_plain(contents)), where)
        limits = [p for i, p in enumerate(parts) if i not in (at, at + 1)]
        return self.regular(tag, parts[at], parts[at + 1], str(_plain(limits)) if limits else "", where)

    def rest(self, deal: dict[str, Any]) -> None:
        for field, what in _WHOLE.items():
            if deal.get(field):
                self.leave(field, str(_plain(deal[field])), say("{what} are not taken over", what=what))


def _every_month(terms: Any) -> bool:
    every = terms[0] if isinstance(terms, list) and len(terms) == 2 else None
    return isinstance(every, dict) and str(every.get("tag")) in ("MonthFirst", "MonthEnd", "DayOfMonth")


def _constant(terms: Any) -> Any:
    rate = terms[1] if isinstance(terms, list) and len(terms) == 2 else None
    return rate.get("contents") if isinstance(rate, dict) and rate.get("tag") == "Constant" else None


def _plain(value: Any) -> Any:
    """Return tagged data in few words: ``{tag: Fix, contents: [..]}`` becomes ``Fix(..)``; no deeper than the file may be."""
    if isinstance(value, dict):
        if "tag" in value:
            inner = _plain(value.get("contents"))
            return f"{value['tag']}({inner})" if value.get("contents") is not None else str(value["tag"])
        return ", ".join(f"{k}: {_plain(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(_plain(v)) for v in value)
    return "none" if value is None else value
