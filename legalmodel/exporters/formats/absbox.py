"""absbox: a stub of ``Generic(...)`` in Python, with what the deal file knows; what an engine needs besides stands as None, told one by one."""

from decimal import Decimal
from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.base.values import Money
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.importers.ledger import Cursor

ABOUT = Phrase(
    "absbox: a stub of Generic(...) with pool, classes, accounts and priority of payments; what is missing stands as None (Python)"
)
ENDING = "py"
_FREQUENCY = {"3": '"QuarterEnd"', "6": '"SemiAnnual"', "12": '"YearEnd"'}


def write(given: Outgoing) -> Exported:
    """Write a stub. Nothing is made up: a value that the file does not give is None, and is told."""
    made = _Stub(given)
    text = made.text()
    given.leave_rest({"evidence": Phrase("a model of money has no sources")})
    return Exported(text.encode(), tuple(given.left))


_PAYS = {"interest": "accrueAndPayInt", "principal": "payPrin", "surplus": "payResidual"}


class _Stub:
    def __init__(self, given: Outgoing) -> None:
        self.given = given
        self.classes = given.records("securities")
        self.accounts = given.records("accounts")

    def value(self, at: Cursor, *keys: str, needed: bool = True) -> str:
        """Write a text or number of the deal, or None and why."""
        found = at.text(*keys)
        if found is None or found == "none":
            if needed:
                self.given.leave((*at.spot, *keys), say("absbox needs it; the deal file does not say it"), say("nothing"))
            return "None"
        return repr(found)

    def number(self, at: Cursor, key: str) -> str:
        """Write a number of the deal, or None and why."""
        return self.value(at, key).strip("'")

    def money(self, at: Cursor, *keys: str) -> str:
        """Write an amount without its currency."""
        record: Any = self.given.deal
        for key in (*at.spot, *keys):
            record = record.get(key) if isinstance(record, dict) else getattr(record, str(key), None)
        if not isinstance(record, Money):
            return self.value(at, *keys)
        at.take(*keys)
        return f"{record.amount:f}"

    def rate(self, at: Cursor, key: str) -> str:
        """Write a rate as a fraction."""
        text = at.at(key).value
        if isinstance(text, str) and text.endswith("%"):
            at.take(key)
            return f"{(Decimal(text[:-1]) / 100).normalize():f}"
        if text == "none":
            at.take(key)
            return "0.0"
        return self.value(at, key)

    def text(self) -> str:
        """Return the whole stub."""
        deal = self.given.data.at("deal")
        pool = next(iter(self.given.records("pools").values()), self.given.data.at("pools", "pool"))
        one = next(iter(self.classes.values()), self.given.data.at("securities", "class"))
        name = deal.at("name").value
        label = name.get("en", next(iter(name.values()))) if isinstance(name, dict) else name
        deal.take("name")
        ends = sorted(
            str(each.take("legal_end")) for each in self.classes.values() if each.at("legal_end").value not in (None, "none")
        )
        first, interval = self.value(one, "first_payment"), one.text("payment_interval_months") or ""
        often = _FREQUENCY.get(
            interval, f'["DayOfMonth", {int(first[9:11])}]' if interval == "1" and len(first) == 12 else "None"
        )
        accounts = list(self.accounts) or ["account"]
        written = "".join(f"({id!r}, {{'balance': 0}}), " for id in accounts)
        rows = [
            "from absbox import Generic",
            "",
            "deal = Generic(",
            f"    {label!r},",
            f'    {{"cutoff": {self.value(pool, "cut_off")}, "closing": {self.value(deal, "closing")}, "firstPay": {first},',
            f'     "payFreq": {often}, "poolFreq": None, "stated": {ends[-1] if ends else None!r}}},',
            '    {"assets": [["Mortgage", {"originRate": ["fix", None], "type": None},',
            f'                 {{"currentBalance": {self.money(pool, "principal")}, "currentRate": None, "remainTerm": {self.number(pool, "remaining_months")}}}]]}},',
            f"    ({written}),",
            "    (",
            *[f"        {self.bond(id, each)}," for id, each in self.classes.items()],
            "    ),",
            "    (),",
            f'    {{"amortizing": [{", ".join(self.steps())}]}},',
            f'    [["CollectedCash", {accounts[0]!r}]],',
            ")",
            "",
        ]
        for what in (say("the rate of the pool and how it is paid off"), say("how often collections come in"), say("fees")):
            self.given.leave(("pools",), say("absbox needs it; the deal file does not say it"), what)
        return "\n".join(rows)

    def bond(self, id: str, one: Cursor) -> str:
        """Write a class."""
        amount, rate = self.money(one, "amount"), self.rate(one, "coupon")
        start = self.value(self.given.data.at("deal"), "closing", needed=False)
        ranks = [Decimal(str(each.at("rank").value or 0)) for each in self.classes.values()]
        last = bool(ranks) and one.at("rank").value is not None and Decimal(str(one.at("rank").value)) == max(ranks)
        kind = "'Equity'" if last and rate == "0.0" else '{"Sequential": None}'
        return (
            f'({id!r}, {{"balance": {amount}, "rate": {rate}, "originBalance": {amount}, "startDate": {start}, '
            f'"rateType": {{"Fixed": {rate}}}, "bondType": {kind}}})'
        )

    def steps(self) -> list[str]:
        """Return the steps of the priority of payments that holds as a rule, as far as they pay classes; all others are told."""
        account = repr(next(iter(self.accounts), "account"))
        for one in self.given.records("waterfalls").values():
            if one.at("when").value in (None, "normal", "always") and one.at("money").value in (None, "all"):
                return [text for step in one.items("steps") for text in self.step(step, account)]
        return []

    def step(self, step: Cursor, account: str) -> list[str]:
        """Return a step that pays classes; none for another."""
        pays = str(step.at("pays").value)
        way = next((tag for word, tag in _PAYS.items() if pays.endswith(word)), None)
        classes = step.at("of").value
        if way is None or not isinstance(classes, list):
            return []
        step.take("pays")
        step.take("of")
        return [f"[{way!r}, {account}, {classes[0]!r}]"] if way == "payResidual" else [f"[{way!r}, {account}, {classes!r}]"]
