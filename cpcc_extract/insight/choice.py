"""Which of several claims fills a cell: the rule, in order, and the reason it gives to those that lose.

1. A level that is a fact: no change (增加27件) and no target (力争) stands in a panel.
2. The whole period before a piece of it: a year's figure before a month's.
3. The total before a part: not what 其中 opens, nor what the words before it narrow down (大会期间, 集体提案). A part
   of another indicator's total (其中集体提案30件) is the total of its own.
4. Exact before bounded: 190件 before 近200件.
5. The article's summary before detail: what stands before its first heading, or is called a sum (全年, 共, 累计).
6. Of what is left, the greatest, then the first: one of several details is at least that much. They are never added up,
   since they may overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cpcc_extract.lexicon.relations import RelationRules
from cpcc_extract.reading.fold import fold
from cpcc_extract.records import Claim

# Ids of reasons, whose words are in data/panel.toml.
CHANGE, TARGET, VALUELESS, OTHER_UNIT = "change", "target", "valueless", "other_unit"
ONLY, CHOSEN = "only", "chosen"
STEPS = ("piece", "part", "bounded", "detail", "smaller", "again")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that could fill a cell."""

    claim: Claim
    source: str
    order: int
    """Its place among all claims that were read."""
    whole_period: bool
    """True when it speaks of the whole of the row's period."""
    of_its_own: bool = False
    """True for a part of a total that has the same indicator."""


def unfit(claim: Claim) -> str | None:
    """Why a claim can fill no cell at all; None for one that can."""
    if claim.value is None:
        return VALUELESS
    if claim.change is not None:
        return CHANGE
    return TARGET if claim.status == "target" else None


def choose(candidates: Sequence[Candidate], rules: RelationRules) -> tuple[Candidate, list[tuple[Candidate, str]]]:
    """The claim that fills the cell, and every other with the first step of the rule at which it lost."""
    ranked = sorted(candidates, key=lambda one: _rank(one, rules))
    winner = ranked[0]
    return winner, [(loser, _reason(_rank(winner, rules), _rank(loser, rules))) for loser in ranked[1:]]


def _rank(one: Candidate, rules: RelationRules) -> tuple[bool, bool, bool, bool, Decimal, int]:
    claim = one.claim
    before = fold(claim.sentence[: max(0, claim.sentence.find(claim.text))])
    narrowed = rules.words["narrow"].search(before) is not None
    part = narrowed if claim.part_of is None else one.of_its_own
    summary = claim.section is None or rules.words["summary"].search(before) is not None
    bounded = claim.bound != "exact" or claim.value_max is not None
    return not one.whole_period, part, bounded, not summary, -(claim.value or Decimal(0)), one.order


def _reason(winner: tuple[object, ...], loser: tuple[object, ...]) -> str:
    return next(reason for reason, one, other in zip(STEPS, winner, loser, strict=True) if one != other)
