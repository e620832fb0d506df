"""Clauses before a number that are read as a whole: members of a list, what was completed, what was passed."""

from __future__ import annotations

from cpcc_extract.claims.nouns import noun_phrase
from cpcc_extract.claims.phrase import NumberKind, Phrase, Tokens
from cpcc_extract.claims.tail import strip_tail
from cpcc_extract.claims.verbs import verb_left
from cpcc_extract.lexicon.word_classes import (
    ACHIEVES,
    ACT,
    ADOPTED,
    BECOMES,
    HEAD,
    MATTER,
    NOUN,
    PERSON,
    THROUGH,
    TOWARD,
    VERB,
    WEAK,
)
from cpcc_extract.spans import Span

_AS = 3  # words of the shortest such clause: 作为|来信|处理


def whole_clause(tokens: Tokens, kind: NumberKind) -> Phrase | None:
    """The clause read as one of these; None where it is none of them."""
    return _continued(tokens, kind) or _completed(tokens, kind) or _adopted(tokens, kind) or _treated(tokens, kind)


def _continued(tokens: Tokens, kind: NumberKind) -> Phrase | None:
    """执法检查22次、|专题询问|9次: an act in a list is what is counted."""
    if not kind.goes_on or len(tokens) < 2 or not tokens[-1].is_a(ACT | WEAK) or tokens[0].is_a(TOWARD):
        return None  # 参加活动39人次、|对成果批示|149人次
    named = noun_phrase(tokens, "subject")
    return named._replace(action=None) if named.item else named


def _adopted(tokens: Tokens, kind: NumberKind) -> Phrase | None:
    """修改法律8件,|通过重大问题的决定|11件: what a meeting passes stands behind a word that else is a preposition."""
    if not kind.counted or len(tokens) < 2 or not tokens[0].is_a(THROUGH) or not tokens[-1].is_a(ADOPTED):
        return None
    named = noun_phrase(tokens[1:], "object")
    return named._replace(action=Span(tokens[0].start, tokens[0].end)) if named.item else None


def _treated(tokens: Tokens, kind: NumberKind) -> Phrase | None:
    """未立案提案|转作|意见建议|处理15件: as what it was treated belongs to what was done; the thing stands before."""
    if not kind.counted or kind.occasions or len(tokens) < _AS or not tokens[-1].is_a(VERB) or tokens[-1].is_a(NOUN):
        return None
    at = next((i for i in range(len(tokens) - 2, -1, -1) if tokens[i].is_a(BECOMES)), None)
    if at is None or at + 2 > len(tokens) - 1 or any(t.is_a(VERB) and not t.is_a(ACT) for t in tokens[at + 1 : -1]):
        return None
    named = noun_phrase(strip_tail(tokens[:at])[0], "subject") if at else Phrase()
    return named._replace(action=Span(tokens[at].start, tokens[-1].end))


def _completed(tokens: Tokens, kind: NumberKind) -> Phrase | None:
    """反馈问题|完成整改|80个: the thing that opens the clause is counted, and the rest is what was done to it."""
    if len(tokens) < 3 or kind.occasions or not kind.counted or not tokens[-2].is_a(ACHIEVES):
        return None
    thing = tokens[-3]
    done = tokens[-1].is_a(VERB) and not tokens[-1].is_a(NOUN | HEAD | PERSON)  # 产业链|带动就业100万人 is of people
    if (
        not done
        or not thing.is_a(NOUN | HEAD | MATTER)
        or thing.is_a(PERSON)
        or (verb_left(tokens[:-2]) and not thing.is_a(MATTER))
    ):
        return None
    named = noun_phrase(strip_tail(tokens[:-2])[0], "subject")
    return named._replace(action=Span(tokens[-2].start, tokens[-1].end)) if named.item else None
