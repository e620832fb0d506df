"""Where the noun behind a quantity ends, and what goes on there."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.nouns import trim
from cpcc_extract.claims.phrase import Tokens
from cpcc_extract.claims.token import Token
from cpcc_extract.claims.verbs import FUNCTION_WORDS
from cpcc_extract.lexicon.word_classes import (
    ACT,
    ADVERB,
    ASPECT,
    CAUSE,
    CONJUNCTION,
    EVENT,
    FALL,
    FUND,
    HAVE,
    HEAD,
    INTRANSITIVE,
    LEAD,
    LEVEL,
    LOCALIZER,
    NOUN,
    PAUSE,
    PERSON,
    PLACE,
    PREPOSITION,
    QUALITY,
    REASON,
    RELATIVE,
    RISE,
    STATE,
    SUFFIX,
    THROUGH,
    TRANSITIVE,
    VERB,
    VERB_PREFIX,
    WEAK,
)
from cpcc_extract.spans import Span

_LEADS_AWAY: Final = FUNCTION_WORDS | RELATIVE | ASPECT | TRANSITIVE | LEAD
_NAMES: Final = NOUN | PERSON | HEAD | ACT | PLACE | QUALITY
_ENDS: Final = ("break", "quantity", "time")
_SHORT_MODIFIER: Final = 4  # characters of a modifier before an activity: 专题调研, 大会发言


def noun_end(tokens: Tokens, first: int, people: bool, acts: bool, *, held: bool) -> int:
    """Index behind the last word of the noun that begins at `first`; `first` itself where none does.

    `people`: an activity behind it is what they did (22位委员|调研); `acts`: the unit counts occasions, so that an
    activity at the end of the clause belongs to it (1854次专项检查); `held`: a verb before the number holds the noun,
    so that it may be a list of activities with 等.
    """
    at, closed = first, False
    while at < len(tokens) and not ends_noun(tokens, at, first, people, acts):
        joins = tokens[at].is_a(CONJUNCTION)
        if joins and (closed or (held and _opens_clause(tokens, at + 1))):
            break  # 市州及有关县区|和外省: a list ends with its last member
        closed = closed or (joins and tokens[at].kind == "word" and not tokens[at].is_a(PAUSE))
        people = people or tokens[at].is_a(PERSON | PLACE)
        at += 1
        if held and at < len(tokens) and tokens[at].is_a(PAUSE | VERB | ACT) and (etc := _list_end(tokens, first, at)):
            at = etc
    return at


def _opens_clause(tokens: Tokens, at: int) -> bool:
    """登记82艘船舶、|总吨位居全国第二: what stands behind the pause has a predicate of its own."""
    while at < len(tokens) and (tokens[at].kind in ("text", "quote") or tokens[at].is_a(_NAMES)):
        at += 1
    return at < len(tokens) and tokens[at].is_a(LEVEL | STATE | RISE | FALL) and not tokens[at].is_a(NOUN)


def _list_end(tokens: Tokens, first: int, at: int) -> int | None:
    """Index behind 等 of the list that began at `first`: 心理、法律、|维权、调解等|个案服务; None where it is none."""
    if not any(token.classes & PAUSE for token in tokens[first : at + 1]):
        return None
    for end in range(at, len(tokens)):
        if tokens[end].is_a(SUFFIX) and not tokens[end].is_a(ADVERB):
            follower = tokens[end + 1] if end + 1 < len(tokens) else None
            return end + 1 if follower is not None and follower.is_a(NOUN | HEAD | ACT | PERSON) else None
        if tokens[end].kind not in ("text", "word", "quote") or tokens[end].classes & _LEADS_AWAY:
            return None
    return None


def plain_noun(tokens: Tokens) -> Span | None:
    """The noun that opens the words, trimmed; None where none does."""
    at = 0
    while at < len(tokens) and not ends_noun(tokens, at, 0, False, False):
        at += 1
    noun = trim(tokens[:at])
    return Span(noun[0].start, noun[-1].end) if noun else None


def _opens_list(tokens: Tokens, at: int) -> bool:
    """Whether a quoted example of what the next number counts begins here: 6场寒潮和|“玉兔”等4个台风."""
    kinds = [token.kind for token in tokens[at : at + 3]]
    return len(kinds) == 3 and kinds[0] == "quote" and tokens[at + 1].is_a(SUFFIX) and kinds[2] == "quantity"


def leads_to_number(tokens: Tokens, at: int) -> bool:
    """11个基层法院|与京津8个基层法院, 1.95亿元贷款|、供水工程1.1亿元贷款: what is joined has a number of its own."""
    names = _NAMES if tokens[at - 1].is_a(PAUSE) else PAUSE  # 3个支部|和寒亭、坊子2个小组
    first = at
    while at < len(tokens) and (tokens[at].kind == "text" or tokens[at].classes & names):
        at += 1
    if at < len(tokens) and tokens[at].kind == "quantity":
        return True
    at = first
    while at < len(tokens) and tokens[at].classes & PERSON and not tokens[at].classes & PLACE:
        at += 1
    # 1件集体提案|和委员个人的6件提案, but 127个国家和地区的584个港口
    return at + 1 < len(tokens) and tokens[at].is_a(RELATIVE) and tokens[at + 1].kind == "quantity"


def _speaks_for(tokens: Tokens, at: int) -> bool:
    """10名同志|代表|不同层面发言: the word for people is a verb behind other people, unless it ends the clause."""
    both = tokens[at].is_a(PREPOSITION) and tokens[at].is_a(PERSON) and tokens[at - 1].is_a(PERSON)
    return both and at + 1 < len(tokens) and tokens[at + 1].kind not in ("break", "quantity")


def _located(tokens: Tokens, at: int) -> bool:
    """44个活动|中乱收费: the word ends what tells where; in 3个工业中试基地 it is part of a name."""
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    named = tokens[at - 1].is_a(NOUN | HEAD | ACT) and (follower is None or follower.kind != "text")
    return named and tokens[at].is_a(LOCALIZER)


def ends_noun(tokens: Tokens, at: int, first: int, people: bool, acts: bool) -> bool:
    """Whether the word at `at` is no part of the noun that begins at `first`; see `noun_end`."""
    token = tokens[at]
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind in ("break", "quantity", "time") or (at > first and _located(tokens, at)):
        return True
    after_people = at > first and _last_word(tokens, at).is_a(PERSON)
    if token.classes & (NOUN | PERSON):
        # 授予20位企业家|“光彩之星”称号
        return after_people and (token.kind == "quote" or _speaks_for(tokens, at))
    if after_people and (token.kind == "text" or token.is_a(WEAK)):
        return True  # 22位委员|作大会发言
    if at > first and token.is_a(VERB_PREFIX) and follower is not None and follower.is_a(VERB | EVENT):
        return not follower.is_a(ACT | NOUN)  # 5个城市|新获评, but 35种中国新记录
    if token.classes & CONJUNCTION:
        return (
            at == first
            or _opens_list(tokens, at + 1)
            or leads_to_number(tokens, at + 1)
            or follower is None
            or follower.kind in ("break", "quantity", "time")
            or (follower.is_a(VERB | ACT | EVENT | FUNCTION_WORDS) and not _tells_both(tokens, at))
        )
    modifies = follower is not None and (
        follower.kind in ("text", "quote") or follower.is_a(NOUN | ACT | PERSON | HEAD | CONJUNCTION)
    )
    if token.classes & (TRANSITIVE | INTRANSITIVE):
        # 20名参保人员 is one name; 8名委员聆听讲座 goes on with what they did
        return at > first and (people or token.is_a(TRANSITIVE) or not modifies)
    named = at > first and _last_word(tokens, at).is_a(NOUN | PERSON | HEAD | PLACE)
    if named and not acts and token.is_a(VERB | ACT) and _only_verbs(tokens[at:]):
        return not token.is_a(FUND)  # 3所医疗中心|投入运行, but 以旧换新补贴|拉动消费
    closes = acts and (follower is None or follower.kind == "break")
    if token.classes & ACT and (not token.classes & VERB or (closes and not people and at > first)):
        # 专题调研 names what is counted; 市州和新区调研 goes on with what was done there
        return at > first and not modifies and (people or token.start - tokens[first].start > _SHORT_MODIFIER)
    sort = at > first and tokens[at - 1].is_a(QUALITY) and token.is_a(VERB | ACT | EVENT)  # 地区性组织
    if sort or (named and not people and _tells_kind(tokens, at)):
        return False
    if named and token.is_a(EVENT):  # 5个项目获批国家试点
        return True
    if token.classes & (ACT | EVENT):
        return people or not modifies if at > first else not modifies
    # 3000个免费体检名额, 5个|现有|收费站
    if at == first and (token.is_a(ADVERB) or (token.is_a(HAVE) and token.end - token.start > 1)):
        return follower is None or follower.kind in _ENDS or follower.is_a(FUNCTION_WORDS | VERB | EVENT)
    return token.is_a(FUNCTION_WORDS | VERB | LEAD | RELATIVE | ASPECT | CAUSE | REASON | THROUGH)


def _tells_both(tokens: Tokens, at: int) -> bool:
    """10条服务|和|保障意见: two acts tell what kind of thing the noun behind them is."""
    if at + 2 >= len(tokens) or not tokens[at - 1].is_a(ACT) or not tokens[at + 1].is_a(ACT):
        return False
    return tokens[at + 2].is_a(NOUN | HEAD) and not tokens[at + 2].is_a(PERSON | ACT | VERB)


def _tells_kind(tokens: Tokens, at: int) -> bool:
    """2个矿山|修复|项目: a verb before a general noun with which the name closes."""
    if at + 1 == len(tokens) or not tokens[at + 1].is_a(HEAD) or not tokens[at].is_a(VERB):
        return False
    closes = at + 2 == len(tokens) or tokens[at + 2].kind in ("break", "quantity") or tokens[at + 2].is_a(CONJUNCTION)
    return closes and not tokens[at].is_a(TRANSITIVE | LEAD)


def _last_word(tokens: Tokens, at: int) -> Token:
    """The word before `at`; that before the remark where one stands between: 乡镇(街道)|调研走访."""
    return tokens[at - 2] if at > 1 and tokens[at - 1].kind == "aside" else tokens[at - 1]


def _only_verbs(tokens: Tokens) -> bool:
    """Two verbs or more up to the end of the clause, nothing else."""
    end = next((at for at, token in enumerate(tokens) if token.kind in ("break", "quantity")), len(tokens))
    return end > 1 and all(t.classes & (VERB | ACT | EVENT) and not t.classes & (NOUN | HEAD) for t in tokens[:end])
