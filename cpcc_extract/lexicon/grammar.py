"""The words around a quantity, by what they do: the rules of the phrase stage."""

from typing import NamedTuple

from cpcc_extract.lexicon.lengths import Lengths
from cpcc_extract.lexicon.word_classes import WordClass
from cpcc_extract.lexicon.words import Words


class GrammarRules(NamedTuple):
    """The lexicon of the phrase stage, ready for longest-match look-up."""

    classes: Words
    """The classes of each word, as bits."""
    own: frozenset[str]
    """Those of data/grammar.toml, as against the common words of data/words.tsv."""
    lengths: Lengths
    """For each first character, the lengths of the words that begin with it, longest first."""
    own_lengths: Lengths
    """The same for those of data/grammar.toml that have several characters."""
    own_heads: frozenset[str]
    """The first two characters of these."""
    noun_makers: frozenset[str]
    """Characters that make a verb before them part of a noun (销售额)."""
    act_noun_makers: frozenset[str]
    """The same for activities (督查室)."""
    measure_endings: frozenset[str]
    """Last characters of the names of measures (总额, 里程)."""
    occasions: frozenset[str]
    """Units that count how often something was done."""
    growth_rules: frozenset[str]
    """Ids of the number rules whose amounts are growth by themselves (翻一番)."""
    whole_units: frozenset[str]
    """Units that name what they count."""
    person_units: frozenset[str]
    """Units of people."""
    text_sizes: frozenset[str]
    """Units that say how long the papers are that were counted before."""
    household_units: frozenset[str]
    """Units of households."""
    place_units: frozenset[str]
    """Units that are themselves what is counted (41县)."""
    body_endings: frozenset[str]
    """Last characters of the names of bodies (工作室, 教育局)."""
    duration_endings: frozenset[str]
    """Last characters of what a duration measures (时间, 年限)."""
    paper_units: frozenset[str]
    """Units that count papers, words and matters, never people or bodies."""


# Classes that open something of their own: a noun does not begin with one of these.
GRAMMAR_ONLY: frozenset[WordClass] = frozenset(
    ("verb", "act", "event", "rise", "fall", "preposition", "adverb", "light", "level", "passive", "compare", "topic")
)
