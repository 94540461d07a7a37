"""The vocabulary told section by section: what may be written, how, and who would know it."""

from collections.abc import Iterator

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import chinese, say
from legalmodel.base.speech import field_name, field_words, record_words, section_name, word_of
from legalmodel.editing.described import holds, law_words, who_words
from legalmodel.editing.stands import ENTRY, MAP, NOTHING, RECORD, RECORDS, VALUE, MayStand, stand_at
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.readers import WORDS
from legalmodel.model.record import Field, Record
from legalmodel.model.shape import fields
from legalmodel.model.words import REASONS, STATUSES

_FEW = 24
"""As many words of a list as are told with its field; a longer list has a page of its own."""


def schema_words(path: str) -> str:
    """Return what may stand at a path: all sections, a section such as ``trusts``, a field such as ``trusts.*.settlor``, a list of words.

    Raises BadRequest for a path that the vocabulary does not have.
    """
    if not path:
        return "\n".join(_sections())
    if path in WORDS or path in ("status", "unknown"):
        return "\n".join(_list(path))
    steps = tuple(step for step in path.replace("[]", "").split(".") if step)
    within = (*steps[:1], "x", *steps[1:])
    if len(steps) > 1 and steps[0] in SECTIONS and stand_at(within).kind != NOTHING:
        steps = within  # written without the id in between
    stand = stand_at(steps)
    if stand.kind == RECORDS:
        stand = stand_at((*steps, "x"))
    if stand.kind == RECORD and stand.record is not None:
        return "\n".join(_record(stand.record))
    if stand.kind in (VALUE, ENTRY, MAP) and stand.record is not None and stand.name:
        return "\n".join(_field(stand, steps))
    raise BadRequest(
        say("'{path}' is no path of the vocabulary", path=path[:80]),
        nearest(steps[0], SECTIONS) or say("without a path, the sections are listed"),
    )


def _sections() -> Iterator[str]:
    for name, field in fields(Deal).items():
        yield f"{name}: {section_name(name) + ' · ' if chinese() else ''}{field_words(field.description)}"


def _record(record: type[Record]) -> Iterator[str]:
    yield record_words(record.__doc__)
    for name, field in fields(record).items():
        called = f" {field_name(name)}" if chinese() else ""
        yield f"{name}{called}: {holds(field)}{_words_of(field)} · {field_words(field.description)}{_examples(field)}"
    yield say("Each record may also hold: evidence, status, unknown, assumed, dated, sourced, stated, checked.")


def _words_of(field: Field) -> str:
    name = _list_of(field)
    words = list(WORDS.get(name, ()))
    if not words:
        return ""
    return f" ({' '.join(words)})" if len(words) <= _FEW else " " + say("(list: {name}, {n} words)", name=name, n=len(words))


def _list_of(field: Field) -> str:
    if field.written is None:
        return ""
    return (field.written.kind.item or field.written.kind).of


def _examples(field: Field) -> str:
    return " · " + say("for example {examples}", examples=", ".join(map(str, field.examples[:3]))) if field.examples else ""


def _field(stand: MayStand, steps: tuple[str, ...]) -> Iterator[str]:
    field = stand.field
    if field is None or stand.record is None:
        return
    yield f"{stand.name}{' ' + field_name(stand.name) if chinese() else ''}: {holds(field)}"
    yield field_words(field.description) + _examples(field)
    if stand.record is not Deal:
        yield law_words(stand.record, stand.name)
    if who := who_words(steps):
        yield who
    if name := _list_of(field):
        yield from _list(name) if name in WORDS else ()


def _list(name: str) -> Iterator[str]:
    if name in ("status", "unknown"):
        yield from (f"{word}: {word_of(word)}" for word in (STATUSES if name == "status" else REASONS))
        return
    tree = WORDS[name]
    depth: dict[str, int] = {}
    for word, above in tree.items():
        depth[word] = depth.get(above, -1) + 1 if above else 0
        yield f"{'  ' * depth[word]}{word}" + (f" {word_of(word)}" if chinese() else "")
