"""The form of an instrument's file: its head and its rules. Read by lawyers; published as ``schemas/law.schema.json``.

These are plain classes, so that law that was checked beforehand is at hand at once; ``law/form.py`` makes of them the forms that
check what somebody wrote. A field without a value here must be written.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from legalmodel.base.jurisdictions import UNIONS
from legalmodel.law.answers import ArisesNot, ByContract, Due, Need, Reserves, StruckBy
from legalmodel.law.base_form import ALIASES as ALIASES
from legalmodel.law.base_form import FORMS as FORMS
from legalmodel.law.base_form import KEYED as KEYED
from legalmodel.law.base_form import Form as Form
from legalmodel.law.base_form import Prose as Prose

Id = Annotated[str, r"^[a-z][a-z0-9.-]{1,63}$"]
Day = Annotated[str, r"^\d{4}-\d{2}-\d{2}$"]
"""A day, year-month-day."""

System = Annotated[str, rf"^(common|contract|{'|'.join(UNIONS)}|[A-Z]{{2}}(-[A-Z0-9]{{1,3}})?)$"]
"""A body of law: a country, a part of one, a union, ``contract`` for what parties lay down, ``common`` for what is no law."""

Force = Annotated[str, "forces"]
Effect = Annotated[str, "effects"]
"""A word of a table of ``consequences.yaml``."""

HowRead = Literal["seen", "part", "memory"]


class TitleForm(Form):
    """A title in English and Chinese; ``own``, in the language of the law, with its article, where that is neither."""

    en: str
    zh: str = ""
    own: str = ""


class InForce(Form):
    """First and last day in force, both inclusive; no last day while it is in force."""

    from_: Day
    to: Day | None = None


class Provenance(Form):
    """Where the text was read, when, and what kind of copy it was."""

    where: str
    read: Day
    copy_: str = "third-party copy"
    note: Prose = ""


class Threshold(Form):
    """A number of the law, from one day on, with its article. Written ``5%``, ``CNY 500000000``, ``30`` or a date."""

    from_: Day
    to: Day | None = None
    is_: str | int
    article: Prose


class UnlessForm(Form):
    """An exception: its own article and condition."""

    article: Prose
    title: Prose
    when: str


class Factor(Form):
    """One thing to be weighed: a condition, and for which side it speaks if it holds and if it does not."""

    says: Prose
    when: str
    if_true: Literal["for", "against", "neither"] = "for"
    if_false: Literal["for", "against", "neither"] = "neither"


class Reading(Form):
    """One of several readings of the same text."""

    title: Prose
    require: str
    held_by: Prose = ""


class UndoWindow(Form):
    """A time within which an act can be undone: the ground in a few words, and the day after which it is shut.

    ``closes`` is an expression that gives a day; empty means that it never shuts. ``unless`` says in words what keeps it open.
    """

    ground: Prose
    closes: str = ""
    unless: Prose = ""


class Says(Form):
    """Sentences for a lawyer. ``{expression}`` is filled in; an unknown value reads "not known"."""

    pass_: Prose = ""
    fail: Prose = ""
    unknown: Prose = ""
    judgement: Prose = ""
    not_applicable: Prose = ""
    not_yet_due: Prose = ""
    does_not_arise: Prose = ""
    reservation: Prose = ""


class Example(Form):
    """One change from a base deal, and what the rule must then say.

    ``change`` maps a path of the deal file to a new value; ``absent`` takes the field or record away. ``run_day`` is the day of the
    run where another than the usual one is needed: nothing later than that day is known. ``attested`` tries a rule of
    ``text: memory`` as it would be asked once a reader has signed for its text.
    """

    base: str
    change: Mapping[str, Any] = {}
    run_day: Day | None = None
    expect: Literal[
        "pass", "fail", "unknown", "not_applicable", "judgement", "not_examined", "not_yet_due", "does_not_arise", "reservation"
    ]
    subject: str = ""
    why: str = ""
    attested: bool = False


class Provision(Form):
    """What a rule says, without the examples that test it: all that judging and showing need."""

    article: Prose
    article_read: bool = True
    text: HowRead | None = None
    source: Provenance | None = None
    question: str
    title: TitleForm
    condition: Prose
    consequence: Prose
    effect: Effect
    each: str
    at: str = ""
    when: str = ""
    require: str = ""
    factors: Mapping[str, Factor] | None = None
    readings: Mapping[str, Reading] | None = None
    arises_not: ArisesNot | None = None
    reserves: Reserves | None = None
    by_contract: ByContract | None = None
    due: Due | None = None
    unless: tuple[UnlessForm, ...] = ()
    thresholds: Mapping[str, tuple[Threshold, ...]] = {}
    says: Says
    window: UndoWindow | None = None
    remedy: Prose = ""
    decided_by: Prose = ""
    would_settle: Prose = ""
    acceptable_by: Prose = "nobody"
    force: Force | None = None
    in_force: InForce | None = None
    unseen: Prose = ""
    note: Prose = ""
    enacts: str = ""
    """The rule of another enactment of the same uniform text that this one repeats; it is tested there."""


class Rule(Provision):
    """One rule: for each subject, what is required, when, unless what, and what follows."""

    examples: tuple[Example, ...] = ()
    survivors: Mapping[str, str] = {}


class Head(Form):
    """What all rules of an instrument share. ``governs`` and ``at`` are keyed by the subject of the rule.

    ``only_for`` names deals that the instrument can reach at all, by words of their route, estates or parties (``law/only_for.py``).
    """

    id: Id
    system: System
    title: TitleForm
    short: Prose
    issuer: Prose
    number: Prose = ""
    in_force: InForce
    force: Force
    text: HowRead
    source: Provenance
    governs: Mapping[str, str]
    at: Mapping[str, str]
    replaces: str = ""
    only_for: Mapping[str, tuple[str, ...]] = {}
    heading: Literal["participants", "conduct", "accounting_and_tax"] = "conduct"


class Repeated(Form):
    """What a place says for itself of a rule that it repeats: its article, and whatever else differs."""

    article: Prose
    text: HowRead | None = None
    in_force: InForce | None = None
    condition: Prose = ""
    readings: Mapping[str, Reading] | None = None
    thresholds: Mapping[str, tuple[Threshold, ...]] = {}
    unseen: Prose = ""
    note: Prose = ""


class Enacts(Form):
    """The rules of another file that hold here too, since one text was enacted in both places (``law/enacted.py``).

    ``words`` are put in place one after the other, in every text and expression of the rules named.
    """

    model: Annotated[str, r"^[a-z0-9-]+/[a-z0-9.-]+$"]
    words: Mapping[str, str] = {}
    rules: Mapping[Id, Repeated]


class Instrument(Form):
    """One instrument: a statute, an interpretation, a measure, a notice."""

    instrument: Head
    enacts: Enacts | None = None
    rules: Mapping[Id, Rule]


FORMS |= {
    "instrument": Head,
    "rules": Provision,
    "title": TitleForm,
    "in_force": InForce,
    "source": Provenance,
    "thresholds": Threshold,
    "unless": UnlessForm,
    "factors": Factor,
    "readings": Reading,
    "window": UndoWindow,
    "says": Says,
    "examples": Example,
    "due": Due,
    "arises_not": ArisesNot,
    "reserves": Reserves,
    "needs": Need,
    "by_contract": ByContract,
    "struck_by": StruckBy,
}


def split_template(template: str) -> list[str]:
    """Split a sentence into text and expressions, in turn."""
    pieces: list[str] = []
    for piece in template.split("{"):
        expression, brace, text = piece.partition("}")
        pieces += [expression, text] if brace else [piece]
    return pieces
