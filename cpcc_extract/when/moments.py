"""What an expression of time says by itself: calendar parts as printed, or a number of years."""

from dataclasses import dataclass
from typing import NamedTuple

from cpcc_extract.lexicon.times import TimeRules


class Calendar(NamedTuple):
    """Parts of a date as printed. The year is given, or is `shift` years from the text's own, or missing."""

    year: int | None = None
    year_end: int | None = None
    shift: int | None = None
    month: int | None = None
    month_end: int | None = None
    day: int | None = None
    day_end: int | None = None
    at_end: bool = False
    """The end of the month or year is meant (7月底)."""
    near: bool = False
    """`shift` counts from the year that the sentences around it are about (上年), not from the text's own (去年)."""


class Stretch(NamedTuple):
    """So many years, back from the text's own year (direction -1) or on from it (1)."""

    years: int
    direction: int


class Range(NamedTuple):
    """From one date to another (3月10日至4月15日)."""

    first: Calendar
    last: Calendar


@dataclass(frozen=True, slots=True)
class Here:
    """The time that the text around it reports on (全年, 目前)."""


Moment = Calendar | Range | Stretch | Here
Parts = dict[str, str]

_REPUBLIC_ZERO = 1911  # 民国元年 is 1912
_PLAN_ZERO = 1951  # the first five-year plan began in 1953; since the third they begin in 1951 + 5n


def read_calendar(parts: Parts, rules: TimeRules) -> Calendar | None:
    """The date that `parts` (captures by key) spell out; None when they name no point in time."""
    word = parts.get("rel", "")
    near = word in rules.near_shifts
    shift = (rules.near_shifts if near else rules.shifts)[word] if word else None
    year, year_end = _year(parts, "year", rules), _year(parts, "year2", rules)
    if year is None:
        republic = _number(parts, "republic", rules)
        year, year_end = _REPUBLIC_ZERO + republic if republic else year_end, None
    month, month_end = _months(parts, rules)
    day, day_end = _number(parts, "day", rules), _number(parts, "day2", rules)
    if year is shift is month is day is None:
        return None
    if year_end is not None:  # 2018年至2020年底, 2018年至2020年6月30日: month and day are those of the end
        month_end, day_end = month_end or month, day_end or day
        month = day = None
    at_end = parts.get("tail") in rules.ends or parts.get("edge") in rules.ends
    return Calendar(year, year_end, shift, month, month_end, day, day_end, at_end, near)


def read_stretch(parts: Parts, direction: int, rules: TimeRules) -> Stretch | None:
    """So many years; None for uncertain numbers."""
    years = _number(parts, "count", rules)
    return Stretch(years, direction) if years else None


def read_plan(parts: Parts, rules: TimeRules) -> Calendar | None:
    """The five years of the n-th five-year plan."""
    number = _number(parts, "plan", rules) or _number(parts, "plan2", rules)
    if number is None:
        return None
    first = _PLAN_ZERO + 5 * number
    return Calendar(year=first, year_end=first + 4)


def read_decade(parts: Parts, rules: TimeRules) -> Calendar | None:
    """Ten years: `decade` is a full year, or the tens of `century` (the 20th when none is printed)."""
    decade, century = _number(parts, "decade", rules), _number(parts, "century", rules)
    if decade is None:
        return None
    first = decade if decade >= 1000 else (century - 1 if century else 19) * 100 + decade
    return Calendar(year=first, year_end=first + 9)


def _year(parts: Parts, key: str, rules: TimeRules) -> int | None:
    """A full year; a year of two digits belongs to 1930–2029."""
    year = _number(parts, key, rules)
    if year is None or year >= 1000:
        return year
    return (1900 if year >= 30 else 2000) + year if year < 100 else None


def _months(parts: Parts, rules: TimeRules) -> tuple[int | None, int | None]:
    """First and last month, from a month, quarter, half-year or edge of the year."""
    for key in ("half", "edge"):
        if parts.get(key) in rules.months:
            first, last = rules.months[parts[key]]
            return (first, last if last != first else None)
    quarter, last_quarter = _number(parts, "quarter", rules), _number(parts, "quarter2", rules)
    if quarter or last_quarter:
        first = 3 * (quarter or 1) - 2
        return first, 3 * (last_quarter or quarter or 1)
    month, month_end = _number(parts, "month", rules), _number(parts, "month2", rules)
    return (1, month_end) if month is None and month_end else (month, month_end)


def _number(parts: Parts, key: str, rules: TimeRules) -> int | None:
    return read_number(parts[key], rules) if key in parts else None


def read_number(text: str, rules: TimeRules) -> int | None:
    """A number in digits, digit by digit (二〇二三) or with tens (二十三); None for anything else (几, 百)."""
    if text.isdecimal():
        return int(text)
    total = 0
    tens = False
    for character in text:
        if character in rules.tens:
            total, tens = rules.tens[character] * (total or 1), True
        elif character in rules.digits or character.isdecimal():
            digit = rules.digits[character] if character in rules.digits else int(character)
            total = total + digit if tens else total * 10 + digit
        else:
            return None
    return total
