"""A table as Parquet with exact decimals; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, BinaryIO

from cpcc_extract.writers.decimals import PRECISION, SCALE, fitting
from cpcc_extract.writers.extras import library
from cpcc_extract.writers.grids import Grid
from cpcc_extract.writers.table import Cell


def write_parquet(grid: Grid, out: BinaryIO) -> None:
    """The table; a column's type is that of its cells. Raises MissingExtraError without pyarrow."""
    arrow, parquet = (library(name, "parquet", "Parquet") for name in ("pyarrow", "pyarrow.parquet"))
    columns = [[row[index] for row in grid.rows] for index in range(len(grid.columns))]
    arrays = [_array(arrow, cells) for cells in columns]
    parquet.write_table(arrow.Table.from_arrays(arrays, names=list(grid.columns)), out, compression="zstd")


def _array(arrow: Any, cells: Iterable[Cell]) -> Any:
    values = list(cells)
    kinds = {type(cell) for cell in values if cell is not None}
    if kinds == {Decimal}:
        return arrow.array(
            [fitting(cell) for cell in values if cell is None or isinstance(cell, Decimal)],
            type=arrow.decimal128(PRECISION, SCALE),
        )
    if kinds == {int}:
        return arrow.array(values, type=arrow.int64())
    return arrow.array([None if cell is None else str(cell) for cell in values], type=arrow.string())
