"""The index that names the few of many rules that may match at a numeral."""

from __future__ import annotations

from collections.abc import Sequence

from cpcc_extract.compiling.edges import Chars, edges_of
from cpcc_extract.lexicon.patterns import one_of
from cpcc_extract.lexicon.sieve import Index, Numerals, R, Sieve


def sieve(rules: Sequence[R], patterns: Sequence[str], numerals: Numerals) -> Sieve[R]:
    """A sieve for rules that match by `patterns`, in the same order."""
    edges = [(at, edge) for at, text in enumerate(patterns) for edge in edges_of(text, numerals.whole, numerals.chars)]
    needs = _index([edge.needs for _, edge in edges])
    return Sieve(
        rules=tuple(rules),
        rule_of=tuple(at for at, _ in edges),
        numerals=numerals,
        before=_index([edge.before for _, edge in edges]),
        first=_index([edge.first for _, edge in edges]),
        behind=_index([edge.behind for _, edge in edges]),
        after=_index([edge.after for _, edge in edges]),
        needs=needs,
        needed=one_of(needs.named),
        chosen={},
    )


def _index(demands: Sequence[Chars]) -> Index:
    named = dict.fromkeys((char for chars in demands if chars is not None for char in chars), 0)
    others = 0
    for bit, chars in enumerate(demands):
        for char in named if chars is None else chars:
            named[char] |= 1 << bit
        others |= (chars is None) << bit
    return Index(named, others)
