"""The criteria of a simple, transparent and standardised deal and of a non-performing one, each with the field of ESMA's notification that asks it.

Codes and articles are those of Regulation (EU) 2020/1226, Annex I (deals that are no ABCP). What is told is what the rules found: a reader
writes the field. Nothing here is read back.
"""

from collections.abc import Iterator
from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import title_of
from legalmodel.report.words import outcome_words, spoken_sentence

CRITERIA: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("STSS20", "20(1)", ("eu-sts-20-2",)),
    ("STSS21", "20(2)", ("eu-sts-20-2",)),
    ("STSS22", "20(3)", ("eu-sts-20-2",)),
    ("STSS23", "20(4)", ("eu-sts-20-2",)),
    ("STSS24", "20(5)", ("eu-sts-20-5",)),
    ("STSS25", "20(6)", ("eu-sts-20-6",)),
    ("STSS26", "20(7)", ("eu-sts-20-7",)),
    ("STSS27", "20(8)", ("eu-sts-20-8",)),
    ("STSS28", "20(9)", ("eu-sts-20-9",)),
    ("STSS29, STSS30", "20(10)", ("eu-sts-20-10", "eu-sec-9-1")),
    ("STSS31", "20(11)", ("eu-sts-20-11", "eu-sts-20-11-again")),
    ("STSS32", "20(12)", ("eu-sts-20-12",)),
    ("STSS33", "20(13)", ("eu-sts-20-13",)),
    ("STSS34", "21(1)", ("eu-sec-6-1", "eu-sec-6-3-a", "eu-sec-6-3-b", "eu-sec-6-3-c", "eu-sec-6-3-d", "eu-sec-6-3-e")),
    ("STSS35–STSS37", "21(2)", ("eu-sts-21-2",)),
    ("STSS38", "21(3)", ()),
    ("STSS39–STSS43", "21(4)", ("eu-sts-21-4", "eu-sts-21-4-sale")),
    ("STSS44", "21(5)", ("eu-sts-21-5",)),
    ("STSS45–STSS49", "21(6)", ("eu-sts-21-6",)),
    ("STSS50–STSS53", "21(7)", ("eu-sts-21-7",)),
    ("STSS54", "21(8)", ("eu-sts-21-8",)),
    ("STSS55, STSS56", "21(9)", ()),
    ("STSS57", "21(10)", ()),
    ("STSS58", "22(1)", ("eu-sts-22-1",)),
    ("STSS59", "22(2)", ("eu-sts-22-2",)),
    ("STSS60", "22(3)", ("eu-sts-22-3",)),
    ("STSS61", "22(4)", ("eu-sts-22-4",)),
    ("STSS62", "22(5)", ("eu-sts-22-5", "eu-sec-7-1-b")),
    ("", "18, 27", ("eu-sts-18-list", "eu-sts-18-union")),
    ("", "2(25)", ("eu-sec-2-25",)),
    ("", "6(1)", ("eu-sec-6-1-servicer", "eu-rts-19")),
    ("", "2(31), 6(3a)", ("eu-sec-2-31", "eu-sec-6-3a")),
    ("", "9(1)", ("eu-sec-9-1-npe",)),
)
"""Field, article of Regulation (EU) 2017/2402, and the rules that ask it; none where there is no rule. The last are no fields of the form."""

_LABEL = "eu-sts-18-list"
_NPE = "eu-sec-2-25"
_ASIDE = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)


class Criterion(NamedTuple):
    """A row: the field, the article, what is asked, of what, and what was found; how it stands, for its colour."""

    field: str
    article: str
    asked: str
    about: str
    found: str
    stands: str


def criteria(judgment: Judgment) -> tuple[Criterion, ...]:
    """Return a row for each criterion and finding; none for a deal that neither claims the designation nor is one of such loans."""
    found: dict[str, list[Finding]] = {}
    for finding in judgment.findings:
        if finding.outcome not in _ASIDE:
            found.setdefault(finding.rule.id, []).append(finding)
    npe = any(f.outcome is Outcome.PASS for f in found.get(_NPE, ()))
    if _LABEL not in found and not npe:
        return ()
    return tuple(
        row for field, article, rules in CRITERIA if _LABEL in found or not field for row in _rows(field, article, rules, found)
    )


def _rows(field: str, article: str, rules: tuple[str, ...], found: dict[str, list[Finding]]) -> Iterator[Criterion]:
    told = [finding for rule in rules for finding in found.get(rule, ())]
    for finding in told:
        about = name_of(finding.subject) if finding.subject else ""
        says = f"{outcome_words(finding)}: {spoken_sentence(finding)}"
        yield Criterion(field, article, title_of(finding.rule.form.title), about, says, finding.outcome.value)
    if not told and field:
        yield Criterion(field, article, "", "", "", "")
