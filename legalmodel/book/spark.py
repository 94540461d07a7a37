"""The same kernel on Apache Spark: a book on a path that all machines share, or any table of deals, such as one read from an object store.

Nothing of a rule is translated: each task runs what the processes of one machine run. pyspark is needed here and nowhere else, and every
machine needs this package, of one version, in the Python that Spark starts there.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.book.kernel import Settings, map_findings
from legalmodel.book.schemas import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

Job = TypeVar("Job")
Made = TypeVar("Made")
_TYPES = {
    "text": "string",
    "count": "int",
    "long": "bigint",
    "flag": "boolean",
    "day": "date",
    "moment": "timestamp_ntz",
    "decimal": "decimal(38,12)",
    "texts": "array<string>",
    "counts": "array<int>",
    "bytes": "binary",
}


def spark_schema(table: str) -> str:
    """Return the columns of a table of a book as Spark names them."""
    return ", ".join(f"{column.name} {_TYPES[column.type]}" for column in TABLES[table])


def findings_of(deals: Any, settings: Settings) -> Any:
    """Return the findings of a data frame of deals with the columns deal, version, format (yaml or json) and raw (the bytes)."""
    asked = deals.select("deal", deals["version"].cast("int"), "format", "raw")
    return asked.mapInArrow(partial(map_findings, settings=settings), spark_schema("findings"))


def session(master: str) -> Any:
    """Return a session of a Spark master, such as spark://host:7077. Raises BadRequest if pyspark is not there."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise BadRequest(
            say("Spark needs the package pyspark"), say("run: pip install pyspark pandas, and have a Java runtime")
        ) from None
    return SparkSession.builder.master(master).appName("legalmodel book").config("spark.ui.enabled", "false").getOrCreate()


def work_on(spark: Any, task: Callable[[Job], Made], jobs: Iterable[Job]) -> Iterator[Made]:
    """Yield what a task makes of each job, done by the machines of a session; as ``pool.work`` does on one machine.

    A task that is tried twice, since a machine was lost, leaves files that nobody names; what it made counts once.
    """
    rows = [(pickle.dumps(job),) for job in jobs]
    if not rows:
        return
    lots = spark.createDataFrame(rows, "job binary").repartition(len(rows))
    made = lots.mapInArrow(partial(_run, task=task), "made binary")
    for row in made.toLocalIterator(prefetchPartitions=True):
        yield pickle.loads(row.made)  # noqa: S301 - what our own task made a moment ago


def _run(batches: "Iterable[pa.RecordBatch]", task: Callable[[Any], Any]) -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa

    for batch in batches:
        for job in batch.column(0).to_pylist():
            made = pickle.dumps(task(pickle.loads(job)))  # noqa: S301 - what our own command sent
            yield pa.RecordBatch.from_arrays([pa.array([made], pa.binary())], names=["made"])
