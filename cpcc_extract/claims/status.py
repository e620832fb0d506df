"""Whether a number is a fact or a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.lexicon.status import Sign, StatusRules
from cpcc_extract.structure.layout import Layout, Passage, Section
from cpcc_extract.when.period import Period

_MARKED: Final = LazyPattern(r"[^\w\s(〔“《「『【\[]")


def is_plan_heading(title: str, rules: StatusRules) -> bool:
    """二、2026年工作安排 opens a plan; 一、2025年工作回顾 does not."""
    return _found(rules.heading, title)


def names_year(title: str, rules: StatusRules) -> bool:
    """2026年主要工作 may be a plan or a review."""
    return _found(rules.year_heading, title)


def is_plan_title(title: str, rules: StatusRules) -> bool:
    """某县农业局2020年工作计划 tells what is to come; 2019年工作总结和2020年工作计划 tells both."""
    return _found(rules.title, title)


def planned_articles(layout: Layout, rules: StatusRules) -> frozenset[int]:
    """Indices of the articles whose title calls them a plan, and none of whose headings looks back."""
    titles: dict[int, str] = {}
    for passage in layout.passages:
        if passage.kind == "title":
            titles[passage.article] = titles.get(passage.article, "") + passage.view
    past = rules.heading.unless
    back = {one.article for one in layout.sections if past is not None and past.search(one.title)}
    return frozenset(article for article, title in titles.items() if is_plan_title(title, rules)) - back


def planned_sections(
    sections: tuple[Section, ...], periods: dict[str, Period], articles: dict[int, Period | None], rules: StatusRules
) -> frozenset[str]:
    """Ids of the sections whose numbers are plans: by their heading or one above it.

    A heading that only names the work of a year opens none where that year is over with the article's.
    """
    planned: set[str] = set()
    latest = max((end for section in sections if (end := _planned_year(section, periods, rules))), default=None)
    for section in sections:
        own = periods.get(section.id)
        if section.parent is not None and own is periods.get(section.parent):
            own = None  # its heading prints no time
        # 一、2009年全省工作 above 二、2010年工作安排 is no plan
        before = own is not None and own.end is not None and latest is not None and own.end < latest
        yet = names_year(section.title, rules) and not (before or _over(own, articles.get(section.article)))
        if section.parent in planned or yet or is_plan_heading(section.title, rules):
            planned.add(section.id)
    return frozenset(planned)


def _planned_year(section: Section, periods: dict[str, Period], rules: StatusRules) -> date | None:
    """The end of the one year that a heading plans for."""
    own = periods.get(section.id)
    if own is None or own.start is None or own.end is None or own.start.year != own.end.year:
        return None
    return own.end if is_plan_heading(section.title, rules) else None


def is_past(own: Period | None, article: Period | None) -> bool:
    """Whether a printed time is over when the time that the article reports on is."""
    return own is not None and own.text is not None and _over(own, article)


def _over(own: Period | None, article: Period | None) -> bool:
    if own is None or article is None or own.end is None or article.end is None:
        return False
    return own.end <= article.end


def planned_by(view: str, start: int, end: int, rules: StatusRules, *, share: bool = False) -> str | None:
    """The id of the sign in `view[start:end]`, the sentence up to the number, that makes it a plan; None for a fact.

    `share`: the number is a part of something: 完成预算116766万元 tells the plan, 完成预算113.9% what came of it.
    """
    if share and rules.sentence.unless is not None and rules.sentence.unless.search(view, start, end):
        return None
    signs = list(rules.sentence.pattern.finditer(view, start, end))
    # 力争|完成投资: the verb of the plan itself; 计划投资10亿元,已完成6亿元 tells what came of it
    if not signs or rules.fact.pattern.search(view, signs[-1].end() + 1, end):
        return None
    return rules.sentence.id


def opens_plan(view: str, rules: StatusRules) -> bool:
    """Whether a paragraph is about what is to come: 新的一年,我们要…"""
    return rules.paragraph.pattern.match(view) is not None


def announces_plans(view: str, rules: StatusRules) -> bool:
    """Whether a line says that the lines of the list below it are plans: 报告提出2022年主要任务。"""
    return _found(rules.list, view)


def planned_lines(passages: Sequence[Passage], rules: StatusRules) -> frozenset[int]:
    """Indices of the passages that are marked lines of a list of plans: ◆生产总值增长5%以上."""
    planned: set[int] = set()
    announced = False
    for index, passage in enumerate(passages):
        if announced and _MARKED.match(passage.view):
            planned.add(index)
        else:
            announced = announces_plans(passage.view, rules)
    return frozenset(planned)


def _found(sign: Sign, text: str) -> bool:
    return sign.pattern.search(text) is not None and (sign.unless is None or sign.unless.search(text) is None)
