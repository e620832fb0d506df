"""Which word of a clause is its verb, and where the predicate begins."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from cpcc_extract.claims.phrase import Tokens
from cpcc_extract.claims.token import Token
from cpcc_extract.lexicon.word_classes import (
    ABOUT,
    ACT,
    ADVERB,
    ASPECT,
    CAUSE,
    COMPARE,
    COMPOUND,
    COMPOUND_HEAD,
    CONJUNCTION,
    EVENT,
    FALL,
    FUND,
    HANDLES,
    HAVE,
    HEAD,
    INTRANSITIVE,
    LEAD,
    LEVEL,
    LIGHT,
    LOCALIZER,
    MATTER,
    NOUN,
    PASSIVE,
    PAUSE,
    PERSON,
    PREPOSITION,
    REASON,
    RELATIVE,
    RESPECTIVELY,
    RISE,
    SAYS,
    SCOPE,
    SHARE,
    STATE,
    SUFFIX,
    THROUGH,
    TOPIC,
    VERB,
    WEAK,
)
from cpcc_extract.spans import Span

FUNCTION_WORDS: Final = (
    LIGHT | PREPOSITION | PASSIVE | TOPIC | ADVERB | HAVE | LEVEL | SHARE | COMPARE | STATE | RISE | FALL | RESPECTIVELY
    | REASON
)  # fmt: skip
"""Classes of words that stand between verbs and nouns and belong to neither."""


def governing_verb(tokens: Tokens) -> Span | None:
    """The nearest governing verb to the left, with the first half of a compound (组织开展)."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].kind == "quantity":
            return None
        if at and tokens[at].is_a(ABOUT) and tokens[at - 1].is_a(VERB | LEAD) and not tokens[at - 1].is_a(NOUN | ABOUT):
            continue  # 收集|涉及|教育、文化等方面意见: what they are about
        if tokens[at].is_a(VERB | EVENT | LIGHT) and not tokens[at].is_a(NOUN) and not _ends_body(tokens, at):
            return Span(tokens[compound_start(tokens, at)].start, tokens[at].end)
        if tokens[at].is_a(WEAK) and opens(tokens, at) and not verb_left(tokens[:at]):
            return Span(tokens[at].start, tokens[at].end)
    return None


def _ends_body(tokens: Tokens, at: int) -> bool:
    """市妇儿委|办|对规划进行评估: one character before a preposition holds nothing, and ends the name of a body."""
    short = tokens[at].end - tokens[at].start == 1 and 0 < at < len(tokens) - 1
    return short and tokens[at - 1].end == tokens[at].start and tokens[at + 1].is_a(PREPOSITION)


def compound_start(tokens: Tokens, at: int) -> int:
    """First index of the compound verb that ends at `at`: 组织开展, 接待、保障."""
    previous = tokens[at - 1] if at else None
    if previous is not None and tokens[at].is_a(EVENT) and previous.is_a(VERB | ACT) and not previous.is_a(NOUN | FUND):
        at -= 1  # 整改|到位; what is 到位 of 投资 is the money
    while at and tokens[at - 1].is_a(COMPOUND) and not tokens[at - 1].is_a(NOUN):
        at -= 1
    return at


def says_what_about(tokens: Tokens, at: int) -> bool:
    """起诉|破坏市场秩序案件12件: the verb behind another only tells what the matter at the end is."""
    if not tokens[-1].is_a(MATTER) or tokens[at].is_a(HANDLES):
        return False
    before_it = [token for token in tokens[:at] if token.classes & VERB and not token.classes & (NOUN | ABOUT)]
    return bool(before_it) and (tokens[at].is_a(ABOUT) or before_it[0].is_a(HANDLES))


def opens(tokens: Tokens, at: int) -> bool:
    """Whether the word opens the predicate: nothing, an adverb or time, or the doer stands before it, a noun behind."""
    if at + 1 == len(tokens) or tokens[at + 1].is_a(SUFFIX | CONJUNCTION | RELATIVE | COMPOUND_HEAD):
        return False
    if (
        at + 2 == len(tokens) and tokens[-1].is_a(MATTER | HEAD) and tokens[-1].end - tokens[-1].start == 1
    ):  # 恶霸案29件
        return False
    before_it = next((token for token in reversed(tokens[:at]) if token.kind != "blank"), None)
    return (
        before_it is None
        or before_it.kind == "time"
        or before_it.is_a(ADVERB | PERSON | PASSIVE | ASPECT | CAUSE | SCOPE | LOCALIZER)
        or (before_it.is_a(CONJUNCTION) and not before_it.is_a(PAUSE))
    )


def members_have_verbs(tokens: Tokens) -> bool:
    """推动改革、|促进|发展: a member of a list opens with a verb that has an object; in 协商、调研、视察 none does."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return any(
        mark.is_a(CONJUNCTION) and verb.is_a(VERB | ACT) and not (verb.is_a(NOUN) or behind.is_a(CONJUNCTION | SUFFIX))
        for mark, verb, behind in triples
    )


def verb_left(tokens: Tokens) -> bool:
    return any(token.classes & (VERB | LEAD) and not token.classes & NOUN for token in tokens)


def pure_verb_left(tokens: Tokens) -> Token | None:
    for token in reversed(tokens):
        if token.kind == "quantity":
            return None
        if token.classes & VERB and not token.classes & (ACT | NOUN):
            return token
        if token.classes & LEAD and not token.classes & NOUN:
            return token
        if token.classes & (RISE | FALL) and not token.classes & NOUN and token.end - token.start > 1:
            return token  # 增加|生态管护岗位
    return None


def _free_acts(tokens: Tokens) -> list[Token]:
    """Activities that are no part of a name, as in 1个技术|创新|中心."""
    pairs = zip_longest(tokens, tokens[1:])
    return [
        token
        for token, follower in pairs
        if token.classes & ACT and not token.classes & NOUN and not (follower is not None and follower.is_a(HEAD))
    ]


def _behind_topic(tokens: Tokens, verbs: list[Token], topic: bool) -> Token:
    """29名委员|就工商业改造|提出建议: an activity behind a preposition is what the verb is about."""
    first = verbs[0]
    topic = topic or any(t.classes & PREPOSITION and t.start < first.start for t in tokens)
    compound = len(verbs) > 1 and verbs[1].start == first.end and verbs[1].is_a(ACT)  # 在30个县|建设运营
    about = topic and first.is_a(ACT) and not compound
    return next((t for t in verbs[1:] if not t.classes & ACT or t.classes & LEAD), first) if about else first


def _says_it_all(tokens: Tokens) -> bool:
    """140名委员|反映|社情民意信息: what was said is named, by a noun that closes the clause."""
    ends = (at for at, token in enumerate(tokens) if token.kind in ("break", "quantity"))
    words = tokens[: next(ends, len(tokens))]
    return len(words) > 1 and words[0].is_a(ABOUT) and all(t.is_a(NOUN | MATTER | HEAD) for t in words[1:])


def predicate(tokens: Tokens, *, topic: bool = False) -> Span | None:
    """The verb behind the noun: the first one, or after 由 the last one (由主席领衔督办).

    `topic`: a preposition stands before the number, so that an activity here is what the verb is about.
    """
    opening = next((t for t in tokens if t.kind != "blank" and not t.classes & ADVERB), None)
    if opening is not None and opening.is_a(SAYS) and not _says_it_all(tokens):  # 77%的群众认为
        return None
    if opening is not None and opening.is_a(INTRANSITIVE):  # 8家企业亮相消费电子展
        return Span(opening.start, opening.end)
    words = [t for t in tokens if not t.classes & NOUN]
    if (
        opening is not None
        and opening.is_a(THROUGH)
        and not any(t.classes & VERB and not t.classes & ACT for t in words)
    ):
        return Span(opening.start, opening.end)  # 7个县通过省级评估认定
    verbs = [t for t in words if t.classes & (VERB | EVENT | LIGHT)] or _free_acts(tokens)
    if verbs and verbs[0].is_a(ADVERB):  # 20余位专家|深入|交流
        verbs = [t for t in words if t.start == verbs[0].end and t.classes & (VERB | ACT)] or verbs
    if not verbs:
        return None
    light = next((t for t in verbs if t.classes & LIGHT), None) if topic and tokens[0].is_a(RELATIVE) else None
    if light is not None:  # 对3个镇|的农业生产进行考察
        verbs = [light]
    passive = tokens[0].is_a(PASSIVE) and not tokens[0].is_a(VERB)
    if passive and verbs[0].start == tokens[0].end:  # 被|聘为|特邀检察员; behind the doer the last: 由主席领衔督办
        verbs = verbs[:1]
    chosen = verbs[-1] if passive else _behind_topic(tokens, verbs, topic)
    if chosen.is_a(LIGHT):
        behind = [t for t in words if t.start > chosen.start and t.classes & (ACT | VERB | EVENT)]
        inner = next((t for t in behind if not t.classes & ADVERB), None)  # 进行了22次深入|调研
        chosen = inner or chosen
    return Span(chosen.start, chosen.end)
