"""Files, standard input and plain strings as sources."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import BinaryIO

from cpcc_extract.errors import EmptyError, FormatError, ReadError
from cpcc_extract.reading.fold import fold
from cpcc_extract.reading.formats import extract
from cpcc_extract.reading.source import Source

STDIN = "-"
CHARACTERS = 50_000_000
"""That one input may have: the largest gazetteers have a fiftieth of it, and more would take memory without bound."""
_LARGEST, _CHUNK = 100_000_000, 1 << 20


def read_source(path: str | os.PathLike[str], *, encoding: str | None = None) -> Source:
    """Read the file at `path`, or standard input for `-`: text, a Word document, a web page, a PDF.

    Its content says what it is, not its name (reading/recognise.py). `encoding` names the codec of a text or web
    page when it is known; without it the encoding is recognised (reading/decode.py).
    Raises ReadError or one of its children: missing, unreadable, a directory, empty, binary, undecodable, damaged,
    encrypted, too large, or in need of a library that is not installed.

        >>> source = read_source("samples/hard_wrapped_1990s.txt")
        >>> source.format, source.encoding, len(source.text) == len(source.view)
        ('text', 'gb18030', True)
    """
    given = os.fspath(path)
    if not given:
        raise ReadError("an empty path names no file; give one")
    if given == STDIN:
        raw = _within_limit(sys.stdin.buffer, "standard input")
        return source_from_bytes(raw, name=STDIN, called="standard input", encoding=encoding)
    # A file name that is not valid UTF-8 must not end up as broken characters in the records.
    printable = os.fsencode(given).decode("utf-8", errors="replace")
    raw = _bytes_of(given, printable)
    return source_from_bytes(raw, name=Path(printable).name, path=printable, called=printable, encoding=encoding)


def source_from_text(text: str, *, name: str = "text") -> Source:
    """A source from text that is already decoded, for `parse`. Raises EmptyError when it has nothing but blanks.

    >>> source_from_text("走访9户。", name="note").name
    'note'
    """
    if not text.strip():
        raise EmptyError(f"{name}: the text is empty; give some")
    raw = text.encode("utf-8", errors="surrogatepass")
    return Source(name, None, text, fold(text), hashlib.sha256(raw).hexdigest(), "text", "utf-8")


def source_from_bytes(
    raw: bytes, *, name: str, called: str, path: str | None = None, encoding: str | None = None
) -> Source:
    """A source from the bytes of a file, of any kind that `read_source` reads; `called` is its name in messages.

    Raises the errors of `read_source` that are about a file's content.
    """
    _limit_bytes(len(raw), called)
    found = extract(raw, called, Path(name).suffix, encoding)
    limit_characters(found.text, called)
    return Source(
        name=name,
        path=path,
        text=found.text,
        view=fold(found.text),
        sha256=hashlib.sha256(raw).hexdigest(),
        format=found.format,
        encoding=found.encoding,
        pages=found.pages,
        paragraphs=found.paragraphs,
        notices=found.notices,
    )


def limit_characters(text: str, called: str) -> None:
    """Raises FormatError for a text that is longer than any input may be."""
    if len(text) > CHARACTERS:
        raise FormatError(f"{called}: has {len(text):,} characters, more than {CHARACTERS:,}; split it")


def _within_limit(stream: BinaryIO, called: str) -> bytes:
    """All bytes of `stream`; a device or pipe that never ends is given up at 100 MB."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        _limit_bytes(size, called)
        chunks.append(chunk)
    return b"".join(chunks)


def _limit_bytes(size: int, called: str) -> None:
    if size > _LARGEST:
        raise FormatError(f"{called}: is larger than 100 MB, which no report is; cut it into smaller files")


def _bytes_of(path: str, called: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return _within_limit(stream, called)
    except FileNotFoundError:
        raise ReadError(f"{called}: no such file; check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{called}: is a directory; give the files in it, e.g. {called.rstrip('/')}/*.txt") from None
    except PermissionError:
        raise ReadError(f"{called}: no permission to read it; check the file's rights") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{called}: cannot be read ({reason}); check the path and the disk") from None
