"""What judging gives of each rule and each line: findings, questions, conclusions."""

from datetime import date
from typing import NamedTuple

from legalmodel.base.language import Said, spoken
from legalmodel.base.outcomes import Conclusion, Mark, Outcome, State
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Missing
from legalmodel.judgment.now import Now
from legalmodel.judgment.papers import not_on_paper, not_stated
from legalmodel.judgment.reasons import assumptions_of, proofs_of, sentence_of
from legalmodel.judgment.result import Accepted, Conflict, Result
from legalmodel.judgment.roles import Failing
from legalmodel.judgment.subjects import NumbersRead, Subject
from legalmodel.judgment.telling import Telling
from legalmodel.law.compile import CompiledRule
from legalmodel.law.consequences import consequences
from legalmodel.logic.prove import Proof
from legalmodel.logic.scope import Scope

_SILENT = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
_HARM = frozenset((Outcome.FAIL, Outcome.JUDGEMENT))


class Finding:
    """What one rule says of one subject.

    ``could_be`` holds the outcomes still possible when unknown; ``harmless`` is an unknown that can be neither fail nor judgement.
    The proofs and the sentence are made on first need, from what the rule saw.

    Marks, which change no outcome: ``planned`` is a finding on an act that is still to come; ``known_to`` the last day up to which
    its facts are known; ``attested`` who signed for a text that the pack did not read. ``numbers`` are those of the law that were read
    to find the outcome: with another value of any other number, or of one of these within its room, it would be the same.
    """

    # A large deal makes hundreds of thousands of these, nine in ten of which only say that a law is for others: what all rules of a
    # subject share stays in ``seen``, and what is made for those that are told stands apart in ``_told``.
    __slots__ = ("_told", "known_to", "now", "numbers", "outcome", "result", "rule", "seen")

    def __init__(
        self,
        rule: CompiledRule,
        seen: Subject | None,
        result: Result,
        sentence: Said | str = "",
        now: Now | None = None,
        known_to: date | None = None,
        numbers: NumbersRead = (),
    ) -> None:
        self.numbers = numbers
        self.rule, self.seen, self.result, self.now = rule, seen, result, now
        self.outcome: Outcome = result.outcome
        # only an answer rests on how far the file knows; what is open is open anyhow
        self.known_to = known_to if result.outcome in (Outcome.PASS, Outcome.FAIL, Outcome.JUDGEMENT) else None
        self._told: Telling | None = Telling(sentence) if sentence else None

    @property
    def subject(self) -> Thing | None:
        """The record it is about; None if the file lists none of the sort."""
        return self.seen.thing if self.seen is not None else None

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """What the rule saw on each day that was tried, with the numbers of the law that counted; empty without a subject."""
        seen = self.seen
        if seen is None:
            return ()
        return seen.numbered(self.rule, self.now.law_on if self.now else None) if self.rule.thresholds else seen.scopes

    @property
    def days_tried(self) -> tuple[date | None, ...]:
        """The days on which it was tried; empty without a subject."""
        return tuple([scope.day for scope in self.seen.scopes]) if self.seen is not None else ()

    @property
    def day(self) -> date | None:
        """The day whose facts were used; None if it is not known."""
        return self.seen.scopes[0].day if self.seen is not None and self.seen.scopes else None

    @property
    def days(self) -> int:
        """On how many days it was tried: more than one where the day of the act is not known."""
        return len(self.seen.scopes) if self.seen is not None else 1

    @property
    def day_note(self) -> str:
        """What day that is, where it is not that of an act: ``day of the run`` or ``planned``."""
        return self.seen.days.note if self.seen is not None else ""

    @property
    def planned(self) -> bool:
        """Tell whether it is on an act that is still to come."""
        return self.seen is not None and self.seen.days.planned

    @property
    def attested(self) -> tuple[str, ...]:
        """Who signed for the text of the rule; a law that says nothing of the subject rests on nobody's signature."""
        return self.rule.attested if self.outcome not in _SILENT else ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The values of other sources that would change the outcome."""
        return self._told.conflicts if self._told else ()

    @conflicts.setter
    def conflicts(self, conflicts: tuple[Conflict, ...]) -> None:
        self._to_tell().conflicts = conflicts

    @property
    def accepted(self) -> Accepted | None:
        """Who accepts that it fails."""
        return self._told.accepted if self._told else None

    @accepted.setter
    def accepted(self, accepted: Accepted | None) -> None:
        self._to_tell().accepted = accepted

    @property
    def may_be_marked(self) -> bool:
        """Tell whether anything may be laid over it, or it may rest on an assumption: of most findings it is known at once that not."""
        return self._told is not None or (self.now is not None and self.now.assumes)

    def _to_tell(self) -> "Telling":
        if self._told is None:
            self._told = Telling()
        return self._told

    @property
    def subject_path(self) -> Path:
        """Where the subject stands in the file; empty if there was none."""
        return self.seen.thing.path if self.seen is not None else ()

    @property
    def id(self) -> str:
        """A stable name for the finding: the rule and its subject."""
        return f"{self.rule.id}@{'.'.join(self.subject_path)}" if self.subject is not None else self.rule.id

    @property
    def sentence(self) -> str:
        """What the rule says of the subject, in words for a lawyer, in the language asked for, put together on first need."""
        told, scopes = self._to_tell(), self.scopes
        if told.instead or not scopes:
            return str(told.instead)
        if (language := spoken()) not in told.sentences:
            told.sentences[language] = sentence_of(self.rule, self.outcome, self.result.excluded_by, scopes[0])
        return told.sentences[language]

    @property
    def unseen(self) -> bool:
        """Tell whether a fact that decides a favourable answer is from no document."""
        if self.outcome not in (Outcome.PASS, Outcome.DOES_NOT_ARISE, Outcome.RESERVATION) or self.now is None:
            return False
        told = self._to_tell()
        if told.unseen is None:
            told.unseen = bool(not_on_paper(self.proofs, self.now))
        return told.unseen

    @property
    def unseen_as_told(self) -> bool | None:
        """What ``unseen`` says, where somebody asked for it already; None else, since it takes the proofs."""
        return self._told.unseen if self._told else None

    @property
    def unstated(self) -> frozenset[Missing]:
        """The facts on which a fail rests and that nobody stated: such a fail makes a doubt, and no obstacle."""
        if self.now is None or self.outcome is not Outcome.FAIL:
            return frozenset()
        told = self._to_tell()
        if told.unstated is None:
            told.unstated = not_stated(self.proofs, self.now)
        return told.unstated

    @unstated.setter
    def unstated(self, known: frozenset[Missing]) -> None:
        self._to_tell().unstated = known

    def say(self, sentence: Said | str) -> None:
        """Put another sentence in the place of the rule's own."""
        self._to_tell().instead = sentence

    @property
    def doubtful(self) -> bool:
        """Tell whether a fail is only a doubt: it rests on what nobody stated, or would say of a real company that it is over a multiple."""
        if self.outcome is not Outcome.FAIL or self.now is None:
            return False
        # of a named company no multiple is said to be broken: funding caps are told as above or below
        return bool(self.unstated) or (self.now.about == "real" and self.rule.question.startswith("leverage/"))

    @property
    def fails(self) -> bool:
        """Tell whether the rule fails, on facts that are stated: a doubt does not, nor does a policy, a sign or a draft."""
        return self.outcome is Outcome.FAIL and consequences().forces[self.rule.force].answers and not self.doubtful

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is said beside the outcome."""
        by_contract = self.rule.force == "contract" and self.outcome is Outcome.PASS
        said = (
            (Mark.PLANNED, self.planned),
            (Mark.BY_CONTRACT, by_contract),
            (Mark.KNOWN_TO, self.known_to),
            (Mark.ASSUMING, self.assuming),
            (Mark.ATTESTED, self.attested),
            (Mark.ON_PAPERS_NOT_SEEN, self.unseen),
        )
        return tuple([mark for mark, so in said if so])

    @property
    def harmless(self) -> bool:
        """Tell whether an unknown can do no harm."""
        return self.outcome is Outcome.UNKNOWN and self.result.could_be.isdisjoint(_HARM)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The proof trees of the tests that were run, made on first need by the same compiled rule."""
        told = self._to_tell()
        if told.proofs is None:
            told.proofs = proofs_of(self.rule, self.outcome, self.result.excluded_by, self.scopes)
        return told.proofs

    @property
    def assuming(self) -> tuple[str, ...]:
        """The assumptions that it rests on, told by its proofs on first need: these cost more than all of judging."""
        if self.now is None or not self.now.assumes:
            return ()
        told = self._to_tell()
        if told.assuming is None:
            # proofs made for this alone are lighter, and not kept
            proofs = told.proofs or proofs_of(self.rule, self.outcome, self.result.excluded_by, self.scopes, assumed=True)
            told.assuming = assumptions_of(self.rule, self.subject, proofs, self.scopes, self.now.day)
        return told.assuming

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that would decide an unknown, in the order of their paths."""
        return tuple(sorted(self.result.missing))


class QuestionState(NamedTuple):
    """How one question stands for one line: the state, and the findings it rests on."""

    question: str
    state: State
    findings: tuple[Finding, ...]


class Opening(NamedTuple):
    """A question on which given facts are watched and no rule reads them: the question, and where the facts stand."""

    question: str
    facts: tuple[Path, ...]


class Line(NamedTuple):
    """One conclusion: a heading (isolation, remoteness, protection), what it is about, under which system.

    ``subject`` is the hop, vehicle or class; ``failing`` the party whose failure is meant and ``roles`` as what it may fail.
    """

    heading: str
    system: str
    subject: Thing
    failing: Thing | None
    roles: tuple[str, ...]
    conclusion: Conclusion
    states: tuple[QuestionState, ...]
    essential: int
    answered: int
    open_lists: tuple[str, ...] = ()
    unsure: tuple[Missing, ...] = ()
    """What would tell whether the failing party has a further role, or whether the deal is closed."""
    connecting: tuple[Missing, ...] = ()
    """What would tell whose law counts for the subject."""
    no_pack: tuple[str, ...] = ()
    """The bodies of law that hold there too, and that the tool has no pack for."""
    counted: frozenset[str] = frozenset()
    """The essential questions."""
    later: tuple[Finding, ...] = ()
    """What is not yet due, on the essential questions that wait for it, first what is due first."""
    held: Failing | None = None
    """The failing party with the proof of its roles."""
    openings: tuple[Opening, ...] = ()
    """Given facts that bear on questions of the line and are read by no rule."""
    unverified: tuple[Missing, ...] = ()
    """Facts of the file that a machine drafted and nobody has confirmed: while there is one, the line is open at best."""

    @property
    def is_asked(self) -> bool:
        """Tell whether any question of the catalogue is asked of it: of some roles none is yet."""
        return bool(self.states)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the line, each once."""
        return tuple(dict.fromkeys(f for s in self.states for f in s.findings))
