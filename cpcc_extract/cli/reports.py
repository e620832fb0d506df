"""The documents of all reports that a command is given: files, and directories with what lies below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cpcc_extract.cli.guard import detail, say
from cpcc_extract.errors import CpccError
from cpcc_extract.reading.text import STDIN

if TYPE_CHECKING:
    from cpcc_extract.lexicon.load import Lexicon
    from cpcc_extract.records import Document
    from cpcc_extract.runs.inputs import Choice


def reports(
    paths: Sequence[str], choice: Choice, encoding: str | None, rules: Lexicon, failed: list[str]
) -> Iterator[Document]:
    """The documents of all files that can be read; the others are told of and listed in `failed`.

    Below directories only files that `choice` wants are read; hidden ones never are. Raises ReadError when there is
    nothing to read at all.
    """
    from cpcc_extract.pipeline import parse_file

    looked = False
    for path in _files(paths, choice, failed):
        looked = True
        try:
            document = parse_file(path, encoding=encoding, lexicon=rules)
            detail(f"{path}: {len(document.claims)} claims")
            yield document
        except CpccError as error:
            failed.append(path)
            say(error)
    if not looked and not failed:
        from cpcc_extract.errors import ReadError
        from cpcc_extract.runs.inputs import NOTHING_THERE

        raise ReadError(NOTHING_THERE)


def _files(paths: Sequence[str], choice: Choice, failed: list[str]) -> Iterator[str]:
    from cpcc_extract.runs.inputs import Found, find_inputs

    for path in paths:
        if path == STDIN:
            yield path
            continue
        for found in find_inputs([path], choice):
            if isinstance(found, Found):
                yield found.path
            elif found.outcome == "failed":
                failed.append(found.source)
                say(f"{found.source}: {found.reason}")
