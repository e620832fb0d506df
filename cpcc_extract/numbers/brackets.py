"""Numerals inside short quotations, titles and addresses name things and count nothing."""

from __future__ import annotations

from cpcc_extract.lexicon.numbers import BracketRow, NumberRules

NamedStretch = tuple[int, int, BracketRow]


def name_spans(view: str, rules: NumberRules) -> list[NamedStretch]:
    """Sorted ranges of the view whose numerals are part of a name or an address, with their rule.

    Quotations count only while short: a long one is speech, and speech may hold claims. An unclosed bracket opens
    nothing.
    """
    spans: list[NamedStretch] = []
    for row, pattern in rules.brackets:
        spans.extend((m.start(), m.end(), row) for m in pattern.finditer(view))
    spans.sort(key=lambda span: span[:2])
    return spans
