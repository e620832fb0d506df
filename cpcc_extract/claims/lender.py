"""Which claim before it lends its item to a claim whose clause names none."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from cpcc_extract.claims.counting import COUNTED, RATES
from cpcc_extract.claims.draft import Draft, Name, name_of
from cpcc_extract.claims.phrase import Phrase
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ACT,
    BECOMES,
    HANDLES,
    HEAD,
    NOUN,
    PERSON,
    RELATIVE,
    VERB,
)
from cpcc_extract.numbers.quantity import Quantity
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage

_NEAR: Final = 24  # claims before one that may lend it their item, in its sentence and in its paragraph
_NEAR_BREAKDOWN: Final = 4
_HEAD: Final = 2  # characters of a head noun that kinds share (集体提案, 委员提案)


def lender_of(
    passage: Passage,
    draft: Draft,
    left: Phrase,
    fallback: Name | None,
    drafts: list[Draft],
    earlier: tuple[Draft, ...],
    rules: GrammarRules,
) -> Name | None:
    """The item that is meant where the clause names none.

    That of the nearest claim with the same unit, else the clause's own subject, else the nearest item
    (编发信息100余篇,编采32期).
    """
    bases = _bases(passage, drafts, rules)
    candidates = [d for d in reversed(drafts[-_NEAR:]) if _may_lend(d, draft) and d.quantity not in bases]
    before_it = [d for d in reversed(earlier[-_NEAR:]) if _may_lend(d, draft)]
    if not candidates and (draft.breakdown or left.headless):
        candidates = before_it[:_NEAR_BREAKDOWN]
    if draft.quantity.dimension == "count":
        return _of_count(passage, draft, left, fallback, candidates, before_it, rules)
    last = drafts[-1] if drafts else None
    if last is not None and last.subject is None and draft.change is not None and fallback is None:
        return name_of(passage, last.action) if draft.quantity.dimension in RATES else None  # 死亡20人,同比下降4.76%
    dimension = draft.quantity.dimension
    alike = [d for d in candidates if dimension in RATES or d.quantity.dimension == dimension]
    if fallback is not None and not (left.base and alike):  # 产量增长39%、占全国9成: the part is what is told
        return fallback
    if draft.quantity.dimension not in RATES and draft.action is not None and not (draft.level or draft.change):
        candidates = [d for d in candidates if d.quantity.dimension not in COUNTED]  # 12个县骗取1.2亿元: no 县
    if draft.quantity.dimension not in RATES:  # 收入3.5亿元,自然增幅2%,同口径完成3.67亿元
        candidates = [d for d in candidates if d.quantity.unit == draft.quantity.unit] or candidates
    if not (drafts or left.shared) and draft.change is not None and draft.comparison is not None:
        candidates = candidates or before_it  # 国民收入实现4.5亿元。比上年增长17%
    return candidates[0].subject if candidates else None


def _bases(passage: Passage, drafts: list[Draft], rules: GrammarRules) -> list[Quantity]:
    """完成预算数|60999万元|的40.4%,减收1070万元: of what a share is taken tells nothing of what comes behind it."""
    return [
        one.quantity
        for one, share in pairwise(drafts[-_NEAR:])
        if share.quantity.dimension in RATES
        and rules.classes.get(passage.view[one.quantity.end : share.quantity.start].strip(), 0) & RELATIVE
    ]


def _of_count(
    passage: Passage,
    draft: Draft,
    left: Phrase,
    fallback: Name | None,
    candidates: list[Draft],
    before_it: list[Draft],
    rules: GrammarRules,
) -> Name | None:
    """The item of a count: of the nearest of `candidates`, in its sentence, or `before_it` that may mean the same."""
    # 收到提案217件。经审查,立案183件: the same paragraph, a sentence before
    pool = [*candidates, *before_it]
    if (
        left.has and not left.within
    ) or left.toward:  # 有154人受到处分, 为38人恢复名誉: named anew, unless they are part of a total
        anywhere = draft.quantity.unit in rules.paper_units
        pool = pool if anywhere else candidates if draft.breakdown else []
    if fallback is not None and left.people and draft.quantity.unit in rules.whole_units:
        return fallback  # 其他罪犯检举揭发的40人
    alike = _alike(pool, candidates, draft, left, rules)
    handled = draft.action is not None and rules.classes.get(_words(passage, draft.action), 0) & HANDLES
    if draft.action is not None and not (handled or draft.change or draft.level):
        # 审查非诉案件45件。…撤回起诉117件: of so few, no more can be meant in another sentence
        alike = [d for d in alike if d.sentence == draft.sentence or d.quantity.value >= draft.quantity.value]
    if draft.action is not None:
        alike = [d for d in alike if not _own(d)]
    if draft.action is not None or draft.breakdown:
        alike = [d for d in alike if not _became(passage, d, rules)] or alike
    if left.headless:  # 干警584人,其中女140人。大专学历的475人: a part is not more than its whole
        alike = [d for d in alike if d.quantity.value >= draft.quantity.value] or alike
    if fallback is not None and left.done_to and draft.quantity.unit not in rules.paper_units:
        return fallback
    titled = fallback is not None and fallback.view.startswith("《")  # 《政协通讯》编印4期
    if alike and not titled:
        return _whole(alike, rules, of_all=not (draft.level or draft.change or draft.bracketed))
    if alike or fallback:
        return fallback
    if draft.quantity.unit not in rules.paper_units:  # 收集意见12条,走访50户: what is visited are no papers
        return None
    papers = [d for d in candidates if d.quantity.unit in rules.paper_units and not _own(d)]
    # 征集稿件705篇,计318万字: how long they are, without a word of its own; not 文章20篇、照片30幅,共38万字
    sized = draft.quantity.unit in rules.text_sizes and len({d.quantity.unit for d in papers}) == 1
    return papers[0].subject if papers and (sized or draft.action is not None) else None


def _alike(pool: list[Draft], own: list[Draft], draft: Draft, left: Phrase, rules: GrammarRules) -> list[Draft]:
    """Those of `pool` that count in the unit of the draft; `own` are those of its sentence.

    24名副主席中有13人: parts of people are counted in any unit of theirs. 年末存栏526万只,比上年末增加24万头: a change
    is of what its own sentence counted last.
    """
    unit = draft.quantity.unit
    people = unit in rules.person_units and (left.within or left.headless)
    units = rules.person_units if people else {unit}
    alike = [one for one in pool if one.quantity.unit in units and not _is_kind(one, rules)]
    if draft.change is not None and not any(one in alike for one in own):
        return [one for one in own if one.quantity.dimension == "count" and one.change is None][:1] or alike
    return alike


def _may_lend(one: Draft, to: Draft) -> bool:
    """What a remark counts, (不含旧存28802件), is not what the words behind it speak of."""
    if one.change is not None and one.rules[-1] == "item.own":  # 增收2798万元: a change is of what was named before
        return False
    return one.subject is not None and (to.bracketed or not one.bracketed)


def _is_kind(draft: Draft, rules: GrammarRules) -> bool:
    """会办件74件 tells a kind of what the unit counts; it is not what a later 件 means."""
    unit, item = draft.quantity.unit, draft.subject
    if unit is None or item is None or not item.view.endswith(unit):
        return False
    case = rules.classes.get(item.view[-_HEAD:], 0) & HEAD  # 行政审|查|案件
    return not case and rules.classes.get(item.view[: -len(unit)][-2:], 0) & (VERB | ACT) != 0


def _became(passage: Passage, draft: Draft, rules: GrammarRules) -> bool:
    """转为信息12件,退回6件: what some proposals were made into is not what was sent back."""
    done = _words(passage, draft.action)  # of other paragraphs none is kept
    return rules.classes.get(done, 0) & BECOMES != 0


def _words(passage: Passage, span: Span | None) -> str:
    return passage.view[span.start : span.end] if span else ""


def _own(draft: Draft) -> bool:
    """收案12件 counts what its own verb holds; a later 审结9件 means no 收案."""
    return draft.rules[-1] == "item.own"


def _whole(drafts: list[Draft], rules: GrammarRules, *, of_all: bool) -> Name | None:
    """The nearest subject, or what it is a kind of, where several kinds were told.

    收到提案217件,其中集体提案60件,立案183件 counts 提案; 遴选重点提案10件,主席督办2件 counts 重点提案.
    `of_all`: the number is no change or level of the last kind alone (大会提案5360件,平时提案211件,立案4567件).
    """
    nearest = drafts[0].subject
    if not of_all and drafts[0].rules[-1] != "item.inherited":  # 审查案件91件,同比增加55件
        return nearest
    kinds = {nearest.view} if nearest else set()
    for draft in drafts[1:]:
        item = draft.subject
        if nearest is None or item is None or item.view in kinds:
            continue
        if len(item.view) < len(nearest.view) and nearest.view.endswith(item.view):
            return item if drafts[0].breakdown or len(kinds) > 1 else nearest
        if item.view.endswith(nearest.view):  # 省级11个 of 国家级文明岗: the shorter name is the whole's already
            continue
        if draft.sentence == drafts[0].sentence and item.view[-_HEAD:] == nearest.view[-_HEAD:]:
            kinds.add(item.view)
    if of_all and nearest is not None and len(kinds) > 1 and not drafts[0].breakdown:
        length = _shared_head(kinds, rules)
        return Name(nearest.text[-length:], nearest.view[-length:])
    return nearest


def _shared_head(kinds: set[str], rules: GrammarRules) -> int:
    """How many characters the word has that all kinds end in: 犯罪嫌疑人 of several crimes, 提案 of several bodies."""
    least = min(kinds, key=len)
    for length in range(len(least), _HEAD, -1):
        ends = all(kind.endswith(least[-length:]) for kind in kinds)
        if ends and rules.classes.get(least[-length:], 0) & (NOUN | PERSON | HEAD):
            return length
    return _HEAD
