"""Noun phrases: where they begin and end, and what of them may be left out."""

from __future__ import annotations

from typing import Final, Literal

from cpcc_extract.claims.bounds import stops
from cpcc_extract.claims.phrase import NOTHING, Mode, Phrase, Tokens
from cpcc_extract.claims.token import Token
from cpcc_extract.claims.verbs import governing_verb, members_have_verbs
from cpcc_extract.lexicon.word_classes import (
    ABOUT,
    ACT,
    ADVERB,
    ASPECT,
    ATTENDS,
    CAUSE,
    COMPOUND,
    COMPOUND_HEAD,
    CONJUNCTION,
    FALL,
    GROUPING,
    HEAD,
    INTRANSITIVE,
    LEAD,
    LOCALIZER,
    MATTER,
    MOTION,
    NOUN,
    PAUSE,
    PERSON,
    PREFIX,
    PREPOSITION,
    QUALITY,
    RELATIVE,
    REMARK,
    RISE,
    SCOPE,
    STATE,
    SUFFIX,
    TOPIC,
    TRANSITIVE,
    VERB,
    WEAK,
)
from cpcc_extract.spans import Span

_TRIM: Final = CONJUNCTION | PREFIX | ASPECT | RELATIVE | TOPIC | LOCALIZER | SCOPE
_LOOSE_END: Final = SUFFIX | CONJUNCTION | RELATIVE | ASPECT | LOCALIZER | PREFIX | ADVERB
_SHORT_VERB: Final = 2
_LONG_ASIDE: Final = 6


def noun_phrase(tokens: Tokens, mode: Mode) -> Phrase:
    """The noun phrase that ends the words, collected leftwards to the verb or function word that governs it."""
    first = _collected(tokens, mode)
    whole, stop = tokens[first:], (tokens[first - 1] if first else None)
    noun = trim(_behind_relative(whole))
    if mode == "object" and stop is not None and stop.is_a(ADVERB) and _unknown_verb(noun):
        return Phrase(action=Span(noun[0].start, noun[-1].end))
    if mode != "object":
        return _measured(tokens[:first], whole, noun, mode)
    verb = _verb_before(tokens, first, whole)
    if not noun:
        return Phrase(action=verb)
    of_list = _behind_list(noun)
    if len(of_list) < len(noun) and (holds := main_verb(tokens) or verb) is not None:
        verb, noun = holds, trim(of_list)  # 委员|提出|推进精准扶贫、增进民生福祉等意见
    noun = _who_came(noun, stop)
    if _joined_verb(whole, noun) and verb is not None:
        verb, noun = Span(verb.start, noun[0].end), trim(noun[1:])
    elif stop is not None and _takes_acts(stop):
        verb, noun = _shift_acts(verb, noun, stop.is_a(COMPOUND))
    acts = _trailing_acts(noun)
    if acts and len(acts) < len(noun):
        span = Span(acts[0].start, acts[-1].end)
        if stop is not None and stop.is_a(MOTION):  # 赴浙江、江苏|考察学习2批次
            return Phrase(item=span, action=verb)
        if _has_people(noun, acts) or (stop is not None and stop.is_a(PREPOSITION)):
            # 围绕经济建设建言117条, 全体委员捐款50万元: the doer or the topic is not what is counted
            return Phrase(item=span, action=verb or span)
    if verb is None and stop is not None and (direction := _direction(stop, whole)) is not None:
        return _named(noun, Span(stop.start, stop.end), direction)
    if verb is None:
        verb, noun = _own_verb(noun, acts)
    return _named(noun, verb)


def _verb_before(tokens: Tokens, first: int, whole: Tokens) -> Span | None:
    """The verb that governs `whole`, the phrase from index `first` on."""
    verb = governing_verb(tokens[:first]) or _weak_verb(tokens[first - 1] if first else None)
    if verb is None or not _holds_clause(whole) or _holds_verb(whole):
        return verb
    # 解决了群众关注的问题23个: the verb of the clause with 的 is not what was done
    before_it = tuple(token for token in tokens if token.end <= verb.start)
    if before_it and before_it[-1].is_a(ABOUT) and before_it[-1].end == verb.start:  # 建言|改善民生|的提案
        return Span(before_it[-1].start, before_it[-1].end)
    # 围绕建设示范区的提案187件: the verb tells what they are about
    return main_verb(before_it) or governing_verb(before_it) or (None if _tells_topic(before_it) else verb)


def _takes_acts(verb: Token) -> bool:
    """走访|考察区内企业: the acts behind the verb are done too; in 落实|养护管理人员 they name a kind."""
    if not verb.is_a(VERB) or not verb.is_a(ACT) or verb.is_a(TRANSITIVE):
        return False
    return verb.is_a(ATTENDS) or not verb.is_a(LEAD)


def _direction(stop: Token, whole: Tokens) -> Literal["rise", "fall"] | None:
    """增加|就业岗位50个; in 提高|效率的建议12条 the word tells what the papers are about."""
    if not stop.is_a(RISE | FALL) or (_holds_clause(whole) and not _holds_verb(whole)):
        return None
    return "rise" if stop.is_a(RISE) else "fall"


def _collected(tokens: Tokens, mode: Mode) -> int:
    """Index of the first word of the phrase, which an adverb behind 的 does not end: 反映的|实际|问题."""
    first = len(tokens)
    while first and not stops(tokens, first - 1, mode):
        first -= 1
        if first > 1 and tokens[first - 1].is_a(ADVERB) and tokens[first - 2].is_a(RELATIVE):
            first -= 2
    return first


def main_verb(tokens: Tokens) -> Span | None:
    """发生|列入统计上报的事故17起: two verbs in a row in front of a clause with 的, of which the first governs."""
    first = next((at for at, t in enumerate(tokens) if t.kind != "time" and not t.classes & (ADVERB | PERSON)), None)
    if first is None or first + 1 >= len(tokens) or not tokens[first].is_a(VERB):
        return None
    if tokens[first].is_a(NOUN | COMPOUND | CAUSE):
        return None
    return Span(tokens[first].start, tokens[first].end) if tokens[first + 1].is_a(VERB) else None


def _who_came(noun: Tokens, stop: Token | None) -> Tokens:
    """出席会议|委员261名, 参加培训|干部120人: what they came to is not what is counted."""
    came = stop is not None and stop.is_a(ATTENDS) and len(noun) > 1 and noun[-1].is_a(PERSON)
    return noun[1:] if came and noun[0].is_a(HEAD | ACT) else noun


def _measured(before_it: Tokens, whole: Tokens, noun: Tokens, mode: Mode) -> Phrase:
    """The noun as what is measured or spoken of; `before_it` are the words that it was not collected over."""
    stop = before_it[-1] if before_it else None
    acts = _trailing_acts(noun) if mode in ("measure", "extent") else ()
    toward = stop is not None and stop.is_a(PREPOSITION)
    if acts and len(acts) < len(noun) and (toward or _has_people(noun, acts)):  # 区政府投资8亿元
        noun = acts
    if stop is not None and stop.kind == "time" and len(before_it) > 1 and before_it[-2].is_a(LEAD):
        stop = before_it[-2]  # 完成|全年|目标45%
    if stop is not None and whole and _holds_clause(whole) and mode == "subject":
        stop = None  # 对经济增长|的贡献率51%, 涉及提高生活品质|的占比15.9%: no change of it, nothing done to it
    return _subject(noun, stop) if noun else NOTHING


def _joined_verb(whole: Tokens, noun: Tokens) -> bool:
    """新增|或更新|公交车400辆: another verb is joined to the one before the noun."""
    joins = len(noun) > 1 and whole[0].is_a(CONJUNCTION) and not whole[0].is_a(PAUSE)
    return joins and whole[1] is noun[0] and noun[0].is_a(VERB) and not noun[0].is_a(NOUN)


def _weak_verb(stop: Token | None) -> Span | None:
    """发展|会员4000人: a word that is a verb where it opens the clause."""
    weak = stop is not None and stop.is_a(WEAK) and not stop.is_a(NOUN)
    return Span(stop.start, stop.end) if weak and stop is not None else None


def _holds_clause(words: Tokens) -> bool:
    """Whether a clause with 的 stands before the noun; 用工、融资等方面的问题 has none."""
    return any(token.classes & RELATIVE and not words[at - 1].is_a(GROUPING) for at, token in enumerate(words[:-1]))


def _holds_verb(words: Tokens) -> bool:
    """解决|群众反映的问题: the clause with 的 has its own verb among the words collected."""
    end = next((at for at in range(len(words) - 1, -1, -1) if words[at].classes & RELATIVE), 0)
    own = words[end - 1] if end else None
    return own is not None and own.is_a(VERB) and not own.is_a(NOUN | ACT)


def _tells_topic(words: Tokens) -> bool:
    """围绕 stands among `words`, or 有关 opens them: 有关环境优化|的提案11件."""
    opened = bool(words) and words[0].is_a(PREFIX) and words[0].is_a(ABOUT)
    return opened or any(token.classes & PREPOSITION and token.classes & STATE for token in words)


def _own_verb(noun: Tokens, acts: Tokens) -> tuple[Span | None, Tokens]:
    """What was done, told by an activity inside the noun, and what is left to be counted."""
    led, inner = _leading_acts(noun), _inner_acts(noun)
    if led:
        return Span(led[0].start, led[-1].end), trim(noun[len(led) :])
    if inner is not None:
        return Span(noun[inner].start, noun[inner].end), noun[inner + 1 :]
    return (Span(acts[0].start, acts[-1].end) if acts else None), noun


def _subject(noun: Tokens, stop: Token | None) -> Phrase:
    if stop is not None and stop.is_a(LEAD | TRANSITIVE | WEAK | VERB):
        return _named(noun, Span(stop.start, stop.end))
    if stop is not None and stop.is_a(RISE | FALL):
        # 压缩行政经费5%: the change stands before what it changes
        return _named(noun, Span(stop.start, stop.end), "rise" if stop.is_a(RISE) else "fall")
    return _named(noun)


def _unknown_verb(noun: Tokens) -> bool:
    """One or two characters that no lexicon knows, between an adverb and the number: 再次加征10%, 已录建320份."""
    return bool(noun) and all(token.kind == "text" for token in noun) and noun[-1].end - noun[0].start <= _SHORT_VERB


def _behind_relative(noun: Tokens) -> Tokens:
    for at in range(len(noun) - 1, -1, -1):
        if noun[at].classes & RELATIVE and at + 1 < len(noun):
            return noun[at + 1 :]
    return noun


def _behind_list(noun: Tokens) -> Tokens:
    """加强监管、|完善|机制等|建议: of a list whose members have verbs, what they are."""
    end = next((at for at, token in enumerate(noun) if token.is_a(SUFFIX) and not token.is_a(ADVERB)), 0)
    return noun[end + 1 :] if end + 1 < len(noun) and members_have_verbs(noun[: end + 1]) else noun


def trim(noun: Tokens) -> Tokens:
    first, end = 0, len(noun)
    while first < end and (
        noun[first].kind in ("blank", "aside") or (noun[first].is_a(_TRIM) and not noun[first].is_a(NOUN))
    ):
        if noun[first].is_a(LOCALIZER) and first + 1 < end and noun[first + 1].kind == "text":  # 中部地区
            break
        first += 1
    while end > first and _is_loose(noun[end - 1]):
        end -= 1
    return noun[first:end]


def _is_loose(token: Token) -> bool:
    """Whether a word at the end of a noun belongs to none; 违法违规 is what was found, not how, 年计划 a plan."""
    return token.kind == "blank" or (token.is_a(_LOOSE_END) and not token.is_a(MATTER | HEAD)) or _remark(token)


def _remark(token: Token) -> bool:
    """货运量(按当年价格折算), 金额(含款、物): more than what may belong to a name, 市(州)."""
    return token.kind == "aside" and (token.end - token.start > _LONG_ASIDE or token.is_a(REMARK))


def _trailing_acts(noun: Tokens) -> Tokens:
    first = len(noun)
    while first and noun[first - 1].is_a(ACT | CONJUNCTION) and not noun[first - 1].is_a(NOUN):
        first -= 1
    while 1 < first < len(noun) and noun[first - 1].is_a(INTRANSITIVE) and noun[first - 2].is_a(PERSON):
        first -= 1  # 委员|下乡义诊
    while first < len(noun) and noun[first].is_a(CONJUNCTION):
        first += 1
    return noun[first:]


def _has_people(noun: Tokens, acts: Tokens) -> bool:
    return any(token.classes & PERSON for token in noun[: len(noun) - len(acts)])


def _leading_acts(noun: Tokens) -> Tokens:
    """走访考察 in 走访考察区内企业; nothing where only activities stand, or a head noun that they modify (视察活动)."""
    end = 0
    while end < len(noun) and noun[end].is_a(ACT | VERB | ASPECT | CONJUNCTION) and not noun[end].is_a(NOUN):
        end += 1
    if end and noun[end - 1].is_a(PAUSE):  # 组织、人事方面
        return ()
    while end and noun[end - 1].is_a(CONJUNCTION):
        end -= 1
    if end == len(noun) or noun[end].is_a(RELATIVE | COMPOUND_HEAD) or _only_groups(noun[end]):  # 规划建设|类提案
        return ()
    if noun[end].is_a(HEAD) and end + 1 == len(noun):
        return ()
    return noun[:end]


def _only_groups(token: Token) -> bool:
    return token.is_a(GROUPING) and not token.is_a(QUALITY)


def _inner_acts(noun: Tokens) -> int | None:
    """Where people did something to people: 机关干部|结对帮扶|贫困户132户; in 企业服务机构 it is part of a name."""
    if not noun[-1].is_a(PERSON) or noun[-1].is_a(HEAD):
        return None
    for at in range(1, len(noun) - 1):
        act = noun[at].is_a(ACT) and not noun[at].is_a(NOUN | PERSON | HEAD)
        if act and noun[at - 1].is_a(PERSON) and not any(t.classes & (CONJUNCTION | RELATIVE) for t in noun[at:]):
            return at
    return None


def _shift_acts(verb: Span | None, noun: Tokens, compound: bool) -> tuple[Span | None, Tokens]:
    """走访|考察区内企业: activities directly behind a verb of their own kind belong to it."""
    led = _leading_acts(noun)
    if verb is None or not led:
        return verb, noun
    if not compound and not all(token.classes & (VERB | ASPECT | CONJUNCTION) for token in led):  # 投入|就业资金
        return verb, noun
    return Span(verb.start, led[-1].end), trim(noun[len(led) :])


def _named(noun: Tokens, action: Span | None = None, change: Literal["rise", "fall"] | None = None) -> Phrase:
    last = noun[-1]
    return Phrase(Span(noun[0].start, last.end), action, change, measure=Span(last.start, last.end))
