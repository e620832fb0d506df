"""Tables that are not claims: their columns and rows, and how they become CSV or JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import BinaryIO

from cpcc_extract.exact_json import dump_records
from cpcc_extract.writers.separated import printed
from cpcc_extract.writers.table import Cell

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a name."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def write_csv(grid: Grid, out: BinaryIO, *, bom: bool = False) -> None:
    """A header line, then one line a row; numbers exact, nothing for None, no cell that a spreadsheet would run."""
    buffer = StringIO(newline="")
    lines = csv.writer(buffer, lineterminator="\r\n")
    lines.writerow(grid.columns)
    lines.writerows([printed(cell) for cell in row] for row in grid.rows)
    out.write((_BOM if bom else b"") + buffer.getvalue().encode())


def write_json(grids: Iterable[Grid], out: BinaryIO) -> None:
    """One object: under each table's name its rows as records, one a line."""
    parts = (f'"{grid.name}": {dump_records(records(grid))}' for grid in grids)
    out.write(("{\n" + ",\n".join(parts) + "\n}\n").encode())


def records(grid: Grid) -> list[dict[str, Cell]]:
    """The rows as mappings by column."""
    return [dict(zip(grid.columns, row, strict=True)) for row in grid.rows]
