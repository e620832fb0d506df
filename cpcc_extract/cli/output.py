"""Where a command's data goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from cpcc_extract.errors import ColumnError
from cpcc_extract.reading.text import STDIN
from cpcc_extract.writers.formats import BINARY, FORMATS, WITH_COLUMNS, format_of
from cpcc_extract.writers.table import columns
from cpcc_extract.writers.whole_file import whole_file

if TYPE_CHECKING:
    from cpcc_extract.lexicon.load import Lexicon


@contextmanager
def opened(out: Path | None, format: str) -> Iterator[BinaryIO]:
    """The stream for `-o OUT`, or standard output without it. Raises typer.BadParameter for a terminal that cannot
    show the format."""
    if out is None:
        if format in BINARY and sys.stdout.isatty():
            raise typer.BadParameter(f"{format} is no text; write it to a file", param_hint="-o")
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


def chosen_columns(names: str | None, format: str | None) -> tuple[str, ...]:
    """The ids of the columns that `--columns` names; empty for all.

    Raises typer.BadParameter for a column that there is not, and for a format that has no columns to choose.
    """
    if names is None:
        return ()
    if format not in WITH_COLUMNS:
        raise typer.BadParameter(f"only for {', '.join(WITH_COLUMNS)}", param_hint="--columns")
    try:
        found = columns([name.strip() for name in names.split(",")])
    except ColumnError as error:
        raise typer.BadParameter(str(error), param_hint="--columns") from None
    return tuple(column.id for column in found)


def chosen_of(flags: dict[str, bool], out: Path | None, offered: Sequence[str] = (), *, hint: str = "-o") -> str | None:
    """The one of a command's own formats (`offered`, else the flags) that a flag or the ending of OUT names.

    None without either. Raises typer.BadParameter for two formats, and for an ending that names none.
    """
    names = tuple(offered) or tuple(flags)
    asked = [name for name, on in flags.items() if on]
    if len(asked) > 1:
        raise typer.BadParameter(f"choose one format, not {' and '.join(asked)}")
    if asked or out is None:
        return asked[0] if asked else None
    ending = out.suffix.lower().removeprefix(".")
    if ending not in names:
        raise typer.BadParameter(f"{out}: its ending must be one of {', '.join(names)}", param_hint=hint)
    return ending


def known_indicators(ids: str | None, rules: Lexicon) -> tuple[str, ...]:
    """The indicators that `--indicators` names. Raises typer.BadParameter for one that the codebook has not."""
    from difflib import get_close_matches

    if ids is None:
        return ()
    wanted = tuple(dict.fromkeys(one.strip() for one in ids.split(",") if one.strip()))
    book = rules.indicators.labels
    for one in wanted:
        if one not in book:
            near = get_close_matches(one, book, n=1)
            advice = f"did you mean {near[0]!r}?" if near else "`cpcc-extract indicators` lists them"
            raise typer.BadParameter(f"no indicator {one!r}; {advice}", param_hint="--indicators")
    return wanted


def check_inputs(files: Sequence[str], out: Path | None) -> None:
    """Raises typer.BadParameter when standard input is asked for twice, or OUT is one of the inputs."""
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input (-) can be read only once")
    if out and out.exists():
        for file in files:
            if file != STDIN and Path(file).exists() and out.samefile(file):
                raise typer.BadParameter(f"{out}: is one of the inputs, which are never changed", param_hint="-o")


def check_review(review: Path | None, files: Sequence[str], out: Path | None) -> None:
    """Raises typer.BadParameter when the workbook for corrections is no .xlsx, the output, or one of the inputs, has no
    directory to stand in, or would take the place of what a person has saved: a long run should not end with that."""
    if review is None:
        return
    from cpcc_extract.review.untouched import untouched

    if review.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{review}: its ending must be .xlsx", param_hint="--review")
    if not review.parent.is_dir():
        raise typer.BadParameter(f"{review}: its directory does not exist; make it first", param_hint="--review")
    if out is not None and os.path.realpath(review) == os.path.realpath(out):
        raise typer.BadParameter(f"{review}: is the output too; name another file", param_hint="--review")
    if os.path.realpath(review) in {os.path.realpath(file) for file in files if file != STDIN}:
        raise typer.BadParameter(f"{review}: is one of the inputs, which are never changed", param_hint="--review")
    if review.is_file() and not untouched(review):
        raise typer.BadParameter(
            f"{review}: somebody has saved it since it was written, and may have filled it in; name another file, or "
            "remove this one",
            param_hint="--review",
        )


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
