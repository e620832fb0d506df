"""Claims on Spark: the rows of `batch`, bad reports as rows, and nothing that only one machine has.

What runs Spark needs Java and `pip install 'cpcc-extract[spark]'`; without them these tests are skipped, unless
CPCC_EXTRACT_SPARK=required says that they must run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.parquet
import pytest
from sparking import on_spark

from cpcc_extract.errors import ColumnError
from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.pipeline import parse, parse_file
from cpcc_extract.reading.text import read_source
from cpcc_extract.spark import claims, schema
from cpcc_extract.writers.table import rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

HOME = Path(__file__).parent.parent
SAMPLES = sorted((HOME / "samples").glob("*.txt"))
TABLE = [column.id for column in table_columns()]
UNIT = """
[[unit]]
id = "皮长"
dimension = "count"
forms = ["皮长"]
examples = ["架设光缆⟦27皮长⟧"]
"""
REPORT = "青澜县政协2024年工作总结\n\n全年收到提案190余件,立案176件。\n"


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - the module is imported without it too

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        made = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        made.sparkContext.setLogLevel("ERROR")
        yield made
        made.stop()


def texts(spark: SparkSession, *reports: str | bytes | None, kind: str = "string") -> DataFrame:
    return spark.createDataFrame(list(enumerate(reports)), f"number int, text {kind}")


def told(df: DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in df.collect()]


def by_report(found: list[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    """The rows of each report, by the first column; within a report they must stand in one go already."""
    grouped = [(key, list(group)) for key, group in groupby(found, key=lambda row: row[0])]
    assert len(dict(grouped)) == len(grouped)
    return dict(grouped)


@on_spark
@pytest.mark.parametrize("partitions", [1, 3, 16])
def test_the_rows_are_those_of_batch(spark: SparkSession, tmp_path: Path, partitions: int) -> None:
    command = [sys.executable, "-m", "cpcc_extract", "batch", *map(str, SAMPLES), "-o", "claims.parquet"]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(HOME)}, check=True)
    written = pyarrow.parquet.read_table(tmp_path / "claims.parquet")
    wanted = [tuple(row.values()) for row in written.to_pylist()]

    reports = [(str(path), read_source(path).text) for path in SAMPLES]
    frame = spark.createDataFrame(reports, "path string, body string").repartition(partitions)
    found = claims(frame, text="body", source="path")

    assert found.columns == [*written.column_names, "error", "reason"]
    types = {"string": "string", "int64": "bigint", "decimal128(38, 12)": "decimal(38,12)", "date32[day]": "date"}
    assert [kind for _, kind in found.dtypes[: len(TABLE)]] == [types[str(kind)] for kind in written.schema.types]
    assert by_report([row[:-2] for row in told(found)]) == by_report(wanted)
    assert {row[-2:] for row in told(found)} == {(None, None)}


@on_spark
def test_files_are_read_as_what_they_are(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "utf-8.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "gbk.txt").write_text(REPORT, encoding="gb18030")
    (tmp_path / "page.htm").write_text(f"<html><body><p>{REPORT * 9}</p></body></html>", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    frame = spark.read.format("binaryFile").load(f"{tmp_path}/*")
    found = by_report(told(claims(frame, "content", source="path")))
    for name in ("utf-8.txt", "gbk.txt", "page.htm"):
        wanted = [tuple(row[1:]) for row in rows([parse_file(tmp_path / name)])]
        assert [row[1:-2] for row in found[f"file:{tmp_path / name}"]] == wanted, name
    ((*cells, error, reason),) = found[f"file:{tmp_path / 'picture.txt'}"]
    assert set(cells[1:]) == {None}
    assert (error, reason) == ("FormatError", "is a picture, not a text; turn it into text with OCR first")


@on_spark
def test_the_encoding_can_be_named(spark: SparkSession) -> None:
    frame = texts(spark, REPORT.encode("utf-16-le"), kind="binary")
    assert [row.error for row in claims(frame).collect()] == ["BinaryError"]
    assert [row.text for row in claims(frame, encoding="utf-16-le").collect()] == ["190余件", "176件"]


@on_spark
def test_rules_of_ones_own_are_sent_along(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "units.toml").write_text(UNIT, encoding="utf-8")
    rules = Lexicon.load(tmp_path / "rules", ["government"])
    text = "全年地区生产总值120亿元,增长6.1%,架设光缆27皮长。"
    found = claims(texts(spark, text), lexicon=rules)
    shutil.rmtree(tmp_path / "rules")
    wanted = parse(text, rules).claims
    assert [(row.unit, row.indicator) for row in found.collect()] == [(claim.unit, claim.indicator) for claim in wanted]
    assert "皮长" in [claim.unit for claim in wanted]


BAD = [
    (None, "EmptyError", "is null"),
    ("", "EmptyError", "is empty"),
    (" \n\t", "EmptyError", "is empty"),
]
BAD_BYTES = [
    (None, "EmptyError", "is null"),
    (b"", "EmptyError", "is empty"),
    (b"PK\x03\x04 and no more", "FormatError", "damaged"),
    (b"\x00\x01\x02\x03", "BinaryError", "binary"),
    (b"\xc3\x28 and \xff", "EncodingError", "neither UTF-8"),
]


@on_spark
@pytest.mark.parametrize(("kind", "cases"), [("string", BAD), ("binary", BAD_BYTES)], ids=["string", "binary"])
def test_a_bad_report_is_a_row_and_costs_no_other(
    spark: SparkSession, kind: str, cases: list[tuple[str | bytes | None, str, str]]
) -> None:
    good = REPORT if kind == "string" else REPORT.encode()
    reports = [report for bad, _, _ in cases for report in (bad, good)]
    found = by_report(told(claims(texts(spark, *reports, kind=kind).coalesce(1), keep="number")))
    for number, (_, error, part) in enumerate(cases):
        ((*cells, kind_told, reason),) = found[2 * number]
        assert (kind_told, set(cells[1:])) == (error, {None})
        assert part in reason
        assert [row[1 + TABLE.index("value")] for row in found[2 * number + 1]] == [Decimal(190), Decimal(176)]


@on_spark
def test_a_string_that_is_no_text(spark: SparkSession) -> None:
    frame = spark.sql("select 7 as number, cast(X'E68F90E5' as string) as text, cast(X'E5' as string) as place")
    (row,) = claims(frame, keep="number", source="place").collect()
    assert (row.number, row.source, row.error) == (7, "\ufffd", "EncodingError")
    assert "byte 4" in row.reason


@on_spark
def test_kept_columns_are_carried_unchanged(spark: SparkSession) -> None:
    frame = texts(spark, REPORT, None, REPORT).selectExpr(
        "text as body",
        "number",
        "if(number = 1, null, concat('r', number)) as `report.id`",
        "timestamp'2024-03-05 08:00:00' as read",
        "array(number, null) as list",
        "named_struct('a', number, 'b', map('k', 1.50)) as nested",
        "cast('x' as binary) as raw",
    )
    kept = frame.columns[1:]
    found = claims(frame, "body", keep=kept)
    assert found.schema.fields[: len(kept)] == frame.schema.fields[1:]
    assert found.schema.fields[len(kept) :] == schema().fields
    first, bad, last = (row[1:] for row in told(frame))
    assert [row[: len(kept)] for row in told(found)] == [first, first, bad, last, last]
    assert [row.source for row in found.collect()] == [None] * 5


@on_spark
def test_no_report_and_no_claim_is_no_row(spark: SparkSession) -> None:
    assert told(claims(texts(spark, "没有数字。", "一是进一步加强学习。"))) == []
    assert told(claims(texts(spark, REPORT).where("number > 5"))) == []


@on_spark
def test_nothing_is_run_before_it_is_asked_for(spark: SparkSession) -> None:
    frame = texts(spark, REPORT)
    spark.sparkContext.setJobGroup("plan", "")
    claims(frame, keep="number")
    assert list(spark.sparkContext.statusTracker().getJobIdsForGroup("plan")) == []


@on_spark
@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"text": "body"}, "no column 'body'"),
        ({"text": "number"}, "holds integer"),
        ({"keep": "report"}, "no column 'report'"),
        ({"source": "path"}, "no column 'path'"),
        ({"keep": "text"}, "has a column 'text' itself"),
        ({"keep": ["number", "number"]}, "kept twice"),
        ({"keep": "ID"}, "df.withColumnRenamed('ID', 'report_ID')"),
    ],
)
def test_columns_that_cannot_be_used(spark: SparkSession, names: dict[str, Any], said: str) -> None:
    with pytest.raises(ColumnError) as error:
        claims(texts(spark, REPORT).selectExpr("*", "7 as ID"), **names)
    assert said in str(error.value)


@on_spark
def test_a_column_that_is_there_twice(spark: SparkSession) -> None:
    with pytest.raises(ColumnError, match="more than one column 'number'"):
        claims(texts(spark, REPORT).selectExpr("*", "7 as number"), keep="number")


@on_spark
def test_a_worker_reads_the_rules_once(spark: SparkSession) -> None:
    def loads(given: Iterator[Any]) -> Iterator[Any]:
        """The number of the process that runs it, how often that has read the rules, and how often it had them."""
        from cpcc_extract.lexicon.load import _load  # noqa: PLC0415 - the worker's own

        assert sum(batch.num_rows for batch in given) <= 40  # a process that does not read all it is given is ended
        cells = [os.getpid(), _load.cache_info().misses, _load.cache_info().hits]
        yield pyarrow.RecordBatch.from_arrays([[cell] for cell in cells], names=["process", "read", "again"])

    def seen() -> dict[int, tuple[int, int]]:
        assert claims(frame).count() == 80
        found = frame.mapInArrow(loads, "process long, read long, again long").collect()
        return {row.process: (row.read, row.again) for row in found}

    frame = texts(spark, *[REPORT] * 40).repartition(12)
    first, then = seen(), seen()
    both = {process for process in first if process in then and first[process][0]}
    assert both
    for process in both:
        assert then[process][0] == first[process][0]
    assert any(then[process][1] > first[process][1] for process in both)
