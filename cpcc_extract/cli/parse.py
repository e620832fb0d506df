"""`cpcc-extract parse`: reports in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cpcc_extract.cli.guard import detail, remark, say
from cpcc_extract.cli.options import (
    Bom,
    Codebooks,
    Columns,
    Encoding,
    Files,
    Format,
    HeaderLanguage,
    Review,
    Rules,
    SaveText,
)
from cpcc_extract.errors import CpccError

_Json = Annotated[bool, typer.Option("--json", help="The whole document; an array for several files.")]
_Jsonl = Annotated[bool, typer.Option("--jsonl", help="One claim a line.")]
_Csv = Annotated[bool, typer.Option("--csv", help="One claim a row.")]
_Tsv = Annotated[bool, typer.Option("--tsv", help="One claim a row, separated by tabs.")]
_Out = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write to this file; its ending names the format.")
]
_LONG = 1_000_000  # characters, above which a person may wonder whether anything happens
_STDOUT = Path("-")

if TYPE_CHECKING:
    from cpcc_extract.failure import Failure
    from cpcc_extract.lexicon.load import Lexicon
    from cpcc_extract.records import Document
    from cpcc_extract.writers.formats import Style


def parse(
    files: Files,
    json: _Json = False,
    jsonl: _Jsonl = False,
    csv: _Csv = False,
    tsv: _Tsv = False,
    format: Format = None,
    out: _Out = None,
    rules: Rules = None,
    codebook: Codebooks = None,
    encoding: Encoding = None,
    columns: Columns = None,
    headers: HeaderLanguage = "en",
    bom: Bom = None,
    save_text: SaveText = None,
    review: Review = None,
) -> None:
    """Read reports and print their quantified claims.

    Without a format: a readable view, headings with their claims.

    Examples:
        cpcc-extract parse report.txt
        cpcc-extract parse report.txt -o claims.xlsx
        cpcc-extract parse reports/*.txt --jsonl
        cpcc-extract parse - --csv --columns item,value,unit < report.txt
    """
    from cpcc_extract.cli.output import check_inputs, check_review, chosen_columns, chosen_format, into_file
    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.writers.formats import Style

    out = None if out == _STDOUT else out
    chosen = chosen_format({"json": json, "jsonl": jsonl, "csv": csv, "tsv": tsv}, format, out)
    known = lexicon(rules, codebook)
    style = Style(
        headers,
        into_file(out) if bom is None else bom,
        many=len(files) > 1,
        columns=chosen_columns(columns, chosen),
        previous=out,
        rules=known.overlay,
    )
    check_inputs(files, out)
    check_review(review, files, out)
    failed: list[Failure] = []
    documents = _documents(files, encoding, save_text, known, failed)
    first = next(documents, None)
    if first is not None:
        with _reviewed(chain([first], documents), review, style) as found:
            _write(found, chosen, out, style, failed)
    if failed:
        raise typer.Exit(1)


def _write(
    documents: Iterator[Document], format: str | None, out: Path | None, style: Style, failed: list[Failure]
) -> None:
    """Write the documents in the format that was chosen; without one show them to a reader."""
    if format is None:
        from cpcc_extract.view.terminal import show

        show(documents, sys.stdout)
        return
    from cpcc_extract.cli.output import opened
    from cpcc_extract.writers.formats import writer_for

    write = writer_for(format)
    with opened(out, format) as stream:
        write(documents, stream, style, failed)


@contextmanager
def _reviewed(documents: Iterator[Document], review: Path | None, style: Style) -> Iterator[Iterator[Document]]:
    """The documents as they come; when all have gone by without an exception, the workbook of their claims is there."""
    if review is None:
        yield documents
        return
    from cpcc_extract.review.sheet import assemble, encode
    from cpcc_extract.writers.whole_file import whole_file

    parts: list[bytes] = []

    def passing() -> Iterator[Document]:
        for document in documents:
            parts.append(encode(document))
            yield document

    yield passing()
    # Opened only now: what goes wrong with the other output must not be told of this file.
    with whole_file(review) as stream:
        assemble(parts, stream, style.headers, style.rules)


def _documents(
    files: list[str], encoding: str | None, save_text: Path | None, known: Lexicon, failed: list[Failure]
) -> Iterator[Document]:
    """The documents of all files that can be read; the others are told of and listed in `failed`."""
    from cpcc_extract.failure import Failure
    from cpcc_extract.pipeline import parse as parse_source
    from cpcc_extract.reading.text import read_source
    from cpcc_extract.writers.saved_text import save_text as save

    for file in files:
        try:
            source = read_source(file, encoding=encoding)
            if save_text is not None:
                save(save_text, source)
            if len(source.text) > _LONG:
                remark(f"{file}: {len(source.text):,} characters, this takes a while")
            document = parse_source(source, known)
            detail(
                f"{file}: {source.format}, {source.encoding}, {len(source.text):,} characters, "
                f"{len(document.articles)} articles, {len(document.claims)} claims"
            )
            yield document
        except CpccError as error:
            failed.append(Failure(file, "failed", type(error).__name__, str(error)))
            say(error)
