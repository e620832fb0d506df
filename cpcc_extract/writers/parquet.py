"""Parquet with exact decimals; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import BinaryIO

from cpcc_extract.failure import Failure
from cpcc_extract.lexicon.columns import Column
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.version import rule_version
from cpcc_extract.records import Document
from cpcc_extract.writers.arrow import arrays, arrow_type
from cpcc_extract.writers.extras import library, require
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.parcel import pack, unpack
from cpcc_extract.writers.table import Cell, columns, header

# Said before any work is done for it, not at its end.
require("pyarrow", "parquet", "Parquet")

_GROUP = 20_000
"""Rows of a row group, all that is ever held."""


def encode(document: Document, style: Style) -> bytes:
    """The document's rows."""
    return pack(document, style.columns)


def assemble(
    parts: Iterable[bytes],
    failures: Iterable[Failure],  # noqa: ARG001 - a table of claims has no place for them
    out: BinaryIO,
    style: Style,
) -> None:
    """The table of claims. A value that needs more than 12 decimals or 26 digits before them is null."""
    there = columns(style.columns)
    rows = chain.from_iterable(unpack(part, style.columns).claims for part in parts)
    write_table(there, header(style.headers, style.columns), rows, out, style.rules)


def write_table(
    there: Sequence[Column],
    names: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    out: BinaryIO,
    over: Overlay = SHIPPED,
) -> None:
    """Rows as they come, each column with its type and called by its name of `names`; `over` went over the rules."""
    arrow = library("pyarrow", "parquet", "Parquet")
    parquet = library("pyarrow.parquet", "parquet", "Parquet")
    fields = [arrow.field(name, arrow_type(arrow, column)) for column, name in zip(there, names, strict=True)]
    schema = arrow.schema(fields, metadata={"rules": rule_version(over)})
    left = iter(rows)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while held := list(islice(left, _GROUP)):
            writer.write_table(arrow.Table.from_arrays(arrays(arrow, there, held), schema=schema))
