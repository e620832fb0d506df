"""The rows of one document on their way to a format that one process must write alone (XLSX, Parquet, SQLite).

Exact JSON, in the order of the tables' columns: quick to read back, and nothing of a number is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cpcc_extract.exact_json import dumps, loads
from cpcc_extract.lexicon.columns import Column, table_columns
from cpcc_extract.records import Document
from cpcc_extract.writers.table import Cell, article_rows, columns, document_row, rows, section_rows


@dataclass(frozen=True, slots=True)
class Parcel:
    """One document as rows, cells in the order of their table's columns."""

    document: list[Cell]
    articles: list[list[Cell]]
    sections: list[list[Cell]]
    claims: list[list[Cell]]


def pack(document: Document, chosen: Sequence[str] = ()) -> bytes:
    """The document's rows; those of its claims with the `chosen` columns only."""
    return dumps(
        [document_row(document), article_rows(document), section_rows(document), list(rows([document], chosen))]
    ).encode()


def unpack(part: bytes, chosen: Sequence[str] = ()) -> Parcel:
    """The rows that `pack` took, with the types that their columns have."""
    document, articles, sections, claims = loads(part)
    return Parcel(
        document,
        _typed(articles, table_columns("articles")),
        _typed(sections, table_columns("sections")),
        _typed(claims, columns(chosen)),
    )


def _typed(rows: list[list[Any]], columns: Sequence[Column]) -> list[list[Cell]]:
    """JSON has one kind of number and no dates."""
    for kind, make in (("number", Decimal), ("date", date.fromisoformat)):
        for index in [index for index, column in enumerate(columns) if column.type == kind]:
            for row in rows:
                if row[index] is not None:
                    row[index] = make(row[index])
    return rows
