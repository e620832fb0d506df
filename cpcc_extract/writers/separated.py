"""What CSV and TSV have in common: cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import BinaryIO

from cpcc_extract.exact_json import plain_number
from cpcc_extract.failure import Failure
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Part, Style, put
from cpcc_extract.writers.table import Cell, header, rows

_CHUNK = 1000
_BOM = b"\xef\xbb\xbf"
# Spreadsheets take text that begins so for a formula; the full-width forms count in East Asian editions.
RUNS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# A sign before a plain number is no formula: -3.2%
SIGNED = re.compile(r"[+-][0-9][0-9,]*(?:\.[0-9]+)?%?")
HARMLESS = "'"


def chunks_of_lines(document: Document, style: Style, delimiter: str) -> Iterator[bytes]:
    """One line a claim, each ended by CRLF; cells are quoted only where they must be."""
    cells = ([printed(cell) for cell in row] for row in rows([document], style.columns))
    while chunk := list(islice(cells, _CHUNK)):
        yield _lines(chunk, delimiter)


def encode_lines(document: Document, style: Style, delimiter: str) -> bytes:
    """The same in one piece."""
    return b"".join(chunks_of_lines(document, style, delimiter))


def write_lines(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], out: BinaryIO, *, delimiter: str = ",", bom: bool = False
) -> None:
    """A header line, then one line a row, as `assemble_lines` writes claims."""
    out.write((_BOM if bom else b"") + _lines([list(head)], delimiter))
    out.write(_lines(([printed(cell) for cell in row] for row in rows), delimiter))


def assemble_lines(
    parts: Iterable[Part],
    failures: Iterable[Failure],  # noqa: ARG001 - a table of claims has no place for them
    out: BinaryIO,
    style: Style,
    delimiter: str,
) -> None:
    """A header line, then the lines of all documents."""
    write_lines(header(style.headers, style.columns), (), out, delimiter=delimiter, bom=style.bom)
    for part in parts:
        put(part, out)


def _lines(cells: Iterable[Sequence[str]], delimiter: str) -> bytes:
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows(cells)
    return buffer.getvalue().encode()


def printed(cell: Cell) -> str:
    """The cell as text: exact numbers, ISO dates, nothing for None; an apostrophe before what would run."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return plain_number(cell)
    if isinstance(cell, str) and RUNS.match(cell) and not SIGNED.fullmatch(cell):
        return HARMLESS + cell
    return str(cell)
