"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Text files; - is standard input.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A text file; - is standard input.")]
Encoding = Annotated[
    str | None,
    typer.Option(help="Encoding of the input; recognised without it when it is UTF-8, GB18030 or has a mark."),
]
