"""Rules that say when the numbers of a passage speak of each other; see the head of data/relations.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cpcc_extract.lexicon.rows import Row, read_rows

RowKind = Literal[
    "rate", "share", "breakdown", "total", "shares", "growth", "multiple", "step", "increase", "direction", "product",
    "since",
]  # fmt: skip
Otherwise = Literal["conflicts", "cannot tell", "nothing"]

_FILE = "relations.toml"
# <words> or <role:kinds>, but not the name of a group: (?P<rise>…)
_NAMED = re.compile(r"(?<!\?P)(?<!\?P=)<([a-z_]+)(?::([a-z]+))?>")


class WordsRow(Row):
    """A stretch of pattern with a name, for use as `<id>` in other patterns."""

    pattern: str


class RelationRow(Row):
    """One way in which a text relates numbers."""

    kind: RowKind
    pattern: str
    unless: str = ""
    otherwise: Otherwise = "conflicts"


class OnceRow(Row):
    """An indicator that a body has one value of in a period, and the items of the claims that state it."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation row, compiled."""

    id: str
    kind: RowKind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    otherwise: Otherwise


@dataclass(frozen=True, slots=True)
class RelationRules:
    """Everything that checks go by."""

    relations: tuple[Relation, ...]
    once: dict[str, frozenset[str]]
    """Items by indicator id."""
    words: dict[str, re.Pattern[str]]
    """The named words that are patterns of their own."""


def relation_rows() -> tuple[RelationRow, ...]:
    """The rows as they stand in the file."""
    return read_rows(_FILE, "relation", RelationRow)


@cache
def relation_rules() -> RelationRules:
    """Read data/relations.toml once. Raises ValueError for a pattern that names words which there are not."""
    words = {row.id: row.pattern for row in read_rows(_FILE, "words", WordsRow)}
    return RelationRules(
        relations=tuple(
            Relation(
                row.id,
                row.kind,
                re.compile(_expanded(row.id, row.pattern, words)),
                re.compile(_expanded(row.id, row.unless, words)) if row.unless else None,
                row.otherwise,
            )
            for row in relation_rows()
        ),
        once={row.id: frozenset(row.items) for row in read_rows(_FILE, "once", OnceRow)},
        words={name: re.compile(_expanded(name, pattern, words)) for name, pattern in words.items()},
    )


def _expanded(id_: str, pattern: str, words: dict[str, str]) -> str:
    """The pattern with `<name>` as the words of that name and `<role:kinds>` as the mark of a claim."""

    def put(match: re.Match[str]) -> str:
        name, kinds = match.groups()
        if kinds:
            return f"⟦[{kinds}](?P<{name}>[0-9]+)⟧"
        if name not in words:
            raise ValueError(f"{id_}: there are no words {name!r}; add a row, or name the claim's kinds: <{name}:n>")
        return f"(?:{_expanded(id_, words[name], words)})"

    return _NAMED.sub(put, pattern)
