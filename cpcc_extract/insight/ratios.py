"""A rate or share against its part and whole, where the text leaves to the reader which whole is meant."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import Chain, Mark
from cpcc_extract.insight.intervals import total
from cpcc_extract.insight.verdict import Finding, middle, printed, rounded, same_kind, summed, verdict
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.lexicon.relations import Relation
from cpcc_extract.records import Claim, Verdict
from cpcc_extract.records import Relation as RelationName

_MOST = 12
"""Amounts before a part that may be its whole."""
_LOOKED_AT = 40
"""Claims before a part among which these are looked for."""
_BRACKETS = LazyPattern(r"\([^()]*\)")
_OWN_SHARE = LazyPattern(r"(?:\([^()]*\))?[^⟦⟧。;,、()]{0,8},?[^⟦⟧。;,、()]{0,8}⟦p")
_SISTERS = 2
"""Other shares of a sentence that prove what they are shares of."""


Whole = tuple[Claim, ...]
"""What a part is measured by: one amount, or the sum of two."""


class _Ratio(NamedTuple):
    """A part and its percentage, and the amounts that its whole can be."""

    part: Claim
    stated: Claim
    start: int
    """Where the part stands in the chain."""
    sentence: int
    """Where its sentence begins."""
    base: str
    """What a share is said to be of."""
    near: tuple[Mark, ...]
    """The amounts in the part's unit before it, the nearest first."""
    wholes: tuple[Whole, ...]
    """Each of them, then each two that stand side by side."""


def ratios(chain: Chain, relation: Relation, amounts: Amounts) -> Iterator[Finding]:
    """A part, a percentage, and a whole somewhere before them: 收到862件,立案672件,立案率78%.

    The whole is looked for among the amounts in the part's unit in this sentence and the one before it, and among the
    sums of two that stand side by side (大会提案950件,平时提案24件). One that agrees is the whole. Where none does,
    there is a conflict only if a single one can be, with none of its kind beside it; for a share it must stand in the
    same sentence, with 其中 behind it, and the share must have no other base (占全省的38%), or it is the only share of
    the sentence that does not agree, and two others do.
    """
    name: RelationName = "rate" if relation.kind == "rate" else "share"
    found = list(_found(chain, relation, name, amounts))
    if not found:
        return
    agreeing = [_agreeing(one, amounts) for one in found]
    proven = Counter((one.sentence, _ids(whole)) for one, whole in zip(found, agreeing, strict=True) if whole)
    misses = Counter(one.sentence for one, whole in zip(found, agreeing, strict=True) if whole is None)
    # Where several shares are off, they are shares of something else.
    proven = Counter({key: count for key, count in proven.items() if misses[key[0]] == 1})
    for one, whole in zip(found, agreeing, strict=True):
        if whole is not None:
            yield _finding(name, whole, one.part, one.stated, "agrees", relation.id)
        elif relation.otherwise == "conflicts" and (likely := _likely(chain, one, name, proven, amounts)) is not None:
            verdict = _verdict(likely, one.part, one.stated, amounts)
            yield _finding(name, likely, one.part, one.stated, verdict, relation.id)


def _found(chain: Chain, relation: Relation, name: RelationName, amounts: Amounts) -> Iterator[_Ratio]:
    for match in relation.pattern.finditer(chain.text):
        shares = chain.claims_in(match[name])
        for part, stated in zip(_parts(chain, match, len(shares), amounts), shares, strict=False):
            claim = chain.claims[part.number]
            if stated.change or claim.change or "target" in (stated.status, claim.status) or claim.value is None:
                continue
            sentence = chain.sentence_start(match.start())
            before = chain.sentence_start(sentence - 1) if sentence else 0
            base = match.groupdict().get("base") or ""
            near = _near(chain, before, part.start, claim)
            wholes = (*((chain.claims[mark.number],) for mark in near), *_pairs(chain, near))
            yield _Ratio(claim, stated, part.start, sentence, base, near, wholes)


def _parts(chain: Chain, match: re.Match[str], count: int, amounts: Amounts) -> tuple[Mark, ...]:
    """The marks of the parts: the one that the pattern names, or as many as there are shares, right before them."""
    if "part" in match.groupdict():
        return chain.between(match.start("part"), match.end("part"))
    near = chain.back(match.start(), chain.sentence_start(match.start()), count + 1)[::-1]
    parts = near[-count:]
    units = {chain.claims[mark.number].unit for mark in parts}
    opened = amounts.rules.words["of_which"].search(chain.text, chain.sentence_start(match.start()), parts[0].start)
    if len(near) <= count or len(units) > 1 or opened is None or any(mark.kind != "n" for mark in parts):
        return ()
    return parts


def _agreeing(one: _Ratio, amounts: Amounts) -> Whole | None:
    return next((whole for whole in one.wholes if _verdict(whole, one.part, one.stated, amounts) == "agrees"), None)


def _likely(
    chain: Chain, one: _Ratio, name: RelationName, proven: Counter[tuple[int, tuple[str, ...]]], amounts: Amounts
) -> Whole | None:
    """What must be the whole although it does not agree; None where that is not certain."""
    if name == "share":
        sister = next((whole for whole in one.wholes if proven[one.sentence, _ids(whole)] >= _SISTERS), None)
        if sister is not None:
            return sister if _bare(one.base, sister[0], amounts) else None
    first = one.sentence if name == "share" else 0
    likely = [mark for mark in one.near if mark.start >= first and _may_hold(chain.claims[mark.number], one.part)]
    if len(likely) != 1 or _has_company(chain, likely[0], one.near) or _shared(chain, likely[0]):
        return None
    whole = chain.claims[likely[0].number]
    between = _BRACKETS.sub("", chain.text[likely[0].end : one.start])
    return (whole,) if name == "rate" or _surely(whole, between, one.base, amounts) else None


def _shared(chain: Chain, mark: Mark) -> bool:
    """True for an amount that is a share itself: 大学以上475人(其中全日制133人),占81.3%."""
    return _OWN_SHARE.match(chain.text, mark.end) is not None


def _has_company(chain: Chain, mark: Mark, near: tuple[Mark, ...]) -> bool:
    """True when another amount of its kind stands in its sentence, so that both may be the whole."""
    whole = chain.claims[mark.number]
    others = [chain.claims[other.number] for other in near if other != mark and _together(chain, mark, other)]
    return any(other.part_of is None and same_kind(whole, other) for other in others)


def _together(chain: Chain, one: Mark, other: Mark) -> bool:
    return chain.sentence_start(one.start) == chain.sentence_start(other.start)


def _ids(whole: Whole) -> tuple[str, ...]:
    return tuple(claim.id for claim in whole)


def _may_hold(whole: Claim, part: Claim) -> bool:
    """True for an amount that is no part itself, is not below the part, and counts the same kind of thing."""
    return whole.part_of is None and middle(whole) >= middle(part) and same_kind(whole, part)


def _surely(whole: Claim, between: str, base: str, amounts: Amounts) -> bool:
    """True when 其中 opens the part, and the share is not said to be of something else (`base`)."""
    return amounts.rules.words["of_which"].search(between) is not None and _bare(base, whole, amounts)


def _bare(base: str, whole: Claim, amounts: Amounts) -> bool:
    """True for a share that is said to be of nothing but the whole."""
    named = base.replace(whole.item, "") if whole.item else base
    return amounts.rules.words["bare_base"].search(named) is not None


def _near(chain: Chain, start: int, end: int, part: Claim) -> tuple[Mark, ...]:
    """The amounts in the part's unit, the nearest first."""
    levels = []
    for mark in chain.back(end, start, _LOOKED_AT):
        claim = chain.claims[mark.number]
        if mark.kind == "n" and claim.unit == part.unit and claim.change is None and claim.value is not None:
            levels.append(mark)
    return tuple(levels[:_MOST])


def _pairs(chain: Chain, near: tuple[Mark, ...]) -> Iterator[Whole]:
    """Two that stand side by side in one sentence, with no third amount between them."""
    for later, earlier in pairwise(near):
        pair = chain.claims[earlier.number], chain.claims[later.number]
        apart = any(mark.kind == "n" for mark in chain.between(earlier.end, later.start))
        whole = all(claim.part_of is None for claim in pair) and same_kind(*pair)
        if whole and not apart and _together(chain, earlier, later):
            yield pair


def _verdict(whole: Whole, part: Claim, stated: Claim, amounts: Amounts) -> Verdict:
    above, below = amounts.of(part), [amounts.of(claim) for claim in whole]
    near, far = total([one.near for one in below]), total([one.far for one in below])
    follows = (above.near / near).scaled(100), (above.far / far).scaled(100)
    return verdict(follows, amounts.of(stated), exact=above.exact and all(one.exact for one in below))


def _finding(name: RelationName, whole: Whole, part: Claim, stated: Claim, found: Verdict, rule: str) -> Finding:
    all_of_it = sum(map(middle, whole), start=Fraction(0))
    quotient = f"{rounded(100 * middle(part) / all_of_it)} %" if all_of_it else "?"
    divisor = printed(whole[0]) if len(whole) == 1 else f"({summed(whole)})"
    statement = f"{printed(part)} ÷ {divisor} = {quotient}; stated {printed(stated)}"
    roles = (*(("whole", claim) for claim in whole), ("part", part), (name, stated))
    return Finding(name, found, statement, roles, rule)
