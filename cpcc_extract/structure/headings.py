"""Headings: lines that a mark or their place between paragraphs makes a heading."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from cpcc_extract.lexicon.headings import Style
from cpcc_extract.structure.joining import goes_on, unfinished
from cpcc_extract.structure.sheet import Mark, Sheet, read_mark

_MARKED = 50
_PLAIN, _PLAIN_PARTED = 24, 34
_LONE = 18
_STUB = 45
_STUBS = 3
_LIST = 3
_SLOGAN = 6
_BREAK = 2  # columns that a full line may lack, where a stop may not begin the next one


class Headings:
    """Answers whether a line is a heading, from the lines around it that are still open.

    `flow` holds the indices of the lines that are running text or headings, in order: titles, captions
    and notes are left out, so that neighbours in the text are neighbours here.
    """

    __slots__ = ("_at", "_flow", "_lengths", "_markdown", "_sheet", "_stubs")

    def __init__(self, sheet: Sheet, flow: tuple[int, ...]) -> None:
        self._sheet = sheet
        self._flow = flow
        self._at = {index: place for place, index in enumerate(flow)}
        self._markdown = any(sheet.lines[index].hashes for index in flow)
        self._lengths = Counter(len(sheet.lines[i].view) for i in flow if self._plain_shape(i))
        self._stubs = self._find_stubs()

    def style(self, index: int, before: int | None, *, under_heading: bool) -> Style | None:
        """The style of the heading on this line, None when it is none.

        `before` is the text line above it, None right under a headline or, with `under_heading`, a heading.
        """
        mark = self._sheet.marks[index]
        line = self._sheet.lines[index]
        found: Style | None = None
        if len(line.view) == 1 and line.view in self._sheet.rules.pairs:
            found = self._torn_mark(index)
        elif line.hashes:
            found = self._markdown_style(index, mark)
        elif mark is not None:
            found = mark.style if self._marked(index, mark, before) else None
        elif index in self._stubs:
            found = self._sheet.rules.headings.sentence
        elif self._plain(index, before, under_heading):
            part = self._sheet.rules.headings.part_title.fullmatch(line.view)
            found = self._sheet.rules.headings.part if part else self._sheet.rules.headings.plain
        return found

    def second_line(self, heading: int, index: int) -> bool:
        """Line `index` is the rest of the heading on line `heading`, broken over two lines."""
        sheet = self._sheet
        above, line = sheet.lines[heading], sheet.lines[index]
        if sheet.marks[index] is not None or line.hashes or above.hashes or sheet.complete(above.view):
            return False
        if len(above.view) == 1:
            return above.view in sheet.rules.pairs
        if len(line.view) > _PLAIN or sheet.stops_within(line.view) or line.gap > sheet.setting.gap:
            return False
        if above.view[-1] in sheet.rules.clause_end:
            return True
        return sheet.setting.full(above) and not sheet.complete(line.view) and line.indent <= above.indent

    def _torn_mark(self, index: int) -> Style | None:
        """The style of a number whose opening bracket stands alone on this line."""
        sheet = self._sheet
        after = self._next(index)
        if after is None:
            return None
        whole = sheet.lines[index].view + sheet.lines[after].view
        mark = read_mark(whole[:_MARKED], sheet.rules.headings)
        fits = mark is not None and len(whole) <= _MARKED and not sheet.stops_within(whole)
        return mark.style if mark and fits else None

    def _markdown_style(self, index: int, mark: Mark | None) -> Style | None:
        view = self._sheet.lines[index].view
        if self._sheet.sentence(view) and (len(view) > _MARKED or self._sheet.stops_within(view)):
            return None
        return mark.style if mark else self._sheet.rules.headings.plain

    def _next(self, index: int, step: int = 1) -> int | None:
        place = self._at[index] + step
        return self._flow[place] if 0 <= place < len(self._flow) else None

    def _same_style(self, index: int | None, mark: Mark) -> bool:
        other = self._sheet.marks[index] if index is not None else None
        return other is not None and other.style is mark.style

    def _text_below(self, index: int) -> bool:
        """Unmarked running text comes next."""
        after = self._next(index)
        return after is not None and self._sheet.marks[after] is None and self._sheet.prose(after)

    def _heads(self, index: int, mark: Mark) -> bool:
        """Running text comes next, or a heading or a list of paragraphs one rank further in."""
        after = self._next(index)
        inner = self._sheet.marks[after] if after is not None else None
        deeper = inner is not None and (
            inner.style.rank > mark.style.rank or (inner.style.item and inner.style is not mark.style)
        )
        return self._text_below(index) or (deeper and (self._heading_shape(after) or self._paragraph(after)))

    def _paragraph(self, index: int | None) -> bool:
        """A marked line that goes on behind its first sentence: 一是动物防疫安全有效。全县免疫生猪35万头。"""
        return index is not None and self._sheet.stops_within(self._sheet.lines[index].view)

    def _heading_shape(self, index: int | None) -> bool:
        """A marked line of one short sentence at most, with running text below it, be that marked or not."""
        if index is None or len(self._sheet.lines[index].view) > _MARKED:
            return False
        below = self._text_below(index) or self._paragraph(self._next(index))
        return not self._sheet.stops_within(self._sheet.lines[index].view) and below

    def _marked(self, index: int, mark: Mark, before: int | None) -> bool:
        sheet = self._sheet
        view = sheet.lines[index].view
        text = view[mark.end :]
        if not mark.style.text:
            return self._lone(index, before)
        if mark.style.list_only or len(view) > _MARKED or sheet.stops_within(text) or self._listed(index, mark):
            return False
        last = text.rstrip(sheet.rules.closers)[-1:]
        after = self._next(index)
        if not last or after is None:
            return after is not None
        if last in sheet.rules.sentence_end:
            return (
                self._heads(index, mark)
                and not self._same_style(self._next(index, -1), mark)
                and not self._paragraph_goes_on(index, after)
            )
        if last in sheet.rules.lead_end:
            return self._text_below(index) and self._alternates(index, mark)
        return self._open_ended(index, mark, before, after)

    def _paragraph_goes_on(self, index: int, after: int) -> bool:
        """On a page of broken lines, the next line belongs to this one's paragraph: 三是抓好农业。|我们坚持…"""
        setting, line = self._sheet.setting, self._sheet.lines[index]
        if setting.indented:
            return setting.opens(line) and self._runs_on(after)
        return setting.width is not None and line.columns >= setting.usual - _BREAK

    def _runs_on(self, index: int) -> bool:
        """The line is not set in, as the first one of a paragraph is."""
        return not self._sheet.setting.opens(self._sheet.lines[index])

    def _alternates(self, index: int, mark: Mark) -> bool:
        """Headings of the same style stand two lines above or below."""
        return self._same_style(self._next(index, 2), mark) or self._same_style(self._next(index, -2), mark)

    def _open_ended(self, index: int, mark: Mark, before: int | None, after: int) -> bool:
        """A numbered line without an end mark is a heading, unless it is the first line of a paragraph."""
        setting, line = self._sheet.setting, self._sheet.lines[index]
        ends = line.columns < setting.usual - _BREAK or (setting.indented and not self._runs_on(after))
        if setting.full(line) and not ends:
            return self.second_line(index, after)
        return not (mark.style.item and before is not None and unfinished(self._sheet, before))

    def _listed(self, index: int, mark: Mark) -> bool:
        """The line is one of several in a row with the same kind of number: a list, not headings."""
        place = self._at[index]
        first = last = place
        while place - first < _LIST and first > 0 and self._same_style(self._flow[first - 1], mark):
            first -= 1
        while last - place < _LIST and last + 1 < len(self._flow) and self._same_style(self._flow[last + 1], mark):
            last += 1
        return last - first + 1 >= (2 if mark.style.item else _LIST)

    def _lone(self, index: int, before: int | None) -> bool:
        """A numeral or figure that stands alone on its line."""
        after = self._next(index)
        if after is None or (before is not None and unfinished(self._sheet, before)):
            return False
        if self._sheet.setting.width and self._sheet.lines[index].view.isdecimal():
            return False
        return self._sheet.prose(after) or self._sheet.marks[after] is not None or self._above_text(after)

    def _above_text(self, index: int) -> bool:
        """A short open-ended line with running text right below it."""
        below = self._next(index)
        return below is not None and self._plain_shape(index) and self._sheet.prose(below)

    def _plain_shape(self, index: int) -> bool:
        """A line as short and as open-ended as an unmarked heading."""
        sheet = self._sheet
        line = sheet.lines[index]
        longest = _PLAIN_PARTED if " " in line.view or "\u3000" in line.view else _PLAIN
        return (
            sheet.marks[index] is None
            and not line.tagged
            and 2 <= len(line.view) <= longest
            and not sheet.complete(line.view)
            and not sheet.stops_within(line.view)
            and not sheet.row(index)
            and not sheet.rules.no_heading.search(line.view)
        )

    def _plain(self, index: int, before: int | None, under_heading: bool) -> bool:
        if self._markdown or not self._plain_shape(index):
            return False
        sheet = self._sheet
        line = sheet.lines[index]
        if before is not None and unfinished(sheet, before):
            return False
        after = self._next(index)
        if after is None or (sheet.setting.indented and not sheet.setting.opens(sheet.lines[after])):
            return False
        lonely = before is not None or under_heading
        if lonely and len(line.view) >= _LONE and not (set(line.view) & {" ", "\u3000"}):
            length = len(line.view)
            if sum(self._lengths[near] for near in range(length - 2, length + 3)) < 2:
                return False
        if sheet.prose(after) or (sheet.marks[after] is not None and not sheet.row(after)):
            return True
        return self._pair(index, before, after)

    def _pair(self, index: int, before: int | None, after: int) -> bool:
        """Two lines of like length, each a slogan, between running text: both are headings."""
        sheet = self._sheet
        first, second = sheet.lines[index].view, sheet.lines[after].view
        return (
            (before is None or sheet.prose(before))
            and min(len(first), len(second)) >= _SLOGAN
            and abs(len(first) - len(second)) <= _SLOGAN
            and sheet.lines[after].gap <= sheet.lines[index].gap
            and self._above_text(after)
        )

    def _find_stubs(self) -> frozenset[int]:
        """Short sentences that stand above long paragraphs, at least three times in turn."""
        sheet = self._sheet
        joined = {
            after
            for before, after in pairwise(self._flow)
            if goes_on(sheet, before, after) and not (sheet.marks[before] and len(sheet.lines[before].view) <= _MARKED)
        }
        flow: list[int] = []
        lengths: list[int] = []  # of whole paragraphs, whose lines may be broken
        for index in self._flow:
            if index in joined and lengths:
                lengths[-1] += len(sheet.lines[index].view)
            else:
                flow.append(index)
                lengths.append(len(sheet.lines[index].view))
        heads = [
            place
            for place, index in enumerate(flow[:-1])
            if sheet.marks[index] is None
            and lengths[place] == len(sheet.lines[index].view)
            and lengths[place] <= _STUB
            and sheet.sentence(sheet.lines[index].view)
            and sheet.lines[index].view[-1] in sheet.rules.full_stop
            and not sheet.stops_within(sheet.lines[index].view)
            and sheet.marks[flow[place + 1]] is None
            and lengths[place + 1] >= max(2 * lengths[place], _STUB)
        ]
        known = set(heads)
        paired = [place for place in heads if place - 2 in known or place + 2 in known]
        return frozenset(flow[place] for place in paired) if len(paired) >= _STUBS else frozenset()
