#!/usr/bin/env python3
"""Bring the catalogues (.po) up to date with the English they translate, and make of them what ships: ``legalmodel/words/ready/``.

The words of the product stand in ``legalmodel/words/<tag>.po``: each call of ``say`` or ``Phrase`` with its words written out, and the words
of the vocabulary. The texts of a data file (a law, the checks, who knows what) stand beside it in ``<tag>/<name>.po``. No translation is
dropped: one whose English has changed is marked fuzzy, with the English it was made for, and does not ship; one that nothing asks for any
more is marked ``#~``. Counts what is missing. Fails where a translation has other holes than its English. ``--check`` only compares.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import po
from generated import run, write_or_compare

from legalmodel.base.templates import about
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.law.base_form import ALIASES, FORMS, KEYED, Prose
from legalmodel.law.consequences import consequences
from legalmodel.law.enacted import enact, in_words
from legalmodel.law.models import Head, Provision, split_template
from legalmodel.law.precedents import CaseForm
from legalmodel.model.deal import Deal
from legalmodel.model.readers import WORDS as WORDS_OF_FILES
from legalmodel.model.words import REASONS as REASONS_OF_FILES
from legalmodel.model.words import STATUSES
from legalmodel.text.read import read

CEILING = 150
"""How many texts of data files may be without a translation. It is only ever lowered; the words of the product have none."""
PACKAGE = ROOT / "legalmodel"
WORDS = PACKAGE / "words"
TEMPLATES = sorted((ROOT / "templates").glob("*/deal.yaml"))
"""Deals whose first sentence says what they are: ``legalmodel new`` lists it."""
TAGS = ("zh",)
FIELDS = "model/fields"
"""Source of what the vocabulary says of its fields; it stands in the code of the records, not in a file of its own."""
REASONS = (
    "day of the run", "planned", "third-party copy", "original", "open list", "out of range", "no document", "not asked", "not disclosed",
    "not found", "confidential", "assumed", "no paper", "several", "identity",
)  # fmt: skip  # short parts read together: one a line would take a screen
"""Words of why a fact is missing, of how a text was read and of a day, which no list of the vocabulary holds."""
CALLS = frozenset(("say", "Phrase"))
IN_ROOMS = {"report": CALLS | {"word"}, "cli": CALLS | {"word", "said"}}
"""Functions whose first argument is words of the product; ``word`` and ``said`` are such in some folders only."""
HELP = frozenset(("help", "description", "epilog"))
"""Arguments of the command line's own declarations that are words of the product."""
_LETTERS = re.compile(r"[A-Za-z]{2}")


def main() -> int:
    texts: dict[Path, str] = {}
    faults: list[str] = []
    missing = {}
    for tag in TAGS:
        for name, wanted in sources().items():
            file = catalogue(name, tag)
            follow = following(name, tag)
            entries = renewed(po.read(file), [key for key in wanted if key not in follow])
            faults += [f"{file.relative_to(ROOT)}: {fault}" for fault in lint(entries | follow)]
            missing[file] = (sum(not counts(e) for e in entries.values() if not e.obsolete), len(wanted))
            texts[file] = po.write(entries, tag)
            texts[WORDS / "ready" / tag / f"{name}.json"] = ready(
                entries | {key: follow[key] for key in wanted if key in follow}
            )
    tell(missing)
    law = sum(n for file, (n, _) in missing.items() if file.parent != WORDS)
    if law > CEILING and "--check" in sys.argv:
        faults.append(f"{law} texts of the law and checks are not translated, above the ceiling of {CEILING}")
    if "--check" in sys.argv and (words := sum(n for file, (n, _) in missing.items() if file.parent == WORDS)):
        faults.append(f"{words} words of the product are not translated")
    print("\n".join(faults), end="\n" if faults else "")
    there = [*(WORDS / "ready").rglob("*.json")]
    return write_or_compare(texts, "make_words.py", ROOT, there) or bool(faults)


def catalogue(name: str, tag: str) -> Path:
    """Return where the translations of a source stand: its own folder, one deeper."""
    file = PACKAGE / name
    return WORDS / f"{tag}.po" if name == "words" else file.parent / tag / f"{file.name}.po"


def following(name: str, tag: str) -> dict[po.Key, po.Entry]:
    """Return the translations of a law file that follow from those of the file whose rules it repeats, in its words."""
    file = PACKAGE / f"{name}.yaml"
    said = read(file).data if name not in ("words", FIELDS) else {}
    if not said.get("enacts"):
        return {}
    model, words = said["enacts"]["model"], said["enacts"].get("words", {})
    old, new = read(PACKAGE / "law" / f"{model}.yaml").data["instrument"]["id"], said["instrument"]["id"]
    return {
        (context.replace(old, new, 1), in_words(english, words)): entry._replace(said=in_words(entry.said, words))
        for (context, english), entry in po.read(catalogue(f"law/{model}", tag)).items()
        if counts(entry) and context.partition("/")[0] in said["enacts"]["rules"]
    }


def sources() -> dict[str, list[po.Key]]:
    """Return what is to be translated, by source: context and English."""
    found = {"words": [*dict.fromkeys(fixed_words())], FIELDS: [*dict.fromkeys(described())]}
    for file in sorted(PACKAGE.rglob("*.yaml")):
        source = read(file)
        enact(source)
        data = source.data
        name = file.relative_to(PACKAGE).with_suffix("").as_posix()
        if "rules" in data:
            found[name] = [*instrument(data)]
        elif "cases" in data:
            found[name] = [text for id, case in data["cases"].items() for text in prose(CaseForm, case, id)]
        elif "checks" in data:
            found[name] = [
                (f"{id}/{f}", check[f]) for id, check in data["checks"].items() for f in ("says", "fix") if f in check
            ]
        elif "drafts" in data:
            found[name] = [(f"{id}/{f}", draft[f]) for id, draft in data["drafts"].items() for f in ("stage", "where")]
        elif "facts" in data:
            routes = data["by_route"].values()
            found[name] = [
                *((f, said[f]) for f in ("ask", "document", "what") for said in data["facts"].values() if f in said),
                *((f, word) for words in routes for f, own in words.items() for word in own.values()),
            ]
        elif "questions" in data:
            found[name] = [(f"{id}/short", question["short"]) for id, question in data["questions"].items()]
        elif "definitions" in data:
            found[name] = [(f"{id}/{f}", d[f]) for id, d in data["definitions"].items() for f in ("says", "note") if f in d]
    return {
        name: [*dict.fromkeys((c, e) for c, e in keys if _LETTERS.search(e) or c == "between")] for name, keys in found.items()
    }


def instrument(data: Mapping[str, Any]) -> Iterator[po.Key]:
    """Yield every text for readers of an instrument; which fields hold one, the forms of a law file say."""
    yield from prose(Head, data["instrument"], "instrument")
    for id, rule in data["rules"].items():
        yield from prose(Provision, rule, id)


def prose(form: type, said: Mapping[str, Any], where: str) -> Iterator[po.Key]:
    """Yield the texts of a part of a law file and of the parts within it."""
    hints = get_type_hints(form, include_extras=True)
    for word, value in said.items():
        hint = hints.get(ALIASES.get(word, word))
        if hint == Prose:
            yield f"{where}/{word}", value
        elif word in FORMS and not isinstance(value, str):
            yield from within(word, value, f"{where}/{word}")


def within(word: str, value: Any, where: str) -> Iterator[po.Key]:
    if isinstance(value, list):
        parts = [(str(i), part) for i, part in enumerate(value, 1)]
    elif word in KEYED:
        parts = [
            (f"{id}/{i}" if isinstance(v, list) else id, p)
            for id, v in value.items()
            for i, p in enumerate(v if isinstance(v, list) else [v], 1)
        ]
    else:
        parts = [("", value)]
    for id, part in parts:
        if isinstance(part, Mapping):
            yield from prose(FORMS[word], part, f"{where}/{id}".rstrip("/"))


def fixed_words() -> Iterator[po.Key]:
    """Yield the words that stand in calls of the code, and the words of the vocabulary."""
    for file in sorted(PACKAGE.rglob("*.py")):
        room = file.parent.name
        calls = IN_ROOMS.get(room, CALLS)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id in calls and node.args:
                yield from called(node)
            if room == "cli":
                yield from (("", text) for k in node.keywords if k.arg in HELP for text in constants(k.value))
                if isinstance(node.func, ast.Name) and node.func.id == "command" and len(node.args) > 1:
                    yield from (("", text) for text in constants(node.args[1]))
    yield from ((context, word.replace("_", " ")) for context, word in vocabulary_words())
    yield from (("template", about(file)) for file in TEMPLATES)


def vocabulary_words() -> Iterator[po.Key]:
    """Yield the words that deal files use, as they are said to people: values, fields, sorts of records and sections."""
    known = vocabulary()
    yield from (("word", word) for words in WORDS_OF_FILES.values() for word in words)
    yield from (("word", reason) for reason in (*REASONS, *REASONS_OF_FILES, *STATUSES))
    yield from (("field", field) for fields in known.things.values() for field in fields)
    yield from (("sort", sort) for sort in known.things)
    yield from (("effect", effect) for effect in consequences().effects)
    yield from (("text", how) for how in ("seen", "part", "memory"))
    yield from (("section", section) for section in known.sections.values())


def described() -> Iterator[po.Key]:
    """Yield what the vocabulary says of its fields and records, each once; an editor, an assistant and the workbench show it."""
    left, seen = [Deal], {Deal}
    while left:
        record = left.pop(0)
        yield "record", " ".join((record.__doc__ or "").split())
        for field in record.model_fields.values():
            if field.description:
                yield "field", field.description
            if field.inner is not None and field.inner not in seen:
                seen.add(field.inner)
                left.append(field.inner)


def called(node: ast.Call) -> Iterator[po.Key]:
    context = next((k.value.value for k in node.keywords if k.arg == "context" and isinstance(k.value, ast.Constant)), "")
    for english in constants(node.args[0]):
        if english.strip():
            yield str(context), english


def constants(node: ast.AST) -> Iterator[str]:
    """Yield the words of an argument: written out, or one or the other."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def renewed(old: dict[po.Key, po.Entry], wanted: list[po.Key]) -> dict[po.Key, po.Entry]:
    """Return the entries for what is wanted now, then those that nothing asks for any more; a changed English marks its translation."""
    left = {key: entry for key, entry in old.items() if key not in wanted}
    new: dict[po.Key, po.Entry] = {}
    for context, english in wanted:
        entry = old.get((context, english), po.Entry())._replace(obsolete=False)
        before = [key for key in left if key[0] == context] if context else []
        if not entry.said and len(before) == 1 and sum(c == context for c, _ in wanted) == 1 and left[before[0]].said:
            gone = left.pop(before[0])
            entry = po.Entry(gone.said, gone.was or before[0][1], gone.comments)
        new[context, english] = entry
    return new | {key: entry._replace(obsolete=True) for key, entry in left.items() if entry.said}


def counts(entry: po.Entry) -> bool:
    """Tell whether a translation ships: it is there, and made for the English as it is."""
    return bool(entry.said.strip()) and not entry.was and not entry.obsolete


def ready(entries: Mapping[po.Key, po.Entry]) -> str:
    """Return what ships of a catalogue: context -> English -> translation."""
    tree: dict[str, dict[str, str]] = {}
    for (context, english), entry in entries.items():
        if counts(entry):
            tree.setdefault(context, {})[english] = entry.said
    lines = [f"{json.dumps(c, ensure_ascii=False)}:{json.dumps(said, ensure_ascii=False)}" for c, said in sorted(tree.items())]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def holes(context: str, text: str) -> set[str]:
    """Return the holes of a text: those of the product's words are single words, and other braces are what a file says."""
    return {*(split_template(text)[1::2] if context else re.findall(r"\{(\w+)\}", text))}


def lint(entries: Mapping[po.Key, po.Entry]) -> Iterator[str]:
    """Yield what is wrong with translations that ship: other holes than their English, or none of their own letters."""
    for (context, english), entry in entries.items():
        if counts(entry):
            here, there = (holes(context, text) for text in (english, entry.said))
            for hole in sorted(here ^ there):
                yield f"{context}: hole {{{hole}}} stands in {'English' if hole in here else 'the translation'} only: {english}"


def tell(missing: Mapping[Path, tuple[int, int]]) -> None:
    for file, (without, all) in missing.items():
        if without:
            print(f"{file.relative_to(ROOT)}: {without} of {all} not translated")
    print(f"{sum(n for n, _ in missing.values())} of {sum(n for _, n in missing.values())} texts not translated")


if __name__ == "__main__":
    sys.exit(run(main))
