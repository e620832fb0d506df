"""The indicator codebook and the rows that assign it to claims."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpcc_extract.lexicon.rows import Row, read_rows


class IndicatorRow(Row):
    """A line of the codebook."""

    label: str
    definition: str


class MatchRow(Row):
    """When a claim has an indicator; see the head of data/indicators.toml."""

    indicator: str
    units: tuple[str, ...]
    item: str = ""
    action: str = ""
    phrase: str = ""
    sentence: str = ""
    not_item: str = ""
    not_action: str = ""
    not_phrase: str = ""
    not_sentence: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One pattern of a match row: where it is searched, and whether it must be found or must not."""

    field: str
    pattern: re.Pattern[str]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A match row, compiled."""

    id: str
    indicator: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """The codebook by id, and the match rows by unit in file order."""

    codebook: dict[str, IndicatorRow]
    by_unit: dict[str, tuple[Match, ...]]


def compile_indicators() -> IndicatorRules:
    """Read data/indicators.toml once. Raises ValueError for a match row whose indicator is not in the codebook."""
    codebook = {row.id: row for row in read_rows("indicators.toml", "indicator", IndicatorRow)}
    by_unit: dict[str, list[Match]] = {}
    for row in read_rows("indicators.toml", "match", MatchRow):
        if row.indicator not in codebook:
            raise ValueError(f"{row.id}: {row.indicator} is not in the codebook; add it or correct the row")
        match = Match(row.id, row.indicator, _conditions(row))
        for unit in row.units:
            by_unit.setdefault(unit, []).append(match)
    return IndicatorRules(codebook, {unit: tuple(matches) for unit, matches in by_unit.items()})


def _conditions(row: MatchRow) -> tuple[Condition, ...]:
    found = []
    for field in ("item", "action", "phrase", "sentence"):
        for name, wanted in ((field, True), (f"not_{field}", False)):
            if pattern := getattr(row, name):
                found.append(Condition(field, re.compile(pattern), wanted))
    return tuple(found)
