"""What the law says of a failure: the findings on the questions of each step, as consequences."""

from collections.abc import Iterator

from legalmodel.analysis.failure.failed import Failed
from legalmodel.analysis.failure.harm import Consequence, Harm
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding, Line

QUESTIONS = {
    "estate": ("remoteness/transferor-estate", "remoteness/trustee-estate", "remoteness/servicer-estate"),
    "acts": (
        "isolation/avoidance-value",
        "isolation/avoidance-preference",
        "isolation/avoidance-fraud",
        "isolation/perfection",
        "isolation/recharacterisation",
        "isolation/executory",
        "isolation/future-claims",
    ),
    "money": ("remoteness/commingling", "remoteness/account-bank"),
    "set_off": ("isolation/set-off",),
    "support": ("protection/support-valid", "protection/support-circular", "remoteness/hedge-flip"),
    "work": ("remoteness/servicer-change", "remoteness/trustee-change", "remoteness/ipso-facto", "remoteness/stay"),
    "consolidation": ("remoteness/consolidation", "remoteness/group-liability"),
}
"""Step -> the questions of the catalogue that speak to it."""

_HARM = {
    Outcome.PASS: Harm.SAFE,
    Outcome.DOES_NOT_ARISE: Harm.SAFE,
    Outcome.RESERVATION: Harm.PROVIDED,
    Outcome.UNKNOWN: Harm.OPEN,
    Outcome.JUDGEMENT: Harm.WEIGHED,
    Outcome.FAIL: Harm.FALLS,
}

_OF_LINE = {
    Conclusion.OBSTACLE: Harm.LOST,
    Conclusion.TO_BE_WEIGHED: Harm.WEIGHED,
    Conclusion.DOUBTFUL: Harm.WEIGHED,
    Conclusion.OPEN: Harm.OPEN,
    Conclusion.NOT_EXAMINED: Harm.OPEN,
}


def of_step(failed: Failed, step: str) -> Iterator[Consequence]:
    """Yield what the law says to a step; a fail that is only a doubt is weighed."""
    for finding in failed.findings(*QUESTIONS[step]):
        harm = harm_of(finding)
        # what is not met on work or support is gone with it; only assets and money fall in an estate
        falls = step in ("estate", "acts", "money")
        yield Consequence(step, harm if falls else min(harm, Harm.LOST), finding=finding)


def harm_of(finding: Finding) -> Harm:
    """Return how a finding bears on the holders."""
    if finding.outcome is Outcome.FAIL and not finding.fails:
        return Harm.WEIGHED
    return _HARM.get(finding.outcome, Harm.SAFE)


def of_lines(failed: Failed, before: Judgment) -> Iterator[Consequence]:
    """Yield each conclusion about those who failed, and each other that turned for the worse: so that the chain is never milder than a line."""
    was = {key_of(line): line.conclusion for line in before.lines}
    for line in failed.checked.judgment.lines:
        own = line.failing is not None and failed.has(line.failing)
        harm, old = _OF_LINE.get(line.conclusion, Harm.SAFE), was.get(key_of(line))
        if own or (old is not None and harm > _OF_LINE.get(old, Harm.SAFE)):
            yield Consequence("line", harm, line=line)


def key_of(line: Line) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    """Return what tells a line in two judgments of one deal."""
    return line.heading, line.system, line.subject.path, line.failing.path if line.failing else ()
