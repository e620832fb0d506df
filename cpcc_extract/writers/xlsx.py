"""XLSX: a sheet for each kind of row, numbers as numbers, each claim's sentence with its mention set off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO, cast

from cpcc_extract.compiling.indicators import codebook_rows
from cpcc_extract.failure import Failure
from cpcc_extract.lexicon.columns import TableName, table_columns, table_headers
from cpcc_extract.lexicon.version import rule_version
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.parcel import pack, unpack
from cpcc_extract.writers.sheets import Pages, Styles, workbook
from cpcc_extract.writers.table import Cell, columns, header

_BREAK = re.compile(r"\s+")


def encode(document: Document, style: Style) -> bytes:  # noqa: ARG001 - columns are chosen when the sheet is made
    """The document's rows."""
    return pack(document)


def assemble(parts: Iterable[bytes], failures: Iterable[Failure], out: BinaryIO, style: Style) -> None:
    """The workbook: claims, sections, articles, failures, codebook. Text is never a formula, a link or a number."""
    with workbook(out, f"cpcc-extract {rule_version(style.rules)}") as book:
        styles = Styles(book)

        def pages(table: TableName, chosen: Sequence[str] = ()) -> Pages:
            name = table_headers()[table] if style.headers == "zh" else table
            return Pages(book, styles, name, columns(chosen, table), header(style.headers, chosen, table))

        sheets = {name: pages(name, style.columns if name == "claims" else ()) for name in _TABLES}
        rows = _ClaimRows(style.columns)
        for part in parts:
            parcel = unpack(part)
            for claim in parcel.claims:
                sheets["claims"].add(rows.chosen(claim), dimension=rows.dimension(claim), mention=rows.mention(claim))
            for table, found in (("sections", parcel.sections), ("articles", parcel.articles)):
                for row in found:
                    sheets[cast(TableName, table)].add(row)
        for failure in failures:
            sheets["failures"].add([failure.source, failure.outcome, failure.error, failure.reason])
        for line in codebook_rows(style.rules):
            sheets["codebook"].add([line.id, line.label, line.definition])
        for sheet in sheets.values():
            sheet.close()


_TABLES: tuple[TableName, ...] = ("claims", "sections", "articles", "failures", "codebook")


class _ClaimRows:
    """Claims as the sheet shows them: the chosen columns, and where the mention stands in the sentence."""

    def __init__(self, chosen: Sequence[str]) -> None:
        self._at = {column.id: index for index, column in enumerate(table_columns())}
        self._order = [self._at[column.id] for column in columns(chosen)]
        self._sentence_column = next(
            (place for place, index in enumerate(self._order) if index == self._at["sentence"]), None
        )
        self._sentence, self._from = "", 0

    def chosen(self, claim: Sequence[Cell]) -> list[Cell]:
        return [claim[index] for index in self._order]

    def dimension(self, claim: Sequence[Cell]) -> str | None:
        return cast("str | None", claim[self._at["dimension"]])

    def mention(self, claim: Sequence[Cell]) -> tuple[int, int, int] | None:
        """Column, start and end. A sentence's claims come in order, so each is looked for behind the one before."""
        if self._sentence_column is None:
            return None
        sentence, text = str(claim[self._at["sentence"]]), str(claim[self._at["text"]])
        if sentence != self._sentence:
            self._sentence, self._from = sentence, 0
        for shown in (text, _BREAK.sub("", text)):
            start = sentence.find(shown, self._from)
            if start >= 0:
                self._from = start + len(shown)
                return self._sentence_column, start, self._from
        return None
