"""JSON: the document object, one record a line; an array of documents for several inputs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from cpcc_extract.exact_json import dump_by_record
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Style


def write(documents: Iterable[Document], out: BinaryIO, style: Style) -> None:
    """One object for a single input, an array (`style.many`) for several, an empty one where all of them failed."""
    texts = (dump_by_record(document.model_dump()).encode() for document in documents)
    if not style.many:
        for text in texts:
            out.write(text + b"\n")
        return
    out.write(b"[")
    for index, text in enumerate(texts):
        out.write((b",\n" if index else b"\n") + text)
    out.write(b"\n]\n")
