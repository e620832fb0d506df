"""The words around a quantity, by what they do: the rules of the phrase stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpcc_extract.lexicon.rows import Row, read_rows

WordClass = Literal[
    "verb", "event", "act", "light", "rise", "fall", "reach", "level", "share", "have", "adverb", "preposition",
    "passive", "conjunction", "pause", "relative", "aspect", "prefix", "suffix", "topic", "compare", "person",
    "noun", "noun_maker", "head", "respectively", "occasion", "lead", "compound", "cause", "state", "from",
    "whole_unit", "act_noun_maker", "measure_ending", "exceed", "growth_rule",
]  # fmt: skip


class WordsRow(Row):
    """One class of words; see the head of data/grammar.toml."""

    id: WordClass
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GrammarRules:
    """The lexicon of the phrase stage, ready for longest-match look-up."""

    classes: dict[str, frozenset[WordClass]]
    """The classes of each word."""
    lengths: dict[str, tuple[int, ...]]
    """For each first character, the lengths of the words that begin with it, longest first."""
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


def compile_grammar() -> GrammarRules:
    """Read data/grammar.toml once and index it by first character."""
    classes: dict[str, set[WordClass]] = {}
    apart: dict[WordClass, frozenset[str]] = {}
    for row in read_rows("grammar.toml", "words", WordsRow):
        if row.id in ("noun_maker", "act_noun_maker", "occasion", "whole_unit", "measure_ending", "growth_rule"):
            apart[row.id] = frozenset(row.forms)
            continue
        for form in row.forms:
            classes.setdefault(form, set()).add(row.id)
    lengths: dict[str, set[int]] = {}
    for form in classes:
        lengths.setdefault(form[0], set()).add(len(form))
    return GrammarRules(
        classes={form: frozenset(kinds) for form, kinds in classes.items()},
        lengths={char: tuple(sorted(sizes, reverse=True)) for char, sizes in lengths.items()},
        noun_makers=apart["noun_maker"],
        act_noun_makers=apart["act_noun_maker"],
        measure_endings=apart["measure_ending"],
        occasions=apart["occasion"],
        growth_rules=apart["growth_rule"],
        whole_units=apart["whole_unit"],
    )
