"""Reports printed in one line: headings that stand inside it are lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from cpcc_extract.lexicon.headings import HeadingStyles
from cpcc_extract.spans import Span
from cpcc_extract.structure.lines import Line, columns_of

_LONG = 400


def split_inline(lines: tuple[Line, ...], headings: HeadingStyles) -> tuple[Line, ...]:
    """Lines with each heading inside a very long one cut out.

    Only when certain: the numbers count up from the first one, each after the end of a sentence or a blank,
    and each heading is short and ends in a blank.
    """
    return tuple(part for line in lines for part in (_split(line, headings) if len(line.view) >= _LONG else (line,)))


def _split(line: Line, headings: HeadingStyles) -> Iterator[Line]:
    found = _counted(line, headings) if len(line.pieces) == 1 else []
    if len(found) < 2:
        yield line
        return
    edges = sorted({0, len(line.view), *(edge for match in found for edge in match.span())})
    first = True
    for start, end in pairwise(edges):
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


def _part(line: Line, start: int, end: int, first: bool) -> Line:
    view = line.view[start:end]
    start += len(view) - len(view.lstrip())
    view = view.strip()
    at = line.pieces[0].start + start
    return replace(
        line,
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
