"""Read the law: files of instruments, checked against their form and compiled into rules."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from legalmodel.base.errors import BadInput, Fault, nearest
from legalmodel.base.kinds import Vocabulary
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.law.catalogue import Catalogue, load_catalogue
from legalmodel.law.compile import CompiledRule, compile_instrument
from legalmodel.law.files import instrument_files
from legalmodel.law.models import Head, Instrument
from legalmodel.text.read import Source, read


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
    sources = [read(path) for path in instrument_files(*private)]
    return assemble([(s, read_instrument(s)) for s in sources], load_catalogue(), vocabulary())


def assemble(files: "list[tuple[Source, Instrument]]", catalogue: Catalogue, words: Vocabulary) -> Law:
    """Compile instruments into one body of law.

    Raises BadInput for bad expressions, ids used twice and questions that are not in the catalogue.
    """
    faults: list[Fault] = []
    rules: dict[str, CompiledRule] = {}
    heads: dict[str, Head] = {}
    for source, instrument in files:
        heads[instrument.instrument.id] = instrument.instrument
        compiled, found = compile_instrument(source, instrument, words)
        faults += found
        for rule in compiled:
            faults += _misplaced(source, rule, rules, catalogue)
            rules[rule.id] = rule
    if faults:
        raise BadInput(faults)
    return Law(heads, rules, catalogue, {i.instrument.id: s for s, i in files})


def _misplaced(source: Source, rule: CompiledRule, others: dict[str, CompiledRule], catalogue: Catalogue) -> list[Fault]:
    faults = []
    if rule.id in others:
        faults.append(Fault("rule-twice", f"rule {rule.id} stands in another file too", source.key_place(("rules", rule.id))))
    if rule.question not in catalogue.questions:
        fix = nearest(rule.question, catalogue.questions)
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


def _fault(source: Source, error: dict[str, Any]) -> Fault:
    path = tuple(str(step) for step in error["loc"])
    return Fault("bad-law-file", f"{'.'.join(path)}: {error['msg'].lower()}", source.place(path))
