"""Compaction: fewer files that say the same; killed or out of room at any moment, nothing is lost or doubled."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from books import contents, filled, judged, taken_out

from legalmodel.base.errors import BadRequest
from legalmodel.book.adding import Counts, add
from legalmodel.book.compacting import Compacted, compact
from legalmodel.book.named import NAMED, parameters_of
from legalmodel.book.partly import Done
from legalmodel.book.reader import open_book
from legalmodel.book.store import Store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of many units: deals taken in one by one, some changed later, one removed, one set aside, one never judged."""
    room = tmp_path_factory.mktemp("made")
    book, folder = room / "book", room / "deals"
    folder.mkdir()
    for n in range(12):
        write(folder, n)
        filled(book, folder, now=datetime(2026, 1, 1 + n, tzinfo=UTC))
    (folder / "bad.json").write_text("{", "utf-8")
    filled(book, folder, now=datetime(2026, 2, 1, tzinfo=UTC))
    judged(book)
    for n in (2, 5):
        write(folder, n, "again")
        filled(book, folder, now=datetime(2026, 3, 1, tzinfo=UTC))
    taken_out(book, "deals/007.json", now=datetime(2026, 3, 2, tzinfo=UTC))
    (folder / "007.json").unlink()
    judged(book)
    write(folder, 12)
    filled(book, folder, now=datetime(2026, 3, 3, tzinfo=UTC))
    return book


def write(folder: Path, n: int, about: str = "") -> None:
    trust = {"settlor": "bank", "trustee": "t", "law": "CN", "form": "oral" if n % 3 else "written"}
    parties = {
        "bank": {"name": f"Bank {n}", "form": "commercial_bank", "seat": "CN"},
        "t": {"form": "trust_company", "seat": "CN"},
    }
    deal = {"deal": {"name": f"Deal {n} {about}".strip(), "currency": "CNY"}, "parties": parties, "trusts": {"main": trust}}
    (folder / f"{n:03}.json").write_text(json.dumps(deal), "utf-8")


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "book")
    shutil.copytree(made.parent / "deals", tmp_path / "deals")
    return tmp_path / "book"


def compacted(book: Path, deals: int, drop_old: bool = False, processes: int = 1) -> Compacted:
    store = Store.open(book)
    with store.writing():
        return compact(store, deals, drop_old=drop_old, processes=processes)


def answers(book: Path, as_of: date | None = None) -> dict[str, list[str]]:
    """Return what all questions with a name say, and all views of what was taken in."""
    with open_book(book, as_of) as reader:
        named = {name: q.sql for name, q in NAMED.items()} | {
            view: f"FROM {view}" for view in ("versions", "deals", "findings")
        }
        return {
            name: sorted(map(str, reader.rows(sql, parameters_of(sql, {"rule": None, "deal": None}))))
            for name, sql in named.items()
        }


def files(book: Path) -> int:
    return sum(1 for file in book.glob("*/*.parquet"))


@pytest.mark.parametrize("deals", [2, 5, 1000])
def test_it_says_the_same_of_fewer_files(deals: int, book: Path) -> None:
    days = (None, date(2026, 1, 20), date(2026, 2, 15))
    before, said, all_files = contents(book), [answers(book, day) for day in days], files(book)
    done = compacted(book, deals, processes=2 if deals == 2 else 1)
    assert done.after < done.before
    assert done.dropped == 0
    assert files(book) < all_files
    assert contents(book) == before
    assert [answers(book, day) for day in days] == said
    assert compacted(book, deals) == Compacted(done.after, done.after, 0)  # nothing is left to join
    assert judged(book) == Done(whole=1, kept=14)  # the one that was never judged
    write(book.parent / "deals", 3, "later")
    store = Store.open(book)
    with store.writing():
        assert add(store, [book.parent / "deals"], under="deals") == Counts(same=12, changed=1)
    assert judged(book).whole == 1


def test_what_changed_is_judged_again_after_it(book: Path) -> None:
    judged(book)
    other = book.parent / "other"
    shutil.copytree(book, other)
    compacted(book, 1000)
    for each in (book, other):
        judged(each, day=date(2027, 1, 1))
    assert contents(book) == contents(other)


def test_old_versions_are_dropped_only_when_asked(book: Path) -> None:
    before, then = contents(book), date(2026, 2, 15)
    size = sum(file.stat().st_size for file in book.glob("*/*.parquet"))
    compacted(book, 1000)
    done = compacted(book, 1000, drop_old=True)
    assert done.dropped == 3  # two that were changed, one that was taken out
    assert contents(book) == before
    assert sum(file.stat().st_size for file in book.glob("*/*.parquet")) < size
    assert compacted(book, 1000, drop_old=True).dropped == 0
    with open_book(book) as reader:
        assert reader.rows("SELECT version FROM versions WHERE deal = 'deals/002.json' ORDER BY version") == [(1,), (2,)]
    with open_book(book, then) as reader:
        assert reader.rows("SELECT version FROM deals WHERE deal = 'deals/002.json'") == [(1,)]
        assert reader.rows("SELECT count(*) FROM findings WHERE deal = 'deals/002.json'") == [(0,)]
        with pytest.raises(BadRequest, match="dropped"):
            reader.source("deals/002.json")
    assert judged(book, day=date(2027, 1, 1)).whole == 12  # and nothing of what was dropped


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_nothing_is_lost_or_doubled(seed: int, book: Path) -> None:
    before, said, lot = contents(book), answers(book), random.Random(seed)
    words = [sys.executable, "-m", "legalmodel", "book", "compact", str(book), "--deals", "3", "--processes", "2"]
    start = time.perf_counter()
    subprocess.run([*words[:4], "--help"], cwd=ROOT, check=True, capture_output=True)
    wait, killed = (time.perf_counter() - start) * lot.uniform(0.8, 1.5), 0
    while True:
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(wait)
            break
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        killed, wait = killed + 1, wait * 1.25
        assert contents(book) == before
        assert answers(book) == said
    assert killed
    assert process.returncode == 0
    assert contents(book) == before
    store = Store.open(book)
    assert len(store.state.units) < 9
    compacted(book, 3)
    for table in ("entries", "facts", "findings", "lines", "judged"):  # what a killed process left is taken away
        assert {file.name for file in (book / table).iterdir()} == {path.name for path in Store.open(book).files(table)}


def test_a_full_disk_leaves_the_book_whole(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, room, sync = contents(book), [0], os.fsync

    def refuse(number: int) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(number)

    monkeypatch.setattr(os, "fsync", refuse)
    for left in (0, 3, 5, 6, 8, 10**9):
        room[0] = left
        try:
            compacted(book, 3)
            break
        except BadRequest as error:
            assert "No space left on device" in error.cause
        assert contents(book) == before
    assert left == 10**9
    assert contents(book) == before


def test_a_reader_keeps_what_it_reads(book: Path) -> None:
    with open_book(book) as reader:
        before = reader.rows("SELECT * FROM findings ORDER BY ALL")
        compacted(book, 1000)
        assert reader.rows("SELECT * FROM findings ORDER BY ALL") == before
