"""Rows of claims as Arrow columns, for every format and engine that takes them so; needs pyarrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpcc_extract.lexicon.columns import Column
from cpcc_extract.writers.decimals import PRECISION, SCALE, fitting
from cpcc_extract.writers.table import Cell


def arrow_type(arrow: Any, column: Column) -> Any:
    """The type that a column has in the library `arrow` (pyarrow); numbers are exact decimals of a fixed shape."""
    kinds = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.decimal128(PRECISION, SCALE),
        "date": arrow.date32(),
    }
    return kinds[column.type]


def arrays(arrow: Any, there: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Any]:
    """One array a column. A number that needs more than 12 decimals or 26 digits before them is null."""
    turned: list[Any] = [list(cells) for cells in zip(*rows, strict=True)]
    for index, column in enumerate(there):
        if column.type == "number":
            turned[index] = [fitting(cell) for cell in turned[index]]
    return [arrow.array(cells, type=arrow_type(arrow, column)) for cells, column in zip(turned, there, strict=True)]
