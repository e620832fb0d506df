"""`cpcc-extract panel`: many reports side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cpcc_extract.cli import completed
from cpcc_extract.cli.guard import say
from cpcc_extract.cli.options import Codebooks, Encoding, Excludes, Globs, Reports, Rules

_Out = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="OUT", help="The table: .csv, .xlsx, .parquet or .json.")
]
_By = Annotated[
    Literal["year", "half", "article"], typer.Option(metavar="year|half|article", help="What a row's period is.")
]
_Indicators = Annotated[
    str | None,
    typer.Option(
        metavar="IDS",
        help="Only these columns, with commas; see `indicators`.",
        autocompletion=completed.indicators,
    ),
]
_Long = Annotated[bool, typer.Option("--long", help="One row for each cell, with its sentence and offset.")]
_Headers = Annotated[
    Literal["en", "zh"], typer.Option(metavar="en|zh", help="Language of column names, sheets and reasons.")
]
_Chart = Annotated[Path | None, typer.Option(metavar="FILE", help="Draw the indicators, as .svg or .png.")]


def panel(
    paths: Reports,
    out: _Out = None,
    by: _By = "year",
    indicators: _Indicators = None,
    long: _Long = False,
    headers: _Headers = "en",
    chart: _Chart = None,
    glob: Globs = None,
    exclude: Excludes = None,
    rules: Rules = None,
    codebook: Codebooks = None,
    encoding: Encoding = None,
) -> None:
    """Put reports side by side: one row for each body and period, one column for each indicator.

    What could have filled a cell and did not stands in the sheet (or file) `evidence` with the reason.

    Examples:
        cpcc-extract panel reports/ -o panel.xlsx
        cpcc-extract panel reports/ -o panel.csv --indicators proposal.received,proposal.filed
        cpcc-extract panel reports/ -o long.csv --long --by article
    """
    from cpcc_extract.cli.output import chosen_of, known_indicators
    from cpcc_extract.cli.reports import reports
    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.insight.panel import panel as made
    from cpcc_extract.runs.inputs import Choice
    from cpcc_extract.writers.panels import write_panel

    if out is None and chart is None:
        raise typer.BadParameter("say where the table goes", param_hint="-o")
    format = chosen_of({}, out, ("csv", "xlsx", "parquet", "json"))
    drawn = chosen_of({}, chart, ("svg", "png"), hint="--chart")
    known = lexicon(rules, codebook)
    wanted = known_indicators(indicators, known)
    failed: list[str] = []
    choice = Choice(tuple(glob or ()), tuple(exclude or ()))
    found = made(reports(paths, choice, encoding, known, failed), by=by, indicators=wanted)
    if not found.cells:
        say("no figure has an indicator there; nothing was written")
    if out is not None and format and found.cells:
        write_panel(found, out, format, long=long, language=headers, rules=known.overlay)
    if chart is not None and drawn and found.cells:
        from cpcc_extract.view.chart import draw

        for remark in draw(found, chart, drawn):
            say(remark)
    if failed:
        raise typer.Exit(1)
