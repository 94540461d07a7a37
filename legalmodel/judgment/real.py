"""Real companies: what is said of them says what a source states, and what follows on that; never that somebody broke the law."""

from collections.abc import Iterable, Sequence
from functools import partial

from legalmodel.base import figures
from legalmodel.base.facts import leaves
from legalmodel.base.language import ENGLISH, Phrase, Said, say, speaking
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import cited, rule_text
from legalmodel.logic.prove import deciding

_FEW = 3


def reword(findings: Iterable[Finding], graph: Graph) -> None:
    """Put into the findings on a real deal the sentences that may be printed of it.

    A fail says on which source an article is not met, or that it is in doubt where no source states the facts. What weighs intent, sham
    or another charge is asked as the question of the law, without the name of a company.
    """
    with speaking(ENGLISH):
        names = {name_of(thing) for section in ("parties", "estates") for thing in graph.section(section)}
    for finding in findings:
        if finding.outcome is Outcome.FAIL:
            finding.say(_doubt(finding) if finding.doubtful else _not_met(finding, graph))
        elif finding.outcome is Outcome.JUDGEMENT and _names_one(finding, names):
            condition = Said(partial(rule_text, finding.rule, "condition", finding.rule.form.condition))
            finding.say(Phrase("The question of {article}: {condition}", article=_article(finding), condition=condition))


def _names_one(finding: Finding, names: Iterable[str]) -> bool:
    with speaking(ENGLISH):  # what the sentence says does not hang on who reads it
        return any(name in finding.sentence for name in names)


def _doubt(finding: Finding) -> Phrase:
    if not finding.unstated:
        return Phrase("On the figures given the multiple of {article} is exceeded.", article=_article(finding))
    paths = sorted({dotted(m.path) for m in finding.unstated})
    return Phrase(
        "Whether {article} is met is in doubt: no source states {facts}. Ask for a paper that does.",
        article=_article(finding),
        facts=_few(paths),
    )


def _not_met(finding: Finding, graph: Graph) -> Phrase:
    """Return ``on SOURCE of DAY, article N is not met``."""
    facts = (leaf for proof in finding.proofs for fact in deciding(proof) for leaf in leaves(fact))
    ids = dict.fromkeys(c.document for f in facts for c in f.evidence if c.document)
    papers = _few([Said(partial(_title, graph, id)) for id in ids]) if ids else Phrase("what the file states")
    return Phrase("On {papers}, {article} is not met.", papers=papers, article=_article(finding))


def _few(said: Sequence[Said | str]) -> Said:
    """Return the first few of a list in words, and how many more there are."""

    def words() -> str:
        first, more = say(", ", context="between").join(map(str, said[:_FEW])), len(said) - _FEW
        return say("{first} and {count} more", first=first, count=more) if more > 0 else first

    return Said(words)


def _title(graph: Graph, id: str) -> str:
    document = graph.things.get(("documents", id))
    date = document.fields.get("date") if document else None
    title = name_of(document) if document else id
    return say("{title} of {day}", title=title, day=figures.day(date)) if isinstance(date, Span) else title


def _article(finding: Finding) -> Said:
    return Said(partial(cited, finding.rule))
