"""What the tests of books share: a few templates, made-up law, and a book filled, judged and read in one process."""

from datetime import date, datetime
from pathlib import Path

from legalmodel.book.adding import Counts, add
from legalmodel.book.checking import check as check_book
from legalmodel.book.joining import join
from legalmodel.book.kernel import Settings
from legalmodel.book.partly import Done
from legalmodel.book.reader import open_book
from legalmodel.book.removing import remove
from legalmodel.book.store import Store

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
DAY = date(2026, 11, 30)
NAMES = ("zhongyu-2016-1", "cn-npl-trust-faulty", "us-auto", "fr-lu-gb", "kr-abs", "cn-micro-lender-over-cap")
LAW = """\
instrument:
  id: cn-checklist
  system: CN
  title: {{en: Checklist (made up), zh: 清单（虚构）}}
  short: Checklist
  issuer: a test
  in_force: {{from: 2000-01-01}}
  force: regulatory
  text: seen
  source: {{where: "this test", read: 2026-11-29, copy: original}}
  governs:
    trust: within(trust.law, "CN")
  at:
    trust: trust.dates.effective
rules:
  cn-checklist-written:
    article: "1"
    question: isolation/identification
    title: {{en: The trust is written, zh: 信托采用书面形式}}
    condition: The trust is written.
    consequence: nothing
    effect: breach
    each: trust
    require: {require}
    says:
      pass: "The trust is written."
      fail: "The trust is not written."
      unknown: "How the trust was made is not known."
    remedy: "{remedy}"
    examples: []
"""


def filled(book: Path, *sources: Path, now: datetime | None = None, processes: int = 1) -> Counts:
    store = Store.make(book)
    with store.writing():
        return add(store, sources, now=now, processes=processes)


def judged(book: Path, *packs: Path, processes: int = 1, day: date = DAY) -> Done:
    store = Store.open(book)
    with store.writing():
        return check_book(store, Settings(day, tuple(map(str, packs))), processes=processes)


def contents(book: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a book says of its deals."""
    with open_book(book) as reader:
        asked = {view: f"FROM {view}" for view in ("findings", "lines", "judged", "facts", "fails")}
        return {view: sorted(map(str, reader.rows(sql))) for view, sql in asked.items()}


def taken_out(book: Path, *names: str, now: datetime | None = None) -> list[str]:
    store = Store.open(book)
    with store.writing():
        return remove(store, names, "sold", now)


def joined(book: Path, *others: Path) -> int:
    store = Store.open(book)
    with store.writing():
        return join(store, others)
