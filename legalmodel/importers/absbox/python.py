"""A deal as absbox users write it in Python: one call of ``Generic`` or ``SPV``, or one dict for ``mkDeal``, of plain values. It is parsed and never run."""

import ast
from decimal import Decimal
from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.absbox.spellings import ARGUMENTS, from_chinese, from_dict, in_words, running
from legalmodel.importers.absbox.terms import REGULAR, Action, Asset, Bond, Fee, Look, Terms
from legalmodel.importers.imported import Untrusted

_TAGS = {name[0].lower() + name[1:]: name for name in REGULAR}
_CHARACTERS_MAX = 1_000_000
_RATES = {"annualpctfee": "year", "recurfee": "month", "fixfee": "once"}


def from_python(file: Untrusted) -> Terms:
    """Read a Python file that holds one deal.

    Raises BadInput if it holds none or several, if a value is worked out by code, or if something in it cannot be.
    """
    return _Python(file).read()


class _Python(Look):
    def read(self) -> Terms:
        values = self.values()
        self.file.weigh(list(values.values()))
        dates = running(self.record(values.get("dates"), "dates"))
        begins = "closing" in dates
        first = "firstPay" if begins else "nextPay"
        every = dates.get("payFreq")
        bonds = tuple(self.bond(b) for b in self.items(values.get("bonds"), "bonds", 1))
        return Terms(
            name=self.text(values.get("name"), "name"),
            begins=begins,
            cut_off=self.day(dates.get("cutoff" if begins else "lastCollect"), "dates.cutoff"),
            closing=self.day(dates["closing"], "dates.closing") if begins else "",
            paid_until="" if begins else self.day(dates.get("lastPay"), "dates.lastPay"),
            first_pay=self.day(dates.get(first), f"dates.{first}"),
            every=every if isinstance(every, str) else str(self.items(every, "dates.payFreq", 1)[0]),
            ends=self.day(dates.get("stated"), "dates.stated"),
            assets=self.assets(values.get("pool")),
            bonds=bonds,
            fees=tuple(self.fee(f) for f in self.items(values.get("fees") or (), "fees")),
            accounts=self.accounts(values.get("accounts")),
            collects=self.collects(values.get("collection")),
            orders=self.orders(values.get("waterfall")),
            left=self.left,
        )

    def values(self) -> dict[str, Any]:
        """Return the arguments of the one deal of the file, as ``Generic`` names them."""
        made = self.made(self.tree())
        if isinstance(made, ast.Dict):
            given = {
                str(key.value): value
                for key, value in zip(made.keys, made.values, strict=True)
                if isinstance(key, ast.Constant)
            }
            for name in given.keys() - {*ARGUMENTS, "collect"}:
                self.further(given.pop(name))
            return from_dict({name: self.plain(node) for name, node in given.items()})
        given = dict(zip(ARGUMENTS, made.args, strict=False))
        given |= {str(k.arg): k.value for k in made.keywords}
        values = {name: self.plain(node) for name, node in given.items() if name in ARGUMENTS}
        for node in (*made.args[len(ARGUMENTS) :], *(k.value for k in made.keywords if k.arg not in ARGUMENTS)):
            self.further(node)
        return from_chinese(values) if _called(made) == "SPV" else values

    def tree(self) -> ast.Module:
        """Parse the file; nothing is run."""
        if len(self.file.text) > _CHARACTERS_MAX:
            raise self.file.fault(
                "too-large",
                say("Python of more than {characters_max} characters is not read", characters_max=f"{_CHARACTERS_MAX:,}"),
                say("keep the deal alone"),
            )
        try:
            return ast.parse(self.file.text)
        except (SyntaxError, ValueError) as error:
            line, column = getattr(error, "lineno", 1) or 1, getattr(error, "offset", 1) or 1
            raise self.file.fault(
                "not-absbox", say("the file is neither JSON nor Python"), say("export it from absbox"), line, column
            ) from None
        except (RecursionError, MemoryError):
            raise self.file.fault("too-deep", say("the file is nested too deeply"), say("keep the deal alone")) from None

    def made(self, tree: ast.Module) -> ast.Call | ast.Dict:
        """Return the one call, or dict, that makes a deal; ``names`` are the plain values that have a name in the file."""
        self.names = {
            one.targets[0].id: one.value
            for one in tree.body
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
        }
        calls: list[ast.Call | ast.Dict] = [
            n for n in ast.walk(tree) if isinstance(n, ast.Call) and _called(n) in ("Generic", "SPV") and (n.args or n.keywords)
        ]
        found = calls or [
            n for n in ast.walk(tree) if isinstance(n, ast.Dict) and _names(n) >= {"dates", "pool", "bonds", "waterfall"}
        ]
        if len(found) != 1:
            said = say("{calls} deals by Generic(...)", calls=len(found)) if found else say("no deal by Generic(...)")
            fix = say("keep one deal in the file") if found else say("give a deal by Generic, or the JSON that absbox sends")
            raise self.file.fault("several-deals" if found else "not-absbox", say("the file holds {said}", said=said), fix)
        return found[0]

    def plain(self, node: ast.expr) -> Any:
        """Return the value of a literal; numbers are exact. Nothing is run."""
        if isinstance(node, ast.Name) and node.id in self.names:
            return self.plain(self.names.pop(node.id))  # a name is looked up once, so that none leads to itself
        if isinstance(node, ast.Constant):
            return Decimal(repr(node.value)) if isinstance(node.value, float) else node.value
        if isinstance(node, ast.List | ast.Tuple):
            return [self.plain(part) for part in node.elts]
        if isinstance(node, ast.Dict) and None not in node.keys:
            keys = [self.plain(key) for key in node.keys if key is not None]
            words = [" ".join(map(str, key)) if isinstance(key, list) else str(key) for key in keys]
            return {key: self.plain(value) for key, value in zip(words, node.values, strict=True)}
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            value = self.plain(node.operand)
            if isinstance(value, int | Decimal):
                return -value
        if isinstance(node, ast.Call) and _called(node) in ("tuple", "list", "dict") and not node.args and not node.keywords:
            return [] if _called(node) != "dict" else {}
        fix = say("write the value itself, or export the deal as JSON")
        raise self.file.fault(
            "not-a-value", say("a value is worked out by code, and no code is run"), fix, node.lineno, node.col_offset + 1
        )

    def further(self, node: ast.expr) -> None:
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, str)):
            return
        if not isinstance(node, ast.Tuple | ast.List | ast.Dict) or any(
            not isinstance(n, ast.Constant) for n in getattr(node, "elts", [1])
        ):
            self.leave(
                say("line {lineno}", lineno=node.lineno),
                ast.unparse(node),
                say("swaps, triggers, formulas, ledgers and liquidity are not taken over"),
            )

    def assets(self, value: Any) -> tuple[Asset, ...]:
        pool = self.record(value, "pool")
        return tuple(self.asset(a, f"pool.assets[{i}]") for i, a in enumerate(self.items(pool.get("assets"), "pool.assets", 1)))

    def asset(self, value: Any, where: str) -> Asset:
        sort, begin, now = self.items(value, where, 3)[:3]
        if sort not in ("Mortgage", "Loan", "Installment"):
            raise self.file.fault(
                "not-read",
                say("{where}: assets of the sort {sort} are not read", where=where, sort=sort),
                say("give Mortgage, Loan or Installment"),
            )
        first, state = self.record(begin, where), self.record(now, where)
        rule = self.items(first.get("originRate"), f"{where}.originRate", 2)
        return Asset(
            str(sort),
            self.amount(state.get("currentBalance"), f"{where}.currentBalance"),
            self.rate(state.get("currentRate"), f"{where}.currentRate"),
            "" if str(rule[0]).lower() == "fix" else " ".join(map(in_words, rule)),
            int(self.number(state.get("remainTerm"), f"{where}.remainTerm", Decimal(1), Decimal(600))),
            str(first.get("type")),
            where,
        )

    def bond(self, value: Any) -> Bond:
        name, terms = self.items(value, "bonds", 2)[:2]
        where = f"bonds.{self.text(name, 'bonds')}"
        bond = self.record(terms, where)
        rule, figure = self.rule(bond, where)
        sort, shape = self.one(bond.get("bondType"), f"{where}.bondType")
        if shape is not None:
            self.leave(
                f"{where}.bondType", f"{sort} {shape}", say("a schedule of balances has no word; the class is paid as ranked")
            )
        fixed = rule.lower() in ("fix", "fixed")
        return Bond(
            name,
            self.amount(bond.get("balance"), f"{where}.balance"),
            self.amount(bond.get("originBalance"), f"{where}.originBalance"),
            self.day(bond.get("startDate"), f"{where}.startDate"),
            self.rate(bond.get("rate"), f"{where}.rate"),
            self.rate(figure, f"{where}.rateType") if fixed else None,
            "" if fixed else f"{rule} {in_words(figure)}",
            sort,
            where,
        )

    def rule(self, bond: dict[str, Any], where: str) -> tuple[str, Any]:
        """Return how the rate of a class is made: a word, and its figure; several figures under one word stand as they are."""
        value = bond.get("rateType")
        if isinstance(value, dict) and len(value) > 1:
            return next(iter(value)), value
        return self.one(value, f"{where}.rateType")

    def one(self, value: Any, where: str) -> tuple[str, Any]:
        """Read ``{"Fixed": 0.08}``, ``("fix", 0.08)`` or ``"Equity"``."""
        if isinstance(value, str):
            return value, None
        if isinstance(value, dict) and len(value) == 1:
            return next(iter(value.items()))
        found = self.items(value, where, 1)
        return self.text(found[0], where), found[1] if len(found) == 2 else list(found[1:])

    def fee(self, value: Any) -> Fee:
        name, terms = self.items(value, "fees", 2)[:2]
        where = f"fees.{self.text(name, 'fees')}"
        kind, figure = self.one(self.record(terms, where).get("type"), f"{where}.type")
        sort, words = _RATES.get(kind.lower(), "other"), f"{kind} {in_words(figure)}"
        much = figure[-1] if isinstance(figure, list) and figure else figure
        monthly = not isinstance(figure, list) or str(figure[0]) in ("MonthFirst", "MonthEnd", "DayOfMonth")
        if sort == "other" or (sort == "month" and not monthly):
            self.leave(where, words, say("a fee by formula is not run; give what it comes to with --fee"))
            return Fee(name, "other", Decimal(0), words, where)
        return Fee(name, sort, self.rate(much, where) if sort == "year" else self.amount(much, where), words, where)

    def accounts(self, value: Any) -> tuple[str, ...]:
        pairs = [self.items(pair, "accounts", 2) for pair in self.items(value, "accounts")]
        for name, terms in pairs:
            for field, what in self.record(terms, f"accounts.{name}").items():
                if what and field in ("type", "balance"):
                    self.leave(
                        f"accounts.{name}.{field}",
                        str(what),
                        say("a reserve or a first balance has no word; write it as a guarantee"),
                    )
        return tuple(self.text(name, "accounts") for name, _ in pairs)

    def collects(self, value: Any) -> dict[str, str]:
        given = [self.items(pair, "collection", 2) for pair in self.items(value or (), "collection")]
        pairs = [pair for pair in given if isinstance(pair[1], str)]
        for pair in given:
            if not isinstance(pair[1], str):
                self.leave(
                    f"collection.{pair[0]}", str(pair[1:]), say("collections that are split, or come from one pool of several")
                )
        return {self.text(a, "collection"): self.text(b, "collection") for a, b, *_ in pairs if isinstance(a, str)}

    def orders(self, value: Any) -> dict[str, tuple[Action, ...]]:
        return {
            when: tuple(self.action(a, f"waterfall.{when}[{i}]") for i, a in enumerate(self.items(steps, f"waterfall.{when}")))
            for when, steps in self.record(value, "waterfall").items()
        }

    def action(self, value: Any, where: str) -> Action:
        parts = self.items(value, where, 1)
        tag = _TAGS.get(str(parts[0]), str(parts[0]))
        if tag not in REGULAR or len(parts) < 3:
            return Action(tag, "", (), " ".join(map(str, parts[1:])), where)
        return self.regular(tag, parts[1], parts[2], " ".join(map(str, parts[3:])), where)


def _names(node: ast.Dict) -> set[str]:
    return {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}


def _called(call: ast.Call) -> str:
    func = call.func
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""
