"""A small world for the tests of the rule language: a vocabulary, things made in one line, and an expression run in one call."""

from decimal import Decimal

from legalmodel.base.facts import Fact
from legalmodel.base.kinds import DAY, MONEY, NUMBER, SHARE, TEXT, TRUTH, Kind, Parameter, Signature, Vocabulary, listing, thing
from legalmodel.base.meter import Meter
from legalmodel.base.places import dotted
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Interval, Items, Missing, Money, Span, U
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.prove import prove
from legalmodel.logic.scope import Scope

ACTOR = thing("actor")
VOCABULARY = Vocabulary(
    things={
        "party": {"name": TEXT, "form": Kind("code", "form"), "seat": Kind("code", "place"), "parent": thing("party")},
        "estate": {"name": TEXT, "held_by": thing("party"), "ends": DAY},
        "security": {"name": TEXT, "amount": MONEY, "rank": NUMBER, "issuer": ACTOR},
        "trust": {
            "law": Kind("code", "place"),
            "settlor": thing("party"),
            "trustee": thing("party"),
            "estate": thing("estate"),
            "form": Kind("choice", "instrument_form"),
            "contents": listing(Kind("choice", "contents")),
            "price": MONEY,
            "fair_value": MONEY,
            "signed": DAY,
            "ends": DAY,
            "buy_backs": listing(thing("buy_back")),
            "transferor": ACTOR,
            "held": listing(thing("investment")),
            "known_to": listing(ACTOR),
        },
        "transfer": {"law": Kind("code", "place"), "price": MONEY, "transferor": ACTOR, "signed": DAY},
        "buy_back": {"trigger": Kind("choice", "trigger"), "cap": MONEY, "at_most": SHARE},
        "investment": {
            "holder": ACTOR,
            "of": thing("security"),
            "share": SHARE,
            "amount": MONEY,
            "rate": Kind("share", "rate"),
        },
        "deal": {"closing": DAY, "issue": MONEY, "name": TEXT},
    },
    sorts={"party": "actor", "estate": "actor", "trust": "hop", "transfer": "hop"},
    words={
        "form": {"company": "", "bank": "company", "commercial_bank": "bank", "court": ""},
        "instrument_form": {"written": "", "oral": ""},
        "contents": {"purpose": "", "term": "", "fee": ""},
        "trigger": {"default": "", "clean_up": "", "at_will": ""},
    },
    questions={
        "controls": Signature(
            (Parameter("a", ACTOR), Parameter("b", ACTOR), Parameter("by", TEXT)), TRUTH, "control", ("ownership",)
        ),
        "holders": Signature((Parameter("of", thing("any")),), listing(ACTOR), "who holds", ("investments",)),
        "share_held": Signature((Parameter("party", ACTOR), Parameter("of", thing("any"))), SHARE, "share", ("investments",)),
    },
    sections={"party": "parties", "investment": "investments", "security": "securities", "trust": "trusts"},
)


class World:
    """Answers from dictionaries; ``answers`` maps (question, ids of arguments) to a value or a function of the day."""

    def __init__(self, sections=None, answers=None, changes=(), deal=None, assumed=None):
        self.meter, self.remembered = Meter(), {}
        self.sections, self.answers, self.changes = sections or {}, answers or {}, changes
        self.deal = deal or Thing("deal", "deal", ("deal",))
        self.assumed = assumed or {}
        self.asked = []

    def ask(self, question, args, day):
        self.asked.append((question, args, day))
        value = self.answers[(question, *(getattr(a, "id", a) for a in args))]
        return value(day) if callable(value) else value

    def why(self, question, args, day):
        key = (question, *(getattr(a, "id", a) for a in args))
        return (Fact(" ".join(key), self.ask(question, args, day), ("answers", *key)),)

    def assumed(self, question, args, day):
        return ()

    def ever(self, name):
        return self.listed(name, None)

    def listed(self, name, day):
        return self.sections.get(name, open_list((), name))

    def fact(self, thing, field, day):
        path = (*thing.path, field)
        return Fact(dotted(path), thing.get(field, day), path, assumed=self.assumed.get(path, ""))

    def change_days(self, reads=None):
        return tuple(sorted(day(d) for d in self.changes))


def day(text):
    return Span.of(text).first


def cny(amount):
    return Money(Decimal(amount), "CNY")


def record(sort, id, certain=True, **fields):
    made = Thing(sort, id, (f"{sort}s", id), certain)
    made.fields.update(fields)
    return made


def open_list(known=(), name="list"):
    return Items(tuple(known), frozenset((Missing((name,), "open list"),)))


def closed(*known):
    return Items(known)


def dated(**steps):
    return Dated(tuple((day(d[1:].replace("_", "-")), v) for d, v in steps.items()))


def kinds_of(variables):
    return {name: thing(v.sort) for name, v in variables.items()}


def compiled(text, variables=None, thresholds=None, kinds=None):
    wanted = {**kinds_of({n: v for n, v in (variables or {}).items() if isinstance(v, Thing)}), **(kinds or {})}
    return compile_expression(analyse(text, VOCABULARY, wanted, threshold_kinds(thresholds or {})))


def threshold_kinds(thresholds):
    def kind(value):
        if isinstance(value, Money):
            return MONEY
        if isinstance(value, Span):
            return DAY
        return SHARE if isinstance(value, Decimal) else NUMBER

    return {name: kind(value) for name, value in thresholds.items()}


def run(text, variables=None, thresholds=None, world=None, on=None, kinds=None):
    """Run an expression, and check on the way that its proof has the same answer at its root."""
    expression = compiled(text, variables, thresholds, kinds)
    scope = Scope(variables or {}, day(on) if on else None, world or World(), thresholds or {})
    value = expression.run(scope)
    assert alike(prove(expression, scope).value, value), text
    return value


def alike(a, b):
    if isinstance(a, U) or isinstance(b, U):
        return isinstance(a, U) and isinstance(b, U) and a.missing == b.missing
    if isinstance(a, Items) and isinstance(b, Items):
        return a.known == b.known and a.open == b.open and len(a.doubtful) == len(b.doubtful)
    return a == b and type(a) is type(b)


def missing(value):
    """Write what a value waits for as people write it: ``path (reason)``, sorted."""
    assert isinstance(value, (U, Interval)), value
    return sorted(f"{dotted(m.path)} ({m.reason})" for m in value.missing)
