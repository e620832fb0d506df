"""The indicator codebook and the rows that assign it to claims."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.lexicon.rows import Row, read_rows

FIELDS = ("item", "action", "left", "right", "deed", "phrase", "before", "sentence", "context")
"""What a match row may look at; see the head of data/indicators.toml."""

_NAME = re.compile(r"\{([a-z_]+)\}")


class IndicatorRow(Row):
    """A line of the codebook."""

    label: str
    definition: str


class WordsRow(Row):
    """Words that several patterns share; `{id}` in a pattern stands for them."""

    pattern: str


class UnitsRow(Row):
    """Units that count the same kind of thing; a match row may name the group among its units."""

    units: tuple[str, ...]


class BodyRow(Row):
    """How an article shows that it reports the work of another body than a conference or its parties.

    `title` and `not_title` are searched in title and subtitle, `text` in everything the article says; all are patterns.
    """

    title: str
    not_title: str
    text: str


class MatchRow(Row):
    """When a claim has an indicator; see the head of data/indicators.toml."""

    indicator: str
    units: tuple[str, ...]
    own: bool = False
    """Only where the body itself speaks: not in the reports that `BodyRow` describes."""
    item: str = ""
    action: str = ""
    left: str = ""
    right: str = ""
    deed: str = ""
    phrase: str = ""
    before: str = ""
    sentence: str = ""
    context: str = ""
    not_item: str = ""
    not_action: str = ""
    not_left: str = ""
    not_right: str = ""
    not_deed: str = ""
    not_phrase: str = ""
    not_before: str = ""
    not_sentence: str = ""
    not_context: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One pattern of a match row: where it is searched, and whether it must be found or must not."""

    field: str
    pattern: LazyPattern
    wanted: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A match row, compiled. Without an indicator it says that the claim has none."""

    id: str
    indicator: str | None
    own: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A body row, compiled."""

    id: str
    title: re.Pattern[str]
    not_title: re.Pattern[str]
    text: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """The codebook by id, the match rows by unit in file order, and the signs of other bodies."""

    codebook: dict[str, IndicatorRow]
    by_unit: dict[str, tuple[Match, ...]]
    bodies: tuple[BodyRule, ...]


def codebook_rows() -> tuple[IndicatorRow, ...]:
    """The codebook, in file order."""
    return read_rows("indicators.toml", "indicator", IndicatorRow)


def compile_indicators() -> IndicatorRules:
    """Read data/indicators.toml once.

    Raises ValueError for a match row whose indicator is not in the codebook, or that names words there are none of.
    """
    codebook = {row.id: row for row in codebook_rows()}
    words: dict[str, str] = {}
    for shared in read_rows("indicators.toml", "words", WordsRow):
        words[shared.id] = f"(?:{_filled(shared.id, shared.pattern, words)})"
    groups = {row.id: row.units for row in read_rows("indicators.toml", "units", UnitsRow)}
    by_unit: dict[str, list[Match]] = {}
    for row in read_rows("indicators.toml", "match", MatchRow):
        if row.indicator and row.indicator not in codebook:
            raise ValueError(f"{row.id}: {row.indicator} is not in the codebook; add it or correct the row")
        match = Match(row.id, row.indicator or None, row.own, _conditions(row, words))
        for unit in dict.fromkeys(unit for name in row.units for unit in groups.get(name, (name,))):
            by_unit.setdefault(unit, []).append(match)
    bodies = tuple(
        BodyRule(row.id, re.compile(row.title), re.compile(row.not_title), re.compile(row.text))
        for row in read_rows("indicators.toml", "body", BodyRow)
    )
    return IndicatorRules(codebook, {unit: tuple(matches) for unit, matches in by_unit.items()}, bodies)


def _conditions(row: MatchRow, words: dict[str, str]) -> tuple[Condition, ...]:
    found = []
    for field in FIELDS:
        for name, wanted in ((field, True), (f"not_{field}", False)):
            if pattern := getattr(row, name):
                found.append(Condition(field, LazyPattern(_filled(row.id, pattern, words)), wanted))
    return tuple(found)


def _filled(row_id: str, pattern: str, words: dict[str, str]) -> str:
    def named(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise ValueError(f"{row_id}: no [[words]] row above it is called {match[1]!r}")
        return words[match[1]]

    return _NAME.sub(named, pattern)
