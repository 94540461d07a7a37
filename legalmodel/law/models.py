"""The form of an instrument's file: its head and its rules. Read by lawyers; published as ``schemas/law.schema.json``."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_IDS = r"^[a-z][a-z0-9.-]{1,63}$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"

Force = Literal["mandatory", "regulatory", "self-regulatory", "in-principle", "market", "safe-harbour", "draft"]
Text = Literal["seen", "part", "memory"]
Effect = Literal[
    "void",
    "ends_trust",
    "joins_estate",
    "avoidable",
    "no_effect_on_third_parties",
    "priority_lost",
    "claim_reduced",
    "breach",
    "liability",
    "shelter_lost",
    "label_lost",
    "incomplete",
]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Title(_Form):
    """A title in English and in the language of the law."""

    en: str
    zh: str = ""


class InForce(_Form):
    """First and last day in force, both inclusive; no last day while it is in force."""

    from_: str = Field(alias="from", pattern=_DATE)
    to: Annotated[str, Field(pattern=_DATE)] | None = None


class Source(_Form):
    """Where the text was read, when, and what kind of copy it was."""

    where: str
    read: str = Field(pattern=_DATE)
    copy_: str = Field(alias="copy", default="third-party copy")
    note: str = ""


class Threshold(_Form):
    """A number of the law, from one day on, with its article. Written ``5%``, ``CNY 500000000``, ``30`` or a date."""

    from_: str = Field(alias="from", pattern=_DATE)
    to: Annotated[str, Field(pattern=_DATE)] | None = None
    is_: str | int = Field(alias="is")
    article: str


class ExceptionForm(_Form):
    """An exception: its own article and condition."""

    article: str
    title: str
    when: str


class Factor(_Form):
    """One thing to be weighed: a condition, and for which side it speaks if it holds and if it does not."""

    says: str
    when: str
    if_true: Literal["for", "against", "neither"] = "for"
    if_false: Literal["for", "against", "neither"] = "neither"


class Reading(_Form):
    """One of several readings of the same text."""

    title: str
    require: str
    held_by: str = ""


class Window(_Form):
    """A time within which an act can be undone: the ground in a few words, and the day after which it is shut.

    ``closes`` is an expression that gives a day; empty means that it never shuts. ``unless`` says in words what keeps it open.
    """

    ground: str
    closes: str = ""
    unless: str = ""


class Says(_Form):
    """Sentences for a lawyer. ``{expression}`` is filled in; an unknown value reads "not known"."""

    pass_: str = Field(alias="pass", default="")
    fail: str = ""
    unknown: str = ""
    judgement: str = ""
    not_applicable: str = ""


class Example(_Form):
    """One change from a base deal, and what the rule must then say.

    ``change`` maps a path of the deal file to a new value; ``absent`` takes the field or record away.
    """

    base: str
    change: dict[str, Any] = Field(default_factory=dict)
    expect: Literal["pass", "fail", "unknown", "not_applicable", "judgement", "not_examined"]
    subject: str = ""
    why: str = ""


class Rule(_Form):
    """One rule: for each subject, what is required, when, unless what, and what follows."""

    article: str
    article_read: bool = True
    text: Text | None = None
    source: Source | None = None
    question: str
    title: Title
    condition: str
    consequence: str
    effect: Effect
    each: str
    at: str = ""
    when: str = ""
    require: str = ""
    factors: dict[str, Factor] | None = None
    readings: dict[str, Reading] | None = None
    unless: list[ExceptionForm] = Field(default_factory=list)
    thresholds: dict[str, list[Threshold]] = Field(default_factory=dict)
    says: Says
    window: Window | None = None
    remedy: str = ""
    decided_by: str = ""
    would_settle: str = ""
    acceptable_by: str = "nobody"
    force: Force | None = None
    in_force: InForce | None = None
    unseen: str = ""
    note: str = ""
    examples: list[Example] = Field(default_factory=list)
    survivors: dict[str, str] = Field(default_factory=dict)


class Head(_Form):
    """What all rules of an instrument share. ``governs`` and ``at`` are keyed by the subject of the rule."""

    id: str = Field(pattern=_IDS)
    system: str
    title: Title
    short: str
    issuer: str
    number: str = ""
    in_force: InForce
    force: Force
    text: Text
    source: Source
    governs: dict[str, str]
    at: dict[str, str]
    replaces: str = ""
    heading: Literal["participants", "conduct", "accounting_and_tax"] = "conduct"


class Instrument(_Form):
    """One instrument: a statute, an interpretation, a measure, a notice."""

    instrument: Head
    rules: dict[Annotated[str, Field(pattern=_IDS)], Rule]


FORMS: dict[str, type[BaseModel]] = {
    "instrument": Head,
    "rules": Rule,
    "title": Title,
    "in_force": InForce,
    "source": Source,
    "thresholds": Threshold,
    "unless": ExceptionForm,
    "factors": Factor,
    "readings": Reading,
    "window": Window,
    "says": Says,
    "examples": Example,
}
"""Word of a law file -> the form of what stands under it, so that an unknown word there can be set right."""
