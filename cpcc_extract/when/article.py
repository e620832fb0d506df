"""Which year an article speaks in, and which period it reports on."""

from collections.abc import Sequence
from itertools import takewhile

from cpcc_extract.lexicon.times import TimeRules
from cpcc_extract.when.article_time import ArticleTime, Dated, dates, whole_year
from cpcc_extract.when.expressions import TimeMention
from cpcc_extract.when.moments import Calendar, Stretch
from cpcc_extract.when.opening import opening, spoken, years_told
from cpcc_extract.when.period import Period
from cpcc_extract.when.resolve import Anchor, Point, between, resolve

_HEAD_KINDS = frozenset({"title", "subtitle", "byline"})
_OPENING = 4  # body passages in which an article says what year it is about
_DATELINE = 80  # characters of the first passage in which a dateline names its day
_LINE = 80  # characters that the line with a report's day and meeting may have
_LEAD = 12  # characters before a date that are looked at to see whether it opens its sentence
_DECEMBER = 12
_SEASON = 4  # in the news of these months 一年来 is the year before: assemblies meet until April
_SHORTLY = 2  # months between the last day of what a news item tells (截至2019年2月20日) and its own
_EARLY = 6  # a report given by this month is about the year before


def article_time(passages: Sequence[Dated], page_year: int | None, rules: TimeRules) -> ArticleTime:
    """The period that one article reports on, from the first of these that it has.

    The day on which the report was given, a review heading's year, a year in the title, a dateline's day, the
    year that its opening is about. `passages` are the article's own, in order; `page_year` serves for days
    printed without one. Without any of them the period is None.
    """
    head = [dated for dated in passages if dated[0].kind in _HEAD_KINDS]
    body = [dated for dated in passages if dated[0].kind in ("body", "caption")]
    given = _given_in(head + body[:3], rules)
    review = _review_year(passages, rules)
    if given is not None or review is not None:
        reported = review if review is not None else given[1] if given else None
        speech = given[0] if given else _title_year(head) or (reported or 0) + 1
        return whole_year(reported, speech)
    titled = (
        _titled(head, body, page_year, _printed_day(passages), rules)
        or _first_heading(passages, rules)
        or _signed(head, passages, rules)
    )
    if titled is not None:
        return titled
    declared = _declared(body[:_OPENING], page_year, rules)
    if declared is not None:
        return declared
    about = _subject_year(body, page_year, rules)
    told = _dateline(body, page_year or about, rules) or opening(body, page_year, rules)
    if told.period:
        return told
    seasoned = years_told(_seasoned(told, passages), body, rules)
    return (
        _looked_back(head, passages, rules)
        or _audited(body, rules)
        or _only_year(passages, seasoned, rules)
        or seasoned
    )


def _given_in(passages: Sequence[Dated], rules: TimeRules) -> tuple[int, int] | None:
    """Year of delivery and year reported on, from 2026年1月27日在…会议上."""
    for passage, mention, moment in dates(passages):
        if moment.year is None or moment.day is None or moment.month is None:
            continue
        if passage.kind == "body" and len(passage.view) > _LINE:
            continue
        if rules.article.delivered.match(passage.view, mention.end, mention.end + _LINE):
            return moment.year, moment.year - 1 if moment.month <= _EARLY else moment.year
    return None


def _review_year(passages: Sequence[Dated], rules: TimeRules) -> int | None:
    """The one year in a heading such as 一、2025年工作回顾."""
    headings = (dated for dated in passages if dated[0].kind == "heading" and dated[1])
    reviews = [dated for dated in headings if rules.article.review.search(dated[0].view)]
    return next(
        (moment.year for _, _, moment in dates(reviews) if moment.year is not None and moment.year_end is None), None
    )


def _title_year(head: Sequence[Dated]) -> int | None:
    return next((moment.year for _, _, moment in dates(head) if moment.year is not None), None)


def _titled(
    head: Sequence[Dated],
    body: Sequence[Dated],
    page_year: int | None,
    printed: tuple[int, int] | None,
    rules: TimeRules,
) -> ArticleTime | None:
    """By a date in the title, unless it comes after the day that the page prints: 会议2月2日召开, told in January."""
    reports = any(rules.article.report.search(passage.view) for passage, _ in head)
    for passage, mention, moment in dates(head):
        if mention.fate == "name":
            continue  # a plan that the title calls for (为“十四五”开好局)
        if moment.year is None:
            if page_year is not None and moment.shift is not None and moment.month is None and not moment.near:
                told = page_year + moment.shift  # 某市公布去年提案办理情况
                return ArticleTime(between(Point(told), Point(told)), Anchor(page_year, told, page_year))
            if moment.month is None or page_year is None or mention.role != "at":
                continue
            period = resolve(moment, "at", Anchor(page_year, page_year, page_year), None)
            if printed is not None and period and period.start and (period.start.year, period.start.month) > printed:
                continue
            return ArticleTime(period, Anchor(page_year, page_year, page_year))
        whole = moment.month is None and moment.year_end is None
        if whole and rules.article.yearbook.search(passage.view):
            return whole_year(moment.year - 1, moment.year)
        if reports and (whole or moment.day is not None):
            early = (moment.month or 1) <= _EARLY and not rules.article.own_year.match(passage.view, mention.end)
            early = early and moment.year not in (_first_subject(body, rules), _opened_year(body))
            return whole_year(moment.year - 1 if early else moment.year, moment.year)
        last = moment.year_end or moment.year
        period = resolve(moment, "at", Anchor(page_year, page_year, page_year), None)
        if moment.day is not None and moment.month is not None:  # a day of its first months: 一年来 is the year before
            return ArticleTime(period, Anchor(last, last - 1 if moment.month <= _SEASON else last, last, moment.month))
        after = whole and any(rules.article.past_year.search(passage.view, 0, _LINE) for passage, _ in body[:1])
        return ArticleTime(period, Anchor(last + after, last, last))
    return None


def _declared(body: Sequence[Dated], page_year: int | None, rules: TimeRules) -> ArticleTime | None:
    """The time that a text says it is about: 现将2021年1-10月民生工程指标完成情况通报如下, 回顾总结2018年全市工作."""
    for passage, mention, moment in dates(body):
        if moment.year is None or moment.day is not None or (moment.month is not None and moment.month_end is None):
            continue
        lead = max(0, mention.start - _LEAD)
        said = rules.article.declared.search(passage.view, lead, mention.start)
        if said and rules.article.declared_matter.match(passage.view, mention.end):
            anchor = Anchor(page_year or moment.year, moment.year_end or moment.year, moment.year)
            return ArticleTime(resolve(moment, "at", anchor, None), anchor)
    return None


def _opened_year(body: Sequence[Dated]) -> int | None:
    """The year that the first passages open with, where one of them opens with a year: 2021年,在市委领导下."""
    for _, mention, moment in dates(body[:_OPENING]):
        if moment.year is not None and moment.month is None and mention.start <= 1:
            return moment.year
    return None


def _first_subject(body: Sequence[Dated], rules: TimeRules) -> int | None:
    """The year that a sentence of the first passages opens with and says something of (2019年,是我县…的一年)."""
    for passage, mention, moment in dates(body[:_OPENING]):
        lead = max(0, mention.start - _LEAD)
        if (
            moment.year is not None
            and moment.month is None
            and rules.article.subject_year.match(passage.view, mention.end)
            and rules.article.opener.search(passage.view, lead, mention.start)
        ):
            return moment.year
    return None


def _signed(head: Sequence[Dated], passages: Sequence[Dated], rules: TimeRules) -> ArticleTime | None:
    """The year before the day that stands under the title of a report (政府工作报告 / 2024年1月8日)."""
    if not any(rules.article.report.search(passage.view) for passage, _ in head):
        return None
    given = _printed_day(passages)
    if given is None:
        return None
    year, month = given
    return whole_year(year - 1 if month <= _EARLY else year, year)


def _looked_back(head: Sequence[Dated], passages: Sequence[Dated], rules: TimeRules) -> ArticleTime | None:
    """The year before the day of its first months that stands under a title that looks back (工作综述 / 2019-01-10)."""
    given = _printed_day(passages) if any(rules.article.review_title.search(one.view) for one, _ in head) else None
    return whole_year(given[0] - 1, given[0]) if given and given[1] <= _SEASON else None


def _only_year(passages: Sequence[Dated], told: ArticleTime, rules: TimeRules) -> ArticleTime | None:
    """The one year that a text without any other prints, as a whole and near its beginning; no page tells its own.

    Where the text says 去年 too, that is the year: 去年(2012年),引进项目22个; 今年 means the year of its first words.
    """
    if told.period is not None or told.anchor.speech is not None:
        return None
    every = [moment for _, _, moment in dates(passages)]
    years = {year for moment in every for year in (moment.year, moment.year_end) if year is not None}
    shifts = {moment.shift for moment in every if moment.shift is not None and not moment.near}
    if len(years) != 1 or shifts - {-1, 0}:
        return None
    text = [dated for dated in passages if dated[0].kind != "note"]
    first = next((at for at, (passage, _) in enumerate(text) if passage.kind == "body"), 0)
    opening = text[: first + 1] if 0 in shifts else text[:_OPENING]
    whole = any(
        moment.year is not None
        and (moment.month is None or (moment.month == _DECEMBER and moment.day is None))  # 2007年末
        and mention.role == "at"
        and not rules.article.to_level.search(passage.view[: mention.start][-1:])  # 到2020年
        for passage, mention, moment in dates(opening)
    )
    year = next(iter(years))
    return whole_year(year, year - min(shifts, default=0)) if whole else None


def _seasoned(told: ArticleTime, passages: Sequence[Dated]) -> ArticleTime:
    """A text printed at the turn of a year, whose 过去一年 is the old one; it has no period of its own."""
    given = _printed_day(passages) if told.anchor.reported is None else None
    if given is None or _SEASON < given[1] < _DECEMBER:
        return told
    year = given[0] - 1 if given[1] <= _SEASON else given[0]
    return told._replace(anchor=told.anchor._replace(reported=year))


def _audited(body: Sequence[Dated], rules: TimeRules) -> ArticleTime | None:
    """The year whose accounts an audit looked into, by its first words (对2018年度预算执行情况进行了审计)."""
    for passage, mention, moment in dates(body[:1]):
        if moment.year and moment.month is None and rules.article.audited.match(passage.view, mention.end):
            return whole_year(moment.year, moment.year + 1)
    return None


def _printed_day(passages: Sequence[Dated]) -> tuple[int, int] | None:
    """Year and month of the first whole date in the notes above an article's text."""
    above = takewhile(lambda dated: dated[0].kind != "body", passages)
    notes = [dated for dated in above if dated[0].kind == "note"]
    return next(((one.year, one.month) for _, _, one in dates(notes) if one.year and one.month and one.day), None)


def _first_heading(passages: Sequence[Dated], rules: TimeRules) -> ArticleTime | None:
    """The year of the first heading, where it is about that year's work (一、2015年的主要工作)."""
    first = next((dated for dated in passages if dated[0].kind == "heading"), None)
    if first is None or not rules.article.review_first.search(first[0].view):
        return None
    years = [moment.year for _, _, moment in dates([first]) if moment.year and moment.year_end is None]
    return whole_year(years[0], years[0]) if len(years) == 1 else None


def _subject_year(body: Sequence[Dated], page_year: int | None, rules: TimeRules) -> int | None:
    """The latest year that the article says something of (2025年是…, 去年是…); 0 years make None."""
    years = [
        year
        for passage, mention, moment in dates(body)
        if (year := moment.year or _from(page_year, moment))
        and moment.month is None
        and rules.article.subject_year.match(passage.view, mention.end)
    ]
    return max(years, default=None)


def _from(page_year: int | None, moment: Calendar) -> int | None:
    """The year that 去年 means on a page of `page_year`."""
    if page_year is None or moment.shift is None or moment.near:
        return None
    return page_year + moment.shift


def _dateline(body: Sequence[Dated], year: int | None, rules: TimeRules) -> ArticleTime | None:
    """The day on which a news item happened: 本报某地讯 … 8月16日, or a first sentence that opens with a day."""
    for passage, mention, moment in dates(body[:1]):
        if moment.month is None or mention.start > _DATELINE:
            continue
        before = passage.view[: mention.start]
        if not rules.article.dateline.search(before) and (mention.start > 0 or moment.day is None):
            continue
        known = moment.year or year or _told_year(body, moment)
        past = known - 1 if known and moment.month <= _SEASON else known
        anchor = Anchor(known, past, known, moment.month)
        told = _told(body[0], mention, anchor, rules)
        if told is not None:
            last = told.end.year if told.end else past
            return ArticleTime(told, Anchor(known or (last and last + 1), last, known or last))
        period = resolve(moment, "at", Anchor(known, known, known), None)
        return ArticleTime(period, anchor) if period else None
    return None


def _told_year(body: Sequence[Dated], dateline: Calendar) -> int | None:
    """The year of a dateline that prints none (3月3日电): that of the one whole date shortly before it in the text."""
    years = {
        moment.year
        for _, _, moment in dates(body)
        if moment.year and moment.day and 0 <= (dateline.month or 0) - (moment.month or 0) <= _SHORTLY
    }
    every = {moment.year for _, _, moment in dates(body) if moment.year}
    lead = {moment.year for _, _, moment in dates(body[:1]) if moment.year and moment.day}
    return years.pop() if len(years) == 1 and years in (every, lead) else None


def _told(first: Dated, dateline: TimeMention, anchor: Anchor, rules: TimeRules) -> Period | None:
    """The years that the first sentence of a news item begins to tell of (报告说,2015年… / 3月2日讯 五年来…)."""
    passage, mentions = first
    stop = rules.article.sentence_end.search(passage.view, dateline.end)
    end = stop.start() if stop else len(passage.view)
    for mention in mentions:
        moment = mention.moment
        if not dateline.end < mention.start < end or mention.role != "at" or not spoken(passage.view, mention, rules):
            continue
        if isinstance(moment, Stretch) or (isinstance(moment, Calendar) and moment.year and moment.month is None):
            return resolve(moment, "at", anchor, None)
    return None
