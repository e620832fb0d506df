"""JSON: the document object, one record a line; an array of documents for several inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cpcc_extract.exact_json import dump_by_record
from cpcc_extract.failure import Failure
from cpcc_extract.insight.checks import checked
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Part, Style, put


def chunks(document: Document, style: Style) -> Iterator[bytes]:  # noqa: ARG001 - nothing to choose here
    """The document object, with its checks."""
    return (piece.encode() for piece in dump_by_record(vars(checked(document))))


def encode(document: Document, style: Style) -> bytes:
    """The same in one piece."""
    return b"".join(chunks(document, style))


def assemble(
    parts: Iterable[Part],
    failures: Iterable[Failure],  # noqa: ARG001 - the document object has no place for them
    out: BinaryIO,
    style: Style,
) -> None:
    """One object for a single input, an array (`style.many`) for several, an empty one where all of them failed."""
    if not style.many:
        for part in parts:
            put(part, out)
            out.write(b"\n")
        return
    out.write(b"[")
    for index, part in enumerate(parts):
        out.write(b",\n" if index else b"\n")
        put(part, out)
    out.write(b"\n]\n")
