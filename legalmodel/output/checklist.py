"""What the formats of a checklist share: its rows with what was said so far, its first page, and what it carries out of sight."""

from collections.abc import Iterator

from legalmodel import __version__
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.names import shown
from legalmodel.base.things import latest
from legalmodel.judgment.checked import Checked
from legalmodel.output.faults import escape
from legalmodel.output.flow import words_of
from legalmodel.report.caveats import basis, bring_down
from legalmodel.report.review_form import ReviewForm, review_form
from legalmodel.review.columns import LONGEST, SHEETS, digest_of
from legalmodel.review.log import log_file, read_log
from legalmodel.review.sign import digests
from legalmodel.review.state import said_so_far
from legalmodel.review.taking import deal_name
from legalmodel.review.went_out import FORM

COLOURS = {"pass": "006B4F", "fail": "A3001A", "unknown": "8F4A00", "judgement": "5D4C93", "weigh": "5D4C93", "part": "8F4A00"}
"""The colour of what the tool says, by how a row stands."""


def with_what_was_said(checked: Checked) -> tuple[ReviewForm, str]:
    """Return the checklist of a deal with what the log beside it has of earlier answers, and the head of that log.

    Raises BadRequest if the chain of the log is broken.
    """
    log = read_log(log_file(checked.source.name))
    if log.broken:
        raise BadRequest(log.broken, say("restore the log from the copy that you keep, then run again"))
    return review_form(checked, said_so_far(log.entries)), log.head


def called(checked: Checked) -> str:
    """Return what the deal is called."""
    name = latest(checked.graph.deal.fields.get("name"))
    return clean(shown(name) if isinstance(name, str) else checked.source.name)


def made_of(checked: Checked) -> list[tuple[str, str]]:
    """Return what was checked by what, with digests: a label and its words each."""
    given = digests(checked)
    return [
        *((words_of(e.label), words_of(e.text)) for e in basis(checked).entries),
        (say("Law, SHA-256"), given["law"]),
        (say("Attestations, SHA-256"), given["attestations"] or say("none")),
        ("", words_of(bring_down(checked))),
    ]


def clean(words: str) -> str:
    """Return words on one line, with nothing in them that could hide or move, no longer than a cell may be."""
    return " ".join(escape(words).split())[:LONGEST]


def base_lines(checked: Checked, form: ReviewForm, head: str, aside: str = "") -> Iterator[tuple[str, ...]]:
    """Yield what a checklist was made of and what stood in it: what changed since can then be told.

    ``aside`` is a column of the tool that the format does not set in rows.
    """
    about = {
        "format": FORM, "file": checked.source.name.replace("\\", "/").rpartition("/")[2], "head": head, "run_day": str(checked.judgment.run_day),
        "name": deal_name(checked.source.data), "made_by": __version__, **digests(checked),
    }  # fmt: skip  # short parts
    yield from (("about", "", "", name, text) for name, text in about.items())
    for sheet, columns in SHEETS.items():
        for row in form.rows[sheet]:
            told = (clean(words) for column, words in zip(columns.own, row.own, strict=True) if column != aside)
            yield "own", sheet, row.id, "", digest_of(told)
            for column in columns.theirs:
                if text := row.theirs.get(column):
                    yield "cell", sheet, row.id, column, text[:LONGEST]
    for id, raw in form.on_file.items():
        yield "on_file", "", id, "", raw[:LONGEST]
