"""Commands and groups of them, with help of our own layout."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cpcc_extract.cli.plain import let_pass
from cpcc_extract.cli.usage import usage_told


class _LaidOut:
    """What a command shows of itself, and how it takes its parameters."""

    def get_params(self, ctx: typer.Context) -> list[Any]:
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        let_pass(parameters)
        return parameters

    def get_help(self, ctx: typer.Context) -> str:
        from cpcc_extract.cli.help import help_of

        return help_of(ctx)

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # noqa: ARG002 - the library's signature
        from cpcc_extract.cli.manual import usage_of

        return usage_of(self)


class Command(_LaidOut, TyperCommand):  # type: ignore[misc]
    """A command with this layout."""


class Group(_LaidOut, TyperGroup):  # type: ignore[misc]
    """What holds commands, with this layout, and tells wrong usage of them in the language of the help."""

    def make_context(self, *args: Any, **options: Any) -> Any:
        with usage_told():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        with usage_told():
            return super().invoke(ctx)
