"""The words behind a quantity: the noun that it counts, and the predicate after that."""

from typing import Final

from cpcc_extract.claims.described import described, relative_clause, written
from cpcc_extract.claims.noun_end import leads_to_number, noun_end, plain_noun
from cpcc_extract.claims.nouns import trim
from cpcc_extract.claims.phrase import Phrase, Tokens
from cpcc_extract.claims.token import Token
from cpcc_extract.claims.verbs import predicate
from cpcc_extract.lexicon.word_classes import (
    ACT,
    ADVERB,
    ASPECT,
    CAUSE,
    COMPOUND,
    EVENT,
    EXCEED,
    FACET,
    FALL,
    HEAD,
    INTRANSITIVE,
    LEAD,
    LEVEL,
    MATTER,
    NOUN,
    PASSIVE,
    PAUSE,
    PERSON,
    PLACE,
    PREPOSITION,
    QUALITY,
    RELATIVE,
    RISE,
    SPEC,
    STATE,
    TRANSITIVE,
    UNDERGO,
    VERB,
    WEAK,
)
from cpcc_extract.spans import Span

PREDICATE: Final = VERB | EVENT | ADVERB | LEVEL | RISE | FALL | LEAD | CAUSE | STATE | TRANSITIVE | INTRANSITIVE | WEAK
_SHORT_VERB: Final = 2
_LEADS_ON: Final = (
    LEAD | TRANSITIVE | ADVERB | PASSIVE | PREPOSITION | RELATIVE | ASPECT | LEVEL | RISE | FALL | CAUSE | STATE
)
_ENDS: Final = ("break", "aside", "quantity", "time")
_WORDS: Final = ("text", "quote", "word")
_LEAST: Final = 3  # words of a name that holds a verb: 主平台|落地|项目


class BehindKind:
    """What the words behind a number need to know of it and of what stands before it."""

    __slots__ = ("acts", "creates", "governed", "occasions", "papers", "people", "toward", "whole")
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
    governed: bool
    """A verb before the number holds what stands behind it, and nothing is named between them (新增45家|上市公司)."""
    papers: bool
    """The unit counts papers, which people before it only wrote (38条|委员反映社情民意信息)."""
    people: bool
    """The unit counts people, so that a verb behind them is what they did (组织12名|委员视察项目)."""

    def __init__(
        self,
        acts: bool,
        occasions: bool,
        whole: bool,
        toward: bool,
        creates: bool,
        governed: bool,
        papers: bool,
        people: bool,
    ) -> None:
        self.acts = acts
        self.occasions = occasions
        self.whole = whole
        self.toward = toward
        self.creates = creates
        self.governed = governed
        self.papers = papers
        self.people = people


def after(tokens: Tokens, kind: BehindKind) -> Phrase:
    """Read the words of the clause behind a quantity: the noun counted, and the verb that follows it.

    189件提案已全部办复 gives 提案 and 办复; 2次召开审查会议 gives the meeting and 召开; 400人参加的报告会 the assembly.
    The item is None where no noun follows at once.
    """
    at, relative = _skipped(tokens, kind.whole)
    named = _named_to_end(tokens, at, kind) or _held_to_end(tokens, at, kind)
    if named is not None:
        return Phrase(item=named)
    led = _led_by_verb(tokens, at, kind, plain=not relative and not kind.acts)
    led = led or relative_clause(tokens, at)
    if led is not None:
        return led
    if kind.whole and not relative and not (at < len(tokens) and tokens[at].is_a(PERSON)):
        return Phrase(action=predicate(tokens[at:]))
    end = noun_end(tokens, at, kind.toward, kind.acts, held=kind.governed)
    noun, rest = trim(tokens[at:end]), tokens[end:]
    if rest and rest[0].is_a(ASPECT):  # 12个工种|录播了节目
        noun = _without_verb(noun)
    # 8个省|的14个项目进度滞后
    of_next = len(rest) > 1 and rest[0].is_a(RELATIVE) and rest[1].kind == "quantity"
    action = None if of_next else predicate(rest, topic=kind.toward)
    if kind.papers and (paper := written(noun, rest, governed=kind.governed)) is not None:
        return paper
    # 421件A类提案|落实情况的督查, 40件案件|当事人
    if kind.papers and len(noun) > 1 and (noun[-1].is_a(FACET) or (noun[-1].is_a(PERSON) and noun[-2].is_a(MATTER))):
        noun = noun[:-1]
    of_people = bool(noun) and noun[-1].is_a(PERSON) and not (rest and rest[0].is_a(RELATIVE))  # 10名贫困家庭的学生
    if kind.people and not kind.whole and not of_people:
        whom = described(tokens[at:])
        if whom is not None:
            return whom
    if noun and rest and rest[0].is_a(RELATIVE) and _only_tells_apart(noun, rest, kind):
        head = plain_noun(rest[1:])
        if head is not None:
            return Phrase(item=head)
    if not noun or (len(noun) == 1 and noun[0].is_a(EXCEED) and rest):
        return Phrase(action=action)  # 有36个|少|提取资金
    return Phrase(
        item=Span(noun[0].start, noun[-1].end),
        action=action,
        headless=bool(rest) and rest[0].kind == "quantity",
        bare=len(noun) == 1 and not noun[0].is_a(PERSON | HEAD) and action is None,
    )


def _only_tells_apart(noun: Tokens, rest: Tokens, kind: BehindKind) -> bool:
    """Whether the words before 的 only tell which are meant: 15个重点发展|的示范专业社, 2次协商重大议题|的常委会议."""
    if noun[-1].is_a(ACT | WEAK) and not noun[-1].is_a(NOUN | HEAD):
        return True
    done = kind.acts and len(noun) > 1 and noun[0].is_a(ACT) and not noun[0].is_a(NOUN)
    return done and len(rest) > 1 and rest[1].is_a(NOUN) and not rest[1].is_a(HEAD)


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
    if at + 1 < len(tokens) and tokens[at].is_a(VERB) and tokens[at].is_a(ADVERB) and tokens[at + 1].is_a(VERB | ACT):
        at += 1  # 进行了22次深入|调研
    changes = kind.occasions and at < len(tokens) and tokens[at].is_a(RISE | FALL)  # 三次提高工资标准
    if at == len(tokens) or not (tokens[at].is_a(VERB | EVENT) or changes) or _tells_apart(tokens, at):
        return None
    led = _verb_first(tokens, at, kind)
    if led is not None:
        return led
    predicate_only = tokens[at].is_a(LEAD | TRANSITIVE) or not tokens[at].is_a(ACT | EVENT)
    # 86家参与共建, 45件转为意见建议
    return Phrase(action=Span(tokens[at].start, tokens[at].end)) if plain and predicate_only else None


def _named_to_end(tokens: Tokens, at: int, kind: BehindKind) -> Span | None:
    """All words up to the end of the clause, where the verb before the number makes one name of them.

    开展2轮|巡察, 举办7场|办公软件应用培训: the activity at the end is what was done; 提出5类|优化建议: the verb tells
    what is proposed. 培训3个乡镇|干部 and 收到8件|转交公安机关 name people, or go on with what was done.
    """
    if not kind.creates and (not kind.acts or kind.occasions):
        return None
    end = next((i for i in range(at, len(tokens)) if tokens[i].kind in ("break", "aside")), len(tokens))
    joint = next((i for i in range(at, end) if tokens[i].is_a(PAUSE) and leads_to_number(tokens, i + 1)), end)
    words = tokens[at:joint]
    # 召开5次|列席代表座谈会: what has occasions may be named by those who came
    gathers = kind.acts and kind.creates and bool(words) and words[-1].is_a(NOUN | HEAD) and words[0].is_a(VERB)
    if not words or not all(_nominal(token) or (gathers and token.is_a(PERSON)) for token in words):
        return None
    last = words[-1]
    ends_in_act = last.is_a(ACT) and kind.acts and not kind.occasions
    ends_in_text = last.is_a(NOUN | HEAD) and kind.creates and words[0].is_a(VERB) and len(words) > 1
    return Span(words[0].start, last.end) if ends_in_act or ends_in_text else None


def _held_to_end(tokens: Tokens, at: int, kind: BehindKind) -> Span | None:
    """All words up to the end of the clause, where they are the object of the verb before the number.

    完成111个|社区停车综合治理项目: verbs inside only tell what kind; 新增5个|项目获批资金, 走访5家|企业开展调研 go on.
    """
    if not kind.governed or kind.people:
        return None
    end = next((i for i in range(at, len(tokens)) if tokens[i].kind in _ENDS or tokens[i].classes & PAUSE), len(tokens))
    words = tokens[at:end]
    if len(words) < _LEAST:
        return None
    if not words[-1].is_a(HEAD) and not (words[-1].is_a(PERSON) and words[-2].is_a(HEAD | QUALITY)):  # 管理型项目公司
        return None
    if words[0].is_a(HEAD) or (words[0].is_a(PERSON) and not words[0].is_a(PLACE)):
        return None
    held = all(token.kind in _WORDS and not token.classes & _LEADS_ON for token in words)
    return Span(words[0].start, words[-1].end) if held else None


def _nominal(token: Token) -> bool:
    """Whether a word may be part of the name of an activity or a text."""
    if token.classes & (PERSON | ADVERB | PASSIVE | TRANSITIVE | INTRANSITIVE):
        return False
    plain = token.kind in ("text", "quote") or (token.kind == "word" and not token.classes)
    return plain or token.is_a(NOUN | ACT | VERB | HEAD | QUALITY)


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


def _verb_first(tokens: Tokens, at: int, kind: BehindKind) -> Phrase | None:
    """A verb directly behind the number: 2次召开会议 (its object counts), 400人参加的报告会 (the head behind 的).

    对319名具有从宽情节的被告人|判处缓刑: the clause with 的 only describes those to whom something was done.
    """
    action = Span(tokens[at].start, tokens[at].end)
    end = at + 1
    while end < len(tokens) and tokens[end].kind not in ("break", "quantity") and not tokens[end].is_a(RELATIVE):
        end += 1
    if end < len(tokens) and tokens[end].is_a(RELATIVE):
        if kind.whole and any(token.is_a(NOUN | PERSON | HEAD) for token in tokens[at + 1 : end]):
            return Phrase(action=action)  # 7人|享受政府发给的补助, but 160人参加的座谈会
        head = plain_noun(tokens[end + 1 :])
        behind = tuple(token for token in tokens[end + 1 :] if head and token.start >= head.end)
        if kind.toward and behind:
            action = predicate(behind) or action
        return Phrase(item=head, action=action) if head else None
    if not kind.occasions:
        return None
    while at + 1 < end and tokens[at].is_a(COMPOUND) and tokens[at + 1].is_a(VERB) and not tokens[at + 1].is_a(NOUN):
        at += 1  # 2次组织|召开会议
    received = tokens[end - 1] if tokens[at].is_a(UNDERGO) and end - 1 > at else None
    if received is not None and received.is_a(ACT | VERB):  # 30余次受到上级部门表彰
        return Phrase(item=Span(received.start, received.end), action=action)
    return Phrase(item=plain_noun(tokens[at + 1 :]), action=action)
