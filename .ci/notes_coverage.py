"""Two sections of docs/law-coverage.md: the notes on China's trust route with their rules, and the questions that nobody answers."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vocabulary_coverage import DATA, PLAN_ROUTE

from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law
from legalmodel.text.read import read

DOCS = Path(__file__).parent.parent / "docs"
HEAD = """\
## CN: the notes on the trust route, one by one

The project's notes on law list what a careful reader found in China's texts; [vocabulary-coverage.md](vocabulary-coverage.md) tells
which facts each turns on. Here each note of the trust route stands with the rules that encode it (`docs/note-rules.yaml` names those
whose id does not), and with what is not encoded, and why (`docs/not-encoded.yaml`).
"""


class Notes:
    """The notes of the trust route, the rules that encode each, and the reasons for what is not encoded."""

    def __init__(self, law: Law) -> None:
        self.law = law
        every: dict[str, Any] = read(DATA).data["cn"]
        self.ids = [id for id in every if not id.startswith(PLAN_ROUTE)]
        self.later = [id for id in every if id.startswith(PLAN_ROUTE)]
        self.reasons: dict[str, str] = read(DOCS / "not-encoded.yaml").data
        self.named: dict[str, list[str]] = read(DOCS / "note-rules.yaml").data

    def rules(self, note: str) -> list[CompiledRule]:
        """Return the rules that encode a note: named after it, or named for it."""
        own = [r for r in self.law.rules.values() if r.id == note or r.id.startswith(f"{note}-")]
        return own + [self.law.rules[id] for id in self.named.get(note, ()) if id in self.law.rules]

    @property
    def silent(self) -> list[str]:
        """Return the notes that have neither a rule nor a reason."""
        return [id for id in self.ids if not self.rules(id) and id not in self.reasons]

    @property
    def faults(self) -> list[str]:
        """Return what the two files name that there is not."""
        known = set(self.ids)
        faults = [f"{id}: no such note of the trust route" for id in (*self.reasons, *self.named) if id not in known]
        rules = [rule for ids in self.named.values() for rule in ids]
        return faults + [f"{rule}: no such rule" for rule in rules if rule not in self.law.rules]


def notes_section(law: Law) -> str:
    """Return the section on the notes, and that on the questions without an answer."""
    return "\n".join([HEAD, *_notes(Notes(law)), *_unasked(law)])


def _notes(notes: Notes) -> Iterable[str]:
    whole = [id for id in notes.ids if notes.rules(id) and id not in notes.reasons]
    partly = [id for id in notes.ids if notes.rules(id) and id in notes.reasons]
    without = [id for id in notes.ids if not notes.rules(id) and id in notes.reasons]
    yield (
        f"{len(notes.ids)} notes: {len(whole)} have rules and nothing set aside, {len(partly)} have rules and a part set aside or not read, "
        f"{len(without)} have a reason only, {len(notes.silent)} have neither. "
        f"The {len(notes.later)} notes on special plans of the exchanges and on micro-lenders come later.\n"
    )
    yield "| note | rules | not encoded, and why |\n|---|---|---|"
    for id in notes.ids:
        rules = "<br>".join(f"`{r.id}` ({r.text_read})" for r in notes.rules(id)) or "none"
        yield f"| `{id}` | {rules} | {notes.reasons.get(id, '')} |"
    yield ""
    yield from _beyond(notes)


def _beyond(notes: Notes) -> Iterable[str]:
    found = {r.id for id in notes.ids for r in notes.rules(id)}
    beyond = [r.id for r in notes.law.rules.values() if r.system == "CN" and r.id not in found]
    yield f"Rules that no note asked for: {', '.join(f'`{id}`' for id in beyond) or 'none'}.\n"


def _unasked(law: Law) -> Iterable[str]:
    for system in law.systems:
        answered = {r.question for r in law.rules_at(system)}
        silent = [q for q in law.catalogue.questions.values() if q.id not in answered]
        yield f"## {system}: questions that no rule answers\n"
        yield f"{len(silent)} of {len(law.catalogue.questions)}, {sum(q.essential for q in silent)} of them essential.\n"
        yield "| question | asks |\n|---|---|"
        for question in sorted(silent, key=lambda q: not q.essential):
            yield f"| {question.id}{' (essential)' if question.essential else ''} | {question.asks} |"
        yield ""
