"""Read the law: files of instruments, checked against their form and compiled into rules."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from legalmodel.base.errors import BadInput, Fault, nearest
from legalmodel.base.kinds import Vocabulary
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.law.catalogue import Catalogue, load_catalogue
from legalmodel.law.compile import Compiled, CompiledRule, compile_instrument
from legalmodel.law.files import instrument_files
from legalmodel.law.models import FORMS, Head, Instrument
from legalmodel.law.ready import read_law
from legalmodel.text.read import Source


class Law(NamedTuple):
    """All rules, compiled, with the instruments they stand in and the catalogue of questions they answer."""

    instruments: dict[str, Head]
    rules: dict[str, CompiledRule]
    catalogue: Catalogue
    sources: dict[str, Source]

    @property
    def systems(self) -> tuple[str, ...]:
        """Legal systems that have a pack, in order."""
        return tuple(sorted({head.system for head in self.instruments.values()} - {"common"}))


@cache
def load_law(*private: Path) -> Law:
    """Read and compile all law, once per process.

    Raises BadInput with every fault of the first stage that has any: form, then names and kinds in expressions.
    """
    sources = [read_law(path) for path in instrument_files(*private)]
    return assemble([(s, read_instrument(s)) for s in sources], load_catalogue(), vocabulary())


def assemble(files: "list[tuple[Source, Instrument]]", catalogue: Catalogue, words: Vocabulary) -> Law:
    """Compile instruments into one body of law.

    Raises BadInput for bad expressions, ids used twice and questions that are not in the catalogue.
    """
    faults: list[Fault] = []
    rules: dict[str, CompiledRule] = {}
    heads: dict[str, Head] = {}
    compiled: Compiled = {}
    for source, instrument in files:
        id = instrument.instrument.id
        if id in heads:
            cause = f"instrument {id} stands in another file too"
            faults.append(Fault("instrument-twice", cause, source.place(("instrument", "id")), "give it another id"))
        heads[id] = instrument.instrument
        ready, found = compile_instrument(source, instrument, words, compiled)
        faults += found
        for rule in ready:
            faults += _misplaced(source, rule, rules, catalogue)
            rules[rule.id] = rule
    if faults:
        raise BadInput(faults)
    return Law(heads, rules, catalogue, {i.instrument.id: s for s, i in files})


def _misplaced(source: Source, rule: CompiledRule, others: dict[str, CompiledRule], catalogue: Catalogue) -> list[Fault]:
    faults = []
    if rule.id in others:
        faults.append(_twice(source, rule))
    if rule.question not in catalogue.questions:
        fix = nearest(rule.question, catalogue.questions) or "the questions stand in law/questions.yaml"
        place = source.place(("rules", rule.id, "question"))
        faults.append(Fault("unknown-question", f"'{rule.question}' is not in the catalogue of questions", place, fix))
    return faults


def read_instrument(source: Source) -> Instrument:
    """Check one file against the form of an instrument.

    Raises BadInput with every fault.
    """
    try:
        return Instrument.model_validate(source.data)
    except ValidationError as error:
        raise BadInput([_fault(source, dict(e)) for e in error.errors(include_url=False)]) from None


def _twice(source: Source, rule: CompiledRule) -> Fault:
    place = source.key_place(("rules", rule.id))
    return Fault("rule-twice", f"rule {rule.id} stands in another file too", place, "give one of them another id")


def _fault(source: Source, error: dict[str, Any]) -> Fault:
    path = tuple(str(step) for step in error["loc"] if step != "[key]")
    while len(path) > 1 and (path[-1] in ("str", "int") or "constrained" in path[-1]):
        path = path[:-1]
    return Fault("bad-law-file", f"{'.'.join(path)}: {error['msg'].lower()}", source.place(path), _fix(error, path))


def _fix(error: dict[str, Any], path: tuple[str, ...]) -> str:
    word = path[-1]
    if error["type"] == "missing":
        return f"add '{word}'"
    if error["type"] != "extra_forbidden":
        return f"see how other law files write '{word}'"
    form = next((FORMS[step] for step in reversed(path[:-1]) if step in FORMS), Instrument)
    known = [field.alias or name for name, field in form.model_fields.items()]
    return nearest(word, known) or "leave it out"
