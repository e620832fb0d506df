"""Numerals inside short quotations, titles and addresses name things and count nothing."""

from __future__ import annotations

from cpcc_extract.lexicon.numbers import BracketRow, NumberRules
from cpcc_extract.structure.layout import BlockKind

NamedStretch = tuple[int, int, BracketRow]


def name_spans(view: str, kind: BlockKind, rules: NumberRules) -> list[NamedStretch]:
    """Sorted ranges of the view whose numerals are part of a name or an address, with their rule.

    Quotations count only while short: a long one is speech, and speech may hold claims. An unclosed bracket opens
    nothing.
    """
    spans: list[NamedStretch] = []
    for row, pattern in rules.brackets:
        if row.kinds and kind not in row.kinds:
            continue
        spans.extend((m.start(), m.end(), row) for m in pattern.finditer(view))
    spans.sort(key=lambda span: span[:2])
    return spans
