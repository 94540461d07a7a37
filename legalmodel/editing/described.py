"""What is said of a field to whoever writes it: what it holds, what it means, who would know it, and which articles of law read it."""

from functools import cache
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.base.places import Path
from legalmodel.base.speech import field_name, field_words, word_of
from legalmodel.base.speech import sort_of as sort_name
from legalmodel.model.record import Field, Record

_SHOWN = 8
"""How many articles are named; the rest is counted."""


def described(name: str, field: Field) -> str:
    """Return a field in a few lines: what it is called, what it holds, what it says, with examples."""
    lines = [f"**{field_name(name)}** · {holds(field)}", field_words(field.description)]
    if field.examples and not (field.mapped and isinstance(field.examples[0], dict)):
        lines.append(say("for example {examples}", examples=", ".join(f"`{example}`" for example in field.examples[:3])))
    return "\n\n".join(lines)


def holds(field: Field) -> str:
    """Return in a few words what is written in a field."""
    if field.mapped is not None:
        return say("map of fields of this record")
    if field.inner is not None:
        return say("records under ids, or none") if field.keyed else say("a record")
    if field.written is None:
        return ""
    kind = field.written.kind.item or field.written.kind
    if kind.name == "thing":
        words = say("id of a record") if kind.of == "any" else say("id of: {sort}", sort=sort_name(kind.of))
    elif kind.name in ("choice", "code"):
        words = say("word of {list}", list=word_of(kind.of))
    else:
        words = {
            "share": say("percentage, such as 5%"),
            "money": say("amount, such as CNY 154570000 or 416m"),
            "number": say("number"),
            "day": say("day, such as 2016-05-27"),
        }.get(kind.name, say("words"))
    return say("list: {words}", words=words) if field.written.kind.item else words


class ReadBy(NamedTuple):
    """An article that reads a field: how it is cited, what it is headed, and the id of the rule."""

    cited: str
    title: str
    rule: str
    system: str


def readers_of(record: type[Record], name: str, systems: tuple[str, ...] = ()) -> list[ReadBy]:
    """Return the articles whose rules read a field, first those of ``systems``, each article once."""
    from legalmodel.graph.shape import sort_of
    from legalmodel.law.consequences import consequences
    from legalmodel.law.load import load_law
    from legalmodel.law.texts import cited, title_of

    law = load_law()
    # first law of the places named; of it what binds, and what names the field itself before what asks a question that rests on it
    reading = [(law.rules[id], direct) for id, direct in _index().get((sort_of(record), name), {}).items()]
    forces = consequences().forces
    reading.sort(
        key=lambda p: (not any(_holds(p[0].system, s) for s in systems), not forces[p[0].force].binds, not p[1], p[0].id)
    )
    found: dict[str, ReadBy] = {}
    for rule, _ in reading:
        words = cited(rule)
        found.setdefault(words, ReadBy(words, title_of(rule.form.title), rule.id, rule.system))
    return list(found.values())


def _holds(system: str, place: str) -> bool:
    return place == system or place.startswith(f"{system}-")


@cache
def _index() -> dict[tuple[str, str], dict[str, bool]]:
    """Return the rules by the fields that they read, as sort and name, each with whether it names the field itself."""
    from legalmodel.judgment.static_reads import expressions, reads_of
    from legalmodel.law.load import load_law

    found: dict[tuple[str, str], dict[str, bool]] = {}
    for rule in load_law().rules.values():
        named = {pair for expression in expressions(rule) for pair in expression.reads}
        for pair in reads_of(rule):
            found.setdefault(pair, {})[rule.id] = pair in named
    return found


def law_words(record: type[Record], name: str, systems: tuple[str, ...] = ()) -> str:
    """Return which articles read a field, in a line; why none does, where that is known."""
    readers = readers_of(record, name, systems)
    if not readers:
        return say("no rule reads it")
    first = "; ".join(f"{reader.cited} ({reader.title})" for reader in readers[:_SHOWN])
    more = len(readers) - _SHOWN
    return say("read by {articles}", articles=first) + (say(" and {n} more", n=more) if more > 0 else "")


def who_words(path: Path) -> str:
    """Return who would know the fact at a path, and in which document it should stand; empty if nobody is named."""
    from legalmodel.law.texts import table_text

    teller = _catalogue().who_knows(path)
    if not teller.ask:
        return ""
    return say(
        "{what}: ask {ask}; {document}",
        what=table_text(teller.what, "what", "who_knows"),
        ask=table_text(teller.ask, "ask", "who_knows"),
        document=table_text(teller.document, "document", "who_knows"),
    )


@cache
def _catalogue():  # type: ignore[no-untyped-def]  # the class is imported when law is asked for
    from legalmodel.law.catalogue import load_catalogue

    return load_catalogue()
