"""The six outcomes of a rule for one subject (semantics, section B) and the conclusions drawn from them (section C)."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a rule says of one subject."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    JUDGEMENT = "judgement"
    NOT_EXAMINED = "not_examined"

    __hash__ = str.__hash__  # that of an enumeration runs in Python, at every look into a set of outcomes


class Conclusion(StrEnum):
    """What the outcomes say together, for one hop, vehicle, failing party or class; the first that holds."""

    OBSTACLE = "obstacle"
    OPEN = "open"
    TO_BE_WEIGHED = "to be weighed"
    DOUBTFUL = "doubtful"
    NOT_EXAMINED = "not examined"
    NO_OBSTACLE = "no obstacle found"
