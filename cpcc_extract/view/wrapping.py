"""Where lines of Chinese and English may break: never inside a number or word, nor before a closing mark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_OPENING = "(（“‘《「『【〔\\[⟦"
_WIDE = "\u2e80-\U0010ffff"
# Blanks; or a wide character, or a word (a number with what it counts: 17件), with the marks that belong to it.
_UNIT = re.compile(
    rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+(?:(?<=\d)[{_WIDE}])?)?(?:(?![{_OPENING}])[^\w\s])*"
)


def cells(text: str) -> int:
    """Columns of a terminal that the text takes: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def line_starts(text: str, width: int) -> list[int]:
    """Offsets at which the second and further lines begin when none is wider than `width` cells, blanks at its end left
    out. A word that is wider is cut."""
    starts: list[int] = []
    taken = 0
    for unit, start in _units(text, width):
        size = cells(unit)
        if taken and not unit.isspace() and taken + size > width:
            starts.append(start)
            taken = 0
        taken += size
    return starts


def wrapped(text: str, width: int) -> list[str]:
    """The text in such lines, without blanks at their ends."""
    bounds = [0, *line_starts(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(bounds)]


def _units(text: str, width: int) -> Iterator[tuple[str, int]]:
    """What must stay together, with its offset; cut where it is wider than a line."""
    for match in _UNIT.finditer(text):
        unit, start = match[0], match.start()
        while cells(unit) > width and not unit.isspace():
            fits = next(n for n in range(len(unit), 0, -1) if cells(unit[:n]) <= width or n == 1)
            yield unit[:fits], start
            unit, start = unit[fits:], start + fits
        if unit:
            yield unit, start
