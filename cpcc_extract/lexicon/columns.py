"""The tables, their columns and order, and their Chinese names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from cpcc_extract.lexicon.rows import Row, read_rows

TableName = Literal[
    "claims", "sections", "articles", "documents", "failures", "codebook", "panel", "evidence", "indicators", "checks"
]


class Column(Row):
    """One column of a table; see the head of data/columns.toml."""

    header: str
    type: Literal["string", "integer", "number", "date"]
    width: int = 12


class Table(Row):
    """One table; see the head of data/columns.toml."""

    header: str


@cache
def table_columns(table: TableName = "claims") -> tuple[Column, ...]:
    """All columns of a table, in their order."""
    return read_rows("columns.toml", "column" if table == "claims" else table, Column)


def shared_columns(ids: Sequence[str], table: TableName) -> tuple[Column, ...]:
    """The columns of these ids: those that the table has of its own, else those of the claims."""
    there = {column.id: column for column in (*table_columns(), *table_columns(table))}
    return tuple(there[id] for id in ids)


@cache
def table_headers() -> dict[str, str]:
    """Chinese name of each table that a workbook has a sheet for, by its id."""
    return {row.id: row.header for row in read_rows("columns.toml", "table", Table)}
