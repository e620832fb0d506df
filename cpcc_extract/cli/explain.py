"""`cpcc-extract explain`: the verdict on every number of a report."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from cpcc_extract.cli.guard import remark
from cpcc_extract.cli.options import Codebooks, Encoding, File, Rules


def explain(
    file: File,
    json: Annotated[bool, typer.Option("--json", help="A list of records, one a line.")] = False,
    rules: Rules = None,
    codebook: Codebooks = None,
    encoding: Encoding = None,
) -> None:
    """Say of every number which claim it belongs to, or why it is none, and which rule said so.

    Examples:
        cpcc-extract explain report.txt
        cpcc-extract explain report.txt --json
    """
    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.exact_json import dump_records
    from cpcc_extract.explain import as_lines, tally
    from cpcc_extract.explain import explain as trails_of
    from cpcc_extract.pipeline import analyse
    from cpcc_extract.reading.text import read_source

    known = lexicon(rules, codebook)
    trails = trails_of(analyse(read_source(file, encoding=encoding), known), known)
    if json:
        typer.echo(dump_records([asdict(trail) for trail in trails]))
        return
    typer.echo("".join(f"{line}\n" for line in as_lines(trails)), nl=False)
    remark(tally(trails))
