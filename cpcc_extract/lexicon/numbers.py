"""Units, bounds, special amounts and exclusions: the rules of the numbers stage."""

from decimal import Decimal
from typing import Literal, NamedTuple

from cpcc_extract.lexicon.lengths import Lengths
from cpcc_extract.lexicon.patterns import AnyPattern, LazyPattern, Pattern
from cpcc_extract.lexicon.sieve import Sieve
from cpcc_extract.numbers.quantity import Bound, Fate
from cpcc_extract.structure.layout import BlockKind

HAN_DIGITS = "零〇一二三四五六七八九十百千万亿两几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
HAN_SCALES = "十百千万亿"
HAN_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
LONGEST_LEAD = 4
LICENSE_REACH = 24
TITLES_REACH = 180
REACH = 200
"""How far behind a numeral its rules look. A pattern that needs a certain character is turned away by a look for it
through all that is left of the text; the reach keeps that from growing with the text."""

AmountKind = Literal["percent", "permille", "fraction", "ratio", "tenths", "doubling", "fold", "half", "bare"]
Strength = Literal["strong", "weak", "never"]


class UnitRule(NamedTuple):
    """A unit or classifier; see the head of data/units.toml."""

    id: str
    dimension: str
    printed: bool
    not_before: tuple[str, ...]
    strength: Strength
    parts: dict[str, Decimal]
    """What a second number behind the unit may count, and how much of the unit that is (分 of 亩: 0.1)."""


class BoundRule(NamedTuple):
    """A word that bounds a number; see the head of data/bounds.toml."""

    bound: Bound
    bare: bool
    dimensions: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]


class AmountRule(NamedTuple):
    """An amount that is not simply number + unit; see the head of data/amounts.toml."""

    id: str
    kind: AmountKind


class BracketRule(NamedTuple):
    """A stretch of text whose numerals all share a fate; see the head of data/brackets.toml."""

    id: str
    fate: Fate
    kinds: tuple[BlockKind, ...]
    """Kinds of block that it holds for; all where empty."""


class ExclusionRule(NamedTuple):
    """A numeral that is no claim; see the head of data/exclusions.toml."""

    id: str
    fate: Fate
    damaged: bool
    """It is a figure that a scan or a conversion damaged, which a reader should look up."""


class NumberRules(NamedTuple):
    """All rules of the numbers stage, compiled."""

    units: dict[str, UnitRule]
    """By printed form."""
    longest_unit: int
    unit_lengths: Lengths
    """By first character."""
    before: dict[str, BoundRule]
    before_lengths: Lengths
    """By last character."""
    between: dict[str, BoundRule]
    after: dict[str, BoundRule]
    after_lengths: Lengths
    """By first character."""
    numeral: Pattern
    """Every run of digits, of Chinese numerals, and of numbered marks."""
    amount: Pattern
    """Number, inner bound, scale, inner bound, at a numeral."""
    split_digits: Pattern
    """Digits with a stray blank between them, before a unit."""
    bare_list: Pattern
    """A number without a unit and the rest of its list; `last` is the number that prints the unit."""
    not_time: AnyPattern
    """Numerals that look like a time and are none (20日内)."""
    sign: AnyPattern
    """A minus before a number, as sign or word."""
    half_more: Pattern
    """半 behind a unit, where it is no other word's head (两年半, not 两年半数)."""
    opener: str
    """The classifier that opens longer units and lets a word in: 个 of 3个多月."""
    sign_starts: frozenset[str]
    """What `sign` can begin with."""
    special: Sieve[tuple[AmountRule, AnyPattern]]
    leads: dict[str, Pattern]
    brackets: tuple[tuple[BracketRule, Pattern, Pattern | None], ...]
    """With one that finds a character that the pattern cannot do without."""
    exclusions: Sieve[tuple[ExclusionRule, AnyPattern]]
    damaged: frozenset[str]
    """Ids of the exclusions that are damaged figures."""
    words: dict[str, frozenset[str]]
    """Word sets by id: range separators, words that open a change, verbs that license, …"""
    license: LazyPattern
    """Found in the `LICENSE_REACH` characters before a weak count: a verb that makes things (组织, 拥有)."""
    counted_noun: LazyPattern
    """Matches before a noun that a weak count always counts (三个奖项)."""
    titles_made: LazyPattern
    """Found in the `TITLES_REACH` characters before it: titles of what was made (出台《管理办法》两个办法)."""
