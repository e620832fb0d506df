"""Expressions of time in one passage: where they stand and what they say, before any year is assumed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpcc_extract.lexicon.times import TimeFate, TimeRole, TimeRule, TimeRules
from cpcc_extract.when.moments import Calendar, Here, Moment, read_calendar, read_decade, read_plan, read_stretch

_CONTEXT = 6  # characters around an expression that can decide its role


@dataclass(frozen=True, slots=True)
class TimeMention:
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
    return tuple(
        _read(view, found, rules.rules[found.lastgroup], rules)
        for found in rules.scanner.finditer(view)
        if found.lastgroup
    )


def _read(view: str, found: re.Match[str], rule: TimeRule, rules: TimeRules) -> TimeMention:
    start, end = found.span()
    moment = _moment(view, start, rule, rules)
    return TimeMention(start, end, rule.fate, rule.id, _role(view, start, end, moment, rules), moment)


def _moment(view: str, start: int, rule: TimeRule, rules: TimeRules) -> Moment | None:
    if rule.reads == "none":
        return None
    if rule.reads == "here":
        return Here()
    match = rule.pattern.match(view, start)
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
    for rule in rules.roles:
        if rule.needs_month and not fine:
            continue
        if (not rule.before or rule.before.search(before)) and (not rule.after or rule.after.match(after)):
            return rule.role
    return "at"
