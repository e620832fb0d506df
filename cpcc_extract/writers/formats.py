"""The formats there are, and how the one that is asked for is found.

A format's module offers two functions. `encode` turns one document into that document's part of the output; it knows
nothing of the others, so that many processes can do it at once. `assemble` puts parts together, in order and as they
come, without ever holding all of them.
"""

from collections.abc import Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, Protocol, cast

from cpcc_extract.failure import Failure
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.records import Document

FORMATS = ("json", "jsonl", "csv", "tsv", "xlsx", "parquet", "sqlite")
BINARY = ("xlsx", "parquet", "sqlite")
"""Formats that are no text, so that no terminal can show them."""
WITH_COLUMNS = ("csv", "tsv", "xlsx", "parquet")
"""Formats whose columns can be chosen."""
Headers = Literal["en", "zh"]

_ENDINGS = {**{name: name for name in FORMATS}, "db": "sqlite", "sqlite3": "sqlite"}


class Style(NamedTuple):
    """How a format is written, where it leaves a choice."""

    headers: Headers = "en"
    """Language of the column names of a table."""
    bom: bool = False
    """Begin a CSV or TSV with a byte order mark, which spreadsheets need to see that it is UTF-8."""
    many: bool = False
    """JSON: an array of documents instead of a single document."""
    columns: tuple[str, ...] = ()
    """CSV, TSV, XLSX, Parquet: the columns and their order; all of them where empty."""
    previous: Path | None = None
    """SQLite: the database that the new one goes on from, if there is one."""
    rules: Overlay = SHIPPED
    """What went over the rules of the package: the codebook and the version of the rules tell of it."""


Part = bytes | Iterable[bytes]
"""A document's part of the output, in one piece or, where it is written at once, in several."""


class Format(Protocol):
    """What each format's module offers. Those that are written as they come have `chunks` beside `encode`."""

    def encode(self, document: Document, style: Style) -> bytes:
        """The document's part of the output; empty where it adds nothing."""

    def assemble(self, parts: Iterable[Any], failures: Iterable[Failure], out: BinaryIO, style: Style) -> None:
        """Write the whole output. `failures` is looked at only after the last part."""


class Writer(Protocol):
    """A format from documents to output in one go."""

    def __call__(
        self, documents: Iterable[Document], out: BinaryIO, style: Style, failures: Iterable[Failure] = ()
    ) -> None:
        """Write all documents to `out`, as they come. `failures` is looked at only after the last of them."""


def format_named(name: str) -> Format:
    """The module of a format in FORMATS, loaded only now. Raises MissingExtraError where its library is missing."""
    return cast(Format, import_module(f"cpcc_extract.writers.{name}"))


def writer_for(name: str) -> Writer:
    """The writer of a format in FORMATS. Raises MissingExtraError where its library is missing."""
    return partial(_write, format_named(name))


def _write(
    format: Format, documents: Iterable[Document], out: BinaryIO, style: Style, failures: Iterable[Failure] = ()
) -> None:
    encode = getattr(format, "chunks", format.encode)
    format.assemble((encode(document, style) for document in documents), failures, out, style)


def put(part: Part, out: BinaryIO) -> None:
    """Write a document's part of the output."""
    if isinstance(part, bytes):
        out.write(part)
    else:
        out.writelines(part)


def format_of(path: Path) -> str | None:
    """The format that a file's ending names; None for another ending."""
    return _ENDINGS.get(path.suffix.lower().removeprefix("."))
