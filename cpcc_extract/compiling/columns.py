"""Rows of data/columns.toml: the tables, their columns and order, and their Chinese names."""

from __future__ import annotations

from typing import get_args

from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.columns import Column, ColumnType, TableName, Tables

_FILE = "columns.toml"


class ColumnRow(Row):
    """One column of a table; see the head of data/columns.toml."""

    header: str
    type: ColumnType
    width: int = 12


class TableRow(Row):
    """One table; see the head of data/columns.toml."""

    header: str


def compile_columns() -> Tables:
    """Read data/columns.toml."""
    names: tuple[TableName, ...] = get_args(TableName)
    return Tables(
        columns={name: _columns(name) for name in names},
        headers={row.id: row.header for row in read_rows(_FILE, "table", TableRow)},
    )


def _columns(table: TableName) -> tuple[Column, ...]:
    rows = read_rows(_FILE, "column" if table == "claims" else table, ColumnRow)
    return tuple(Column(row.id, row.header, row.type, row.width, row.note) for row in rows)
