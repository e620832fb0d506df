"""Sheets of a workbook that grow row by row, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cpcc_extract.lexicon.columns import Column
from cpcc_extract.writers.table import Cell

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""What a workbook says of the time of its writing. Same input, same bytes: the true time is no part of the data."""
ROWS = 1_048_576
"""Of a sheet, by the file format; the header is one of them."""
CELL = 32_767
"""Characters of a cell, in UTF-16 units, by the file format."""
_DIGITS = 15
"""That a spreadsheet's numbers hold exactly."""
# The calendars of Excel and LibreOffice agree from here on.
_FIRST_DAY = date(1900, 3, 1)
# A figure and its sign or grouping, each with as many decimals as the value has.
_NUMBERS = {"percentage": '0{decimals}"%"', "permille": '0{decimals}"‰"', "duration": "0{decimals}"}
_GROUPED = "#,##0{decimals}"
_ELLIPSIS = "…"
_WRAPS = 60
"""Columns from this width on hold running text, which is wrapped."""


@contextmanager
def workbook(out: BinaryIO, comments: str = "") -> Iterator[Workbook]:
    """A workbook that is written to `out` at the end. Its rows wait in temporary files, gone after an exception too.
    Text is never a formula, a link or a number."""
    # The library removes its files only once it has packed them. Where open files cannot be removed, theirs stay.
    with TemporaryDirectory(prefix="cpcc-extract-", ignore_cleanup_errors=True) as folder:
        book = Workbook(out, {**_OPTIONS, "tmpdir": folder})
        book.set_properties({"created": CREATED, "comments": comments})
        yield book
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the system's own error, which callers know what to say of


class Styles:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[tuple[str | None, int], Format] = {}
        self.header = head_format(book)
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.text = book.add_format({"valign": "top"})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self.mention = book.add_format({"bold": True, "font_color": "#C00000"})

    def number(self, dimension: str | None, decimals: int) -> Format:
        """`92.6%`, `1,234.5`: shown as the unit wants it; the number itself stays 92.6."""
        key = dimension if dimension in _NUMBERS else None, decimals
        if key not in self._numbers:
            shown = _NUMBERS.get(key[0] or "", _GROUPED).format(decimals="." + "0" * decimals if decimals else "")
            self._numbers[key] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._numbers[key]


class Pages:
    """One table, on as many sheets as its rows need: `claims`, `claims 2`, …"""

    def __init__(
        self, book: Workbook, styles: Styles, name: str, columns: Sequence[Column], headers: Sequence[str]
    ) -> None:
        self._book, self._styles, self._name = book, styles, name
        self._columns, self._headers = columns, headers
        self._count = 0
        self._turn()

    def _turn(self) -> None:
        self._count += 1
        self._sheet: Worksheet = self._book.add_worksheet(self._name if self._count == 1 else self._title())
        self._row = 0
        for index, (column, name) in enumerate(zip(self._columns, self._headers, strict=True)):
            self._sheet.set_column(index, index, column.width, self._styles.text)
            self._sheet.write_string(0, index, name, self._styles.header)
        self._sheet.freeze_panes(1, 0)

    def _title(self) -> str:
        return f"{self._name} {self._count}"

    def add(
        self, row: Sequence[Cell], *, dimension: str | None = None, mention: tuple[int, int, int] | None = None
    ) -> None:
        """The next row. `dimension` is that of its numbers; `mention` a column and the stretch of it to set off."""
        if self._row == ROWS - 1:
            self.close()
            self._turn()
        self._row += 1
        for index, cell in enumerate(row):
            if cell is not None and not (mention and mention[0] == index and self._set_off(cell, *mention)):
                self._write(index, cell, dimension)

    def close(self) -> None:
        """Nothing more comes: filters over all rows."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)

    def _write(self, index: int, cell: str | int | Decimal | date, dimension: str | None) -> None:
        styles, place = self._styles, (self._row, index)
        if isinstance(cell, Decimal):
            if fits(cell):
                self._sheet.write_number(*place, cell, styles.number(dimension, _decimals(cell)))
                return
            cell = format(cell, "f")  # as text, or the spreadsheet would round it
        if isinstance(cell, int):
            self._sheet.write_number(*place, cell, styles.text)
        elif isinstance(cell, date) and cell >= _FIRST_DAY:
            self._sheet.write_datetime(*place, cell, styles.date)
        else:
            wide = self._columns[index].width >= _WRAPS
            self._sheet.write_string(*place, cell_text(str(cell)), styles.wrapped if wide else styles.text)

    def _set_off(self, cell: Cell, index: int, start: int, end: int) -> bool:
        """Write a text with the stretch from `start` to `end` set off; False where it cannot be."""
        text = str(cell)
        pieces = (
            [text[:start]] * (start > 0) + [self._styles.mention, text[start:end]] + [text[end:]] * (end < len(text))
        )
        if len(pieces) == 2 or not _plain(text):
            return False
        self._sheet.write_rich_string(self._row, index, *pieces, self._styles.wrapped)
        return True


def head_format(book: Workbook) -> Format:
    """How the first row of a sheet looks."""
    return book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "text_wrap": True})


def fits(number: Decimal) -> bool:
    """True for a number that a spreadsheet holds exactly."""
    digits, exponent = number.normalize().as_tuple()[1:]
    return max(len(digits) + max(0, int(exponent)), _decimals(number)) <= _DIGITS


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple()[2]))


def _plain(text: str) -> bool:
    """True for text that can stand in pieces: short enough, without what the file format must write as a code."""
    return len(text) <= CELL // 2 and "_x" not in text and text.replace("\n", "").isprintable()


def cell_text(text: str) -> str:
    """`text` as a cell can hold it: cut, with an ellipsis, where it is too long; never taken for markup."""
    if len(text) > CELL // 2:
        units = text.encode("utf-16-le", errors="replace")
        if len(units) > 2 * CELL:
            text = units[: 2 * (CELL - 1)].decode("utf-16-le", errors="ignore") + _ELLIPSIS
    # The library writes what looks like its own markup for pieces of text as it stands.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
