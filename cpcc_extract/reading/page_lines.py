"""From the lines of pages to running text: page furniture out, broken lines joined into paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cpcc_extract.reading.columns import Run, TextLine

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[!-~]{1,30}")
_EDGE, _LONGEST_EDGE, _SHARE = 2, 60, 0.4
# In characters: how far a full line may end before the margin, how far an indent sets a line in, how wide a digit is.
_SHORT, _INDENT, _DEEPEST_INDENT, _DIGIT = 1.6, 1.2, 4, 0.55
_LONG, _INDENTED = 0.6, 2
_PITCH, _SIZE = 1.5, 0.15
_NARROWEST = 6


@dataclass(frozen=True, slots=True)
class PageText:
    """The columns of one page in reading order."""

    columns: list[list[TextLine]]


def without_furniture(pages: Sequence[list[Run]]) -> list[list[Run]]:
    """Pages without the lines that come back at their head or foot: running heads and page numbers.

    A line is one when, its digits aside, it stands at the same height with the same words on two pages at least
    and on two in five of all.
    """
    edges = [_edges(runs) for runs in pages]
    times = Counter(key for keys in edges for key in set(keys.values()))
    least = max(2, _SHARE * sum(map(bool, pages)))
    return [
        [run for index, run in enumerate(runs) if times[keys.get(index, ("", 0))] < least]
        for runs, keys in zip(pages, edges, strict=True)
    ]


def _edges(runs: Sequence[Run]) -> dict[int, tuple[str, int]]:
    """What stands in the two topmost and two lowest lines of a page: by index of the run, words and height."""
    heights = sorted({round(run.middle / 4) for run in runs})
    edge = {*heights[:_EDGE], *heights[-_EDGE:]}
    return {
        index: (_DIGITS.sub("#", run.text), round(run.middle / 4))
        for index, run in enumerate(runs)
        if round(run.middle / 4) in edge and len(run.text) <= _LONGEST_EDGE
    }


def join_pages(pages: Sequence[PageText]) -> tuple[str, list[int]]:
    """The text of all pages, one paragraph a line, and the offset at which each page begins.

    A line goes on with the one before it when that one fills its column and it is not set in itself; so it does
    over the end of a column or page where a sentence is open.
    """
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    before: tuple[TextLine, _Margins] | None = None
    for page in pages:
        opening = True
        for column in page.columns:
            margins = _Margins.of(column)
            previous: TextLine | None = None
            for line in column:
                text = line.text.strip()
                if not text:
                    continue
                if previous is not None:
                    joined = margins.goes_on(previous, line)
                else:
                    joined = before is not None and _over_the_edge(before, line, margins)
                joint = _joint(pieces[-1], text) if pieces and joined else "\n" if pieces else ""
                pieces += [joint, text] if joint else [text]
                at += len(joint)
                if opening:
                    starts.append(at)
                    opening = False
                at += len(text)
                previous = line
            if previous is not None:
                before = (previous, margins)
        if opening:
            starts.append(at)
    return "".join(pieces) + ("\n" if pieces else ""), starts


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where the lines of a column begin and end, and how far apart they stand."""

    left: float
    right: float
    em: float
    pitch: float
    indents: bool
    """Paragraphs are known by their indent."""

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> _Margins:
        if not lines:
            return cls(0, 0, 1, 0, indents=False)
        steps = [above.y0 - below.y0 for above, below in pairwise(lines) if above.y0 > below.y0]
        left, em = min(line.x0 for line in lines), median(line.y1 - line.y0 for line in lines)
        return cls(
            left=left,
            right=max(line.x1 for line in lines),
            em=em,
            pitch=median(steps) if steps else 0,
            indents=sum(_INDENT * em <= line.x0 - left <= _DEEPEST_INDENT * em for line in lines) >= _INDENTED,
        )

    def full(self, line: TextLine, after: TextLine) -> bool:
        """The line reaches the right margin, of a column wide enough to have one, as far as the next word lets it."""
        word = _WORD.match(after.text)
        short = _SHORT + (len(word[0]) * _DIGIT if word else 0)
        return self.right - self.left >= _NARROWEST * self.em and line.x1 >= self.right - short * self.em

    def long(self, line: TextLine) -> bool:
        """The line is too long for a heading or the last line of most paragraphs."""
        return line.x1 - self.left >= _LONG * (self.right - self.left)

    def indented(self, line: TextLine) -> bool:
        """The line is set in as the first one of a paragraph is."""
        return line.x0 >= self.left + _INDENT * self.em

    def goes_on(self, above: TextLine, line: TextLine) -> bool:
        """`line` continues the paragraph of `above`, the line before it in the same column."""
        return (
            (self.full(above, line) or (self.indents and self.long(above)))
            and not self.indented(line)
            and _same_size(above, line)
            and "\t" not in above.text + line.text
            and above.y0 - line.y0 <= _PITCH * self.pitch
        )


def _same_size(above: TextLine, line: TextLine) -> bool:
    first, second = above.y1 - above.y0, line.y1 - line.y0
    return abs(first - second) <= _SIZE * max(first, second)


def _over_the_edge(before: tuple[TextLine, _Margins], line: TextLine, margins: _Margins) -> bool:
    """The first line of a column continues the last one of the column before: full, its sentence open."""
    last, its = before
    return (
        its.full(last, line)
        and not margins.indented(line)
        and _same_size(last, line)
        and "\t" not in last.text + line.text
        and not _ends(last.text)
    )


def _ends(text: str) -> bool:
    """The text ends in a mark that is not a comma: its sentence may be over."""
    last = text.rstrip()[-1:]
    return bool(last) and unicodedata.category(last) in ("Po", "Pf", "Pe") and last not in ",，、"


def _joint(before: str, after: str) -> str:
    """What stands between two pieces of a paragraph: a blank between Latin words, nothing between Chinese ones."""
    first, second = before[-1:], after[:1]
    latin = first.isascii() and second.isascii()
    return " " if latin and not (first.isdigit() and second.isdigit()) and first != "-" else ""
