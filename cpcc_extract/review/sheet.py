"""The workbook that a person corrects: a row a claim, a hidden sheet of what was extracted, one that says how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from cpcc_extract.errors import WriteError
from cpcc_extract.exact_json import plain_number
from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.review import guide_lines, sheet_names, verdict_words
from cpcc_extract.lexicon.version import rule_version
from cpcc_extract.review.layout import KEY, NUMBERS, headings, original_columns
from cpcc_extract.writers.formats import Headers
from cpcc_extract.writers.parcel import pack, unpack
from cpcc_extract.writers.sheets import ROWS, cell_text, fits, head_format, workbook
from cpcc_extract.writers.table import Cell

encode = pack
"""One document's part of a review workbook."""

_ADDED = 1000
"""Rows behind the last one in which the lists are offered too, for claims that were missed."""
_WRAPS = 60
_GUIDE_WIDTH = 100
_OPEN, _CLOSE = "〔", "〕"
_BREAK = re.compile(r"\s+")
# What a person may do although ids and sentences are locked; there is no password.
_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True, "autofilter": True}

Row = dict[str, Cell]


def assemble(parts: Iterable[bytes], out: BinaryIO, language: Headers = "en", rules: Overlay = SHIPPED) -> None:
    """Write the workbook of all documents whose parts these are, as they come, to `out`.

    Text is never a formula, a link or a number. Raises WriteError when there are more claims than a sheet has rows.
    """
    with workbook(out, f"cpcc-extract {rule_version(rules)}") as book:
        review, original = _Review(book, language), _Original(book, language)
        count = 0
        for number, part in enumerate(parts, 1):
            for row in _rows(unpack(part).claims, number):
                count += 1
                if count == ROWS:
                    raise WriteError(f"a review workbook holds {ROWS - 1:,} claims; review fewer files at a time")
                review.add(count, row)
                original.add(count, row)
        review.close(count)
        _guide(book, language)


def marked(sentence: str, text: str, begin: int = 0) -> tuple[str, int]:
    """The sentence with `text` in brackets, looked for from `begin` on; and where the next claim is to be looked for.

    As it is, where the text does not stand in it.
    """
    for shown in (text, _BREAK.sub("", text)):
        start = sentence.find(shown, begin)
        if shown and start >= 0:
            end = start + len(shown)
            return f"{sentence[:start]}{_OPEN}{shown}{_CLOSE}{sentence[end:]}", end
    return sentence, begin


def _rows(claims: Iterable[Sequence[Cell]], number: int) -> Iterable[Row]:
    """The claims of the document of that number, with an id that no other row of the workbook has."""
    names = [column.id for column in table_columns()]
    sentence, begin = "", 0
    for claim in claims:
        row = dict(zip(names, claim, strict=True))
        if row["sentence"] != sentence:
            sentence, begin = str(row["sentence"]), 0
        shown, begin = marked(sentence, str(row["text"]), begin)
        yield row | {KEY: f"{number}/{row[KEY]}", "sentence": shown}


class _Review:
    """The sheet that a person fills in."""

    def __init__(self, book: Any, language: Headers) -> None:
        self._sheet = book.add_worksheet(_name("review", language))
        self._language = language
        head = head_format(book)
        # "@": what is typed stays as it is typed, no date is made of 2024-12. Values are numbers.
        looks = {"valign": "top", "num_format": "@"}
        self._locked = book.add_format({**looks, "font_color": "#555555"})
        self._wrapped = book.add_format({**looks, "text_wrap": True})
        self._open = book.add_format({**looks, "locked": False})
        self._number = book.add_format({"valign": "top", "locked": False})
        for index, heading in enumerate(headings()):
            # A column's own format is that of the rows behind the last one, where everything can be filled in.
            free = self._number if heading.id in NUMBERS else self._open
            hidden = {"hidden": True} if heading.hidden else {}
            self._sheet.set_column(index, index, heading.width, self._locked if heading.hidden else free, hidden)
            self._sheet.write_string(0, index, heading.named(language), head)
        self._sheet.freeze_panes(1, 0)

    def add(self, place: int, row: Row) -> None:
        for index, heading in enumerate(headings()):
            cell = row.get(heading.id)
            if heading.locked:
                look = self._wrapped if heading.width >= _WRAPS else self._locked
            else:
                look = self._number if heading.id in NUMBERS else self._open
            if cell is None:
                self._sheet.write_blank(place, index, None, look)  # an empty cell can be filled in too
            else:
                _write(self._sheet, place, index, cell, look)

    def close(self, last: int) -> None:
        """Nothing more comes: lists of words, filters, locks."""
        language, until = self._language, min(last + _ADDED, ROWS - 1)
        verdicts = [word.zh if language == "zh" else word.en for word in verdict_words()]
        for index, heading in enumerate(headings()):
            if heading.id == "verdict":
                self._sheet.data_validation(1, index, until, index, {"validate": "list", "source": verdicts})
            elif heading.choices:
                # A warning, no refusal: whoever corrects a word may know one that the list has not.
                rule = {"validate": "list", "source": list(heading.choices), "error_type": "warning"}
                self._sheet.data_validation(1, index, until, index, rule)
        self._sheet.autofilter(0, 0, last, len(headings()) - 1)
        self._sheet.protect("", _ALLOWED)


class _Original:
    """The hidden sheet that keeps what was extracted, all of it as text, so that no digit can get lost."""

    def __init__(self, book: Any, language: Headers) -> None:
        self._sheet = book.add_worksheet(_name("original", language))
        self._text = book.add_format({"num_format": "@"})
        for index, name in enumerate(original_columns()):
            self._sheet.write_string(0, index, name)
        self._sheet.hide()
        self._sheet.protect("")

    def add(self, place: int, row: Row) -> None:
        for index, name in enumerate(original_columns()):
            cell = row[name]
            if cell is not None:
                self._sheet.write_string(place, index, cell_text(_printed(cell)), self._text)


def _guide(book: Any, language: Headers) -> None:
    """How to fill it in, in both languages."""
    sheet = book.add_worksheet(_name("guide", language))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, _GUIDE_WIDTH, wrapped)
    lines = [[line.zh for line in guide_lines()], [line.en for line in guide_lines()]]
    first, second = lines if language == "zh" else lines[::-1]
    for place, line in enumerate([*first, "", *second]):
        sheet.write_string(place, 0, line, wrapped)


def _name(sheet: str, language: Headers) -> str:
    word = sheet_names()[sheet]
    return word.zh if language == "zh" else word.en


def _printed(cell: str | int | Decimal | date) -> str:
    return plain_number(cell) if isinstance(cell, Decimal) else str(cell)


def _write(sheet: Any, row: int, column: int, cell: str | int | Decimal | date, look: object) -> None:
    if isinstance(cell, int) or (isinstance(cell, Decimal) and fits(cell)):
        sheet.write_number(row, column, cell, look)
        return
    sheet.write_string(row, column, cell_text(_printed(cell)), look)
