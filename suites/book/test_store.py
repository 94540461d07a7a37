"""Whatever happens to a process that fills or judges a book, nothing is lost and nothing is there twice.

What a book should hold is counted by a program that knows nothing of it: it reads the deal files.
"""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.book import adding, checking
from legalmodel.book.kernel import Settings
from legalmodel.book.reader import open_book
from legalmodel.book.store import Store, Unit

ROOT = Path(__file__).resolve().parents[2]
DEALS = 70
DAY = "2026-11-30"


def deal(n: int) -> dict[str, object]:
    return {
        "deal": {"name": f"Deal {n}", "route": "CN/interbank-trust", "currency": "CNY", "known_until": "2026-06-30"},
        "parties": {"bank": {"name": f"Bank {n}", "form": "commercial_bank", "seat": "CN"}, "t": {"form": "trust_company", "seat": "CN"}},
        "pools": {"pool": {"law_of_claims": "CN"}},
        "estates": {"spt": {"kind": "special_purpose_trust", "held_by": "t", "law": "CN"}},
        "trusts": {"main": {"settlor": "bank", "trustee": "t", "estate": "spt", "assets": ["pool"], "law": "CN", "form": "oral" if n % 3 else "written"}},
    }  # fmt: skip  # a deal: one record a line


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source") / "deals"
    folder.mkdir()
    for n in range(DEALS):
        (folder / f"{n:03}.json").write_text(json.dumps(deal(n)), "utf-8")
    (folder / "broken.json").write_text('{"deal": ', "utf-8")
    return folder


def counted(folder: Path) -> dict[str, str]:
    """Return the name of each deal as its own file says it, by the name that it must have in the book."""
    found = {}
    for file in folder.rglob("*.json"):
        try:
            found[f"{folder.name}/{file.relative_to(folder).as_posix()}"] = json.loads(file.read_bytes())["deal"]["name"]
        except ValueError:
            continue
    return found


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "legalmodel", "book", *words]


def run_and_kill(words: list[str], after: float) -> bool:
    """Run a command and kill it, with all its children, after some time; tell whether it was killed before its end."""
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)  # its children are left to see for themselves that it is gone
        process.wait()
        return True
    return False


@pytest.fixture(scope="module")
def whole(deals: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book that nobody disturbed."""
    book = tmp_path_factory.mktemp("whole") / "book"
    subprocess.run(command("add", str(book), str(deals), "--fail-on", "never"), cwd=ROOT, check=True, capture_output=True)
    subprocess.run(
        command("check", str(book), "--run-day", DAY, "--fail-on", "never"), cwd=ROOT, check=True, capture_output=True
    )
    return book


def contents(book: Path) -> dict[str, list[str]]:
    with open_book(book) as reader:
        return {view: sorted(map(str, reader.rows(f"FROM {view}"))) for view in ("findings", "lines", "judged", "facts")}


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_it_goes_on_where_it_was(seed: int, deals: Path, whole: Path, tmp_path: Path) -> None:
    lot, book = random.Random(seed), tmp_path / "book"
    adds = command("add", str(book), str(deals), "--fail-on", "never", "--processes", "2")
    checks = command("check", str(book), "--run-day", DAY, "--fail-on", "never", "--processes", "2")
    start = time.perf_counter()
    subprocess.run(command("--help"), cwd=ROOT, check=True, capture_output=True)
    slow = max(1.0, (time.perf_counter() - start) * 4)  # as fast as this machine happens to be now
    killed = 0
    for words in (adds, checks):
        wait = slow * lot.uniform(0.5, 1.5)
        while run_and_kill(words, wait):
            killed += 1
            wait *= 1.6
            if (book / "book.json").is_file():
                with open_book(book) as reader:  # what counts is whole, whenever it is looked at
                    found = reader.rows("SELECT deal, name FROM deals")
                    assert len(found) == len(dict(found))
                    assert dict(found).items() <= counted(deals).items()
                    assert reader.rows("SELECT count(*) FROM findings f ANTI JOIN judged j USING (deal, version)") == [(0,)]
                    assert reader.rows("SELECT count(*) FROM judged") == reader.rows("SELECT count(DISTINCT deal) FROM judged")
    assert killed
    with open_book(book) as reader:
        assert dict(reader.rows("SELECT deal, name FROM deals")) == counted(deals)
        assert reader.rows("SELECT count(*), count(DISTINCT deal) FROM judged") == [(DEALS, DEALS)]
        assert reader.rows("SELECT deal FROM refused") == [("deals/broken.json",)]
    assert contents(book) == contents(whole)
    for table in ("entries", "facts", "findings", "lines", "judged"):  # what a killed process left is taken away
        subprocess.run(checks, cwd=ROOT, check=True, capture_output=True)
        assert {file.name for file in (book / table).iterdir()} == {path.name for path in Store.open(book).files(table)}


def test_a_child_ends_when_its_parent_is_killed(deals: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("add", str(tmp_path / "book"), str(deals), "--processes", "2"),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    children: list[int] = []
    while process.poll() is None and len(children) < 2:
        children = [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
        time.sleep(0.02)
    time.sleep(0.5)
    process.kill()
    process.wait()
    until = time.monotonic() + 60
    while any(map(alive, children)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(alive, children))


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_two_writers_are_told_apart(deals: Path, whole: Path, tmp_path: Path) -> None:
    store = Store.open(whole)
    with store.writing():
        done = subprocess.run(command("check", str(whole)), cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "another process is writing to the book" in done.stderr
        with open_book(whole) as reader:  # readers are let in
            assert reader.rows("SELECT count(*) FROM deals") == [(DEALS,)]
    assert (
        subprocess.run(
            command("check", str(whole), "--fail-on", "never"), cwd=ROOT, capture_output=True, check=False
        ).returncode
        == 0
    )


def test_a_reader_keeps_what_it_reads(whole: Path) -> None:
    """a writer beside it takes away nothing that a reader may still look at"""
    store = Store.open(whole)
    with open_book(whole) as reader, store.writing():
        unit = store.state.units[1]
        store.commit(unit._replace(findings=unit.lines))  # as if the unit were judged anew
        store.clear()
        assert reader.rows("SELECT count(*) > 0 FROM findings") == [(True,)]
        store.commit(unit)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A disk on which so many more files have room."""
    room, sync = [10**9], os.fsync

    def refuse(number: int) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(number)

    monkeypatch.setattr(os, "fsync", refuse)
    yield room


def test_a_full_disk_leaves_the_book_whole(deals: Path, whole: Path, tmp_path: Path, full: list[int]) -> None:
    book = tmp_path / "book"
    settings = Settings(date.fromisoformat(DAY))
    store = Store.make(book)
    for left in (1, 3, 7, 12, 10**9):
        full[0] = left
        try:
            with store.writing():
                adding.add(store, [deals])
            break
        except BadRequest as error:
            assert "No space left on device" in error.cause
        with open_book(book) as reader:
            assert dict(reader.rows("SELECT deal, name FROM deals")).items() <= counted(deals).items()
    for left in (0, 2, 6, 9, 14, 10**9):
        full[0] = left
        try:
            with store.writing():
                checking.check(store, settings)
            break
        except BadRequest as error:
            assert "No space left on device" in error.cause
    assert left == 10**9
    assert contents(book) == contents(whole)
    assert not list(book.rglob("*.tmp"))


def test_the_log_is_summed_up_and_says_the_same(tmp_path: Path) -> None:
    store = Store.make(tmp_path / "book")
    for n in range(1, 200):
        store.commit(Unit(n, f"e{n}", f"f{n}", n, 0), roots={f"r{n % 7}": str(n)}, settings={"x": n})
    again = Store.open(tmp_path / "book")
    assert again.state == store.state
    assert len(list((tmp_path / "book" / "log").iterdir())) < 70
    again.commit(Unit(7, "e7", "f7", 7, 0, findings="g"))
    assert Store.open(tmp_path / "book").state.units[7].findings == "g"


def test_a_book_that_was_killed_while_it_was_made_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / ".book.json.x7.tmp").write_bytes(b"{")
    Store.make(tmp_path / "book")
    assert [path.name for path in (tmp_path / "book").iterdir()] == ["book.json"]


def test_a_book_of_another_form_is_refused(tmp_path: Path) -> None:
    Store.make(tmp_path / "book")
    (tmp_path / "book" / "book.json").write_text('{"format": "legalmodel/book/99"}', "utf-8")
    with pytest.raises(BadRequest, match="another version"):
        Store.open(tmp_path / "book")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.txt").write_text("mine", "utf-8")
    with pytest.raises(BadRequest, match="it is no book"):
        Store.make(tmp_path / "other")
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["x.txt"]
