"""Chronicles: paragraph after paragraph opens with a month, and the year is printed once."""

from __future__ import annotations

from collections.abc import Sequence

from cpcc_extract.lexicon.times import TimeRules
from cpcc_extract.structure.layout import Passage
from cpcc_extract.when.expressions import TimeMention
from cpcc_extract.when.moments import Calendar, Range

_LEAD = 12  # characters before the date that opens a paragraph


def years_in_turn(
    passages: Sequence[Passage], mentions: Sequence[tuple[TimeMention, ...]], rules: TimeRules
) -> tuple[int | None, ...]:
    """By passage: the year that the paragraphs above it in its section give to its dates (1996年8月,… / 11月,…).

    Months must not go back; where they do, the year is not known any more.
    """
    years: list[int | None] = []
    reached: dict[tuple[int, str | None], tuple[int, int]] = {}
    for passage, found in zip(passages, mentions, strict=True):
        home = passage.article, passage.section
        moment = _opening(passage, found, rules)
        year, month = reached.get(home, (None, 0))
        if moment is not None and moment.year is not None:
            reached[home] = moment.year, moment.month or 0
            year = None
        elif moment is not None and moment.shift is None and year is not None:
            if (moment.month or month) < month:
                del reached[home]
                year = None
            else:
                reached[home] = year, moment.month or month
        years.append(year)
    return tuple(years)


def _opening(passage: Passage, found: tuple[TimeMention, ...], rules: TimeRules) -> Calendar | None:
    """The date that a paragraph opens with."""
    if passage.kind != "body" or not found or found[0].role != "at" or found[0].start > _LEAD:
        return None
    first = found[0].moment.first if isinstance(found[0].moment, Range) else found[0].moment
    opens = rules.article.opener.search(passage.view, 0, found[0].start)
    return first if opens and isinstance(first, Calendar) and first.year_end is None else None
