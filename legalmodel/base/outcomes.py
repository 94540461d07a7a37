"""The outcomes of a rule for one subject (semantics, section B), and the conclusions drawn from them (section C)."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a rule says of one subject."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    JUDGEMENT = "judgement"
    NOT_EXAMINED = "not_examined"
    NOT_YET_DUE = "not_yet_due"
    DOES_NOT_ARISE = "does_not_arise"
    RESERVATION = "reservation"

    __hash__ = str.__hash__  # that of an enumeration runs in Python, at every look into a set of outcomes


class Mark(StrEnum):
    """What is said beside an outcome, and changes none."""

    PLANNED = "planned"
    BY_CONTRACT = "by_contract"
    KNOWN_TO = "known_to"
    ASSUMING = "assuming"
    ATTESTED = "attested"
    ON_PAPERS_NOT_SEEN = "on_papers_not_seen"

    __hash__ = str.__hash__


class ExcludedBy(StrEnum):
    """Why a rule does not apply, or was not examined: the test, or the want, that kept it out."""

    NOTHING = ""
    """It applied."""
    GOVERNS = "governs"
    """Its law does not reach the subject."""
    WHEN = "when"
    """Its own test of application says no."""
    ARISES_NOT = "arises_not"
    """An article that could close the question does not speak of the subject."""
    NOT_YET = "not yet"
    """The day by which it is judged has not come."""
    NONE = "none"
    """A closed list shows that there is no subject."""
    NONE_LISTED = "none listed"
    """The file lists no subject, and does not say that the list is whole: the outcome is unknown."""
    NOT_READ = "text not read"
    """Nobody read the text of the law, so nothing is said by it."""
    NOT_IN_FORCE = "not in force"

    __hash__ = str.__hash__


class State(StrEnum):
    """How a question stands: what the findings on it come to."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    JUDGEMENT = "judgement"
    RESERVATION = "reservation"
    DOES_NOT_ARISE = "does_not_arise"
    """An article says that it does not."""
    NONE = "none"
    """Closed lists show that the deal has nothing of the kind."""
    NOT_YET_DUE = "not_yet_due"
    PART = "part"
    """Answered, but from a text read in part."""
    NOT_APPLICABLE = "not_applicable"
    NOT_EXAMINED = "not_examined"

    __hash__ = str.__hash__


class Conclusion(StrEnum):
    """What the outcomes say together, for one hop, vehicle, failing party or class; the first that holds."""

    OBSTACLE = "obstacle"
    OPEN = "open"
    TO_BE_WEIGHED = "to be weighed"
    DOUBTFUL = "doubtful"
    NOT_EXAMINED = "not examined"
    NOTHING_DUE = "nothing due yet"
    ON_PAPERS_NOT_SEEN = "no_obstacle_on_papers_not_seen"
    IN_THE_PLAN = "no_obstacle_in_the_plan"
    NO_OBSTACLE = "no obstacle found"

    __hash__ = str.__hash__


FAVOURABLE = frozenset((Conclusion.NO_OBSTACLE, Conclusion.IN_THE_PLAN, Conclusion.ON_PAPERS_NOT_SEEN))
"""Conclusions with every essential question that is due answered."""
