"""A rate or share against its part and whole, where the text leaves to the reader which whole is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import Chain, Mark
from cpcc_extract.insight.verdict import Finding, middle, printed, rounded, same_kind, verdict
from cpcc_extract.lexicon.relations import Relation
from cpcc_extract.records import Claim, Verdict
from cpcc_extract.records import Relation as RelationName

_MOST = 12
"""Amounts before a part that may be its whole."""
_LOOKED_AT = 40
"""Claims before a part among which these are looked for."""
_SISTERS = 2
"""Other shares of a sentence that prove what they are shares of."""


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A part and its percentage, and the amounts that its whole can be."""

    part: Claim
    stated: Claim
    start: int
    """Where the part stands in the chain."""
    sentence: int
    """Where its sentence begins."""
    base: str
    """What a share is said to be of."""
    wholes: tuple[Mark, ...]
    """The nearest first."""


def ratios(chain: Chain, relation: Relation, amounts: Amounts) -> Iterator[Finding]:
    """A part, a percentage, and a whole somewhere before them: 收到862件,立案672件,立案率78%.

    The whole is looked for among the amounts in the part's unit in this sentence and the one before it. One that agrees
    is the whole. Where none does, there is a conflict only if a single one can be; for a share it must stand in the
    same sentence, with 其中 behind it, and the share must have no other base (占全省的38%), or two other shares of the
    sentence must be shares of it.
    """
    name: RelationName = "rate" if relation.kind == "rate" else "share"
    found = list(_found(chain, relation, name, amounts))
    agreeing = [_agreeing(chain, one, amounts) for one in found]
    proven = Counter((one.sentence, whole.id) for one, whole in zip(found, agreeing, strict=True) if whole)
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
            claim = chain.claims[part.index]
            if stated.change or claim.change or "target" in (stated.status, claim.status) or claim.value is None:
                continue
            sentence = chain.sentence_start(match.start())
            before = chain.sentence_start(sentence - 1) if sentence else 0
            base = match.groupdict().get("base") or ""
            wholes = _wholes(chain, before, part.start, claim)
            yield _Ratio(claim, stated, part.start, sentence, base, wholes)


def _parts(chain: Chain, match: re.Match[str], count: int, amounts: Amounts) -> tuple[Mark, ...]:
    """The marks of the parts: the one that the pattern names, or as many as there are shares, right before them."""
    if "part" in match.groupdict():
        return chain.between(match.start("part"), match.end("part"))
    near = chain.back(match.start(), chain.sentence_start(match.start()), count + 1)[::-1]
    parts = near[-count:]
    units = {chain.claims[mark.index].unit for mark in parts}
    opened = amounts.rules.words["of_which"].search(chain.text, chain.sentence_start(match.start()), parts[0].start)
    if len(near) <= count or len(units) > 1 or opened is None or any(mark.kind != "n" for mark in parts):
        return ()
    return parts


def _agreeing(chain: Chain, one: _Ratio, amounts: Amounts) -> Claim | None:
    wholes = (chain.claims[mark.index] for mark in one.wholes)
    return next((whole for whole in wholes if _verdict(whole, one.part, one.stated, amounts) == "agrees"), None)


def _likely(
    chain: Chain, one: _Ratio, name: RelationName, proven: Counter[tuple[int, str]], amounts: Amounts
) -> Claim | None:
    """The amount that must be the whole although it does not agree; None where that is not certain."""
    wholes = [chain.claims[mark.index] for mark in one.wholes]
    if name == "share":
        sister = next((whole for whole in wholes if proven[one.sentence, whole.id] >= _SISTERS), None)
        if sister is not None:
            return sister if _bare(one.base, sister, amounts) else None
    first = one.sentence if name == "share" else 0
    likely = [mark for mark in one.wholes if mark.start >= first and _may_hold(chain.claims[mark.index], one.part)]
    if len(likely) != 1:
        return None
    whole = chain.claims[likely[0].index]
    between = chain.text[likely[0].end : one.start]
    return whole if name == "rate" or _surely(whole, between, one.base, amounts) else None


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


def _wholes(chain: Chain, start: int, end: int, part: Claim) -> tuple[Mark, ...]:
    """The amounts in the part's unit, the nearest first."""
    levels = []
    for mark in chain.back(end, start, _LOOKED_AT):
        claim = chain.claims[mark.index]
        if mark.kind == "n" and claim.unit == part.unit and claim.change is None and claim.value is not None:
            levels.append(mark)
    return tuple(levels[:_MOST])


def _verdict(whole: Claim, part: Claim, stated: Claim, amounts: Amounts) -> Verdict:
    above, below = amounts.of(part), amounts.of(whole)
    follows = (above.near / below.near).scaled(100), (above.far / below.far).scaled(100)
    return verdict(follows, amounts.of(stated), exact=above.exact and below.exact)


def _finding(name: RelationName, whole: Claim, part: Claim, stated: Claim, found: Verdict, rule: str) -> Finding:
    quotient = f"{rounded(100 * middle(part) / middle(whole))} %" if middle(whole) else "?"
    statement = f"{printed(part)} ÷ {printed(whole)} = {quotient}; stated {printed(stated)}"
    return Finding(name, found, statement, (("whole", whole), ("part", part), (name, stated)), rule)
