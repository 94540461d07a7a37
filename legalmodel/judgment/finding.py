"""What judging gives of each rule and each line: findings, questions, conclusions."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from legalmodel.base.language import Said, spoken
from legalmodel.base.outcomes import Conclusion, Mark, Outcome, State
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Missing
from legalmodel.judgment.now import Now
from legalmodel.judgment.papers import not_on_paper, not_stated
from legalmodel.judgment.reasons import proofs_of, sentence_of
from legalmodel.judgment.result import Accepted, Conflict, Result
from legalmodel.judgment.roles import Failing
from legalmodel.law.compile import CompiledRule
from legalmodel.law.consequences import consequences
from legalmodel.logic.prove import Proof
from legalmodel.logic.scope import Scope

_SILENT = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
_HARM = (Outcome.FAIL, Outcome.JUDGEMENT)


class Finding:
    """What one rule says of one subject.

    ``day`` is the day whose law and facts were used, None if the day is not known. ``could_be`` holds the outcomes still
    possible when unknown; ``harmless`` is an unknown that can be neither fail nor judgement. ``scopes`` are what the rule saw on
    each day that was tried; the proofs and the sentence are made from them on first need.

    Marks, which change no outcome: ``planned`` is a finding on an act that is still to come; ``known_to`` the last day up to which
    its facts are known; ``attested`` who signed for a text that the pack did not read.
    """

    __slots__ = (
        "_assuming", "_instead", "_proofs", "_sentence", "_unseen", "accepted", "attested", "conflicts", "day", "day_note", "known_to", "now", "outcome",
        "planned", "result", "rule", "scopes", "subject",
    )  # fmt: skip  # short parts read together: one a line would take a screen

    def __init__(
        self,
        rule: CompiledRule,
        subject: Thing | None,
        result: Result,
        scopes: tuple[Scope, ...],
        day_note: str = "",
        sentence: Said | str = "",
        now: Now | None = None,
        planned: bool = False,
        known_to: date | None = None,
    ) -> None:
        self.rule, self.subject, self.result, self.scopes, self.day_note = rule, subject, result, scopes, day_note
        self.outcome: Outcome = result.outcome
        self.day: date | None = scopes[0].day if scopes else None
        self._proofs: tuple[Proof, ...] | None = None
        self._sentence: dict[str, str] | None = None  # most findings are never told
        self._instead: Said | str = sentence
        self._assuming: Callable[[Finding], tuple[str, ...]] | tuple[str, ...] = ()
        self.conflicts: tuple[Conflict, ...] = ()
        self.accepted: Accepted | None = None
        self.planned = planned
        # only an answer rests on how far the file knows; what is open is open anyhow
        self.known_to = known_to if result.outcome in (Outcome.PASS, Outcome.FAIL, Outcome.JUDGEMENT) else None
        # a law that says nothing of the subject rests on nobody's signature
        self.attested: tuple[str, ...] = rule.attested if self.outcome not in _SILENT else ()
        self.now = now
        self._unseen: bool | None = None

    @property
    def subject_path(self) -> Path:
        """Where the subject stands in the file; empty if there was none."""
        return self.subject.path if self.subject is not None else ()

    @property
    def id(self) -> str:
        """A stable name for the finding: the rule and its subject."""
        return f"{self.rule.id}@{'.'.join(self.subject_path)}" if self.subject is not None else self.rule.id

    @property
    def sentence(self) -> str:
        """What the rule says of the subject, in words for a lawyer, in the language asked for, put together on first need."""
        if not self.scopes or self._instead:
            return str(self._instead)
        if self._sentence is None:
            self._sentence = {}
        if (language := spoken()) not in self._sentence:
            self._sentence[language] = sentence_of(self.rule, self.outcome, self.result.excluded_by, self.scopes[0])
        return self._sentence[language]

    @property
    def unseen(self) -> bool:
        """Tell whether a fact that decides a favourable answer is from no document."""
        if self._unseen is None:
            answers = self.outcome in (Outcome.PASS, Outcome.DOES_NOT_ARISE, Outcome.RESERVATION)
            self._unseen = bool(answers and self.now and not_on_paper(self.proofs, self.now))
        return self._unseen

    @property
    def unstated(self) -> frozenset[Missing]:
        """The facts on which a fail rests and that nobody stated: such a fail makes a doubt, and no obstacle."""
        return not_stated(self.proofs, self.now) if self.now and self.outcome is Outcome.FAIL else frozenset()

    def say(self, sentence: Said | str) -> None:
        """Put another sentence in the place of the rule's own."""
        self._instead = sentence

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
        if self._proofs is None:
            self._proofs = proofs_of(self.rule, self.outcome, self.result.excluded_by, self.scopes)
        return self._proofs

    @property
    def assuming(self) -> tuple[str, ...]:
        """The assumptions that it rests on, told by its proofs on first need: these cost more than all of judging."""
        if callable(self._assuming):
            self._assuming = self._assuming(self)
        return self._assuming

    def may_assume(self, tell: "Callable[[Finding], tuple[str, ...]]") -> None:
        """Say who can tell the assumptions that it rests on, should somebody ask."""
        self._assuming = tell

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
