"""JSON Lines: one claim a line, as the document object has it, with `source` before its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cpcc_extract.exact_json import dumps
from cpcc_extract.failure import Failure
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Part, Style, put
from cpcc_extract.writers.table import source_cell


def chunks(document: Document, style: Style) -> Iterator[bytes]:  # noqa: ARG001 - nothing to choose here
    """A line for each claim; nothing for a document without claims."""
    source = {"source": source_cell(document)}
    return ((dumps(source | vars(claim)) + "\n").encode() for claim in document.claims)


def encode(document: Document, style: Style) -> bytes:
    """The same in one piece."""
    return b"".join(chunks(document, style))


def assemble(
    parts: Iterable[Part],
    failures: Iterable[Failure],  # noqa: ARG001 - a line is a claim
    out: BinaryIO,
    style: Style,  # noqa: ARG001 - nothing to choose here
) -> None:
    """The lines of all documents."""
    for part in parts:
        put(part, out)
