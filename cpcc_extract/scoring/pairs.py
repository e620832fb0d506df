"""Which extracted claim answers which annotated one, and which answer none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from cpcc_extract.spans import Span

_PREFIX = 3  # characters of a bound word (不低于) that may stand before the span or not


class Placed(Protocol):
    """Whatever has a place in a text: claims of both kinds, bare spans."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The one behind its last."""


Wanted = TypeVar("Wanted", bound=Placed)
Found = TypeVar("Found", bound=Placed)


def pair_up(gold: Sequence[Wanted], claims: Sequence[Found]) -> tuple[list[tuple[Wanted, Found | None]], list[Found]]:
    """Each annotated claim with the free claim that overlaps it most, in order; and the claims left over."""
    pairs: list[tuple[Wanted, Found | None]] = []
    free = dict(enumerate(claims))
    for wanted in gold:
        shared = {number: _overlap(wanted, claim) for number, claim in free.items()}
        best = max(shared, key=lambda number: shared[number], default=None)
        pairs.append((wanted, free.pop(best) if best is not None and shared[best] > 0 else None))
    return pairs, list(free.values())


def same_span(gold: Placed, claim: Placed) -> bool:
    """Whether both mean the same stretch; a bound word before it may be in or out."""
    return claim.end == gold.end and abs(claim.start - gold.start) <= _PREFIX


def false_finds(left: Sequence[Found], known: Sequence[Span], neutral: Collection[int]) -> list[Found]:
    """Of the claims left over those that annotators set aside: not what was never annotated, nor what they doubted.

    `known` are the numerals of the text, `neutral` the numbers of the doubted ones.
    """
    doubted = [span for number, span in enumerate(known) if number in neutral]
    return [claim for claim in left if _touches(claim, known) and not _touches(claim, doubted)]


def _overlap(gold: Placed, claim: Placed) -> int:
    return min(gold.end, claim.end) - max(gold.start, claim.start)


def _touches(claim: Placed, spans: Sequence[Span]) -> bool:
    own = Span(claim.start, claim.end)
    return any(own.overlaps(span) for span in spans)
