"""The words of the workbook in which claims are corrected, and which rules decide which of its fields."""

from __future__ import annotations

from functools import cache

from cpcc_extract.compiling.rows import Row, Word, read_rows


class Field(Row):
    """A field that is judged, and how the ids of the rules begin that decide it."""

    rules: tuple[str, ...]


@cache
def sheet_names() -> dict[str, Word]:
    """The sheets by id: review, original, guide."""
    return {row.id: row for row in read_rows("review.toml", "sheet", Word)}


@cache
def person_headings() -> dict[str, Word]:
    """The columns that only this workbook has, by id: verdict, note."""
    return {row.id: row for row in read_rows("review.toml", "heading", Word)}


@cache
def verdict_words() -> tuple[Word, ...]:
    """What a person can say of a row, in the order of the list that is offered."""
    return read_rows("review.toml", "verdict", Word)


@cache
def judged_fields() -> tuple[Field, ...]:
    """The fields that are judged, in the order of the sheet."""
    return read_rows("review.toml", "field", Field)


@cache
def guide_lines() -> tuple[Word, ...]:
    """How the workbook is filled in, line by line."""
    return read_rows("review.toml", "guide", Word)
