"""`cpcc-extract indicators`: the codebook that claims are named by."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from cpcc_extract.cli.options import Codebooks, Rules


def indicators(
    json: Annotated[bool, typer.Option("--json", help="A list of records, one a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One indicator a row.")] = False,
    rules: Rules = None,
    codebook: Codebooks = None,
) -> None:
    """Print the codebook: id, Chinese label, and what each indicator counts or measures.

    --json and --csv add the series of official statistics that it can be joined to, the units that its numbers come
    in, and example phrases, the number between ⟦ and ⟧.

    Examples:
        cpcc-extract indicators
        cpcc-extract indicators --codebook government --csv
    """
    from cpcc_extract.cli.output import chosen_of, into_file
    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.exact_json import dump_records
    from cpcc_extract.lexicon.indicators import codebook_lines
    from cpcc_extract.writers.separated import write_lines

    chosen = chosen_of({"json": json, "csv": csv}, None)
    book = codebook_lines(lexicon(rules, codebook).overlay)
    if chosen == "json":
        typer.echo(dump_records([asdict(line) for line in book]))
    elif chosen == "csv":
        records = [asdict(line) for line in book]
        rows = [[" / ".join(cell) if isinstance(cell, tuple) else cell for cell in one.values()] for one in records]
        write_lines(list(records[0]), rows, sys.stdout.buffer, bom=into_file(None))
    else:
        typer.echo("\n".join(f"{line.id}\t{line.label}\t{line.definition}" for line in book))
