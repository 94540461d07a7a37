"""What follows if parties fail, as a study: who does most harm, the chain of each, who bears a loss, which conclusions turn."""

from collections.abc import Iterable
from typing import NamedTuple

from legalmodel.analysis.failure.harm import STEPS, Consequence, Harm
from legalmodel.analysis.failure.law import key_of
from legalmodel.analysis.failure.what_follows import Stressed
from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.outcomes import FAVOURABLE
from legalmodel.base.places import dotted
from legalmodel.base.speech import listed, name_of, word_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Money
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Line
from legalmodel.judgment.hypothesis import FailureDay, usual_kind
from legalmodel.methods.study import Cell, Column, Study, Table
from legalmodel.report.changes import deciding_place
from legalmodel.report.text import between_words
from legalmodel.report.words import CONCLUSION_WORDS, citation, line_subject, outcome_words, role_words, spoken_sentence

_TOP = 3
"""So many of the most harmful failures are told in sentences."""

HARM_WORDS = {
    Harm.SAFE: Phrase("stays", context="harm"),
    Harm.PROVIDED: Phrase("provided for", context="harm"),
    Harm.OPEN: Phrase("open", context="harm"),
    Harm.WEIGHED: Phrase("weighed", context="harm"),
    Harm.LOST: Phrase("lost", context="harm"),
    Harm.FALLS: Phrase("in the bankruptcy estate", context="harm"),
}
_WORST = {
    Harm.SAFE: Phrase("nothing in the file hangs on it"),
    Harm.PROVIDED: Phrase("what ends is provided for"),
    Harm.OPEN: Phrase("what follows is not known in part"),
    Harm.WEIGHED: Phrase("a court or authority would have to weigh it"),
    Harm.LOST: Phrase("something is gone that nothing replaces"),
    Harm.FALLS: Phrase("assets or money of the deal fall in its bankruptcy estate, or a rule on them is not met"),
}
STEP_WORDS = {
    "estate": Phrase("estate", context="step"),
    "acts": Phrase("acts", context="step"),
    "money": Phrase("money", context="step"),
    "set_off": Phrase("set-off", context="step"),
    "support": Phrase("support", context="step"),
    "work": Phrase("work", context="step"),
    "consolidation": Phrase("consolidation", context="step"),
    "triggers": Phrase("triggers", context="step"),
    "holdings": Phrase("holdings", context="step"),
    "line": Phrase("conclusion", context="step"),
}
_DAYS = {
    "asked": Phrase("as asked"),
    "planned": Phrase("the planned closing"),
    "closing": Phrase("the closing, for the deal has ended"),
    "known": Phrase("the last day that the file tells of"),
}


class Asked(NamedTuple):
    """What was asked: the day, whether all parties (then only what is not safe stands in a terminal), pairs with what is worse together, and
    parties of whose group it is not known whether they belong to it.
    """

    fails: FailureDay
    kind: str = ""
    every: bool = True
    together: tuple[tuple[Stressed, tuple[Consequence, ...]], ...] = ()
    perhaps: tuple[str, ...] = ()
    all: bool = False


def stress_study(base: Checked, found: tuple[Stressed, ...], asked: Asked) -> Study:
    """Return the study of stresses, the most harmful first."""
    tables = [_ranking(found), *(_chain(one, asked) for one in found), _bears(found), _turned(base, found)]
    if asked.together:
        tables.insert(1, _together(asked))
    return Study(
        "stress",
        say("If a party fails: {deal}", deal=name_of(base.graph.deal)),
        tuple(_says(found, asked)),
        tuple(t for t in tables if t.rows or t.key == "ranking"),
        (),
        tuple(_assumes(found, asked)),
        tuple(_law(found)),
        _foot(),
        (say("Supposed"), say("Law read")),
    )


def _foot() -> str:
    return say("A hypothesis on the facts of the file; it says nothing on the soundness of any party. Not a legal opinion.")


def parties_of(one: Stressed) -> str:
    """Name those who fail together."""
    return listed([name_of(p) for p in one.failed.parties])


def _says(found: tuple[Stressed, ...], asked: Asked) -> Iterable[str]:
    yield say(
        "Hypothesis, put on {day} ({why}): it says nothing on the soundness of any party.",
        day=figures.day(asked.fails.day), why=_DAYS[asked.fails.why],
    )  # fmt: skip  # short parts read together: one a line would take a screen
    for number, one in enumerate([s for s in found if s.harm > Harm.PROVIDED][:_TOP], 1):
        yield say(
            "{number}. If {who} fails: {worst}{amounts}.",
            number=number,
            who=parties_of(one),
            worst=_WORST[one.harm],
            amounts=_amounts(one),
        )
    calm = [parties_of(s) for s in found if s.harm <= Harm.PROVIDED]
    if calm:
        yield say("Nothing is lost or open that the file knows of, if one of these fails: {names}.", names=listed(calm))
    for pair, worse in asked.together[:_TOP]:
        yield say("{who} together: {n} more things go than if each fails alone.", who=parties_of(pair), n=len(worse))
    if asked.perhaps:
        yield say("Whether they belong to the same group is not known: {names}.", names=listed(asked.perhaps))


def _amounts(one: Stressed) -> str:
    parts = [say("; exposed: {amounts}", amounts=_sums(one.exposed)) if one.exposed else ""]
    parts += [say("; cover gone: {amounts}", amounts=_sums(one.cover)) if one.cover else ""]
    return "".join(parts)


def _sums(sums: tuple[Money, ...]) -> str:
    return listed([figures.amount_in_short(m) for m in sums])


def _assumes(found: tuple[Stressed, ...], asked: Asked) -> Iterable[str]:
    kinds = dict.fromkeys(asked.kind or usual_kind(p) for s in found for p in s.failed.parties)
    yield say(
        "The proceeding is filed and accepted on that day and not ended: {kinds}.", kinds=listed([word_of(k) for k in kinds])
    )
    yield say(
        "Ranked by the gravest harm; then by conclusions that are an obstacle, by assets and money exposed, by cover gone, and by how many things are lost, weighed and open."
    )
    yield say("Amounts are those of the file: balances, caps, claims, principal; no recovery on any of them is counted.")
    yield say(
        "Whose property a thing is follows from title as the file states it; whether the transfer stands is told under acts."
    )


def _law(found: tuple[Stressed, ...]) -> Iterable[str]:
    systems = dict.fromkeys(system for s in found for system in s.systems)
    if systems:
        yield say("Conclusions stand under the law of: {systems}.", systems=", ".join(systems))
    without = [parties_of(s) for s in found if not any(c.finding for c in s.chain) and s.harm > Harm.SAFE]
    if without:
        yield say("No rule that was read speaks of the failure of: {names}.", names=listed(without))


def _ranking(found: tuple[Stressed, ...]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for number, one in enumerate(found, 1):
        counts = [sum(test(c) for c in one.chain) for test in (_gone, _weighed, _open)]
        rows.append(
            (
                number,
                parties_of(one),
                _roles(one),
                str(HARM_WORDS[one.harm]),
                *counts,
                _sums(one.exposed) if one.exposed else "",
                _sums(one.cover) if one.cover else "",
            )
        )
    columns = (
        Column("rank", say("no", context="number"), decimals=0),
        Column("party", say("who fails")),
        Column("roles", say("as")),
        Column("worst", say("worst")),
        Column("lost", say("lost"), decimals=0),
        Column("weighed", say("weighed"), decimals=0),
        Column("open", say("open"), decimals=0),
        Column("exposed", say("assets and money exposed")),
        Column("cover", say("cover gone")),
    )
    return Table("ranking", say("By harm"), columns, tuple(rows))


def _gone(c: Consequence) -> bool:
    return c.harm >= Harm.LOST


def _weighed(c: Consequence) -> bool:
    return c.harm is Harm.WEIGHED


def _open(c: Consequence) -> bool:
    return c.harm is Harm.OPEN


def _roles(one: Stressed) -> str:
    lines = [c.line for c in one.chain if c.line is not None and c.line.failing is not None and one.failed.has(c.line.failing)]
    return between_words(", ").join(dict.fromkeys(role_words(line) for line in lines))


def _chain(one: Stressed, asked: Asked) -> Table:
    """Return the chain of one failure; in a terminal, where all are told, only what is lost or weighed."""
    chain = sorted(one.chain, key=lambda c: STEPS.index(c.step))
    loud = [n for n, c in enumerate(chain) if asked.all or c.harm > (Harm.OPEN if asked.every else Harm.SAFE)]
    quiet = len(chain) - len(loud)
    note = (
        say("{n} more that stay, are provided for or are open: --all, or --party {id}", n=quiet, id=one.parties[0])
        if quiet
        else ""
    )
    return Table(
        "-".join(("chain", *one.parties)),
        say("If {who} fails", who=parties_of(one)) if len(one.parties) == 1 else say("If {who} fail", who=parties_of(one)),
        _columns(bool(loud)),
        tuple(_row(one, c) for c in chain),
        note if loud else "",
        tuple(loud),
    )


def _columns(narrow: bool) -> tuple[Column, ...]:
    return (
        Column("step", say("step"), narrow=narrow),
        Column("harm", say("harm"), narrow=narrow),
        Column("what", say("what follows"), narrow=narrow),
        Column("article", say("article"), narrow=narrow),
        Column("place", say("place"), narrow=narrow),
        Column("amount", say("amount"), narrow=False),
        Column("id", say("finding or record"), narrow=False),
    )


def _row(one: Stressed, c: Consequence) -> tuple[Cell, ...]:
    amount = figures.amount(c.amount) if c.amount else ""
    return (
        str(STEP_WORDS[c.step]),
        str(HARM_WORDS[c.harm]),
        _what(c),
        citation(c.finding) if c.finding else "",
        _place(one, c),
        amount,
        _id(c),
    )


def _what(c: Consequence) -> str:
    if c.says is not None:
        return str(c.says)
    if c.finding is not None:
        return say("{outcome}: {sentence}", outcome=outcome_words(c.finding), sentence=spoken_sentence(c.finding))
    return _of_line(c.line) if c.line is not None else ""


def _of_line(line: Line) -> str:
    if line.conclusion in FAVOURABLE:
        return say("{subject} ({system}): the conclusion stays favourable", subject=line_subject(line), system=line.system)
    return say(
        "{subject} ({system}): {conclusion}",
        subject=line_subject(line),
        system=line.system,
        conclusion=CONCLUSION_WORDS[line.conclusion],
    )


def _place(one: Stressed, c: Consequence) -> str:
    """Return where it stands in the file: the record it rests on, else the first fact of the finding."""
    place = one.failed.graph.place(c.records[0].path) if c.records else deciding_place(c.finding) if c.finding else None
    return f"{place.file.rpartition('/')[2]}:{place.line}" if place else ""


def _id(c: Consequence) -> str:
    if c.finding is not None:
        return c.finding.id
    if c.line is not None:
        return f"{c.line.heading}/{c.line.system}/{dotted(c.line.subject.path)}"
    return ", ".join(dotted(r.path) for r in c.records)


def _bears(found: tuple[Stressed, ...]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        for share in one.bears:
            named = share.holders or ((None, None),)
            for holder, part in named:
                who = name_of(holder) if isinstance(holder, Thing) else say("not known")
                rows.append(
                    (
                        parties_of(one),
                        name_of(share.security),
                        figures.amount(share.bears),
                        figures.amount(share.of),
                        who,
                        figures.amount(part) if part else "",
                    )
                )
    columns = (
        Column("party", say("if it fails")),
        Column("class", say("class")),
        Column("bears", say("bears up to")),
        Column("of", say("of its amount")),
        Column("holder", say("holder")),
        Column("part", say("holder's part")),
    )
    note = say(
        "If all that is exposed were lost: the lowest rank first, classes of one rank alike; support that stays is not counted."
    )
    return Table("bears", say("Who bears it"), columns, tuple(rows), note)


def _turned(base: Checked, found: tuple[Stressed, ...]) -> Table:
    was = {key_of(line): line for line in base.judgment.lines}
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        for line in one.after.judgment.lines:
            old = was.get(key_of(line))
            both_good = old is not None and {old.conclusion, line.conclusion} <= FAVOURABLE
            if old is not None and old.conclusion is not line.conclusion and not both_good:
                words = str(CONCLUSION_WORDS[old.conclusion]), str(CONCLUSION_WORDS[line.conclusion])
                rows.append((parties_of(one), line.heading, line.system, line_subject(line), *words))
    columns = (
        Column("party", say("if it fails")),
        Column("heading", say("heading")),
        Column("system", say("law")),
        Column("about", say("about")),
        Column("before", say("before")),
        Column("then", say("then")),
    )
    return Table("conclusions", say("Conclusions that turn"), columns, tuple(rows))


def _together(asked: Asked) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for pair, worse in asked.together:
        rows += [(parties_of(pair), *_row(pair, c)[:4]) for c in worse]
    columns = (
        Column("party", say("if both fail")),
        Column("step", say("step")),
        Column("harm", say("harm")),
        Column("what", say("what follows")),
        Column("article", say("article")),
    )
    return Table("together", say("Worse together than alone"), columns, tuple(rows))
