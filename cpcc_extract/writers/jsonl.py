"""JSON Lines: one claim a line, as the document object has it, with `source` before its fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from cpcc_extract.exact_json import dumps
from cpcc_extract.failure import Failure
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.table import source_cell


def encode(document: Document, style: Style) -> bytes:  # noqa: ARG001 - nothing to choose here
    """A line for each claim; nothing for a document without claims."""
    source = {"source": source_cell(document)}
    return "".join(dumps(source | claim.model_dump()) + "\n" for claim in document.claims).encode()


def assemble(
    parts: Iterable[bytes],
    failures: Iterable[Failure],  # noqa: ARG001 - a line is a claim
    out: BinaryIO,
    style: Style,  # noqa: ARG001 - nothing to choose here
) -> None:
    """The lines of all documents."""
    for part in parts:
        out.write(part)
