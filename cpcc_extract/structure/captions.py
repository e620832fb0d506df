"""Picture captions that no credit gives away: short sentences set apart from the text."""

from __future__ import annotations

from cpcc_extract.structure.sheet import Sheet, Verdict, Verdicts

_LONGEST = 90
_SHORT = 60
_NEEDED = 4


def find_captions(sheet: Sheet, verdicts: Verdicts) -> Verdicts:
    """Captions among the lines not yet known.

    No single sign is enough. Counted are: more empty lines above than between paragraphs (two points; without
    them nothing is a caption), more below or the end of a column, a short single sentence, a day or a place in
    the picture (左二) at its start, a caption next to it, a sentence that it cuts in two.
    """
    found: Verdicts = {}
    before: int | None = None
    for index, line in enumerate(sheet.lines):
        known = verdicts.get(index)
        if known:
            before = index if known.kind == "body" else before
            continue
        above = found.get(index - 1) or verdicts.get(index - 1)
        below_caption = above is not None and above.kind == "caption"
        if _possible(sheet, index) and _points(sheet, index, before, below_caption) >= _NEEDED:
            found[index] = Verdict("caption", "set-apart")
        elif _wedged(sheet, index, before, below_caption):
            found[index] = Verdict("caption", "wedged-in")
        elif line.view:
            before = index
    return found


def _possible(sheet: Sheet, index: int) -> bool:
    return sheet.setting.apart(sheet.lines[index]) and _shaped(sheet, index)


def _wedged(sheet: Sheet, index: int, before: int | None, below_caption: bool) -> bool:
    """A scene (5月6日,…) between the two halves of a sentence that it cuts in two, or another one right below it.

    The last of several short sentences is the rest of the one that was cut.
    """
    if before is None or sheet.setting.width is not None or index + 1 >= len(sheet.lines):
        return False
    line, above = sheet.lines[index], sheet.lines[before]
    if not _shaped(sheet, index) or sheet.stops_within(line.view):
        return False
    if sheet.complete(above.view) or not sheet.prose(before) or sheet.marks[before] is not None:
        return False
    after = sheet.lines[index + 1].view
    return bool(sheet.rules.caption_shape.search(line.view)) or (below_caption and len(after) <= _SHORT)


def _shaped(sheet: Sheet, index: int) -> bool:
    line = sheet.lines[index]
    return (
        not line.hashes
        and not line.tagged
        and 5 <= len(line.view) <= _LONGEST
        and sheet.marks[index] is None
        and sheet.sentence(line.view)
        and not sheet.rules.no_caption.search(line.view)
    )


def _points(sheet: Sheet, index: int, before: int | None, below_caption: bool) -> int:
    line = sheet.lines[index]
    after = index + 1 if index + 1 < len(sheet.lines) else None
    points = 2
    points += after is None or sheet.setting.apart(sheet.lines[after]) or not sheet.prose(after)
    points += len(line.view) <= _SHORT and not sheet.stops_within(line.view)
    points += bool(sheet.rules.caption_shape.search(line.view))
    points += below_caption
    if before is not None:
        points += sheet.prose(before) and not sheet.complete(sheet.lines[before].view)
    return points
