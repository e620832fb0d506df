"""Which line of the codebook a claim belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from cpcc_extract.lexicon.indicators import IndicatorRules


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a claim, folded, in the widening circles that match rows look at."""

    item: str
    action: str
    phrase: str
    """Item, action and the clause around the number."""
    sentence: str


def indicator_of(unit: str | None, wording: Wording, rules: IndicatorRules) -> tuple[str, str] | None:
    """The indicator of a claim and the id of the row that decided, or None where no line of the codebook fits."""
    for match in rules.by_unit.get(unit or "", ()):
        if all(bool(c.pattern.search(getattr(wording, c.field))) == c.wanted for c in match.conditions):
            return match.indicator, match.id
    return None
