"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Texts, Word files, PDF, web pages; - is standard input.")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="A text, Word file, PDF or web page; - is standard input.")]
Reports = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files as above, and directories of them; - is standard input.")
]
Globs = Annotated[
    list[str] | None, typer.Option("--glob", help="Below directories only files like this: '*.txt'; can be repeated.")
]
Encoding = Annotated[
    str | None,
    typer.Option(
        help="Encoding of texts and web pages; recognised without it when it is UTF-8, GB18030 or has a mark."
    ),
]
SaveText = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write the text that offsets count in into this directory, one file an input."),
]
HeaderLanguage = Annotated[
    Literal["en", "zh"], typer.Option("--headers", help="Language of the column names of a table.")
]
Bom = Annotated[
    bool | None, typer.Option("--bom/--no-bom", help="Byte order mark (CSV, TSV); by default in files only.")
]
Review = Annotated[
    Path | None,
    typer.Option(metavar="OUT.xlsx", help="Also write a workbook in which a person can correct the claims."),
]
Columns = Annotated[
    str | None,
    typer.Option(metavar="NAMES", help="Columns of a table and their order, with commas: source,item,value,unit."),
]
