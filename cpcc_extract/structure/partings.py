"""Partings: where one article is over and the next begins, whatever its headline looks like."""

from __future__ import annotations

from cpcc_extract.structure.runs import datelined_line, head_cue, is_candidate, news_led
from cpcc_extract.structure.sheet import Mark, Sheet, Verdict, Verdicts

_NAMES = 60  # characters at the end of a paragraph in which its authors stand
_LEAD = 80  # characters of text that may stand between a headline and the dateline of its own article


def find_partings(sheet: Sheet, verdicts: Verdicts) -> frozenset[int]:
    """Lines with which a new article, or the page of one, begins below running text.

    Told by what tops a web page or closes an article (`begins` and `ends` of the cues), by a paragraph that opens
    with a dateline, by a speech, by a count of chapters that begins again, and by a chapter whose heading names a body.
    Text must follow; what goes on with a number other than the first belongs to the article above, and so does text
    below a sentence that is not complete, unless a headline or a dateline stands between.
    """
    reading = _Reading(sheet, verdicts)
    found: set[int] = set()
    for index in range(len(sheet.lines)):
        known = verdicts.get(index)
        if known and known.kind != "body":
            reading.pass_by(index, known)
            continue
        start = reading.parting(index)
        if start is not None:
            found.add(start)
            reading.begin()
        reading.take(index)
    return frozenset(found)


class _Reading:
    """What is known of the text above while the lines go by."""

    def __init__(self, sheet: Sheet, verdicts: Verdicts) -> None:
        self._sheet, self._verdicts = sheet, verdicts
        self._pending: int | None = None  # where the next article begins, if text follows
        self._above: int | None = None  # the last paragraph
        self._near: int | None = None  # the last line that is no furniture
        self._read = 0  # characters of text since the article began
        self._dated = False  # a dateline stood in it
        self._headed = False  # a headline stands below the last paragraph
        self._outer: Mark | None = None  # its outermost count of headings

    def pass_by(self, index: int, known: Verdict) -> None:
        """Furniture: what closes an article or tops a page lets the next one begin."""
        if self._above is None or self._pending is not None:
            return
        cues = self._sheet.rules.furniture
        loose = known.rule not in cues.sources and known.kind != "byline"
        if known.rule in cues.ends and (loose or (self._settled() and self._near == self._above)):
            self._pending, self._headed = index + 1, False
        elif known.rule in cues.begins:
            self._pending, self._headed = index, False

    def parting(self, index: int) -> int | None:
        """The line with which an article begins, known now that line `index` is seen."""
        sheet, above, settled = self._sheet, self._above, self._settled()
        if _later(sheet, index):
            self._pending = None
        start = None
        if self._pending is not None and sheet.prose(index):
            start = self._pending if settled or self._headed or datelined_line(sheet, index) else None
        elif above is not None and self._near == above:
            start = index if _opens(sheet, index, settled, self._dated or self._read >= _LEAD) else None
        if start is None and above is not None and settled:
            again = self._near == above and _begins_again(sheet, index, self._outer)
            start = index if again else _speech(sheet, self._verdicts, index, above)
        return start

    def begin(self) -> None:
        """An article begins: nothing of it has been read."""
        self._read, self._dated, self._outer = 0, False, None

    def take(self, index: int) -> None:
        """Line `index` belongs to the article."""
        sheet = self._sheet
        self._outer = self._outer or sheet.marks[index]
        self._near = index
        self._headed = self._headed or (is_candidate(sheet, index) and not sheet.prose(index))
        if sheet.prose(index):
            self._dated = self._dated or datelined_line(sheet, index)
            self._above, self._headed = index, False
            self._read += len(sheet.lines[index].view)
            self._pending = index + 1 if _signed(sheet, index) else None

    def _settled(self) -> bool:
        """The text above ends with a whole sentence."""
        return self._above is not None and self._sheet.sentence(self._sheet.lines[self._above].view)


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
