"""Rows of `data/relations.toml`, made into the rules that say when numbers speak of each other."""

from __future__ import annotations

import re

from cpcc_extract.compiling.edges import needed_by
from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.patterns import one_of
from cpcc_extract.lexicon.relations import Measure, Otherwise, Partition, Relation, RelationRules, RowKind

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


def relation_rows() -> tuple[RelationRow, ...]:
    """The rows as they stand in the file."""
    return read_rows(_FILE, "relation", RelationRow)


def compile_relations() -> RelationRules:
    """Read data/relations.toml. Raises ValueError for a pattern that names words which there are not."""
    words = {row.id: row.pattern for row in read_rows(_FILE, "words", WordsRow)}
    relations = tuple(_relation(row, words) for row in relation_rows())
    needs = [relation.needs for relation in relations]
    known = frozenset().union(*(chars for chars in needs if chars))
    return RelationRules(
        relations=relations,
        needing={
            char: sum(1 << place for place, chars in enumerate(needs) if chars and char in chars) for char in known
        },
        needed=one_of(known),
        anywhere=sum(1 << place for place, chars in enumerate(needs) if chars is None),
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
