"""Rows of `data/exclusions.toml`: numerals that are no claims."""

from __future__ import annotations

from cpcc_extract.compiling.engine import compiled
from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.compiling.sieve import sieve
from cpcc_extract.lexicon.numbers import ExclusionRule
from cpcc_extract.lexicon.overlay import Overlay
from cpcc_extract.lexicon.patterns import AnyPattern
from cpcc_extract.lexicon.sieve import Numerals, Sieve
from cpcc_extract.numbers.quantity import Fate


class ExclusionRow(Row):
    """A numeral that is no claim; see the head of data/exclusions.toml."""

    ahead = True

    fate: Fate
    pattern: str
    damaged: bool = False
    """It is a figure that a scan or a conversion damaged, which a reader should look up."""


def compile_exclusions(
    filled: dict[str, str], numerals: Numerals, over: Overlay
) -> Sieve[tuple[ExclusionRule, AnyPattern]]:
    """Read data/exclusions.toml; `filled` are the parts its patterns name."""
    rows = read_rows("exclusions.toml", "exclusion", ExclusionRow, over)
    patterns = [filled_in(row.pattern, filled) for row in rows]
    rules = [ExclusionRule(row.id, row.fate, row.damaged) for row in rows]
    return sieve([(rule, compiled(text)) for rule, text in zip(rules, patterns, strict=True)], patterns, numerals)


def filled_in(pattern: str, parts: dict[str, str]) -> str:
    """`pattern` with the parts put in for the marks that name them."""
    for mark, part in parts.items():
        pattern = pattern.replace(mark, part)
    return pattern
