"""What a clause holds that only tells when or how its value was found, and the word that opens a first level."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.phrase import Tokens
from cpcc_extract.lexicon.word_classes import (
    ADVERB,
    EARLIER,
    FROM,
    FUND,
    GIVES,
    HEAD,
    NOUN,
    PAYS,
    PREPOSITION,
    REACH,
    RECKONS,
    RELATIVE,
    SELF_OBJECT,
    WORTH,
)

_LAST: Final = 6  # tokens before a number in which its date is looked for, blanks among them


def without_reckoning(tokens: Tokens) -> Tokens:
    """按常住人口计算|人均产值为7万元: how a value was found is no part of what it is the value of."""
    for end in range(len(tokens) - 1, 0, -1):
        if not tokens[end].classes & RECKONS:
            continue
        start = next((at for at in range(end - 1, -1, -1) if tokens[at].is_a(PREPOSITION)), None)
        return tokens if start is None else tokens[:start] + tokens[end + 1 :]
    return tokens


def without_worth(tokens: Tokens) -> Tokens:
    """捐款捐物|价值200万元, 捐献款物|总价值260万元: what was given, and not its worth, is what the verb holds."""
    worth = len(tokens) > 1 and tokens[-1].is_a(WORTH) and tokens[-2].is_a(FUND | SELF_OBJECT | HEAD | NOUN)
    given = worth and any(token.is_a(GIVES | PAYS | SELF_OBJECT) for token in tokens[:-1])
    return tokens[:-1] if given else tokens


def without_date(tokens: Tokens) -> Tokens:
    """提高到|2023年的|60%, 发展到目前的1735个: the date only tells when the value was reached."""
    last = next((token for token in reversed(tokens) if token.kind != "blank"), None)  # 提高到 2023 年的 60%
    if last is None or not last.is_a(RELATIVE):
        return tokens
    words = tuple(token for token in tokens[-_LAST:] if token.kind != "blank")
    if len(words) > 2 and words[-2].kind == "time" and words[-3].is_a(REACH):
        return tuple(token for token in tokens if token.start < words[-2].start)
    return tokens


def opening_from(tokens: Tokens) -> int | None:
    """Index of 从 where only a time and 的 stand between it and the number: 从2021年的, 由上届的, 由“十五”末的."""
    at = len(tokens)
    while at and (
        tokens[at - 1].kind in ("time", "blank", "quote")
        or tokens[at - 1].is_a(RELATIVE | ADVERB | EARLIER)
        or (at > 1 and tokens[at - 2].kind in ("quote", "time") and tokens[at - 1].kind == "text")  # 由|“十五”|末|的
    ):
        at -= 1
    return at - 1 if at and tokens[at - 1].is_a(FROM) else None
