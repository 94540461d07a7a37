"""Real companies: what is said of them says what a source states, and what follows on that; never that somebody broke the law."""

from collections.abc import Iterable

from legalmodel.base.facts import leaves
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding
from legalmodel.logic.prove import deciding

_FEW = 3


def reword(findings: Iterable[Finding], graph: Graph) -> None:
    """Put into the findings on a real deal the sentences that may be printed of it.

    A fail says on which source an article is not met, or that it is in doubt where no source states the facts. What weighs intent, sham
    or another charge is asked as the question of the law, without the name of a company.
    """
    names = {name_of(thing) for section in ("parties", "estates") for thing in graph.section(section)}
    for finding in findings:
        if finding.outcome is Outcome.FAIL:
            finding.say(_doubt(finding) if finding.doubtful else _not_met(finding, graph))
        elif finding.outcome is Outcome.JUDGEMENT and any(name in finding.sentence for name in names):
            finding.say(f"The question of {_article(finding)}: {finding.rule.form.condition}")


def _doubt(finding: Finding) -> str:
    if not finding.unstated:
        return f"On the figures given the multiple of {_article(finding)} is exceeded."
    paths = sorted({dotted(m.path) for m in finding.unstated})
    more = f" and {len(paths) - _FEW} more" if len(paths) > _FEW else ""
    facts = f"{', '.join(paths[:_FEW])}{more}"
    return f"Whether {_article(finding)} is met is in doubt: no source states {facts}. Ask for a paper that does."


def _not_met(finding: Finding, graph: Graph) -> str:
    """Return ``on SOURCE of DAY, article N is not met``."""
    facts = (leaf for proof in finding.proofs for fact in deciding(proof) for leaf in leaves(fact))
    ids = dict.fromkeys(c.document for f in facts for c in f.evidence if c.document)
    titles = [_title(graph, id) for id in ids]
    more = f" and {len(titles) - _FEW} more" if len(titles) > _FEW else ""
    return f"On {', '.join(titles[:_FEW]) or 'what the file states'}{more}, {_article(finding)} is not met."


def _title(graph: Graph, id: str) -> str:
    document = graph.things.get(("documents", id))
    date = document.fields.get("date") if document else None
    title = name_of(document) if document else id
    return f"{title} of {date}" if isinstance(date, Span) else title


def _article(finding: Finding) -> str:
    return f"{finding.rule.head.short} {finding.rule.article}"
