"""Read the law: files of instruments, checked against their form and compiled into rules."""

from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from legalmodel.base.errors import BadInput, Fault, nearest
from legalmodel.base.kinds import Vocabulary
from legalmodel.base.language import say
from legalmodel.law.catalogue import Catalogue, load_catalogue
from legalmodel.law.compile import Compiled, CompiledRule, compile_instrument
from legalmodel.law.files import COMMON, instrument_files, look_again, shipped_systems
from legalmodel.law.models import Head, Provision
from legalmodel.law.reach import Reach, holds_at, is_law
from legalmodel.law.ready import Stored, read_law
from legalmodel.text.read import Source

if TYPE_CHECKING:
    from legalmodel.model.deal import Deal


class Law(NamedTuple):
    """All rules, compiled, with the instruments they stand in and the catalogue of questions they answer."""

    instruments: dict[str, Head]
    rules: dict[str, CompiledRule]
    catalogue: Catalogue
    stale: tuple[tuple[str, str], ...] = ()
    """Files that ship of which what was made ready does not count, each with why: they were compiled from their text."""
    lapsed: tuple[str, ...] = ()
    """Signatures of readers that no longer hold, each with why."""
    packs: tuple[Path, ...] = ()
    """Folders of further law that were read; decided cases stand there too."""
    shipped: frozenset[str] = frozenset()
    """Systems of all instruments that ship, those among them that cannot reach the deal and were not read."""

    @property
    def systems(self) -> tuple[str, ...]:
        """Legal systems that have a pack, in order."""
        systems = self.shipped.union(head.system for head in self.instruments.values())
        return tuple(sorted(filter(is_law, systems)))

    @property
    def reach(self) -> Reach:
        """Whose law counts where, for the packs at hand."""
        return Reach(self.systems)

    def rules_at(self, place: str) -> list[CompiledRule]:
        """Return the rules whose law holds at a place, on some day at least."""
        return [rule for rule in self.rules.values() if holds_at(rule.system, place, None) is not False]

    @property
    def fallback(self) -> str:
        """One plain line for people if some of the law that ships had to be compiled from its text; else empty."""
        if not self.stale:
            return ""
        (name, why), count = self.stale[0], len(self.stale)
        what = f"{count} law files, such as {name}," if count > 1 else name
        return f"note: {what} {why}; compiled from the text instead, which is slower and says the same (.ci/make_law.py)"


def load_law(*private: Path) -> Law:
    """Return all law ready to judge, once per process: what ships as it was compiled beforehand, all else from its text.

    Raises BadInput with every fault of the first stage that has any: form, then names and kinds in expressions.
    """
    return _load(private, tuple(instrument_files(*private)))


def load_law_for(deal: "Deal", places: Collection[str], *private: Path) -> Law:
    """Return the law that can reach a deal: as ``load_law``, without instruments made for other places, or for deals of another sort.

    ``places`` are those that facts tie the deal to; without any, it may lie anywhere.
    """
    if private:  # a reader may have signed there for any text
        return load_law(*private)
    from legalmodel.law.only_for import out_of_reach

    files = instrument_files(systems=shipped_reach().packs_at(places) if places else None)
    left_out = out_of_reach(deal, files, places)
    return _load((), tuple([file for file in files if file not in left_out]))


def shipped_reach() -> Reach:
    """Return whose law counts where, for the packs that ship; none of their files is opened."""
    return Reach(shipped_systems())


def forget_law() -> None:
    """Let the law be read anew at the next need: its files may have changed in the life of this process."""
    _load.cache_clear()
    look_again()


@cache
def _load(private: tuple[Path, ...], paths: tuple[Path, ...]) -> Law:
    files: list[File] = []
    compiled = Stored()
    sound: set[str] = set()
    stale: list[tuple[str, str]] = []
    for path in paths:
        ready = read_law(path)
        if ready.says is None:
            files.append((ready.source, read_instrument(ready.source)))
        else:
            files.append((ready.source, ready.says))
            sound.add(ready.source.name)
        compiled.add(ready.expressions)  # one for all files that say the same: what is asked once is kept by expression
        if ready.stale:
            stale.append((path.name, ready.stale))
    law = assemble(files, load_catalogue(), _vocabulary, compiled, sound)
    law = law._replace(stale=tuple(stale), packs=private, shipped=shipped_systems() | {COMMON})
    for rule in law.rules.values() if private else ():
        rule.private = any(pack in Path(rule.source.name).parents for pack in private)
    return law


def read_instrument(source: Source) -> dict[str, Any]:
    """Check one file against the form of an instrument and return what it says, with the rules that it repeats.

    Raises BadInput with every fault.
    """
    from legalmodel.law.enacted import enact
    from legalmodel.law.form import check_instrument

    enact(source)
    return check_instrument(source)


def _vocabulary() -> Vocabulary:
    from legalmodel.graph.vocabulary import vocabulary

    return vocabulary()


File = tuple[Source, dict[str, Any]]
"""A file of the law and what it says, checked against its form."""


def assemble(
    files: list[File],
    catalogue: Catalogue,
    words: Callable[[], Vocabulary],
    compiled: Compiled | None = None,
    sound: Collection[str] = (),
) -> Law:
    """Compile instruments into one body of law; ``compiled`` holds expressions that need not be compiled again.

    ``sound`` names the files of which all was checked when they were made ready.

    Raises BadInput for bad expressions, ids used twice and questions that are not in the catalogue.
    """
    faults: list[Fault] = []
    rules: dict[str, CompiledRule] = {}
    heads: dict[str, Head] = {}
    compiled = {} if compiled is None else compiled
    for source, data in files:
        head = Head.of(data["instrument"])
        if head.id in heads:
            cause = say("instrument {id} stands in another file too", id=head.id)
            faults.append(Fault("instrument-twice", cause, source.place(("instrument", "id")), say("give it another id")))
        heads[head.id] = head
        provisions = {id: Provision.of(rule) for id, rule in data["rules"].items()}
        ready, found = compile_instrument(source, head, provisions, words, compiled, source.name in sound)
        faults += found
        for rule in ready:
            faults += _misplaced(source, rule, rules, catalogue)
            rules[rule.id] = rule
    if faults:
        raise BadInput(faults)
    return Law(heads, rules, catalogue)


def _misplaced(source: Source, rule: CompiledRule, others: dict[str, CompiledRule], catalogue: Catalogue) -> list[Fault]:
    faults = []
    if rule.id in others:
        faults.append(_twice(source, rule))
    if rule.question not in catalogue.questions:
        fix = nearest(rule.question, catalogue.questions) or say("the questions stand in law/questions.yaml")
        place = source.place(("rules", rule.id, "question"))
        faults.append(
            Fault(
                "unknown-question", say("'{question}' is not in the catalogue of questions", question=rule.question), place, fix
            )
        )
    opens = rule.form.arises_not.opens if rule.form.arises_not else ""
    if opens and opens not in catalogue.questions:
        fix = nearest(opens, catalogue.questions) or say("the questions stand in law/questions.yaml")
        place = source.place(("rules", rule.id, "arises_not", "opens"))
        faults.append(Fault("unknown-question", say("'{opens}' is not in the catalogue of questions", opens=opens), place, fix))
    return faults


def _twice(source: Source, rule: CompiledRule) -> Fault:
    place = source.key_place(("rules", rule.id))
    return Fault(
        "rule-twice", say("rule {id} stands in another file too", id=rule.id), place, say("give one of them another id")
    )
