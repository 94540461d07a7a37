"""Look for facts that are named after an answer: a deal file says what is so, and the tool what follows."""

from collections.abc import Iterable, Mapping

from legalmodel.lawtest.remark import Remark
from legalmodel.model.deal import Deal
from legalmodel.model.record import Record
from legalmodel.model.shape import fields
from legalmodel.model.words import CHOICES

ANSWERS = ("valid", "compliant", "adequate", "true_sale", "perfected", "segregated", "independent", "solvent", "remote")
SUBJECTS = ("opinion_subject", "warranty")
"""Lists of what an opinion or a promise is about: there a word names the subject that somebody speaks of, and answers nothing."""

Fields = Iterable[tuple[str, str]]


def named_after_answers(lists: Mapping[str, tuple[str, ...]] = CHOICES, chosen: Fields | None = None) -> Iterable[Remark]:
    """Yield a remark for each list of words, each word and each field to choose a word for that is named after an answer.

    ``chosen`` are pairs of a record and a field; those of the deal file unless given.
    """
    for name, words in lists.items():
        if any(answer in name for answer in ANSWERS):
            yield _remark(f"the list of words '{name}' is named after an answer")
        for word in words:
            if word in ANSWERS and name not in SUBJECTS:
                yield _remark(f"the word '{word}' of the list '{name}' is named after an answer")
    for record, field in chosen_fields() if chosen is None else chosen:
        if any(answer in field for answer in ANSWERS):
            yield _remark(f"the field '{field}' of {record} is named after an answer")


def _remark(text: str) -> Remark:
    return Remark("", "conclusion-as-field", text)


def chosen_fields() -> list[tuple[str, str]]:
    """Return record and name of every field of a deal file that holds yes or no, or a word of a list.

    A day, a person or a count that stands in such a field's place is a fact, whatever its name.
    """
    models: dict[type[Record], None] = {Deal: None}
    waiting: list[type[Record]] = [Deal]
    while waiting:
        inner = [f.inner for f in fields(waiting.pop()).values() if f.inner and f.inner not in models]
        models |= dict.fromkeys(inner)
        waiting += inner
    return [(m.__name__, name) for m in models for name, f in fields(m).items() if f.written and f.written.kind.name in _CHOSEN]


_CHOSEN = ("choice", "code", "truth")
