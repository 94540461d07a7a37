"""From what a deal of absbox says to a deal file, as far as the vocabulary of deals has words for it."""

import re
from decimal import Decimal
from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.absbox.terms import REGULAR, Action, Bond, Fee, Terms
from legalmodel.importers.imported import Imported, Left, Untrusted

_NORMAL = ("DistributionDay Amortizing", "DefaultDistribution", "amortizing", "default")
_EVERY = {"Month": 1, "DayOfMonth": 1, "Quarter": 3, "SemiAnnual": 6, "Year": 12}
_ORDER = {"all": "payments"}
_INTEREST = frozenset(("CollectedInterest",))
_PRINCIPAL = frozenset(("CollectedPrincipal", "CollectedPrepayment", "CollectedRecoveries"))
_KINDS = {"Mortgage": "loans", "Loan": "loans", "PersonalLoan": "consumer_loans", "Installment": "loans"}


def to_deal(file: Untrusted, terms: Terms, currency: str) -> Imported:
    """Return the deal file, what stays behind, and what to say to ``legalmodel cashflow``.

    Raises BadInput where the priority of payments names a class, fee or account that the deal does not have.
    """
    return _Maker(file, terms, currency).made()


class _Maker:
    def __init__(self, file: Untrusted, terms: Terms, currency: str) -> None:
        self.file, self.t, self.currency = file, terms, currency
        self.left = list(terms.left)
        self.bonds = _ids([b.name for b in terms.bonds], "class")
        self.accounts = _ids(terms.accounts, "account")
        self.fees = {f.name: f for f in terms.fees}
        self.options: list[str] = []
        self.paid: set[str] = set()
        self.usual = self.order()

    def leave(self, where: str, what: str, why: str) -> None:
        self.left.append(Left(where, what[:160], why))

    def made(self) -> Imported:
        pool, waterfalls = self.pool(), self.waterfalls()
        data = {
            "deal": self.deal(),
            "pools": {"pool": pool},
            "accounts": {id: {"title": name} for name, id in self.accounts.items()},
            "securities": {self.bonds[b.name]: self.bond(b) for b in self.t.bonds},
            "waterfalls": waterfalls,
        }
        self.fee_options(waterfalls)
        head = (
            say(
                "Imported from {name}, a deal of absbox. Who issues, holds, serves and supports is not in such a file:",
                name=self.file.name,
            ),
            say("it is a model of money. Put in the parties and their relations before you ask about law."),
        )
        sums = (
            ("pool", sum((a.balance for a in self.t.assets), Decimal(0))),
            *((b.name, b.balance) for b in self.t.bonds),
            ("classes", sum((b.balance for b in self.t.bonds), Decimal(0))),
        )
        kept = {section: records for section, records in data.items() if records}
        return Imported(self.file.name, kept, head, tuple(self.left), sums, tuple(self.options))

    def deal(self) -> dict[str, Any]:
        t = self.t
        stated = {"stage": "proposed", "closing": t.closing} if t.begins else {"stage": "closed", "known_until": t.paid_until}
        return {"name": t.name, **stated, "currency": self.currency}

    def pool(self) -> dict[str, Any]:
        assets = self.t.assets
        total = sum((a.balance for a in assets), Decimal(0))
        weights = [a.balance / total if total else Decimal(1) / len(assets) for a in assets]
        months = sum((w * a.months for w, a in zip(weights, assets, strict=True)), Decimal(0))
        rate = sum((w * a.rate for w, a in zip(weights, assets, strict=True)), Decimal(0))
        kinds = {_KINDS[a.sort] for a in assets}
        rates = sorted({a.floats or "fixed" for a in assets})
        self.options += [f"--rate {_percent(rate)}", "--since cut-off"]  # absbox gives the deal what came in from then on
        ways = {a.pays for a in assets}
        if ways == {"Even"}:
            self.options.append("--pays even")
        elif ways != {"Level"}:
            self.leave(
                "pool",
                ", ".join(sorted(ways)),
                say("the cash command pays a pool off in one way, level payments unless told otherwise"),
            )
        if len(assets) > 1:
            self.leave(
                "pool",
                say("{assets} lines", assets=len(assets)),
                say("taken as one pool: sums, and rate and months weighted by balance"),
            )
        return {
            "kind": kinds.pop() if len(kinds) == 1 else "loans",
            "cut_off": self.t.cut_off,
            "principal": _plain(total),
            "remaining_months": _plain(months.quantize(Decimal("0.01"))),
            "rates": "; ".join(rates),
        }

    def bond(self, bond: Bond) -> dict[str, Any]:
        found: dict[str, Any] = {"name": bond.name, "rank": self.rank(bond.name)}
        found["amount"] = _plain(bond.balance if self.t.begins else bond.first)
        if self.t.begins and bond.first != bond.balance:
            self.leave(
                f"{bond.where}.originBalance",
                str(bond.first),
                say("the deal has yet to close; what it issues is taken to be {balance}", balance=bond.balance),
            )
        if bond.floats:
            found["coupon_terms"] = bond.floats
            self.options.append(f"--coupon {self.bonds[bond.name]}={_percent(bond.rate)}")
        elif bond.stated in (None, bond.rate):
            found["coupon"] = _percent(bond.rate) if bond.rate else "none"
        else:
            said = say("{rate} now, {stated} by its rule", rate=_percent(bond.rate), stated=_percent(bond.stated))
            self.leave(
                f"{bond.where}.rate",
                said,
                say("two rates for one class: coupon is left out; --coupon takes the one it pays now"),
            )
            self.options.append(f"--coupon {self.bonds[bond.name]}={_percent(bond.rate)}")
        if not self.t.begins:
            found["issued"] = bond.since
            found["dated"] = {"balance": {self.t.paid_until: _plain(bond.balance)}}
        found["first_payment"], found["legal_end"] = self.t.first_pay, self.t.ends
        if every := self.every():
            found["payment_interval_months"] = every
        return found

    def every(self) -> int:
        found = next((n for word, n in _EVERY.items() if self.t.every.startswith(word)), 0)
        if not found and not any(entry.where == "dates.payFreq" for entry in self.left):
            self.leave("dates.payFreq", self.t.every, say("no number of months; write payment_interval_months"))
        return found

    def order(self) -> tuple[Action, ...]:
        """Return the order of a usual payment day; the others stay behind."""
        when = next((name for name in _NORMAL if self.t.orders.get(name)), None)
        for name, actions in self.t.orders.items():
            if name != when and actions:
                self.leave(
                    f"waterfall.{name}",
                    ", ".join(a.tag for a in actions),
                    say("only the order of a usual payment day is taken over"),
                )
        return self.t.orders[when] if when else ()

    def rank(self, name: str) -> int:
        """Return the rank of a class: the place at which its principal is paid; one that only gets what is left comes last."""
        places: dict[str, int] = {}
        for at, action in enumerate(self.usual):
            if action.tag in ("PayPrin", "PayPrinBySeq", "PayPrinResidual"):
                for offset, each in enumerate(action.names):
                    places.setdefault(each, at * 100 + (offset if action.tag == "PayPrinBySeq" else 0))
        order = sorted(set(places.values()))
        return order.index(places[name]) + 1 if name in places else len(order) + 1

    def waterfalls(self) -> dict[str, Any]:
        """Return one order where all money is on one account; else one for income and one for principal."""
        income = {self.t.collects.get(source) for source in _INTEREST} - {None}
        principal = {self.t.collects.get(source) for source in _PRINCIPAL} - {None}
        split = len(income) == 1 and len(principal) == 1 and income != principal
        accounts = {"income": min(map(str, income)), "principal": min(map(str, principal))} if split else {}
        if not split and len(set(self.t.collects.values())) > 1:
            self.leave(
                "collects",
                str(dict(self.t.collects)),
                say("which account takes which money fits neither one order nor two; one is written"),
            )
        made: dict[str, Any] = {}
        for money in accounts or ("all",):
            steps = self.steps(accounts.get(money), accounts)
            if steps:
                used = [self.accounts[accounts[money]]] if accounts else list(self.accounts.values())
                made[_ORDER.get(money, money)] = {
                    "money": money,
                    "accounts": used,
                    "when": "normal",
                    "first": self.t.first_pay,
                    "steps": steps,
                }
        return made

    def steps(self, account: str | None, split: dict[str, str]) -> dict[str, Any]:
        steps: dict[str, Any] = {}
        for action in self.usual:
            if action.tag not in REGULAR:
                if account in (None, split.get("income")):
                    self.leave(action.where, f"{action.tag} {action.limit}", say("no such step in the vocabulary"))
                continue
            if action.account not in self.accounts:
                raise self.fault(action, say("account '{account}'", account=action.account))
            if account not in (None, action.account):
                if action.account not in split.values() and account == split.get("income"):
                    self.leave(
                        action.where,
                        action.tag,
                        say("paid from '{account}', into which no collections come", account=action.account),
                    )
                continue
            if action.limit:
                self.leave(
                    action.where, action.limit, say("a limit or support by formula has no word; the step is written without it")
                )
            for step in self.step(action):
                number = len(steps) + 1
                steps[f"step_{number}"] = {"rank": number, **step}
        return steps

    def step(self, action: Action) -> list[dict[str, Any]]:
        if action.tag == "Transfer":
            to = action.names[0]
            if to not in self.accounts:
                raise self.fault(action, say("account '{to}'", to=to))
            return [{"into": self.accounts[to], "amount": "what is left"}]
        if action.tag == "PayFee":
            return [step for name in action.names if (step := self.fee(action, name))]
        for name in action.names:
            if name not in self.bonds:
                raise self.fault(action, say("class '{name}'", name=name))
        groups = [[n] for n in action.names] if action.tag == "PayPrinBySeq" else [list(action.names)]
        return [{"pays": REGULAR[action.tag], "of": [self.bonds[n] for n in group]} for group in groups]

    def fee(self, action: Action, name: str) -> dict[str, Any] | None:
        if name not in self.fees:
            raise self.fault(action, say("fee '{name}'", name=name))
        if name in self.paid:
            self.leave(
                action.where,
                name,
                say("the same fee again, for what was left unpaid: the first step pays it in full or runs out of money"),
            )
            return None
        self.paid.add(name)
        return {"pays": "costs", "amount": f"{name}: {self.fees[name].words}"}

    def fee_options(self, waterfalls: dict[str, Any]) -> None:
        """Name the fees that can be run by the place of their step, and those that no step pays."""
        for order, one in waterfalls.items():
            for id, step in one["steps"].items():
                fee = self.fees.get(str(step.get("amount")).partition(": ")[0]) if step.get("pays") == "costs" else None
                if fee and fee.sort != "other":
                    self.options.append(f"--fee {order}.{id}={_figure(fee)}")
        for fee in self.fees.values():
            if fee.name not in self.paid:
                self.leave(fee.where, fee.words, say("no step of the order pays it"))
            elif fee.sort == "year":
                self.leave(fee.where, fee.words, say("the cash command takes the rate on what is outstanding of the classes"))

    def fault(self, action: Action, what: str) -> Exception:
        return self.file.fault(
            "no-such-name",
            say("{where}: there is no {what} in the deal", where=action.where, what=what),
            say("name one that the deal has"),
        )


def _figure(fee: Fee) -> str:
    return _percent(fee.much) if fee.sort == "year" else f"{fee.much:f}{'-once' if fee.sort == 'once' else ''}"


def _ids(names: Any, word: str) -> dict[str, str]:
    """Give each name an id that a deal file may have: its own letters where it has any, else a number."""
    found: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        own = re.sub(r"[^A-Za-z0-9_]+", "_", name).strip("_")
        id = own if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,60}", own) and own == name.replace(" ", "_") else f"{word}_{number}"
        found[name] = id if id not in found.values() else f"{word}_{number}_{len(found)}"
    return found


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()


def _percent(part: Decimal) -> str:
    return f"{round(part * 100, 6).normalize():f}%"
