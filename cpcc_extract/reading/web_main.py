"""Which lines of a web page are its text: the part where the running text stands, and the title above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cpcc_extract.reading.one_line import one_line
from cpcc_extract.reading.web_blocks import Page, PageLine, Part

_PROSE = 20
# How much of the page's text a part with a name like navigation may hold without being taken for the text.
_FURNITURE_SHARE = 1 / 3
_LINKED_SHARE, _LINKED_LINE = 0.6, 60
_LONGEST_HEADING, _LONGEST_CELL = 100, 200
_NEAR_TITLE, _FIRST_LINES = 40, 5
_TITLE_JOINTS = re.compile(r"\s*[_|]\s*|\s+[-–—]+\s+|-{2,}|\s{2,}")
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 80


@dataclass(slots=True)
class _Sums:
    """Characters in a part and all parts inside it."""

    text: int = 0
    linked: int = 0
    links: int = 0
    prose: int = 0
    """In lines that read as running text."""


_Measures = dict[int, _Sums]
"""By the identity of the part."""


def main_lines(page: Page, title: str) -> list[str]:
    """The printed lines of the page's text, headings with their `#`; `title` is what the window is called.

    When in doubt a line is kept: a menu too many costs less than a sentence too few. Linear in the page.
    """
    furniture = _furniture(page)
    kept = [line for line in page.lines if not (id(line.part) in furniture or _is_link(line))] or page.lines
    main = _main_part(page.parts, kept)
    inside = _inside(page.parts, main)
    places = [index for index, line in enumerate(kept) if id(line.part) in inside]
    if not places:
        return []
    first, last = places[0], places[-1]
    head = _head(kept, first, last, title)
    printed = _printed(
        kept[first if head is None else min(first, head) : last + 1], kept[head] if head is not None else None
    )
    named = _window_title(title) if head is None else ""
    return [f"# {named}", *printed] if named else printed


def _is_prose(line: PageLine) -> bool:
    return len(line.text) >= _PROSE and line.linked * 2 < len(line.text) and not line.level


def _is_link(line: PageLine) -> bool:
    return len(line.text) <= _LINKED_LINE and line.linked > _LINKED_SHARE * len(line.text) and not line.level


def _measure(parts: Sequence[Part], lines: Sequence[PageLine]) -> _Measures:
    """What stands in each part. Parts inside come after those around them, so sums go up from the last one."""
    sums = {id(part): _Sums(links=part.links) for part in parts}
    for line in lines:
        own = sums[id(line.part)]
        own.text += len(line.text)
        own.linked += line.linked
        own.prose += len(line.text) if _is_prose(line) else 0
    for part in reversed(parts):
        if part.parent is not None:
            own, outer = sums[id(part)], sums[id(part.parent)]
            outer.text += own.text
            outer.linked += own.linked
            outer.links += own.links
            outer.prose += own.prose
    return sums


def _furniture(page: Page) -> set[int]:
    """Identities of the parts that are menus, frames and lists of links, and of all parts in them."""
    sums = _measure(page.parts, page.lines)
    most = _FURNITURE_SHARE * sums[id(page.parts[0])].text
    found: set[int] = set()
    for part in page.parts:
        own = sums[id(part)]
        linked = own.links > 1 and own.linked > _LINKED_SHARE * own.text and own.prose * 4 < own.text
        if (part.parent is not None and id(part.parent) in found) or (own.text <= most and (part.outside or linked)):
            found.add(id(part))
    return found


def _main_part(parts: Sequence[Part], lines: Sequence[PageLine]) -> Part:
    """The innermost part with most of the running text, then outwards as long as that adds text, not furniture."""
    sums = _measure(parts, lines)
    prose = sums[id(parts[0])].prose
    if not prose:
        return parts[0]
    core = max((part for part in parts if sums[id(part)].prose * 2 > prose), key=lambda part: part.depth)
    # A paragraph or a cell alone is not the text: its short neighbours belong to it.
    if core.leaf and core.parent is not None:
        core = core.parent
    while core.piece and core.parent is not None:
        core = core.parent
    main, outer = core, core.parent
    while outer is not None:
        added = sums[id(outer)].text - sums[id(core)].text
        if (sums[id(outer)].prose - sums[id(core)].prose) * 2 > added:
            main = outer
        outer = outer.parent
    return main


def _inside(parts: Sequence[Part], main: Part) -> set[int]:
    """Identities of `main` and all parts in it."""
    found = {id(main)}
    for part in parts:
        if part.parent is not None and id(part.parent) in found:
            found.add(id(part))
    return found


def _head(lines: Sequence[PageLine], first: int, last: int, title: str) -> int | None:
    """Index of the page's own title: among the first lines of the text, or above it; None where it prints none."""
    window = "".join(title.split())

    def is_title(index: int) -> bool:
        line = lines[index]
        text = "".join(line.text.split())
        named = _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE and window.startswith(text)
        return line.level == 1 or named

    within = range(first, min(first + _FIRST_LINES, last + 1))
    above = range(first - 1, max(-1, first - _NEAR_TITLE), -1)
    return next((index for places in (within, above) for index in places if is_title(index)), None)


def _window_title(title: str) -> str:
    """The window's title without the name of the site behind it."""
    name = " ".join(_TITLE_JOINTS.split(title.strip())[0].split())
    return name if _SHORTEST_TITLE <= len(name) <= _LONGEST_TITLE else ""


def _printed(lines: Sequence[PageLine], head: PageLine | None) -> list[str]:
    """Text lines; a table row is one line with tabs between its cells, a heading broken in two is whole again."""
    printed: list[str] = []
    rows = _rows(lines)

    def unit(line: PageLine) -> tuple[int, int]:
        return (1, line.row) if line.row in rows else (2, id(line.part)) if line.level else (3, id(line))

    for (kind, row), group in groupby(lines, unit):
        same = list(group)
        if kind == 1:
            printed.append(rows[row])
        elif kind == 2 or same[0] is head:
            text = one_line(line.text for line in same)
            marks = "#" * (same[0].level or 1)
            printed.append(f"{marks} {text}" if len(text) <= _LONGEST_HEADING else text)
        else:
            printed.append(same[0].text)
    return printed


def _rows(lines: Sequence[PageLine]) -> dict[int, str]:
    """Table rows as one line each, by number; those that only frame running text are left out."""
    found: dict[int, str] = {}
    for row, group in groupby(lines, lambda line: line.row):
        cells = [list(cell) for _, cell in groupby(group, lambda line: line.cell)]
        texts = [one_line(line.text for line in cell) for cell in cells]
        if row and row not in found and len(cells) > 1 and max(map(len, texts)) <= _LONGEST_CELL:
            found[row] = "\t".join(texts)
    return found
