"""Section D of the semantics: the language against Python itself, on random deals and random expressions.

The reference knows nothing of the product: it fills every gap of a deal in some way, and lets Python evaluate the same text
over plain objects, walking through periods day by day.
"""

import random
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from logic_world import VOCABULARY as WIDE
from logic_world import World, alike, cny, record

from legalmodel.base.kinds import thing
from legalmodel.base.things import Dated
from legalmodel.base.values import NONE, Decimal, Items, Missing, Span, U
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.prove import deciding, prove
from legalmodel.logic.scope import Scope
from tests.examples import some

# A deal is a dictionary: field -> value, where None is unknown, "none" known not to exist, and days are (first, last).

LAST = date(2016, 3, 31)
DAYS = [date(2016, 1, 5), date(2016, 2, 1), date(2016, 2, 29), date(2016, 3, 10)]
CHANGES = [date(2016, 1, 20), date(2016, 2, 10)]
FEBRUARY = (date(2016, 2, 1), date(2016, 2, 29))
PARTIES = ["a", "b"]
DOMAIN = {
    "settlor": ["a", "b", "none"],
    "price": [0, 1, 3, "none"],
    "fair_value": [0, 1, 2, -2],
    "form": ["written", "oral"],
    "signed": [(d, d) for d in DAYS],
    "ends": [*((d, d) for d in DAYS), "none"],
    "parent": ["a", "b"],
    "holder": ["a", "b"],
    "share": [Decimal("0"), Decimal("0.05"), Decimal("0.5"), Decimal("1")],
    "amount": [0, 1, 3],
}
TRUST, PARTY, INVESTMENT = (
    ("settlor", "price", "fair_value", "form", "signed", "ends"),
    ("parent",),
    ("holder", "share", "amount"),
)


def value_of(field, gaps):
    options = [st.sampled_from(DOMAIN[field])]
    if gaps:
        options.append(st.none())
    if gaps and field in ("signed", "ends"):
        options.append(st.just(FEBRUARY))
    if field == "share":
        options.append(st.tuples(*[st.sampled_from(DOMAIN[field])] * (len(CHANGES) + 1)).map(list))
    return st.one_of(options)


def a_record(fields, gaps):
    return st.fixed_dictionaries({f: value_of(f, gaps) for f in fields})


def deals(gaps=True):
    return st.fixed_dictionaries(
        {
            "t": a_record(TRUST, gaps),
            "a": a_record(PARTY, gaps),
            "b": a_record(PARTY, gaps),
            "investments": st.lists(a_record(INVESTMENT, gaps), max_size=3),
            "open": st.booleans() if gaps else st.just(False),
        }
    )


def complete(deal, dice):
    """Fill every gap of a deal in some way."""

    def filled(fields):
        return {f: fill(f, v) for f, v in fields.items()}

    def fill(field, value):
        if value is None:
            return dice.choice(DOMAIN[field])
        if isinstance(value, tuple) and value[0] != value[1]:
            day = dice.choice([d for d in DAYS if value[0] <= d <= value[1]])
            return (day, day)
        return value

    investments = [filled(i) for i in deal["investments"]]
    if deal["open"]:
        investments += [filled(dict.fromkeys(INVESTMENT)) for _ in range(dice.randrange(3))]
    return {**{n: filled(deal[n]) for n in ("t", "a", "b")}, "investments": investments, "open": False}


# The product's world

VOCABULARY = WIDE._replace(things={**WIDE.things, "investment": {**WIDE.things["investment"], "holder": thing("party")}})


def built(deal, keep=None):
    """Build the world; with ``keep``, every field whose path is not in it becomes unknown."""
    things = {name: record(sort, name) for name, sort in (("t", "trust"), ("a", "party"), ("b", "party"))}

    def put(thing_, fields):
        for field, value in fields.items():
            if value is not None and (keep is None or (*thing_.path, field) in keep):
                thing_.fields[field] = convert(field, value)

    def convert(field, value):
        if value == "none":
            return NONE
        if isinstance(value, list):
            return Dated(tuple(zip([date.min, *CHANGES], value, strict=True)))
        if field in ("settlor", "parent", "holder"):
            return things[value]
        if field in ("price", "fair_value", "amount"):
            return cny(value)
        return Span(*value) if field in ("signed", "ends") else value

    for name in ("t", "a", "b"):
        put(things[name], deal[name])
    holdings = [record("investment", f"i{n}") for n in range(len(deal["investments"]))]
    for holding, fields in zip(holdings, deal["investments"], strict=True):
        put(holding, fields)
    missing = frozenset([Missing(("investments",), "open list")] if deal["open"] else [])
    world = World({"investments": Items(tuple(holdings), missing)}, changes=[d.isoformat() for d in CHANGES])
    return things, world


KINDS = {"t": thing("trust"), "a": thing("party"), "b": thing("party")}
NUMBERS = {"half": Decimal("0.5"), "two": 2, "some": cny(2)}
THRESHOLDS = {
    "half": VOCABULARY.things["investment"]["share"],
    "two": VOCABULARY.things["security"]["rank"],
    "some": VOCABULARY.things["trust"]["price"],
}
TODAY = date(2016, 2, 1)


def answer(text, deal, keep=None):
    things, world = built(deal, keep)
    expression = compile_expression(analyse(text, VOCABULARY, KINDS, THRESHOLDS))
    scope = Scope(things, TODAY, world, NUMBERS)
    value, proof = expression.run(scope), prove(expression, scope)
    assert alike(value, proof.value), text
    return value, proof


# The reference: plain Python


class Nothing:
    """Has no fields and no order, so that Python raises where the language says undefined."""


class Plain:
    today = TODAY

    def __init__(self, fields):
        self.__dict__["fields"] = fields

    def __getattr__(self, name):
        value = self.fields[name]
        return value[sum(Plain.today >= d for d in CHANGES)] if isinstance(value, list) else value


NOTHING = Nothing()
UNDEFINED = (TypeError, AttributeError, ZeroDivisionError, ValueError)


def reference(text, deal):
    """Let Python evaluate the text; None if it raises."""
    objects = {n: Plain({}) for n in ("t", "a", "b")}

    def plain(field, value):
        if isinstance(value, list):
            return [Fraction(v) for v in value]
        if value == "none":
            return NOTHING
        if field in ("settlor", "parent", "holder"):
            return objects[value]
        return value[0] if isinstance(value, tuple) else value if isinstance(value, str) else Fraction(value)

    for name, obj in objects.items():
        obj.fields.update({f: plain(f, v) for f, v in deal[name].items()})
    names = {
        **objects,
        "investments": [Plain({f: plain(f, v) for f, v in i.items()}) for i in deal["investments"]],
        "half": Fraction(1, 2),
        "two": Fraction(2),
        "some": Fraction(2),
        "none": NOTHING,
        "throughout": walk,
        "days_after": lambda d, n: d + timedelta(days=int(n)),
        "days_between": lambda a, b: (b - a).days,
    }
    try:
        return eval(text, {"__builtins__": {f.__name__: f for f in (all, any, sum, len, min, max)}, **names})  # noqa: S307 - our own text
    except UNDEFINED:
        return None


def walk(first, last, body):
    """Ask on every single day."""
    last = LAST if last is NOTHING else last
    if last < first:
        raise ValueError
    try:
        for n in range((last - first).days + 1):
            Plain.today = first + timedelta(days=n)
            if not body():
                return False
    finally:
        Plain.today = TODAY
    return True


# Expressions: pairs of the text and the form Python needs (a period's statement becomes a function)

ORDER = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
WHOSE = ["i.holder == a", "i.holder == t.settlor", "i.share >= half", "i.amount > 0", "i.holder.parent == b"]
PLAIN = [
    "t.settlor == a", "t.settlor != none", "t.settlor.parent == b", "t.form == 'written'", "t.form in ('oral', 'written')",
    "t.price == none", "t.ends == none", "a in [i.holder for i in investments]", "b not in [i.holder for i in investments if i.share > 0]",
]  # fmt: skip  # a table: one row a line
NUMERIC = [
    "t.price {} t.fair_value", "t.price / t.fair_value {} half", "half {} t.price / t.fair_value", "t.price * half + some {} t.fair_value",
    "t.price - t.fair_value {} some", "-t.price {} t.fair_value", "t.signed {} t.ends", "days_after(t.signed, two) {} t.ends",
    "days_between(t.signed, t.ends) {} two", "sum(i.share for i in investments if {f}) {} half", "len([i for i in investments if {f}]) {} two",
    "min(i.share for i in investments if {f}) {} half", "max(i.amount for i in investments if {f}) {} some", "min(t.price, t.fair_value) {} some",
    "sum(i.amount for i in investments) / some {} half", "sum(i.amount * i.share for i in investments) {} t.price", "t.fair_value / t.price {} two",
    "max(i.amount - some for i in investments) {} 0", "min(i.amount - some for i in investments) {} 0",
    "sum(i.amount - some for i in investments) {} 0", "len([i for i in investments if {f} if i.share < half]) {} two", "0 < t.price {} some", "sum(i.amount for i in investments) / t.fair_value {} half",
]  # fmt: skip  # a table: one row a line
TEMPLATES = ["all({s} for i in investments)", "any({s} for i in investments)", "all({s} for i in investments if {f})",
             "any({s} for i in investments if {f})", "any({s} for i in investments if i.share < half if {f})", "any({s} and j.share > i.share for i in investments if {f} for j in investments)"]  # fmt: skip  # lines that belong together, one below the other


@st.composite
def atoms(draw):
    pick = draw(st.integers(0, 3))
    if pick == 0:
        return (draw(st.sampled_from(PLAIN)),) * 2
    if pick == 1:
        text = draw(st.sampled_from(NUMERIC)).replace("{f}", draw(st.sampled_from(WHOSE))).replace("{}", draw(ORDER))
        return text, text
    text = (
        draw(st.sampled_from(TEMPLATES))
        .replace("{f}", draw(st.sampled_from(WHOSE)))
        .replace("{s}", draw(st.sampled_from(WHOSE)))
    )
    if pick == 2:
        return text, text
    ends = draw(st.sampled_from(["t.signed, t.ends", "t.signed, none", "t.signed, t.signed"]))
    return f"throughout({ends}, {text})", f"throughout({ends}, lambda: {text})"


def joined(inner):
    two = st.tuples(inner, inner, st.sampled_from(["and", "or"]))
    return inner.map(lambda p: tuple(f"not ({t})" for t in p)) | two.map(
        lambda t: tuple(f"({x}) {t[2]} ({y})" for x, y in zip(t[0], t[1], strict=True))
    )


EXPRESSIONS = st.recursive(atoms(), joined, max_leaves=4)


@settings(max_examples=some(400), deadline=None)
@given(EXPRESSIONS, deals(gaps=False))
def test_on_complete_facts_the_language_equals_python(pair, deal):
    expected = reference(pair[1], deal)
    value, _ = answer(pair[0], deal)
    if expected is not None:
        assert value is expected, pair[0]


@settings(max_examples=some(500), deadline=None)
@given(EXPRESSIONS, deals(), st.integers(0, 2**32))
def test_a_definite_answer_holds_however_the_gaps_are_filled(pair, deal, seed):
    value, _ = answer(pair[0], deal)
    dice = random.Random(seed)
    for _ in range(12 if isinstance(value, bool) else 1):
        filled = complete(deal, dice)
        expected = reference(pair[1], filled)
        later, _ = answer(pair[0], filled)
        if isinstance(value, bool):
            assert expected in (value, None), (pair[0], filled)
            assert later is value or isinstance(later, U), (pair[0], filled)
        elif expected is not None:
            assert later is expected


@settings(max_examples=some(300), deadline=None)
@given(EXPRESSIONS, deals(), st.data())
def test_taking_a_fact_away_never_turns_one_answer_into_the_other(pair, deal, data):
    value, _ = answer(pair[0], deal)
    records = [deal["t"], deal["a"], deal["b"], *deal["investments"]]
    poorer = data.draw(st.sampled_from(records))
    poorer[data.draw(st.sampled_from(sorted(poorer)))] = None
    if data.draw(st.booleans()):
        deal["open"] = True
    if deal["open"] and deal["investments"] and data.draw(st.booleans()):
        deal["investments"].pop()
    less, _ = answer(pair[0], deal)
    assert isinstance(less, U) or isinstance(value, U) or less is value, pair[0]


@settings(max_examples=some(400), deadline=None)
@given(EXPRESSIONS, deals())
def test_the_deciding_facts_decide(pair, deal):
    value, proof = answer(pair[0], deal)
    kept = {fact.path for fact in deciding(proof)}
    again, _ = answer(pair[0], deal, kept)
    assert again is value if isinstance(value, bool) else isinstance(again, U), (pair[0], kept)


@settings(max_examples=some(200), deadline=None)
@given(EXPRESSIONS, deals())
def test_an_unknown_answer_says_what_is_missing(pair, deal):
    value, _ = answer(pair[0], deal)
    if isinstance(value, U):
        assert value.missing and all(m.path for m in value.missing)
