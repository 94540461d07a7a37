"""A cluster of a master and two workers finds what one process finds, byte for byte, and a book is none the worse for it."""

import json
import os
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

from legalmodel.book.adding import add
from legalmodel.book.checking import check
from legalmodel.book.kernel import KEPT, Kernel, Settings, StoredDeal, map_findings
from legalmodel.book.schemas import TABLES
from legalmodel.book.spark import findings_of, spark_schema
from legalmodel.book.store import Store

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 30)
SETTINGS = Settings(DAY)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with standalone(2, tmp_path_factory.mktemp("spark")) as master:
        builder = (
            SparkSession.builder.master(master).config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
        )
        session = builder.config("spark.executor.memory", "512m").config("spark.sql.shuffle.partitions", "4").getOrCreate()
        yield session
        session.stop()


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dozen deals: templates, some of them twice, and one that is none."""
    folder = tmp_path_factory.mktemp("source") / "deals"
    folder.mkdir()
    names = sorted(file.parent.name for file in (ROOT / "templates").glob("*/deal.yaml") if file.stat().st_size < 20_000)
    for n, name in enumerate((names * 2)[:24]):
        text = (ROOT / "templates" / name / "deal.yaml").read_text("utf-8")
        (folder / f"{n:02}-{name}.yaml").write_text(f"{text}# {n}\n", "utf-8")
    (folder / "broken.yaml").write_text("deal: [\n", "utf-8")
    return folder


def stored(folder: Path) -> list[StoredDeal]:
    return [StoredDeal(file.name, 1, "yaml", file.read_bytes()) for file in sorted(folder.glob("[0-9]*.yaml"))]


def test_findings_are_those_of_one_process(spark: Any, deals: Path) -> None:
    """deals from any source of Spark, here files read as such, as from an object store"""
    read = spark.read.format("binaryFile").option("pathGlobFilter", "[0-9]*.yaml").load(str(deals))
    frame = read.select(
        F.element_at(F.split("path", "/"), -1).alias("deal"),
        F.lit(1).alias("version"),
        F.lit("yaml").alias("format"),
        read["content"].alias("raw"),
    )
    found = findings_of(frame.repartition(4), SETTINGS).toArrow()
    mine = Kernel(SETTINGS).rows(stored(deals)).findings
    names = [column.name for column in TABLES["findings"]]
    rows = [tuple(row[name] for name in names) for row in found.to_pylist()]
    assert {row[0] for row in rows} == {deal.deal for deal in stored(deals)}
    assert [row for deal in stored(deals) for row in rows if row[0] == deal.deal] == mine.all


def test_a_book_judged_there_is_the_same_to_the_byte(spark: Any, deals: Path, tmp_path: Path) -> None:
    for name in ("here", "there"):
        store = Store.make(tmp_path / name)
        with store.writing():
            assert add(store, [deals]).new == 24
            done = check(store, SETTINGS, spark=spark if name == "there" else None)
        assert done.whole == 24
    for table in ("findings", "lines", "judged"):
        here, there = ([file.read_bytes() for file in Store.open(tmp_path / name).files(table)] for name in ("here", "there"))
        assert here == there
        assert here
    store = Store.open(tmp_path / "there")
    with store.writing():
        assert check(store, SETTINGS).kept == 24  # what the cluster judged, this machine need not judge again


def test_the_kernel_is_the_function_of_arrow_batches(deals: Path) -> None:
    import pyarrow as pa

    some = stored(deals)[:3]
    batch = pa.RecordBatch.from_pydict({name: [getattr(deal, name) for deal in some] for name in KEPT})
    (made,) = partial(map_findings, settings=SETTINGS)([batch])
    assert made.to_pylist() == Kernel(SETTINGS).rows(some).findings.batch().to_pylist()


def test_each_table_has_a_schema_in_spark(spark: Any) -> None:
    for table, columns in TABLES.items():
        frame = spark.createDataFrame([], spark_schema(table))
        assert frame.columns == [column.name for column in columns]
        assert json.loads(frame.schema.json())
