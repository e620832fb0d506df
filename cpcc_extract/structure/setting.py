"""How the page is set: do its lines break at a width, how far apart do its paragraphs stand."""

from collections import Counter
from typing import NamedTuple

from cpcc_extract.structure.lines import Line

_NARROWEST, _WIDEST = 36, 180
_SLACK = 8
_SHARE, _LONGER = 0.3, 0.04
_WHOLE = 4  # so many times the width, a line is a whole paragraph of another article on the page
_ENOUGH = 6


class Setting(NamedTuple):
    """Measures of one page."""

    width: int | None
    """Columns that its lines fill before they break; None when each line is a paragraph."""
    usual: int
    """Columns of its usual full line; 0 without a width."""
    margin: int
    """Indent of its full lines that do not open a paragraph."""
    indented: bool
    """Its paragraphs are known by their indent (of a broken-line page)."""
    gap: int
    """Empty lines that usually stand between two lines."""

    def opens(self, line: Line) -> bool:
        """The line is set in, as the first one of a paragraph is."""
        return line.indent >= self.margin + 2

    def full(self, line: Line) -> bool:
        """The line reaches the margin, so that what follows may go on with it."""
        return self.width is not None and self.width - _SLACK <= line.columns < self.width * _WHOLE

    def long(self, line: Line) -> bool:
        """The line is too long to be anything but text that may go on below it."""
        return self.width is not None and line.columns * 10 >= self.width * 7

    def apart(self, line: Line) -> bool:
        """More empty lines stand above it than between paragraphs."""
        return line.gap >= self.gap + 2


def measure(lines: tuple[Line, ...]) -> Setting:
    """The setting of a page."""
    whole = [line for line in lines if line.part == 0 and line.view]
    width = _width(Counter(line.columns for line in whole), len(whole))
    filled = [line for line in whole if width is not None and width - _SLACK <= line.columns < width * _WHOLE]
    margins = Counter(line.indent for line in filled)
    margin = min((indent for indent in margins if margins[indent] * 5 >= len(filled)), default=0)
    indents = sum(line.indent >= margin + 2 for line in filled)
    return Setting(
        width=width,
        usual=sorted(line.columns for line in filled)[len(filled) // 2] if filled else 0,
        margin=margin,
        indented=width is not None and indents >= max(2, len(whole) // 40),
        gap=_usual_gap(whole),
    )


def _width(counts: Counter[int], total: int) -> int | None:
    """The width that most lines fill to within a few columns, when few lines are longer."""
    best, filled = 0, 0
    for width in counts:
        if _NARROWEST <= width <= _WIDEST:
            near = sum(counts[width - back] for back in range(_SLACK + 1))
            if near > filled or (near == filled and width < best):
                best, filled = width, near
    longer = sum(count for width, count in counts.items() if best + _SLACK < width < best * _WHOLE)
    if filled < max(_ENOUGH, total * _SHARE) or longer > total * _LONGER:
        return None
    return best


def _usual_gap(lines: list[Line]) -> int:
    gaps = Counter(min(line.gap, 6) for line in lines[1:])
    return min(gaps, key=lambda gap: (-gaps[gap], gap)) if gaps else 0
