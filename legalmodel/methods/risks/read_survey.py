"""Read a survey of risks from a file, and refuse with its place whatever no register could use."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from legalmodel.base.errors import BadInput, Fault, limited, nearest
from legalmodel.base.language import say
from legalmodel.base.values import Span
from legalmodel.methods.risks.data import catalogue, controls
from legalmodel.methods.risks.survey import Given, Survey, Test
from legalmodel.text.characters import coded
from legalmodel.text.read import Source, read

_KEYS = ("survey", "on", "scale", "experts", "likelihood", "impact", "given", "pairs", "controls")
_RESULTS = ("passed", "failed", "open")
PAIRS_MAX = 10


def read_survey(file: Path, known_facts: frozenset[tuple[str, ...]], between: frozenset[str]) -> Survey:
    """Read a survey file; ``known_facts`` are the paths of facts that the deal states, ``between`` what may be compared in pairs.

    Raises BadInput with every fault.
    """
    return _Reader(read(file), known_facts, between).survey()


class _Reader:
    def __init__(self, source: Source, known_facts: frozenset[tuple[str, ...]], between: frozenset[str]) -> None:
        self.source, self.facts, self.may_compare = source, known_facts, between
        self.faults: list[Fault] = []

    def survey(self) -> Survey:
        data = self.source.data
        for key in data:
            if key not in _KEYS:
                self.fault(
                    (key,),
                    "unknown-key",
                    say("'{key}' is no part of a survey", key=_short(key)),
                    nearest(key, _KEYS) or ", ".join(_KEYS),
                )
        name = data.get("survey")
        if not isinstance(name, str):
            self.fault(("survey",), "no-name", say("the survey has no name"), say("write survey: and a title"))
        scale = self.scale(data.get("scale", 5))
        experts = self.experts(data.get("experts"))
        likelihood, impact = (self.ratings(part, data.get(part, {}), experts, scale) for part in ("likelihood", "impact"))
        for risk in sorted({*likelihood} ^ {*impact}):
            part = "impact" if risk in likelihood else "likelihood"
            self.fault(
                (part,),
                "one-half",
                say("'{risk}' is rated by {part} alone", risk=risk, part="likelihood" if part == "impact" else "impact"),
                say("rate its {part}", part=part),
            )
        given = self.given(data.get("given", {}), scale, {*likelihood, *impact})
        between, pairs = self.pairs(data.get("pairs"), experts)
        tests = self.tests(data.get("controls", {}))
        if not (likelihood or given or pairs or tests):
            self.fault(
                (), "empty", say("the survey rates nothing"), say("rate risks, compare in pairs, or report tests of controls")
            )
        if self.faults:
            raise BadInput(limited(self.faults))
        return Survey(str(name), scale, experts, likelihood, impact, given, between, pairs, tests)

    def fault(self, path: tuple[str, ...], code: str, cause: str, fix: str) -> None:
        place = self.source.key_place(path) if path else self.source.place(())
        self.faults.append(Fault(code, coded(cause), place, fix))

    def record(self, path: tuple[str, ...], value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.fault(
            path,
            "not-a-record",
            say("'{path}' is no record", path=".".join(path)),
            say("write a key and a value on each line below it"),
        )
        return {}

    def scale(self, value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 2 <= value <= 10:
            return value
        self.fault(
            ("scale",),
            "bad-scale",
            say("a scale to '{value}' makes no sense", value=_short(value)),
            say("write a whole number from 2 to 10, such as 5"),
        )
        return 5

    def experts(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, list) and value and all(isinstance(e, str) for e in value):
            if len(set(value)) < len(value):
                self.fault(("experts",), "expert-twice", say("an expert stands twice"), say("name each once"))
            return tuple(value)
        if value is not None:
            self.fault(("experts",), "no-experts", say("the experts are no list of names"), say("write experts: [one, two]"))
        return ()

    def ratings(self, part: str, value: Any, experts: tuple[str, ...], scale: int) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for risk, by in self.record((part,), value).items():
            if risk not in catalogue():
                self.unknown((part, risk), "risk", risk, catalogue())
                continue
            if len(experts) < 1:
                self.fault((part, risk), "no-experts", say("nobody is named who rates"), say("write experts: [one, two]"))
                return {}
            ratings = self.record((part, risk), by)
            for expert in ratings:
                if expert not in experts:
                    self.unknown((part, risk, expert), "expert", expert, experts)
            for expert in experts:
                if expert not in ratings:
                    self.fault(
                        (part, risk),
                        "missing-rating",
                        say("{expert} did not rate '{risk}'", expert=expert, risk=risk),
                        say("have each expert rate each risk, or leave the risk out"),
                    )
            numbers = [self.number((part, risk, e), ratings[e], scale) for e in experts if e in ratings]
            if len(numbers) == len(experts):
                found[risk] = tuple(numbers)
        return found

    def number(self, path: tuple[str, ...], value: Any, scale: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or value != int(value):
            self.fault(
                path,
                "not-a-number",
                say("'{value}' is no whole number", value=_short(value)),
                say("write 1 to {scale}", scale=scale),
            )
            return 1
        if not 1 <= value <= scale:
            self.fault(
                path, "out-of-scale", say("{value} is not on the scale", value=value), say("write 1 to {scale}", scale=scale)
            )
        return int(value)

    def unknown(self, path: tuple[str, ...], what: str, id: str, known: Any) -> None:
        fix = nearest(id, known) or say("write one of the {what}s that there are", what=what)
        self.fault(path, f"unknown-{what}", say("there is no {what} '{id}'", what=what, id=_short(id)), fix)

    def given(self, value: Any, scale: int, rated: set[str]) -> dict[str, Given]:
        found: dict[str, Given] = {}
        for risk, form in self.record(("given",), value).items():
            path = ("given", risk)
            if risk not in catalogue():
                self.unknown(path, "risk", risk, catalogue())
                continue
            if risk in rated:
                self.fault(
                    path, "given-twice", say("'{risk}' is rated by the experts as well", risk=risk), say("keep one of the two")
                )
            parts = self.record(path, form)
            because = parts.get("because")
            fact = tuple(because.split(".")) if isinstance(because, str) else ()
            if fact not in self.facts:
                cause = say("the deal does not state the fact '{because}'", because=_short(because))
                self.fault(
                    (*path, "because") if "because" in parts else path,
                    "no-such-fact",
                    cause,
                    say("name a fact that it states, such as pools.pool.largest_debtor"),
                )
            by = parts.get("by")
            if not isinstance(by, str) or not by.strip():
                self.fault(
                    path,
                    "nobody",
                    say("nobody is named who gives figures for '{risk}'", risk=risk),
                    say("write by: and a name"),
                )
            one, other = (
                self.number((*path, part) if part in parts else path, parts.get(part), scale)
                for part in ("likelihood", "impact")
            )
            found[risk] = Given(one, other, fact, str(by))
        return found

    def pairs(self, value: Any, experts: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, tuple[tuple[float, ...], ...]]]:
        if value is None:
            return (), {}
        form = self.record(("pairs",), value)
        between = form.get("between")
        if not isinstance(between, list) or not 2 <= len(between) <= PAIRS_MAX or len(set(map(str, between))) < len(between):
            self.fault(
                ("pairs",),
                "no-items",
                say("what is compared is no list of 2 to {pairs_max} different things", pairs_max=PAIRS_MAX),
                say("write between: [sale, design]"),
            )
            return (), {}
        for item in between:
            if item not in self.may_compare:
                self.unknown(("pairs", "between"), "item", str(item), self.may_compare)
        found = {}
        for expert, by in self.record(("pairs", "by"), form.get("by")).items():
            if expert not in experts:
                self.unknown(("pairs", "by", expert), "expert", expert, experts)
            found[expert] = self.matrix(("pairs", "by", expert), by, tuple(map(str, between)))
        if not found and not self.faults:
            self.fault(("pairs",), "no-pairs", say("nobody compares"), say("write by: and what each expert says"))
        return tuple(map(str, between)), found

    def matrix(self, path: tuple[str, ...], value: Any, between: tuple[str, ...]) -> tuple[tuple[float, ...], ...]:
        known: dict[tuple[str, str], Fraction] = {}
        for one, row in self.record(path, value).items():
            for other, said in self.record((*path, one), row).items():
                here = (*path, one, other)
                if one not in between or other not in between:
                    self.unknown(here, "item", one if one not in between else other, between)
                elif one == other:
                    self.fault(here, "with-itself", say("'{one}' is compared with itself", one=one), say("remove the line"))
                elif (one, other) in known:
                    self.fault(
                        here,
                        "pair-twice",
                        say("'{one}' and '{other}' are compared twice", one=one, other=other),
                        say("keep one of the two"),
                    )
                else:
                    times = self.times(here, said)
                    known[one, other], known[other, one] = times, 1 / times
        lacking = [(a, b) for i, a in enumerate(between) for b in between[i + 1 :] if (a, b) not in known]
        if lacking and not self.faults:
            a, b = lacking[0]
            more = say(", and {lacking} more pairs", lacking=len(lacking) - 1) if len(lacking) > 1 else ""
            self.fault(
                path,
                "pair-missing",
                say("'{a}' and '{b}' are not compared{more}", a=a, b=b, more=more),
                say("compare each pair once"),
            )
        return tuple(tuple(float(known.get((a, b), Fraction(1))) for b in between) for a in between)

    def times(self, path: tuple[str, ...], value: Any) -> Fraction:
        """Read 1 to 9, or 1/9 to 1/2."""
        try:
            found = (
                Fraction(str(value))
                if isinstance(value, str | int | Decimal) and not isinstance(value, bool) and len(str(value)) < 8
                else None
            )
        except (ValueError, ZeroDivisionError):
            found = None
        if found is not None and Fraction(1, 9) <= found <= 9:
            return found
        self.fault(
            path,
            "not-a-comparison",
            say("'{value}' is no comparison", value=_short(value)),
            say("write 1 to 9, or 1/9 to 1/2 the other way round"),
        )
        return Fraction(1)

    def tests(self, value: Any) -> dict[str, Test]:
        found: dict[str, Test] = {}
        for id, form in self.record(("controls",), value).items():
            path = ("controls", id)
            if id not in controls():
                self.unknown(path, "control", id, controls())
                continue
            parts = self.record(path, form)
            owner, result = parts.get("owner"), parts.get("result")
            if not isinstance(owner, str) or not owner.strip():
                self.fault(path, "nobody", say("nobody is named who owns '{id}'", id=id), say("write owner: and a name"))
            if result not in _RESULTS:
                self.fault(
                    path,
                    "no-result",
                    say("'{result}' is no result of a test", result=_short(result)),
                    say("write {results}", results=", ".join(_RESULTS)),
                )
            try:
                day = Span.of(str(parts.get("tested")))
                found[id] = Test(coded(str(owner)), day.last, str(result))
                if day.first != day.last:
                    raise ValueError
            except ValueError:
                self.fault(
                    path,
                    "not-a-day",
                    say("the day on which '{id}' was tested is no day", id=id),
                    say("write tested: 2026-10-01"),
                )
        return found


def _short(value: Any) -> str:
    return coded(" ".join(str(value).split()))[:40]
