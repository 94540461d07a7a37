"""``legalmodel new --ask FILE``: a first deal file from questions, each of them optional, written after every answer.

Whoever begins again goes on where the file stops: what it says already is not asked. An answer that the file could not hold is told with the
fault that it would be, and asked again. Amounts, shares and days may be written as people write them.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import Phrase, say
from legalmodel.model.parse import parse
from legalmodel.model.words import CHOICES
from legalmodel.text.edit import Change, edited, write_text
from legalmodel.text.read import read, read_bytes
from legalmodel.text.replace import write_whole
from legalmodel.text.scalars import Trap, typed

_BEGUN = b"# Begun by questions and answers. What was not answered stays out: add it, or put it under unknown: with the reason.\n\ndeal: {}\n"


Changes = Callable[[str], list[tuple[str, Any]]]
"""An answer -> what it changes in the file: paths and values."""


class Prompt(NamedTuple):
    """A question: where its answer goes, its words, and the list of ``model/words`` that its answer is a word of."""

    path: str
    asks: Phrase
    words: str = ""


_DEAL = (
    Prompt("deal.name", Phrase("What is the deal called?")),
    Prompt("deal.about", Phrase("Is it your own deal, a real one from public sources, or made up?"), "about"),
    Prompt("deal.route", Phrase("By which route?"), "route"),
    Prompt("deal.asset_class", Phrase("What assets are securitised, in a few words with _ between, such as auto_loans?")),
    Prompt("deal.stage", Phrase("How far has it come?"), "stage"),
    Prompt("deal.closing", Phrase("When does or did it close? (year-month-day)")),
    Prompt("deal.currency", Phrase("In which currency? (three letters, such as CNY)")),
    Prompt("deal.issue", Phrase("How much is issued? (such as 5亿元, CNY 500m, 500000000)")),
)


class AskedRole(NamedTuple):
    """A role: the id of its party where nobody else has it, the question, and what the file says once somebody has it."""

    id: str
    asks: Phrase
    says: tuple[tuple[str, str], ...]


_ROLES = (
    AskedRole("originator", Phrase("Who sells the assets or places them in trust?"), (("pools.pool.originated_by", "[]"),)),
    AskedRole("trustee", Phrase("Who holds the vehicle: trustee, manager of the plan?"), (("estates.vehicle.held_by", ""),)),
    AskedRole(
        "servicer",
        Phrase("Who services the assets?"),
        (("agencies.servicing.agent", ""), ("agencies.servicing.principal", "=vehicle"), ("agencies.servicing.function", "=servicing")),
    ),
    AskedRole(
        "custodian",
        Phrase("Who keeps the cash?"),
        (
            ("agencies.cash_custody.agent", ""),
            ("agencies.cash_custody.principal", "=vehicle"),
            ("agencies.cash_custody.function", "=cash_custody"),
        ),
    ),
    AskedRole("supporter", Phrase("Who supports the securities from outside, by guarantee or top-up?"), (("guarantees.support.by", ""), ("guarantees.support.to", "=vehicle"))),
)  # fmt: skip  # a table: one role after the other
_VEHICLE = (Prompt("estates.vehicle.name", Phrase("What is the vehicle called: trust, plan, company?")),)
_POOL = (
    Prompt("pools.pool.claims", Phrase("What do the assets come to? (claims at the cut-off day)")),
    Prompt("pools.pool.cut_off", Phrase("What is the cut-off day?")),
)
_ACTS = {
    "trust": ("trusts.entrustment", {"settlor": "originator", "trustee": "trustee", "estate": "vehicle", "act": "entrustment"}),
    "sale": ("transfers.sale", {"transferor": "originator", "transferee": "vehicle", "act": "sale"}),
}
"""How the assets pass -> the record, and its ends."""


class _Stopped(Exception):
    """The one who answers has stopped; what was answered is in the file."""


class Interview:
    """Asks, and writes each answer into the file; ``read_line`` gives an answer, ``tell`` shows a line."""

    def __init__(self, file: Path, read_line: Callable[[str], str], tell: Callable[[str], None]) -> None:
        self.file, self.read_line, self.tell = file, read_line, tell
        if not file.exists():
            write_whole(file, _BEGUN)
        self.source = read(file)
        parse(self.source)  # a file that is no deal would refuse every answer

    def run(self) -> bool:
        """Ask everything that is not answered yet. Return whether all was asked; False if it was stopped before."""
        self.tell(say("Each question may be left open: press Enter. ? explains, . stops; what was answered is in the file."))
        try:
            self._ask_all(_DEAL)
            self._ask_all(_VEHICLE)
            for role in _ROLES:
                self._role(role)
            self._ask_all(_POOL)
            self._act()
            self._classes()
        except (_Stopped, EOFError):
            return False
        return True

    def _ask_all(self, questions: tuple[Prompt, ...]) -> None:
        for question in questions:
            if self._at(question.path) is None:
                self._ask(str(question.asks), question.words, partial(_one, question.path))

    def _ask(self, words: str, choices: str, changes: Changes) -> str:
        """Ask until an answer fits or is left open; return it."""
        known = list(CHOICES[choices]) if choices else []
        if known:
            self.tell(say("  one of: {words}", words=", ".join(known)))
        while True:
            text = self.read_line(f"{words} ").strip()
            if text == ".":
                raise _Stopped
            if text == "?":
                self.tell(say("  Write a value, none if it is known that there is none, or press Enter to leave it open."))
            elif not text or self._write(changes(text)):
                return text

    def _role(self, role: AskedRole) -> None:
        if self._at(role.says[0][0]) is None:
            self._ask(str(role.asks), "", partial(self._party, role))
        held = self._at(role.says[0][0])
        for id in held if isinstance(held, list) else [held]:
            if self._at(f"parties.{id}"):
                self._ask_all(
                    (
                        Prompt(
                            f"parties.{id}.form",
                            Phrase("What sort of body is it? (commercial_bank, trust_company, company ...)"),
                        ),
                        Prompt(f"parties.{id}.seat", Phrase("In which country is its seat? (CN, US, DE ...)")),
                    )
                )

    def _party(self, role: AskedRole, name: str) -> list[tuple[str, Any]]:
        """Return what the file says once a role has somebody: a party that is there already, or a new one."""
        if name == "none":
            section = role.says[0][0].partition(".")[0]
            return [(section, "none")] if section in ("guarantees", "agencies") and self._at(section) is None else []
        id = next(
            (id for id, party in (self._at("parties") or {}).items() if isinstance(party, dict) and party.get("name") == name),
            role.id,
        )
        changes: list[tuple[str, Any]] = [] if self._at(f"parties.{id}") else [(f"parties.{id}.name", name)]
        for path, how in role.says:
            changes.append((path, [id] if how == "[]" else how.removeprefix("=") if how else id))
        return changes

    def _act(self) -> None:
        if not any(self._at(path) for path, _ in _ACTS.values()):
            self._ask(say("Are the assets placed in trust, or sold? (trust, sale)"), "", self._passed)
        for path, _ in _ACTS.values():
            if isinstance(self._at(path), dict):
                self._ask_all(
                    (
                        Prompt(f"{path}.dates.signed", Phrase("When was the contract signed?")),
                        Prompt(f"{path}.dates.effective", Phrase("When did the assets pass?")),
                        Prompt(f"{path}.price", Phrase("At which price?")),
                    )
                )

    def _passed(self, text: str) -> list[tuple[str, Any]]:
        """Return the record of how the assets passed, with those of its ends that are there."""
        if text not in _ACTS:
            self.tell(say("  write trust or sale"))
            return [("", None)]
        path, ends = _ACTS[text]
        given = {end: to for end, to in ends.items() if end == "act" or self._at(f"parties.{to}") or to == "vehicle"}
        pool = [("pools.pool.name", "assets")] if self._at("pools.pool") is None else []
        return [*pool, (path, {**given, "assets": ["pool"]})]

    def _classes(self) -> None:
        """Ask for the classes one by one; that they are all is asked too, for only then is the list closed."""
        if "securities" in (self._at("complete") or []):
            return
        for id in self._at("securities") or {}:
            self._ask_all(_class_questions(f"securities.{id}"))
        while True:
            rank = len(self._at("securities") or {}) + 1
            asks = say("What is the first class called?") if rank == 1 else say("And the next class? (Enter if there is none)")
            name = self._ask(asks, "", partial(self._class, rank))
            if not name:
                break
            self._ask_all(_class_questions(f"securities.{self._slug(name)}"))
        if self._at("securities"):
            complete = list(self._at("complete") or [])
            self._ask(
                say("Are these all the classes? (yes, no)"),
                "",
                lambda text: [("complete", [*complete, "securities"])] if text.lower() in ("yes", "y", "是") else [],
            )

    def _class(self, rank: int, name: str) -> list[tuple[str, Any]]:
        return [(f"securities.{self._slug(name)}", {"name": name, "issuer": "vehicle", "rank": rank})]

    def _slug(self, name: str) -> str:
        """Return the id of a class by its name: that of the class called so, or a new one."""
        held = self._at("securities") or {}
        found = next((id for id, record in held.items() if isinstance(record, dict) and record.get("name") == name), "")
        plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
        free = plain if re.fullmatch(r"[a-z][a-z0-9_]{0,40}", plain) and plain not in held else f"class_{len(held) + 1}"
        return found or free

    def _at(self, path: str) -> Any:
        now: Any = self.source.data
        for step in path.split("."):
            if now == "none":
                break
            now = now.get(step) if isinstance(now, dict) else None
        return now

    def _write(self, changes: list[tuple[str, Any]]) -> bool:
        """Write changes if the file is a deal with them; else tell the first fault and return False."""
        if changes and not changes[0][0]:
            return False
        made = [Change(tuple(path.split(".")), value) for path, value in changes]
        if not made:
            return True
        try:
            draft = edited(self.source, made)
            parse(read_bytes(draft.raw, self.source.name))
            self.source = write_text(self.file, self.source, draft)
        except BadInput as error:
            fault = error.faults[0]
            self.tell("  " + " ".join(part for part in (fault.cause, fault.fix) if part))
            return False
        except BadRequest as error:
            self.tell("  " + " ".join(part for part in (error.cause, error.fix) if part))
            return False
        return True


def _class_questions(path: str) -> tuple[Prompt, ...]:
    return (
        Prompt(f"{path}.amount", Phrase("How much of it is issued?")),
        Prompt(f"{path}.coupon", Phrase("At which coupon? (such as 3.4%, or none)")),
    )


def _one(path: str, text: str) -> list[tuple[str, Any]]:
    """Return the change that an answer is: a number, a truth, else a text."""
    found = typed(text)
    return [(path, text if isinstance(found, Trap) else found)]


def ask(name: str) -> int:
    """Run the interview on a terminal or on standard input; return the exit code."""
    file = Path(name)
    if file.is_file() and file.suffix not in (".yaml", ".yml"):
        raise BadRequest(say("{file} is no deal file", file=name), say("name a folder, or a file whose name ends in .yaml"))
    file = file if file.suffix in (".yaml", ".yml") else file / "deal.yaml"
    done = Interview(file, lambda words: input(f"\n{words}"), print).run()
    if done:
        print(say("{file} is written. next: legalmodel check {file}", file=file))
    else:
        print(say("Stopped; {file} keeps what was answered. Go on: legalmodel new --ask {file}", file=file))
    return 0
