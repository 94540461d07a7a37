"""Read a data file of leverage: the machine, figures with day and source, and the steps of an account; every fault at once."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from legalmodel.base.errors import BadInput, Fault, limited, nearest
from legalmodel.base.language import say
from legalmodel.base.names import in_language
from legalmodel.base.values import Money
from legalmodel.methods.leverage.records import (
    FLOWS,
    HOWS,
    NUMBERS,
    PARTS,
    TRUSTS,
    WAYS,
    WHATS,
    AccountStep,
    Figure,
    Given,
    Machine,
)
from legalmodel.model.readers import read_money
from legalmodel.text.characters import brief, coded
from legalmodel.text.read import Source

_KEYS = ("kind", "name", "source", "seat", "form", "goal", "machine", "figures", "account", "days")
_MACHINE = ("capital", "bank_money", "kept", "sold", "repaid", "revolving", "turns", "years")
_FIGURE = ("what", "amount", "at_least", "base", "on", "since", "trust", "source")
_STEP = ("says", "what", "amount", "base", "how", "since", "on", "sum", "product", "quotient")
_MOST_TURNS, _MOST_RECORDS = 2000, 2000


def given(source: Source) -> Given:
    """Check a file that was read.

    Raises BadInput with every fault: what is unknown, missing, of the wrong sort, of two currencies, or out of bounds.
    """
    return _Reader(source).whole()


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self.currencies: dict[str, tuple[str, ...]] = {}

    def whole(self) -> Given:
        data = self.source.data
        self.keys((), data, _KEYS)
        if data.get("kind") != "leverage":
            self.fault(
                ("kind",), "no-kind", say("the file does not say that it is about leverage"), say("write kind: leverage")
            )
        machine = self.machine(data["machine"]) if "machine" in data else None
        figures = tuple(self.figure(id, raw) for id, raw in self.records("figures", data.get("figures", {})))
        steps = tuple(self.step(id, raw) for id, raw in self.records("account", data.get("account", {})))
        self.order(steps)
        days = data.get("days", [])
        if not isinstance(days, list) or len(days) > _MOST_RECORDS:
            self.fault(("days",), "no-list", say("'{key}' is no list of days", key="days"), "days: [2017-12-01]")
            days = []
        asked = tuple(day for at, raw in enumerate(days) if (day := self.day(("days", str(at)), raw, ("days",))))
        goal = self.number(("goal",), data.get("goal", 100), Fraction(1), Fraction(10**6))
        if machine is None and not figures:
            self.fault((), "nothing", say("the file gives no machine and no figure"), say("add machine: or figures:"))
        if len(self.currencies) > 1:
            where = list(self.currencies.values())[-1]
            both = say(" and ").join(sorted(self.currencies))
            self.fault(where, "two-currencies", say("amounts are in {both}", both=both), say("give all in one currency"))
        if self.faults:
            raise BadInput(limited(self.faults))
        name = self.words(data, "name") or self.source.name
        currency = next(iter(self.currencies), "")
        seat, origin = self.words(data, "seat"), self.words(data, "source")
        return Given(
            name, origin, seat, currency, goal, machine, figures, steps, asked, self.source.name, self.words(data, "form")
        )

    def words(self, data: Mapping[str, Any], key: str) -> str:
        return coded(in_language(data.get(key, "")) or "")

    def fault(self, path: tuple[str, ...], code: str, cause: str, fix: str) -> None:
        place = self.source.key_place(path) if path else self.source.place(())
        self.faults.append(Fault(code, coded(cause), place, fix))

    def keys(self, path: tuple[str, ...], data: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in data:
            if key not in known:
                fix = nearest(str(key), known) or say("known here: {keys}", keys=", ".join(known))
                self.fault((*path, key), "unknown-key", say("'{key}' is not known here", key=brief(key)), fix)

    def records(self, key: str, raw: Any) -> Iterable[tuple[str, dict[str, Any]]]:
        if not isinstance(raw, dict) or len(raw) > _MOST_RECORDS:
            self.fault((key,), "no-records", say("'{key}' is no list of records", key=key), f"{key}: {{id: {{…}}}}")
            return
        for id, record in raw.items():
            if isinstance(record, dict):
                yield str(id), record
            else:
                self.fault((key, id), "not-a-record", say("'{path}' is no record", path=brief(id)), f"{id}: {{what: …}}")

    def machine(self, raw: Any) -> Machine | None:
        if not isinstance(raw, dict):
            self.fault(("machine",), "not-a-record", say("'{path}' is no record", path="machine"), "machine: {capital: …}")
            return None
        self.keys(("machine",), raw, _MACHINE)
        for key in ("capital", "kept"):
            if key not in raw:
                self.fault(("machine",), "missing", say("'{key}' is not given", key=key), say("add {key}", key=f"{key}: …"))
        turns = raw.get("turns", 0)
        if not isinstance(turns, int) or isinstance(turns, bool) or not ("turns" not in raw or 1 <= turns <= _MOST_TURNS):
            self.fault(
                ("machine", "turns"),
                "out-of-bounds",
                say("'{value}' is no number of turns", value=brief(turns)),
                say("give a whole number from {low} to {high}", low=1, high=_MOST_TURNS),
            )
            turns = 1
        revolving = self.yes(("machine", "revolving"), raw.get("revolving", True))
        kept, sold, repaid = (
            self.part(("machine", key), raw.get(key, usual))
            for key, usual in (("kept", "0%"), ("sold", "100%"), ("repaid", "0%"))
        )
        capital, bank_money = (self.money(("machine", key), raw.get(key, 0)) for key in ("capital", "bank_money"))
        years = self.number(("machine", "years"), raw.get("years", 0), Fraction(0), Fraction(100))
        machine = Machine(capital, bank_money, kept, sold, repaid, revolving, turns, years)
        if machine.base <= 0 and not self.faults:
            self.fault(("machine",), "no-money", say("a model without money does not run"), say("give a capital above zero"))
        return machine

    def figure(self, id: str, raw: Mapping[str, Any]) -> Figure:
        path = ("figures", id)
        self.keys(path, raw, _FIGURE)
        what = self.choice((*path, "what"), raw.get("what"), WHATS)
        trust = self.choice((*path, "trust"), raw.get("trust"), TRUSTS)
        if not in_language(raw.get("source")):
            self.fault(path, "no-source", say("the figure '{id}' names no source", id=id), say("add {key}", key="source: …"))
        since, on = self.time(path, raw, flow=what in FLOWS)
        value = self.value((*path, "amount"), raw.get("amount"), what)
        base, least = self.base(path, raw, what), self.yes((*path, "at_least"), raw.get("at_least", False))
        return Figure(id, what, value, since, on, trust, self.words(raw, "source"), str(self.source.place(path)), base, least)

    def step(self, id: str, raw: Mapping[str, Any]) -> AccountStep:
        path = ("account", id)
        self.keys(path, raw, _STEP)
        what = self.choice((*path, "what"), raw.get("what"), WHATS)
        how = self.choice((*path, "how"), raw.get("how", "about"), HOWS)
        since, on = self.time(path, raw, flow=True)
        ways = [way for way in WAYS if way in raw]
        of = raw.get(ways[0]) if ways else []
        if len(ways) > 1 or not isinstance(of, list) or (ways and (len(of) < 2 or not all(isinstance(x, str) for x in of))):
            self.fault(path, "two-ways", say("a step follows in one way from a list of others"), "sum: [a, b]")
            of = []
        value = self.value((*path, "amount"), raw.get("amount"), what)
        way = ways[0] if ways else ""
        says, base = self.words(raw, "says"), self.base(path, raw, what)
        return AccountStep(
            id, says, what, value, how, since or on, on, way, tuple(of or ()), str(self.source.place(path)), base
        )

    def base(self, path: tuple[str, ...], raw: Mapping[str, Any], what: str) -> Fraction | None:
        if "base" not in raw:
            return None
        if what != "multiple":
            self.fault((*path, "base"), "no-base", say("only a multiple has a base"), say("remove base:"))
            return None
        return self.money((*path, "base"), raw["base"])

    def order(self, steps: tuple[AccountStep, ...]) -> None:
        """Refuse a step that follows from one that does not stand before it: so no circle can be written."""
        before: set[str] = set()
        for step in steps:
            for name in step.of:
                if name not in before:
                    self.fault(
                        ("account", step.id, step.way),
                        "no-such-step",
                        say("'{name}' is no step before '{id}'", name=brief(name), id=step.id),
                        nearest(name, sorted(before)) or say("name steps that stand above it"),
                    )
            before.add(step.id)

    def yes(self, path: tuple[str, ...], raw: Any) -> bool:
        if not isinstance(raw, bool):
            self.fault(path, "no-yes", say("'{value}' is neither true nor false", value=brief(raw)), "true")
        return raw is True

    def choice(self, path: tuple[str, ...], raw: Any, words: tuple[str, ...]) -> str:
        if isinstance(raw, str) and raw in words:
            return raw
        fix = nearest(str(raw), words) or say("choose among {words}", words=", ".join(words))
        if raw is None:
            self.fault(path[:-1], "missing", say("'{key}' is not given", key=path[-1]), fix)
        else:
            self.fault(path, "no-choice", say("'{raw}' is no choice", raw=brief(raw)), fix)
        return words[0]

    def time(self, path: tuple[str, ...], raw: Mapping[str, Any], *, flow: bool) -> tuple[date | None, date]:
        on = self.day((*path, "on"), raw.get("on"), path) or date.min
        if "since" not in raw:
            if flow and path[0] == "figures":
                self.fault(path, "no-time", say("a flow is added up over a time"), say("add {key}", key="since: 2017-01-01"))
            return None, on
        since = self.day((*path, "since"), raw["since"], path)
        if since and since > on != date.min:
            self.fault((*path, "since"), "backwards", say("the time ends before it begins"), say("swap since: and on:"))
        return since, on

    def day(self, path: tuple[str, ...], raw: Any, near: tuple[str, ...]) -> date | None:
        try:
            if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", raw):
                return date.fromisoformat(raw)
        except ValueError:
            pass
        cause = say("'{key}' is not given", key=path[-1]) if raw is None else say("'{raw}' is no day", raw=brief(raw))
        self.fault(near if raw is None or near == ("days",) else path, "no-day", cause, say("write a day such as 2017-12-01"))
        return None

    def value(self, path: tuple[str, ...], raw: Any, what: str) -> Fraction:
        if raw is None:
            self.fault(path[:-1], "missing", say("'{key}' is not given", key=path[-1]), say("add {key}", key=f"{path[-1]}: …"))
            return Fraction(0)
        if what in PARTS:
            return self.part(path, raw)
        return self.number(path, raw, Fraction(0), Fraction(10**9)) if what in NUMBERS else self.money(path, raw)

    def part(self, path: tuple[str, ...], raw: Any) -> Fraction:
        if isinstance(raw, str) and (match := re.fullmatch(r"(\d{1,3}(?:\.\d{1,9})?)\s?%", raw)):
            part = Fraction(match[1]) / 100
            if part <= 1:
                return part
        fault = say("'{raw}' is no part from 0% to 100%", raw=brief(raw))
        self.fault(path, "no-part", fault, say("write it with a percent sign, such as 3.2%"))
        return Fraction(0)

    def number(self, path: tuple[str, ...], raw: Any, low: Fraction, high: Fraction) -> Fraction:
        try:
            number = Fraction(raw) if not isinstance(raw, str | bool) else None
        except (TypeError, ValueError, OverflowError):
            number = None
        if number is not None and low <= number <= high:
            return number
        bounds = say("give a value from {low} to {high}", low=low, high=high)
        self.fault(path, "no-number", say("'{raw}' is no number", raw=brief(raw)), bounds)
        return low

    def money(self, path: tuple[str, ...], raw: Any) -> Fraction:
        try:
            money = read_money(raw)
        except ValueError:
            money = None
        if isinstance(money, Money) and 0 <= money.amount <= 10**18:
            if money.currency:
                self.currencies.setdefault(money.currency, path)
            return Fraction(money.amount)
        self.fault(path, "no-amount", say("'{raw}' is no amount", raw=brief(raw)), say("write an amount such as CNY 500000000"))
        return Fraction(0)
