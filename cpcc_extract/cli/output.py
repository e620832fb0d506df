"""Where a command's data goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer

from cpcc_extract.reading.text import STDIN
from cpcc_extract.writers.formats import FORMATS, format_of
from cpcc_extract.writers.whole_file import whole_file


@contextmanager
def opened(out: Path | None) -> Iterator[BinaryIO]:
    """The stream for `-o OUT`, or standard output without it."""
    if out is None:
        yield sys.stdout.buffer
        return
    with whole_file(out) as stream:
        yield stream


def chosen_format(flags: dict[str, bool], named: str | None, out: Path | None) -> str | None:
    """The one format that was asked for, by flag, by `--format` or by the ending of OUT; None for the readable view.

    Raises typer.BadParameter when two were asked for, one that there is not, or none for an output file.
    """
    asked = {name for name, on in flags.items() if on} | ({named} if named else set())
    if len(asked) > 1:
        raise typer.BadParameter(f"choose one format, not {' and '.join(sorted(asked))}")
    if asked - set(FORMATS):
        raise typer.BadParameter(f"no format {named!r}; there are {', '.join(FORMATS)}", param_hint="--format")
    if asked:
        return asked.pop()
    if out and not format_of(out):
        raise typer.BadParameter(f"{out}: its ending names no format; add --json, --csv …", param_hint="-o")
    return format_of(out) if out else None


def check_inputs(files: Sequence[str], out: Path | None) -> None:
    """Raises typer.BadParameter when standard input is asked for twice, or OUT is one of the inputs."""
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input (-) can be read only once")
    if out and out.exists():
        for file in files:
            if file != STDIN and Path(file).exists() and out.samefile(file):
                raise typer.BadParameter(f"{out}: is one of the inputs, which are never changed", param_hint="-o")


def into_file(out: Path | None) -> bool:
    """True when the data lands in a file: one named by `-o`, or one that the shell opened for standard output."""
    if out is not None:
        return True
    try:
        status = os.fstat(sys.stdout.fileno())
    except OSError:
        return False
    # What is appended to a file must not put a byte order mark into its middle.
    return stat.S_ISREG(status.st_mode) and status.st_size == 0
