"""What follows if parties fail, as a study: what is supposed, who does most harm, and the tables beside."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from legalmodel.analysis.failure.harm import Consequence, Harm
from legalmodel.analysis.failure.received import Given
from legalmodel.analysis.failure.what_follows import Stressed
from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import listed, name_of, word_of
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.hypothesis import FailureDay, usual_kind
from legalmodel.methods.study import Study
from legalmodel.report.stressed_cash import Told, received, supposes, told
from legalmodel.report.stressed_tables import bears, chain, parties_of, ranking, sums, together, turned

_TOP = 3
"""So many of the most harmful failures are told in sentences."""

WORST = {
    Harm.SAFE: Phrase("nothing in the file hangs on it"),
    Harm.PROVIDED: Phrase("what ends is provided for"),
    Harm.OPEN: Phrase("what follows is not known in part"),
    Harm.WEIGHED: Phrase("a court or authority would have to weigh it"),
    Harm.LOST: Phrase("something is gone that nothing replaces"),
    Harm.FALLS: Phrase("assets or money of the deal fall in its bankruptcy estate, or a rule on them is not met"),
}
_DAYS = {
    "asked": Phrase("as asked"),
    "planned": Phrase("the planned closing"),
    "closing": Phrase("the closing, for the deal has ended"),
    "known": Phrase("the last day that the file tells of"),
}


class StressAsked(NamedTuple):
    """What was asked: the day, whether all parties (then only what is not safe stands in a terminal), pairs with what is worse together, and
    parties of whose group it is not known whether they belong to it.
    """

    fails: FailureDay
    kind: str = ""
    every: bool = True
    together: tuple[tuple[Stressed, tuple[Consequence, ...]], ...] = ()
    perhaps: tuple[str, ...] = ()
    all: bool = False
    given: Given = Given()
    """Figures for the cash engine."""


def stress_study(base: Checked, found: tuple[Stressed, ...], asked: StressAsked) -> Study:
    """Return the study of stresses, the most harmful first."""
    made = told(base, found, asked.given)
    chains = (chain(one, asked.every, asked.all) for one in found)
    tables = [ranking(found), *chains, bears(found), received(made), turned(base, found)]
    if asked.together:
        tables.insert(1, together(asked.together))
    return Study(
        "stress",
        say("If a party fails: {deal}", deal=name_of(base.graph.deal)),
        tuple(_says(found, asked)),
        tuple(t for t in tables if t.rows or t.key == "ranking"),
        (),
        tuple(_assumes(found, asked, made)),
        tuple(_law(found)),
        _foot(),
        (say("Supposed"), say("Law read")),
    )


def _foot() -> str:
    return say("A hypothesis on the facts of the file; it says nothing on the soundness of any party. Not a legal opinion.")


def _says(found: tuple[Stressed, ...], asked: StressAsked) -> Iterable[str]:
    yield say(
        "Hypothesis, put on {day} ({why}): it says nothing on the soundness of any party.",
        day=figures.day(asked.fails.day), why=_DAYS[asked.fails.why],
    )  # fmt: skip  # short parts read together: one a line would take a screen
    for number, one in enumerate([s for s in found if s.harm > Harm.PROVIDED][:_TOP], 1):
        holes: dict[str, Any] = {
            "number": number,
            "who": parties_of(one),
            "worst": WORST[one.harm],
            "amounts": _amounts(one),
        }
        several = len(one.parties) > 1
        yield (
            say("{number}. If {who} fail: {worst}{amounts}.", **holes)
            if several
            else say("{number}. If {who} fails: {worst}{amounts}.", **holes)
        )
    calm = [parties_of(s) for s in found if s.harm <= Harm.PROVIDED]
    if calm:
        yield say("Nothing is lost or open that the file knows of, if one of these fails: {names}.", names=listed(calm))
    for pair, worse in asked.together[:_TOP]:
        yield say("{who} together: {n} more things go than if each fails alone.", who=parties_of(pair), n=len(worse))
    if asked.perhaps:
        yield say("Whether they belong to the same group is not known: {names}.", names=listed(asked.perhaps))


def _amounts(one: Stressed) -> str:
    parts = [say("; exposed: {amounts}", amounts=sums(one.exposed)) if one.exposed else ""]
    parts += [say("; cover gone: {amounts}", amounts=sums(one.cover)) if one.cover else ""]
    return "".join(parts)


def _assumes(found: tuple[Stressed, ...], asked: StressAsked, made: Told) -> Iterable[str]:
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
    yield from supposes(made)


def _law(found: tuple[Stressed, ...]) -> Iterable[str]:
    systems = dict.fromkeys(system for s in found for system in s.systems)
    if systems:
        yield say("Conclusions stand under the law of: {systems}.", systems=", ".join(systems))
    without = [parties_of(s) for s in found if not any(c.finding for c in s.chain) and s.harm > Harm.SAFE]
    if without:
        yield say("No rule that was read speaks of the failure of: {names}.", names=listed(without))
