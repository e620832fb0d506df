"""From what an expression says to a stretch of time, once the years around it are known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from cpcc_extract.lexicon.times import TimeRole
from cpcc_extract.when.moments import Calendar, Moment, Range, Stretch
from cpcc_extract.when.period import Period

_DECEMBER = 12


class Anchor(NamedTuple):
    """The years that an expression leans on. None where the text gives none."""

    speech: int | None
    """What 今年 means: the year in which the text was written or spoken."""
    reported: int | None
    """The last year that the text reports on: where 五年来 ends."""
    month_year: int | None
    """The year of a month or day printed without one."""
    month: int | None = None
    """The month of a day printed without one (12日)."""


class Point(NamedTuple):
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def label(self) -> str:
        """ISO 8601, as fine as the point is."""
        month = f"-{self.month:02d}" if self.month else ""
        day = f"-{self.day:02d}" if self.day else ""
        return f"{self.year:04d}{month}{day}"

    def first(self) -> date | None:
        """Its first day; None when there is no such day (2月30日)."""
        return _date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> Point:
        """Its last day as a point."""
        last = self.last()
        return Point(last.year, last.month, last.day) if last else self

    def last(self) -> date | None:
        """Its last day; None when there is no such day."""
        month = self.month or _DECEMBER
        return _date(self.year, month, self.day or monthrange(self.year, month)[1])


def _date(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def resolve(moment: Moment | None, role: TimeRole, anchor: Anchor, text: str | None) -> Period | None:
    """The period that `moment` means under `anchor`; None when a year it needs is not known.

    `role` opens or closes the interval (since, until); `text` becomes the period's own.
    """
    points: tuple[Point, Point] | None = None
    if isinstance(moment, Stretch):
        points = _stretch(moment, anchor)
    elif isinstance(moment, Calendar):
        points = _points(moment, anchor)
        if points and role == "until" and moment.at_end:
            points = points[0], points[1].last_day()
    elif isinstance(moment, Range):
        points = _range(moment, anchor)
    return between(*points, role, text) if points else None


def between(first: Point, last: Point, role: TimeRole = "at", text: str | None = None) -> Period | None:
    """The period from `first` to `last`, or open on one side; None when a day does not exist."""
    start, end = first.first(), last.last()
    if start is None or end is None or start > end:
        return None
    if role == "since":
        return Period(f"{first.label()}/..", start, None, text)
    if role == "until":
        return Period(f"../{last.label()}", None, end, text)
    label = first.label() if first == last else f"{first.label()}/{last.label()}"
    return Period(label, start, end, text)


def _stretch(moment: Stretch, anchor: Anchor) -> tuple[Point, Point] | None:
    if anchor.reported is None:
        return None
    if moment.direction < 0:
        return Point(anchor.reported - moment.years + 1), Point(anchor.reported)
    return Point(anchor.reported + 1), Point(anchor.reported + moment.years)


def _range(moment: Range, anchor: Anchor) -> tuple[Point, Point] | None:
    """Both ends; the second takes the first one's year."""
    first = _points(moment.first, anchor)
    last = _points(moment.last, anchor._replace(month_year=first[0].year, month=first[0].month)) if first else None
    return (first[0], last[1]) if first and last else None


def _is_over(moment: Calendar, anchor: Anchor) -> bool:
    """全年 and 年底 in the news of a year's first months are those of the year before, on which they report."""
    told = anchor.month is not None and anchor.reported is not None and anchor.month_year == anchor.reported + 1
    return told and moment.shift == 0 and (moment.month is None or moment.month > (anchor.month or 0))


def _points(moment: Calendar, anchor: Anchor) -> tuple[Point, Point] | None:
    if moment.year is not None:
        year: int | None = moment.year
    elif moment.shift is not None:
        origin = anchor.month_year if moment.near else anchor.speech
        if moment.near and _is_over(moment, anchor):
            origin = anchor.reported
        year = None if origin is None else origin + moment.shift
    else:
        year = anchor.month_year
    month = anchor.month if moment.month is None and moment.day is not None else moment.month
    if year is None or (moment.day is not None and month is None):
        return None
    last_year = moment.year_end or year
    last_month = moment.month_end or month
    if moment.month_end and moment.month and moment.month_end < moment.month:
        last_year += 1  # 11月至2月
    first = Point(year, month, moment.day)
    if month is None and last_month == _DECEMBER and moment.day_end is None:
        last_month = None  # 2018年至2020年底
    return first, Point(last_year, last_month, moment.day_end or moment.day)
