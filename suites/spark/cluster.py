"""A standalone Spark of one machine: a master and workers, each a process of its own, as docs/book.md tells to start them by hand.

Of the scripts that start a cluster pyspark brings ``spark-class`` alone. It needs a Java runtime, 17 or later, with the module jdk.incubator.vector.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyspark

HOME = Path(pyspark.__file__).parent


@contextmanager
def standalone(workers: int, room: Path, cores: int = 1) -> Iterator[str]:
    """Start a master and workers; give its address; end them all."""
    assert shutil.which("java") or "JAVA_HOME" in os.environ, (
        "this suite needs a Java runtime: apt-get install openjdk-17-jre-headless"
    )
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str) -> Path:
        log = room / f"{name}.log"
        command = [
            str(HOME / "bin" / "spark-class"),
            f"org.apache.spark.deploy.{words[0]}",
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            *words[1:],
        ]
        env = os.environ | {
            "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_WORKER_DIR": str(room / "work"),
            "SPARK_DAEMON_MEMORY": "256m",
        }  # fmt: skip  # a table: short parts read together
        with log.open("wb") as into:
            started.append(subprocess.Popen(command, env=env, stdout=into, stderr=into, start_new_session=True))
        return log

    try:
        address = _said(start("master", "master.Master", "--port", "0"), r"Starting Spark master at (spark://\S+)")
        logs = [start(f"worker{n}", "worker.Worker", "--cores", str(cores), "--memory", "1g", address) for n in range(workers)]
        for log in logs:
            _said(log, r"(Successfully registered) with master")
        yield address
    finally:
        for process in reversed(started):
            os.killpg(process.pid, signal.SIGTERM)
        for process in started:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _said(log: Path, wanted: str, seconds: float = 180) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := re.search(wanted, log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.2)
    raise AssertionError(f"{log.name} never said {wanted}:\n{log.read_text('utf-8', 'replace')[-3000:]}")
