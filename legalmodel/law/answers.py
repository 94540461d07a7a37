"""The forms of what a rule may say beside met and fails: not yet due, does not arise, reservation, by contract.

Each carries its guard: what is left out here must be written, so that no rule can give such an answer without saying on what.
"""

from collections.abc import Mapping
from typing import Literal

from legalmodel.law.base_form import Form, Prose


class Due(Form):
    """When a duty falls due. Until then a duty that is not performed is not yet due, and no breach.

    ``day`` is an expression: the last day for it. Where it cannot be counted to the day, as with working days, ``day`` is the
    first that it can be and ``at_latest`` the last. Empty, the duty falls due as soon as ``trigger`` comes, or, without a trigger, on
    the day of the act by which the rule is judged. ``trigger`` is a statement: the event that calls for it has come; ``upon`` says in
    words what it is. ``listed`` is a statement: the file lists a performance, in time or not, as asked or not. What is listed and has
    happened is judged at once; what is only planned is told if as planned it would not do. ``who`` has to perform it; like the sentences of ``says`` it is filled in. ``lead_time`` is an expression that
    gives the days that it takes to get it done; with it the latest start is told.
    """

    day: str = ""
    at_latest: str = ""
    trigger: str = ""
    upon: Prose = ""
    listed: str = ""
    who: Prose
    lead_time: str = ""


class ArisesNot(Form):
    """A question does not arise, because an article says so: it rules out one event, and no more.

    ``when`` is a statement: the article speaks of this record. ``excludes`` names the one event; ``opens`` is the question of the
    catalogue to be asked instead, since what remains possible is asked there.
    """

    when: str
    excludes: Prose
    opens: str


class Need(Form):
    """A fact on which a reservation rests. It has to be known, and to be known from a document."""

    says: Prose
    when: str


class Reserves(Form):
    """A ground that stands open with nothing against the deal: for ever, or until a day.

    ``ground`` says it in words. All ``needs`` have to be known from documents, all ``factors`` of the rule known, and none of
    them against. ``lost`` says what would be lost, ``who`` may bring it, ``until`` is an expression that gives the last day; empty, it
    stands open for ever.
    """

    ground: Prose
    needs: Mapping[str, Need]
    lost: Prose
    who: Prose
    until: str = ""


class StruckBy(Form):
    """A mandatory article that could void a term. ``excluded`` is a statement: it does not, on the facts; empty if none can tell."""

    article: Prose
    text: Literal["seen", "part", "memory"]
    excluded: str = ""


class ByContract(Form):
    """No statute speaks, the document may: what the term needs to hold.

    ``term`` says in words which term answers. ``bound`` is a statement: all who must be bound are; ``must_bind`` says who they
    are. ``standing`` is a statement: the document is signed, in force on the day, and prevails over those that differ.
    ``struck_by`` are the articles that could void the term: ``none`` if a reader looked and found none.
    """

    term: Prose
    must_bind: Prose
    bound: str
    standing: str
    struck_by: tuple[StruckBy, ...] | Literal["none"]
