"""The documents of all reports that a command is given: files, and directories with what lies below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpcc_extract.cli.guard import say
from cpcc_extract.errors import CpccError
from cpcc_extract.reading.text import STDIN

if TYPE_CHECKING:
    from cpcc_extract.records import Document


def reports(paths: Sequence[str], globs: Sequence[str], encoding: str | None, failed: list[str]) -> Iterator[Document]:
    """The documents of all files that can be read; the others are told of and listed in `failed`.

    Below directories only files that one of `globs` fits are read, all where there is none.
    """
    from cpcc_extract.pipeline import parse_file

    for path in _files(paths, globs):
        try:
            yield parse_file(path, encoding=encoding)
        except CpccError as error:
            failed.append(path)
            say(error)


def _files(paths: Sequence[str], globs: Sequence[str]) -> Iterator[str]:
    """Files as they were named; the files below directories by name, hidden ones left out."""
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        for below in sorted(Path(path).rglob("*")):
            hidden = any(part.startswith(".") for part in below.relative_to(path).parts)
            wanted = not globs or any(below.match(glob) for glob in globs)
            if below.is_file() and wanted and not hidden:
                yield str(below)
