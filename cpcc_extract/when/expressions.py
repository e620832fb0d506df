"""Expressions of time in one passage: where they stand and what they say, before any year is assumed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cpcc_extract.lexicon.times import TimeFate, TimeRole, TimeRule, TimeRules
from cpcc_extract.when.moments import Calendar, Here, Moment, Range, read_calendar, read_decade, read_plan, read_stretch

_DASH = 4  # characters between the ends of a stretch
_CONTEXT = 12  # characters around an expression that can decide its role


class TimeMention(NamedTuple):
    """One expression of time. Offsets are into the passage; numbers are as printed, not yet resolved."""

    start: int
    end: int
    fate: TimeFate
    """How its numerals are accounted for."""
    rule: str
    """Id of the row of data/times.toml."""
    role: TimeRole
    """Whether it dates what follows, opens or closes an interval, or is only a base of comparison."""
    moment: Moment | None
    """What it says about when; None when it says nothing (19:00, 五年规划)."""


def find_times(view: str, rules: TimeRules) -> tuple[TimeMention, ...]:
    """All expressions of time in `view` (a passage's folded text), sorted and disjoint.

    Every numeral inside one is part of a date or a stretch of time and no quantity. Durations that are
    stated as quantities (连续支持15年, 24小时) are left alone. Takes time linear in the text.
    """
    mentions: list[TimeMention] = []
    for found in _expressions(view, rules):
        mention = _read(view, found, rules.rules[found.lastgroup or ""], rules)
        joined = _joined(view, mentions[-1], mention, rules) if mentions else None
        if joined:
            mentions[-1] = joined
        else:
            mentions.append(mention)
    return tuple(mentions)


def _expressions(view: str, rules: TimeRules) -> Iterator[re.Match[str]]:
    """The first rule that matches at the first character that one can begin with, and so on behind it."""
    opening, scanners = rules.opening, rules.scanners
    done = 0
    for opened in opening.finditer(view):
        start = opened.start()
        if start >= done and (found := scanners[opened.group()].match(view, start)):
            yield found
            done = found.end()


def _joined(view: str, first: TimeMention, last: TimeMention, rules: TimeRules) -> TimeMention | None:
    """One mention for two dates with nothing but a dash or 至 between them; None for any others."""
    if last.start - first.end > _DASH or last.start == first.end:
        return None
    if not (isinstance(first.moment, Calendar) and isinstance(last.moment, Calendar)):
        return None
    if not rules.article.range.fullmatch(view, first.end, last.start):
        return None
    moment = Range(first.moment, last.moment)
    role = first.role if first.role in ("base", "topic") else "at"
    return TimeMention(first.start, last.end, first.fate, first.rule, role, moment)


def _read(view: str, found: re.Match[str], rule: TimeRule, rules: TimeRules) -> TimeMention:
    start, end = found.span()
    moment = _moment(view, start, rule, rules)
    return TimeMention(start, end, rule.fate, rule.id, _role(view, start, end, moment, rules), moment)


def _moment(view: str, start: int, rule: TimeRule, rules: TimeRules) -> Moment | None:
    if rule.reads == "none":
        return None
    if rule.reads == "here":
        return Here()
    match = rule.match(view, start)
    if match is None:
        return None
    parts = {name.partition("_")[0]: text for name, text in match.groupdict().items() if text is not None}
    if rule.reads == "calendar":
        return read_calendar(parts, rules)
    if rule.reads == "stretch":
        return read_stretch(parts, rule.direction, rules)
    return read_plan(parts, rules) if rule.reads == "plan" else read_decade(parts, rules)


def _role(view: str, start: int, end: int, moment: Moment | None, rules: TimeRules) -> TimeRole:
    if moment is None:
        return "at"
    before, after = view[max(0, start - _CONTEXT) : start], view[end : end + _CONTEXT]
    fine = isinstance(moment, Calendar) and (moment.month is not None or moment.day is not None)
    several = isinstance(moment, Calendar) and moment.year_end is not None
    for rule in rules.roles:
        if (rule.needs == "month" and not fine) or (rule.needs == "years" and not several):
            continue
        if (not rule.before or rule.before.search(before)) and (not rule.after or rule.after.match(after)):
            return rule.role
    return "at"
