"""Clauses that set a number against something: changes, shares, comparisons, multiples."""

from __future__ import annotations

from typing import Final, Literal

from cpcc_extract.claims.nouns import noun_phrase
from cpcc_extract.claims.phrase import NOTHING, Phrase, Tokens
from cpcc_extract.claims.tail import strip_tail
from cpcc_extract.claims.verbs import governing_verb
from cpcc_extract.lexicon.word_classes import (
    ABOUT,
    ACHIEVES,
    ADVERB,
    AT,
    COMPARE,
    EARLIER,
    EVENT,
    INTRANSITIVE,
    LEAD,
    LEVEL,
    LIGHT,
    LOCALIZER,
    MORE_BY,
    NOUN,
    PASSIVE,
    PERSON,
    PREPOSITION,
    REACH,
    RELATIVE,
    RISE,
    SCOPE,
    SELF_OBJECT,
    SHARE,
    SHORT_OF,
    SITE,
    STATE,
    UNDERGO,
    VERB,
)
from cpcc_extract.spans import Span

_UNDERGOES: Final = UNDERGO | PASSIVE | ADVERB | STATE | EVENT


def changed(tokens: Tokens, tail: Tokens, *, shared: bool) -> Phrase:
    """增长5%, 上升了3.1个百分点, 提高到94%; `shared`: 分别 stands before the number."""
    last = tokens[-1]
    reached = next((t for t in tail if t.classes & REACH), None)
    action = Span(last.start, reached.end if reached else last.end)
    words = tokens[:-1]
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i].is_a(COMPARE) and not words[i].is_a(NOUN)), None)
    while words and (words[-1].kind in ("time", "blank") or words[-1].is_a(ADVERB)):  # 资产总额五年增长64%
        words = words[:-1]
    if len(words) + 1 < len(tokens) and words and words[-1].is_a(AT):  # 收入|在上年|增长12%的基础上
        words = words[:-1]
    if at is not None and _closes_comparison(words, at):
        words, at = words[at + 1 :], None
    # 立案率比去年上升: what is compared stands before the word that opens the comparison
    subject, _ = strip_tail(words if at is None else words[:at])
    named = noun_phrase(subject, "subject") if subject else NOTHING
    if named.item is None and last.is_a(SELF_OBJECT):
        own = Span(last.start, last.end)
        # 增收12亿元; 财政收入30亿元,比上年增收2亿元: what is compared was named before
        named = named._replace(fallback=own, base=True)
    direction: Literal["rise", "fall"] | None = None if reached else ("rise" if last.is_a(RISE) else "fall")
    return named._replace(action=action, change=direction, level=reached is not None, shared=shared)


def _closes_comparison(words: Tokens, at: int) -> bool:
    """与上年同期相比|收案件数增长33%: the base stands before the word, and what is compared behind it."""
    before_it = next((token for token in reversed(words[:at]) if not token.is_a(ADVERB)), None)
    behind = any(token.kind != "time" for token in strip_tail(words[at + 1 :])[0])
    return behind and before_it is not None and before_it.kind == "time"


def exceeding(tokens: Tokens, *, counted: bool) -> Phrase | None:
    """比2023年底高出3个百分点 is an increase; 比全省平均水平高出3个百分点 is none.

    `counted`: the number is a count, which needs no comparison (与上年相比,收案多2850件); 坝高50米 is no increase.
    """
    change: Literal["rise", "fall"] = "fall" if tokens[-1].is_a(SHORT_OF) else "rise"
    by = counted and tokens[-1].is_a(MORE_BY)
    if by and len(tokens) == 1:  # 人均结案25件|多13件
        return Phrase(change=change)
    for at in range(len(tokens) - 2, -1, -1):
        if tokens[at].is_a(COMPARE) and not tokens[at].is_a(NOUN):
            subject, _ = strip_tail(tokens[:at])
            named = (noun_phrase(subject, "subject") if subject else NOTHING)._replace(action=None)
            over_time = any(t.kind == "time" or t.classes & EARLIER for t in tokens[at:-1])
            return named._replace(change=change) if over_time else named._replace(level=True)
    subject = strip_tail(tokens[:-1])[0] if by else ()
    return noun_phrase(subject, "subject")._replace(action=None, change=change) if subject else None


def compared(tokens: Tokens) -> Phrase | None:
    """增幅高于全国, 超过全国平均水平: the subject stands before the comparison, which has no verb of change."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.classes & (VERB | EVENT | LIGHT | PREPOSITION):
            return None
        if token.classes & COMPARE and not token.classes & NOUN and at + 1 < len(tokens):
            subject, _ = strip_tail(tokens[:at])
            return (noun_phrase(subject, "subject") if subject else NOTHING)._replace(action=None, level=True)
    return None


def share_of(tokens: Tokens) -> Phrase | None:
    """占全部立案的, 占总销量: the subject before 占, else the whole behind it."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].is_a(SHARE):
            before_it = strip_tail(tokens[:at])[0]
            if before_it and before_it[-1].is_a(RELATIVE):  # 采纳落实的占87%
                part = headless(before_it[:-1])._replace(level=True, action=None)
                return part if part.fallback else part._replace(fallback=_opened_with(before_it))
            subject = noun_phrase(before_it, "subject") if before_it else NOTHING
            if subject.item is None and at + 1 < len(tokens) and not tokens[-1].is_a(RELATIVE):
                subject = noun_phrase(tokens[at + 1 :], "subject")
                return subject._replace(action=None, level=True, fallback=subject.item, item=None, base=True)
            return subject._replace(action=None, level=True)
    return None


def _opened_with(tokens: Tokens) -> Span | None:
    """委员|对办理结果表示满意的占98%, 建议内容|得到解决的占82%: of whom or of what the clause speaks opens it.

    In 委员提出的占60% it is who did it, and not what is counted.
    """
    ends = (
        at
        for at, token in enumerate(tokens)
        if token.classes & (PREPOSITION | VERB | RELATIVE | _UNDERGOES) and not token.classes & PERSON
    )
    end = next(ends, 0)
    if not end:
        return None
    people = tokens[end - 1].is_a(PERSON) and tokens[end].is_a(PREPOSITION | STATE)
    undergoes = not tokens[end - 1].is_a(PERSON) and tokens[end].is_a(_UNDERGOES)
    return noun_phrase(tokens[:end], "subject").item if people or undergoes else None


def multiple_of(tokens: Tokens) -> Phrase | None:
    """税收为“十三五”时期的1.8倍: the subject before the link, not what it is measured by."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].is_a(LEVEL) and not tokens[at].is_a(NOUN):
            subject = strip_tail(tokens[:at])[0]
            return (noun_phrase(subject, "subject") if subject else NOTHING)._replace(action=None, level=True)
    return None


def part_done(tokens: Tokens) -> Phrase | None:
    """厂房已完成工程总量的90%: the subject, else what a part was done of."""
    at = next((i for i in range(len(tokens) - 2, -1, -1) if tokens[i].is_a(ACHIEVES)), None)
    if at is None or at + 2 == len(tokens) or (at and tokens[at - 1].is_a(INTRANSITIVE)):  # 超额|完成目标2.7个百分点
        return None
    subject = strip_tail(tokens[:at])[0]
    named = noun_phrase(subject, "subject") if subject else NOTHING
    if named.item is None:  # 收入520亿元,完成预算的106%: what is told of was named before
        named = noun_phrase(tokens[at + 1 : -1], "subject")
        named = named._replace(fallback=named.item, item=None, base=True)
    return named._replace(action=Span(tokens[at].start, tokens[at].end), level=True)


def headless(tokens: Tokens) -> Phrase:
    """全国政协委员留任的1045人: the clause's subject may be what is counted."""
    about = next((token for token in tokens if token.classes & ABOUT and token.classes & VERB), None)
    action = governing_verb(tokens) if about is None else Span(about.start, about.end)  # 涉及|规划、建设方面的170件
    inside = next((at for at, token in enumerate(tokens) if token.classes & LOCALIZER and not token.classes & SITE), 0)
    if inside and action is None:  # 公务员中|大学以上学历的71人
        return Phrase(headless=True, fallback=noun_phrase(tokens[:inside], "subject").item, done_to=True)
    before_it = [token for token in tokens if action and token.end <= action.start]
    if any(token.classes & (VERB | EVENT) and not token.classes & NOUN for token in before_it):  # 解决和基本解决的
        before_it = []
    subject = noun_phrase(strip_tail(tuple(before_it))[0], "subject").item if before_it else None
    outer = next((t for t in tokens if t.kind != "blank" and not t.classes & (ADVERB | SCOPE)), None)
    opens = outer is not None and outer.is_a(VERB | LEAD) and not outer.is_a(NOUN)
    main = Span(outer.start, outer.end) if outer is not None and opens else None
    people = subject is not None and any(token.end == subject.end and token.is_a(PERSON) for token in tokens)
    return Phrase(action=action, headless=True, fallback=subject, outer=main, people=people)
