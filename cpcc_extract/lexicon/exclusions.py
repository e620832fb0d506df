"""Numerals that are no claims, and which of their rules may match where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import regex

from cpcc_extract.lexicon.edges import Chars, edges_of
from cpcc_extract.lexicon.rows import Row, read_rows
from cpcc_extract.numbers.quantity import Fate

_MOST_CHOICES = 4096


class ExclusionRow(Row):
    """A numeral that is no claim; see the head of data/exclusions.toml."""

    fate: Fate
    pattern: str
    damaged: bool = False
    """It is a figure that a scan or a conversion damaged, which a reader should look up."""


ExclusionPattern = tuple[ExclusionRow, regex.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Index:
    """A bit set for each character."""

    named: dict[str, int]
    others: int
    """The bits of what any character will do for."""

    def __getitem__(self, char: str) -> int:
        return self.named.get(char, self.others)


@dataclass(frozen=True, slots=True)
class ExclusionRules:
    """The exclusions, with an index that names the few that may match at a numeral.

    The index looks at the character before the numeral, at its first one and at the one behind it. Its values are
    bit sets over all alternatives of all rows; `row_of` is the row of each bit.
    """

    rows: tuple[ExclusionPattern, ...]
    """In the order in which they are tried."""
    row_of: tuple[int, ...]
    number: re.Pattern[str]
    """The numeral, as far as `{n}` and `{h}` go."""
    digits: re.Pattern[str]
    """The numeral, as far as its digits go: 1 of 1.5."""
    before: Index
    first: Index
    behind: Index
    after: Index
    chosen: dict[int, tuple[ExclusionPattern, ...]] = field(default_factory=dict, compare=False)
    """The rows of the bit sets that came up so far."""

    def possible(self, view: str, start: int, end: int) -> tuple[ExclusionPattern, ...]:
        """The rows that may match at the numeral at `start`, in their order; what is behind `end` is not looked at."""
        number, digits = self.number.match(view, start, end), self.digits.match(view, start, end)
        behind = _follower(view, number.end() if number else end, end)
        after = _follower(view, digits.end(), end) if digits else behind
        bits = self.before[view[start - 1 : start]] & self.first[view[start]] & self.behind[behind] & self.after[after]
        rows = self.chosen.get(bits)
        if rows is None:
            if len(self.chosen) >= _MOST_CHOICES:
                self.chosen.clear()
            places = sorted({row for bit, row in enumerate(self.row_of) if bits >> bit & 1})
            rows = self.chosen[bits] = tuple(self.rows[place] for place in places)
        return rows


def _follower(view: str, at: int, end: int) -> str:
    return view[at : at + 1] if at < end else ""


def compile_exclusions(filled: dict[str, str], numerals: str) -> ExclusionRules:
    """Read data/exclusions.toml; `filled` are the parts its patterns name, `numerals` the characters of numbers."""
    rows = read_rows("exclusions.toml", "exclusion", ExclusionRow)
    patterns = [filled_in(row.pattern, filled) for row in rows]
    whole = (filled["{n}"], filled["{h}"])
    edges = [(at, edge) for at, pattern in enumerate(patterns) for edge in edges_of(pattern, whole, numerals)]
    return ExclusionRules(
        rows=tuple((row, regex.compile(pattern)) for row, pattern in zip(rows, patterns, strict=True)),
        row_of=tuple(at for at, _ in edges),
        number=re.compile(filled["{n}"]),
        digits=re.compile("[0-9]+"),
        before=_index([edge.before for _, edge in edges]),
        first=_index([edge.first for _, edge in edges]),
        behind=_index([edge.behind for _, edge in edges]),
        after=_index([edge.after for _, edge in edges]),
    )


def _index(demands: list[Chars]) -> Index:
    named = dict.fromkeys((char for chars in demands if chars is not None for char in chars), 0)
    others = 0
    for bit, chars in enumerate(demands):
        for char in named if chars is None else chars:
            named[char] |= 1 << bit
        others |= (chars is None) << bit
    return Index(named, others)


def filled_in(pattern: str, parts: dict[str, str]) -> str:
    """`pattern` with the parts put in for the marks that name them."""
    for mark, part in parts.items():
        pattern = pattern.replace(mark, part)
    return pattern
