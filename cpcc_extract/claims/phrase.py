"""The words before and after a quantity, read as a predicate: what is counted, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cpcc_extract.claims.tokens import Token
from cpcc_extract.lexicon.grammar import WordClass
from cpcc_extract.spans import Span

Tokens = tuple[Token, ...]
Mode = Literal["object", "subject", "measure", "extent"]
"""How the noun before a number stands to it: object of a verb (收到提案190件), subject of a rate or a change
(产值增长5%), or name of a measure that may have a verb before it (节约经费3389万元), or of an extent, where activities are verbs
too (治理水土流失面积26万亩)."""

_TAIL: tuple[WordClass, ...] = ("adverb", "level", "have", "aspect", "suffix", "respectively", "localizer", "lasts")
_HARD_STOPS: tuple[WordClass, ...] = (
    "light", "preposition", "passive", "topic", "adverb", "have", "level", "share", "compare", "state", "rise", "fall",
    "respectively",
)  # fmt: skip
_TRIM: tuple[WordClass, ...] = ("conjunction", "prefix", "aspect", "relative", "topic", "localizer")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one side of a quantity says. Spans are passage offsets."""

    item: Span | None = None
    action: Span | None = None
    change: Literal["rise", "fall"] | None = None
    """Set where the number is a change."""
    level: bool = False
    """The words link a subject to its value (达, 提高到)."""
    start_level: bool = False
    """The value that a change sets out from (从120家增至415家)."""
    has: bool = False
    """有 stands before the number: it says that something exists, not what was done."""
    bare: bool = False
    """A single word, not led by the number's own noun (资助失学儿童130名复学)."""
    headless: bool = False
    """A clause with 的 stands before the number and its head noun was left out (有关立法的294件)."""
    toward: bool = False
    """A preposition stands before the number, so that the predicate follows it (对12个单位开展测评)."""
    listed: bool = False
    """等 stands before the number: what is before it are examples of what is counted."""
    shared: bool = False
    """分别 stands before the number: subjects and values come as lists."""
    subject: Span | None = None
    """What the clause speaks of where the number does not count it (粮食总产量连续18年)."""
    fallback: Span | None = None
    """A subject that is the item only where no other claim lends one (班列累计开行2928列)."""
    members: tuple[Span, ...] = ()
    """The members of the item where it is a list."""
    bodies: tuple[bool, ...] = ()
    """Whether each member is people or a body, that can be counted without a measure."""
    measure: Span | None = None
    """The last word of the item."""


NOTHING = Phrase()
_PREDICATE: tuple[WordClass, ...] = (
    "verb", "event", "adverb", "level", "rise", "fall", "lead", "cause", "state", "transitive", "intransitive", "weak",
)  # fmt: skip
_LOOSE_END: tuple[WordClass, ...] = ("suffix", "conjunction", "relative", "aspect", "localizer", "prefix")
_SHORT_VERB = 2
_LONG_ASIDE = 6
_SHORT_MODIFIER = 4  # characters of a modifier before an activity: 专题调研, 大会发言


def before(
    tokens: Tokens, *, counted: bool, occasions: bool, rate: bool, from_level: bool, named_measure: Mode | None
) -> Phrase:
    """Read the words of the clause before a quantity.

    `counted`: the unit is a classifier, not a measure.
    `occasions`: the unit counts occasions (次, 场), so that an activity is itself what is counted (督办5次).
    `rate`: the number is a share, so that the words before it name what is measured (办复率100%).
    `named_measure`: set where the words end in the name of a measure (贸易总额), whose own activities are part of it.
    `from_level`: the clause goes on to another level (从120家增至415家).
    """
    if from_level and (start := _opening_from(tokens)) is not None:
        subject = _strip_tail(tokens[:start])[0]
        return replace(_noun_phrase(subject, "subject") if subject else NOTHING, action=None, level=True, start_level=True)
    rest, tail = _strip_tail(tokens)
    # 为 links a value (为5%) or opens what was done for whom (为10万名残疾人): only the first kind counts as a level
    level = any(t.is_a("level") and not t.is_a("preposition") for t in tail) or (
        bool(rest) and any(t.is_a("reach") for t in tail) and (not counted or rest[-1].is_a("rise", "fall"))
    )
    has = any(t.is_a("have") for t in tail)
    listed = bool(tail) and tail[-1].is_a("suffix") and not tail[-1].is_a("adverb")
    shared = any(t.is_a("respectively") for t in tokens)
    if not rest:
        only = next((t for t in reversed(tail) if t.is_a("verb")), None)  # 深入11个县
        return Phrase(action=Span(only.start, only.end) if only else None, level=level, has=has, shared=shared)
    if rate and rest[-1].is_a("at") and len(rest) > 1:
        rest, level = rest[:-1], True
    last = rest[-1]
    if last.is_a("rise", "fall") and not last.is_a("noun"):
        return replace(_changed(rest, tail), shared=shared)
    if last.is_a("exceed") and (exceeding := _exceeding(rest)) is not None:
        return exceeding
    if last.is_a("relative"):
        return _share_of(rest) or (rate and _multiple_of(rest)) or _headless(rest[:-1])
    compared = _compared(rest)
    if compared is not None:
        return compared
    if rate and (whole := _share_of(rest)) is not None:
        return whole
    if last.is_a("preposition", "passive") and not last.is_a("noun", "act", "verb"):
        return Phrase(action=_verb(rest[:-1]), toward=True)
    if tail and tail[0].is_a("reach") and last.is_a("verb", "act", "event"):
        named = _noun_phrase(rest[:-1], "subject")
        return replace(named, action=Span(last.start, tail[0].end), level=True)
    if _governs(rest, occasions, level or rate, counted):
        return replace(_governed(rest), level=level, has=has, listed=listed)
    if not counted and named_measure is None and last.is_a("verb") and _names_act(rest):
        named_measure = "measure"
    named = _noun_phrase(rest, "subject" if rate else named_measure or "object")
    if named.item is None and occasions and last.is_a("act") and not last.is_a("transitive"):  # 视察4次
        named = replace(named, item=Span(last.start, last.end))
    if any(token.is_a("site") for token in tail):  # 特区内184.63万人
        named = replace(named, item=None, fallback=named.item)
    if not counted and named.action == named.item:
        named = replace(named, action=None)
    return replace(named, level=level, has=has, shared=shared, listed=listed)


def _strip_tail(tokens: Tokens) -> tuple[Tokens, Tokens]:
    end = len(tokens)
    while end and (tokens[end - 1].kind == "blank" or _loose(tokens, end - 1)):
        end -= 1
        if end > 1 and tokens[end - 1].kind == "time":  # 教育经费支出五年累计7.79万亿元
            end -= 1
    if all(token.is_a("adverb") for token in tokens[:end]):  # 人均报送3.2篇; but 人均收入 is a measure
        end = 0
    return tokens[:end], tokens[end:]


def _loose(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    if token.is_a("reach") and not token.is_a("level"):
        return at > 0 and tokens[at - 1].is_a("rise", "fall", "verb", "act", "event")
    return token.is_a(*_TAIL) and not token.is_a("rise", "fall", "noun")


def _opening_from(tokens: Tokens) -> int | None:
    """Index of 从 where only a time and 的 stand between it and the number: 从2021年的."""
    at = len(tokens)
    while at and (tokens[at - 1].kind in ("time", "blank") or tokens[at - 1].is_a("relative")):
        at -= 1
    return at - 1 if at and tokens[at - 1].is_a("from") else None


def _changed(tokens: Tokens, tail: Tokens) -> Phrase:
    """增长5%, 上升了3.1个百分点, 提高到94%."""
    last = tokens[-1]
    reached = next((t for t in tail if t.is_a("reach")), None)
    action = Span(last.start, reached.end if reached else last.end)
    words = tokens[:-1]
    at = next(
        (i for i in range(len(words) - 1, -1, -1) if words[i].is_a("compare") and not words[i].is_a("noun")), None
    )
    while words and (words[-1].kind in ("time", "blank") or words[-1].is_a("adverb")):  # 资产总额五年增长64%
        words = words[:-1]
    # 立案率比去年上升: what is compared stands before the word that opens the comparison
    subject, _ = _strip_tail(words if at is None else words[:at])
    named = _noun_phrase(subject, "subject") if subject else NOTHING
    direction = None if reached else ("rise" if last.is_a("rise") else "fall")
    return replace(named, action=action, change=direction, level=reached is not None)  # type: ignore[arg-type]


def _exceeding(tokens: Tokens) -> Phrase | None:
    """比2023年底高出3个百分点 is an increase; 比全省平均水平高出3个百分点 is none."""
    for at in range(len(tokens) - 2, -1, -1):
        if tokens[at].is_a("compare") and not tokens[at].is_a("noun"):
            subject, _ = _strip_tail(tokens[:at])
            named = replace(_noun_phrase(subject, "subject") if subject else NOTHING, action=None)
            over_time = any(t.kind == "time" for t in tokens[at:-1])
            return replace(named, change="rise") if over_time else replace(named, level=True)
    return None


def _compared(tokens: Tokens) -> Phrase | None:
    """增幅高于全国, 超过全国平均水平: the subject stands before the comparison, which has no verb of change."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.is_a("verb", "event", "light", "preposition"):
            return None
        if token.is_a("compare") and not token.is_a("noun") and at + 1 < len(tokens):
            subject, _ = _strip_tail(tokens[:at])
            return replace(_noun_phrase(subject, "subject") if subject else NOTHING, action=None, level=True)
    return None


def topic(tokens: Tokens, *, measure: bool) -> Span | None:
    """What a clause without a number speaks of: 集装箱吞吐量 in 集装箱吞吐量迈上新台阶, whose value follows it.

    `measure`: the clause ends in the name of a measure, which is meant as a whole (扫除文盲的人口覆盖率).
    """
    if measure:
        return _noun_phrase(tokens, "subject").item
    first = 0
    while first < len(tokens) and (tokens[first].kind in ("time", "blank") or tokens[first].is_a("adverb", "prefix")):
        first += 1
    if first == len(tokens) or (tokens[first].is_a("verb", "weak") and not tokens[first].is_a("noun")):
        return None
    end = first
    while end < len(tokens) and not _ends_noun(tokens, end, first, False, False):
        end += 1
    noun = _trim(tokens[first:end])
    if end == len(tokens) or not noun or noun[-1].end - noun[0].start < _SHORT_VERB:
        return None
    return Span(noun[0].start, noun[-1].end) if tokens[end].is_a(*_PREDICATE) else None


def _share_of(tokens: Tokens) -> Phrase | None:
    """占全部立案的, 占总销量: the subject before 占, else the whole behind it."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].is_a("share"):
            before_it = _strip_tail(tokens[:at])[0]
            if before_it and before_it[-1].is_a("relative"):  # 采纳落实的占87%
                return replace(_headless(before_it[:-1]), level=True, action=None)
            subject = _noun_phrase(before_it, "subject") if before_it else NOTHING
            if subject.item is None and at + 1 < len(tokens) and not tokens[-1].is_a("relative"):
                subject = _noun_phrase(tokens[at + 1 :], "subject")
                return replace(subject, action=None, level=True, fallback=subject.item, item=None)
            return replace(subject, action=None, level=True)
    return None


def _multiple_of(tokens: Tokens) -> Phrase | None:
    """利润总额为“十三五”时期的2.2倍: the subject before the link, not what it is measured by."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].is_a("level") and not tokens[at].is_a("noun"):
            subject = _strip_tail(tokens[:at])[0]
            return replace(_noun_phrase(subject, "subject") if subject else NOTHING, action=None, level=True)
    return None


def _governs(tokens: Tokens, occasions: bool, valued: bool, counted: bool) -> bool:
    """Whether the last word is a verb whose object the number is (提出20条), not the name of an activity (督办5次)."""
    last = tokens[-1]
    if last.is_a("weak"):  # 维修260眼
        alone = _opens((*tokens, tokens[-1]), len(tokens) - 1) and not _verb_left(tokens[:-1])
        return alone and not occasions and not valued
    if last.is_a("noun") or not last.is_a("verb", "event", "light"):
        return False
    if not last.is_a("act") or last.is_a("transitive"):
        return not valued or not last.is_a("lead")
    if occasions or valued:
        return False
    previous = tokens[-2] if len(tokens) > 1 else None
    if previous is not None and previous.is_a("lead", "relative"):  # 用于科技的投入
        return False
    if not counted and _names_act(tokens):
        return False
    return _pure_verb_left(tokens[:-1]) is None


def _names_act(tokens: Tokens) -> bool:
    """生态建设投入5800亿元, 沙化土地治理9万亩: the act at the end is what the words before it name."""
    if len(tokens) < 2 or not tokens[-1].is_a("act") or tokens[-1].is_a("transitive"):
        return False
    return tokens[-2].is_a("noun", "act", "head") and not tokens[-2].is_a("person")


def _governed(tokens: Tokens) -> Phrase:
    """A verb stands directly before the number: 提出20条建议, 审查立案54件."""
    first = _compound_start(tokens, len(tokens) - 1)
    action = Span(tokens[first].start, tokens[-1].end)
    doer = next((at for at in range(first) if tokens[at].is_a("passive")), first)  # 信息被上级采用130篇
    while doer and tokens[doer - 1].is_a("adverb"):  # 法官人均|结案388件
        doer -= 1
    subject = _noun_phrase(_strip_tail(tokens[:doer])[0], "object").item if doer else None
    if subject and doer and any(t.end <= subject.start and t.is_a("preposition") for t in tokens[:doer]):
        subject = None  # 对鸡肉、小麦加征
    if tokens[-1].is_a("event"):
        return Phrase(item=subject, action=action)
    return Phrase(action=action, fallback=subject)


def _headless(tokens: Tokens) -> Phrase:
    """全国政协委员留任的1045人: the clause's subject may be what is counted."""
    action = _verb(tokens)
    before_it = [token for token in tokens if action and token.end <= action.start]
    if any(token.is_a("verb", "event") and not token.is_a("noun") for token in before_it):  # 解决和基本解决的
        before_it = []
    subject = _noun_phrase(_strip_tail(tuple(before_it))[0], "subject").item if before_it else None
    return Phrase(action=action, headless=True, fallback=subject)


def _compound_start(tokens: Tokens, at: int) -> int:
    """First index of the compound verb that ends at `at`: 组织开展, 接待、保障."""
    if at and tokens[at].is_a("event") and tokens[at - 1].is_a("verb", "act") and not tokens[at - 1].is_a("noun"):
        at -= 1  # 整改|到位
    while at and tokens[at - 1].is_a("compound") and not tokens[at - 1].is_a("noun"):
        at -= 1
    return at


def _noun_phrase(tokens: Tokens, mode: Mode) -> Phrase:
    """The noun phrase that ends the words, collected leftwards to the verb or function word that governs it."""
    first = len(tokens)
    while first and not _stops(tokens, first - 1, mode):
        first -= 1
    noun, stop = tokens[first:], (tokens[first - 1] if first else None)
    noun = _trim(_behind_relative(noun))
    if mode == "object" and stop is not None and stop.is_a("adverb") and _unknown_verb(noun):
        return Phrase(action=Span(noun[0].start, noun[-1].end))
    if mode != "object":
        acts = _trailing_acts(noun) if mode in ("measure", "extent") else ()
        if acts and len(acts) < len(noun) and _has_people(noun, acts):  # 区政府投资8亿元
            noun = acts
        return _subject(noun, stop) if noun else NOTHING
    verb = _verb(tokens[:first])
    if not noun:
        return Phrase(action=verb)
    if stop is not None and stop.is_a("verb") and stop.is_a("act") and not stop.is_a("transitive"):
        verb, noun = _shift_acts(verb, noun, stop.is_a("compound"))
    acts = _trailing_acts(noun)
    if acts and len(acts) < len(noun) and (_has_people(noun, acts) or (stop is not None and stop.is_a("preposition"))):
        # 围绕经济建设建言117条, 全体委员捐款50万元: the doer or the topic is not what is counted
        span = Span(acts[0].start, acts[-1].end)
        return Phrase(item=span, action=verb or span)
    direction: Literal["rise", "fall"] | None = None
    if stop is not None and stop.is_a("rise", "fall") and verb is None:
        verb, direction = Span(stop.start, stop.end), "rise" if stop.is_a("rise") else "fall"
    if verb is None:
        led = _leading_acts(noun)
        if led:
            verb, noun = Span(led[0].start, led[-1].end), _trim(noun[len(led) :])
        elif acts:
            verb = Span(acts[0].start, acts[-1].end)
    return _listed(Phrase(item=Span(noun[0].start, noun[-1].end), action=verb, change=direction), noun)


def _unknown_verb(noun: Tokens) -> bool:
    """One or two characters that no lexicon knows, between an adverb and the number: 再次加征10%, 已录建320份."""
    return bool(noun) and all(token.kind == "text" for token in noun) and noun[-1].end - noun[0].start <= _SHORT_VERB


def _subject(noun: Tokens, stop: Token | None) -> Phrase:
    item = Span(noun[0].start, noun[-1].end)
    if stop is not None and stop.is_a("lead", "transitive", "weak", "verb"):
        return _listed(Phrase(item, Span(stop.start, stop.end)), noun)
    if stop is not None and stop.is_a("rise", "fall"):
        # 压缩行政经费5%: the change stands before what it changes
        return _listed(Phrase(item, Span(stop.start, stop.end), "rise" if stop.is_a("rise") else "fall"), noun)
    return _listed(Phrase(item), noun)


def _stops(tokens: Tokens, at: int, mode: Mode) -> bool:
    token = tokens[at]
    if token.kind in ("time", "quantity", "break") or _locates(tokens, at):
        return True
    if token.is_a("adverb") and at + 1 < len(tokens) and tokens[at + 1].is_a("act", "verb"):  # 计划投资8亿元
        return not token.is_a("noun")
    if token.is_a("noun", "person", "conjunction", "head"):
        return False
    if token.is_a("rise", "fall") and token.end - token.start == 1:
        return False
    if mode != "object":
        verb = token.is_a("verb", "act", "event")
        if token.is_a("cause", "lead") or (token.is_a(*_HARD_STOPS) and not verb):
            return True
        # 节约会议经费3389万元 opens with its verb; 服务贸易总额 only holds one
        own = token.is_a("transitive", "weak") or (token.is_a("verb") and (mode == "extent" or not token.is_a("act")))
        return mode != "subject" and own and _opens(tokens, at)
    if token.is_a("weak"):
        return _opens(tokens, at) and not _verb_left(tokens[:at])
    if token.is_a("verb", "event"):
        return not _is_nominal(tokens, at)
    return token.is_a(*_HARD_STOPS) and not token.is_a("act")


def _locates(tokens: Tokens, at: int) -> bool:
    """提案中|重点提案: the word ends what tells where; in 中部地区 it is the beginning of a name."""
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].is_a("localizer") and at > 0 and (follower is None or follower.kind != "text")


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether the word opens the predicate: nothing, an adverb or time, or the doer stands before it, a noun behind."""
    if at + 1 == len(tokens) or tokens[at + 1].is_a("suffix", "conjunction", "relative", "compound_head"):
        return False
    before_it = next((token for token in reversed(tokens[:at]) if token.kind != "blank"), None)
    return (
        before_it is None
        or before_it.kind == "time"
        or before_it.is_a("adverb", "person", "passive", "aspect", "cause")
        or (before_it.is_a("conjunction") and not before_it.is_a("pause"))
    )


def _is_nominal(tokens: Tokens, at: int) -> bool:
    """Whether a verb inside a noun phrase only modifies its head: 开展结对帮扶活动, 公益捐助等活动."""
    token = tokens[at]
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        follower is not None
        and follower.is_a("suffix", "conjunction", "grouping", "compound_head")
        and not token.is_a("lead")
    ):
        return True
    if not token.is_a("act", "event"):
        return token.is_a("verb") and at > 0 and tokens[at - 1].is_a("quality")
    previous = tokens[at - 1] if at else None
    if previous is not None and previous.is_a("quality"):  # 功能型组织
        return True
    if previous is not None and previous.is_a("person") and all(t.is_a("act") for t in tokens[at:]):
        # 接待外地政协来访考察33批: the visit is what was received
        lead = _pure_verb_left(tokens[:at])
        return lead is not None and lead.is_a("lead")
    if previous is not None and (previous.is_a("person") or (previous.is_a("verb") and not previous.is_a("lead"))):
        return False
    if follower is not None and follower.is_a("head") and any(t.is_a("verb") for t in tokens[:at]):
        return True
    return _pure_verb_left(tokens[:at]) is not None


def _verb_left(tokens: Tokens) -> bool:
    return any(token.is_a("verb", "lead") and not token.is_a("noun") for token in tokens)


def _pure_verb_left(tokens: Tokens) -> Token | None:
    for token in reversed(tokens):
        if token.kind == "quantity":
            return None
        if token.is_a("verb") and not token.is_a("act", "noun"):
            return token
        if token.is_a("lead") and not token.is_a("noun"):
            return token
    return None


def _behind_relative(noun: Tokens) -> Tokens:
    for at in range(len(noun) - 1, -1, -1):
        if noun[at].is_a("relative") and at + 1 < len(noun):
            return noun[at + 1 :]
    return noun


def _trim(noun: Tokens) -> Tokens:
    first, end = 0, len(noun)
    while first < end and (noun[first].kind == "blank" or (noun[first].is_a(*_TRIM) and not noun[first].is_a("noun"))):
        if noun[first].is_a("localizer") and first + 1 < end and noun[first + 1].kind == "text":  # 中部地区
            break
        first += 1
    while end > first and (noun[end - 1].kind == "blank" or noun[end - 1].is_a(*_LOOSE_END) or _remark(noun[end - 1])):
        end -= 1
    return noun[first:end]


def _remark(token: Token) -> bool:
    """邮电业务量(按1990年不变价格计算): longer than what may belong to a name, 市(州)."""
    return token.kind == "aside" and token.end - token.start > _LONG_ASIDE


def _trailing_acts(noun: Tokens) -> Tokens:
    first = len(noun)
    while first and noun[first - 1].is_a("act", "conjunction") and not noun[first - 1].is_a("noun"):
        first -= 1
    while 1 < first < len(noun) and noun[first - 1].is_a("intransitive") and noun[first - 2].is_a("person"):
        first -= 1  # 委员|下乡义诊
    while first < len(noun) and noun[first].is_a("conjunction"):
        first += 1
    return noun[first:]


def _has_people(noun: Tokens, acts: Tokens) -> bool:
    before_acts = noun[len(noun) - len(acts) - 1]
    return before_acts.is_a("person")


def _leading_acts(noun: Tokens) -> Tokens:
    """走访考察 in 走访考察区内企业; nothing where only activities stand, or a head noun that they modify (视察活动)."""
    end = 0
    while end < len(noun) and noun[end].is_a("act", "verb", "aspect", "conjunction") and not noun[end].is_a("noun"):
        end += 1
    while end and noun[end - 1].is_a("conjunction"):
        end -= 1
    if end == len(noun) or noun[end].is_a("relative", "head"):
        return ()
    return noun[:end]


def _shift_acts(verb: Span | None, noun: Tokens, compound: bool) -> tuple[Span | None, Tokens]:
    """走访|考察区内企业: activities directly behind a verb of their own kind belong to it."""
    led = _leading_acts(noun)
    if verb is None or not led:
        return verb, noun
    if not compound and not all(token.is_a("verb", "aspect", "conjunction") for token in led):  # 投入|就业资金
        return verb, noun
    return Span(verb.start, led[-1].end), _trim(noun[len(led) :])


def _members(noun: Tokens) -> tuple[Tokens, ...]:
    members: list[Tokens] = []
    first = 0
    for at in range(len(noun) + 1):
        if at == len(noun) or noun[at].is_a("conjunction"):
            if at > first:
                members.append(noun[first:at])
            first = at + 1
    return tuple(members)


def _listed(phrase: Phrase, noun: Tokens) -> Phrase:
    """The phrase with the members of its noun, if it is a list of them."""
    members = _members(noun)
    return replace(
        phrase,
        members=tuple(Span(member[0].start, member[-1].end) for member in members),
        bodies=tuple(member[-1].is_a("person") for member in members),
        measure=_last(noun),
    )


def _last(noun: Tokens) -> Span:
    return Span(noun[-1].start, noun[-1].end)


def _verb(tokens: Tokens) -> Span | None:
    """The nearest governing verb to the left, with the first half of a compound (组织开展)."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].kind == "quantity":
            return None
        if tokens[at].is_a("verb", "event", "light") and not tokens[at].is_a("noun"):
            return Span(tokens[_compound_start(tokens, at)].start, tokens[at].end)
        if tokens[at].is_a("weak") and _opens(tokens, at) and not _verb_left(tokens[:at]):
            return Span(tokens[at].start, tokens[at].end)
    return None


def after(tokens: Tokens, *, occasions: bool, acts: bool, whole: bool) -> Phrase:
    """Read the words of the clause behind a quantity: the noun counted, and the verb that follows it.

    189件提案已全部办复 gives 提案 and 办复; 2次召开审查会议 gives the meeting and 召开; 400人参加的报告会 the assembly.
    `acts`: the unit counts occasions, so that an activity at the end is part of what is counted (1854次专项检查).
    `occasions`: so it does, and no verb before the number says of what.
    `whole`: the unit names what it counts (人), so that only a clause with 的 adds to it. The item is None where no
    noun follows at once.
    """
    at = 0
    while at < len(tokens) and (tokens[at].kind in ("blank", "aside") or tokens[at].is_a("relative")):
        at += 1
    relative = any(t.is_a("relative") for t in tokens[:at])
    while not whole and at < len(tokens) and tokens[at].is_a("spec"):  # 3座35万千瓦光热电站
        at += 1
    if at < len(tokens) and tokens[at].is_a("verb", "event") and not _tells_apart(tokens, at):
        led = _verb_first(tokens, at, occasions)
        if led is not None:
            return led
        if tokens[at].is_a("transitive") and not relative and not acts:  # 45件转为意见建议
            return Phrase(action=Span(tokens[at].start, tokens[at].end))
    clause = _relative_clause(tokens, at)
    if clause is not None:
        return clause
    if whole and not relative and not (at < len(tokens) and tokens[at].is_a("person")):
        return Phrase(action=_predicate(tokens[at:]))
    first, people = at, False
    closed = False
    while at < len(tokens) and not _ends_noun(tokens, at, first, people, acts):
        joins = tokens[at].is_a("conjunction")
        if joins and closed:  # 市州及有关县区|和外省: a list ends with its last member
            break
        closed = closed or (joins and tokens[at].kind == "word" and not tokens[at].is_a("pause"))
        people = people or tokens[at].is_a("person")
        at += 1
    noun = _trim(tokens[first:at])
    action = _predicate(tokens[at:])
    if not noun:
        return Phrase(action=action)
    return Phrase(
        item=Span(noun[0].start, noun[-1].end),
        action=action,
        headless=at < len(tokens) and tokens[at].kind == "quantity",
        bare=len(noun) == 1 and not noun[0].is_a("person", "head") and action is None,
    )


def _tells_apart(tokens: Tokens, at: int) -> bool:
    """9个培训中心: the activity is part of a name."""
    if tokens[at].is_a("noun"):
        return True
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    own = tokens[at].is_a("act") and not tokens[at].is_a("transitive")
    return own and follower is not None and follower.is_a("head", "noun", "person")


def _verb_first(tokens: Tokens, at: int, occasions: bool) -> Phrase | None:
    """A verb directly behind the number: 2次召开会议 (its object counts), 400人参加的报告会 (the head behind 的)."""
    action = Span(tokens[at].start, tokens[at].end)
    end = at + 1
    while end < len(tokens) and tokens[end].kind not in ("break", "quantity") and not tokens[end].is_a("relative"):
        end += 1
    if end < len(tokens) and tokens[end].is_a("relative"):
        head = _plain_noun(tokens[end + 1 :])
        return Phrase(item=head, action=action) if head else None
    if occasions:
        return Phrase(item=_plain_noun(tokens[at + 1 :]), action=action)
    return None


def _relative_clause(tokens: Tokens, at: int) -> Phrase | None:
    """对3名连续两次无故缺席会议的委员: a clause that begins with no noun, and the head that it describes."""
    if at == len(tokens) or not tokens[at].is_a("adverb", "quality", "intransitive", "weak", "event", "passive"):
        return None
    for end in range(at, len(tokens)):
        if tokens[end].kind == "break":
            return None
        if tokens[end].is_a("relative"):
            head = _plain_noun(tokens[end + 1 :])
            behind = tuple(token for token in tokens[end + 1 :] if head and token.start >= head.end)
            return Phrase(item=head, action=_predicate(behind) if behind else None) if head else None
    return None


def _plain_noun(tokens: Tokens) -> Span | None:
    at = 0
    while at < len(tokens) and not _ends_noun(tokens, at, 0, False, False):
        at += 1
    noun = _trim(tokens[:at])
    return Span(noun[0].start, noun[-1].end) if noun else None


def _ends_noun(tokens: Tokens, at: int, first: int, people: bool, acts: bool) -> bool:
    token = tokens[at]
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind in ("break", "quantity", "time"):
        return True
    if token.is_a("noun", "person"):
        return False
    if token.is_a("conjunction"):
        return (
            at == first
            or follower is None
            or follower.kind in ("break", "quantity", "time")
            or follower.is_a("verb", "act", "event", *_HARD_STOPS)
        )
    modifies = follower is not None and (
        follower.kind in ("text", "quote") or follower.is_a("noun", "act", "person", "head", "conjunction")
    )
    if token.is_a("transitive", "intransitive"):
        # 20名参保人员 is one name; 8名委员聆听讲座 goes on with what they did
        return at > first and (people or token.is_a("transitive") or not modifies)
    closes = acts and (follower is None or follower.kind == "break")
    if token.is_a("act") and (not token.is_a("verb") or (closes and not people and at > first)):
        # 专题调研 names what is counted; 市州和新区调研 goes on with what was done there
        return at > first and not modifies and (people or token.start - tokens[first].start > _SHORT_MODIFIER)
    if at > first and tokens[at - 1].is_a("quality") and token.is_a("verb", "act", "event"):  # 地区性组织
        return False
    named = at > first and tokens[at - 1].is_a("noun", "person", "head")
    if named and token.is_a("event"):  # 5个项目获批国家试点
        return True
    if named and not acts and token.is_a("verb", "act") and _only_verbs(tokens[at:]):  # 3所医疗中心投入运行
        return True
    if token.is_a("act", "event"):
        return people or not modifies if at > first else not modifies
    if at == first and token.is_a("adverb"):  # 3000个免费体检名额
        return follower is None or follower.kind == "break" or follower.is_a(*_HARD_STOPS, "verb", "event")
    return token.is_a(*_HARD_STOPS, "verb", "lead", "relative", "aspect", "cause", "reason")


def _only_verbs(tokens: Tokens) -> bool:
    """Two verbs or more up to the end of the clause, nothing else."""
    end = next((at for at, token in enumerate(tokens) if token.kind in ("break", "quantity")), len(tokens))
    return end > 1 and all(t.is_a("verb", "act", "event") and not t.is_a("noun", "head") for t in tokens[:end])


def _predicate(tokens: Tokens) -> Span | None:
    """The verb behind the noun: the first one, or after 由 the last one (由主席领衔督办)."""
    opening = next((t for t in tokens if t.kind != "blank" and not t.is_a("adverb")), None)
    if opening is not None and opening.is_a("intransitive"):  # 8家企业亮相消费电子展
        return Span(opening.start, opening.end)
    words = [t for t in tokens if not t.is_a("noun")]
    verbs = [t for t in words if t.is_a("verb", "event", "light")] or [t for t in words if t.is_a("act")]
    if not verbs:
        return None
    chosen = verbs[-1] if tokens[0].is_a("passive") and not tokens[0].is_a("verb") else verbs[0]
    if chosen.is_a("light"):
        inner = next((t for t in words if t.start > chosen.start and t.is_a("act", "verb", "event")), None)
        chosen = inner or chosen
    return Span(chosen.start, chosen.end)
