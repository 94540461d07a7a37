"""JUnit XML, as Ant and most servers of continuous integration read it: a suite an instrument of law, a case a finding.

Undecided findings are skipped, with what is missing; ``--strict`` makes them errors. What does not apply is left out.
"""

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from legalmodel import __version__
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import dotted
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.output.faults import escape
from legalmodel.output.reports import ReportWishes
from legalmodel.report.changes import first_place
from legalmodel.report.words import citation, outcome_words, spoken_sentence

_UNDECIDED = (Outcome.UNKNOWN, Outcome.JUDGEMENT, Outcome.NOT_EXAMINED)
_SKIPPED = (*_UNDECIDED, Outcome.RESERVATION, Outcome.NOT_YET_DUE)


def write(checked: Checked, wishes: ReportWishes) -> bytes:
    """Return the results as XML."""
    found = [f for f in checked.judgment.findings if f.outcome is not Outcome.NOT_APPLICABLE]
    found = [f for f in found if not (wishes.without_accepted and f.accepted)]
    root = Element("testsuites")
    groups = groupby(sorted(found, key=lambda f: f.rule.head.id), key=lambda f: f.rule.head.id)
    for number, (instrument, group) in enumerate(groups):
        _suite(root, number, instrument, list(group), checked, wishes.strict)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'.encode()


def _suite(root: Element, number: int, instrument: str, found: list[Finding], checked: Checked, strict: bool) -> None:
    day = checked.judgment.run_day
    suite = SubElement(
        root, "testsuite", name=instrument, package="legalmodel", id=str(number), timestamp=f"{day}T00:00:00", hostname="localhost",
        tests=str(len(found)), failures="0", errors="0", time="0",
    )  # fmt: skip  # attributes in the order of the schema
    properties = SubElement(suite, "properties")
    for name, value in (("deal", checked.source.name), ("sha256", checked.source.sha256), ("version", __version__)):
        SubElement(properties, "property", name=name, value=escape(value))
    told = [_case(suite, finding, strict) for finding in found]
    suite.set("failures", str(told.count("failure")))
    suite.set("errors", str(told.count("error")))
    SubElement(suite, "system-out")
    SubElement(suite, "system-err")


def _case(suite: Element, finding: Finding, strict: bool) -> str:
    """Add the case of a finding; return what stands in it."""
    case = SubElement(suite, "testcase", name=_token(finding.id), classname=_token(finding.rule.question), time="0")
    message = f"{outcome_words(finding)}: {spoken_sentence(finding)} [{citation(finding)}]"
    missing = ", ".join(dict.fromkeys(dotted(m.path) for m in finding.missing))
    detail = "\n".join(escape(part) for part in (first_place(finding), f"missing: {missing}" if missing else "") if part)
    sort = "failure" if finding.fails and not finding.accepted else ""
    if not sort and (finding.outcome in _SKIPPED or finding.outcome is Outcome.FAIL):
        sort = "error" if strict and finding.outcome in _UNDECIDED else "skipped"
    if sort:
        told = SubElement(case, sort, message=escape(message))
        told.text = detail
        if sort != "skipped":
            told.set("type", finding.outcome.value)
    return sort


def _token(text: str) -> str:
    return " ".join(escape(text).split()) or "-"
