"""Who is behind a company, for people and for programs. Natural persons are told by role, and by name only if that is asked."""

from fractions import Fraction
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.language import say
from legalmodel.base.speech import word_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth
from legalmodel.graph.derive.behind import Backer, Bounds
from legalmodel.output.people import PersonNames

FORM = "legalmodel/behind/1"


def data(of: Thing, backers: list[Backer], names: PersonNames, threshold: Fraction, by: str) -> dict[str, Any]:
    """Return the answer as plain data."""
    return {
        "format": FORM,
        "of": names.of(of),
        "threshold": exact(threshold),
        "definition": by,
        "behind": [
            {
                "who": names.of(backer.who),
                "economic": {"least": exact(backer.economic.low), "most": exact(backer.economic.high)},
                "votes": {"least": exact(backer.votes.low), "most": exact(backer.votes.high)},
                "as": [
                    {"role": c.role, "of": names.of(c.through), "least": exact(c.share.low), "most": exact(c.share.high)}
                    for c in backer.capacities
                ],
                "control": word(backer.control),
                "at_threshold": word(backer.at(threshold)),
                "chain": [names.hidden(text) for fact in backer.why for text in told(fact)],
            }
            for backer in backers
        ],
    }


def text(of: Thing, backers: list[Backer], names: PersonNames, threshold: Fraction, by: str) -> str:
    """Return the answer as lines for a terminal."""
    limit = said(Bounds(threshold, threshold))
    lines = [say("WHO IS BEHIND {name}: at {limit} or more, or by control ({by})", name=names.of(of), limit=limit, by=by), ""]
    for backer in backers:
        lines.append(f"{names.of(backer.who)}")
        shares = {"economic": said(backer.economic), "votes": said(backer.votes)}
        lines.append(
            say("  economic share {economic} · votes {votes} · control: {truth}", **shares, truth=shown(backer.control))
        )
        for c in backer.capacities:
            holes = {"role": word_of(c.role), "name": names.of(c.through), "share": said(c.share)}
            lines.append(say("  {role} of {name}: {share} of the whole", **holes))
        lines.append(say("  behind it at {limit}: {truth}", limit=limit, truth=shown(backer.at(threshold))))
        lines += [f"    {names.hidden(line)}" for fact in backer.why for line in told(fact)]
    return "\n".join(lines if backers else [*lines, say("the file names nobody")]) + "\n"


def told(fact: Fact) -> list[str]:
    """Return a fact and what it rests on, a line each."""
    return [str(fact.text), *(f"  {each.text}" for each in fact.because)]


def shown(truth: Truth) -> str:
    """Say a truth in the language asked for."""
    return say("yes") if truth is True else say("no") if truth is False else say("not known")


def word(truth: Truth) -> str:
    """Say a truth."""
    return "yes" if truth is True else "no" if truth is False else "not known"


def exact(part: Fraction) -> str:
    """Write a part as an exact percentage, or as a fraction of one where no decimal ends."""
    value = part * 100
    text = f"{float(value):.12f}".rstrip("0").rstrip(".")
    return f"{text}%" if Fraction(text) == value else f"{value}%"


def said(part: Bounds) -> str:
    """Say a part, rounded to two places."""
    low, high = (f"{float(end * 100):.2f}".rstrip("0").rstrip(".") + "%" for end in part)
    if part.low == part.high:
        return low
    return say("not known") if part.low == 0 and part.high == 1 else say("{low} to {high}", low=low, high=high)
