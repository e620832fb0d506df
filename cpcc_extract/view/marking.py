"""A report's printed lines, cut where claims and set-aside numerals begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from cpcc_extract.documents import Places
from cpcc_extract.records import BlockRecord, Document
from cpcc_extract.spans import Span

MarkKind = Literal["claim", "aside"]
Part = str | tuple[str, MarkKind, int]
"""A stretch of a line: plain, or marked, with the index of the claim or of the numeral that was set aside."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; its parts put together are the text as it stands."""

    kind: str
    """That of its block; `outside` for what is in none, such as tags and page furniture."""
    article: int | None
    section: str | None
    line: int
    """Line of its first character, from 1."""
    joins: bool
    """True when it goes on from the line right above."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: MarkKind
    index: int


_START = attrgetter("start")
_END = attrgetter("end")


def marked_lines(document: Document, text: str, asides: Sequence[Span]) -> tuple[Line, ...]:
    """All lines of `text` (the document's own) but empty ones, in order.

    A claim or numeral broken over two lines has a part in each. Where a set-aside numeral and a claim share
    characters, they belong to the claim.
    """
    places = Places(text)
    starts = [block.start for block in document.blocks]
    ends = [block.end for block in document.blocks]
    claims = [_Mark(claim.start, claim.end, "claim", index) for index, claim in enumerate(document.claims)]
    spared = [_Mark(span.start, span.end, "aside", index) for index, span in enumerate(asides)]
    by_claims = _disjoint(piece for mark in claims for piece in _over_lines(mark, starts, ends))
    by_asides = _disjoint(piece for mark in spared for piece in _over_lines(mark, starts, ends))
    marks = sorted([*by_claims, *_outside_of(by_claims, by_asides)], key=_START)
    return tuple(_lines(document.blocks, text, marks, places))


def _over_lines(mark: _Mark, starts: Sequence[int], ends: Sequence[int]) -> Iterator[_Mark]:
    """The mark itself, or of one broken over lines what stands in the first and in the last of them.

    What lies between, such as a caption in the middle of a word, is not part of it.
    """
    first, last = bisect_right(starts, mark.start) - 1, bisect_right(starts, mark.end - 1) - 1
    if first == last or first < 0:
        yield mark
    else:
        yield _Mark(mark.start, min(mark.end, max(ends[first], mark.start)), mark.kind, mark.index)
        yield _Mark(starts[last], mark.end, mark.kind, mark.index)


def _disjoint(marks: Iterable[_Mark]) -> list[_Mark]:
    """The marks in order; of two that share characters the later begins where the earlier ends."""
    kept: list[_Mark] = []
    at = 0
    for mark in sorted(marks, key=_START):
        start = max(mark.start, at)
        if start < mark.end:
            kept.append(_Mark(start, mark.end, mark.kind, mark.index))
            at = mark.end
    return kept


def _outside_of(taken: Sequence[_Mark], marks: Sequence[_Mark]) -> Iterator[_Mark]:
    """What `marks` cover and `taken` do not."""
    ends = [mark.end for mark in taken]
    for mark in marks:
        at = mark.start
        for place in range(bisect_right(ends, mark.start), len(taken)):
            other = taken[place]
            if other.start >= mark.end:
                break
            if at < other.start:
                yield _Mark(at, other.start, mark.kind, mark.index)
            at = other.end
        if at < mark.end:
            yield _Mark(at, mark.end, mark.kind, mark.index)


def _lines(blocks: Sequence[BlockRecord], text: str, marks: Sequence[_Mark], places: Places) -> Iterator[Line]:
    at = 0
    for index, block in enumerate(blocks):
        yield from _outside(text, at, block.start, blocks[index - 1] if index else None, marks, places)
        following = blocks[index + 1].start if index + 1 < len(blocks) else len(text)
        at = _line_end(text, block.end, following)
        joins = block.continues is not None and block.continues == index - 1
        parts = _parts(text, block.start, at, marks)
        yield Line(block.kind, block.article, block.section, block.line, joins, parts)
    yield from _outside(text, at, len(text), blocks[-1] if blocks else None, marks, places)


def _line_end(text: str, end: int, following: int) -> int:
    """Where the printed line ends of which a block ends at `end`: behind a closing tag, if one stands there."""
    rest = text[end:following].splitlines()
    return end + len(rest[0].rstrip()) if rest else end


def _outside(
    text: str, start: int, end: int, above: BlockRecord | None, marks: Sequence[_Mark], places: Places
) -> Iterator[Line]:
    """The lines between two blocks; they stand where the block above stands."""
    for piece in text[start:end].splitlines(keepends=True):
        if content := piece.strip():
            first = start + piece.index(content)
            parts = _parts(text, first, first + len(content), marks)
            article, section = (above.article, above.section) if above else (None, None)
            yield Line("outside", article, section, places.at(first)[0], False, parts)
        start += len(piece)


def _parts(text: str, start: int, end: int, marks: Sequence[_Mark]) -> tuple[Part, ...]:
    """The stretch cut at the marks in it, which are in order and disjoint."""
    parts: list[Part] = []
    at = start
    for place in range(bisect_right(marks, start, key=_END), len(marks)):
        mark = marks[place]
        if mark.start >= end:
            break
        first, last = max(mark.start, start), min(mark.end, end)
        if at < first:
            parts.append(text[at:first])
        parts.append((text[first:last], mark.kind, mark.index))
        at = last
    if at < end:
        parts.append(text[at:end])
    return tuple(parts)
