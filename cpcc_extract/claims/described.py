"""Clauses behind a quantity that tell apart what it counts: by a clause with 的, or by who wrote it."""

from typing import Final

from cpcc_extract.claims.noun_end import plain_noun
from cpcc_extract.claims.phrase import Phrase, Tokens
from cpcc_extract.claims.verbs import predicate
from cpcc_extract.lexicon.word_classes import (
    ABOUT,
    ACT,
    ADVERB,
    EVENT,
    INTRANSITIVE,
    NOUN,
    PASSIVE,
    PERSON,
    QUALITY,
    RELATIVE,
    VERB,
    WEAK,
)
from cpcc_extract.spans import Span

_ENDS: Final = ("break", "aside", "quantity", "time")
_OPENS_CLAUSE: Final = ADVERB | QUALITY | INTRANSITIVE | WEAK | EVENT | PASSIVE | ABOUT
_BY: Final = 2  # words behind those who wrote papers: 委员|联名|提案


def relative_clause(tokens: Tokens, at: int) -> Phrase | None:
    """对3名连续两次无故缺席会议的委员: a clause that begins with no noun, and the head that it describes."""
    if at == len(tokens) or not tokens[at].is_a(_OPENS_CLAUSE):
        return None
    if tokens[at].is_a(QUALITY) and at + 1 < len(tokens) and tokens[at + 1].is_a(NOUN | PERSON):  # 村级工会的
        return None
    for end in range(at, len(tokens)):
        if tokens[end].kind == "break":
            return None
        if tokens[end].is_a(RELATIVE):
            head = plain_noun(tokens[end + 1 :])
            behind = tuple(token for token in tokens[end + 1 :] if head and token.start >= head.end)
            return Phrase(item=head, action=predicate(behind) if behind else None) if head else None
    return None


def described(tokens: Tokens) -> Phrase | None:
    """对23名品学兼优的|中小学生进行资助: the people that a clause with 的 tells apart, and what was done to them."""
    ends = (at for at, token in enumerate(tokens) if token.kind in _ENDS)
    clause = tokens[: next(ends, len(tokens))]
    for at in range(len(clause) - 1, -1, -1):
        if not clause[at].is_a(RELATIVE):
            continue
        head = plain_noun(clause[at + 1 :])
        behind = tuple(token for token in clause[at + 1 :] if head and token.start >= head.end)
        if head and any(token.end == head.end and token.is_a(PERSON) for token in clause):
            return Phrase(item=head, action=predicate(behind) if behind else None)
    return None


def written(noun: Tokens, rest: Tokens, *, governed: bool) -> Phrase | None:
    """Papers behind those who wrote them: 38条委员反映|社情民意信息 (counted), 33件|委员联名提案 (told apart)."""
    if governed and noun and noun[-1].is_a(PERSON) and rest and rest[0].is_a(VERB):
        paper = plain_noun(rest[1:])
        if paper is not None:
            return Phrase(item=paper, action=Span(rest[0].start, rest[0].end))
    title = None if governed else _by_whom(noun, rest)
    return Phrase(item=title) if title is not None else None


def _by_whom(noun: Tokens, rest: Tokens) -> Span | None:
    """含33件|委员联名提案: who wrote the papers and how, up to the end of the clause; None for any other words."""
    end = next((i for i, token in enumerate(rest) if token.kind in _ENDS), len(rest))
    if not noun or not noun[-1].is_a(PERSON) or end != _BY or not rest[0].is_a(ACT | VERB | INTRANSITIVE):
        return None
    paper = rest[1].is_a(NOUN) and not rest[1].is_a(PERSON)
    return Span(noun[0].start, rest[1].end) if paper else None
