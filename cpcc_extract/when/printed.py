"""The year that a page prints: of its date line, of an archive field, of a title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cpcc_extract.structure.layout import Passage
from cpcc_extract.when.expressions import TimeMention
from cpcc_extract.when.moments import Calendar

_KINDS = frozenset({"title", "subtitle", "byline", "note", "heading"})
_PAGE_KINDS = _KINDS - {"subtitle"}  # which says when its own report was given
_MASKED = "masked_year"
_LATER = 1  # years that a page may be younger than what its articles tell of
_ARCHIVED = 5  # the same for an article with a date line of its own

Dated = tuple[Passage, tuple[TimeMention, ...]]


def printed_years(articles: Mapping[int, Sequence[Dated]]) -> dict[int, int | None]:
    """By article: the year of the days printed without one.

    An article's own day (2019-01-10 under its title) goes before the page's; a page that prints days of several years
    is several pages and has none, and the day on which a report was given is that report's alone. Neither serves an
    article that itself speaks of years long before, or whose own year is masked (201*年). Without any day, the latest
    year of a title or heading serves.
    """
    own = {index: _latest(passages, days=True) for index, passages in articles.items()}
    dated = (_latest(passages, days=True, kinds=_PAGE_KINDS) for passages in articles.values())
    days = {year for year in dated if year is not None}
    page = next(iter(days)) if len(days) == 1 else None
    if not any(own.values()):
        page = max((year for passages in articles.values() if (year := _latest(passages, days=False))), default=None)
    return {index: _year(passages, own[index], page) for index, passages in articles.items()}


def _year(passages: Sequence[Dated], own: int | None, page: int | None) -> int | None:
    if any(
        mention.rule == _MASKED for passage, mentions in passages if passage.kind == "title" for mention in mentions
    ):
        return None
    year, most = (own, _ARCHIVED) if own is not None else (page, _LATER)
    if year is None:
        return _latest(passages, days=False)
    text = [dated for dated in passages if dated[0].kind not in _KINDS]
    told = max((year for year, _ in _years(text)), default=year)
    return year if year - told <= most else None


def _latest(passages: Sequence[Dated], *, days: bool, kinds: frozenset[str] = _KINDS) -> int | None:
    """The latest year in what is no running text; with `days` only of whole dates."""
    head = [dated for dated in passages if dated[0].kind in kinds]
    return max((year for year, whole in _years(head) if whole or not days), default=None)


def _years(passages: Sequence[Dated]) -> Iterator[tuple[int, bool]]:
    for _, mentions in passages:
        for mention in mentions:
            moment = mention.moment
            if isinstance(moment, Calendar) and moment.year is not None and moment.year_end is None:
                yield moment.year, moment.day is not None
