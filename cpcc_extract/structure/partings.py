"""Partings: where one article is over and the next begins, whatever its headline looks like."""

from __future__ import annotations

from cpcc_extract.structure.runs import datelined_line, head_cue, is_candidate, news_led
from cpcc_extract.structure.sheet import Mark, Sheet, Verdicts

_NAMES = 60  # characters at the end of a paragraph in which its authors stand
_LEAD = 80  # characters of text that may stand between a headline and the dateline of its own article


def find_partings(sheet: Sheet, verdicts: Verdicts) -> frozenset[int]:
    """Lines with which a new article, or the page of one, begins below running text.

    Told by what tops a web page or closes an article (`begins` and `ends` of the cues), by a paragraph that opens
    with a dateline, by a speech, by a count of chapters that begins again, and by a chapter whose heading names a body.
    Text must follow; what goes on with a number
    other than the first belongs to the article above, and so does text below a sentence that is not complete, unless
    a headline or a dateline stands between.
    """
    cues = sheet.rules.furniture
    found: set[int] = set()
    pending: int | None = None
    above: int | None = None
    near: int | None = None
    read = 0
    dated = headed = False
    outer: Mark | None = None
    for index, line in enumerate(sheet.lines):
        known = verdicts.get(index)
        settled = above is not None and sheet.sentence(sheet.lines[above].view)
        if known and known.kind != "body":
            if above is None or pending is not None:
                continue
            loose = known.rule not in cues.sources and known.kind != "byline"
            if known.rule in cues.ends and (loose or (settled and near == above)):
                pending, headed = index + 1, False
            elif known.rule in cues.begins:
                pending, headed = index, False
            continue
        if _later(sheet, index):
            pending = None
        start = None
        if pending is not None and sheet.prose(index):
            start = pending if settled or headed or datelined_line(sheet, index) else None
        elif above is not None and near == above and _opens(sheet, index, settled, dated or read >= _LEAD):
            start = index
        if start is None and above is not None and settled:
            again = near == above and _begins_again(sheet, index, outer)
            start = index if again else _speech(sheet, verdicts, index, above)
        if start is not None:
            found.add(start)
            read, dated, outer = 0, False, None
        outer = outer or sheet.marks[index]
        near = index
        headed = headed or (is_candidate(sheet, index) and not sheet.prose(index))
        if sheet.prose(index):
            dated = dated or datelined_line(sheet, index)
            above, read, headed = index, read + len(line.view), False
            pending = index + 1 if _signed(sheet, index) else None
    return frozenset(found)


def _signed(sheet: Sheet, index: int) -> bool:
    """The paragraph ends with the name of who wrote it, as the last one of an article does."""
    view = sheet.lines[index].view
    return view.endswith(")") and sheet.rules.furniture.signature.search(view, max(0, len(view) - _NAMES)) is not None


def _opens(sheet: Sheet, index: int, settled: bool, whole: bool) -> bool:
    """The line itself opens an article: a chapter about a body, a news item right below a `whole` article."""
    if _body_chapter(sheet, index):
        return True
    if not whole or not (settled or sheet.lines[index].gap):
        return False
    return datelined_line(sheet, index) or (settled and _apart(sheet, index) and news_led(sheet, index))


def _apart(sheet: Sheet, index: int) -> bool:
    """More stands between it and the line above than between most paragraphs."""
    return sheet.lines[index].gap > sheet.setting.gap


def _begins_again(sheet: Sheet, index: int, outer: Mark | None) -> bool:
    """Set off from the text above, the outermost count of headings is at its first again."""
    mark = sheet.marks[index]
    if mark is None or outer is None or mark.style is not outer.style or not _apart(sheet, index):
        return False
    return not sheet.prose(index) and not _later(sheet, index)


def _speech(sheet: Sheet, verdicts: Verdicts, index: int, above: int) -> int | None:
    """Where the head of the speech begins that line `index` opens, set off from the text that ends at `above`."""
    furniture = sheet.rules.furniture
    view = sheet.lines[index].view
    if not (furniture.speech.match(view) or furniture.address.fullmatch(view)):
        return None
    first = next((place for place in range(index, above, -1) if sheet.lines[place].gap), above)
    whole = first == above + 1 and all(_heads(sheet, verdicts, place, first) for place in range(first, index))
    return first if whole and _apart(sheet, first) else None


def _heads(sheet: Sheet, verdicts: Verdicts, place: int, first: int) -> bool:
    """The line stands at the head of a speech: when, where and by whom it was given."""
    known = verdicts.get(place) or head_cue(sheet, place)
    if known:
        return known.kind != "title"
    return place > first and sheet.lines[place].view[-1:] in sheet.rules.occasion_end


def _later(sheet: Sheet, index: int) -> bool:
    """The line goes on with a count that began above it (二、…)."""
    mark = sheet.marks[index]
    if mark is None or mark.style.chapter:
        return False
    number = "".join(ch for ch in sheet.lines[index].view[: mark.end] if ch.isnumeric())
    return number.lstrip("0") not in ("", "1", sheet.rules.headings.ordinals[0])


def _body_chapter(sheet: Sheet, index: int) -> bool:
    """A chapter's heading that is the name of a body."""
    mark = sheet.marks[index]
    if mark is None or not mark.style.chapter:
        return False
    return sheet.rules.furniture.body_name.fullmatch(sheet.lines[index].view[mark.end :].strip()) is not None
