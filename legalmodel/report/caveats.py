"""What a reasoned report is, and what it is not: said before anything else, so that nobody relies on more than was done."""

from legalmodel import __version__
from legalmodel.judgment.checked import Checked
from legalmodel.report.about import about_words
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.head import fact_count, known_words, law_day
from legalmodel.report.text import NOTHING, Wording, as_written, joined, word
from legalmodel.review.log import log_file, read_log


def basis(checked: Checked) -> ReportBlock:
    """Return what was checked: the file by its digest, by which law and on which day, how firm its facts are."""
    judgment, source = checked.judgment, checked.source
    entries = (
        Statement(word("{file}, SHA-256 {digest}", file=source.name, digest=source.sha256), word("Deal file")),
        Statement(law_day(judgment), word("Law and day")),
        Statement(known_words(checked.known) if checked.known else NOTHING, word("Knowledge")),
        Statement(fact_count(checked.graph), word("Facts")),
        Statement(word("legalmodel {version}", version=__version__), word("Made by")),
        Statement(as_written(about_words(judgment)), word("About")),
        Statement(_review(source.name), word("Review log")),
    )
    return ReportBlock("basis", word("What was checked"), tuple(e for e in entries if e.text))


def _review(deal: str) -> Wording:
    """Return the head of the log beside the deal, to which a later one must lead back; nothing where there is no log."""
    log = read_log(log_file(deal))
    if log.broken:
        return as_written(log.broken)
    return word("{n} records, head of the chain {head}", n=len(log.entries), head=log.head) if log.entries else NOTHING


def caveats() -> ReportBlock:
    """Return what the report is not, a statement each."""
    return ReportBlock("caveats", word("What this report is not"), tuple(map(Statement, _not_this())))


def _not_this() -> tuple[Wording, ...]:
    return (
        word(
            "It is not a legal opinion. It has no addressee, and nobody may rely on it in place of the advice of counsel admitted in the place whose law counts."
        ),
        word(
            "It says which rules, as encoded from the texts named, are met on the facts stated in the deal file. It does not say what a court would or should hold."
        ),
        word(
            "No document was seen: the file says what the documents say, and where. Whether they are genuine, complete and duly executed was not looked at."
        ),
        word(
            "Capacity, authority and enforceability are answered only where a question below asks for them; where none does, nothing is said."
        ),
        word("Fraud, bad faith, abuse of right, equity, public policy and the discretion of a court are reserved throughout."),
        word(
            "Questions that no text read answers are listed as not examined; silence on a question is not a favourable answer."
        ),
        word(
            "It speaks as of the day above. To bring it down to the closing day, run the same command on that day on the file as it then stands: a change of file or of law gives other digests."
        ),
    )


def bring_down(checked: Checked) -> Wording:
    """Return in one sentence what the report is and when it speaks, for the line under its title."""
    day = checked.judgment.as_of or checked.judgment.run_day
    return joined([word("Mechanical review as of {day}.", day=day), word("Not a legal opinion; nobody may rely on it.")], " ")
