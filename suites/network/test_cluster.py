"""The network of a book is the same to the byte from a folder, from a store, by several processes, and by the workers of a Spark master."""

import json
import os
import pickle
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cluster import standalone
from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as all pages on Spark call it

from legalmodel.book.notes import NOTE_SCHEMA, map_notes
from legalmodel.cli.main import run
from legalmodel.methods.across.notes import note_of
from legalmodel.methods.leverage.deals import told
from legalmodel.text.read import read

DAY = "2026-11-30"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with standalone(2, tmp_path_factory.mktemp("spark")) as master:
        builder = SparkSession.builder.master(master).config("spark.ui.enabled", "false")
        session = builder.config("spark.driver.host", "127.0.0.1").config("spark.executor.memory", "512m").getOrCreate()
        yield session
        session.stop()


def written(book: Path, into: Path, *more: str) -> dict[str, bytes]:
    """Return what the command writes: tables, the whole network as a graph, the chart, and the page in two languages."""
    into.mkdir()
    asked = ["network", str(book), "--run-day", DAY, "--by-name", *more]
    for format, extra in (("json", []), ("html", ["--lang", "en,zh"])):
        file = into / f"out.{format}"
        with file.open("w", encoding="utf-8") as out:
            before, sys.stdout = sys.stdout, out
            try:
                graph = ["--graph", str(into / "net.graphml"), "--chart", str(into / "net.svg")] if format == "json" else []
                assert run([*asked, "--format", format, *extra, *graph]) == 0
            finally:
                sys.stdout = before
    return {file.name: file.read_bytes() for file in sorted(into.iterdir())}


@pytest.fixture(scope="module")
def here(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return written(folder, tmp_path_factory.mktemp("here") / "one", "--processes", "1")


def test_two_processes_find_the_same(folder: Path, here: dict[str, bytes], tmp_path: Path) -> None:
    assert written(folder, tmp_path / "two", "--processes", "2") == here


def test_workers_of_spark_find_the_same(spark: Any, folder: Path, here: dict[str, bytes], tmp_path: Path) -> None:
    assert written(folder, tmp_path / "there", "--spark", spark.sparkContext.master) == here


def test_a_store_tells_the_same_here_and_there(
    spark: Any, folder: Path, store: Path, here: dict[str, bytes], tmp_path: Path
) -> None:
    """but for the names of files, which are those in the store; of two versions the last counts"""
    mine = written(store, tmp_path / "mine", "--processes", "1")
    assert written(store, tmp_path / "there", "--spark", spark.sparkContext.master) == mine
    first, second = json.loads(here["out.json"]), json.loads(mine["out.json"])
    assert [row["file"].removeprefix("deals/") for row in second["tables"].pop("files")["rows"]] == [
        row["file"] for row in first["tables"].pop("files")["rows"]
    ]
    assert first == second
    assert "Another Bank" not in mine["out.json"].decode()


def test_deals_from_any_table_of_spark(spark: Any, folder: Path) -> None:
    """as from an object store: notes come back, put together by whoever has them"""
    files = spark.read.format("binaryFile").option("pathGlobFilter", "deal00000*.json").load(str(folder))
    name = F.element_at(F.split("path", "/"), -1)
    frame = files.select(
        F.substring(name, 5, 6).cast("long").alias("number"),
        name.alias("deal"),
        F.lit("json").alias("format"),
        files["content"].alias("raw"),
    )
    day = date.fromisoformat(DAY)
    rows = frame.repartition(3).mapInArrow(partial(map_notes, run_day=day), NOTE_SCHEMA).collect()
    assert len(rows) == 10
    for row in rows:
        mine = note_of(told(read(folder / row.deal), row.number), day)
        assert mine is not None
        assert pickle.loads(row.note) == mine._replace(file=row.deal)  # noqa: S301 - our own, of a moment ago
