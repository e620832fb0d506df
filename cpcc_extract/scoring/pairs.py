"""Which extracted claim answers which annotated one, and which answer none."""

from __future__ import annotations

from collections.abc import Sequence

from cpcc_extract.records import Claim
from cpcc_extract.scoring.gold import Gold, GoldClaim, numerals
from cpcc_extract.spans import Span

Pair = tuple[GoldClaim, Claim | None]


def pair_up(gold: Sequence[GoldClaim], claims: Sequence[Claim]) -> tuple[list[Pair], list[Claim]]:
    """Each annotated claim with the free claim that overlaps it most, in order; and the claims left over."""
    pairs: list[Pair] = []
    free = dict(enumerate(claims))
    for wanted in gold:
        shared = {number: _overlap(wanted, claim) for number, claim in free.items()}
        best = max(shared, key=lambda number: shared[number], default=None)
        pairs.append((wanted, free.pop(best) if best is not None and shared[best] > 0 else None))
    return pairs, list(free.values())


def _overlap(gold: GoldClaim, claim: Claim) -> int:
    return min(gold.end, claim.end) - max(gold.start, claim.start)


def false_finds(left: Sequence[Claim], gold: Gold, text: str) -> list[Claim]:
    """Of the claims left over those that annotators set aside: not the neutral ones, nor what was never annotated."""
    known = numerals(text)
    neutral = [span for number, span in enumerate(known) if number in gold.neutral]
    return [claim for claim in left if _touches(claim, known) and not _touches(claim, neutral)]


def _touches(claim: Claim, spans: Sequence[Span]) -> bool:
    own = Span(claim.start, claim.end)
    return any(own.overlaps(span) for span in spans)
