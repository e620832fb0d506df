"""What an article says of its own time, and the dates that its passages hold."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cpcc_extract.structure.layout import Passage
from cpcc_extract.when.expressions import TimeMention
from cpcc_extract.when.moments import Calendar
from cpcc_extract.when.period import Period
from cpcc_extract.when.resolve import Anchor, Point, between

Dated = tuple[Passage, tuple[TimeMention, ...]]


class ArticleTime(NamedTuple):
    """What an article says of its own time."""

    period: Period | None
    """What it reports on."""
    anchor: Anchor


def whole_year(reported: int | None, speech: int | None) -> ArticleTime:
    """The time of an article that reports on the year `reported` and speaks in the year `speech`."""
    period = between(Point(reported), Point(reported)) if reported is not None else None
    return ArticleTime(period, Anchor(speech, reported, reported))


def dates(passages: Sequence[Dated]) -> Iterator[tuple[Passage, TimeMention, Calendar]]:
    """The calendar dates of `passages`, in order, but for those that are only compared with."""
    for passage, mentions in passages:
        for mention in mentions:
            if isinstance(mention.moment, Calendar) and mention.role != "base":
                yield passage, mention, mention.moment
