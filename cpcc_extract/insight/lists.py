"""Relations with as many members as the text lists: a whole and its parts, shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import Chain, Mark
from cpcc_extract.insight.closure import ends_in_rest, enumerates, partition
from cpcc_extract.insight.intervals import exactly, total
from cpcc_extract.insight.verdict import Finding, middle, printed, rounded, same_kind, scaled_like, summed, verdict
from cpcc_extract.lexicon.patterns import LazyPattern, Pattern
from cpcc_extract.lexicon.relations import Relation
from cpcc_extract.records import Claim, Verdict

_WHOLE = exactly(100)
_FAR = 90
"""Characters between a whole and the word that opens its breakdown."""
_NEAR = 40
"""Characters between that word and the first part."""
_MOST = 16
"""Members of a list that are looked at."""
_COUNTED = LazyPattern(r"[^⟦⟧,;。、()]{1,4}⟦n")


def breakdowns(chain: Chain, relation: Relation, amounts: Amounts) -> Iterator[Finding]:
    """A whole, then its parts: 召开会议11次,其中常委会会议4次,主席会议7次.

    The parts are the amounts in the whole's unit up to the end of the sentence. Some of them may belong elsewhere, and
    the list may leave parts out; so the longest run from the first on that adds up proves the whole. Against it speak
    only a part above the whole, and a list that does not add up although it leaves nothing out: it ends in 其他, 分别为
    opens it, or its members make up a whole (出口 and 进口).
    """
    for match in relation.pattern.finditer(chain.text):
        end = min(
            chain.sentence_end(match.end()),
            _next(relation.pattern, chain.text, match.end()),
            chain.bracket_end(match.start()),
        )
        levels = (mark for mark in chain.between(match.end(), end) if _level(chain, mark))
        listed = [mark for mark in levels if not _names_size(chain, mark)][:_MOST]
        wholes = _wholes(chain, match.start(), chain.claims[listed[0].number]) if listed else ()
        if not wholes or listed[0].start - match.end() > _NEAR:
            continue
        named = max(chain.clause_start(wholes[-1].start), wholes[-1].start - _NEAR)
        if relation.unless and relation.unless.search(chain.text, named, wholes[-1].start):
            continue
        whole = chain.claims[wholes[-1].number]
        parts = [mark for mark in listed if chain.claims[mark.number].unit == whole.unit]
        certain = len(wholes) == 1
        yield from _tested(chain, relation, whole, parts, certain, amounts)


def _tested(
    chain: Chain, relation: Relation, whole: Claim, parts: Sequence[Mark], certain: bool, amounts: Amounts
) -> Iterator[Finding]:
    claims = [chain.claims[mark.number] for mark in parts]
    verdicts = _sums(whole, claims, amounts)
    every = len(claims)
    closed = certain and every > 1 and _closed(chain, relation, parts, amounts)
    for count in range(every, 1, -1):
        found = verdicts[count - 1]
        likely = found == "possible" and all(same_kind(whole, part) for part in claims)
        if found == "agrees" or (count == every and (closed or likely)):
            yield _sum(whole, claims[:count], found, relation.id)
            return
    if not certain:
        return
    if every > 1 and partition(chain, parts, amounts) and _above(whole, claims, amounts):
        yield _sum(whole, claims, "conflicts", relation.id)
        return
    for part in _enumerated(chain, parts, amounts):
        if same_kind(whole, part):
            yield within(whole, part, relation.id, amounts)


def _closed(chain: Chain, relation: Relation, parts: Sequence[Mark], amounts: Amounts) -> bool:
    """True for a list that leaves nothing out."""
    if relation.closed and enumerates(chain, parts, amounts):
        return True
    return _all_of(chain, parts, amounts) or ends_in_rest(chain, parts, amounts)


def _all_of(chain: Chain, parts: Sequence[Mark], amounts: Amounts) -> bool:
    """True for all the members of a partition."""
    found = partition(chain, parts, amounts)
    return found is not None and not found.open and len(found.members) == len(parts)


def _above(whole: Claim, parts: Sequence[Claim], amounts: Amounts) -> bool:
    """True when the parts are surely more than the whole."""
    return total([amounts.of(part).far for part in parts]).wholly_above(amounts.of(whole).far)


def _enumerated(chain: Chain, parts: Sequence[Mark], amounts: Amounts) -> Iterator[Claim]:
    """The first part and those that 、 or 和 joins to it; behind a comma something else may begin."""
    yield chain.claims[parts[0].number]
    for one, following in pairwise(parts):
        if not amounts.rules.words["joined"].fullmatch(chain.text[one.end : following.start]):
            return
        yield chain.claims[following.number]


def _wholes(chain: Chain, opener: int, part: Claim) -> list[Mark]:
    """The amounts that may be the whole, in the clauses before the word that opens the breakdown; the last is meant."""
    at = opener - 1 if chain.text[opener - 1 : opener] == "。" else opener
    near = chain.between(max(chain.sentence_start(at), opener - _FAR), opener)
    return [mark for mark in near if _level(chain, mark) and chain.claims[mark.number].unit == part.unit]


def _level(chain: Chain, mark: Mark) -> bool:
    claim = chain.claims[mark.number]
    return mark.kind == "n" and claim.change is None and claim.status == "actual" and claim.value is not None


def _names_size(chain: Chain, mark: Mark) -> bool:
    """True for 超亿元 in 超亿元项目4个, which says what is counted."""
    return chain.claims[mark.number].bound != "exact" and _COUNTED.match(chain.text, mark.end) is not None


def _next(pattern: Pattern, text: str, start: int) -> int:
    following = pattern.search(text, start)
    return following.start() if following else len(text)


def totals(chain: Chain, relation: Relation, amounts: Amounts) -> Iterator[Finding]:
    """Parts, then their total: 一次会议163件,二次会议188件,两次会议合计351件.

    How far back the parts reach is told by nothing but the sum, so only agreement is; unless the words count them
    (两次会议合计), and as many stand before them.
    """
    for match in relation.pattern.finditer(chain.text):
        (whole,) = chain.claims_in(match["total"])
        before = chain.back(match.start(), chain.sentence_start(match.start()), 2 * _MOST)
        levels = [chain.claims[mark.number] for mark in before if _level(chain, mark)]
        parts = [claim for claim in levels if claim.unit == whole.unit][:_MOST]
        verdicts = _sums(whole, parts, amounts)
        if "agrees" in verdicts[1:]:
            count = verdicts.index("agrees", 1) + 1
            yield _sum(whole, parts[:count][::-1], "agrees", relation.id)
        elif len(parts) > 1 and _counted(chain, match, amounts) == len(parts) == len(levels):
            yield _sum(whole, parts[::-1], verdicts[-1], relation.id)


def _counted(chain: Chain, match: re.Match[str], amounts: Amounts) -> int | None:
    """How many parts the words before a total speak of: 两次会议合计, 三年合计."""
    groups = match.groupdict()
    if groups.get("number"):
        (number,) = chain.claims_in(groups["number"])
        return int(number.value) if number.value is not None else None
    return amounts.rules.numbers[groups["many"]] if groups.get("many") else None


def shares(chain: Chain, relation: Relation, amounts: Amounts) -> Iterator[Finding]:
    """Shares of one whole in one sentence that add up to 100 %, or that ought to because the last one is the rest."""
    start = 0
    while start < len(chain.text):
        end = chain.sentence_end(start)
        listed = _shares_in(chain, start, end, relation)
        start = end + 1
        closed = len(listed) > 1 and _every_share(chain, listed, amounts)
        for run in _runs(listed):
            parts = [chain.claims[mark.number] for mark in run]
            found = _hundred(parts, amounts)
            if found == "agrees" or (closed and len(run) == len(listed)):
                statement = f"{summed(parts)} = {rounded(_added(parts))} %; a whole is 100 %"
                yield Finding("shares", found, statement, tuple(("share", part) for part in parts), relation.id)
                break


def _every_share(chain: Chain, listed: Sequence[Mark], amounts: Amounts) -> bool:
    """True for shares of which none is missing."""
    return _all_of(chain, listed, amounts) or (len(listed) > 2 and ends_in_rest(chain, listed, amounts))


def _shares_in(chain: Chain, start: int, end: int, relation: Relation) -> list[Mark]:
    listed: list[Mark] = []
    at = start
    for mark in chain.between(start, end):
        claim = chain.claims[mark.number]
        before = chain.text[at : mark.start]
        goes_on = bool(listed) and listed[-1].end == at and len(before) == 1
        if mark.kind == "p" and claim.change is None and (goes_on or relation.pattern.search(before)):
            listed.append(mark)
        at = mark.end
    return listed[:_MOST]


def _runs(listed: Sequence[Mark]) -> Iterator[Sequence[Mark]]:
    """All of them, then every run of three or more: two shares too easily add up to 100 by chance."""
    if len(listed) > 1:
        yield listed
    for length in range(len(listed) - 1, 2, -1):
        for first in range(len(listed) - length + 1):
            yield listed[first : first + length]


def _hundred(parts: Sequence[Claim], amounts: Amounts) -> Verdict:
    several = [amounts.of(part) for part in parts]
    if all(one.exact for one in several) and total([one.near for one in several]).overlaps(_WHOLE):
        return "agrees"
    return "possible" if total([one.far for one in several]).overlaps(_WHOLE) else "conflicts"


def _added(parts: Sequence[Claim]) -> Fraction:
    return sum(map(middle, parts), start=Fraction(0))


def _sums(whole: Claim, parts: Sequence[Claim], amounts: Amounts) -> list[Verdict]:
    """The verdict on the whole against the first part, the first two parts, and so on."""
    near = far = exactly(0)
    exact = True
    found: list[Verdict] = []
    for part in parts:
        of_part = amounts.of(part)
        near, far, exact = near + of_part.near, far + of_part.far, exact and of_part.exact
        found.append(verdict((near, far), amounts.of(whole), exact=exact))
    return found


def _sum(whole: Claim, parts: Sequence[Claim], found: Verdict, rule: str) -> Finding:
    statement = f"{summed(parts)} = {scaled_like(_added(parts), whole)}; stated {printed(whole)}"
    return Finding("total", found, statement, (("whole", whole), *(("part", part) for part in parts)), rule)


def within(whole: Claim, part: Claim, rule: str, amounts: Amounts) -> Finding:
    """A part is never above its whole."""
    inner, outer = amounts.of(part), amounts.of(whole)
    inside, around = inner.near.high, outer.near
    found: Verdict = "possible"
    if inside is None and around.high is None:
        found = "cannot tell"
    elif inside is not None and around.low is not None and inside <= around.low:
        found = "agrees"
    elif inner.far.wholly_above(outer.far):
        found = "conflicts"
    return Finding("part", found, f"{printed(part)} of {printed(whole)}", (("whole", whole), ("part", part)), rule)
