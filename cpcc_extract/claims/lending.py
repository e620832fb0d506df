"""What is counted where a clause leaves it out: another one lends the name."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.carrying import lend_verb
from cpcc_extract.claims.counting import COUNTED, RATES
from cpcc_extract.claims.draft import Draft, Name, name_of
from cpcc_extract.claims.phrase import Phrase
from cpcc_extract.claims.place import Place
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ACT,
    ATTENDS,
    BECOMES,
    FACET,
    GROUPING,
    HANDLES,
    HEAD,
    NOUN,
    PAUSE,
    PERSON,
    PREFIX,
    QUALITY,
    RELATIVE,
    TURNS_INTO,
    VERB,
)
from cpcc_extract.structure.layout import Passage

_NEAR: Final = 24  # claims before one that may lend it their item, in its sentence and in its paragraph
_NEAR_BREAKDOWN: Final = 4
_HEAD: Final = 2  # characters of a head noun that kinds share (集体提案, 委员提案)
_FACETS: Final = (3, 2)  # characters of what a name leaves out where it is lent
_LEVELS: Final = (3, 2)  # characters of 国家级, 省级


def lend(
    passage: Passage,
    draft: Draft,
    left: Phrase,
    place: Place,
    drafts: list[Draft],
    earlier: tuple[Draft, ...],
    rules: GrammarRules,
) -> Draft:
    """The draft with the item and the verb that its clause leaves out, where a clause before it has them.

    `left` are the words before the number, `drafts` come before it in its sentence, `earlier` in those before.
    """
    previous = drafts[-1] if drafts else None
    if previous is not None and _is_share_of(passage, draft, previous, rules):
        return _shared_out(draft, drafts)
    if place.glued and previous and draft.item is None and not _other_people(passage, draft, previous, rules):
        # 10余批次100余人, 7.5%、11.5%: the second number speaks of the same
        same = draft.quantity.unit == previous.quantity.unit or (
            draft.quantity.dimension in RATES and previous.quantity.dimension in RATES  # 分别增长3.8倍、80.2%
        )
        return draft._replace(
            item=previous.item,
            subject=previous.subject,
            action=draft.action or previous.action,
            change=previous.change if same else None,
            comparison=previous.comparison if same else None,
            level=previous.level,
            start_level=previous.start_level and draft.action is None,
            rules=(draft.rules[0], "item.glued"),
        )
    goes_on = previous is not None and previous.quantity.unit == draft.quantity.unit
    goes_on = goes_on and previous is not None and (previous.start_level or draft.change is not None)
    own = draft.quantity.unit in rules.place_units and not goes_on  # 41县虚报数量
    named = name_of(passage, left.fallback) if draft.item is None else None
    if named is not None and previous is not None and _parallel(passage, draft, left, previous, rules):
        draft = draft._replace(item=named, subject=named, rules=(draft.rules[0], "item.inherited"))
    if draft.item is None and _attends(passage, draft, rules):
        came_to = previous.item if previous and previous.quantity.unit in rules.occasions else None
        draft = draft._replace(
            item=named or came_to, subject=named or came_to, rules=(draft.rules[0], "item.inherited")
        )
    if draft.item is None and previous is not None and _turns_into(passage, draft, previous, rules):
        # 860件建议合并归类为91项: counted anew
        draft = draft._replace(item=previous.item, subject=previous.subject, rules=(draft.rules[0], "item.inherited"))
    if draft.item is None and not own and (draft.quantity.dimension != "duration" or goes_on):
        lender = _lender(passage, draft, left, name_of(passage, left.fallback), drafts, earlier, rules)
        if lender is not None and draft.action is not None and draft.quantity.dimension == "count":
            lender = _without_facet(lender, rules)
        if lender is not None:
            lender = _at_own_level(passage, draft, lender, rules)
            draft = draft._replace(item=lender, subject=lender, rules=(draft.rules[0], "item.inherited"))
    return lend_verb(passage, draft, left, place, drafts, earlier, rules)


def _is_share_of(passage: Passage, draft: Draft, previous: Draft, rules: GrammarRules) -> bool:
    """完成预算60999万元的|40.4%: nothing but 的 stands between a value and the share of it."""
    between = passage.view[previous.quantity.end : draft.quantity.start].strip()
    share = draft.quantity.dimension in RATES and previous.quantity.dimension not in RATES
    return share and rules.classes.get(between, 0) & RELATIVE != 0


def _shared_out(draft: Draft, drafts: list[Draft]) -> Draft:
    """The share told of what was named before the value that it is a share of, else of what that value is of."""
    whole = drafts[-1]
    named = (one for one in reversed(drafts[:-1]) if one.subject is not None and one.change is None)
    item = next((one.subject for one in named), whole.subject)
    return draft._replace(item=item, subject=item, action=whole.action, rules=(draft.rules[0], "item.inherited"))


def _other_people(passage: Passage, draft: Draft, previous: Draft, rules: GrammarRules) -> bool:
    """惠及79个村、10万余人: those behind the pause are no villages; 21件34人 and 7人、5人 speak of the same."""
    apart = passage.view[previous.quantity.end : draft.quantity.start].strip() != ""
    # 接待团组二十批、六百多人: occasions are of people
    units = rules.whole_units | rules.occasions | rules.household_units  # 人口926户、3247人
    people = draft.quantity.unit in rules.whole_units and previous.quantity.unit not in units
    return apart and people and previous.quantity.dimension == "count"


def _lender(
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
    candidates = [d for d in reversed(drafts[-_NEAR:]) if _may_lend(d, draft)]
    before_it = [d for d in reversed(earlier[-_NEAR:]) if _may_lend(d, draft)]
    if not candidates and (draft.breakdown or left.headless):
        candidates = before_it[:_NEAR_BREAKDOWN]
    if draft.quantity.dimension == "count":
        # 收到提案217件。经审查,立案183件: the same paragraph, a sentence before
        pool = [*candidates, *before_it]
        if (
            left.has and not left.within
        ) or left.toward:  # 有154人受到处分, 为38人恢复名誉: named anew, unless they are part of a total
            pool = candidates if draft.breakdown or draft.quantity.unit in rules.paper_units else []
        if fallback is not None and left.people and draft.quantity.unit in rules.whole_units:
            return fallback  # 其他罪犯检举揭发的40人
        alike = _alike(pool, candidates, draft, left, rules)
        if draft.action is not None:
            alike = [d for d in alike if not _own(d)]
            alike = [d for d in alike if not _became(passage, d, rules)] or alike
        if left.headless:  # 干警584人,其中女140人。大专学历的475人: a part is not more than its whole
            alike = [d for d in alike if d.quantity.value >= draft.quantity.value] or alike
        if fallback is not None and left.done_to and draft.quantity.unit not in rules.paper_units:
            return fallback
        titled = fallback is not None and fallback.view.startswith("《")  # 《政协通讯》编印4期
        if alike or fallback:
            return _whole(alike, rules, of_all=not (draft.level or draft.change)) if alike and not titled else fallback
        if draft.quantity.unit not in rules.paper_units:  # 收集意见12条,走访50户: what is visited are no papers
            return None
        papers = [d for d in candidates if d.quantity.unit in rules.paper_units]
        # 征集稿件705篇,计318万字: how long they are, without a word of its own; not 文章20篇、照片30幅,共38万字
        sized = draft.quantity.unit in rules.text_sizes and len({d.quantity.unit for d in papers}) == 1
        return papers[0].subject if papers and (sized or draft.action is not None) else None
    if fallback is not None and not (left.base and candidates):  # 产量增长39%、占全国9成: the part is what is told
        return fallback
    if draft.quantity.dimension not in RATES and draft.action is not None and not (draft.level or draft.change):
        candidates = [d for d in candidates if d.quantity.dimension not in COUNTED]  # 12个县骗取1.2亿元: no 县
    if draft.quantity.dimension not in RATES:  # 收入3.5亿元,自然增幅2%,同口径完成3.67亿元
        candidates = [d for d in candidates if d.quantity.unit == draft.quantity.unit] or candidates
    return candidates[0].subject if candidates else None


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


def _parallel(passage: Passage, draft: Draft, left: Phrase, before: Draft, rules: GrammarRules) -> bool:
    """普通犯罪受理40人,重大犯罪受理4人; 骨髓捐献3例、器官捐献5例: the same was done to another, which is named."""
    if draft.action is None or before.action is None or draft.quantity.unit != before.quantity.unit:
        return False
    done, did = (passage.view[action.start : action.end] for action in (draft.action, before.action))
    if done != did or before.action.start == draft.action.start:
        return False
    handled = rules.classes.get(done, 0) & HANDLES != 0 and before.rules[-1] == "item.inherited"
    listed = rules.classes.get(passage.view[draft.clause.start], 0) & PAUSE != 0
    return handled or (listed and left.done_to)


def _attends(passage: Passage, draft: Draft, rules: GrammarRules) -> bool:
    """委员参与2430人次; 召开座谈会264次,参加7万人次: those who came are told by who, else by what they came to."""
    if draft.action is None or draft.quantity.unit not in rules.whole_units:
        return False
    return rules.classes.get(passage.view[draft.action.start : draft.action.end], 0) & ATTENDS != 0


def _without_facet(name: Name, rules: GrammarRules) -> Name:
    """委员总数为51名,列席26名: those who came are members, no total."""
    for length in _FACETS:
        if len(name.view) > length + 1 and rules.classes.get(name.view[-length:], 0) & FACET:
            return Name(name.text[:-length], name.view[:-length])
    return name


def _at_own_level(passage: Passage, draft: Draft, name: Name, rules: GrammarRules) -> Name:
    """国家级文明岗5个、省级11个: those of another level are no 国家级文明岗."""
    clause = passage.view[draft.clause.start : draft.quantity.start]
    own = next((w for n in _LEVELS if _is_level(w := clause[-n:], rules)), None)
    lent = next((w for n in _LEVELS if _is_level(w := name.view[:n], rules)), None)
    if own is None or lent is None or own == lent or len(name.view) == len(lent):
        return name
    if rules.classes.get(name.view[len(lent) :][:_HEAD], 0) & PREFIX:  # 处级|以上干部7人,其中厅级1人
        return name
    return Name(name.text[len(lent) :], name.view[len(lent) :])


def _is_level(word: str, rules: GrammarRules) -> bool:
    classes = rules.classes.get(word, 0)
    return classes & GROUPING != 0 and classes & QUALITY != 0


def _turns_into(passage: Passage, draft: Draft, previous: Draft, rules: GrammarRules) -> bool:
    if draft.action is None or draft.sentence != previous.sentence or draft.quantity.dimension != "count":
        return False
    start, end = draft.action.start, draft.action.end
    return any(rules.classes.get(passage.view[start:at], 0) & TURNS_INTO for at in (end, end - 1))  # 归类|为


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
    done = (
        passage.view[draft.action.start : draft.action.end] if draft.action else ""
    )  # of other paragraphs none is kept
    return rules.classes.get(done, 0) & BECOMES != 0


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
