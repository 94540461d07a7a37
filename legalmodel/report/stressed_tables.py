"""The tables of a stress: who does most harm, the chain of each failure, who bears a loss, which conclusions turn."""

from legalmodel.analysis.failure.harm import STEPS, Consequence, Harm
from legalmodel.analysis.failure.law import key_of
from legalmodel.analysis.failure.what_follows import Stressed
from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.outcomes import FAVOURABLE, Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import listed, name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Money
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Line
from legalmodel.methods.study import Cell, Column, Table
from legalmodel.report.changes import deciding_place
from legalmodel.report.text import between_words
from legalmodel.report.words import CONCLUSION_WORDS, citation, line_subject, outcome_words, role_words, spoken_sentence

HARM_WORDS = {
    Harm.SAFE: Phrase("stays", context="harm"),
    Harm.PROVIDED: Phrase("provided for", context="harm"),
    Harm.OPEN: Phrase("open", context="harm"),
    Harm.WEIGHED: Phrase("weighed", context="harm"),
    Harm.LOST: Phrase("lost", context="harm"),
    Harm.FALLS: Phrase("in the bankruptcy estate", context="harm"),
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


def parties_of(one: Stressed) -> str:
    """Name those who fail together."""
    return listed([name_of(p) for p in one.failed.parties])


def sums(sums: tuple[Money, ...]) -> str:
    """Say sums of several currencies."""
    return listed([figures.amount_in_short(m) for m in sums])


def ranking(found: tuple[Stressed, ...]) -> Table:
    """Return the list of failures by harm."""
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
                sums(one.exposed) if one.exposed else "",
                sums(one.cover) if one.cover else "",
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


def chain(one: Stressed, every: bool, everything: bool) -> Table:
    """Return the chain of one failure; in a terminal, where all are told, only what is lost or weighed."""
    steps = sorted(one.chain, key=lambda c: STEPS.index(c.step))
    loud = [n for n, c in enumerate(steps) if everything or c.harm > (Harm.OPEN if every else Harm.SAFE)]
    quiet = len(steps) - len(loud)
    rest = (
        say("{n} more that stay, are provided for or are open: --all, or --party {id}", n=quiet, id=one.parties[0])
        if quiet
        else ""
    )
    return Table(
        "-".join(("chain", *one.parties)),
        say("If {who} fails", who=parties_of(one)) if len(one.parties) == 1 else say("If {who} fail", who=parties_of(one)),
        _columns(bool(loud)),
        tuple(_row(one, c) for c in steps),
        "",
        tuple(loud),
        rest if loud else "",
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
        if c.finding.outcome is Outcome.UNKNOWN:
            return spoken_sentence(c.finding)
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


def bears(found: tuple[Stressed, ...]) -> Table:
    """Return how what is exposed would fall on the classes and their holders."""
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


def turned(base: Checked, found: tuple[Stressed, ...]) -> Table:
    """Return the conclusions that the failures turn."""
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


def together(pairs: tuple[tuple[Stressed, tuple[Consequence, ...]], ...]) -> Table:
    """Return what is worse if two fail together."""
    rows: list[tuple[Cell, ...]] = []
    for pair, worse in pairs:
        rows += [(parties_of(pair), *_row(pair, c)[:4]) for c in worse]
    columns = (
        Column("party", say("if both fail")),
        Column("step", say("step")),
        Column("harm", say("harm")),
        Column("what", say("what follows")),
        Column("article", say("article")),
    )
    return Table("together", say("Worse together than alone"), columns, tuple(rows))
