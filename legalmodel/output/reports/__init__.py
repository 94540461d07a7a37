"""Reports as files: a module a format, known by its ending and by its ``write``; none knows another.

``md``, ``html``, ``docx`` and ``pdf`` set the reasoned report whole; ``sarif`` and ``xml`` (JUnit) tell machines of each finding.
"""

from typing import TYPE_CHECKING, NamedTuple

from legalmodel.base.language import Phrase
from legalmodel.base.rooms import Room

if TYPE_CHECKING:
    from legalmodel.judgment.checked import Checked
    from legalmodel.output.flow import Composition

_REPORTS = Room(__file__, __name__, Phrase("report format"), "reports")


class ReportWishes(NamedTuple):
    """What may be wished for: a firm's template for Word; for machines, accepted fails left out, and undecided findings as errors."""

    template: str = ""
    without_accepted: bool = False
    strict: bool = False


PLAIN = ReportWishes()


def endings() -> list[str]:
    """Return the endings of all formats of reports."""
    return _REPORTS.names()


def write(checked: "Checked", ending: str, wishes: ReportWishes = PLAIN) -> bytes:
    """Return the report on a deal in a format, in the language asked for; the same bytes for the same deal, law and day.

    Raises BadRequest if there is no such format, or what it needs is not installed.
    """
    return bytes(_REPORTS.load(ending).write(checked, wishes))


def set_whole(whole: "Composition", ending: str, wishes: ReportWishes = PLAIN) -> bytes:
    """Write a composition, such as a comparison, in a format that sets text: md, html, docx or pdf.

    Raises BadRequest if there is no such format, or what it needs is not installed.
    """
    return bytes(_REPORTS.load(ending).set_whole(whole, wishes))


SETS_TEXT = ("docx", "html", "md", "pdf")
"""Formats that set any composition."""
