"""`--help`: a manual laid out for the terminal. Chinese takes two cells a character and has no blanks to break at,
which the layout of the command line library does not know."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import typer

from cpcc_extract.cli.language import translator, users_language
from cpcc_extract.cli.manual import Entry, Manual, manual_of
from cpcc_extract.view.wrapping import cells, wrapped

_NARROWEST, _WIDEST = 50, 100
_NAMES = 30
"""Cells that the names of options may take before what they do begins on a line of its own."""


def help_of(context: typer.Context) -> str:
    """What `--help` shows of the context's command, as wide as the terminal."""
    language = users_language()
    width = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST)) - 1
    return as_text(manual_of(context, language), translator(language), width)


def as_text(manual: Manual, say: Callable[[str], str], width: int) -> str:
    """The manual in lines of at most `width` cells, `say` giving its own words; examples stay whole, to be copied."""
    first, *others = wrapped(say("Usage: {}").format(manual.usage), width - 4)
    lines = [first, *(f"    {line}" for line in others)]
    for paragraph in manual.about:
        lines += ["", *(f"  {line}" for line in wrapped(paragraph, width - 2))]
    for heading, entries in (
        ("Arguments:", manual.arguments),
        ("Options:", manual.options),
        ("Commands:", manual.commands),
    ):
        if entries:
            lines += ["", say(heading), *_listed(entries, say, width)]
    if manual.examples:
        lines += ["", say("Examples:"), *(f"  {example}" for example in manual.examples)]
    return "\n".join(lines)


def _listed(entries: tuple[Entry, ...], say: Callable[[str], str], width: int) -> Iterator[str]:
    column = min(_NAMES, max(cells(entry.names) for entry in entries)) + 4
    for entry in entries:
        about = entry.about
        if entry.default:
            about += f" {say('[default: {}]').format(entry.default)}"
        if entry.required:
            about += f" {say('[required]')}"
        begins, *goes_on = wrapped(about, width - column)
        name = f"  {entry.names}"
        if cells(name) > column - 2:
            yield name
            name = ""
        yield f"{name}{' ' * (column - cells(name))}{begins}".rstrip()
        yield from (" " * column + other for other in goes_on)
