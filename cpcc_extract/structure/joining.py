"""Continuations: does a line go on with the paragraph above it?"""

from __future__ import annotations

from cpcc_extract.structure.runin import opens_with_topic
from cpcc_extract.structure.sheet import Sheet

_CUT, _ITEM = 14, 45
_FIRST_LESS = (3, 5)


def unfinished(sheet: Sheet, before: int, *, joined: bool = False) -> bool:
    """The paragraph that this line ends so far was cut by layout: its sentence is still open.

    A short line alone may be a whole item; one that was `joined` to an open sentence may not.
    """
    view = sheet.lines[before].view
    if not view or sheet.row(before) or sheet.complete(view):
        return False
    if sheet.setting.full(sheet.lines[before]):
        return True
    last = view[-1]
    if joined or _broken_number(sheet, before):
        return True
    return len(view) >= _CUT or last in sheet.rules.clause_end or last in sheet.rules.pairs


def goes_on(sheet: Sheet, before: int, index: int, *, joined: bool = False) -> bool:
    """Line `index` continues the paragraph whose last line is `before`, itself `joined` to others or not.

    On a page of broken lines the indent tells, or the width of the line above; elsewhere only an open
    sentence (总产 / 量) does.
    """
    line, mark = sheet.lines[index], sheet.marks[index]
    if line.tagged or line.hashes or sheet.row(index) or sheet.row(before):
        return False
    open_sentence = unfinished(sheet, before, joined=joined)
    if sheet.setting.width is None:
        unmarked = mark is None or _broken_number(sheet, index)
        return open_sentence and unmarked and not _both_items(sheet, before, index)
    if mark is not None and not mark.style.item and not (open_sentence and sheet.setting.full(sheet.lines[before])):
        return False
    if sheet.setting.indented:
        closed = not open_sentence and (not sheet.setting.long(sheet.lines[before]) or _between(sheet, index))
        return not sheet.setting.opens(line) and not closed
    return open_sentence or _fills_on(sheet, before, index)


def _fills_on(sheet: Sheet, before: int, index: int) -> bool:
    """The line above is full, so that its paragraph goes on although a sentence ends with it."""
    line, above, mark = sheet.lines[index], sheet.lines[before], sheet.marks[index]
    if line.gap > sheet.setting.gap or above.columns < sheet.setting.usual - 2:
        return False
    return (mark is None or above.view[-1] in sheet.rules.lead_end) and not _first_line(sheet, index)


def _between(sheet: Sheet, index: int) -> bool:
    """A short open-ended line with an indented one below it: a heading that is not set in."""
    line = sheet.lines[index]
    return (
        not sheet.setting.long(line)
        and not sheet.complete(line.view)
        and not sheet.stops_within(line.view)
        and index + 1 < len(sheet.lines)
        and sheet.setting.opens(sheet.lines[index + 1])
    )


def _both_items(sheet: Sheet, before: int, index: int) -> bool:
    """Two short open-ended lines, neither of which leans on the other: items of a list without marks."""
    above, line = sheet.lines[before], sheet.lines[index]
    return (
        max(len(above.view), len(line.view)) <= _ITEM
        and not sheet.complete(line.view)
        and not sheet.stops_within(line.view)
        and above.view.count("(") <= above.view.count(")")  # (1988年1月增补委员 / 6人)
        and not sheet.rules.no_heading.search(above.view)
        and above.view[-1] not in sheet.rules.pairs
    )


def _broken_number(sheet: Sheet, index: int) -> bool:
    """A figure alone on its line, which a smaller type face (PM2.5) tore out of the sentence."""
    mark = sheet.marks[index]
    return mark is not None and not mark.style.text and sheet.lines[index].view[0].isdecimal()


def _first_line(sheet: Sheet, index: int) -> bool:
    """The line opens a paragraph: with a topic, or two characters short by an indent that was lost in reading."""
    line = sheet.lines[index]
    if opens_with_topic(line.view, sheet.rules):
        return True
    less = sheet.setting.usual - line.columns
    return _FIRST_LESS[0] <= less <= _FIRST_LESS[1] and not sheet.complete(line.view)
