"""The trail in SQLite and in PostgreSQL, each for real: only added to, chained, and a person's name apart from it."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from legalmodel.base.errors import BadRequest
from legalmodel.review.log import Log, longer, now
from legalmodel.web.trail import Trail, broken, hash_of, open_trail


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'trail.sqlite'}"
        return
    base = request.getfixturevalue("postgres")
    name = f"t{abs(hash(request.node.nodeid)) % 10**12}"
    outer = create_engine(base, isolation_level="AUTOCOMMIT")
    with outer.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    head, mark, query = base.partition("?")
    yield f"{head.rpartition('/')[0]}/{name}{mark}{query}"
    with outer.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    outer.dispose()


@pytest.fixture
def trail(url: str, tmp_path: Path) -> Iterator[Trail]:
    opened = open_trail(url, tmp_path / "not-used")
    yield opened
    opened.close()


def test_records_are_chained_deal_by_deal(trail: Trail) -> None:
    with trail.adding("a") as book:
        book.add("comment", "p-1", {"words": "一"})
        book.add("comment", "p-2", {"words": "two"})
    with trail.adding("b") as book:
        book.add("comment", "p-1", {"words": "three"})
    a, b = trail.of("a"), trail.of("b")
    assert [r.n for r in a] == [1, 2]
    assert a[1].previous == a[0].hash
    assert b[0].previous == ""
    assert broken(a) == broken(b) == 0
    assert [r.said for r in a] == [{"words": "一"}, {"words": "two"}]


def test_the_database_refuses_to_change_or_take_away_a_record(trail: Trail, url: str) -> None:
    with trail.adding("a") as book:
        book.add("comment", "p-1", {"words": "stays"})
    engine = create_engine(url)
    statements = ["UPDATE trail SET who = 'x'", "DELETE FROM trail"]
    if engine.dialect.name == "postgresql":
        statements.append("TRUNCATE trail")
    for statement in statements:
        with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()
    assert trail.of("a")[0].said == {"words": "stays"}


def test_what_is_changed_past_the_guard_breaks_the_chain(tmp_path: Path) -> None:
    file = tmp_path / "trail.sqlite"
    trail = open_trail("", file)
    with trail.adding("a") as book:
        for n in range(4):
            book.add("comment", "p-1", {"words": str(n)})
    with sqlite3.connect(file) as raw:
        raw.execute("DROP TRIGGER trail_stays_u")
        raw.execute("""UPDATE trail SET data = '{"words":"other"}' WHERE n = 3""")
    raw.close()
    records = trail.of("a")
    assert broken(records) == 3
    assert broken([records[0], records[1]._replace(hash="0" * 64)]) == 2
    assert broken(records[1:]) == 1, "a record left out at the beginning"
    forged = records[2]._replace(hash=hash_of(records[2]))
    assert broken([*records[:2], forged, records[3]]) == 4, "made whole again, it no longer fits the next one"
    trail.close()


def test_eight_at_once_make_one_chain(trail: Trail) -> None:
    def add(n: int) -> None:
        for m in range(12):
            with trail.adding("a") as book:
                book.add("comment", f"p-{n}", {"m": m})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(8)))
    records = trail.of("a")
    assert len(records) == 96
    assert broken(records) == 0


def test_what_fails_half_way_leaves_nothing(trail: Trail) -> None:
    with pytest.raises(RuntimeError), trail.adding("a") as book:
        book.add("comment", "p-1", {"words": "gone"})
        raise RuntimeError
    assert trail.of("a") == []


def test_a_name_is_blanked_and_the_chain_holds(trail: Trail) -> None:
    person = trail.meet("Chen Yi", "staff number 7")
    assert trail.meet(" Chen  Yi ", "staff number 7") == person
    assert trail.meet("Chen Yi", "staff number 8").id != person.id
    with trail.adding("a") as book:
        book.add("comment", person.id, {"words": "seen"})
    assert "Chen" not in "".join(map(str, trail.of("a")[0]))
    trail.forget(person.id)
    assert trail.person(person.id).name == person.id
    assert broken(trail.of("a")) == 0


def test_a_log_that_was_cut_is_found_out(trail: Trail) -> None:
    log = longer(
        Log(), [("keep", {"until": "2030-01-01", "why": "policy"}), ("keep", {"until": "2031-01-01", "why": "policy"})], now()
    )
    assert trail.note_log("a", log) == ""
    assert trail.note_log("a", log) == ""
    assert len(trail.of("a")) == 2, "the same is noted once"
    cut = Log(log.entries[:1], "", b"")
    assert "cut or replaced" in trail.note_log("a", cut)
    other = longer(Log(log.entries[:1], "", b""), [("keep", {"until": "2040-01-01", "why": "other"})], now())
    assert "cut or replaced" in trail.note_log("a", other)


def test_records_outlive_the_server(url: str, tmp_path: Path) -> None:
    first = open_trail(url, tmp_path / "not-used")
    with first.adding("a") as book:
        book.add("comment", "p-1", {"words": "stays"})
    first.close()
    second = open_trail(url, tmp_path / "not-used")
    with second.adding("a") as book:
        book.add("comment", "p-1", {"words": "goes on"})
    assert broken(second.of("a")) == 0
    assert len(second.of("a")) == 2
    second.close()


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://x/y", "sqlite:////proc/nowhere/trail.sqlite", "postgresql+psycopg://nobody@127.0.0.1:1/x"]
)
def test_a_database_that_cannot_be_had_is_told_plainly(url: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequest) as told:
        open_trail(url, tmp_path / "x")
    assert "nobody@" not in str(told.value)
