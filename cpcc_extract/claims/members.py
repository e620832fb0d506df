"""The members of a list before 分别, and what each of them is."""

from __future__ import annotations

from cpcc_extract.claims.nouns import trim
from cpcc_extract.claims.phrase import Phrase, Tokens
from cpcc_extract.lexicon.word_classes import CONJUNCTION, PAUSE, PERSON, RESPECTIVELY
from cpcc_extract.spans import Span


def listed(phrase: Phrase, words: Tokens) -> Phrase:
    """The phrase read from words with 分别, with the members of its noun and of all that stands before that word."""
    item = phrase.item
    members: tuple[Tokens, ...] = ()
    if item is not None and phrase.measure is not None:
        members = _members(tuple(token for token in words if item.start <= token.start < item.end))
    return phrase._replace(
        members=tuple(Span(member[0].start, member[-1].end) for member in members),
        bodies=tuple(member[-1].is_a(PERSON) for member in members),
        wide=_wide_members(words),
        paused=_wide_members(words, PAUSE),
    )


def _wide_members(tokens: Tokens, marks: int = CONJUNCTION) -> tuple[Span, ...]:
    """The members of the list that a clause opens with before 分别, whatever words they are made of.

    With PAUSE as `marks` the word 和 parts none: 用品和服务、医疗保健价格分别上涨0.9%、1.0%.
    """
    end = next((at for at, token in enumerate(tokens) if token.classes & RESPECTIVELY), 0)
    parts = (trim(member) for member in _members(tokens[:end], marks))
    return tuple(Span(part[0].start, part[-1].end) for part in parts if part)


def _members(noun: Tokens, marks: int = CONJUNCTION) -> tuple[Tokens, ...]:
    members: list[Tokens] = []
    first = 0
    for at in range(len(noun) + 1):
        if at == len(noun) or noun[at].classes & marks:
            if at > first:
                members.append(noun[first:at])
            first = at + 1
    return tuple(members)
