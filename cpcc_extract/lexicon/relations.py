"""Rules that say when the numbers of a passage speak of each other; see the head of data/relations.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cpcc_extract.lexicon.edges import Chars, needed_by
from cpcc_extract.lexicon.patterns import one_of
from cpcc_extract.lexicon.rows import Row, read_rows
from cpcc_extract.lexicon.store import kept

RowKind = Literal[
    "rate", "share", "breakdown", "total", "shares", "growth", "multiple", "step", "increase", "direction", "product",
    "yearly", "since",
]  # fmt: skip
Otherwise = Literal["conflicts", "cannot tell", "nothing"]

_FILE = "relations.toml"
_MARKS = "⟦⟧npqx0123456789"
"""What marks consist of: every text has it."""
_MEMBERS = 12
"""Of a list of numbers that is paired with another, at the most."""
_JOINT = "joint"
"""The words between the numbers of a list."""
# <words>, <role:kinds> or <role:kinds+>, but not the name of a group: (?P<rise>…)
_NAMED = re.compile(r"(?<!\?P)(?<!\?P=)<([a-z_]+)(?::([a-z]+)(\+)?)?>")


class WordsRow(Row):
    """A stretch of pattern with a name, for use as `<id>` in other patterns."""

    pattern: str


class RelationRow(Row):
    """One way in which a text relates numbers."""

    kind: RowKind
    pattern: str
    unless: str = ""
    otherwise: Otherwise = "conflicts"
    closed: bool = False


class OnceRow(Row):
    """An indicator that a body has one value of in a period, and the items of the claims that state it."""

    items: tuple[str, ...]


class PlaceRow(Row):
    """A measure that a place has one value of in a period; the pattern is the whole clause before its number."""

    pattern: str
    revised: bool = False


class NumberRow(Row):
    """Characters that count the parts of a total."""

    chars: str
    value: int


class PartitionRow(Row):
    """Names of parts that exclude each other; see the head of data/relations.toml."""

    members: tuple[str, ...]
    open: bool = False
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Partition:
    """A partition row, compiled."""

    members: tuple[re.Pattern[str], ...]
    """Each matches a part's name whole, once the words that say nothing are gone."""
    open: bool
    """True where there may be further parts that the text does not list."""
    dimension: str = ""
    """Of the parts; empty for any."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a place has one value of in a period."""

    id: str
    pattern: re.Pattern[str]
    """The whole clause before its number."""
    revised: bool
    """True where last year's figure is often corrected afterwards, or growth is no quotient of two figures."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation row, compiled."""

    id: str
    kind: RowKind
    pattern: re.Pattern[str]
    needs: Chars
    """What a text must have one of for the pattern to be found in it; None where no such characters are known."""
    unless: re.Pattern[str] | None
    otherwise: Otherwise
    closed: bool
    """True where the words say that the list leaves nothing out."""


@dataclass(frozen=True, slots=True)
class RelationRules:
    """Everything that checks go by."""

    relations: tuple[Relation, ...]
    needing: dict[str, frozenset[int]]
    """By the character, the places of the relations that can be found in a text that has it."""
    needed: re.Pattern[str]
    """Finds one of these characters."""
    anywhere: frozenset[int]
    """The places of those that may be found in any text."""
    once: dict[str, frozenset[str]]
    """Items by indicator id."""
    measures: tuple[Measure, ...]
    partitions: tuple[Partition, ...]
    numbers: dict[str, int]
    """By the character that says how many parts there are."""
    words: dict[str, re.Pattern[str]]
    """The named words that are patterns of their own."""

    def possible(self, text: str) -> list[Relation]:
        """The relations that `text` has the characters for, in their order."""
        places = self.anywhere.union(*(self.needing[char] for char in set(self.needed.findall(text))))
        return [self.relations[place] for place in sorted(places)]


def relation_rows() -> tuple[RelationRow, ...]:
    """The rows as they stand in the file."""
    return read_rows(_FILE, "relation", RelationRow)


@cache
def relation_rules() -> RelationRules:
    """Read data/relations.toml once. Raises ValueError for a pattern that names words which there are not."""
    return kept(RelationRules, _compile)


def _compile() -> RelationRules:
    words = {row.id: row.pattern for row in read_rows(_FILE, "words", WordsRow)}
    relations = tuple(_relation(row, words) for row in relation_rows())
    needs = [relation.needs for relation in relations]
    known = frozenset().union(*(chars for chars in needs if chars))
    return RelationRules(
        relations=relations,
        needing={
            char: frozenset(place for place, chars in enumerate(needs) if chars and char in chars) for char in known
        },
        needed=one_of(known),
        anywhere=frozenset(place for place, chars in enumerate(needs) if chars is None),
        once={row.id: frozenset(row.items) for row in read_rows(_FILE, "once", OnceRow)},
        measures=tuple(
            Measure(row.id, re.compile(_expanded(row.id, row.pattern, words)), row.revised)
            for row in read_rows(_FILE, "place", PlaceRow)
        ),
        partitions=tuple(
            Partition(tuple(map(re.compile, row.members)), row.open, row.dimension)
            for row in read_rows(_FILE, "partition", PartitionRow)
        ),
        numbers={char: row.value for row in read_rows(_FILE, "number", NumberRow) for char in row.chars},
        words={name: re.compile(_expanded(name, pattern, words)) for name, pattern in words.items()},
    )


def _relation(row: RelationRow, words: dict[str, str]) -> Relation:
    pattern = _expanded(row.id, row.pattern, words)
    return Relation(
        row.id,
        row.kind,
        re.compile(pattern),
        needed_by(pattern, _MARKS),
        re.compile(_expanded(row.id, row.unless, words)) if row.unless else None,
        row.otherwise,
        row.closed,
    )


def _expanded(id_: str, pattern: str, words: dict[str, str]) -> str:
    """The pattern with `<name>` as the words of that name, `<role:kinds>` as the mark of a claim and `<role:kinds+>` as
    a list of such marks."""

    def put(match: re.Match[str]) -> str:
        name, kinds, several = match.groups()
        if kinds:
            mark = f"⟦[{kinds}][0-9]+⟧"
            more = f"(?:{_expanded(id_, words[_JOINT], words)}{mark}){{1,{_MEMBERS - 1}}}" if several else ""
            return f"(?P<{name}>{mark}{more})"
        if name not in words:
            raise ValueError(f"{id_}: there are no words {name!r}; add a row, or name the claim's kinds: <{name}:n>")
        return f"(?:{_expanded(id_, words[name], words)})"

    return _NAMED.sub(put, pattern)
