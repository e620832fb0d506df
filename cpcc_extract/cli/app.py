"""The commands there are."""

from __future__ import annotations

from typing import Annotated

import typer

from cpcc_extract import SCHEMA_VERSION, __version__
from cpcc_extract.cli.batch import batch
from cpcc_extract.cli.check import check
from cpcc_extract.cli.evaluate import evaluate
from cpcc_extract.cli.explain import explain
from cpcc_extract.cli.guard import guarded
from cpcc_extract.cli.help import Command, Group
from cpcc_extract.cli.indicators import indicators
from cpcc_extract.cli.panel import panel
from cpcc_extract.cli.parse import parse
from cpcc_extract.cli.rules import app as rules
from cpcc_extract.cli.schema import schema
from cpcc_extract.cli.view import view

# Help is laid out in cli/help.py: plain, so that it can be pasted, and in cells, so that Chinese fits.
app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        guarded(_versions)()
        raise typer.Exit


def _versions() -> None:
    from cpcc_extract.cli.ruleset import overlay, wanted
    from cpcc_extract.lexicon.version import rule_version

    over = wanted(None, None)
    typer.echo(f"cpcc-extract {__version__} (rules {_digest(rule_version())}, schema {SCHEMA_VERSION})")
    if told := str(over):
        typer.echo(f"over them here: {told}; together {_digest(rule_version(overlay(over)))}")


def _digest(version: str) -> str:
    return version.partition("+")[2]


@app.callback()
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


for command in (parse, batch, explain, check, panel, view, evaluate, schema, indicators):
    app.command(cls=Command)(guarded(command))
app.add_typer(rules, name="rules")
