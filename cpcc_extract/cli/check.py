"""`cpcc-extract check`: whether the numbers of reports agree with each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cpcc_extract.cli.options import Codebooks, Encoding, Excludes, Globs, HeaderLanguage, Reports, Rules


def check(
    paths: Reports,
    json: Annotated[bool, typer.Option("--json", help="A list of checks with their claims, one a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One claim of a check a row.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write to this file; .json or .csv names the format."),
    ] = None,
    headers: HeaderLanguage = "en",
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when numbers conflict.")] = False,
    glob: Globs = None,
    exclude: Excludes = None,
    rules: Rules = None,
    codebook: Codebooks = None,
    encoding: Encoding = None,
) -> None:
    """Test what the numbers of reports say of each other: rates, totals, shares, growth, repeats.

    Several reports are also tested against each other.

    Examples:
        cpcc-extract check report.txt
        cpcc-extract check reports/ --strict
        cpcc-extract check reports/ -o checks.csv
    """
    from cpcc_extract.cli.output import check_inputs, chosen_of, into_file, opened
    from cpcc_extract.cli.reports import reports
    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.exact_json import dump_records
    from cpcc_extract.insight.checks import check as tested
    from cpcc_extract.runs.inputs import Choice
    from cpcc_extract.writers.grids import write_csv
    from cpcc_extract.writers.panels import checks

    chosen = chosen_of({"json": json, "csv": csv}, out)
    check_inputs(paths, out)
    failed: list[str] = []
    choice = Choice(tuple(glob or ()), tuple(exclude or ()))
    documents = list(reports(paths, choice, encoding, lexicon(rules, codebook), failed))
    found = tested(documents)
    if documents and chosen is None:
        from cpcc_extract.view.checks import show_checks

        show_checks(documents, found, sys.stdout)
    elif documents and chosen:
        with opened(out, chosen) as stream:
            if chosen == "csv":
                write_csv(checks(found), stream, language=headers, bom=into_file(out))
            else:
                stream.write(dump_records([one.model_dump() for one in found]).encode() + b"\n")
    if failed or (strict and any(one.verdict == "conflicts" for one in found)):
        raise typer.Exit(1)
