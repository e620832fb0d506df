"""The function words between a clause's own words and its number: 已, 共, 达, 等."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.phrase import Tokens
from cpcc_extract.lexicon.word_classes import (
    ACT,
    ADVERB,
    ASPECT,
    EVENT,
    FALL,
    HAVE,
    LASTS,
    LEVEL,
    LOCALIZER,
    MATTER,
    NOUN,
    REACH,
    RESPECTIVELY,
    RISE,
    SUFFIX,
    VERB,
    WEAK,
)

_TAIL: Final = ADVERB | LEVEL | HAVE | ASPECT | SUFFIX | RESPECTIVELY | LOCALIZER | LASTS


def strip_tail(tokens: Tokens) -> tuple[Tokens, Tokens]:
    end = len(tokens)
    while end and (tokens[end - 1].kind == "blank" or _loose(tokens, end - 1)):
        end -= 1
        if end > 1 and tokens[end - 1].kind == "time":  # 养老支出三年累计2.4亿元
            end -= 1
    if all(token.classes & ADVERB for token in tokens[:end]):  # 人均报送3.2篇; but 人均收入 is a measure
        end = 0
    return tokens[:end], tokens[end:]


def _loose(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    if token.classes & REACH and not token.classes & LEVEL:
        return at > 0 and tokens[at - 1].is_a(RISE | FALL | VERB | ACT | EVENT | WEAK)
    return token.is_a(_TAIL) and not token.is_a(RISE | FALL | NOUN | MATTER)  # 纠正违法违规12人次
