"""`cpcc-extract schema`: what the output looks like, for programs."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def schema(name: Annotated[Literal["document", "claim", "table"], typer.Argument(help="Which one.")]) -> None:
    """Print a published schema: of the document, of one claim, or of the columns of tables.

    Example: cpcc-extract schema claim
    """
    from cpcc_extract.schemas import schema_text

    typer.echo(schema_text(name), nl=False)
