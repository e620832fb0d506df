"""The formats there are, and how the one that is asked for is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, cast

from cpcc_extract.records import Document

FORMATS = ("json", "jsonl", "csv", "tsv")
Headers = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a format is written, where it leaves a choice."""

    headers: Headers = "en"
    """Language of the column names of a table."""
    bom: bool = False
    """Begin a CSV or TSV with a byte order mark, which spreadsheets need to see that it is UTF-8."""
    many: bool = False
    """JSON: an array of documents instead of a single document."""


class Writer(Protocol):
    """What each format's module offers under the name `write`."""

    def __call__(self, documents: Iterable[Document], out: BinaryIO, style: Style) -> None:
        """Write all documents to `out`, as they come, in UTF-8."""


def writer_for(name: str) -> Writer:
    """The `write` of a format in FORMATS; its module is loaded only now."""
    return cast(Writer, import_module(f"cpcc_extract.writers.{name}").write)


def format_of(path: Path) -> str | None:
    """The format that a file's ending names; None for another ending."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else None
