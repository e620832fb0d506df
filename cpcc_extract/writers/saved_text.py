"""The text that offsets count in, written beside the output, so that a claim can be looked up in it."""

from __future__ import annotations

from pathlib import Path

from cpcc_extract.errors import WriteError
from cpcc_extract.reading.source import Source
from cpcc_extract.reading.text import STDIN
from cpcc_extract.writers.whole_file import whole_file

# File systems take names of 255 bytes; the digest and the ending need 17 of them.
_LONGEST_NAME = 200


def text_path(directory: Path, source: Source) -> Path:
    """Where the text of `source` goes: its name, the beginning of its SHA-256, `.txt`.

    Two inputs of one name do not meet unless they are the same, whatever order they come in.
    """
    name = "stdin" if source.name == STDIN else source.name
    kept = name.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", errors="ignore")
    return directory / f"{kept}.{source.sha256[:12]}.txt"


def save_text(directory: Path, source: Source) -> Path:
    """Write the text of `source` in UTF-8 into `directory`, which is made if need be; whole or not at all.

    Its characters are those that all offsets count: no byte order mark, newlines as they are. Raises WriteError.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{directory}: cannot be made ({error.strerror or error}); choose another place") from None
    path = text_path(directory, source)
    with whole_file(path) as out:
        out.write(source.text.encode("utf-8"))
    return path
