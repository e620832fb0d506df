"""What a clause without a number speaks of, when the number stands in the next."""

from typing import Final

from cpcc_extract.claims.behind import PREDICATE
from cpcc_extract.claims.noun_end import ends_noun
from cpcc_extract.claims.nouns import noun_phrase, trim
from cpcc_extract.claims.phrase import Tokens
from cpcc_extract.claims.tail import strip_tail
from cpcc_extract.lexicon.word_classes import (
    ADVERB,
    HEAD,
    LOCALIZER,
    NOUN,
    PERSON,
    PREFIX,
    QUALITY,
    RELATIVE,
    VERB,
    WEAK,
)
from cpcc_extract.spans import Span

_SHORTEST: Final = 2  # characters of a topic


def topic(tokens: Tokens, *, measure: bool) -> Span | None:
    """What a clause without a number speaks of: 集装箱吞吐量 in 集装箱吞吐量迈上新台阶, whose value follows it.

    `measure`: the clause ends in the name of a measure, which is meant as a whole (扫除文盲的人口覆盖率).
    """
    if measure:
        return noun_phrase(tokens, "subject").item
    first = 0
    while first < len(tokens) and (tokens[first].kind in ("time", "blank") or tokens[first].is_a(ADVERB | PREFIX)):
        first += 1
    if first == len(tokens) or (tokens[first].is_a(VERB | WEAK) and not tokens[first].is_a(NOUN)):
        return None
    end = first
    while end < len(tokens) and not ends_noun(tokens, end, first, False, False):
        end += 1
    noun = trim(tokens[first:end])
    if end == len(tokens) or not noun or noun[-1].end - noun[0].start < _SHORTEST:
        return None
    return Span(noun[0].start, noun[-1].end) if tokens[end].is_a(PREDICATE) else None


def label_of(tokens: Tokens) -> Span | None:
    """一等奖:3名: the noun before a colon, with nothing else beside it."""
    words = tuple(token for token in tokens if token.kind != "blank")
    plain = words and all(token.is_a(NOUN | HEAD | PERSON | QUALITY) for token in words)
    return Span(words[0].start, words[-1].end) if plain else None


def within(tokens: Tokens) -> Span | None:
    """在未予立案的提案中,|并案317件: of whom or what the next clause counts a part, told apart by a clause with 的."""
    words = strip_tail(tokens)[0]
    located = any(token.classes & LOCALIZER for token in tokens[len(words) :])
    if not located or not any(token.classes & RELATIVE for token in words):  # 在这些议案中
        return None
    return noun_phrase(words, "subject").item
