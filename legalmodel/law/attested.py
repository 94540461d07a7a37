"""Law attested by the user: a reader signs for a text that no pack could read, in an overlay that the user keeps (design-2, section 2).

An attestation is a file in the folder ``attested/`` of a pack of the user's own. It names rules of ``text: memory``: the reader has held their
conditions against the article. While it holds these rules are asked. Confirmed by a second person they count as read; by one reader alone they
count as read in part, so that they never carry a favourable line nor make an obstacle. It takes nothing away: a rule whose text the pack
read is asked as before, and its fail goes before what is attested.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.law.base_form import FORMS, Form
from legalmodel.law.compile import CompiledRule
from legalmodel.law.files import ATTESTED
from legalmodel.law.load import Law
from legalmodel.law.models import Day, Id
from legalmodel.text.read import Source, read

MONTHS = 12
"""How long an attestation holds."""
Digest = Annotated[str, r"^[0-9a-f]{64}$"]
"""A SHA-256 in hexadecimal."""


class Attester(Form):
    """Who read a text: name, capacity (lawyer, in-house counsel), where admitted, and the day of reading."""

    name: str
    capacity: str
    admitted: str
    day: Day


class Attestation(Form):
    """What was read, by whom, in which copy.

    ``about`` names the rules, ``version`` is the day from which the wording that was read holds; ``digest`` is of the copy; ``conditions`` of the rules as they
    stood when they were held against the text.
    """

    instrument: str
    version: Day
    articles: str
    about: tuple[Id, ...]
    digest: Digest
    conditions: Digest
    reader: Attester
    confirmed: Attester | None = None


class AttestationFile(Form):
    """A file of the overlay."""

    attestation: Attestation


FORMS |= {"attestation": Attestation, "reader": Attester, "confirmed": Attester}


class Attested(NamedTuple):
    """An attestation with the file that it stands in."""

    source: Source
    says: Attestation

    @property
    def confirmed(self) -> bool:
        """Tell whether a second person confirmed it."""
        second = self.says.confirmed
        return second is not None and not same_name(second.name, self.says.reader.name)

    @property
    def signed(self) -> str:
        """Who signed, in words: "A, confirmed by B"."""
        second = (
            f", confirmed by {self.says.confirmed.name}" if self.says.confirmed and self.confirmed else " alone, not confirmed"
        )
        return f"{self.says.reader.name} on {self.says.reader.day}{second}"

    def lapsed(self, rule: CompiledRule | None, run_day: date) -> str:
        """Return why it no longer holds for a rule on a day; empty if it does."""
        says = self.says
        read_on = date.fromisoformat(says.reader.day)
        if rule is None:
            return "no pack has this rule any more"
        if rule.text_read != "memory":
            return "the pack has read the text itself since"
        if rule.dates.first > date.fromisoformat(says.version):
            return f"the pack holds a later version, in force from {rule.dates.first}"
        if rule.head.id != says.instrument:
            return f"the rule stands in {rule.head.id}"
        if run_day < read_on:
            return f"it was read on {read_on} only"
        if run_day >= _a_year_after(read_on):
            return f"it was read more than {MONTHS} months ago, on {read_on}"
        return ""


def _a_year_after(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, whatever their spaces and capitals."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def conditions_of(rules: Iterable[CompiledRule]) -> str:
    """Return a digest of all that rules say: whoever changes a rule has it attested anew."""
    said = "\n".join(f"{rule.id}: {_plain(rule.form)}" for rule in sorted(rules, key=lambda rule: rule.id))
    return sha256(said.encode()).hexdigest()


def _plain(form: object) -> object:
    if isinstance(form, Form):
        return {
            name: _plain(value)
            for name, value in sorted(form.__dict__.items())
            if name not in ("title", "says", "note", "examples")
        }
    if isinstance(form, Mapping):
        return {str(name): _plain(value) for name, value in form.items()}
    return [_plain(each) for each in form] if isinstance(form, tuple | list) else str(form)


def read_attestations(packs: Iterable[Path]) -> list[Attested]:
    """Read the attestations of the user's packs.

    Raises BadInput with every fault of the first file that has any.
    """
    return [read_attestation(file) for pack in packs for file in sorted(pack.rglob(f"{ATTESTED}/*.yaml"))]


def read_attestation(file: Path) -> Attested:
    """Read one file of the overlay.

    Raises BadInput with every fault.
    """
    from pydantic import ValidationError  # a library that the start-up of a check does without

    from legalmodel.law.form import form_of

    source = read(file)
    try:
        checked = form_of(AttestationFile).model_validate(source.data)
    except ValidationError as error:
        faults = []
        for each in error.errors(include_url=False):
            path = tuple(str(step) for step in each["loc"])
            cause = f"{'.'.join(path)}: {each['msg'].lower()}"
            faults.append(Fault("bad-attestation", cause, source.place(path), say("write it with 'legalmodel law attest'")))
        raise BadInput(faults) from None
    says = AttestationFile.of(checked.model_dump(by_alias=True, exclude_unset=True)).attestation
    second = says.confirmed
    if second is not None and same_name(second.name, says.reader.name):
        place = source.place(("attestation", "confirmed", "name"))
        raise BadInput(
            [
                Fault(
                    "same-reader",
                    say("{name} read it and confirms it", name=second.name),
                    place,
                    say("let a second person confirm it"),
                )
            ]
        )
    return Attested(source, says)


def on_attested_law(law: Law, packs: Iterable[Path], run_day: date) -> Law:
    """Return the law with the rules that a reader signed for, as on a day; ``lapsed`` tells which signatures no longer hold, and why.

    Raises BadInput if a file of the overlay cannot be used.
    """
    found = read_attestations(packs)
    if not found:
        return law
    rules, notes = dict(law.rules), []
    for attested in found:
        why = _trouble(attested, law, run_day)
        notes += [f"{attested.source.name}: {id}: {text}" for id, text in why.items()]
        if not why:
            rules |= {id: _signed(law.rules[id], attested) for id in attested.says.about}
    return law._replace(rules=rules, lapsed=tuple(notes))


def _trouble(attested: Attested, law: Law, run_day: date) -> dict[str, str]:
    """Return rule -> why the attestation does not hold for it. One that does not hold for one rule holds for none."""
    found = {id: why for id in attested.says.about if (why := attested.lapsed(law.rules.get(id), run_day))}
    if not found and conditions_of(law.rules[id] for id in attested.says.about) != attested.says.conditions:
        return dict.fromkeys(attested.says.about, "the conditions of the rule were changed since")
    return found


def _signed(rule: CompiledRule, attested: Attested) -> CompiledRule:
    signed = copy(rule)
    signed.text_read = "seen" if attested.confirmed else "part"
    signed.attested = (attested.signed,)
    return signed
