"""How fast claims are made on Spark, and what ten million reports take.

usage: python benchmarks/spark.py [DIRECTORY] [--copies N] [--write]

Reads the samples, or the texts of DIRECTORY, as a table with N copies of each (by default as many as give one million
characters), with Spark in local mode, and throws the claims away. Times are medians of five behind a run that is not
counted: of the clock, which a busy machine spoils, and of the processors, Java and the Python workers together. The
rate without Spark is that of the same function over the same Arrow batches in this process. `--write` puts the figures
into docs/spark.md. Needs Java, the extra `spark` and Linux.
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
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow
import pyarrow.parquet
import pyspark
from pyspark.sql import DataFrame, SparkSession

from cpcc_extract import __version__
from cpcc_extract.reading.text import read_source
from cpcc_extract.spark import claims, schema
from cpcc_extract.spark.batches import claim_batches

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "spark.md"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", flags=re.DOTALL)
RUNS = 5
CHARACTERS = 1_000_000
REPORTS, LENGTH = 10_000_000, 6_000
"""What is reckoned with."""
CORES = (16, 64, 256)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of a run."""

    clock: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What the runs gave."""

    reports: int
    characters: int
    claims: int
    alone: Took
    """Without Spark, in one process."""
    tasks: dict[int, Took]
    """By the number of tasks at a time."""
    written: int
    """Bytes of the claims as Parquet."""
    memory: int
    """Highest resident memory of a Python worker, kilobytes."""


def took(work: Callable[[], object], process: int) -> Took:
    """Median times of `work`, which `process` and those below it do, behind a run that is not counted."""
    work()
    clocks, cpus = [], []
    for _ in range(RUNS):
        clock, cpu = time.perf_counter(), cpu_seconds(process)
        work()
        clocks.append(time.perf_counter() - clock)
        cpus.append(cpu_seconds(process) - cpu)
    return Took(median(clocks), median(cpus))


def cpu_seconds(process: int) -> float:
    """Of a process and all below it, ended ones included."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        below = [Path(path).read_text().split() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return 0.0
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(int(child)) for children in below for child in children)


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
    java = session._jvm.ProcessHandle.current().pid()
    tasks = {}
    for count in sorted({1, cores}):
        place = folder / f"in{count}"
        place.mkdir()
        size = -(-len(table) // count)
        for part in range(count):
            pyarrow.parquet.write_table(table.slice(part * size, size), place / f"{part}.parquet")
        reports = session.read.parquet(str(place))
        found = claims(reports, keep="number")
        tasks[count] = took(partial(discard, found), java)
    found.write.parquet(str(folder / "out"))
    most = max(row.most for row in reports.mapInArrow(memory, "most long").collect())
    session.stop()
    return Measured(
        reports=len(table),
        characters=copies * sum(map(len, texts)),
        claims=sum(file.metadata.num_rows for file in map(pyarrow.parquet.ParquetFile, folder.glob("out/*.parquet"))),
        alone=took(partial(alone, table), os.getpid()),
        tasks=tasks,
        written=sum(file.stat().st_size for file in folder.glob("out/*.parquet")),
        memory=most,
    )


def discard(found: DataFrame) -> None:
    """Make all rows and throw them away."""
    found.write.format("noop").mode("overwrite").save()


def alone(table: pyarrow.Table) -> int:
    """The same function over the same reports, without Spark; gives the number of claims."""
    names = ["number", *schema().names]
    sources = pyarrow.array([None] * len(table), pyarrow.string())
    given = table.add_column(1, "source", sources).to_batches(max_chunksize=10_000)
    return sum(batch.num_rows for batch in claim_batches(given, names=names, encoding=None))


def page(found: Measured, command: str) -> str:
    """The figures as Markdown."""
    rows = [("in one process, without Spark", found.alone)]
    rows += [(f"Spark, {count} task{'s' * (count > 1)} at a time", times) for count, times in found.tasks.items()]
    rate = found.characters / max(times.cpu for times in found.tasks.values())
    hours = REPORTS * LENGTH / rate / 3600
    share = REPORTS * LENGTH / found.characters
    lines = [
        f"`{command}` on {date.today()}: version {__version__}, PySpark {pyspark.__version__}, "
        f"Python {platform.python_version()}, {platform.machine()};",
        f"{found.reports:,} reports, {found.characters:,} characters, {found.claims:,} claims:",
        "",
        "| | seconds | CPU seconds | characters a CPU second |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {times.clock:.1f} | {times.cpu:.1f} | {found.characters / times.cpu:,.0f} |"
            for name, times in rows
        ),
        "",
        f"A Python worker took {found.memory / 1024:.0f} MB at most.",
        "",
        f"At the lowest rate on Spark {REPORTS:,} reports of {LENGTH:,} characters take {hours:,.0f} core hours:",
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
