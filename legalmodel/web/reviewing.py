"""Review on the page, in the same words and by the same rules as ``legalmodel review``: rows of the checklist, signatures, comments.

What somebody fills in on the page is taken for a checklist of one row that came back: it is merged, refused or recorded exactly as one
that came back as a workbook, into the deal and into the review log beside it. The trail notes who did it.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.report.review_form import ReviewForm, review_form
from legalmodel.results import Result
from legalmodel.review.columns import ACCEPT, FACTS, QUESTIONS, SHEETS, WEIGH
from legalmodel.review.log import Log, log_file, longer, now, write_log
from legalmodel.review.merge import ReadRow, Returned
from legalmodel.review.sign import ALL, NameClaim, Signed, Wish, claims, digests, signature, signatures
from legalmodel.review.state import said_so_far
from legalmodel.review.taking import deal_name, log_of, taking, write_taking
from legalmodel.web.asked import Ask
from legalmodel.web.shelf import digest
from legalmodel.web.trail import Person, Trail, TrailRecord, broken

PEOPLE_OF = {
    QUESTIONS: ("reviewer", "reviewed"),
    FACTS: ("reviewer", "reviewed"),
    WEIGH: ("by", "decided"),
    ACCEPT: ("accepted_by", ""),
}
"""The columns of each sheet into which the name of who fills it in goes, and the day."""


_LONGEST = 8000
"""Characters of a comment."""


class Standing(NamedTuple):
    """Where the review of a deal stands."""

    form: ReviewForm
    log: Log
    signed: list[Signed]
    claimed: list[NameClaim]
    records: list[TrailRecord]
    trouble: str


def standing(result: Result, file: Any, deal: str, trail: Trail) -> Standing:
    """Return where the review of a deal stands; what the command line has added to the log since is noted in the trail first."""
    log = log_of(file)
    trouble = log.broken or trail.note_log(deal, log)
    records = trail.of(deal)
    if at := broken(records):
        trouble = say("the chain of the review trail breaks at record {n}", n=at)
    form = review_form(result, said_so_far(log.entries))
    return Standing(form, log, signatures(log, digests(result)), claims(log), records, trouble)


class RowWish(NamedTuple):
    """A row that somebody fills in: which, the cells as they are to be, and the head of the log that they had before them."""

    sheet: str
    id: str
    cells: Mapping[str, str]
    head: str
    value_before: str = ""


def fill_in(result: Result, file: Any, deal: str, trail: Trail, who: Person, wish: RowWish) -> None:
    """Take over one row. Raises BadRequest if it is refused, with the reason that a checklist would be told; what was tried is recorded then too."""
    if wish.sheet not in SHEETS:
        raise BadRequest(say("the checklist has no row '{id}'", id=wish.id[:80]), say("choose one from the list"))
    log = log_of(file)
    cells = {c: " ".join(t.split(" ")).strip() for c, t in wish.cells.items() if c in SHEETS[wish.sheet].theirs and t.strip()}
    if cells:
        name_column, day_column = PEOPLE_OF[wish.sheet]
        cells[name_column] = who.name
        if day_column:
            cells[day_column] = str(result.judgment.run_day)
    before = log.entries[: next((e.n for e in log.entries if e.hash == wish.head), 0)]
    known = review_form(result, {}).known
    about = {"deal": result.source.sha256, "name": deal_name(result.source.data), "head": wish.head}
    row = ReadRow(wish.sheet, wish.id, say("the workbench"), cells)
    back = Returned(about, said_so_far(before), {wish.id: wish.value_before}, (row,))
    sent = repr((wish.sheet, wish.id, sorted(cells.items()), wish.head)).encode(errors="replace")
    taken = taking(result.source, log, back, known, sent, say("the workbench"), now())
    with trail.adding(deal) as book:
        for change in taken.rows:
            book.add(
                "row", who.id, {"sheet": change.sheet, "id": change.id, "changed": list(change.changed), "log": taken.log.head}
            )
        write_taking(taken, file)
    trail.note_log(deal, taken.log)
    if taken.conflicts:
        first = taken.conflicts[0]
        raise BadRequest(first.why, say("nothing was taken over; the log keeps what was tried"))


def sign_off(result: Result, file: Any, deal: str, trail: Trail, who: Person, wish: Wish) -> str:
    """Sign as maker or checker, and return the digest of the signature. Raises BadRequest as ``legalmodel review sign`` does."""
    log = log_of(file)
    ids = {sheet: frozenset(known) for sheet, known in review_form(result, said_so_far(log.entries)).known.ids.items()}
    record = signature(wish, result, log, ids)
    new = longer(log, [("sign", record)], now())
    with trail.adding(deal) as book:
        book.add("sign", who.id, {"role": wish.role, "scope": list(wish.scope) or [ALL], "log": new.head})
        write_log(log_file(file), log, new)
    trail.note_log(deal, new)
    return new.head


def comment(deal: str, trail: Trail, who: Person, about: str, words: str, sha256: str) -> TrailRecord:
    """Record a comment on a finding, a line or the deal, as it was when the file had a digest."""
    said = words.strip()
    if not said or len(said) > _LONGEST:
        raise BadRequest(say("a comment needs words, up to {n} characters", n=_LONGEST), say("write some, or fewer"))
    with trail.adding(deal) as book:
        return book.add("comment", who.id, {"about": about[:300], "words": said, "file": sha256})


def edited(ask: Ask, before: bytes, after: bytes) -> str:
    """Keep the text that was replaced, and note the change; return why it could not be noted, if so: the file is saved all the same."""
    ask.bench.versions.keep(ask.deal, before)
    try:
        who = ask.who()
        with ask.bench.trail.adding(ask.deal) as book:
            book.add("edit", who.id if who else "", {"before": digest(before), "after": digest(after)})
    except BadRequest as error:
        return error.cause
    return ""
