"""The page docs/weak-points.md: on three days, which questions had an answer in China's law, from how high a text."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from legalmodel.law.catalogue import Question
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law

DAYS = (date(2005, 12, 31), date(2016, 5, 27), date(2026, 11, 25))
RANKS = ("statute", "interpretation", "regulation", "departmental rule", "notice", "self-regulatory", "in principle", "market")
HIGH = ("statute", "interpretation")
TEXTS = ("seen", "part", "memory")
HEADINGS = {"participants": "Participants", "conduct": "Conduct", "accounting_and_tax": "Accounting and tax"}
PLACES = {"remoteness": "Vehicle", "protection": "Investor protection", "isolation": "Transfer of loans"}
OTHER = "All other questions"
TRUST_ROUTE = frozenset(("CN/interbank-trust", "special_purpose_trust"))
"""The words of the deals that the page is about: those of the route that the study was about."""
NO_STATUTE = frozenset(("cn-trust-law-no-shelter",))
"""Rules that say that China has no such law at all."""
ISSUERS = {"National People's Congress": "statute", "Supreme People's Court": "interpretation", "State Council": "regulation"}
HEAD = """\
# Weak points of China's law, by year

Made by `.ci/make_docs.py` from the files under `legalmodel/law/`: the whole catalogue of questions, asked of the rules in force on three
days that may reach a deal of the interbank trust route. "No answer" means that no rule *in this tool* was in force, not that China had no law: see [law-coverage.md](law-coverage.md) for what
was read. A rule counts for its question whatever part of it it answers; so an answer here is no more than a text to look at.

**Level** of a rule: *statute* (the National People's Congress or its Standing Committee), *interpretation* (the Supreme People's Court),
*regulation* (the State Council), *departmental rule* (by order of a ministry or commission), *notice* (their announcements, notices and
opinions), *self-regulatory* (an association), *in principle* (a text that binds only in principle). **Text**: seen, read in part, or from
memory. A rule of which the words were read goes before one read in part, that before one from memory; among these the higher level goes first.

**No statute**: a rule of the tool finds that no statute speaks, and leaves the point to the contract, or says that China has no such law. This
is what the study calls weak. **Does not arise**: an article rules the question out, which is neither weak nor strong. A text asked of the question
goes before both. What was not read or encoded bears nothing out, for it tells of the tool and not of the law. A rule from memory comes after all of them.
"""
Answer = CompiledRule | None


class Kind(NamedTuple):
    """A way in which a question stands, in the order of the tables: its name, and the test of the strongest rule."""

    name: str
    holds: Callable[[Answer], bool]


def rank(rule: CompiledRule) -> str:
    """Return the level of a rule, by who issued it and in which form."""
    if rule.force in ("in-principle", "self-regulatory", "market"):
        return {"in-principle": "in principle"}.get(rule.force, rule.force)
    level = next((level for issuer, level in ISSUERS.items() if issuer in rule.head.issuer), "")
    return level or ("departmental rule" if rule.head.number.startswith("Order") else "notice")


def in_force(law: Law, day: date) -> list[CompiledRule]:
    """Return the rules of China in force on a day that may reach a deal of the interbank trust route."""
    return [
        r for r in law.rules.values() if r.system == "CN" and r.force != "draft" and r.dates.covers(day) and _reaches_trusts(r)
    ]


def _reaches_trusts(rule: CompiledRule) -> bool:
    return all(TRUST_ROUTE & set(words) for words in rule.head.only_for.values())


def strongest(rules: Iterable[CompiledRule], question: str) -> Answer:
    """Return the strongest of the rules that answer a question: first by what was read of it, then by its level."""
    found = [r for r in rules if r.question == question]
    return min(found, key=_order, default=None)


def _order(rule: CompiledRule) -> tuple[float, int]:
    """Law read, or read in part; then what no statute settles, or cannot arise; what nobody read comes last."""
    text = TEXTS.index(rule.text_read)
    return (TEXTS.index("memory") - 0.5 + rules_out(rule) / 4 if _special(rule) else text, RANKS.index(rank(rule)))


def _special(rule: CompiledRule) -> bool:
    return without_statute(rule) or rules_out(rule)


def _is(text: str, high: bool) -> Callable[[Answer], bool]:
    return lambda r: r is not None and not _special(r) and r.text_read == text and (rank(r) in HIGH) == high


def by_contract(rule: CompiledRule) -> bool:
    """Tell whether a rule answers by a term of the documents, because no statute speaks."""
    return rule.force == "contract"


def rules_out(rule: CompiledRule) -> bool:
    """Tell whether a rule says of its question that it does not arise."""
    return rule.form.arises_not is not None


def without_statute(rule: CompiledRule) -> bool:
    """Tell whether a rule says that no statute speaks: by leaving it to the documents, or because China has no such shelter."""
    return by_contract(rule) or rule.id in NO_STATUTE


KINDS = (
    Kind("statute or interpretation, seen", _is("seen", True)),
    Kind("only a lower text, seen", _is("seen", False)),
    Kind("no statute: by contract, or none at all", lambda r: r is not None and without_statute(r)),
    Kind("does not arise", lambda r: r is not None and rules_out(r) and not without_statute(r)),
    Kind("only read in part", lambda r: r is not None and r.text_read == "part" and not _special(r)),
    Kind("only from memory", lambda r: r is not None and r.text_read == "memory" and not _special(r)),
    Kind("no answer", lambda r: r is None),
)
WEAK, BEYOND = 2, slice(3, None)
"""Which kind is what the study calls weak, and which say nothing on the law: what cannot arise, and what this tool did not read or encode."""


class Year:
    """How every question stands on one day."""

    def __init__(self, law: Law, day: date) -> None:
        self.day, self.rules = day, in_force(law, day)
        self.questions = list(law.catalogue.questions.values())
        self.answers = {q.id: strongest(self.rules, q.id) for q in self.questions}

    def of(self, place: str, essential: bool = False) -> list[Question]:
        """Return the questions of one place of the study."""
        return [q for q in self.questions if PLACES.get(q.group, OTHER) == place and (q.essential or not essential)]

    def count(self, questions: Iterable[Question]) -> list[int]:
        """Return how many questions stand in each way, in the order of the table."""
        answers = [self.answers[q.id] for q in questions]
        return [sum(map(kind.holds, answers)) for kind in KINDS]


def weak_points_page(law: Law) -> str:
    """Return the page."""
    years = [Year(law, day) for day in DAYS]
    parts = [HEAD, "## What the counts say\n", finding(years), *_by_heading(years), *_by_place(years), *_low(years)]
    return "\n".join([*parts, *_questions(years)])


def finding(years: list[Year]) -> str:
    """Return the paragraph that holds the first study's finding against the counts."""
    first = (
        "The first study found China's law basically sufficient, with weak points at the vehicle, investor protection and the transfer "
        "of loans. A question counts as settled by law if the words of a rule were read that speaks to it, and as weak if a rule finds that no "
        "statute speaks. What does not arise, and what was not read or encoded, counts for neither. A place is weak if a greater part of its "
        "questions is weak than of all questions together."
    )
    last = "The counts weigh every question alike, and cannot tell a good statute from a bad one."
    return "\n\n".join([first, *map(_told, years), last]) + "\n"


def _told(year: Year) -> str:
    told = [_verdict(year, "all questions", essential=False), _verdict(year, "essential ones alone", essential=True)]
    return f"**{year.day}**. " + " ".join(told)


def _verdict(year: Year, what: str, *, essential: bool) -> str:
    every = [q for q in year.questions if q.essential or not essential]
    settled, weak = _settled_and_weak(year, every)
    enough = "which bears out" if settled > weak else "which does not bear out"
    places = {name: year.of(name, essential=essential) for name in PLACES.values()}
    tallies = {name: _settled_and_weak(year, own) for name, own in places.items()}
    parts = ", ".join(f"{weak_there} of {law + weak_there} ({name.lower()})" for name, (law, weak_there) in tallies.items())
    found = [name.lower() for name, own in tallies.items() if _weaker(own, (settled, weak))]
    rest = [name.lower() for name in tallies if name.lower() not in found]
    beyond = sum(year.count(every)[BEYOND])
    return (
        f'By {what}: {settled} settled by law, {weak} weak, {enough} "basically sufficient"; {beyond} say nothing. Weak are {parts}: '
        f"{_borne_out(found, rest)}"
    )


def _borne_out(weak: list[str], rest: list[str]) -> str:
    born = f"this bears out the weak point at {_listed(weak)}" if weak else "this bears out none of the three weak points"
    return f"{born}, not at {_listed(rest)}." if weak and rest else f"{born}."


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _settled_and_weak(year: Year, questions: list[Question]) -> tuple[int, int]:
    counts = year.count(questions)
    return sum(counts[:WEAK]), counts[WEAK]


def _weaker(own: tuple[int, int], every: tuple[int, int]) -> bool:
    return own[1] * sum(every) > every[1] * sum(own)


def _by_heading(years: list[Year]) -> Iterable[str]:
    yield "## By the study's headings\n"
    yield "Rules in force on the day, by the heading of their instrument. The last column counts questions whose strongest rule stands there.\n"
    yield "| day | heading | instruments | rules | seen | part | memory | by level | questions |\n|---|---|---|---|---|---|---|---|---|"
    for year in years:
        for heading, name in HEADINGS.items():
            yield _heading_row(year, heading, name)
    yield ""


def _heading_row(year: Year, heading: str, name: str) -> str:
    rules = [r for r in year.rules if r.head.heading == heading]
    texts, levels = Counter(r.text_read for r in rules), Counter(map(rank, rules))
    told = ", ".join(f"{level} {levels[level]}" for level in RANKS if levels[level])
    questions = sum(a is not None and a.head.heading == heading for a in year.answers.values())
    seen = " | ".join(str(texts[text]) for text in TEXTS)
    return f"| {year.day} | {name} | {len({r.head.id for r in rules})} | {len(rules)} | {seen} | {told} | {questions} |"


def _by_place(years: list[Year]) -> Iterable[str]:
    yield "## By the study's weak points\n"
    yield "Questions, with the essential ones in brackets, by the strongest rule in force.\n"
    yield f"| day | place | questions | {' | '.join(kind.name for kind in KINDS)} |\n|---|---|---|{'---|' * len(KINDS)}"
    for year in years:
        for place in (*PLACES.values(), OTHER):
            every, essential = year.of(place), year.of(place, essential=True)
            cells = [f"{a} ({b})" for a, b in zip(year.count(every), year.count(essential), strict=True)]
            yield f"| {year.day} | {place} | {len(every)} ({len(essential)}) | {' | '.join(cells)} |"
    yield ""


def _low(years: list[Year]) -> Iterable[str]:
    yield "## No answer, or only a lower-ranking one\n"
    for year in years:
        yield f"### {year.day}\n\n| place | {' | '.join(kind.name for kind in KINDS[1:])} |\n|---|{'---|' * (len(KINDS) - 1)}"
        for place in (*PLACES.values(), OTHER):
            cells = [", ".join(_named(q) for q in year.of(place) if kind.holds(year.answers[q.id])) for kind in KINDS[1:]]
            yield f"| {place} | {' | '.join(cells)} |"
        yield "\nEssential questions are in bold.\n"


def _named(question: Question) -> str:
    return f"**{question.short}**" if question.essential else question.short


def _questions(years: list[Year]) -> Iterable[str]:
    yield "## Question by question\n\nThe strongest rule in force on each day.\n"
    for place in (*PLACES.values(), OTHER):
        yield f"### {place}\n\n| question | {' | '.join(str(y.day) for y in years)} |\n|---|{'---|' * len(years)}"
        for question in years[0].of(place):
            cells = [_cell(year.answers[question.id]) for year in years]
            yield f"| {question.id}{' (essential)' if question.essential else ''} | {' | '.join(cells)} |"
        yield ""


def _cell(rule: Answer) -> str:
    return f"`{rule.id}` {rank(rule)}, {rule.text_read}" if rule else "**no answer**"
