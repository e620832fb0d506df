"""Numerals inside short quotations, titles and addresses name things and count nothing."""

from __future__ import annotations

from cpcc_extract.lexicon.numbers import BracketRule, NumberRules
from cpcc_extract.structure.layout import BlockKind

NamedStretch = tuple[int, int, BracketRule]


def name_spans(view: str, kind: BlockKind, rules: NumberRules) -> list[NamedStretch]:
    """Sorted, disjoint ranges of the view whose numerals are part of a name or an address, with their rule.

    Quotations count only while short: a long one is speech, and speech may hold claims. An unclosed bracket opens
    nothing. Of ranges that overlap the first takes what they share.
    """
    found = sorted(
        (match.start(), match.end(), number)
        for number, (row, pattern, needs) in enumerate(rules.brackets)
        if (not row.kinds or kind in row.kinds) and (needs is None or needs.search(view))
        for match in pattern.finditer(view)
    )
    spans: list[NamedStretch] = []
    done = 0
    for start, end, number in found:
        if end > done:
            spans.append((max(start, done), end, rules.brackets[number][0]))
            done = end
    return spans
