"""`cpcc-extract indicators`: the codebook that claims are named by."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from cpcc_extract.cli.options import Codebooks, Rules

if TYPE_CHECKING:
    from cpcc_extract.compiling.indicators import Line

_JOINT = " / "
_EXAMPLES = 3
"""Of those that a line of tabs shows; --json and --csv have all."""


def indicators(
    json: Annotated[bool, typer.Option("--json", help="A list of records, one a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One indicator a row.")] = False,
    rules: Rules = None,
    codebook: Codebooks = None,
) -> None:
    """Print the codebook: id, Chinese label, what each indicator counts or measures, its units, example phrases.

    On a terminal a few lines for each; into files and pipes one line with tabs. In examples the number stands between
    ⟦ and ⟧. --json and --csv add the series of official statistics that it can be joined to, and all examples.

    Examples:
        cpcc-extract indicators
        cpcc-extract indicators --codebook government --csv
    """
    from cpcc_extract.cli.output import chosen_of, into_file
    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.compiling.indicators import codebook_lines
    from cpcc_extract.exact_json import dump_records
    from cpcc_extract.writers.separated import write_lines

    chosen = chosen_of({"json": json, "csv": csv}, None)
    book = codebook_lines(lexicon(rules, codebook).overlay)
    if chosen == "json":
        typer.echo(dump_records([asdict(line) for line in book]))
    elif chosen == "csv":
        records = [asdict(line) for line in book]
        rows = [[_JOINT.join(cell) if isinstance(cell, tuple) else cell for cell in one.values()] for one in records]
        write_lines(list(records[0]), rows, sys.stdout.buffer, bom=into_file(None))
    elif sys.stdout.isatty():
        from cpcc_extract.view.codebook import show_codebook

        show_codebook(book, sys.stdout)
    else:
        typer.echo("\n".join("\t".join(_cells(line)) for line in book))


def _cells(line: Line) -> list[str]:
    return [line.id, line.label, line.definition, _JOINT.join(line.units), _JOINT.join(line.examples[:_EXAMPLES])]
