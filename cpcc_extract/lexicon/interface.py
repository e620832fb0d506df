"""The words of the page in both languages, and the kinds of amounts that it has colours for."""

from __future__ import annotations

from functools import cache

from cpcc_extract.compiling.rows import Row, Word, read_rows


class Scale(Row):
    """A factor by which charts shorten numbers."""

    factor: int
    name: str


class AmountKind(Row):
    """Dimensions that the page shows alike."""

    dimensions: tuple[str, ...]


@cache
def words() -> tuple[Word, ...]:
    """All words of the page."""
    return read_rows("interface.toml", "word", Word)


@cache
def scale_words() -> tuple[tuple[int, str], ...]:
    """Factors by which charts shorten numbers, with their names, the largest first."""
    return tuple((row.factor, row.name) for row in read_rows("interface.toml", "scale", Scale))


@cache
def amount_kinds() -> tuple[AmountKind, ...]:
    """The kinds in the order of the legend; the one without dimensions takes what no other does."""
    return read_rows("interface.toml", "kind", AmountKind)
