"""The order in which a page is read: which of its lines stand in which column, and in what order the columns come.

Coordinates are those of PDF: points, y upwards. A region is cut in two again and again: left and right where a
gutter runs through it, else above and below a headline that spans the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text on one line without a gap in it."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def size(self) -> float:
        """Height of its characters, about their width when they are Chinese."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Height of its middle on the page."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line inside one column."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float


# Beyond this many runs a page is no page of text; it is taken in the order in which it was drawn.
_MOST_RUNS = 3_000
_GUTTER = 0.9
# A column has lines enough, wide enough: cells of a table have not, and stay in their rows.
_LINES, _WIDTH, _SHARE = 3, 8, 0.18
_TAB, _BLANK = 2.5, 0.3


def reading_order(runs: Sequence[Run]) -> list[list[TextLine]]:
    """The columns (or whole-width stretches) of a page in reading order, each with its lines from the top.

    A row of a table stays one line, with tabs between its cells.
    """
    if len(runs) > _MOST_RUNS:
        return [[TextLine(*run) for run in runs]]
    regions: list[list[TextLine]] = []
    pending = [list(runs)] if runs else []
    while pending:
        region = pending.pop()
        parts = _beside(region) or _above(region)
        if parts:
            pending.extend(reversed(parts))
        else:
            regions.append(_lines(region))
    return regions


def _beside(runs: Sequence[Run]) -> list[list[Run]] | None:
    """The runs left and right of the widest gutter that parts two columns; None without one."""
    em = median(run.size for run in runs)
    ordered = sorted(runs, key=lambda run: run.x0)
    gutters: list[tuple[float, int]] = []
    reach = ordered[0].x1
    for place, run in enumerate(ordered):
        if run.x0 - reach >= _GUTTER * em:
            gutters.append((reach - run.x0, place))
        reach = max(reach, run.x1)
    for _, place in sorted(gutters):
        left, right = ordered[:place], ordered[place:]
        whole = ordered[-1].x1 - ordered[0].x0
        if _is_column(left, em, whole) and _is_column(right, em, whole) and _overlap(left, right):
            return [left, right]
    return None


def _is_column(runs: Sequence[Run], em: float, whole: float) -> bool:
    """The runs read as a column of text: several lines, most of them long."""
    lines = {round(run.middle / em) for run in runs}
    usual = median(run.x1 - run.x0 for run in runs)
    return len(lines) >= _LINES and usual >= max(_WIDTH * em, _SHARE * min(whole, 4 * _WIDTH * em))


def _overlap(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """The two stand beside each other, not one above the other."""
    low = max(min(run.y0 for run in left), min(run.y0 for run in right))
    high = min(max(run.y1 for run in left), max(run.y1 for run in right))
    return high > low


def _above(runs: Sequence[Run]) -> list[list[Run]] | None:
    """The runs above and below a white stripe, one side of which falls into columns; None without one.

    Of several such stripes the one that leaves the larger part in columns.
    """
    if len(runs) < 2 * _LINES or not _side_by_side(runs):
        return None
    ordered = sorted(runs, key=lambda run: -run.y1)
    best: tuple[int, int] | None = None
    low = ordered[0].y0
    for place, run in enumerate(ordered):
        if place and run.y1 <= low:
            for part in (ordered[:place], ordered[place:]):
                if (best is None or len(part) > best[0]) and len(part) >= 2 * _LINES and _beside(part):
                    best = (len(part), place)
        low = min(low, run.y0)
    return [ordered[: best[1]], ordered[best[1] :]] if best else None


def _side_by_side(runs: Sequence[Run]) -> bool:
    """Several lines hold more than one run: without them no part can fall into columns."""
    ordered = sorted(runs, key=lambda run: -run.middle)
    pairs = sum(above.middle - below.middle < above.size / 2 for above, below in pairwise(ordered))
    return pairs >= _LINES


def _lines(runs: Sequence[Run]) -> list[TextLine]:
    """The lines of one region from the top; runs of one height are one line, blanks or a tab between them."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.middle, run.x0)):
        if rows and abs(rows[-1][0].middle - run.middle) < 0.45 * max(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_line(sorted(row, key=lambda run: run.x0)) for row in rows]


def _line(row: list[Run]) -> TextLine:
    text = row[0].text
    for before, run in pairwise(row):
        gap = (run.x0 - before.x1) / max(run.size, 0.1)
        text += ("\t" if gap >= _TAB else " " if gap >= _BLANK else "") + run.text
    return TextLine(text, row[0].x0, max(run.x1 for run in row), min(run.y0 for run in row), max(run.y1 for run in row))
