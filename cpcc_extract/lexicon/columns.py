"""The columns of tables, their order and their Chinese names."""

from __future__ import annotations

from functools import cache
from typing import Literal

from cpcc_extract.lexicon.rows import Row, read_rows


class Column(Row):
    """One column of every table; see the head of data/columns.toml."""

    header: str
    type: Literal["string", "integer", "number", "date"]


@cache
def table_columns() -> tuple[Column, ...]:
    """All columns, in the order in which tables have them."""
    return read_rows("columns.toml", "column", Column)
