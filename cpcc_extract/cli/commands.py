"""The commands there are, each loaded when it is wanted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from cpcc_extract import SCHEMA_VERSION, __version__
from cpcc_extract.cli.command import Command, Group
from cpcc_extract.cli.guard import guarded

COMMANDS = ("parse", "batch", "explain", "check", "panel", "view", "evaluate", "schema", "indicators", "rules")
"""In the order of the help; each is a module of this room."""
_COMPLETING = "_CPCC_EXTRACT_COMPLETE"
"""Set by a shell that asks what could be typed next."""


def wanted(arguments: Sequence[str]) -> tuple[str, ...]:
    """The one command that the command line names, or all: for help, for completion, for one that there is not."""
    if arguments and arguments[0] in COMMANDS and _COMPLETING not in os.environ:
        return (arguments[0],)
    return COMMANDS


def app_of(names: Sequence[str] = COMMANDS) -> typer.Typer:
    """The program with these commands."""
    # Help is laid out in cli/help.py: plain, so that it can be pasted, and in cells, so that Chinese fits.
    app = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(about)
    for name in names:
        module = import_module(f"cpcc_extract.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(cls=Command)(guarded(getattr(module, name)))
    return app


def _print_version(asked: bool) -> None:
    if asked:
        guarded(_versions)()
        raise typer.Exit


def _versions() -> None:
    from cpcc_extract.cli.ruleset import overlay
    from cpcc_extract.cli.ruleset import wanted as wanted_rules
    from cpcc_extract.lexicon.version import rule_version

    over = wanted_rules(None, None)
    typer.echo(f"cpcc-extract {__version__} (rules {_digest(rule_version())}, schema {SCHEMA_VERSION})")
    if told := str(over):
        typer.echo(f"over them here: {told}; together {_digest(rule_version(overlay(over)))}")


def _digest(version: str) -> str:
    return version.partition("+")[2]


def about(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the versions of program, rules and schema, and stop.",
        ),
    ] = False,
) -> None:
    """Turn Chinese official work reports into tables of quantified claims.

    Data goes to standard output, everything said about it to standard error. Exit status: 0 done,
    1 some input could not be processed (the rest was), 2 wrong usage.

    Examples:
        cpcc-extract parse report.txt
        cpcc-extract batch reports/ -o claims.xlsx
        cpcc-extract parse --help
    """
