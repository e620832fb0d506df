"""Several tables as sheets of one workbook; needs xlsxwriter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from cpcc_extract.writers.grids import Grid
from cpcc_extract.writers.table import Cell

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Same input, same bytes: the time of writing is no part of the data.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST = 32_000
"""Characters of a cell; the format holds 32,767 of its own units."""
_DIGITS = 15
"""That a spreadsheet's numbers hold exactly."""
_WIDTHS = (10, 60)


def write_xlsx(grids: Sequence[Grid], out: BinaryIO) -> None:
    """A sheet for each table, its header frozen. Text is never a formula, a link or a number."""
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"created": _CREATED})
    bold = book.add_format({"bold": True})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for column, name in enumerate(grid.columns):
            longest = max((len(str(row[column] or "")) for row in grid.rows[:200]), default=0)
            sheet.set_column(column, column, min(max(longest + 2, len(name) + 2, _WIDTHS[0]), _WIDTHS[1]))
            sheet.write_string(0, column, name, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(grid.rows, 1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell)
    book.close()


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, int) or (isinstance(cell, Decimal) and _fits(cell)):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, Decimal):
        sheet.write_string(row, column, format(cell, "f"))
    else:
        text = cell.isoformat() if isinstance(cell, date) else cell[:_LONGEST]
        # The library takes what looks like its own markup for pieces of text.
        sheet.write_string(row, column, f"{text} " if text.startswith("<r>") else text)


def _fits(number: Decimal) -> bool:
    return len(number.normalize().as_tuple().digits) <= _DIGITS and abs(number) < 10**_DIGITS
