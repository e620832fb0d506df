"""Text files, standard input and plain strings as sources."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from cpcc_extract.errors import EmptyError, ReadError
from cpcc_extract.reading.decode import decode
from cpcc_extract.reading.fold import fold
from cpcc_extract.reading.source import Source

STDIN = "-"


def read_source(path: str | os.PathLike[str], *, encoding: str | None = None) -> Source:
    """Read the text file at `path`, or standard input for `-`.

    `encoding` names the codec when it is known; without it the encoding is recognised (reading/decode.py).
    Raises ReadError or one of its children: missing, unreadable, a directory, binary, empty, undecodable.
    """
    given = os.fspath(path)
    if given == STDIN:
        return _source(sys.stdin.buffer.read(), STDIN, None, "standard input", encoding)
    # A file name that is not valid UTF-8 must not end up as broken characters in the records.
    printable = os.fsencode(given).decode("utf-8", errors="replace")
    return _source(_bytes_of(given, printable), Path(printable).name, printable, printable, encoding)


def source_from_text(text: str, *, name: str = "text") -> Source:
    """A source from text that is already decoded. Raises EmptyError when it has nothing but blanks."""
    if not text.strip():
        raise EmptyError(f"{name}: the text is empty; give some")
    raw = text.encode("utf-8", errors="surrogatepass")
    return Source(name, None, text, fold(text), hashlib.sha256(raw).hexdigest(), "text", "utf-8")


def _source(raw: bytes, name: str, path: str | None, called: str, encoding: str | None) -> Source:
    text, codec = decode(raw, called, encoding)
    return Source(name, path, text, fold(text), hashlib.sha256(raw).hexdigest(), "text", codec)


def _bytes_of(path: str, called: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{called}: no such file; check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{called}: is a directory; give the files in it, e.g. {called.rstrip('/')}/*.txt") from None
    except PermissionError:
        raise ReadError(f"{called}: no permission to read it; check the file's rights") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{called}: cannot be read ({reason}); check the path and the disk") from None
