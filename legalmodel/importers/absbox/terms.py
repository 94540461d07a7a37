"""What a deal of absbox says, whichever way it is written; and a reader that names the place of whatever is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.language import say
from legalmodel.importers.imported import Left, Untrusted

REGULAR = {
    "PayFee": "costs", "AccrueAndPayInt": "interest", "PayInt": "interest", "PayPrin": "principal", "PayPrinBySeq": "principal",
    "PayPrinResidual": "principal", "PayIntResidual": "surplus", "PayResidual": "surplus", "Transfer": "",
}  # fmt: skip  # a table: one row a line
"""What a line of an order does -> what the step pays in a deal file; a transfer pays nobody."""
AMOUNT_MAX = Decimal(10) ** 15


class Asset(NamedTuple):
    """One line of the pool: its sort (``Mortgage``), balance, rate now, how the rate floats, months left, how it is paid off."""

    sort: str
    balance: Decimal
    rate: Decimal
    floats: str
    months: int
    pays: str
    where: str


class Bond(NamedTuple):
    """A class: outstanding, as first issued and on which day, rate now, the rate its rule states, how it floats, its sort."""

    name: str
    balance: Decimal
    first: Decimal
    since: str
    rate: Decimal
    stated: Decimal | None
    floats: str
    sort: str
    where: str


class Fee(NamedTuple):
    """A fee: ``once``, ``month``, ``year`` (a rate) or ``other``; how much; in words; of what the rate is taken."""

    name: str
    sort: str
    much: Decimal
    words: str
    where: str


class Action(NamedTuple):
    """One line of an order: what is done, from which account, to whom or on what, under which limit."""

    tag: str
    account: str
    names: tuple[str, ...]
    limit: str
    where: str


class Terms(NamedTuple):
    """A whole deal. ``collects`` says which account takes which sort of collection; ``orders`` are by the time they are for."""

    name: str
    begins: bool
    cut_off: str
    closing: str
    paid_until: str
    first_pay: str
    every: str
    ends: str
    assets: tuple[Asset, ...]
    bonds: tuple[Bond, ...]
    fees: tuple[Fee, ...]
    accounts: tuple[str, ...]
    collects: Mapping[str, str]
    orders: Mapping[str, tuple[Action, ...]]
    left: list[Left]


class Look:
    """Looks into data of unknown shape; every refusal names the place, as ``bonds.A1.bndBalance``."""

    def __init__(self, file: Untrusted) -> None:
        self.file = file
        self.left: list[Left] = []

    def leave(self, where: str, what: str, why: str) -> None:
        """Note something that stays behind."""
        self.left.append(Left(where, what[:160], why))

    def regular(self, tag: str, account: Any, named: Any, limit: str, where: str) -> Action:
        """Return a line of an order that pays somebody; one account in brackets is that account, several are one too many."""
        if isinstance(account, list | tuple) and len(account) == 1:
            account = account[0]
        if isinstance(account, list | tuple):
            return Action(say("{tag} from several accounts", tag=tag), "", (), " ".join(map(str, account)), where)
        names = tuple(self.text(n, where) for n in (named if isinstance(named, list | tuple) else [named]))
        return Action(tag, self.text(account, where), names, limit, where)

    def record(self, value: Any, where: str) -> dict[str, Any]:
        """Return a record. Raises BadInput if the value is none."""
        if isinstance(value, dict) and all(isinstance(key, str) for key in value):
            return value
        raise self.file.fault(
            "not-absbox",
            say("{where}: {value} is no record", where=where, value=_short(value)),
            say("export the deal from absbox again"),
        )

    def items(self, value: Any, where: str, least: int = 0) -> Sequence[Any]:
        """Return a list of at least so many. Raises BadInput if the value is none."""
        if isinstance(value, list | tuple) and len(value) >= least:
            return value
        what = say("a list of at least {least}", least=least) if least else "a list"
        raise self.file.fault(
            "not-absbox",
            say("{where}: {value} is not {what}", where=where, value=_short(value), what=what),
            say("export the deal from absbox again"),
        )

    def tagged(self, value: Any, where: str) -> tuple[str, Any]:
        """Return the tag and the contents of a tagged value."""
        record = self.record(value, where)
        return self.text(record.get("tag"), f"{where}.tag"), record.get("contents")

    def text(self, value: Any, where: str) -> str:
        """Return a text of one line. Raises BadInput if the value is none."""
        if isinstance(value, str) and value.strip() and not {"\n", "\r", "\t"} & set(value) and len(value) <= 200:
            return value
        raise self.file.fault(
            "not-a-text", say("{where}: {value} is no text of one line", where=where, value=_short(value)), say("write a name")
        )

    def number(self, value: Any, where: str, low: Decimal, high: Decimal) -> Decimal:
        """Return an exact number within bounds. Raises BadInput if the value is none."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.file.fault(
                "not-a-number", say("{where}: {value} is no number", where=where, value=_short(value)), say("write a number")
            )
        if isinstance(value, Decimal) and (
            not value.is_finite() or value.adjusted() > 30 or value.adjusted() < -30 < 0 != value
        ):
            raise self.file.fault(
                "out-of-bounds",
                say("{where}: {value} is out of bounds", where=where, value=_short(value)),
                say("write {low} to {high}", low=low, high=f"{high:f}"),
            )
        if not low <= value <= high:
            raise self.file.fault(
                "out-of-bounds",
                say("{where}: {value} is out of bounds", where=where, value=_short(value)),
                say("write {low} to {high}", low=low, high=f"{high:f}"),
            )
        return Decimal(value)

    def amount(self, value: Any, where: str) -> Decimal:
        """Return an amount of money, nothing or more. Raises BadInput if the value is none."""
        return self.number(value, where, Decimal(0), AMOUNT_MAX)

    def rate(self, value: Any, where: str) -> Decimal:
        """Return a rate a year, as a part of one. Raises BadInput if the value is none."""
        return self.number(value, where, Decimal(-1), Decimal(1))

    def day(self, value: Any, where: str) -> str:
        """Return a day as text. Raises BadInput if the value is none."""
        try:
            return date.fromisoformat(value if isinstance(value, str) else "").isoformat()
        except ValueError:
            raise self.file.fault(
                "not-a-day", say("{where}: {value} is no day", where=where, value=_short(value)), say("write year-month-day")
            ) from None


def _short(value: Any) -> str:
    text = (
        "nothing" if value is None else f"'{value}'" if isinstance(value, str | int | Decimal) else f"a {type(value).__name__}"
    )
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:58]}…'"
