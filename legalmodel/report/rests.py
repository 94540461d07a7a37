"""On what the favourable words rest: the facts by how firm they are, the law by how it was read, and what nobody looked at."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.outcomes import FAVOURABLE
from legalmodel.base.speech import word_of
from legalmodel.judgment.conclude import answers_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding, Line
from legalmodel.judgment.papers import declared
from legalmodel.report.places import place_name
from legalmodel.report.text import between_words


def rests_on(judgment: Judgment) -> list[str]:
    """Return what is printed with every favourable conclusion; nothing if there is none."""
    lines = [line for line in judgment.lines if line.conclusion in FAVOURABLE]
    if not lines:
        return []
    answers = list(dict.fromkeys(f for line in lines for f in _answers(line)))
    systems = between_words(", ").join(map(place_name, sorted({line.system for line in lines})))
    return [
        say("facts: {facts} · {law}", facts=_facts(answers), law=_law(answers)),
        say(
            "not looked at: validity and execution of the documents, existence of the debts, tax, anything outside {systems}",
            systems=systems,
        ),
    ]


def _answers(line: Line) -> Iterable[Finding]:
    return (f for state in line.states if state.question in line.counted for f in answers_of(state))


def _facts(answers: list[Finding]) -> str:
    """Say how many facts decide, by how firm they are; a fact with several papers counts by the first."""
    by_path = {fact.path: fact for finding in answers for fact in declared(finding.proofs)}
    statuses = Counter(
        "assumed" if f.assumed else next((c.status for c in f.evidence if c.status), "no paper") for f in by_path.values()
    )
    said = (
        say("{n} {what}", n=n, what=word_of(status))
        for status, n in sorted(statuses.items(), key=lambda item: (-item[1], item[0]))
    )
    return say(", ", context="between").join(said) or say("only that lists name nothing more")


def _law(answers: list[Finding]) -> str:
    sources = {f.rule.head.id: f.rule.form.source or f.rule.head.source for f in answers}
    read = min((s.read for s in sources.values()), default="")
    copies = sum(s.copy_ == "third-party copy" for s in sources.values())
    attested = sorted({name for f in answers for name in f.attested})
    parts = [
        say("law read to {day}", day=figures.day(date.fromisoformat(read))) if read else say("no law"),
        say("{n} text in third-party copies" if copies == 1 else "{n} texts in third-party copies", n=copies) if copies else "",
        say("attested by {names}", names=", ".join(attested)) if attested else "",
    ]
    return say(", ", context="between").join(p for p in parts if p)
