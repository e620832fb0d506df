"""`cpcc-extract view`: reports in, one page for the browser out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cpcc_extract.cli.guard import say
from cpcc_extract.cli.options import Codebooks, Encoding, Files, Rules
from cpcc_extract.errors import CpccError

if TYPE_CHECKING:
    from cpcc_extract.lexicon.load import Lexicon
    from cpcc_extract.view.page import Report


def view(
    files: Files,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="OUT.html", help="Write the page to this file.")],
    rules: Rules = None,
    codebook: Codebooks = None,
    encoding: Encoding = None,
) -> None:
    """Write reports as one page: the text with its claims marked, their table, charts.

    The page needs nothing but a browser, works from disk and never asks the network for anything.

    Examples:
        cpcc-extract view report.txt -o report.html
        cpcc-extract view reports/*.txt -o reports.html
    """
    from cpcc_extract.cli.output import check_inputs
    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.view.page import page
    from cpcc_extract.writers.whole_file import whole_file

    check_inputs(files, out)
    failed: list[str] = []
    reports = list(_reports(files, encoding, lexicon(rules, codebook), failed))
    if reports:
        from cpcc_extract.insight.checks import check

        found = check([report.document for report in reports]) if len(reports) > 1 else ()
        across = [one for one in found if len({basis.source for basis in one.claims}) > 1]
        with whole_file(out) as stream:
            stream.write(page(reports, across).encode())
    if failed:
        raise typer.Exit(1)


def _reports(files: list[str], encoding: str | None, rules: Lexicon, failed: list[str]) -> Iterator[Report]:
    """The reports of all files that can be read; the others are told of and listed in `failed`."""
    from cpcc_extract.explain import explain
    from cpcc_extract.insight.checks import checked
    from cpcc_extract.pipeline import analyse, document_of
    from cpcc_extract.reading.text import read_source
    from cpcc_extract.view.page import Report

    for file in files:
        try:
            found = analyse(read_source(file, encoding=encoding), rules)
        except CpccError as error:
            failed.append(file)
            say(error)
        else:
            yield Report(checked(document_of(found, rules)), found.source.text, explain(found, rules))
