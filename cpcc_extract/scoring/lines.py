"""How well the layout was read: kinds of lines, and which lines belong to one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

from cpcc_extract.records import BlockRecord
from cpcc_extract.scoring.gold import GoldLine

KINDS = ("heading", "caption", "title")


@dataclass(frozen=True, slots=True)
class Hits:
    """Right finds, false finds and misses."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of the finds that are right; 0 without finds."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found; 0 where there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class LineScore:
    """The layout of one text against its annotation."""

    kinds: dict[str, Hits]
    agreeing: int
    """Pairs of lines that both put into one article, or both into two."""
    pairs: int
    misses: tuple[str, ...]


def first_blocks(blocks: Iterable[BlockRecord]) -> dict[int, BlockRecord]:
    """The first block of each line."""
    found: dict[int, BlockRecord] = {}
    for block in blocks:
        found.setdefault(block.line, block)
    return found


def score_lines(gold: Sequence[GoldLine], blocks: Iterable[BlockRecord]) -> LineScore:
    """Compare line by line. A line whose kind annotators doubted counts only where both agree."""
    wanted = {line.line: line for line in gold}
    got = first_blocks(blocks)
    kinds: dict[str, Hits] = {}
    misses: list[str] = []
    for kind in KINDS:
        want = {number for number, line in wanted.items() if line.label == kind}
        have = {number for number, block in got.items() if block.kind == kind}
        doubted = {
            number
            for number, line in wanted.items()
            if kind in line.label_alt or (kind == line.label and line.label_alt)
        }
        false, missed = have - want - doubted, want - have - doubted
        kinds[kind] = Hits(len(want & have), len(false), len(missed))
        misses += [f"line {number}: not a {kind}: {_label(wanted, number)}" for number in sorted(false)]
        misses += [f"line {number}: a {kind}, not {_kind(got, number)}" for number in sorted(missed)]
    common = [(wanted[number].article, got[number].article) for number in wanted if number in got]
    return LineScore(kinds, *_agreement(common), tuple(misses))


def _label(wanted: dict[int, GoldLine], number: int) -> str:
    return wanted[number].label if number in wanted else "not annotated"


def _kind(got: dict[int, BlockRecord], number: int) -> str:
    return got[number].kind if number in got else "read at all"


def _agreement(common: Sequence[tuple[int | None, int]]) -> tuple[int, int]:
    """(agreeing, all) pairs of lines, counted from how many lines share an article on either side or on both."""
    total = comb(len(common), 2)
    want, have, both = (_together(Counter(key)) for key in ([a for a, _ in common], [b for _, b in common], common))
    return total - want - have + 2 * both, total


def _together(sizes: Counter[object]) -> int:
    return sum(comb(size, 2) for size in sizes.values())
