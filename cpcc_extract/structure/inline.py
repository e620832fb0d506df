"""Reports printed in one line: headings that stand inside it are lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cpcc_extract.lexicon.headings import HeadingStyles
from cpcc_extract.spans import Span
from cpcc_extract.structure.lines import Line, columns_of

_LONG = 400
_WHOLE, _FEW = 1500, 5
_ENOUGH = 2


def split_inline(lines: tuple[Line, ...], headings: HeadingStyles) -> tuple[Line, ...]:
    """Lines with each heading inside a very long one cut out.

    Only when certain: the numbers count up from the first one, each after the end of a sentence or a blank,
    and each heading is short and ends in a blank. In a line that holds most of the text, numbered paragraphs
    begin lines of their own too.
    """
    few = len(lines) <= _FEW
    return tuple(
        part
        for line in lines
        for part in (_split(line, headings, few or len(line.view) >= _WHOLE) if len(line.view) >= _LONG else (line,))
    )


def _split(line: Line, headings: HeadingStyles, whole: bool) -> Iterator[Line]:
    if len(line.pieces) != 1:
        yield line
        return
    found = _counted(line, headings)
    edges = {edge for match in found for edge in match.span()} if len(found) >= _ENOUGH else set()
    if whole:
        inside = [match.span() for match in found] if edges else []
        starts = _paragraphs(line, headings)
        edges |= {at for at in starts if not any(first < at < last for first, last in inside)}
        if edges and (title := headings.opening.match(line.view)):
            edges.add(title.end())
    first = True
    for start, end in pairwise(sorted({0, len(line.view), *edges})):
        part = _part(line, start, end, first)
        if part.view:
            yield part
            first = False


def _counted(line: Line, headings: HeadingStyles) -> list[re.Match[str]]:
    """The headings inside a line whose numbers count up without a gap."""
    found: list[re.Match[str]] = []
    for match in headings.inline.finditer(line.view):
        if len(found) < len(headings.ordinals) and match["number"] == headings.ordinals[len(found)]:
            found.append(match)
    return found


def _paragraphs(line: Line, headings: HeadingStyles) -> list[int]:
    """Where numbered paragraphs begin inside a line; inner numbers start again under each outer one."""
    found: list[tuple[int, int]] = []
    counts: dict[int, int] = {}
    for match in headings.breaks.finditer(line.view):
        level, number = next((n, text) for n, text in enumerate(match.groups()) if text is not None)
        count = counts.get(level, 0)
        if count < len(headings.ordinals) and number == headings.ordinals[count]:
            counts = {outer: counts.get(outer, 0) for outer in range(level)} | {level: count + 1}
            found.append((level, match.start()))
    often = Counter(level for level, _ in found)
    return [start for level, start in found if often[level] >= _ENOUGH]


def _part(line: Line, start: int, end: int, first: bool) -> Line:
    view = line.view[start:end]
    start += len(view) - len(view.lstrip())
    view = view.strip()
    at = line.pieces[0].start + start
    return line._replace(
        part=0 if first else 1,
        start=line.start if first else at,
        end=at + len(view),
        pieces=(Span(at, at + len(view)),),
        view=view,
        indent=line.indent if first else 0,
        columns=columns_of(view),
        gap=line.gap if first else 0,
        hashes=line.hashes if first else 0,
    )
