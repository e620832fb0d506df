"""What a clause leaves out and another one lends: items, actions, and the subjects of lists with 分别."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.counting import COUNTED, RATES
from cpcc_extract.claims.draft import Draft, Name, name_of
from cpcc_extract.claims.phrase import Phrase
from cpcc_extract.claims.place import Place
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ACHIEVES,
    ACT,
    ATTENDS,
    BECOMES,
    FACET,
    GROUPING,
    HANDLES,
    HEAD,
    LEVEL,
    NOUN,
    PAUSE,
    PERSON,
    PREFIX,
    QUALITY,
    TURNS_INTO,
    VERB,
)
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage

SHARED: Final = "item.shared"
"""The rule that gave a value of a list with 分别 its own subject."""
_NEAR: Final = 24  # claims before one that may lend it their item, in its sentence and in its paragraph
_NEAR_BREAKDOWN: Final = 4
_HEAD: Final = 2  # characters of a head noun that kinds share (集体提案, 委员提案)
_FACETS: Final = (3, 2)  # characters of what a name leaves out where it is lent
_LEVELS: Final = (3, 2)  # characters of 国家级, 省级
_TITLES: Final = (2, 3)  # characters of the names of posts
_GROUP_END: Final = ";"
_SHORT_MEMBER: Final = 3  # characters of a list's member that may lack its head noun


def lend(
    passage: Passage,
    draft: Draft,
    left: Phrase,
    place: Place,
    drafts: list[Draft],
    earlier: tuple[Draft, ...],
    rules: GrammarRules,
) -> Draft:
    previous = drafts[-1] if drafts else None
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
    measure = left.item is not None and _names_measure(passage.view[left.item.start : left.item.end], rules)
    # 新建公路100公里、产业路161公里: a list shares its verb whatever it measures
    one_list = (
        previous is not None
        and previous.quantity.dimension == draft.quantity.dimension not in RATES
        and rules.classes.get(passage.view[draft.clause.start], 0) & PAUSE != 0
    )
    if draft.rules[-1] == "item.own" and previous is not None and previous.rules[-1] != "item.own":
        done = passage.view[previous.action.start : previous.action.end] if previous.action else ""
        if (
            rules.classes.get(done, 0) & ACHIEVES and rules.classes.get(passage.view[draft.clause.start], 0) & PAUSE
        ):  # 完成改炕2万个、改厕6万户
            draft = draft._replace(action=previous.action)
    lacks = draft.action is None and not left.has and not measure
    lacks = lacks and (draft.quantity.dimension == "count" or one_list)
    # 实施项目50个,各类总部超过30家: the bound is the verb of its clause
    lacks = lacks and not (place.opened and _opens_with_level(passage.view, draft.quantity.start, rules))
    if lacks and not draft.level and draft.change is None:
        source = previous or (earlier[-1] if draft.breakdown and earlier else None)
        # 增加饭店16家、民宿638家: a list is one change
        listed = source is previous and rules.classes.get(passage.view[draft.clause.start], 0) & PAUSE != 0
        alike = source is not None and (
            source.change is None or (listed and source.quantity.dimension == draft.quantity.dimension)
        )
        # 合作社769个,新增6个;农场472家: the verb of a clause without a name is not that of the next one's
        fresh = left.item is not None and place.opened and not draft.breakdown and "item.inherited" in (source or draft).rules
        # 31次|深入企业,42场座谈会: what was done behind a number is told of that one
        behind = (
            source is previous
            and source is not None
            and source.action is not None
            and not listed
            and source.quantity.end <= source.action.start
            and draft.clause.start == draft.quantity.start
        )
        fresh = fresh or behind
        if source is not None and source.action is not None and alike and not source.level and not fresh:
            draft = draft._replace(action=source.action, change=source.change, rules=(*draft.rules, "action.inherited"))
    return draft


def _names_measure(item: str, rules: GrammarRules) -> bool:
    """出口总额, but not 秘书长."""
    people = any(rules.classes.get(item[-length:], 0) & PERSON for length in _TITLES)
    return item[-1] in rules.measure_endings and not people


def _other_people(passage: Passage, draft: Draft, previous: Draft, rules: GrammarRules) -> bool:
    """惠及79个村、10万余人: those behind the pause are no villages; 21件34人 and 7人、5人 speak of the same."""
    apart = passage.view[previous.quantity.end : draft.quantity.start].strip() != ""
    # 接待团组二十批、六百多人: occasions are of people
    units = rules.whole_units | rules.occasions
    people = draft.quantity.unit in rules.whole_units and previous.quantity.unit not in units
    return apart and people and previous.quantity.dimension == "count"


def _opens_with_level(view: str, start: int, rules: GrammarRules) -> bool:
    return rules.classes.get(view[start : start + 2], 0) & LEVEL != 0


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
        alike = [d for d in pool if d.quantity.unit == draft.quantity.unit and not _is_kind(d, rules)]
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
        counted = [d.subject for d in candidates if d.quantity.unit in rules.paper_units]
        return counted[0] if counted and draft.action is not None else None
    if fallback is not None and not (left.base and candidates):  # 产量增长39%、占全国9成: the part is what is told
        return fallback
    if draft.quantity.dimension not in RATES and draft.action is not None and not (draft.level or draft.change):
        candidates = [d for d in candidates if d.quantity.dimension not in COUNTED]  # 12个县骗取1.2亿元: no 县
    if draft.quantity.dimension not in RATES:  # 收入3.5亿元,自然增幅2%,同口径完成3.67亿元
        candidates = [d for d in candidates if d.quantity.unit == draft.quantity.unit] or candidates
    return candidates[0].subject if candidates else None


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


def share_members(
    passage: Passage, chain: list[int], drafts: list[Draft], phrases: list[Phrase], rules: GrammarRules
) -> None:
    """A、B分别为x、y: the last value of the list settles it, each value gets its own subject."""
    head = phrases[chain[0]]
    if len(chain) < 2:
        return
    if not head.shared:
        _in_turn(passage, chain, drafts, head)
        return
    first = drafts[chain[0]]
    for index in chain[1:]:  # 分别比2006年增加81平方公里和11个百分点: both are changes
        if first.change is not None and drafts[index].change is None:
            drafts[index] = drafts[index]._replace(change=first.change, comparison=first.comparison)
    if head.item is None and head.fallback is not None:
        return  # 人均收入分别完成x、y: both speak of the clause's own subject
    if head.item is None:
        # 分别达x和y,分别增长a、b: the subjects of the values before, in their order
        names = [draft.subject for draft in drafts[: chain[0]][-len(chain) :]]
    elif len(head.members) == len(chain):
        names = [_member(passage, head, place, rules) for place in range(len(chain))]
    elif len(head.wide) == len(chain) and head.item.end <= head.wide[-1].end:
        names = [_wide_member(passage, head, member, rules) for member in head.wide]
    else:
        return
    for index, name in zip(chain, names, strict=False):
        if name is not None:
            rules_of = (drafts[index].rules[0], SHARED)
            drafts[index] = drafts[index]._replace(item=name, subject=name, rules=rules_of)


def _in_turn(passage: Passage, chain: list[int], drafts: list[Draft], head: Phrase) -> None:
    """收入达9564元,支出达3955元,增长12.2%和13.1%: as many rates as there are values before them in their group."""
    start = chain[0]
    if head.item is not None or head.fallback is not None or head.change is None or start < len(chain):
        return
    told = drafts[start - len(chain) : start]
    group = passage.view.rfind(_GROUP_END, told[0].sentence.start, drafts[start].quantity.start) + 1
    before_it = [draft for draft in drafts[:start] if draft.quantity.start >= group]
    rates = all(drafts[index].quantity.dimension in RATES for index in chain)
    values = all(d.subject is not None and d.change is None and d.quantity.dimension not in RATES for d in told)
    if not rates or not values or len(before_it) != len(told) or len({d.subject.view for d in told if d.subject}) < 2:
        return
    for index, draft in zip(chain, told, strict=True):
        rules_of = (drafts[index].rules[0], SHARED)
        drafts[index] = drafts[index]._replace(item=draft.subject, subject=draft.subject, rules=rules_of)


def _wide_member(passage: Passage, head: Phrase, member: Span, rules: GrammarRules) -> Name | None:
    """第二、第三产业比重分别回落: a member too short for a name takes the measure of the last."""
    short = len(member) <= _SHORT_MEMBER and passage.view[member.end - 1] not in rules.measure_endings
    measured = passage.view[head.wide[-1].end - 1] in rules.measure_endings
    return name_of(passage, head.measure if short and measured else member)


def _member(passage: Passage, head: Phrase, place: int, rules: GrammarRules) -> Name | None:
    """The subject at a place of the list; one that names no measure takes that of the last: 城镇、农村居民收入."""
    member, last = head.members[place], head.members[-1]
    measured = passage.view[last.end - 1] in rules.measure_endings
    whole = head.bodies[place] or passage.view[member.end - 1] in rules.measure_endings
    alone = len(member) > _SHORT_MEMBER or len(last) <= len(member)  # 出口、进口; but 村、镇干部
    if member is last or (measured and whole) or (not measured and alone):
        return name_of(passage, member)
    return name_of(passage, head.measure if measured else head.item)
