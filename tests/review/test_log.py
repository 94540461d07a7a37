"""The review log: a chain to which records are only ever added, and that tells when somebody did otherwise."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.errors import BadRequest
from legalmodel.output.review_log import log_csv, log_data, log_lines
from legalmodel.review.log import Log, log_file, longer, read_log, write_log
from tests.examples import some
from tests.report.hostile import WORDS
from tests.review.ready import AT


def three(*texts: str) -> Log:
    data = [
        ("row", {"sheet": "questions", "id": f"q-{n}", "about": "", "cells": {"comment": t}, "changed": ["comment"]})
        for n, t in enumerate(texts)
    ]
    return longer(Log(), data, AT)


def written(folder: Path, log: Log) -> Path:
    file = folder / "deal.review.jsonl"
    write_log(file, Log(), log)
    return file


def test_it_lies_beside_the_deal() -> None:
    assert log_file("a/deal.yaml") == Path("a/deal.review.jsonl")


def test_what_was_written_reads_back_and_each_record_bears_the_digest_of_the_one_before(tmp_path: Path) -> None:
    log = three(*WORDS)
    back = read_log(written(tmp_path, log))
    assert back.entries == log.entries and not back.broken
    assert [e.previous for e in back.entries] == ["", *(e.hash for e in back.entries[:-1])]
    assert back.head == back.entries[-1].hash and back.entries[0].at == "2026-11-30T12:00:00Z"


def test_days_are_in_utc_wherever_they_come_from() -> None:
    from datetime import timedelta, timezone

    log = longer(Log(), [("keep", {})], datetime(2026, 11, 30, 23, 0, tzinfo=timezone(timedelta(hours=-8))))
    assert log.entries[0].at == "2026-12-01T07:00:00Z"


def test_adding_keeps_the_bytes_that_were_there(tmp_path: Path) -> None:
    file = written(tmp_path, three("a", "b"))
    old = read_log(file)
    write_log(file, old, longer(old, [("keep", {"until": "2033-12-31", "why": "policy"})], datetime(2027, 1, 1, tzinfo=UTC)))
    assert file.read_bytes().startswith(old.raw)
    assert [e.n for e in read_log(file).entries] == [1, 2, 3]


@settings(max_examples=some(150), deadline=None)
@given(at=st.integers(0, 10_000), to=st.integers(0, 255))
def test_any_byte_that_is_changed_breaks_the_chain(at: int, to: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    raw = three("alpha", "beta", "gamma").raw
    at %= len(raw) - 1  # the last end of line may be missing
    if raw[at] == to:
        return
    file = tmp_path_factory.mktemp("log") / "x.jsonl"
    file.write_bytes(raw[:at] + bytes([to]) + raw[at + 1 :])
    back = read_log(file)
    assert back.broken and len(back.entries) <= raw[:at].count(b"\n")


@pytest.mark.parametrize("order", [(0, 2), (1, 2), (0, 2, 1), (0, 1, 1, 2), (1, 0, 2)])
def test_lines_left_out_moved_or_repeated_break_the_chain(order: tuple[int, ...], tmp_path: Path) -> None:
    lines = three("a", "b", "c").raw.splitlines(keepends=True)
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"".join(lines[n] for n in order))
    assert "line" in read_log(file).broken


@pytest.mark.parametrize(
    "line", [b"{}", b"[]", b"null", b"{", b"\xff", b'{"a": NaN}', b"[" * 100_000, b"", b'{"n":' + b"9" * 5000 + b"}"]
)
def test_a_line_that_is_no_record_breaks_the_chain_and_nothing_else(line: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(three("a").raw + line + b"\n")
    back = read_log(file)
    assert len(back.entries) == 1 and back.broken
    with pytest.raises(BadRequest, match="breaks at line 2"):
        longer(back, [("keep", {})], AT)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("sign", {}),
        (
            "sign",
            {"name": "A", "role": "maker", "identified": "x", "scope": "all", "digests": {}, "supersedes": "", "confirms": []},
        ),
        (
            "sign",
            {"name": "A", "role": "maker", "identified": "x", "scope": [1], "digests": {}, "supersedes": "", "confirms": []},
        ),
        ("row", {"sheet": "questions", "id": "q", "cells": {"comment": 1}}),
        ("row", {"sheet": ["questions"], "id": "q", "cells": {}}),
        ("keep", {"until": None, "why": "x"}),
    ],
)
def test_a_record_that_somebody_made_up_breaks_the_chain_though_its_digest_is_right(
    kind: str, data: dict, tmp_path: Path
) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(longer(Log(), [(kind, data)], AT).raw)
    assert "line 1" in read_log(file).broken


def test_a_log_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = written(tmp_path, three("a"))
    old = read_log(file)
    write_log(file, old, longer(old, [("keep", {"until": "x", "why": "y"})], AT))
    with pytest.raises(BadRequest, match="changed meanwhile"):
        write_log(file, old, longer(old, [("keep", {"until": "z", "why": "y"})], AT))
    assert read_log(file).entries[-1].data["until"] == "x"


def test_for_an_examiner_no_cell_is_a_formula_and_every_record_is_there() -> None:
    log = three(*WORDS, "=1+1")
    rows = list(csv.reader(io.StringIO(log_csv(log))))
    assert len(rows) == len(log.entries) + 1
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    assert [json.loads(row[5])["cells"]["comment"] for row in rows[1:]] == [*WORDS, "=1+1"]
    data = log_data(log)
    assert data["head"] == log.head and len(data["records"]) == len(log.entries)


def test_on_a_terminal_nothing_can_move_the_cursor() -> None:
    assert all(line.isprintable() for line in log_lines(three("\x1b[2J gone", "a\nb", "\u202eabc")))
