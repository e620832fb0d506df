"""What a worker of Spark does: Arrow batches of reports in, Arrow batches of claims out.

Runs in the Python processes of the executors. All it needs of the machine is the installed package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from cpcc_extract.errors import EmptyError, EncodingError
from cpcc_extract.failure import failure_of
from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.pipeline import parse
from cpcc_extract.reading.source import Source
from cpcc_extract.reading.text import limit_characters, source_from_bytes, source_from_text
from cpcc_extract.runs.worker import limit_part
from cpcc_extract.writers.arrow import arrays
from cpcc_extract.writers.extras import library
from cpcc_extract.writers.table import Cell, rows

_ROWS = 10_000
"""Rows of a batch that goes back to Spark, whose own limit is the same."""
_SIZE = 64_000_000
"""Bytes of long cells in such a batch, about: what is held at once, and far below what an Arrow array can hold."""
_WIDTH = 3
"""Bytes of a Chinese character."""
_CALLED = "document"
_IDS = [column.id for column in table_columns()]
_SOURCE, _SENTENCE = _IDS.index("source"), _IDS.index("sentence")

Problem = tuple[str, str] | tuple[None, None]
"""`error` and `reason` of a row."""


@dataclass(slots=True)
class _Held:
    """Claims that wait for their batch to be full."""

    reports: list[int] = field(default_factory=list)
    """For each row, the number of its report in the batch that came in."""
    rows: list[list[Cell]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """For each row, `error` and `reason`."""
    size: int = 0

    def full(self) -> bool:
        """Time to hand over."""
        return len(self.rows) >= _ROWS or self.size >= _SIZE


def claim_batches(
    batches: Iterable[Any], *, names: Sequence[str], encoding: str | None = None, over: Overlay = SHIPPED
) -> Iterator[Any]:
    """The claims of every report, in the order of the reports.

    Batches that come in hold the kept columns, the source and the report (string or bytes); those that go out hold
    the columns `names`: the kept ones, the claim table, `error` and `reason`. The rules, with `over` laid over them,
    are loaded by the first partition that a process works on.
    """
    arrow = library("pyarrow", "spark", "The Spark table")
    rules = Lexicon.of(over)
    for batch in batches:
        *kept, sources, reports = batch.columns
        held = _Held()
        for number in range(batch.num_rows):
            weight: int = sum(column.slice(number, 1).nbytes for column in kept)
            found, problem = _read(sources[number], reports[number], encoding, rules)
            for row in found:
                held.reports.append(number)
                held.rows.append(row)
                held.problems.append(problem)
                held.size += weight + _WIDTH * len(str(row[_SENTENCE]))
                if held.full():
                    yield _batch(arrow, held, kept, names)
                    held = _Held()
        if held.rows:
            yield _batch(arrow, held, kept, names)


def _batch(arrow: Any, held: _Held, kept: Sequence[Any], names: Sequence[str]) -> Any:
    carried = [column.take(arrow.array(held.reports, arrow.int64())) for column in kept]
    problems = [arrow.array(cells, arrow.string()) for cells in zip(*held.problems, strict=True)]
    return arrow.RecordBatch.from_arrays(
        [*carried, *arrays(arrow, table_columns(), held.rows), *problems], names=list(names)
    )


def _read(source: Any, report: Any, encoding: str | None, rules: Lexicon) -> tuple[list[list[Cell]], Problem]:
    """The rows of one report; or, of one that cannot be read, a row without a claim, and why."""
    name = source.as_buffer().to_pybytes().decode("utf-8", errors="replace") if source.is_valid else None
    try:
        document = parse(_source(report, name, encoding), rules)
        limit_part(_WIDTH * sum(len(claim.sentence) for claim in document.claims))
        found = list(rows([document]))
        problem: Problem = (None, None)
    except MemoryError:
        found = [[None] * len(_IDS)]
        problem = ("MemoryError", "needs more memory than its worker has; split it, or give workers more")
    except Exception as error:
        failure = failure_of(_CALLED, error)
        found = [[None] * len(_IDS)]
        problem = (failure.error, failure.reason)
    for row in found:
        row[_SOURCE] = name
    return found, problem


def _source(report: Any, name: str | None, encoding: str | None) -> Source:
    if not report.is_valid:
        raise EmptyError("is null; fill it, or leave the row out")
    raw: bytes = report.as_buffer().to_pybytes()
    if "string" not in str(report.type):
        called = PurePath(name or _CALLED).name
        return source_from_bytes(raw, name=called, called=_CALLED, encoding=encoding)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"is no valid UTF-8 (byte {error.start + 1}); give its bytes, a column of type binary"
        ) from None
    limit_characters(text, _CALLED)
    return source_from_text(text, name=_CALLED)
