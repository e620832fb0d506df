"""Heading styles: the marks that open headings, and how styles nest."""

from typing import NamedTuple

from cpcc_extract.lexicon.patterns import Pattern


class Style(NamedTuple):
    """One heading style."""

    id: str
    rank: int
    """Outer styles have small ranks; styles of equal rank are siblings."""
    alone: bool
    """The mark may be the whole line."""
    text: bool
    """Text may follow the mark on its line."""
    item: bool
    """The mark also numbers plain list items."""
    list_only: bool = False
    """The mark opens list items and never a heading."""
    chapter: bool = False
    """The mark counts the chapters of a book, of which a page may hold any."""


class HeadingStyles(NamedTuple):
    """All marks in one pattern, tried in the order of the file; the group's name is the style's."""

    pattern: Pattern
    styles: dict[str, Style]
    inline: Pattern
    """A heading inside a line; the group `number` holds its number."""
    ordinals: tuple[str, ...]
    """The numbers of `inline` in counting order."""
    breaks: Pattern
    """A paragraph inside a line: the last group is its row, the group `number…` its number."""
    opening: Pattern
    """The title that such a line opens with."""
    plain: Style
    """A short line between paragraphs."""
    part: Style
    """A plain line that `part_title` matches: it stands above numbered headings."""
    part_title: Pattern
    sentence: Style
    """A short sentence of its own line, again and again above long paragraphs."""
