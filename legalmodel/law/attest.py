"""Sign for a text that no pack could read, and confirm what another signed (``law/attested.py`` reads what is written here)."""

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadRequest, nearest, of_the_system
from legalmodel.base.language import say
from legalmodel.law.attested import conditions_of, read_attestation, same_name
from legalmodel.law.compile import CompiledRule
from legalmodel.law.files import ATTESTED
from legalmodel.law.load import Law
from legalmodel.text.replace import write_whole


class SignedBy(NamedTuple):
    """What a reader signs with."""

    name: str
    capacity: str
    admitted: str
    day: date


def attest(
    law: Law, folder: Path, rules: Iterable[str], copy_read: Path, version: date, articles: str, reader: SignedBy
) -> Path:
    """Write an attestation into the overlay of a user and return the file.

    Raises BadRequest if a rule is unknown, was read by the pack, or is of another instrument than the rest; if a word is missing, the copy
    cannot be read, or the day of reading lies before the version.
    """
    chosen = [_attestable(law, id) for id in dict.fromkeys(rules)]
    if len({rule.head.id for rule in chosen}) != 1:
        raise BadRequest(say("an attestation is about rules of one instrument"), say("write one for each instrument"))
    if any(rule.dates.first > version for rule in chosen):
        raise BadRequest(
            say("the pack holds a version from {first}", first=chosen[0].dates.first),
            say("read the wording that was in force then or later"),
        )
    if not articles.strip():
        raise BadRequest(say("no article is named"), say("say which articles were read: --articles '6, 7'"))
    head = chosen[0].head
    lines = [
        "attestation:",
        f"  instrument: {head.id}",
        f"  version: {version}",
        f"  articles: {_quoted(articles)}",
        f"  about: [{', '.join(rule.id for rule in chosen)}]",
        f"  digest: {_quoted(_digest(copy_read))}",
        f"  conditions: {_quoted(conditions_of(chosen))}",
        *_lines("reader", reader),
    ]
    file = folder / ATTESTED / f"{head.id}-{reader.day}.yaml"
    if file.exists():
        raise BadRequest(
            say("{file} is there already", file=file), say("attest all rules of the day at once, or take that file away")
        )
    return _write(file, lines)


def confirm(file: Path, copy_read: Path, second: SignedBy) -> Path:
    """Have a second person confirm an attestation, with the same copy before them.

    Raises BadRequest if it is confirmed already, by the same person, or on another copy; BadInput if the file cannot be used.
    """
    found = read_attestation(file)
    if found.says.confirmed is not None:
        raise BadRequest(say("{file} is confirmed already", file=file), say("write a new attestation"))
    if same_name(second.name, found.says.reader.name):
        raise BadRequest(
            say("{name} read it: a second person has to confirm it", name=second.name), say("let somebody else read the copy")
        )
    if _digest(copy_read) != found.says.digest:
        raise BadRequest(
            say("{copy_read} is another copy than the one that was read", copy_read=copy_read),
            say("confirm on the same copy, or attest the other one"),
        )
    if second.day < date.fromisoformat(found.says.reader.day):
        raise BadRequest(say("it is confirmed before it was read"), say("give the day of the confirmation"))
    return _write(file, [found.source.text.rstrip("\n"), *_lines("confirmed", second)])


def _attestable(law: Law, id: str) -> CompiledRule:
    rule = law.rules.get(id)
    if rule is None:
        raise BadRequest(say("no rule is called '{id}'", id=id), nearest(id, law.rules))
    if rule.text_read != "memory":
        raise BadRequest(
            say("the text of {id} was read by the pack", id=id),
            say("only rules of 'text: memory' are attested: legalmodel law list"),
        )
    return rule


def _digest(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise BadRequest(
            say("the copy {file} cannot be read: {strerror}", file=file, strerror=of_the_system(error)),
            say("name the file of the copy that was read"),
        ) from None


def _lines(word: str, reader: SignedBy) -> list[str]:
    for field in ("name", "capacity", "admitted"):
        if not getattr(reader, field).strip():
            raise BadRequest(
                say("the {field} of the reader is missing", field=field),
                say("an attestation says who read, as what, and where admitted"),
            )
    said = (("name", reader.name), ("capacity", reader.capacity), ("admitted", reader.admitted))
    return [f"  {word}:", *(f"    {field}: {_quoted(text)}" for field, text in said), f"    day: {reader.day}"]


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _write(file: Path, lines: list[str]) -> Path:
    write_whole(file, ("\n".join(lines) + "\n").encode())
    return file
