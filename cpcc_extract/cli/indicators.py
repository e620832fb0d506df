"""`cpcc-extract indicators`: the codebook that claims are named by."""

from __future__ import annotations

from typing import Annotated

import typer


def indicators(
    json: Annotated[bool, typer.Option("--json", help="A list of records, one a line.")] = False,
) -> None:
    """Print the codebook of indicators: id, Chinese label, and what each counts or measures.

    Examples:
        cpcc-extract indicators
        cpcc-extract indicators --json
    """
    from cpcc_extract.exact_json import dump_records
    from cpcc_extract.lexicon.load import Lexicon

    book = Lexicon.load().indicators.codebook.values()
    if json:
        typer.echo(dump_records([{"id": row.id, "label": row.label, "definition": row.definition} for row in book]))
        return
    typer.echo("\n".join(f"{row.id}\t{row.label}\t{row.definition}" for row in book))
