"""Where things stand: half-open spans, and texts put together from pieces of the source.

Every offset in this package counts Unicode characters. A *source* offset points into the decoded
text, which nobody changes. A *passage* offset points into a paragraph whose layout breaks (line ends,
page anchors, picture captions between its halves) were taken out. This module is the only one that
converts between the two.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter


class Span:
    """Half-open range of character offsets: `text[start:end]`. Never changed once made.

    A plain class with slots: there are many, and a frozen dataclass takes thrice the time to make one.
    """

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self.start == other.start and self.end == other.end

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end})"

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True when `other` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end


class Piece:
    """A run of characters that stands in one go both in the passage and in the source."""

    __slots__ = ("at", "length", "start")
    at: int
    """Offset in the passage."""
    start: int
    """Offset in the source."""
    length: int

    def __init__(self, at: int, start: int, length: int) -> None:
        self.at = at
        self.start = start
        self.length = length


_AT = attrgetter("at")


def source_span(pieces: tuple[Piece, ...], start: int, end: int) -> Span:
    """The source range of the passage range `[start, end)`.

    The result may be longer than `end - start`: it holds the layout break when the range crosses one
    (立案１７６⏎４件). Pieces must be sorted by `at`, cover the passage without gaps, and not be empty.
    Raises ValueError for an empty range, which has no place of its own.
    """
    if start >= end:
        raise ValueError(f"empty passage range {start}:{end} has no source span")
    first = pieces[bisect_right(pieces, start, key=_AT) - 1]
    last = pieces[bisect_right(pieces, end - 1, key=_AT) - 1]
    return Span(first.start + start - first.at, last.start + end - last.at)
