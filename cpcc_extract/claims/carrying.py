"""The verb that a clause leaves out: that of its list, of its total, or of the number before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cpcc_extract.claims.counting import RATES
from cpcc_extract.claims.draft import Draft
from cpcc_extract.claims.phrase import Phrase
from cpcc_extract.claims.place import Place
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ACHIEVES,
    BECOMES,
    CONJUNCTION,
    CREATES,
    FUND,
    GAINS,
    LEAVES_OUT,
    LEVEL,
    PAUSE,
    PERSON,
)
from cpcc_extract.structure.layout import Passage

_REMARKS: Final = (1, 2, 3)  # characters of the words that open a remark
_NO_THINGS: Final = RATES | {"age", "duration"}
_THINGS: Final = frozenset(("count", "mass", "area", "length", "volume"))
"""Dimensions in which things are told, where a word names the thing."""
_TITLES: Final = (2, 3)  # characters of the names of posts


def lend_verb(
    passage: Passage,
    draft: Draft,
    left: Phrase,
    place: Place,
    drafts: Sequence[Draft],
    earlier: Sequence[Draft],
    rules: GrammarRules,
) -> Draft:
    """The draft with the verb of the number before it, or of the total that it is a part of, where it has none.

    `left` are the words before the number, `drafts` come before it in its sentence, `earlier` in those before. Where
    the verb is one of change (增加饭店16家、民宿638家), the change is lent with it.
    """
    # 提案319件【含重点提案11件(36件并案)】,其中经济类120件: a remark lends no verb to what stands behind it
    previous = next((one for one in reversed(drafts) if draft.bracketed or not one.bracketed), None)
    listed = _is_listed(passage, draft, previous, rules)
    if listed and draft.rules[-1] == "item.own" and previous is not None:
        papers = {draft.quantity.unit, previous.quantity.unit} <= rules.paper_units
        if _holds(passage, previous, ACHIEVES | CREATES if papers else ACHIEVES, rules):
            return draft._replace(action=previous.action)  # 完成改炕2万个、改厕6万户; 提交提案130件、大会发言20篇
    if draft.action is not None or draft.level or draft.change is not None:
        return draft
    part = draft.breakdown and not listed and draft.quantity.dimension not in RATES | {"count"}
    measured = left.item is not None and _names_measure(passage.view[left.item.start : left.item.end], rules)
    # but 完成工业投资57亿元、技改投资41亿元
    measured = measured and not part and not (listed and previous and _holds(passage, previous, ACHIEVES, rules))
    if left.has or measured or _is_set_aside(passage, draft, rules):
        return draft
    if part:
        return _of_total(draft, drafts, earlier)
    if draft.quantity.dimension != "count" and not (
        listed and previous is not None and _shares_verb(passage, draft, previous, rules)
    ):
        return draft
    # 实施项目50个,各类总部超过30家: the bound is the verb of its clause
    if place.opened and _opens_with_level(passage.view, draft.quantity.start, rules):
        return draft
    if previous is not None and previous.quantity.start >= draft.clause.start and not place.glued:
        previous = drafts[-2] if len(drafts) > 1 else None  # 5000万元以上|项目7个: only tells which projects
    source = _source(passage, draft, left, previous, drafts, earlier, rules)
    if source is None or source.action is None or source.level:
        return draft
    if source.change is not None and not (
        listed and source is previous and source.quantity.dimension == draft.quantity.dimension
    ):
        return draft
    if not (listed or draft.breakdown) and "item.own" in source.rules:  # 学校3522所,招生159万人,在校生492万人
        return draft
    behind = source is previous and _told_behind(draft, source, listed=listed)
    if behind or _names_anew(draft, left, place, source):
        return draft
    return draft._replace(action=source.action, change=source.change, rules=(*draft.rules, "action.inherited"))


def _is_listed(passage: Passage, draft: Draft, previous: Draft | None, rules: GrammarRules) -> bool:
    """改炕2万个、|改厕6万户, 保障1万元活动经费|和|1.5万元建设经费: a member of a list that another number is in."""
    mark = rules.classes.get(passage.view[draft.clause.start], 0)
    if mark & PAUSE:
        return True
    alone = draft.quantity.start - draft.clause.start == 1
    return mark & CONJUNCTION != 0 and alone and previous is not None and previous.quantity.unit == draft.quantity.unit


def _source(
    passage: Passage,
    draft: Draft,
    left: Phrase,
    previous: Draft | None,
    drafts: Sequence[Draft],
    earlier: Sequence[Draft],
    rules: GrammarRules,
) -> Draft | None:
    """The draft whose verb a part or a member of a list shares."""
    if previous is None and draft.breakdown and earlier:  # 立案349件,转为意见51件。其中,经济类136件
        things = [one for one in reversed(earlier) if one.quantity.dimension not in _NO_THINGS] or [earlier[-1]]
        return next((one for one in things if not _holds(passage, one, BECOMES, rules)), things[0])
    if draft.breakdown and left.item is not None and previous is not None and previous.quantity.dimension in _NO_THINGS:
        # 立案824件,立案率84.6%,其中集体提案151件; 发展会员65名,平均年龄37岁,其中教育界38人
        counted = [one for one in reversed(drafts) if one.quantity.dimension not in _NO_THINGS]
        # 立案103件。其中,规划类9件,占9%;工交类20件: its brothers have the verb of the total
        return next((one for one in counted if not one.breakdown), counted[0] if counted else previous)
    return previous


def _is_set_aside(passage: Passage, draft: Draft, rules: GrammarRules) -> bool:
    """收案321件(不含上年旧存28件): what a remark leaves out was not done."""
    words = passage.view[draft.clause.start : draft.quantity.start]
    return draft.bracketed and any(rules.classes.get(words[:length], 0) & LEAVES_OUT for length in _REMARKS)


def _of_total(draft: Draft, drafts: Sequence[Draft], earlier: Sequence[Draft]) -> Draft:
    """实现产值109亿元,增长10%,其中第一产业10亿元: parts of a sum were done as it was, whatever stands between."""
    unit = draft.quantity.unit
    for one in (*reversed(drafts), *reversed(earlier)):
        sibling = one.breakdown and one.sentence == draft.sentence
        if one.quantity.unit == unit and not (sibling or one.change) and one.quantity.value >= draft.quantity.value:
            if one.action is None or one.level or "item.own" in one.rules:
                return draft
            return draft._replace(action=one.action, rules=(*draft.rules, "action.inherited"))
    return draft


def _holds(passage: Passage, previous: Draft, classes: int, rules: GrammarRules) -> bool:
    """完成改炕2万个: the verb of the list, of one of `classes`, tells of all its members what was done."""
    if previous.action is None or previous.rules[-1] == "item.own":
        return False
    return rules.classes.get(passage.view[previous.action.start : previous.action.end], 0) & classes != 0


def _shares_verb(passage: Passage, draft: Draft, previous: Draft, rules: GrammarRules) -> bool:
    """新建公路100公里、产业路161公里; 争取项目1个、资金60万元: but rates have no verb."""
    if draft.quantity.dimension in RATES or previous.quantity.dimension in RATES:
        return False
    if previous.quantity.dimension == draft.quantity.dimension:
        return True
    if {previous.quantity.dimension, draft.quantity.dimension} <= _THINGS and previous.rules[-1] != "item.own":
        return True  # 储备编织袋35万条、砂石料2745吨
    funds = draft.item is not None and rules.classes.get(draft.item.view, 0) & FUND != 0
    return _holds(passage, previous, ACHIEVES | GAINS if funds else ACHIEVES, rules)


def _names_anew(draft: Draft, left: Phrase, place: Place, source: Draft) -> bool:
    """合作社769个,新增6个;农场472家: the verb of a clause without a name is not that of the next one's.

    Nor is it where nothing was named at all: 铁路事故2起、死亡2人;公路事故2起.
    """
    named = left.item is not None and place.opened and not draft.breakdown
    return named and ("item.inherited" in source.rules or source.subject is None)


def _told_behind(draft: Draft, source: Draft, *, listed: bool) -> bool:
    """131次|深入企业,42场座谈会; 3次亲临考察、4次回信: what was done behind a number is told of that one."""
    if source.action is None or source.action.start < source.quantity.end:
        return False
    return draft.quantity.start - draft.clause.start == int(listed)  # nothing before the number but the mark of lists


def _names_measure(item: str, rules: GrammarRules) -> bool:
    """出口总额, but not 秘书长."""
    people = any(rules.classes.get(item[-length:], 0) & PERSON for length in _TITLES)
    return item[-1] in rules.measure_endings and not people


def _opens_with_level(view: str, start: int, rules: GrammarRules) -> bool:
    return rules.classes.get(view[start : start + 2], 0) & LEVEL != 0
