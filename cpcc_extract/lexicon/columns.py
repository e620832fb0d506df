"""The tables, their columns and order, and their Chinese names."""

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from cpcc_extract.lexicon.store import kept

TableName = Literal[
    "claims", "sections", "articles", "documents", "failures", "codebook", "panel", "evidence", "indicators", "checks"
]
ColumnType = Literal["string", "integer", "number", "date"]


class Column(NamedTuple):
    """One column of a table; see the head of data/columns.toml."""

    id: str
    header: str
    """Its Chinese name."""
    type: ColumnType
    width: int = 12
    note: str = ""
    """What it holds, where no field of a record tells."""


class Tables(NamedTuple):
    """All tables."""

    columns: dict[TableName, tuple[Column, ...]]
    """By table, in their order."""
    headers: dict[str, str]
    """Chinese name of each table that a workbook has a sheet for, by its id."""


@cache
def _tables() -> Tables:
    return kept(Tables, _compile)


def _compile() -> Tables:
    from cpcc_extract.compiling.columns import compile_columns  # noqa: PLC0415 - what is kept needs none of it

    return compile_columns()


def table_columns(table: TableName = "claims") -> tuple[Column, ...]:
    """All columns of a table, in their order."""
    return _tables().columns[table]


def shared_columns(ids: Sequence[str], table: TableName) -> tuple[Column, ...]:
    """The columns of these ids: those that the table has of its own, else those of the claims."""
    there = {column.id: column for column in (*table_columns(), *table_columns(table))}
    return tuple(there[id] for id in ids)


def table_headers() -> dict[str, str]:
    """Chinese name of each table that a workbook has a sheet for, by its id."""
    return _tables().headers
