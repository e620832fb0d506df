"""The times of a whole document: mentions by passage, and the period of any place in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from cpcc_extract.lexicon.times import TimeRules
from cpcc_extract.reading.source import Source
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Layout, Passage
from cpcc_extract.when.article import article_time
from cpcc_extract.when.article_time import ArticleTime
from cpcc_extract.when.chronicle import years_in_turn
from cpcc_extract.when.expressions import TimeMention, find_times
from cpcc_extract.when.moments import Calendar, Here, Moment, Range, Stretch
from cpcc_extract.when.opening import spoken
from cpcc_extract.when.period import Period
from cpcc_extract.when.printed import printed_years
from cpcc_extract.when.reach import next_end, reach_of
from cpcc_extract.when.resolve import Anchor, Point, between, resolve

_START = attrgetter("start")
_NEAR = 64  # expressions before a number that are looked at; bounds the work on a line full of dates
_EVENT = 40  # characters of a sentence before the day of the event it tells
_TEXT = frozenset({"body", "continuation"})
_YEAR = 4  # characters of a year
_DECEMBER = 12
_LEAD = 12  # characters before a date that are looked at to see whether it opens its sentence


class Dated:
    """A mention that dates what follows it, with what it means."""

    __slots__ = ("end", "opens", "period", "reach", "start")
    start: int
    end: int
    period: Period | None
    """None for expressions that lead back to the section's or article's own period (全年)."""
    opens: bool
    """It stands at the start of a sentence: the sentences after it are dated too."""
    reach: int
    """Offset from which on it dates nothing any more."""

    def __init__(self, start: int, end: int, period: Period | None, opens: bool, reach: int) -> None:
        self.start = start
        self.end = end
        self.period = period
        self.opens = opens
        self.reach = reach


class Times(NamedTuple):
    """All expressions of time of a document and the periods that follow from them."""

    mentions: tuple[tuple[TimeMention, ...], ...]
    """By passage index."""
    articles: tuple[ArticleTime, ...]
    """By article index."""
    sections: dict[str, Period]
    """By section id: the period that its heading, or one above it, names. Sections without one are missing."""
    dated: tuple[tuple[Dated, ...], ...]
    """By passage index: the mentions that date something."""
    inherited: tuple[Period | None, ...]
    """By passage index: the period of its section or article."""

    def period_at(self, passage: int, sentence: Span, start: int) -> Period | None:
        """The period of what stands at passage offset `start`, inside `sentence` (passage offsets).

        The nearest expression before it in its sentence; else the last date that opened an earlier sentence of
        the passage; else the section's or the article's period, whose `text` is None.
        """
        dated = self.dated[passage]
        last = bisect_left(dated, start, key=_START)
        here = False
        for one in reversed(dated[max(0, last - _NEAR) : last]):
            if start >= one.reach or not (one.opens or one.start >= sentence.start):
                continue
            if one.period is None:
                here = True
            elif not here or (one.start >= sentence.start and one.period.start is None):
                return one.period  # 截至10月末,|一次会议以来|的提案全部办复: the session tells which, the date when
        return self.inherited[passage]


def read_times(source: Source, layout: Layout, rules: TimeRules) -> Times:  # noqa: ARG001 - stages take the source first
    """Find and resolve every expression of time in `layout`, the layout of `source`. Linear in the text."""
    mentions = tuple(find_times(passage.view, rules) for passage in layout.passages)
    articles = _articles(layout, mentions, rules)
    sections = _sections(layout, mentions, articles, rules)
    dated: list[tuple[Dated, ...]] = []
    inherited: list[Period | None] = []
    for passage, found, year in zip(
        layout.passages, mentions, years_in_turn(layout.passages, mentions, rules), strict=True
    ):
        article = articles[passage.article]
        above = sections.get(passage.section) if passage.section else None
        anchor = _within(article.anchor, above)
        if anchor.month_year is None:
            anchor = anchor._replace(month_year=year)
        dated.append(_date_passage(passage, found, anchor, rules))
        inherited.append(above or article.period)
    _carry_on(layout.passages, dated, inherited)
    return Times(mentions, articles, sections, tuple(dated), tuple(inherited))


def _articles(
    layout: Layout, mentions: tuple[tuple[TimeMention, ...], ...], rules: TimeRules
) -> tuple[ArticleTime, ...]:
    own: dict[int, list[tuple[Passage, tuple[TimeMention, ...]]]] = {article.index: [] for article in layout.articles}
    for pair in zip(layout.passages, mentions, strict=True):
        own.setdefault(pair[0].article, []).append(pair)
    years = printed_years(own)
    return tuple(article_time(own[article.index], years[article.index], rules) for article in layout.articles)


def _sections(
    layout: Layout,
    mentions: tuple[tuple[TimeMention, ...], ...],
    articles: tuple[ArticleTime, ...],
    rules: TimeRules,
) -> dict[str, Period]:
    periods: dict[str, Period] = {}
    marks = {section.id: section.number or "" for section in layout.sections}
    named = {
        passage.section: _heading_period(passage, found, articles[passage.article].anchor, rules, marks)
        for passage, found in zip(layout.passages, mentions, strict=True)
        if passage.kind == "heading" and passage.section
    }
    for section in layout.sections:
        period = named.get(section.id) or (periods.get(section.parent) if section.parent else None)
        if period:
            periods[section.id] = period
    return periods


def _heading_period(
    passage: Passage,
    found: tuple[TimeMention, ...],
    anchor: Anchor,
    rules: TimeRules,
    marks: dict[str, str],
) -> Period | None:
    """What a heading dates: its single year before a longer stretch (2021年和五年回顾).

    `marks` by section: the heading's own number or mark, which may be of a style that only its user knows.
    """
    periods = [
        (mention, period)
        for mention in found
        if mention.role != "base" and (period := resolve(mention.moment, "at", anchor, None))
    ]
    if not periods:
        return None
    last = periods[-1][0]
    ends = isinstance(last.moment, Stretch) and len(passage.view) - last.end <= 1
    if not ends and isinstance(last.moment, Calendar | Range):
        bracketed = rules.article.heading_bracket.search(passage.view, 0, last.start)
        ends = bool(bracketed and rules.article.heading_end.match(passage.view, last.end))
    mark = marks.get(passage.section or "", "")
    lead = passage.view[len(mark) if passage.text.startswith(mark) else 0 : periods[0][0].start]
    if not ends and not rules.article.heading.search(lead):
        return None
    spans = [period for _, period in periods]
    return min(spans, key=lambda period: (period.end - period.start) if period.end and period.start else period.label)


def _within(anchor: Anchor, above: Period | None) -> Anchor:
    """The anchor for a passage under a heading: months belong to the heading's year."""
    if above is None or above.start is None or above.end is None or above.start.year != above.end.year:
        return anchor
    return anchor._replace(month_year=above.start.year, month=_month(above))


def _month(period: Period) -> int | None:
    """The month that `period` lies in; None for longer ones."""
    first, last = period.start, period.end
    return first.month if first and last and (first.year, first.month) == (last.year, last.month) else None


def _date_passage(
    passage: Passage, found: tuple[TimeMention, ...], anchor: Anchor, rules: TimeRules
) -> tuple[Dated, ...]:
    dated: list[Dated] = []
    first: Dated | None = None
    for mention in found:
        if mention.role in ("base", "topic"):
            continue
        period = resolve(mention.moment, mention.role, anchor, passage.text[mention.start : mention.end])
        if period is None and (not isinstance(mention.moment, Here) or (dated and _until_now(dated[-1], mention))):
            continue
        opens = _opens(passage.view, mention, rules)
        dated.append(Dated(mention.start, mention.end, period, opens, reach_of(passage.view, mention, opens, rules)))
        if mention.role == "to" and first is not None:
            dated.extend(_yearly(passage.view, first, dated[-1], rules))
        first = dated[-1] if mention.role == "from" else None
        year = _year_of(period) if period and opens and _one_year(mention.moment) else None
        if period and year and dated[-1].reach == len(passage.view):
            anchor = anchor._replace(month_year=year, month=_month(period) or anchor.month)
    return tuple(dated)


def _year_of(period: Period) -> int | None:
    """The year that a period begins in, or whose end it closes: 截至2003年12月31日,…全年."""
    if period.start is not None:
        return period.start.year
    return period.end.year if period.end is not None and period.end.month == _DECEMBER else None


def _until_now(since: Dated, mention: TimeMention) -> bool:
    """从2008年|至今: the end of a stretch that has its own beginning."""
    return since.end == mention.start and since.period is not None and since.period.end is None


def _yearly(view: str, first: Dated, last: Dated, rules: TimeRules) -> Iterator[Dated]:
    """从2007年的2亿元上升到2012年的7亿元,|年均增长25%: the clause behind tells of all the years between."""
    if first.period is None or last.period is None or not rules.article.yearly.match(view, last.reach):
        return
    if first.period.start and last.period.end:
        start, end = Point(first.period.start.year), Point(last.period.end.year)
        period = between(start, end, text=view[first.start : last.end])
        reach = next_end(rules.article.clause_end, view, last.reach + 1)
        yield Dated(last.reach, last.reach, period, opens=False, reach=reach or len(view))


def _carry_on(passages: Sequence[Passage], dated: Sequence[tuple[Dated, ...]], inherited: list[Period | None]) -> None:
    """截至3月8日,收到提案5030件。⏎经审查,立案4898件: the one date with which an article without a period opens a
    passage dates those behind it too. An article that opens with several dates tells of several things."""
    told: dict[int, Period | None] = {}
    labels: dict[int, set[str]] = {}
    for passage, found in zip(passages, dated, strict=True):
        own = {one.period.label for one in found if one.opens and one.period}
        labels.setdefault(passage.article, set()).update(own)
    for index, (passage, found) in enumerate(zip(passages, dated, strict=True)):
        own = labels[passage.article]
        if inherited[index] is not None or not own or (len(own) != 1 and not all(map(_is_cut_off, own))):
            continue
        inherited[index] = told.get(passage.article)
        opened = next((one.period for one in found if one.opens and one.reach == len(passage.view)), None)
        if opened is not None and passage.kind in _TEXT and (opened.start is None or _whole_years(opened)):
            told[passage.article] = replace(opened, text=None)


def _is_cut_off(label: str) -> bool:
    """截至1月29日: up to when a text counts, of which each holds until the next."""
    return label.startswith("../")


def _whole_years(period: Period) -> bool:
    """2019, 2018/2020: no month and no day, on which one thing happened."""
    return all(len(part) == _YEAR for part in period.label.split("/"))


def _one_year(moment: Moment | None) -> bool:
    return isinstance(moment, Range) or (isinstance(moment, Calendar) and moment.year_end is None)


def _opens(view: str, mention: TimeMention, rules: TimeRules) -> bool:
    """Whether `mention` opens its sentence, or is the day of the event that the sentence tells (会议于5月6日召开)."""
    words = rules.article
    if words.opener.search(view, max(0, mention.start - _LEAD), mention.start) or spoken(view, mention, rules):
        return True
    if words.topic.search(view, 0, min(mention.start, _LEAD)) and mention.start <= _LEAD:
        return True
    before = max(0, mention.start - _EVENT)
    if words.comma.match(view, mention.end) and words.set_off.search(view, before, mention.start):
        return isinstance(mention.moment, Calendar)
    moment = mention.moment.first if isinstance(mention.moment, Range) else mention.moment
    if not isinstance(moment, Calendar) or moment.month is None:
        return False
    held = words.held.match(view, mention.end) and words.meeting.search(view, before, mention.start)
    return bool(held or words.event.search(view, before, mention.start))
