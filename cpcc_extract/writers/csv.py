"""CSV as spreadsheets read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.separated import write_separated


def write(documents: Iterable[Document], out: BinaryIO, style: Style) -> None:
    """One claim a line, cells separated by commas."""
    write_separated(documents, out, style, ",")
