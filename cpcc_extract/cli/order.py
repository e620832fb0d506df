"""What the options of `batch` ask for, checked before any work is done."""

from __future__ import annotations

import json
import locale
import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import typer

from cpcc_extract.cli.output import chosen_columns, chosen_format
from cpcc_extract.errors import WriteError
from cpcc_extract.lexicon.overlay import Overlay
from cpcc_extract.reading.text import STDIN
from cpcc_extract.runs.machine import memory_share
from cpcc_extract.runs.outcome import Recipe
from cpcc_extract.runs.run import package_of
from cpcc_extract.writers.formats import Headers, Style
from cpcc_extract.writers.sqlite import check_database

_MEGABYTE = 1_000_000


def recipe_for(
    out: str,
    format: str | None,
    encoding: str | None,
    columns: str | None,
    headers: Headers,
    bom: bool | None,
    save_text: Path | None,
    max_size: int,
    workers: int,
    review: bool,
    rules: Overlay,
) -> Recipe:
    """What workers do with each input; an output that ends in a slash is a directory.

    Raises typer.BadParameter for a format or column that there is not, WriteError for an output that cannot be: in
    no directory, or a database that is not ours.
    """
    if out == STDIN:
        raise typer.BadParameter("batch writes a file or a directory/, not standard output; name one", param_hint="-o")
    path = Path(out)
    directory = path if path.is_dir() or out.endswith(("/", os.sep)) else None
    chosen = chosen_format({}, format, None if directory else path) or "json"
    if directory is None and not path.parent.is_dir():
        raise WriteError(f"{path}: the directory {path.parent} does not exist; make it first")
    if chosen == "sqlite" and path.is_file():
        check_database(path)  # before hours of reading
    style = Style(
        headers,
        bom=bom is not False,
        many=directory is None,
        columns=chosen_columns(columns, chosen),
        previous=None if directory else path,
        rules=rules,
    )
    return Recipe(chosen, style, encoding, directory, save_text, max_size * _MEGABYTE, memory_share(workers), review)


def listed(paths: Sequence[str]) -> Iterator[str]:
    """The paths, and in the place of `-` those that standard input lists, one a line or (find -print0) a NUL each."""
    if paths.count(STDIN) > 1:
        raise typer.BadParameter("standard input (-) can be read only once")
    for path in paths:
        yield from _from_input() if path == STDIN else [path]


def check_package(out: Path, recipe: Recipe) -> None:
    """Raises typer.BadParameter when datapackage.json would describe a directory, or describes another output."""
    if recipe.directory is not None:
        raise typer.BadParameter(
            "describes one table, not a directory; name a file with -o", param_hint="--datapackage"
        )
    package = package_of(out)
    if package.exists():
        try:
            resources = json.loads(package.read_bytes())["resources"]
            described = [resource.get("path") for resource in resources]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            described = []
        if out.name not in described:
            raise typer.BadParameter(
                f"{package} describes something else; remove it or write into another directory",
                param_hint="--datapackage",
            )


def _from_input() -> Iterable[str]:
    for number, line in enumerate(sys.stdin.buffer):
        told = line.removeprefix(BOM_UTF8) if number == 0 else line
        for path in told.rstrip(b"\r\n").split(b"\0"):
            if path:
                yield path_of(path)


def path_of(listed: bytes) -> str:
    """A path as a program lists it: in UTF-8, or in the code page of a Windows whose programs do not know better."""
    try:
        return os.fsdecode(listed)
    except UnicodeDecodeError:
        return listed.decode(locale.getencoding(), errors="replace")
