"""What Spark hands its workers, without Spark: Arrow batches of reports in, batches of claims out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.spark import batches

HOME = Path(__file__).parent.parent
TABLE = [column.id for column in table_columns()]
REPORT = "青澜县政协2024年工作总结\n\n全年收到提案190余件,立案176件。\n"


def arrow_batches(*reports: str | bytes, kept: list[str] | None = None) -> Iterator[Any]:
    columns = [pyarrow.array([None] * len(reports), pyarrow.string()), pyarrow.array(reports)]
    names = ["source", "text"]
    if kept is not None:
        columns, names = [pyarrow.array(kept), *columns], ["kept", *names]
    made = [*names[:-2], *TABLE, "error", "reason"]
    return batches.claim_batches([pyarrow.RecordBatch.from_arrays(columns, names=names)], names=made)


def test_batches_that_go_out_are_bounded() -> None:
    many = "收到提案1件。" * 9_000
    sizes = [batch.num_rows for batch in arrow_batches(many, REPORT, many)]
    assert sum(sizes) == 18_002
    assert max(sizes) <= 10_000
    wide = list(arrow_batches(REPORT * 50, kept=["x" * 10_000_000]))
    assert sum(batch.num_rows for batch in wide) == 100
    assert max(batch.nbytes for batch in wide) < 100_000_000


@pytest.mark.parametrize(
    ("report", "said"),
    [("1" * 50_000_001, "50,000,001 characters"), (b"1" * 50_000_001, "split it"), (b"1" * 100_000_001, "100 MB")],
    ids=["characters", "characters of bytes", "bytes"],
)
def test_a_report_that_is_too_long(report: str | bytes, said: str) -> None:
    (batch,) = arrow_batches(report)
    (row,) = batch.to_pylist()
    assert (row["error"], row["text"]) == ("FormatError", None)
    assert said in row["reason"]


def test_a_defect_is_a_row() -> None:
    broken: Any = object()
    (row,), (error, reason) = batches._read(pyarrow.scalar("a.txt"), pyarrow.scalar(REPORT), None, broken)
    assert row == ["a.txt", *[None] * (len(TABLE) - 1)]
    assert error == "AttributeError"
    assert reason.startswith("a defect of the program (AttributeError:")


def test_without_pyspark_the_command_that_installs_it_is_told() -> None:
    script = (
        "import sys; sys.modules['pyspark'] = None\n"
        "from cpcc_extract.errors import MissingExtraError\n"
        "from cpcc_extract.spark import schema\n"
        "try: schema()\n"
        "except MissingExtraError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (
        "The Spark table needs pyspark, which is not installed; pip install 'cpcc-extract[spark]'"
    )
