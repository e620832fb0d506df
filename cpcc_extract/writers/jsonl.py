"""JSON Lines: one claim a line, as the document object has it, with `source` before its fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from cpcc_extract.exact_json import dumps
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.table import source_cell


def write(documents: Iterable[Document], out: BinaryIO, style: Style) -> None:  # noqa: ARG001 - nothing to choose here
    """A line for each claim of each document; nothing for documents without claims."""
    for document in documents:
        source = {"source": source_cell(document)}
        for claim in document.claims:
            out.write(dumps(source | claim.model_dump()).encode() + b"\n")
