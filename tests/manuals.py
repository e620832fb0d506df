"""The manuals of all commands, as their declarations say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from typer.main import get_command

from cpcc_extract.cli.app import app
from cpcc_extract.cli.language import Language
from cpcc_extract.cli.manual import Manual, manual_of


@cache
def contexts() -> tuple[Any, ...]:
    """A context of the program and of each command below it."""
    return tuple(_below(get_command(app), "cpcc-extract", None))


@cache
def manuals(language: Language = "en") -> tuple[Manual, ...]:
    """The manuals, that of the program first."""
    return tuple(manual_of(context, language) for context in contexts())


def _below(command: Any, name: str, parent: Any) -> Iterator[Any]:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    yield context
    for inner, one in getattr(command, "commands", {}).items():
        yield from _below(one, inner, context)
