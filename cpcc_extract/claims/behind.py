"""The words behind a quantity: the noun that it counts, and the predicate after that."""

from __future__ import annotations

from typing import NamedTuple

from cpcc_extract.claims.nouns import noun_phrase, trim
from cpcc_extract.claims.phrase import Phrase, Tokens
from cpcc_extract.claims.token import Token
from cpcc_extract.claims.verbs import FUNCTION_WORDS, predicate
from cpcc_extract.lexicon.word_classes import (
    ABOUT,
    ACT,
    ADVERB,
    ASPECT,
    CAUSE,
    CONJUNCTION,
    EVENT,
    FALL,
    HEAD,
    INTRANSITIVE,
    LEAD,
    LEVEL,
    LOCALIZER,
    NOUN,
    PASSIVE,
    PAUSE,
    PERSON,
    PREFIX,
    PREPOSITION,
    QUALITY,
    REASON,
    RELATIVE,
    RISE,
    SPEC,
    STATE,
    SUFFIX,
    THROUGH,
    TRANSITIVE,
    UNDERGO,
    VERB,
    VERB_PREFIX,
    WEAK,
)
from cpcc_extract.spans import Span

_SHORT_MODIFIER = 4  # characters of a modifier before an activity: 专题调研, 大会发言
_PREDICATE = VERB | EVENT | ADVERB | LEVEL | RISE | FALL | LEAD | CAUSE | STATE | TRANSITIVE | INTRANSITIVE | WEAK
_SHORT_VERB = 2
_OPENS_CLAUSE = ADVERB | QUALITY | INTRANSITIVE | WEAK | EVENT | PASSIVE | ABOUT


class BehindKind(NamedTuple):
    """What the words behind a number need to know of it and of what stands before it."""

    acts: bool
    """The unit counts occasions, so that an activity at the end is part of what is counted (1854次专项检查)."""
    occasions: bool
    """So it does, and no verb before the number says of what."""
    whole: bool
    """The unit names what it counts (人), so that only a clause with 的 adds to it."""
    toward: bool
    """A preposition stands before the number, so that an activity is what was done (与86个村|结对帮扶)."""
    creates: bool
    """The verb directly before the number brings a text or a meeting into being (提出5类|优化建议)."""


def after(tokens: Tokens, kind: BehindKind) -> Phrase:
    """Read the words of the clause behind a quantity: the noun counted, and the verb that follows it.

    189件提案已全部办复 gives 提案 and 办复; 2次召开审查会议 gives the meeting and 召开; 400人参加的报告会 the assembly.
    The item is None where no noun follows at once.
    """
    at, relative = _skipped(tokens, kind.whole)
    named = _named_to_end(tokens, at, kind)
    if named is not None:
        return Phrase(item=named)
    led = _led_by_verb(tokens, at, kind, plain=not relative and not kind.acts)
    led = led or _relative_clause(tokens, at)
    if led is not None:
        return led
    if kind.whole and not relative and not (at < len(tokens) and tokens[at].is_a(PERSON)):
        return Phrase(action=predicate(tokens[at:]))
    end = _noun_end(tokens, at, kind.toward, kind.acts)
    noun, rest = trim(tokens[at:end]), tokens[end:]
    if rest and rest[0].is_a(ASPECT):  # 12个工种|录播了节目
        noun = _without_verb(noun)
    # 8个省|的14个项目进度滞后
    of_next = len(rest) > 1 and rest[0].is_a(RELATIVE) and rest[1].kind == "quantity"
    action = None if of_next else predicate(rest, topic=kind.toward)
    if not noun:
        return Phrase(action=action)
    return Phrase(
        item=Span(noun[0].start, noun[-1].end),
        action=action,
        headless=bool(rest) and rest[0].kind == "quantity",
        bare=len(noun) == 1 and not noun[0].is_a(PERSON | HEAD) and action is None,
    )


def _skipped(tokens: Tokens, whole: bool) -> tuple[int, bool]:
    """Where the words behind the number begin, and whether 的 stands before them."""
    at = 0
    while at < len(tokens) and (tokens[at].kind in ("blank", "aside") or tokens[at].is_a(RELATIVE)):
        at += 1
    relative = any(t.classes & RELATIVE for t in tokens[:at])
    while not whole and at < len(tokens) and tokens[at].is_a(SPEC):  # 3座35万千瓦光热电站, 2个15万吨的泊位
        at += 1 + (at + 1 < len(tokens) and tokens[at + 1].is_a(RELATIVE))
    return at, relative


def _led_by_verb(tokens: Tokens, at: int, kind: BehindKind, *, plain: bool) -> Phrase | None:
    """The words where a verb opens them; None for others, and for a verb that belongs to a noun.

    `plain`: no 的 stands before them and the unit counts no occasions, so that a verb alone is the predicate.
    """
    changes = kind.occasions and at < len(tokens) and tokens[at].is_a(RISE | FALL)  # 三次提高工资标准
    if at == len(tokens) or not (tokens[at].is_a(VERB | EVENT) or changes) or _tells_apart(tokens, at):
        return None
    led = _verb_first(tokens, at, kind.occasions, kind.whole)
    if led is not None:
        return led
    predicate_only = tokens[at].is_a(LEAD | TRANSITIVE) or not tokens[at].is_a(ACT | EVENT)
    # 86家参与共建, 45件转为意见建议
    return Phrase(action=Span(tokens[at].start, tokens[at].end)) if plain and predicate_only else None


def _noun_end(tokens: Tokens, first: int, people: bool, acts: bool) -> int:
    at, closed = first, False
    while at < len(tokens) and not _ends_noun(tokens, at, first, people, acts):
        joins = tokens[at].is_a(CONJUNCTION)
        if joins and closed:  # 市州及有关县区|和外省: a list ends with its last member
            break
        closed = closed or (joins and tokens[at].kind == "word" and not tokens[at].is_a(PAUSE))
        people = people or tokens[at].is_a(PERSON)
        at += 1
    return at


def _named_to_end(tokens: Tokens, at: int, kind: BehindKind) -> Span | None:
    """All words up to the end of the clause, where the verb before the number makes one name of them.

    开展2轮|巡察, 举办7场|办公软件应用培训: the activity at the end is what was done; 提出5类|优化建议: the verb tells
    what is proposed. 培训3个乡镇|干部 and 收到8件|转交公安机关 name people, or go on with what was done.
    """
    end = next((i for i in range(at, len(tokens)) if tokens[i].kind in ("break", "aside")), len(tokens))
    words = tokens[at:end]
    if not words or not all(_nominal(token) for token in words):
        return None
    last = words[-1]
    ends_in_act = last.is_a(ACT) and kind.acts and not kind.occasions
    ends_in_text = last.is_a(NOUN | HEAD) and kind.creates and words[0].is_a(VERB) and len(words) > 1
    return Span(words[0].start, last.end) if ends_in_act or ends_in_text else None


def _nominal(token: Token) -> bool:
    """Whether a word may be part of the name of an activity or a text."""
    if token.classes & (PERSON | ADVERB | PASSIVE | TRANSITIVE | INTRANSITIVE):
        return False
    return token.kind in ("text", "quote") or token.is_a(NOUN | ACT | VERB | HEAD | QUALITY)


def _without_verb(noun: Tokens) -> Tokens:
    """What is left of a noun before 了, whose last two characters are a verb that no lexicon knows."""
    if len(noun) > 1 and noun[-1].kind == "text" and noun[-2].is_a(PERSON | NOUN):  # 37名学子|圆了
        return noun[:-1]
    unknown = len(noun) > _SHORT_VERB and all(token.kind == "text" for token in noun[-_SHORT_VERB:])
    return noun[:-_SHORT_VERB] if unknown else noun


def _tells_apart(tokens: Tokens, at: int) -> bool:
    """9个培训中心: the activity is part of a name."""
    if tokens[at].is_a(NOUN):
        return True
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    own = tokens[at].is_a(ACT) and not tokens[at].is_a(TRANSITIVE)
    return own and follower is not None and follower.is_a(HEAD | NOUN | PERSON)


def _verb_first(tokens: Tokens, at: int, occasions: bool, whole: bool) -> Phrase | None:
    """A verb directly behind the number: 2次召开会议 (its object counts), 400人参加的报告会 (the head behind 的)."""
    action = Span(tokens[at].start, tokens[at].end)
    end = at + 1
    while end < len(tokens) and tokens[end].kind not in ("break", "quantity") and not tokens[end].is_a(RELATIVE):
        end += 1
    if end < len(tokens) and tokens[end].is_a(RELATIVE):
        if whole and any(token.is_a(NOUN | PERSON | HEAD) for token in tokens[at + 1 : end]):
            return Phrase(action=action)  # 7人|享受政府发给的补助, but 160人参加的座谈会
        head = _plain_noun(tokens[end + 1 :])
        return Phrase(item=head, action=action) if head else None
    if not occasions:
        return None
    received = tokens[end - 1] if tokens[at].is_a(UNDERGO) and end - 1 > at else None
    if received is not None and received.is_a(ACT | VERB):  # 30余次受到上级部门表彰
        return Phrase(item=Span(received.start, received.end), action=action)
    return Phrase(item=_plain_noun(tokens[at + 1 :]), action=action)


def _relative_clause(tokens: Tokens, at: int) -> Phrase | None:
    """对3名连续两次无故缺席会议的委员: a clause that begins with no noun, and the head that it describes."""
    if at == len(tokens) or not tokens[at].is_a(_OPENS_CLAUSE):
        return None
    if tokens[at].is_a(QUALITY) and at + 1 < len(tokens) and tokens[at + 1].is_a(NOUN | PERSON):  # 村级工会的
        return None
    for end in range(at, len(tokens)):
        if tokens[end].kind == "break":
            return None
        if tokens[end].is_a(RELATIVE):
            head = _plain_noun(tokens[end + 1 :])
            behind = tuple(token for token in tokens[end + 1 :] if head and token.start >= head.end)
            return Phrase(item=head, action=predicate(behind) if behind else None) if head else None
    return None


def _plain_noun(tokens: Tokens) -> Span | None:
    at = 0
    while at < len(tokens) and not _ends_noun(tokens, at, 0, False, False):
        at += 1
    noun = trim(tokens[:at])
    return Span(noun[0].start, noun[-1].end) if noun else None


def _opens_list(tokens: Tokens, at: int) -> bool:
    """Whether a quoted example of what the next number counts begins here: 6场寒潮和|“玉兔”等4个台风."""
    kinds = [token.kind for token in tokens[at : at + 3]]
    return len(kinds) == 3 and kinds[0] == "quote" and tokens[at + 1].is_a(SUFFIX) and kinds[2] == "quantity"


def _leads_to_number(tokens: Tokens, at: int) -> bool:
    """11个基层法院|与京津8个基层法院: what is joined has a number of its own."""
    while at < len(tokens) and tokens[at].kind == "text":
        at += 1
    return at < len(tokens) and tokens[at].kind == "quantity"


def _speaks_for(tokens: Tokens, at: int) -> bool:
    """10名同志|代表|不同层面发言: the word for people is a verb behind other people, unless it ends the clause."""
    both = tokens[at].is_a(PREPOSITION) and tokens[at].is_a(PERSON) and tokens[at - 1].is_a(PERSON)
    return both and at + 1 < len(tokens) and tokens[at + 1].kind not in ("break", "quantity")


def _located(tokens: Tokens, at: int) -> bool:
    """44个活动|中乱收费: the word ends what tells where; in 3个工业中试基地 it is part of a name."""
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    named = tokens[at - 1].is_a(NOUN | HEAD | ACT) and (follower is None or follower.kind != "text")
    return named and tokens[at].is_a(LOCALIZER)


def _ends_noun(tokens: Tokens, at: int, first: int, people: bool, acts: bool) -> bool:
    token = tokens[at]
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind in ("break", "quantity", "time") or (at > first and _located(tokens, at)):
        return True
    if token.classes & (NOUN | PERSON):
        return at > first and _speaks_for(tokens, at)
    if at > first and tokens[at - 1].is_a(PERSON) and (token.kind == "text" or token.is_a(WEAK)):
        return True  # 22位委员|作大会发言
    if at > first and token.is_a(VERB_PREFIX) and follower is not None and follower.is_a(VERB | EVENT):
        return not follower.is_a(ACT | NOUN)  # 5个城市|新获评, but 35种中国新记录
    if token.classes & CONJUNCTION:
        return (
            at == first
            or _opens_list(tokens, at + 1)
            or _leads_to_number(tokens, at + 1)
            or follower is None
            or follower.kind in ("break", "quantity", "time")
            or follower.is_a(VERB | ACT | EVENT | FUNCTION_WORDS)
        )
    modifies = follower is not None and (
        follower.kind in ("text", "quote") or follower.is_a(NOUN | ACT | PERSON | HEAD | CONJUNCTION)
    )
    if token.classes & (TRANSITIVE | INTRANSITIVE):
        # 20名参保人员 is one name; 8名委员聆听讲座 goes on with what they did
        return at > first and (people or token.is_a(TRANSITIVE) or not modifies)
    closes = acts and (follower is None or follower.kind == "break")
    if token.classes & ACT and (not token.classes & VERB or (closes and not people and at > first)):
        # 专题调研 names what is counted; 市州和新区调研 goes on with what was done there
        return at > first and not modifies and (people or token.start - tokens[first].start > _SHORT_MODIFIER)
    if at > first and tokens[at - 1].is_a(QUALITY) and token.is_a(VERB | ACT | EVENT):  # 地区性组织
        return False
    named = at > first and tokens[at - 1].is_a(NOUN | PERSON | HEAD)
    if named and token.is_a(EVENT):  # 5个项目获批国家试点
        return True
    if named and not acts and token.is_a(VERB | ACT) and _only_verbs(tokens[at:]):  # 3所医疗中心投入运行
        return True
    if token.classes & (ACT | EVENT):
        return people or not modifies if at > first else not modifies
    if at == first and token.is_a(ADVERB):  # 3000个免费体检名额
        return follower is None or follower.kind == "break" or follower.is_a(FUNCTION_WORDS | VERB | EVENT)
    return token.is_a(FUNCTION_WORDS | VERB | LEAD | RELATIVE | ASPECT | CAUSE | REASON | THROUGH)


def _only_verbs(tokens: Tokens) -> bool:
    """Two verbs or more up to the end of the clause, nothing else."""
    end = next((at for at, token in enumerate(tokens) if token.kind in ("break", "quantity")), len(tokens))
    return end > 1 and all(t.classes & (VERB | ACT | EVENT) and not t.classes & (NOUN | HEAD) for t in tokens[:end])


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
    while end < len(tokens) and not _ends_noun(tokens, end, first, False, False):
        end += 1
    noun = trim(tokens[first:end])
    if end == len(tokens) or not noun or noun[-1].end - noun[0].start < _SHORT_VERB:
        return None
    return Span(noun[0].start, noun[-1].end) if tokens[end].is_a(_PREDICATE) else None
