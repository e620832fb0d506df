"""`cpcc-extract schema`: what the output looks like, for programs."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def schema(
    name: Annotated[
        Literal["document", "claim", "table"], typer.Argument(metavar="document|claim|table", help="Which one.")
    ],
) -> None:
    """Print a published schema: of the document, of one claim, or of the columns of tables.

    Examples:
        cpcc-extract schema claim
        cpcc-extract schema document > document.schema.json
    """
    from cpcc_extract.schemas import schema_text

    typer.echo(schema_text(name), nl=False)
