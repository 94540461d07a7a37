"""One text enacted in several places: the rules stand once, and each further place gives its citations, its days and its words.

A uniform law such as Article 9 reads the same from State to State, but for numbers of sections, names and days. The file of a place names
the file that holds the rules (``model``), what words become there (``words``, one after the other, in every text and expression), and the
rules of it that its own text was read to say (``rules``, by their ids there). A rule that is not named does not hold there.
"""

import re
from pathlib import Path
from typing import Any

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.law.files import law_folder
from legalmodel.text.read import Source, read

_MODEL = re.compile(rb"(?m)^enacts:\r?\n  model: ([a-z0-9-]+/[a-z0-9.-]+)[ \t]*\r?$")
_KEPT = frozenset(("examples", "survivors"))
"""What the model says of a rule for those who test it: it is tested there."""
_BESIDE = frozenset(("readings", "thresholds"))
"""Parts of a rule that stand by their ids: a place may say one of them otherwise and keep the rest."""


def model_file(raw: bytes) -> Path | None:
    """Return the file of the rules that a law file repeats; None if it repeats none. Only its text is looked at."""
    found = _MODEL.search(raw) if b"enacts:" in raw else None
    return law_folder() / f"{found[1].decode()}.yaml" if found else None


def with_model(raw: bytes) -> bytes:
    """Return the bytes on which what a law file says hangs: its own, then those of the rules it repeats."""
    model = model_file(raw)
    return raw + model.read_bytes() if model and model.is_file() else raw


def enact(source: Source) -> None:
    """Put the rules that a file repeats beside its own, in its words. A file that repeats none stays as it is.

    Raises BadInput if there is no such model, or no such rule in it.
    """
    said = source.data.get("enacts")
    if not isinstance(said, dict) or not isinstance(source.data.get("rules"), dict) or not isinstance(said.get("rules"), dict):
        return  # what is wrong with it is for the form to say
    model = model_file(source.raw)
    if model is None or not model.is_file():
        cause = say("there is no law file '{name}' whose rules could be repeated", name=str(said.get("model")))
        raise BadInput([Fault("no-model", cause, source.place(("enacts", "model")), say("name it as us-dc/ucc-9"))])
    theirs = read(model).data
    words = {str(old): str(new) for old, new in (said.get("words") or {}).items()}
    old, new = theirs["instrument"]["id"], source.data["instrument"]["id"]
    if missing := sorted(set(said["rules"]) - set(theirs["rules"])):
        cause = say("{model} has no rule '{id}'", model=str(said["model"]), id=missing[0])
        raise BadInput([Fault("no-model", cause, source.place(("enacts", "rules", missing[0])), say("name a rule of it"))])
    repeated = {id.replace(old, new, 1): _repeated(theirs["rules"][id], own, words) for id, own in said["rules"].items()}
    repeated = {new_id: rule | {"enacts": id} for (new_id, rule), id in zip(repeated.items(), said["rules"], strict=True)}
    source.data = source.data | {"rules": repeated | source.data["rules"]}


def _repeated(theirs: dict[str, Any], own: Any, words: dict[str, str]) -> dict[str, Any]:
    """Return a rule as it reads in another place: what that says of readings and numbers goes beside the others."""
    rule = {key: _in_words(value, words) for key, value in theirs.items() if key not in _KEPT}
    for key, value in (own if isinstance(own, dict) else {}).items():
        rule[key] = (
            rule[key] | value if key in _BESIDE and isinstance(rule.get(key), dict) and isinstance(value, dict) else value
        )
    return rule


def in_words(text: str, words: dict[str, str]) -> str:
    """Return a text of the model as it reads in another place."""
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def _in_words(said: Any, words: dict[str, str]) -> Any:
    if isinstance(said, str):
        return in_words(said, words)
    if isinstance(said, dict):
        return {key: _in_words(value, words) for key, value in said.items()}
    return [_in_words(part, words) for part in said] if isinstance(said, list) else said
