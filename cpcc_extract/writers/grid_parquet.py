"""A table as Parquet with exact decimals; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from importlib import import_module
from typing import Any, BinaryIO

from cpcc_extract.errors import CpccError
from cpcc_extract.writers.grids import Grid
from cpcc_extract.writers.table import Cell

_PRECISION, _SCALE = 38, 12
_STEP = Decimal(1).scaleb(-_SCALE)
_LIMIT = Decimal(10) ** (_PRECISION - _SCALE)


def write_parquet(grid: Grid, out: BinaryIO) -> None:
    """The table; a column's type is that of its cells. Raises CpccError where pyarrow is not installed."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise CpccError("Parquet needs pyarrow, which is not installed; pip install 'cpcc-extract[parquet]'") from None
    columns = [[row[index] for row in grid.rows] for index in range(len(grid.columns))]
    arrays = [_array(arrow, cells) for cells in columns]
    parquet.write_table(arrow.Table.from_arrays(arrays, names=list(grid.columns)), out, compression="zstd")


def _array(arrow: Any, cells: Iterable[Cell]) -> Any:
    values = list(cells)
    kinds = {type(cell) for cell in values if cell is not None}
    if kinds == {Decimal}:
        return arrow.array([_fitting(cell) for cell in values], type=arrow.decimal128(_PRECISION, _SCALE))
    if kinds == {int}:
        return arrow.array(values, type=arrow.int64())
    return arrow.array([None if cell is None else str(cell) for cell in values], type=arrow.string())


def _fitting(cell: Cell) -> Decimal | None:
    """The number where the type holds it exactly, else nothing: no number is better than a rounded one."""
    if not isinstance(cell, Decimal) or abs(cell) >= _LIMIT or cell != cell.quantize(_STEP):
        return None
    return cell
