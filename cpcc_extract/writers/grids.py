"""Tables that are not made claim by claim, in the formats of those that are: CSV, XLSX, Parquet, JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from cpcc_extract.exact_json import dump_by_record
from cpcc_extract.lexicon.columns import Column, TableName, table_headers
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.writers.formats import Headers
from cpcc_extract.writers.table import Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its columns; cells are in their order."""

    name: TableName
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]

    def heads(self, language: Headers) -> list[str]:
        """The names of its columns."""
        return [column.header if language == "zh" else column.id for column in self.columns]

    def title(self, language: Headers) -> str:
        """What its sheet is called."""
        return table_headers()[self.name] if language == "zh" else self.name


def write_csv(grid: Grid, out: BinaryIO, *, language: Headers = "en", bom: bool = False) -> None:
    """A header line, then one line a row."""
    from cpcc_extract.writers.separated import write_lines  # noqa: PLC0415

    write_lines(grid.heads(language), grid.rows, out, bom=bom)


def write_xlsx(grids: Sequence[Grid], out: BinaryIO, *, language: Headers = "en") -> None:
    """A sheet for each table."""
    from cpcc_extract.writers.sheets import Pages, Styles, workbook  # noqa: PLC0415

    with workbook(out) as book:
        styles = Styles(book)
        for grid in grids:
            pages = Pages(book, styles, grid.title(language), grid.columns, grid.heads(language))
            for row in grid.rows:
                pages.add(row)
            pages.close()


def write_parquet(grid: Grid, out: BinaryIO, *, language: Headers = "en", rules: Overlay = SHIPPED) -> None:
    """One table; its cells must have the types of their columns. Raises MissingExtraError without pyarrow."""
    from cpcc_extract.writers.parquet import write_table  # noqa: PLC0415

    write_table(grid.columns, grid.heads(language), grid.rows, out, rules)


def write_json(grids: Sequence[Grid], out: BinaryIO, *, language: Headers = "en") -> None:
    """One object: under each table's name its rows as records, one a line."""
    found = {grid.title(language): records(grid, language) for grid in grids}
    out.writelines(piece.encode() for piece in (*dump_by_record(found), "\n"))


def records(grid: Grid, language: Headers = "en") -> list[dict[str, Cell]]:
    """The rows as mappings by column."""
    heads = grid.heads(language)
    return [dict(zip(heads, row, strict=True)) for row in grid.rows]
