"""``legalmodel ask``: one question at a time, with what each answer would settle; answers go into the file, with their evidence."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from legalmodel.analysis.asking import FactAnswer, FactQuestion, changes_for, given_up, questions, weighed, worth
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import checked, law_folders
from legalmodel.cli.set import change_file, own_file
from legalmodel.cli.study import write
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.model.parse import parse
from legalmodel.model.words import REASONS
from legalmodel.report.asked import answer_words, ask_study, question_words
from legalmodel.text.edit import Change, edited, write_text
from legalmodel.text.read import read, read_bytes
from legalmodel.text.written import typed_fact


def run(options: Namespace) -> int:
    """Ask on a terminal, take answers from a file, or list the questions."""
    if options.answers:
        return _from_file(options)
    if options.interactive or (sys.stdin.isatty() and sys.stdout.isatty() and options.format == "text" and not options.list):
        return Dialogue(options, lambda words: input(f"\n{words}"), print).run()
    result = checked(options)
    again = Again(result, law_folders(options))
    found = _chosen(result, options)
    told = weighed(result, again, found, options.most)
    return write(lambda: ask_study(result, told, len(found) - len(told)), options)


def _chosen(result: Checked, options: Namespace) -> tuple[FactQuestion, ...]:
    """Return the questions that are meant: all, those of one document, or one fact. Raises BadRequest if there is none."""
    every = questions(result, options.again)
    if not options.about:
        return every
    some = tuple(q for q in every if _is_about(q, options.about))
    if not some:
        raise BadRequest(
            say("no question is about '{about}'", about=options.about), say("give a path, a section, or words of a document")
        )
    return some


def _is_about(question: FactQuestion, about: str) -> bool:
    return question.key == about or about.lower() in question.document.lower() or question.path[0] == about


def _from_file(options: Namespace) -> int:
    """Write the answers of a file, all of them or none, and tell what they settled."""
    file, result = own_file(options.deal), checked(options)
    by_key = {q.key: q for q in questions(result, again=True)}
    changes: list[Change] = []
    for path, value, evidence in _answered(Path(options.answers)):
        question = by_key.get(path)
        if question is None:
            raise BadRequest(
                say("'{path}' is no question that is open", path=path),
                say("see: legalmodel ask {deal} --list", deal=options.deal),
            )
        data = edited(result.source, changes).data if changes else result.source.data
        changes += changes_for(data, question, value, evidence)
    code = change_file(file, changes, options.dry_run)
    if code == 0 and not options.dry_run:
        then = checked(options)
        print(answer_words(then, worth(result.judgment, then.judgment, say("these answers"))))
    return code


def _answered(file: Path) -> list[tuple[str, Any, str]]:
    """Read answers: under each path a value, or a record with ``value`` and ``evidence``. Raises BadInput or BadRequest if the file holds something else."""
    data = read(file).data
    if not isinstance(data, dict):
        raise BadRequest(say("{file} holds no answers", file=file), say("write a line for each: trusts.main.form: written"))
    found = []
    for path, said in data.items():
        if isinstance(said, dict) and "value" in said:
            found.append((str(path), said["value"], str(said.get("evidence", ""))))
        else:
            found.append((str(path), said, ""))
    return found


class Dialogue:
    """Asks one question after the other; each answer is in the file at once, so that whoever stops goes on there."""

    def __init__(self, options: Namespace, read_line: Callable[[str], str], tell: Callable[[str], None]) -> None:
        self.options, self.read_line, self.tell = options, read_line, tell
        self.file = own_file(options.deal)
        self.later: set[str] = set()
        self.begun = False

    def run(self) -> int:
        """Ask until nothing is left or the one who answers stops."""
        self.tell(
            say("Answer, or: Enter for later, ? for the words of the list, ! with a reason where it cannot be had, . to stop.")
        )
        try:
            while found := self._next():
                self._put(*found)
        except (EOFError, KeyboardInterrupt):
            self.tell(say("Stopped; the file keeps what was answered."))
            return 0
        self.tell(say("Nothing is left to ask."))
        return 0

    def _next(self) -> tuple[FactQuestion, tuple[FactAnswer, ...]] | None:
        self.result = checked(self.options)
        self.again = Again(self.result, law_folders(self.options))
        every = questions(self.result, self.options.again) if self.begun else _chosen(self.result, self.options)
        self.begun = True
        left = tuple(q for q in every if q.key not in self.later and _is_about(q, self.options.about))
        first = weighed(self.result, self.again, left, 1)
        return first[0] if first else None

    def _put(self, question: FactQuestion, tried: tuple[FactAnswer, ...]) -> None:
        self.tell("")
        self.tell(question_words(self.result, question))
        for answer in tried:
            self.tell(f"  {answer_words(self.result, answer)}")
        while True:
            said = self.read_line(say("answer: ")).strip()
            if said == ".":
                raise EOFError
            if said == "?":
                self.tell(f"  {', '.join(str(a.value) for a in tried)}")
                continue
            if not said:
                self.later.add(question.key)
                return
            if self._written(question, said):
                return

    def _written(self, question: FactQuestion, said: str) -> bool:
        """Write an answer; tell the fault and return False if the file could not hold it."""
        source = self.result.source
        try:
            if said.startswith("!"):
                reason = said[1:].strip() or REASONS[0]
                changes = given_up(question, reason)
                self.later.add(question.key)
            else:
                evidence = (
                    ""
                    if question.closes_list
                    else self.read_line(say("evidence (a document of the file, and the place in it): ")).strip()
                )
                changes = changes_for(source.data, question, typed_fact(question.key, said), evidence)
            draft = edited(source, list(changes))
            parse(read_bytes(draft.raw, source.name))
            write_text(self.file, source, draft)
        except BadInput as error:
            self.tell("  " + " ".join(p for p in (error.faults[0].cause, error.faults[0].fix) if p))
            return False
        except BadRequest as error:
            self.tell("  " + " ".join(p for p in (error.cause, error.fix) if p))
            return False
        then = checked(self.options)
        self.tell(f"  {answer_words(then, worth(self.result.judgment, then.judgment, said))}")
        return True
