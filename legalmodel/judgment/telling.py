"""What is made of a finding once it is told: sentences, proofs, and what was laid over it."""

from legalmodel.base.language import Said
from legalmodel.base.values import Missing
from legalmodel.judgment.result import Accepted, Conflict
from legalmodel.logic.prove import Proof


class Telling:
    """What is made of a finding when it is told, and what is laid over it; most findings are never told and have none."""

    __slots__ = ("accepted", "assuming", "conflicts", "instead", "proofs", "sentences", "unseen", "unstated")

    def __init__(self, instead: Said | str = "") -> None:
        self.instead = instead
        """The sentence said in the place of the rule's own."""
        self.sentences: dict[str, str] = {}
        """The rule's own sentence, by language."""
        self.proofs: tuple[Proof, ...] | None = None
        self.unseen: bool | None = None
        self.unstated: frozenset[Missing] | None = None
        self.assuming: tuple[str, ...] | None = None
        self.conflicts: tuple[Conflict, ...] = ()
        self.accepted: Accepted | None = None
