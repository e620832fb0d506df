"""What is counted where a clause leaves it out: another one lends the name."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.carrying import lend_verb
from cpcc_extract.claims.counting import RATES
from cpcc_extract.claims.draft import Draft, Name, name_of
from cpcc_extract.claims.lender import lender_of
from cpcc_extract.claims.phrase import Phrase
from cpcc_extract.claims.place import Place
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ATTENDS,
    DECLINE,
    FACET,
    GROUPING,
    GROWTH,
    HANDLES,
    NAMES_OBJECT,
    PAUSE,
    PREFIX,
    QUALITY,
    RELATIVE,
    TURNS_INTO,
)
from cpcc_extract.structure.layout import Passage

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
            action=draft.action or (None if _is_level_behind_rate(draft, previous) else previous.action),
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
    if draft.item is not None and previous is not None and _only_sums(draft, previous, rules):
        draft = draft._replace(item=previous.subject, subject=previous.subject)
    if draft.item is None and _attends(passage, draft, rules):
        came_to = previous.item if previous and previous.quantity.unit in rules.occasions else None
        draft = draft._replace(
            item=named or came_to, subject=named or came_to, rules=(draft.rules[0], "item.inherited")
        )
    if draft.item is None and previous is not None and _turns_into(passage, draft, previous, rules):
        # 860件建议合并归类为91项: counted anew
        draft = draft._replace(item=previous.item, subject=previous.subject, rules=(draft.rules[0], "item.inherited"))
    if draft.item is None and not own and (draft.quantity.dimension != "duration" or goes_on):
        lender = lender_of(passage, draft, left, name_of(passage, left.fallback), drafts, earlier, rules)
        if lender is not None and draft.action is not None and draft.quantity.dimension == "count":
            lender = _without_facet(lender, rules)
        if lender is not None:
            lender = _at_own_level(passage, draft, lender, rules)
            draft = draft._replace(item=lender, subject=lender, rules=(draft.rules[0], "item.inherited"))
    draft = _named_by_itself(passage, draft, rules)
    return lend_verb(passage, draft, left, place, drafts, earlier, rules)


def _named_by_itself(passage: Passage, draft: Draft, rules: GrammarRules) -> Draft:
    """收案3902件: where nothing before names what was done to, the word itself does."""
    action = draft.action
    if draft.item is not None or action is None or draft.quantity.dimension != "count":
        return draft
    if not rules.classes.get(passage.view[action.start : action.end], 0) & NAMES_OBJECT:
        return draft
    own = name_of(passage, action)
    return draft._replace(item=own, subject=own, rules=(draft.rules[0], "item.own"))


def _is_level_behind_rate(draft: Draft, previous: Draft) -> bool:
    """增长5.2%、约4.4万亿元: the value behind a growth rate did not grow by so much."""
    rate = previous.quantity.dimension in RATES and draft.quantity.dimension not in RATES
    return rate and previous.change is not None


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


def _only_sums(draft: Draft, previous: Draft, rules: GrammarRules) -> bool:
    """新增企业24家,|总数|达到159家: of what was counted right before, the whole; 收入19437元,|增幅|7.5%: its growth."""
    grown = draft.item is not None and rules.classes.get(draft.item.view, 0) & (GROWTH | DECLINE) != 0
    if grown and previous.quantity.dimension not in RATES and previous.subject is not None:
        return True
    summed = draft.item is not None and rules.classes.get(draft.item.view, 0) & FACET != 0
    return summed and previous.quantity.unit == draft.quantity.unit and previous.subject is not None


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
