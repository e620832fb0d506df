"""`cpcc-extract batch`: folders of reports in, one table out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cpcc_extract.cli.options import (
    Bom,
    Codebooks,
    Columns,
    Encoding,
    Excludes,
    Format,
    Globs,
    HeaderLanguage,
    Review,
    Rules,
    SaveText,
)

_Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files and directories; - reads a list of them, one a line.")
]
_Out = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="The table; its ending names the format. DIR/: a file for each input.",
    ),
]
_Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; by default one a core.")
]
_Resume = Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")]
_Datapackage = Annotated[bool, typer.Option("--datapackage", help="Describe the output in datapackage.json beside it.")]
_Timeout = Annotated[float, typer.Option(metavar="SECONDS", min=1, help="Seconds that one file may take.")]
_MaxSize = Annotated[int, typer.Option(metavar="MB", min=1, max=100, help="Megabytes that one file may have.")]
_INTERRUPTED = 130


def batch(
    paths: _Paths,
    out: _Out,
    format: Format = None,
    jobs: _Jobs = None,
    resume: _Resume = False,
    glob: Globs = None,
    exclude: Excludes = None,
    rules: Rules = None,
    codebook: Codebooks = None,
    encoding: Encoding = None,
    columns: Columns = None,
    headers: HeaderLanguage = "en",
    bom: Bom = None,
    save_text: SaveText = None,
    review: Review = None,
    datapackage: _Datapackage = False,
    timeout: _Timeout = 600,
    max_size: _MaxSize = 100,
) -> None:
    """Read every report under directories into one table, with all cores.

    The output appears whole or not at all; what failed is in OUT.errors.jsonl.

    Examples:
        cpcc-extract batch reports/ -o claims.xlsx
        cpcc-extract batch reports/ -o claims.parquet --glob '*.txt' --jobs 4
        cpcc-extract batch reports/ -o claims.parquet --resume
        find reports -newer last-run -print0 | cpcc-extract batch - -o new/ --format json
    """
    from cpcc_extract.cli.guard import say
    from cpcc_extract.cli.order import check_package, listed, recipe_for
    from cpcc_extract.cli.output import check_review
    from cpcc_extract.cli.progress import summarise, told
    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.runs.inputs import Choice
    from cpcc_extract.runs.machine import core_count
    from cpcc_extract.runs.run import Request, run_batch

    workers = jobs or core_count()
    output = Path(out)
    known = lexicon(rules, codebook).overlay
    reviewed = review is not None
    recipe = recipe_for(out, format, encoding, columns, headers, bom, save_text, max_size, workers, reviewed, known)
    check_review(review, paths, output)
    if datapackage:
        check_package(output, recipe)
    choice = Choice(tuple(glob or ()), tuple(exclude or ()))
    request = Request(output, recipe, choice, workers, timeout, resume, datapackage, review)
    try:
        with told() as watcher:
            summary = run_batch(listed(paths), request, watcher)
    except KeyboardInterrupt:
        say(f"stopped; {out} is as it was. Run again with --resume to go on")
        raise typer.Exit(_INTERRUPTED) from None
    summarise(summary)
    if summary.tally.failed:
        raise typer.Exit(1)
