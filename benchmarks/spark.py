"""How fast claims are made on Spark, and what ten million reports take.

usage: python benchmarks/spark.py [DIRECTORY] [--copies N] [--write]

Reads the samples, or the texts of DIRECTORY, as a table with N copies of each (by default as many as give two million
characters), with Spark in local mode, and throws the claims away. Times are those of the clock, medians of five behind
a run that is not counted; the rate without Spark is that of the same function over the same Arrow batches in this
process. `--write` puts the figures into docs/spark.md. Needs Java and the extra `spark`.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow
import pyarrow.parquet
import pyspark
from pyspark.sql import SparkSession

from cpcc_extract import __version__
from cpcc_extract.reading.text import read_source
from cpcc_extract.spark import claims, schema
from cpcc_extract.spark.batches import claim_batches

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "spark.md"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", flags=re.DOTALL)
RUNS = 5
CHARACTERS = 2_000_000
REPORTS, LENGTH = 10_000_000, 6_000
"""What is reckoned with."""
CORES = (16, 64, 256)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the runs gave."""

    reports: int
    characters: int
    claims: int
    alone: float
    """Seconds without Spark, in one process."""
    tasks: dict[int, float]
    """Seconds by the number of tasks at a time."""
    written: int
    """Bytes of the claims as Parquet."""
    memory: int
    """Highest resident memory of a Python worker, kilobytes."""


def seconds(work: Callable[[], object]) -> float:
    """Median time of `work` behind a run that is not counted."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def memory(batches: Iterator[Any]) -> Iterator[Any]:
    """For a worker: the most memory that its process has had."""
    for _ in batches:
        pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield pyarrow.RecordBatch.from_arrays([pyarrow.array([most])], names=["most"])


def measure(texts: list[str], copies: int, folder: Path) -> Measured:
    """Run over the texts, `copies` times each, in tables of one file and of one file a core."""
    cores = len(os.sched_getaffinity(0))
    table = pyarrow.table({"number": range(len(texts) * copies), "text": texts * copies})
    session = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    tasks = {}
    for count in sorted({1, cores}):
        place = folder / f"in{count}"
        place.mkdir()
        size = -(-len(table) // count)
        for part in range(count):
            pyarrow.parquet.write_table(table.slice(part * size, size), place / f"{part}.parquet")
        reports = session.read.parquet(str(place))
        found = claims(reports, keep="number")
        tasks[count] = seconds(lambda found=found: found.write.format("noop").mode("overwrite").save())
    found.write.parquet(str(folder / "out"))
    most = max(row.most for row in reports.mapInArrow(memory, "most long").collect())
    session.stop()
    return Measured(
        reports=len(table),
        characters=copies * sum(map(len, texts)),
        claims=sum(file.metadata.num_rows for file in map(pyarrow.parquet.ParquetFile, folder.glob("out/*.parquet"))),
        alone=seconds(lambda: alone(table)),
        tasks=tasks,
        written=sum(file.stat().st_size for file in folder.glob("out/*.parquet")),
        memory=most,
    )


def alone(table: pyarrow.Table) -> int:
    """The same function over the same reports, without Spark; gives the number of claims."""
    names = ["number", *schema().names]
    sources = pyarrow.array([None] * len(table), pyarrow.string())
    given = table.add_column(1, "source", sources).to_batches(max_chunksize=10_000)
    return sum(batch.num_rows for batch in claim_batches(given, names=names, encoding=None))


def page(found: Measured, command: str) -> str:
    """The figures as Markdown."""
    rows = [("in one process, without Spark", 1, found.alone)]
    rows += [(f"Spark, {count} task{'s' * (count > 1)} at a time", count, took) for count, took in found.tasks.items()]
    rate = min(found.characters / took / count for count, took in found.tasks.items())
    hours = REPORTS * LENGTH / rate / 3600
    share = REPORTS * LENGTH / found.characters
    lines = [
        f"`{command}` on {date.today()}: version {__version__}, PySpark {pyspark.__version__}, "
        f"Python {platform.python_version()}, {platform.machine()}, a busy machine;",
        f"{found.reports:,} reports, {found.characters:,} characters, {found.claims:,} claims:",
        "",
        "| | seconds | characters a second and core |",
        "| --- | --- | --- |",
        *(f"| {name} | {took:.1f} | {found.characters / took / count:,.0f} |" for name, count, took in rows),
        "",
        f"A Python worker took {found.memory / 1024:.0f} MB at most.",
        "",
        f"At the slowest of Spark's rates {REPORTS:,} reports of {LENGTH:,} characters take {hours:,.0f} core hours:",
        "",
        "| cores | hours |",
        "| --- | --- |",
        *(f"| {cores} | {hours / cores:.1f} |" for cores in CORES),
        "",
        f"They would give {found.claims * share / 1e6:,.0f} million claims, "
        f"{found.written * share / 1e9:,.0f} GB as Spark writes Parquet.",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the figures; write them where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("directory", nargs="?", type=Path)
    parser.add_argument("--copies", type=int)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    texts = [read_source(path).text for path in sorted((options.directory or ROOT / "samples").glob("*.txt"))]
    copies = options.copies or max(1, CHARACTERS // sum(map(len, texts)))
    with tempfile.TemporaryDirectory() as folder:
        found = measure(texts, copies, Path(folder))
    command = f"python benchmarks/spark.py{' DIRECTORY' if options.directory else ''}"
    figures = page(found, command)
    print(figures)
    if options.write:
        told = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(FIGURES.sub(lambda _: figures, told), encoding="utf-8")


if __name__ == "__main__":
    main()
