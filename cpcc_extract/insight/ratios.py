"""A rate or share against its part and whole, where the text leaves to the reader which whole is meant."""

from __future__ import annotations

from collections.abc import Iterator

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
_HEAD = len("⟦n")
"""What stands before a claim's number in its mark."""


def ratios(chain: Chain, relation: Relation, amounts: Amounts) -> Iterator[Finding]:
    """A part, a percentage, and a whole somewhere before them: 收到862件,立案672件,立案率78%.

    The whole is looked for among the amounts in the part's unit in this sentence and the one before it. One that agrees
    is the whole. Where none does, there is a conflict only if a single one can be; for a share it must stand in the
    same sentence, with 其中 behind it, and the share must have no other base (占全省的38%).
    """
    name: RelationName = "rate" if relation.kind == "rate" else "share"
    for match in relation.pattern.finditer(chain.text):
        part, stated = chain.claims[int(match["part"])], chain.claims[int(match[name])]
        if stated.change or part.change or "target" in (stated.status, part.status) or part.value is None:
            continue
        start = chain.sentence_start(match.start())
        nearby = _wholes(chain, chain.sentence_start(start - 1) if start else 0, match.start("part") - _HEAD, part)
        wholes = [chain.claims[mark.index] for mark in nearby]
        agreeing = next((one for one in wholes if _verdict(one, part, stated, amounts) == "agrees"), None)
        if agreeing is not None:
            yield _finding(name, agreeing, part, stated, "agrees", relation.id)
            continue
        first = start if name == "share" else 0
        likely = [mark for mark in nearby if mark.start >= first and _may_hold(chain.claims[mark.index], part)]
        if relation.otherwise == "conflicts" and len(likely) == 1:
            whole = chain.claims[likely[0].index]
            between = chain.text[likely[0].end : match.start("part")]
            if name == "rate" or _surely(whole, between, match["base"], amounts):
                found = _verdict(whole, part, stated, amounts)
                yield _finding(name, whole, part, stated, found, relation.id)


def _may_hold(whole: Claim, part: Claim) -> bool:
    """True for an amount that is no part itself, is not below the part, and counts the same kind of thing."""
    return whole.part_of is None and middle(whole) >= middle(part) and same_kind(whole, part)


def _surely(whole: Claim, between: str, base: str, amounts: Amounts) -> bool:
    """True when 其中 opens the part, and the share is not said to be of something else (`base`)."""
    named = base.replace(whole.item, "") if whole.item else base
    words = amounts.rules.words
    return words["of_which"].search(between) is not None and words["bare_base"].search(named) is not None


def _wholes(chain: Chain, start: int, end: int, part: Claim) -> list[Mark]:
    """The amounts in the part's unit, the nearest first."""
    levels = []
    for mark in chain.back(end, start, _LOOKED_AT):
        claim = chain.claims[mark.index]
        if mark.kind == "n" and claim.unit == part.unit and claim.change is None and claim.value is not None:
            levels.append(mark)
    return levels[:_MOST]


def _verdict(whole: Claim, part: Claim, stated: Claim, amounts: Amounts) -> Verdict:
    above, below = amounts.of(part), amounts.of(whole)
    follows = (above.near / below.near).scaled(100), (above.far / below.far).scaled(100)
    return verdict(follows, amounts.of(stated), exact=above.exact and below.exact)


def _finding(name: RelationName, whole: Claim, part: Claim, stated: Claim, found: Verdict, rule: str) -> Finding:
    quotient = f"{rounded(100 * middle(part) / middle(whole))} %" if middle(whole) else "?"
    statement = f"{printed(part)} ÷ {printed(whole)} = {quotient}; stated {printed(stated)}"
    return Finding(name, found, statement, (("whole", whole), ("part", part), (name, stated)), rule)
