"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cpcc_extract.cli import completed

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Texts, Word files, PDF, web pages; - is standard input.")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="A text, Word file, PDF or web page; - is standard input.")]
Reports = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…", help="Texts, Word files, PDF, web pages, directories of them; - is standard input."
    ),
]


def _usable(patterns: list[str] | None) -> list[str] | None:
    """The patterns. Raises typer.BadParameter for one that could fit no file."""
    from cpcc_extract.runs.inputs import Choice

    try:
        Choice(tuple(patterns or ()))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return patterns


Globs = Annotated[
    list[str] | None,
    typer.Option(
        "--glob",
        metavar="PATTERN",
        help="Below directories only files like this: '*.txt'; can be repeated.",
        callback=_usable,
    ),
]
Excludes = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="PATTERN",
        help="Below directories no file or directory like this; can be repeated.",
        callback=_usable,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="json, jsonl, csv, tsv, xlsx, parquet or sqlite.",
        autocompletion=completed.formats,
    ),
]
Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="Rule files that go over those of the program (docs/rules.md); without it as CPCC_EXTRACT_RULES or "
        "cpcc-extract.toml says; none: those of the program alone.",
    ),
]
Codebooks = Annotated[
    list[str] | None,
    typer.Option(
        "--codebook",
        metavar="NAME|FILE",
        help="Name indicators of this codebook too: government, or a file of yours; can be repeated.",
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Encoding of texts and web pages; recognised without it when it is UTF-8, GB18030 or has a mark.",
    ),
]
SaveText = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write the text that offsets count in into this directory, one file an input."),
]
HeaderLanguage = Annotated[
    Literal["en", "zh"], typer.Option("--headers", metavar="en|zh", help="Language of the column names of a table.")
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
    typer.Option(
        "--columns",
        metavar="NAMES",
        help="Columns of a table and their order, with commas: source,item,value,unit.",
        autocompletion=completed.columns,
    ),
]
