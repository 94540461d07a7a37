"""What is said of the rules that fail: what must change, what was so in its time, what is in doubt, what only falls short. Once per fault."""

from collections.abc import Iterable, Iterator

from legalmodel.base.facts import Fact, leaves
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.base.speech import name_of
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.ended import deal_has_ended
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.now import about
from legalmodel.law.texts import title_of
from legalmodel.logic.prove import deciding
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, joined, word
from legalmodel.report.words import citation


def change_blocks(judgment: Judgment, graph: Graph) -> Iterator[ReportBlock]:
    """Yield a block for each sort of fail, gravest first.

    That nothing binding fails is said too, but of a deal that has ended nothing is to be changed.
    """
    must = word("NOT MET") if about(judgment.deal) == "real" else word("MUST CHANGE")
    over = deal_has_ended(graph, judgment.as_of or judgment.run_day)
    quiet = not judgment.must_change and not judgment.drawn.in_its_time and not over
    nothing = word("none: no binding rule fails") if quiet else NOTHING
    yield _block("must_change", must, judgment.must_change, nothing)
    yield _block("in_its_time", word("NOT MET IN ITS TIME"), judgment.drawn.in_its_time)
    yield _block("in_doubt", word("IN DOUBT"), judgment.drawn.in_doubt)
    yield _block("falls_short", word("FALLS SHORT"), judgment.falls_short)


def _block(id: str, title: Wording, fails: tuple[Finding, ...], nothing: Wording = NOTHING) -> ReportBlock:
    entries = [_fault(n, first, others) for n, (first, *others) in enumerate(faults(fails), 1)]
    return ReportBlock(id, title, tuple(entries), nothing=nothing, more=word("failing rules"), least=2)


def faults(fails: Iterable[Finding]) -> list[list[Finding]]:
    """Put together the fails of one rule, and those of several rules that the same facts decide: each is one fault."""
    found: list[tuple[set[object], list[Finding]]] = []
    for finding in fails:
        decided_by = frozenset(fact.path for fact in _failing_facts(finding) if fact.path)
        keys: set[object] = {finding.rule.id} | ({decided_by} if decided_by else set())  # no facts are nothing in common
        same = next((group for known, group in found if known & keys), None)
        if same is None:
            found.append((keys, [finding]))
        else:
            same.append(finding)
    return [group for _, group in found]


def _fault(number: int, first: Finding, others: list[Finding]) -> Statement:
    accepted = first.accepted
    alike = [f for f in others if f.rule is first.rule and f.subject]
    also = dict.fromkeys(citation(f) for f in others if f.rule is not first.rule)
    names = [*dict.fromkeys(name_of(f.subject) for f in alike if f.subject)]
    whose = between_words(", ").join(names[:3])
    whose = say("{first} and {count} more", first=whose, count=len(names) - 3) if len(names) > 3 else whose
    parts = [
        word("Accepted by {who} until {day}.", who=accepted.by, day=accepted.until) if accepted else NOTHING,
        word("So too: {whose}.", whose=whose) if alike else NOTHING,
    ]
    said = as_written(first.sentence or title_of(first.rule.form.title))
    cites = between_words("; ").join(dict.fromkeys([citation(first), *also]))
    ids = tuple(f.id for f in (first, *others))
    return Statement(
        joined(parts, " "), as_written(number), said, as_written(f"[{cites}]"), findings=ids, place=place_of(first)
    )


def place_of(finding: Finding) -> str:
    """Return where the first fact stands that makes a requirement fail."""
    return next((str(fact.place) for fact in _failing_facts(finding) if fact.place), "")


def first_place(finding: Finding) -> str:
    """Return where the first fact of the file stands that decides a finding; empty where none does."""
    return str(deciding_place(finding) or "")


def deciding_place(finding: Finding) -> Place | None:
    """Return the same as a place; None where no fact of the file decides."""
    fact = deciding_fact(finding)
    return fact.place if fact else None


def deciding_fact(finding: Finding) -> Fact | None:
    """Return the first fact of the file that decides a finding; None where none does."""
    facts = (leaf for proof in finding.proofs for fact in deciding(proof) for leaf in leaves(fact))
    return next((fact for fact in facts if fact.place), None)


def _failing_facts(finding: Finding) -> Iterator[Fact]:
    form = finding.rule.form
    tests = {form.require, *(reading.require for reading in (form.readings or {}).values())}
    for proof in finding.proofs:
        if proof.text in tests:
            for fact in deciding(proof):
                yield from leaves(fact)
