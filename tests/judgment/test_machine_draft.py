"""A fact that a machine drafted and nobody confirmed keeps every line from being favourable (decision 39)."""

from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import check
from legalmodel.base.outcomes import FAVOURABLE, Conclusion, Outcome
from legalmodel.base.resources import shipped
from legalmodel.judgment.papers import declared
from legalmodel.model.deal import SECTIONS
from legalmodel.report.deal import deal_report
from legalmodel.results import Result
from legalmodel.text.edit import Change, edited
from legalmodel.text.read import read

DAY = date(2026, 11, 25)


def checked(name: str, *changes: Change) -> Result:
    source = read(Path(str(shipped("templates") / name / "deal.yaml")))
    return check(edited(source, list(changes)).raw, DAY)


def drafted(section: str, id: str, field: str) -> Change:
    return Change((section, id, "status", field), "machine_draft")


@pytest.fixture(scope="module")
def clean() -> Result:
    return checked("cn-clo-trust")


def fields_of(result: Result) -> list[tuple[str, str, str]]:
    """Return a field of the first record of each section."""
    found = []
    for section in SECTIONS:
        records = result.source.data.get(section)
        for id, record in list(records.items())[:1] if isinstance(records, dict) else ():
            found += [(section, id, name) for name, value in record.items() if isinstance(value, str)][:1]
    return found


def test_the_deal_that_is_marked_is_favourable_without_the_mark(clean: Result) -> None:
    assert any(line.conclusion in FAVOURABLE for line in clean.judgment.lines)


@pytest.mark.parametrize("name", ["cn-clo-trust", "cn-npl-proposed"])
@pytest.mark.parametrize("field", ["name", "seat"])
def test_no_line_is_favourable_whatever_the_fact_is_about(name: str, field: str) -> None:
    party = next(iter(read(Path(str(shipped("templates") / name / "deal.yaml"))).data["parties"]))
    lines = checked(name, drafted("parties", party, field)).judgment.lines
    assert {line.conclusion for line in lines} <= {Conclusion.OPEN}
    assert all(m.path == ("parties", party, field) and m.reason == "not verified" for line in lines for m in line.unverified)


def test_a_list_that_a_machine_closed_makes_no_line_favourable() -> None:
    """What is said of the file itself, at the left margin, counts as what is said of a record."""
    lines = checked("cn-clo-trust", Change(("status", "complete"), "machine_draft")).judgment.lines
    assert {line.conclusion for line in lines} <= {Conclusion.OPEN}
    assert {m.path for line in lines for m in line.unverified} == {("complete",)}


def test_every_section_counts(clean: Result) -> None:
    """All marks at once are all told, in each line."""
    marks = [drafted(*field) for field in fields_of(clean)]
    lines = checked("cn-clo-trust", *marks).judgment.lines
    assert len(marks) > 8
    assert {len(line.unverified) for line in lines} == {len(marks)}


def test_a_paper_that_a_machine_wrote_counts_too() -> None:
    source = read(Path(str(shipped("templates") / "cn-clo-trust" / "deal.yaml")))
    paper = next(iter(source.data["documents"]))
    lines = checked("cn-clo-trust", Change(("documents", paper, "standing"), "machine_draft")).judgment.lines
    assert {line.conclusion for line in lines} == {Conclusion.OPEN}


def test_a_fail_on_a_drafted_fact_is_a_doubt_and_no_obstacle() -> None:
    """The servicer of the faulty deal is the same, on its author's word and on a machine's."""
    said = checked("cn-npl-trust-faulty")
    fails = [f for f in said.judgment.findings if f.fails]
    assert fails
    marks = {}
    for finding in fails:
        for fact in declared(finding.proofs):
            marks[fact.path] = Change((*fact.path[:-1], "status", fact.path[-1]), "machine_draft")
    marked = checked("cn-npl-trust-faulty", *[m for p, m in marks.items() if len(p) > 2])
    again = {f.id: f for f in marked.judgment.findings}
    assert all(again[f.id].doubtful for f in fails if again[f.id].outcome is Outcome.FAIL)
    assert not [line for line in marked.judgment.lines if line.conclusion is Conclusion.OBSTACLE]


def test_the_report_says_how_many_wait() -> None:
    party = next(iter(read(Path(str(shipped("templates") / "cn-clo-trust" / "deal.yaml"))).data["parties"]))
    result = checked("cn-clo-trust", drafted("parties", party, "name"))
    notes = next(block for block in deal_report(result).blocks if block.id == "notes")
    assert any("1 facts were drafted by a machine" in str(entry.text) for entry in notes.entries)
