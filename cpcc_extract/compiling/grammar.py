"""Rows of `data/grammar.toml` and the common words of `data/words.tsv`, made into the lexicon of the phrase stage."""

from __future__ import annotations

from functools import cache
from importlib import resources

from cpcc_extract.compiling.rows import Form, Row, read_rows
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.lengths import by_first
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.word_classes import WordClass, bits_of
from cpcc_extract.lexicon.words import Words, packed_words


class WordsRow(Row):
    """One class of words; see the head of data/grammar.toml."""

    fixed = True

    id: WordClass
    forms: tuple[Form, ...]


_APART: frozenset[WordClass] = frozenset(
    (
        "noun_maker",
        "act_noun_maker",
        "occasion",
        "whole_unit",
        "person_unit",
        "place_unit",
        "text_size",
        "household_unit",
        "measure_ending",
        "growth_rule",
        "paper_unit",
        "duration_ending",
        "body_ending",
    )
)
# What the classes of words.tsv do; an activity only keeps its characters together.
_COMMON: dict[str, frozenset[WordClass]] = {
    "noun": frozenset(("noun",)),
    "person": frozenset(("noun", "person")),
    "adverb": frozenset(("adverb",)),
    "quality": frozenset(("quality",)),
    "transitive": frozenset(("verb", "act", "transitive")),
    "either": frozenset(("weak",)),
    "intransitive": frozenset(("intransitive",)),
    "activity": frozenset(),
}


def compile_words(over: Overlay = SHIPPED) -> dict[str, frozenset[WordClass]]:
    """The classes of each word that data/grammar.toml lists."""
    classes: dict[str, set[WordClass]] = {}
    for row in _rows(over):
        if row.id not in _APART:
            for form in row.forms:
                classes.setdefault(form, set()).add(row.id)
    prefixes = [form for row in _rows(over) if row.id == "verb_prefix" for form in row.forms]
    verbs = [form for form, kinds in classes.items() if "verb" in kinds and len(form) > 1]
    prefixed = {prefix + verb: classes[verb] for prefix in prefixes for verb in verbs}
    return {form: frozenset(kinds) for form, kinds in (prefixed | classes).items()}


def compile_grammar(over: Overlay = SHIPPED) -> GrammarRules:
    """Read data/grammar.toml and the common words of data/words.tsv once and index them by first character."""
    apart = {row.id: frozenset(row.forms) for row in _rows(over) if row.id in _APART}
    own = {form: bits_of(kinds) for form, kinds in compile_words(over).items()}
    classes = _common_words() | own
    return GrammarRules(
        classes=Words(packed_words(classes)),
        own=frozenset(own),
        lengths=by_first(classes),
        own_heads=frozenset(form[:2] for form in own if len(form) > 1),
        own_lengths=by_first(form for form in own if len(form) > 1),
        noun_makers=apart["noun_maker"],
        act_noun_makers=apart["act_noun_maker"],
        measure_endings=apart["measure_ending"],
        occasions=apart["occasion"],
        growth_rules=apart["growth_rule"],
        whole_units=apart["whole_unit"],
        person_units=apart["person_unit"],
        place_units=apart["place_unit"],
        text_sizes=apart["text_size"],
        household_units=apart["household_unit"],
        body_endings=apart["body_ending"],
        duration_endings=apart["duration_ending"],
        paper_units=apart["paper_unit"],
    )


@cache
def _rows(over: Overlay) -> tuple[WordsRow, ...]:
    return read_rows("grammar.toml", "words", WordsRow, over)


def _common_words() -> dict[str, int]:
    table = (resources.files("cpcc_extract") / "data" / "words.tsv").read_text(encoding="utf-8")
    classes: dict[str, int] = {}
    for row in table.splitlines():
        if not row.startswith("#"):
            kind, _, words = row.partition("\t")
            classes.update(dict.fromkeys(words.split(), bits_of(_COMMON[kind])))
    return classes
