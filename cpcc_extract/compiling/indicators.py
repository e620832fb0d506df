"""Rows of `data/indicators.toml`: the codebook, and when a claim has one of its indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import Field

from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.indicators import BodyRule, Condition, IndicatorRules, Match
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.patterns import LazyPattern

FIELDS = ("item", "action", "left", "right", "deed", "phrase", "before", "sentence", "context")
"""What a match row may look at; see the head of data/indicators.toml."""

_NAME = re.compile(r"\{([a-z_]+)\}")


class IndicatorRow(Row):
    """A line of the codebook."""

    label: str
    definition: str
    statistic: str = ""
    """The series of official statistics that it can be joined to, its unit in brackets."""


class WordsRow(Row):
    """Words that several patterns share; `{id}` in a pattern stands for them."""

    narrow = True

    pattern: str


class UnitsRow(Row):
    """Units that count the same kind of thing; a match row may name the group among its units."""

    units: tuple[str, ...]


class BodyRow(Row):
    """How an article shows that it reports the work of another body than a conference or its parties.

    `title` and `not_title` are searched in title and subtitle, `text` in everything the article says; all are patterns.
    """

    patterns = ("title", "not_title", "text")

    title: str
    not_title: str
    text: str


class MatchRow(Row):
    """When a claim has an indicator; see the head of data/indicators.toml."""

    narrow = True
    ahead = True
    patterns = (*FIELDS, *(f"not_{field}" for field in FIELDS))

    id: str = Field(pattern=r"^match\.\S+$")
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


def codebook_rows(over: Overlay = SHIPPED) -> tuple[IndicatorRow, ...]:
    """The codebook, in file order."""
    return read_rows("indicators.toml", "indicator", IndicatorRow, over)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the codebook with what the match rows say of it."""

    id: str
    label: str
    definition: str
    statistic: str
    """The series of official statistics that it can be joined to; empty where there is none."""
    units: tuple[str, ...]
    """Those that its claims can have."""
    examples: tuple[str, ...]
    """Phrases with a number that it names, between ⟦ and ⟧."""


def codebook_lines(over: Overlay = SHIPPED) -> tuple[Line, ...]:
    """The codebook, in file order, with units and example phrases."""
    groups = {row.id: row.units for row in read_rows("indicators.toml", "units", UnitsRow, over)}
    matches: dict[str, list[MatchRow]] = {}
    for match in read_rows("indicators.toml", "match", MatchRow, over):
        matches.setdefault(match.indicator, []).append(match)
    return tuple(
        Line(
            row.id,
            row.label,
            row.definition,
            row.statistic,
            units=tuple(
                dict.fromkeys(
                    unit for one in matches.get(row.id, ()) for name in one.units for unit in groups.get(name, (name,))
                )
            ),
            examples=tuple(
                dict.fromkeys((*row.examples, *(text for one in matches.get(row.id, ()) for text in one.examples)))
            ),
        )
        for row in codebook_rows(over)
    )


def compile_indicators(over: Overlay = SHIPPED) -> IndicatorRules:
    """Read data/indicators.toml once.

    Raises ValueError for a match row whose indicator is not in the codebook, or that names words there are none of.
    """
    codebook = {row.id: row for row in codebook_rows(over)}
    taken_out = {row.id for row in codebook_rows()} - codebook.keys()
    words = _shared_words(over)
    groups = {row.id: row.units for row in read_rows("indicators.toml", "units", UnitsRow, over)}
    by_unit: dict[str, list[Match]] = {}
    for row in read_rows("indicators.toml", "match", MatchRow, over):
        if row.indicator and row.indicator not in codebook.keys() | taken_out:
            raise ValueError(f"{row.id}: {row.indicator} is not in the codebook; add it or correct the row")
        # what belongs to a line that was taken out belongs to no other one
        match = Match(row.id, row.indicator if row.indicator in codebook else None, row.own, _conditions(row, words))
        for unit in dict.fromkeys(unit for name in row.units for unit in groups.get(name, (name,))):
            by_unit.setdefault(unit, []).append(match)
    bodies = tuple(
        BodyRule(row.id, re.compile(row.title), re.compile(row.not_title), re.compile(row.text))
        for row in read_rows("indicators.toml", "body", BodyRow, over)
    )
    labels = {row.id: row.label for row in codebook.values()}
    return IndicatorRules(labels, {unit: tuple(matches) for unit, matches in by_unit.items()}, bodies)


def expanded(row_id: str, pattern: str, over: Overlay) -> str:
    """A row's pattern with the shared words put in. Raises ValueError for words that there are not."""
    return _filled(row_id, pattern, _shared_words(over))


def _shared_words(over: Overlay) -> dict[str, str]:
    words: dict[str, str] = {}
    for row in read_rows("indicators.toml", "words", WordsRow, over):
        words[row.id] = f"(?:{_filled(row.id, row.pattern, words)})"
    return words


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
