"""The nouns of the numbers stage: a quantity, a numeral set aside, and the reading of a passage."""

from decimal import Decimal
from typing import Literal, NamedTuple

from cpcc_extract.spans import Span

Bound = Literal["exact", "above", "at_least", "below", "at_most", "about"]
Fate = Literal["date", "period", "ordinal", "name", "marker", "word"]


class Quantity(NamedTuple):
    """A number with its unit. Offsets are into the passage."""

    start: int
    end: int
    value: Decimal
    """In `unit`, scales worked in: 9.7万余元 is 97000 元."""
    value_max: Decimal | None
    """Upper end of a range (20至30人), else None."""
    unit: str | None
    """Canonical unit or classifier with 万/亿 taken out; None for a bare fraction."""
    dimension: str
    """count, money, percentage, percentage_point, area, mass, length, duration, …"""
    bound: Bound
    rule: str
    """Id of the rule that read it."""


class SetAside:
    """A numeral that is no claim, with the kind of thing it is and the rule that said so."""

    __slots__ = ("end", "fate", "rule", "start")
    start: int
    end: int
    fate: Fate
    rule: str

    def __init__(self, start: int, end: int, fate: Fate, rule: str) -> None:
        self.start = start
        self.end = end
        self.fate = fate
        self.rule = rule

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SetAside) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[int, int, Fate, str]:
        return self.start, self.end, self.fate, self.rule


class Reading(NamedTuple):
    """All numerals of one passage: each character of a numeral is in exactly one of the two."""

    quantities: tuple[Quantity, ...]
    set_aside: tuple[SetAside, ...]
    label: Span | None = None
    """For the row of a table, what it is about, in passage offsets."""
