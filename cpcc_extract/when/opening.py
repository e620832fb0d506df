"""The years that an article is about where only its first passages say so."""

from collections.abc import Sequence

from cpcc_extract.lexicon.times import TimeRules
from cpcc_extract.when.article_time import ArticleTime, Dated, dates, whole_year
from cpcc_extract.when.expressions import TimeMention
from cpcc_extract.when.moments import Calendar, Stretch
from cpcc_extract.when.resolve import Anchor, resolve

_OPENING = 4  # body passages in which an article says what years it is about
_LEAD = 12  # characters before a date that are looked at to see whether it opens its sentence
_MANY = 2  # years that open sentences in an article about one year
_DECEMBER = 12
_SPEAKER = 48  # characters before a date in which a dateline or a verb of saying stands


def spoken(view: str, mention: TimeMention, rules: TimeRules) -> bool:
    """Somebody begins to tell right before `mention`."""
    return bool(rules.article.spoken.search(view, max(0, mention.start - _SPEAKER), mention.start))


def opening(body: Sequence[Dated], page_year: int | None, rules: TimeRules) -> ArticleTime:
    """The year that one of the first passages opens with, unless the article goes through many years.

    It, or so many of its first months, must be the article's first word or be looked back on (回首2020年); elsewhere a
    whole year counts only as the latest one of an article that speaks of no other time as its own (今年, 1月21日).
    """
    unknown = ArticleTime(None, Anchor(page_year, None, page_year))
    latest = max((moment.year_end or moment.year or 0 for _, _, moment in dates(body)), default=0)
    elsewhere = any(moment.year is None and not moment.near for _, _, moment in dates(body))
    years: set[int] = set()
    since: Calendar | None = None
    first: Calendar | None = None
    speech: int | None = None
    for index, dated in enumerate(body):
        for passage, mention, moment in dates([dated]):
            lead = max(0, mention.start - _LEAD)
            opens = mention.start == 0 or (
                moment.shift == 0 and rules.article.opener.search(passage.view, lead, mention.start)
            )
            if index < _OPENING and opens and mention.role == "since" and moment.month is None:
                if index == 0:
                    return _since(moment, page_year)
                since = since or moment
            if moment.year is None or moment.year_end is not None or mention.role != "at":
                continue
            said = index == 0 and spoken(passage.view, mention, rules)
            if not said and not rules.article.opener.search(passage.view, lead, mention.start):
                continue
            years.add(moment.year)
            looks_back = rules.article.retrospect.search(passage.view, lead, mention.start)
            certain = said or (index == 0 and lead == 0) or looks_back
            so_far = certain and moment.month == 1 and moment.month_end is not None
            whole = index < _OPENING and moment.day is None and (moment.month in (None, _DECEMBER) or so_far)
            if first is None and whole and (certain or (moment.year == latest and not elsewhere)):
                first, speech = moment, (page_year or moment.year) if said else moment.year
    if first is None or first.year is None or len(years) > _MANY:
        return _since(since, page_year) if since and since.year and not years else unknown
    if first.month_end is None:
        return whole_year(first.year, speech)
    anchor = Anchor(first.year, first.year, first.year)
    return ArticleTime(resolve(first, "at", anchor, None), anchor)


def _since(moment: Calendar, page_year: int | None) -> ArticleTime:
    """An article that begins with 2023年以来 or 今年以来 reports on what has been since."""
    period = resolve(moment, "since", Anchor(page_year, page_year, page_year), None)
    year = period.start.year if period and period.start else None
    last = year if moment.year is None else page_year  # 2008年以来 does not say where 五年来 ends
    return ArticleTime(period, Anchor(page_year or year, last, page_year or year))


def years_told(told: ArticleTime, body: Sequence[Dated], rules: TimeRules) -> ArticleTime:
    """The years that one of the first passages begins with (五年来,…), for an article that is known by its day only."""
    for passage, mentions in body[:_OPENING]:
        mention = next(iter(mentions), None)
        if mention is None:
            continue
        opened = mention.start <= _LEAD and rules.article.opener.search(passage.view, 0, mention.start)
        back = isinstance(mention.moment, Stretch) and mention.moment.direction < 0 and mention.role == "at"
        if not (opened and back):
            return told
        return told._replace(period=resolve(mention.moment, "at", told.anchor, None))
    return told
