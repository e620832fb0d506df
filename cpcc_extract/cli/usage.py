"""Wrong usage, told in the language of the help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any

import typer

from cpcc_extract.cli.language import translator, users_language

_USAGE_ERROR: Any = typer.BadParameter.__mro__[1]  # the library gives its base no name of its own


@contextmanager
def usage_told() -> Iterator[None]:
    """Errors of usage that are raised inside are shown in Chinese where the locale is; others stay as they are."""
    try:
        yield
    except _USAGE_ERROR as error:
        if users_language() == "zh":
            error.show = partial(_show, error)
        raise


def in_chinese(message: str) -> str:
    """A message about usage in Chinese: its first pattern of data/help.toml that fits, parts of it likewise.

    A message, or a part, that no pattern fits stays as it is.
    """
    from cpcc_extract.lexicon.manual import messages_in_chinese

    for pattern, text in messages_in_chinese():
        if found := pattern.fullmatch(message):
            return text.format(*(in_chinese(part or "") if part != message else part for part in found.groups()))
    return message


def _show(error: Any, file: IO[Any] | None = None) -> None:
    say = translator("zh")
    context = error.ctx
    if context is not None:
        typer.echo(say("Usage: {}").format(context.get_usage().removeprefix("Usage: ")), file=file, err=True)
        if context.help_option_names:
            hint = say("Try '{} {}' for help.").format(context.command_path, context.help_option_names[0])
            typer.echo(f"{hint}\n", file=file, err=True)
    typer.echo(say("Error: {}").format(in_chinese(error.format_message())), file=file, err=True)
