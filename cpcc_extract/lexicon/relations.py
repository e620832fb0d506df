"""Rules that say when the numbers of a passage speak of each other; see the head of data/relations.toml."""

from functools import cache
from typing import Literal, NamedTuple

from cpcc_extract.lexicon.patterns import Pattern
from cpcc_extract.lexicon.store import kept

RowKind = Literal[
    "rate", "share", "breakdown", "total", "shares", "growth", "multiple", "step", "increase", "direction", "product",
    "yearly", "since",
]  # fmt: skip
Otherwise = Literal["conflicts", "cannot tell", "nothing"]


class Partition(NamedTuple):
    """A partition row, compiled."""

    members: tuple[Pattern, ...]
    """Each matches a part's name whole, once the words that say nothing are gone."""
    open: bool
    """True where there may be further parts that the text does not list."""
    dimension: str = ""
    """Of the parts; empty for any."""


class Measure(NamedTuple):
    """What a place has one value of in a period."""

    id: str
    pattern: Pattern
    """The whole clause before its number."""
    revised: bool
    """True where last year's figure is often corrected afterwards, or growth is no quotient of two figures."""


class Relation(NamedTuple):
    """A relation row, compiled."""

    id: str
    kind: RowKind
    pattern: Pattern
    needs: frozenset[str] | None
    """What a text must have one of for the pattern to be found in it; None where no such characters are known."""
    unless: Pattern | None
    otherwise: Otherwise
    closed: bool
    """True where the words say that the list leaves nothing out."""


class RelationRules(NamedTuple):
    """Everything that checks go by."""

    relations: tuple[Relation, ...]
    needing: dict[str, int]
    """By the character, the places of the relations that can be found in a text that has it, as bits."""
    needed: Pattern
    """Finds one of these characters."""
    anywhere: int
    """The places of those that may be found in any text, as bits."""
    once: dict[str, frozenset[str]]
    """Items by indicator id."""
    measures: tuple[Measure, ...]
    partitions: tuple[Partition, ...]
    numbers: dict[str, int]
    """By the character that says how many parts there are."""
    words: dict[str, Pattern]
    """The named words that are patterns of their own."""

    def possible(self, text: str) -> list[Relation]:
        """The relations that `text` has the characters for, in their order."""
        bits = self.anywhere
        for char in set(self.needed.findall(text)):
            bits |= self.needing[char]
        return [relation for place, relation in enumerate(self.relations) if bits >> place & 1]


@cache
def relation_rules() -> RelationRules:
    """Read data/relations.toml once. Raises ValueError for a pattern that names words which there are not."""
    return kept(RelationRules, _compile)


def _compile() -> RelationRules:
    from cpcc_extract.compiling.relations import compile_relations  # noqa: PLC0415 - what is kept needs none of it

    return compile_relations()
