"""Lists of values and what each of them is of: A、B分别为x、y, and growth told in the order of the values before it."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.counting import RATES
from cpcc_extract.claims.draft import Draft, Name, name_of
from cpcc_extract.claims.phrase import Phrase
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage

SHARED: Final = "item.shared"
"""The rule that gave a value of a list its own subject."""
_GROUP_END: Final = ";"
_WORD: Final = 2  # characters of the word that a member ends in
_SHORT_MEMBER: Final = 3  # characters of a list's member that may lack its head noun


def share_members(
    passage: Passage, chain: list[int], drafts: list[Draft], phrases: list[Phrase], rules: GrammarRules
) -> None:
    """A、B分别为x、y: the last value of the list settles it, each value gets its own subject."""
    head = phrases[chain[0]]
    if len(chain) < 2:
        return
    if not head.shared and (head.change is None or len(head.members) != len(chain)):
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
        names = _told_before(drafts[: chain[0]], len(chain))
    elif len(head.members) == len(chain):
        names = [_member(passage, head, place, rules) for place in range(len(chain))]
    elif (wide := _as_many(head, len(chain))) is not None:
        names = [_wide_member(passage, head, member, rules) for member in wide]
    else:
        return
    for index, name in zip(chain, names, strict=False):
        if name is not None:
            rules_of = (drafts[index].rules[0], SHARED)
            drafts[index] = drafts[index]._replace(item=name, subject=name, rules=rules_of)


def _as_many(head: Phrase, count: int) -> tuple[Span, ...] | None:
    """The members before 分别 where there are `count`, parted by any word of lists or else by 、 alone."""
    before_it = (members for members in (head.wide, head.paused) if len(members) == count)
    return next((m for m in before_it if head.item is not None and head.item.end <= m[-1].end), None)


def _told_before(drafts: list[Draft], count: int) -> list[Name | None]:
    """The subjects of the last `count` values: 总产值142亿元;零售额53亿元,增长15%,分别是2002年的2.8倍、3.6倍."""
    levels = [draft.subject for draft in drafts if draft.change is None][-count:]
    apart = len({name.view for name in levels if name}) == count
    return levels if apart else [draft.subject for draft in drafts[-count:]]


def _in_turn(passage: Passage, chain: list[int], drafts: list[Draft], head: Phrase) -> None:
    """收入达9564元,支出达3955元,增长12.2%和13.1%: as many changes as there are values before them in their group."""
    start = chain[0]
    if head.item is not None or head.fallback is not None or head.change is None or start < len(chain):
        return
    told = drafts[start - len(chain) : start]
    group = passage.view.rfind(_GROUP_END, told[0].sentence.start, drafts[start].quantity.start) + 1
    before_it = [draft for draft in drafts[:start] if draft.quantity.start >= group]
    kinds = RATES | {told[0].quantity.dimension}  # 存款939亿元、贷款623亿元,比上年增加528亿元和306亿元
    rates = all(drafts[index].quantity.dimension in kinds for index in chain)
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
    alike = abs(len(last) - len(member)) <= 1  # 收案、结案数; but 城镇、农村居民收入
    if measured and len(head.measure or last) == 1 < len(member):  # 警情、损失|数
        return name_of(passage, member)
    if measured and alike and rules.classes.get(passage.view[member.end - _WORD : member.end], 0):  # not 存、贷款余额
        return name_of(passage, member)
    return name_of(passage, head.measure if measured else head.item)
