"""Whether a list of parts leaves nothing out: only then can its sum contradict the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import Chain, Mark, last_piece
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.lexicon.relations import Partition

_AMOUNT_OF_SHARE = LazyPattern(r"⟦n[0-9]+⟧,?")
# In a list with numbers that are no claims, or lists inside it, no one can say that nothing is missing.
_UNCLEAR = LazyPattern(r"[0-9(](?![0-9]*⟧)")
_STOPS = ",;、:(。"
_BEHIND = 3
"""Characters behind a list that may say that it goes on."""


def ends_in_rest(chain: Chain, members: Sequence[Mark], amounts: Amounts) -> bool:
    """True for a list whose last member is what all others leave (其他类36件), and that has nothing else in it.

    Not where 其他 only names someone on the way there: 其他亲属收受145万元、8万美元.
    """
    name = chain.text[members[-2].end : members[-1].start]
    if members[0].kind == "p":
        # 其他类36件,占7.2%: each share has its amount before it
        name = _AMOUNT_OF_SHARE.sub("", name)
    return _bare(chain, members) and amounts.rules.words["remainder"].search(name) is not None


def enumerates(chain: Chain, members: Sequence[Mark], amounts: Amounts) -> bool:
    """True for a list that words open which leave nothing out (分别为), as long as nothing else is in it and no 等 ends
    it."""
    behind = chain.text[members[-1].end : members[-1].end + _BEHIND]
    return _bare(chain, members) and amounts.rules.words["and_so_on"].search(behind) is None


def partition(chain: Chain, members: Sequence[Mark], amounts: Amounts) -> Partition | None:
    """The partition that the members' names belong to, each to another part of it; None where there is none.

    出口26亿元,增长3%;进口18亿元: together they are all of the trade.
    """
    names = [_name(chain, mark, amounts) for mark in members]
    negated = [amounts.rules.words["negation"].sub("", name) for name in names]
    if len(names) == 2 and names[0] and len(set(negated)) == 1 and len(set(names)) == 2:
        return Partition((re.compile(re.escape(names[0])), re.compile(re.escape(names[1]))), open=False)
    dimension = chain.claims[members[0].number].dimension
    for one in amounts.rules.partitions:
        if one.dimension and one.dimension != dimension:
            continue
        found = [next((at for at, part in enumerate(one.members) if part.fullmatch(name)), None) for name in names]
        if None not in found and len(set(found)) == len(found):
            return one
    return None


def _name(chain: Chain, mark: Mark, amounts: Amounts) -> str:
    """What stands right before a member, without the words that say nothing of it."""
    others = chain.back(mark.start, 0, 1)
    before = chain.text[others[0].end if others else 0 : mark.start]
    name = amounts.rules.words["light"].sub("", last_piece(before, _STOPS))
    if mark.kind != "p":
        return name
    name = amounts.rules.words["share_of"].sub("", name)
    # 集体提案471件,占9.4%: the share has the name of its amount
    return _name(chain, others[0], amounts) if not name and others and others[0].kind == "n" else name


def _bare(chain: Chain, members: Sequence[Mark]) -> bool:
    """True when no other amount and no other number stands between the members of a list."""
    own = {mark.number for mark in members}
    strangers = [mark for mark in chain.between(members[0].end, members[-1].start) if mark.number not in own]
    if members[0].kind == "p":
        strangers = [mark for mark in strangers if mark.kind != "n"]
    return not strangers and not _UNCLEAR.search(chain.text[members[0].end : members[-1].start])
