"""Articles that nothing but empty lines parts, on a page that has no others."""

from __future__ import annotations

from collections.abc import Collection

from cpcc_extract.structure.runs import is_candidate
from cpcc_extract.structure.sheet import Sheet, Verdicts

_SHARE = 2  # headlines that one proven article makes believable


def gap_headlines(sheet: Sheet, verdicts: Verdicts, openings: Collection[int]) -> tuple[int, ...]:
    """Short lines below an empty one that are headlines like those of the page's other articles.

    `openings` are the lines that open an article by other proof. On a page whose paragraphs stand close, every empty
    line must part articles: one above other text, or too many above short lines, is the way of its headings.
    """
    if sheet.setting.gap or sheet.setting.width is not None:
        return ()
    apart = [index for index, line in enumerate(sheet.lines) if index and line.gap and _read(verdicts, index)]
    proven = [index for index in apart if index in openings]
    others = [index for index in apart if index not in openings]
    fits = proven and len(others) <= _SHARE * len(proven) and all(_headline(sheet, verdicts, index) for index in others)
    return tuple(others) if fits else ()


def _read(verdicts: Verdicts, index: int) -> bool:
    """The line is no furniture of the page."""
    return index not in verdicts or verdicts[index].kind not in ("note", "byline", "caption")


def _headline(sheet: Sheet, verdicts: Verdicts, index: int) -> bool:
    """Short, without a number, below complete text and right above some more."""
    above = next((place for place in range(index - 1, -1, -1) if place not in verdicts), None)
    below = index + 1 < len(sheet.lines) and sheet.lines[index + 1].gap == 0 and sheet.prose(index + 1)
    settled = above is not None and sheet.sentence(sheet.lines[above].view)
    return index not in verdicts and sheet.marks[index] is None and is_candidate(sheet, index) and below and settled
