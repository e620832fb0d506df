"""The labels of the codebook and the rules that assign its indicators to claims."""

from typing import NamedTuple

from cpcc_extract.lexicon.patterns import LazyPattern, Pattern


class Condition(NamedTuple):
    """One pattern of a match row: where it is searched, and whether it must be found or must not."""

    field: str
    pattern: LazyPattern
    wanted: bool


class Match(NamedTuple):
    """A match row, compiled. Without an indicator it says that the claim has none."""

    id: str
    indicator: str | None
    own: bool
    conditions: tuple[Condition, ...]


class BodyRule(NamedTuple):
    """A body row, compiled."""

    id: str
    title: Pattern
    not_title: Pattern
    text: Pattern


class IndicatorRules(NamedTuple):
    """The labels of the codebook by id, the match rows by unit in file order, and the signs of other bodies."""

    labels: dict[str, str]
    by_unit: dict[str, tuple[Match, ...]]
    bodies: tuple[BodyRule, ...]
