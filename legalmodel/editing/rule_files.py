"""Files of law while they are typed: their faults, and what may be written in them, words of the rule language included."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from legalmodel.base.errors import BadInput
from legalmodel.base.kinds import Kind, Signature, Vocabulary, thing
from legalmodel.base.language import say
from legalmodel.base.resources import shipped
from legalmodel.base.speech import field_name, word_of
from legalmodel.base.speech import sort_of as sort_name
from legalmodel.editing.completion import Proposal
from legalmodel.editing.cursor import KEY, TypedSpot, typed_spot
from legalmodel.editing.diagnostics import ERROR, Diagnosis, of_fault
from legalmodel.editing.hovering import HoverText
from legalmodel.editing.sheet import DealText
from legalmodel.editing.tree import Knot
from legalmodel.logic.reader import FUNCTIONS
from legalmodel.logic.sorts import fields_of, in_words

_EXPRESSIONS = frozenset(
    ("when", "require", "at", "governs", "counts", "holds", "until", "window_closes", "wrong", "calm", "by")
)
"""Keys of a law file under which words of the rule language stand, besides those that stand under a sort below ``governs`` or ``at``."""
_CHAIN = re.compile(r"([A-Za-z_]\w*(?:\.\w+)*)\.(\w*)\Z")
_QUOTED = re.compile(r"""([A-Za-z_]\w*(?:\.\w+)+)\s*(?:==|!=|in\s*\(?|,)\s*(?:["'][^"']*["']\s*,\s*)*["'](\w*)\Z""")
_LOOP = re.compile(r"\bfor\s+(\w+)\s+in\s+([A-Za-z_]\w*(?:\.\w+)*)")
_NAME = re.compile(r"[A-Za-z_]\w*\Z")


def faults_of_law(text: DealText) -> list[Diagnosis]:
    """Return what is wrong with a file of law: its form, then names and kinds in its expressions."""
    from legalmodel.graph.vocabulary import vocabulary
    from legalmodel.law.catalogue import load_catalogue
    from legalmodel.law.load import assemble, read_instrument

    try:
        source = text.reader.read(text.text)
        assemble([(source, read_instrument(source))], load_catalogue(), vocabulary, _compiled())
    except BadInput as error:
        return [of_fault(text, fault, ERROR, "form") for fault in error.faults]
    return []


_KEPT: dict[Any, Any] = {}
_KEPT_MOST = 20_000


def _compiled() -> dict[Any, Any]:
    """Return where compiled expressions are kept from one state of a text to the next, not more than a file can hold several times."""
    if len(_KEPT) > _KEPT_MOST:
        _KEPT.clear()
    return _KEPT


def complete_law(text: DealText, at: int) -> list[Proposal]:
    """Return what may be written at a spot of a file of law."""
    spot = typed_spot(text.tree, at)
    if spot is not None and spot.slot == KEY:
        return list(_keys(spot))
    knot = text.tree.around(at) if spot is None or spot.entry is None else spot.entry
    if knot is None and spot is None:
        return []
    path = knot.path if knot is not None else (*(spot.box.path if spot else ()), "0")
    if stands_in_expression(path):
        start = knot.start if knot is not None else at
        return list(_words(text, path, start, at))
    return list(_values(path, spot)) if spot is not None else []


def stands_in_expression(path: tuple[str, ...]) -> bool:
    """Tell whether words of the rule language stand at a path of a file of law."""
    steps = [step for step in path if not step.isdecimal()]
    return bool(steps) and (steps[-1] in _EXPRESSIONS or (len(steps) > 1 and steps[-2] in ("governs", "at", "when", "require")))


def _keys(spot: TypedSpot) -> Iterator[Proposal]:
    form = _form_at(spot.box.path)
    there = {knot.key for knot in spot.box.inner if knot is not spot.entry}
    colon = "" if spot.entry is not None and not spot.entry.bare else ": "
    for name, inner in form.get("properties", {}).items():
        if name not in there:
            words = inner.get("description", "") or _follow(inner).get("description", "")
            yield Proposal(name, "field", name.replace("_", " "), words, spot.start, spot.end, name + colon)


def _values(path: tuple[str, ...], spot: TypedSpot) -> Iterator[Proposal]:
    lead = " " if spot.spaced else ""
    form = _form_at(path)
    offered: list[tuple[str, str]] = [(str(word), word_of(str(word))) for word in form.get("enum", ())]
    if path[-1:] in (("question",), ("opens",)):
        from legalmodel.law.catalogue import load_catalogue

        offered = [(id, question.asks) for id, question in load_catalogue().questions.items()]
    elif path[-1:] == ("each",):
        offered = [(sort, sort_name(sort)) for sort in (*_vocabulary().things, *dict.fromkeys(_vocabulary().sorts.values()))]
    elif path[-1:] == ("base",):
        offered = [(folder.parent.name, "") for folder in sorted(shipped("templates").glob("*/deal.yaml"))]
    for word, detail in offered:
        yield Proposal(word, "word", detail, "", spot.start, spot.end, lead + word)


def _form_at(path: tuple[str, ...]) -> dict[str, Any]:
    """Return the part of the published schema that describes the value at a path."""
    form = _schema()
    for step in path:
        form = _follow(form)
        inner = form.get("properties", {}).get(step)
        if inner is None:
            patterns = [value for pattern, value in form.get("patternProperties", {}).items() if re.search(pattern, step)]
            more = form.get("additionalProperties")
            inner = patterns[0] if patterns else more if isinstance(more, dict) else form.get("items", {})
        form = inner
    return _follow(form)


def _follow(form: dict[str, Any]) -> dict[str, Any]:
    for choice in (form, *form.get("anyOf", ())):
        if "$ref" in choice:
            found: dict[str, Any] = _schema()["$defs"][choice["$ref"].rpartition("/")[2]]
            return found
    return form


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shipped("schemas") / "law.schema.json").read_text("utf-8"))
    return found


def _vocabulary() -> Vocabulary:
    from legalmodel.graph.vocabulary import vocabulary

    return vocabulary()


def _words(text: DealText, path: tuple[str, ...], start: int, at: int) -> Iterator[Proposal]:
    """Yield the words of the rule language that fit what stands before a spot within an expression."""
    before = text.text[start:at]
    names = _names(text, path, text.text[start:])
    if quoted := _QUOTED.search(before):
        kind = _kind_of(quoted[1], names)
        list_of = (kind.item or kind).of if kind else ""
        for word in _vocabulary().words.get(list_of, ()):
            yield Proposal(word, "word", word_of(word), "", at - len(quoted[2]), at, word)
        return
    if before.count('"') % 2 or (before.count("'") % 2 and not before.startswith("'")):
        return
    if chain := _CHAIN.search(before):
        kind = _kind_of(chain[1], names)
        if kind is not None and kind.name == "thing":
            for name, inner in fields_of(_vocabulary(), kind.of).items():
                yield Proposal(name, "field", in_words(inner), field_name(name), at - len(chain[2]), at, name)
        return
    typed = _NAME.search(before)
    begin = at - len(typed[0]) if typed else at
    for name, kind in names.items():
        yield Proposal(name, "field", in_words(kind), "", begin, at, name)
    for name, signature in _vocabulary().questions.items():
        yield Proposal(name, "question", _takes(name, signature), signature.says, begin, at, name)
    for name in (*FUNCTIONS, "none", "and", "or", "not", "in", "for", "if"):
        yield Proposal(name, "word", "", "", begin, at, name)


def _names(text: DealText, path: tuple[str, ...], expression: str) -> dict[str, Kind]:
    """Return what an expression may name, with its kinds: the subject of its rule, its numbers, the deal, sections, what loops go through."""
    found: dict[str, Kind] = {}
    if path[0] == "rules" and len(path) > 1:
        rule = text.tree.at_path(path[:2])
        each = rule.find("each") if rule else None
        if each is not None and text.word(each):
            found[text.word(each)] = thing(text.word(each))
        numbers = rule.find("thresholds") if rule else None
        found |= {knot.key: Kind("number") for knot in (numbers.inner if numbers else ())}
    elif path[-1:]:
        found[path[-1]] = thing(path[-1])
    found["deal"] = thing("deal")
    words = _vocabulary()
    found |= {section: Kind("list", "", thing(sort)) for sort, section in words.sections.items()}
    for name, through in _LOOP.findall(expression):
        kind = _kind_of(through, found)
        if kind is not None and kind.item:
            found[name] = kind.item
    return found


def known_names(text: DealText, path: tuple[str, ...]) -> set[str]:
    """Return the names that already mean something in the expressions of a rule: its subject, sections, questions, functions."""
    return {*_names(text, path, ""), *_vocabulary().questions, *FUNCTIONS}


def _kind_of(chain: str, names: dict[str, Kind]) -> Kind | None:
    """Return the kind of a name followed by fields; None if it is not known."""
    first, *steps = chain.split(".")
    kind = names.get(first)
    for step in steps:
        if kind is None or kind.name != "thing":
            return None
        kind = fields_of(_vocabulary(), kind.of).get(step)
    return kind


def _takes(name: str, signature: Signature) -> str:
    return f"{name}({', '.join(p.name for p in signature.parameters)}) → {in_words(signature.gives)}"


def hover_law(text: DealText, at: int) -> HoverText | None:
    """Return what is told of a word of the rule language, a question of the catalogue or a key of the form."""
    knot = text.tree.around(at)
    if knot is None:
        return None
    if knot.key_start <= at <= knot.key_end and knot.key_end > knot.key_start:
        words = _follow(_form_at(knot.path)).get("description", "")
        return HoverText(knot.key_start, knot.key_end, f"**{knot.key}**\n\n{words}") if words else None
    if knot.path[-1:] == ("question",):
        return _of_question(text, knot)
    return _of_word(text, knot, at) if stands_in_expression(knot.path) else None


def _of_question(text: DealText, knot: Knot) -> HoverText | None:
    from legalmodel.law.catalogue import load_catalogue

    question = load_catalogue().questions.get(text.word(knot))
    if question is None:
        return None
    essential = say("essential") if question.essential else say("not essential")
    return HoverText(knot.start, knot.end, f"**{question.id}** · {essential}\n\n{question.asks}\n\n{question.zh}")


def _of_word(text: DealText, knot: Knot, at: int) -> HoverText | None:
    """Return what is told of the name at a spot of an expression."""
    start = end = at
    while start > knot.start and (text.text[start - 1].isalnum() or text.text[start - 1] in "_."):
        start -= 1
    while end < knot.end and (text.text[end].isalnum() or text.text[end] == "_"):
        end += 1
    chain = text.text[start:end]
    name = chain.rpartition(".")[2]
    if signature := _vocabulary().questions.get(chain):
        return HoverText(start, end, f"**{_takes(chain, signature)}**\n\n{signature.says}")
    kind = _kind_of(chain, _names(text, knot.path, text.text[knot.start : knot.end]))
    if kind is None or not name:
        return None
    return HoverText(end - len(name), end, f"**{field_name(name)}** · {in_words(kind)}")
