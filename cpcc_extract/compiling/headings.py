"""Rows of `data/headings.toml`, made into one pattern for all marks that open headings."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.headings import HeadingStyles, Style
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.patterns import NEVER

FILE = "headings.toml"

GroupId = Annotated[str, Field(pattern="^[a-z][a-z0-9-]*$")]
"""The id of a row whose pattern becomes a named group."""


class StyleRow(Row):
    """A heading style known by its mark."""

    narrow = True
    ahead = True

    id: GroupId
    pattern: str
    rank: int
    alone: bool = False
    text: bool = True
    item: bool = False
    list_only: bool = False
    chapter: bool = False


class UnmarkedRow(Row):
    """A heading style without a mark."""

    narrow = True
    fixed = True

    rank: int
    pattern: str = ""


class InlineRow(Row):
    """A heading inside the single line of a whole report."""

    fixed = True

    pattern: str
    ordinals: tuple[str, ...]


class BreakRow(Row):
    """A paragraph, or a title, inside the single line of a whole report."""

    pattern: str


def group_name(row_id: str) -> str:
    """A row's id as the name of a group in a pattern."""
    return row_id.replace("-", "_")


def compile_headings(over: Overlay = SHIPPED) -> HeadingStyles:
    """Read `data/headings.toml`."""
    rows = read_rows(FILE, "style", StyleRow, over)
    (inline,) = read_rows(FILE, "inline", InlineRow, over)
    bare = {row.id: row for row in read_rows(FILE, "unmarked", UnmarkedRow, over)}
    unmarked = {row.id: Style(row.id, row.rank, alone=False, text=True, item=False) for row in bare.values()}
    return HeadingStyles(
        pattern=re.compile("|".join(f"(?P<{group_name(row.id)}>{row.pattern})" for row in rows)),
        styles={
            group_name(row.id): Style(row.id, row.rank, row.alone, row.text, row.item, row.list_only, row.chapter)
            for row in rows
        },
        inline=re.compile(inline.pattern),
        ordinals=inline.ordinals,
        breaks=_numbered(read_rows(FILE, "break", BreakRow, over)),
        opening=re.compile("|".join(row.pattern for row in read_rows(FILE, "opening", BreakRow, over)) or NEVER),
        plain=unmarked["plain"],
        part=unmarked["plain-part"],
        part_title=re.compile(bare["plain-part"].pattern),
        sentence=unmarked["sentence"],
    )


def _numbered(rows: tuple[BreakRow, ...]) -> re.Pattern[str]:
    """All rows in one pattern; the number of row n is the group `number<n>`."""
    return re.compile("|".join(row.pattern.replace("<number>", f"<number{n}>") for n, row in enumerate(rows)) or NEVER)
