"""The words before a quantity, read as a clause: what is counted or measured, and what was done."""

from __future__ import annotations

from itertools import pairwise

from cpcc_extract.claims.bounds import ends_name
from cpcc_extract.claims.clauses import whole_clause
from cpcc_extract.claims.given_names import with_names
from cpcc_extract.claims.nouns import main_verb, noun_phrase, trim
from cpcc_extract.claims.opening import opening_from, without_date, without_reckoning
from cpcc_extract.claims.phrase import NOTHING, Mode, NumberKind, Phrase, Tokens
from cpcc_extract.claims.relations import changed, compared, exceeding, headless, multiple_of, part_done, share_of
from cpcc_extract.claims.tail import strip_tail
from cpcc_extract.claims.token import Token
from cpcc_extract.claims.verbs import (
    compound_start,
    governing_verb,
    members_have_verbs,
    opens,
    pure_verb_left,
    verb_left,
)
from cpcc_extract.lexicon.word_classes import (
    ACHIEVES,
    ACT,
    ADVERB,
    ASPECT,
    AT,
    CONJUNCTION,
    EVENT,
    EXCEED,
    FALL,
    FUND,
    GIVES,
    HANDLES,
    HAVE,
    HEAD,
    LEAD,
    LEVEL,
    LIGHT,
    LOCALIZER,
    NOUN,
    PASSIVE,
    PER_HEAD,
    PERSON,
    PREPOSITION,
    QUALITY,
    QUOTA,
    REACH,
    RELATIVE,
    RESPECTIVELY,
    RISE,
    SELF_OBJECT,
    SITE,
    SUFFIX,
    THROUGH,
    TOPIC,
    TOWARD,
    TRANSITIVE,
    VERB,
    WEAK,
)
from cpcc_extract.spans import Span


def before(tokens: Tokens, kind: NumberKind, *, from_level: bool) -> Phrase:
    """Read the words of the clause before a number.

    `from_level`: it goes on to another level (从120家增至415家); a date or 最初 before the number says so by itself.
    """
    if (start := opening_from(tokens)) is not None and (from_level or tokens[-1].is_a(RELATIVE)):
        subject = strip_tail(tokens[:start])[0]
        named = noun_phrase(subject, "subject") if subject else NOTHING
        return named._replace(action=None, change=None, level=True, start_level=True)
    tokens = without_date(tokens)
    if len(tokens) > 1 and tokens[-1].kind == "aside" and tokens[-2].is_a(RISE | FALL | LEVEL | REACH):
        tokens = tokens[:-1]  # 下降|(同口径)|19.59%
    if len(tokens) > 2 and tokens[-1].is_a(RELATIVE) and tokens[-2].is_a(TOPIC):  # 审议39件,通过了|其中的|24件
        tokens = tokens[:-2]
    if kind.reckoned:
        tokens = without_reckoning(tokens)
    rest, tail = strip_tail(tokens)
    if tail and tail[0].is_a(SUFFIX) and len(rest) > 2:
        rest = with_names((*rest, tail[0]))[:-1]
    linked = _linked(rest, tail, kind, shared=any(t.classes & RESPECTIVELY for t in tokens))
    if not rest:
        only = next((t for t in reversed(tail) if t.classes & VERB), None)  # 深入11个县
        # 为300万名婴幼儿落实补贴: for whom; ,为92种 gives a value
        toward = not kind.closes and bool(tail) and tail[-1].is_a(PREPOSITION)
        return linked._replace(action=Span(only.start, only.end) if only else None, toward=toward)
    if (kind.rate or not kind.counted) and rest[-1].is_a(AT) and len(rest) > 1:  # 兑现率在九成以上
        rest, linked = strip_tail(rest[:-1])[0] or rest[:-1], linked._replace(level=True)
    return _related(rest, tail, kind, linked) or _plain(rest, tail, kind, linked)


def _linked(rest: Tokens, tail: Tokens, kind: NumberKind, *, shared: bool) -> Phrase:
    """What the function words before the number say of it."""
    # 为 links a value (为5%) or opens what was done for whom (为10万名残疾人): only the first kind counts as a level
    level = any(t.classes & LEVEL and not t.classes & PREPOSITION for t in tail)
    if rest and any(t.classes & REACH for t in tail):
        level = level or not kind.counted or rest[-1].is_a(RISE | FALL)
    has = any(t.classes & HAVE for t in tail)
    return Phrase(
        level=level,
        has=has,
        within=has and any(t.classes & HAVE and u.classes & LOCALIZER for u, t in pairwise((*rest[-1:], *tail))),
        listed=any(t.classes & SUFFIX and not t.classes & ADVERB for t in tail),  # 成员家属等|合计500人
        shared=shared,
    )


def _related(rest: Tokens, tail: Tokens, kind: NumberKind, linked: Phrase) -> Phrase | None:
    """The clause read as a change, a share, a comparison …; None where it is none of them."""
    last = rest[-1]
    if len(rest) > 1 and rest[-2].is_a(PER_HEAD) and not (kind.counted or kind.rate or last.is_a(NOUN)):
        return _per_head(rest[-2], last, linked)
    if last.is_a(THROUGH) and kind.closes:  # 审议法规12件,通过9件
        return _governed(rest)
    if last.is_a(RISE | FALL) and not last.is_a(NOUN):
        return changed(rest, tail, shared=linked.shared)
    if last.is_a(EXCEED) and (over := exceeding(rest, counted=kind.counted)) is not None:
        return over
    if last.is_a(RELATIVE):
        of_rate = (multiple_of(rest) or part_done(rest)) if kind.rate else None
        if of_rate is not None and any(token.classes & RESPECTIVELY for token in rest):
            of_rate = of_rate._replace(shared=True)  # 存款120亿元,贷款96亿元,分别是2005年的2.3倍、2.4倍
        if kind.counted and not kind.closes and _describes_object(rest):
            return Phrase(toward=True)
        part = share_of(rest)
        return part._replace(shared=linked.shared) if part is not None else of_rate or headless(rest[:-1])
    if kind.rate and last.is_a(QUOTA) and (done := part_done((*rest, last))) is not None:  # 完成预算113.9%
        return done
    other = compared(rest) or (share_of(rest) if kind.rate else None)
    if other is not None:
        return other._replace(shared=linked.shared)  # 分别占39.7%和60.3%
    if last.is_a(PREPOSITION | PASSIVE) and not last.is_a(NOUN | ACT | VERB | PERSON):
        return Phrase(action=governing_verb(rest[:-1]), toward=True)
    # 固定资产投资为474亿元 gives the value of what the act names; 调整为5.5%, 改造为3个小区 tell what was done
    valued = bool(tail) and tail[0].is_a(LEVEL) and last.is_a(ACT | EVENT) and not kind.counted
    if tail and tail[0].is_a(REACH) and not valued and last.is_a(VERB | ACT | EVENT | WEAK):
        named = noun_phrase(strip_tail(rest[:-1])[0], "subject")  # 成员|已|发展到86人
        return named._replace(action=Span(last.start, tail[0].end), level=True)
    return None


def _describes_object(tokens: Tokens) -> bool:
    """对报送备案的|2218件法规进行审查: a clause with 的 behind 对 only describes to what something was done."""
    opening = next((token for token in tokens if token.kind != "blank" and not token.classes & ADVERB), None)
    return opening is not None and opening.is_a(TOWARD)


def _per_head(each: Token, act: Token, linked: Phrase) -> Phrase:
    """农户|户均|增收8600元, 单位|月人均|补差56元: the word with the act names the measure, whoever stands before it."""
    named = Phrase(item=Span(each.start, act.end), level=linked.level, has=linked.has, shared=linked.shared)
    if not act.is_a(RISE | FALL):
        return named
    return named._replace(action=Span(act.start, act.end), change="rise" if act.is_a(RISE) else "fall")


def _plain(rest: Tokens, tail: Tokens, kind: NumberKind, linked: Phrase) -> Phrase:
    """The clause read as a verb with its object, or as the name of what is measured."""
    last = rest[-1]
    if tail and tail[0].is_a(ASPECT) and last.kind == "text":  # 会议开了两次
        return _governed(rest)._replace(has=linked.has)
    if last.is_a(SELF_OBJECT):  # 植树102万株, 完成造林20公顷
        first = len(rest) - 1
        while first and (  # 植树造林, 减税降费及退税
            rest[first - 1].is_a(SELF_OBJECT | CONJUNCTION)
            or (rest[first].is_a(CONJUNCTION) and rest[first - 1].is_a(NOUN))
        ):
            first -= 1
        own = trim(rest[first:])
        item = Span(own[0].start, own[-1].end)
        return Phrase(item=item, action=_leading(rest[:first], own[0].start) or item)
    if (told := (_of_list(rest) if linked.listed else None) or whole_clause(rest, kind)) is not None:
        return told._replace(level=linked.level, has=linked.has, listed=linked.listed)
    if _governs(rest, kind, linked.level or kind.rate):
        return _governed(rest)._replace(level=linked.level, has=linked.has, listed=linked.listed)
    if kind.rate and last.is_a(LEAD) and not last.is_a(NOUN | ACT):  # 整改任务已完成95%
        subject = strip_tail(rest[:-1])[0]
        named = noun_phrase(subject, "subject") if subject else NOTHING
        return named._replace(action=Span(last.start, last.end), level=linked.level, shared=linked.shared)
    mode = "subject" if kind.rate else kind.measure
    if mode is None:
        mode = "measure" if not kind.counted and last.is_a(VERB) and _names_act(rest) else "object"
    named = noun_phrase(rest, mode)
    if named.item is None and kind.occasions and last.is_a(ACT) and not last.is_a(TRANSITIVE):  # 视察4次
        named = named._replace(item=Span(last.start, last.end))
    if named.action is None and kind.counted and tail and tail[-1].is_a(VERB):  # 调研组深入12个乡镇
        named = named._replace(action=Span(tail[-1].start, tail[-1].end), item=None, fallback=named.item)
    if any(token.classes & SITE for token in tail):  # 特区内184.63万人
        named = named._replace(item=None, fallback=named.item)
    if not kind.counted and named.action in (None, named.item):
        named = named._replace(action=named.item if _does(rest, named.item, kind) else None)
    has = linked.has or (named.item is not None and _exists(rest, named.item))
    if not (linked.level or has or linked.within or linked.shared or linked.listed):
        return named
    return named._replace(level=linked.level, has=has, within=linked.within, shared=linked.shared, listed=linked.listed)


def _of_list(tokens: Tokens) -> Phrase | None:
    """开展|推动|乡村振兴、|促进|发展等10项调研: the verb that holds a list whose members have verbs of their own."""
    verb = main_verb(tokens) if members_have_verbs(tokens) else None
    return Phrase(action=verb) if verb is not None else None


def _exists(tokens: Tokens, item: Span) -> bool:
    """全区共有|党员61名: the clause says what there is, not what was done."""
    return any(token.end == item.start and token.classes & HAVE and not token.classes & VERB for token in tokens)


def _leading(tokens: Tokens, end: int) -> Span | None:
    """The verb that holds an act with its own object: 完成|造林; in 回馈|社会|捐资 the other has an object itself."""
    verb = governing_verb(tokens)
    lead = any(token.classes & LEAD and verb and verb.start <= token.start < verb.end for token in tokens)
    return verb if verb is not None and (lead or verb.end == end) else None


def _does(tokens: Tokens, item: Span | None, kind: NumberKind) -> bool:
    """向学校捐款1000万元: a verb with its own object, alone behind the doer, was done; in 民间投资 it is a name."""
    last = tokens[-1]
    own = last.is_a(FUND) and last.is_a(ACT) and not last.is_a(NOUN)
    if kind.rate or item is None or not own:
        return False
    acts = [token for token in tokens if token.start >= item.start]  # 捐款|捐物
    if not all(token.is_a(ACT) and not token.is_a(NOUN) for token in acts):
        return False
    doer = next((token for token in reversed(tokens[: -len(acts)]) if token.kind != "blank"), None)
    opens_clause = doer is None or doer.kind == "time" or doer.is_a(PERSON | ADVERB)
    return opens_clause or any(token.is_a(PREPOSITION) for token in tokens)


def _governs(tokens: Tokens, kind: NumberKind, valued: bool) -> bool:
    """Whether the last word is a verb whose object the number is (提出20条), not the name of an activity (督办5次)."""
    last = tokens[-1]
    if last.is_a(WEAK):  # 维修260眼
        alone = opens((*tokens, tokens[-1]), len(tokens) - 1) and not verb_left(tokens[:-1])
        return alone and not kind.occasions and not valued
    if last.is_a(NOUN) and last.is_a(VERB) and kind.counted and not kind.occasions:
        return all(t.kind in ("time", "blank") or t.classes & ADVERB for t in tokens[:-1])  # 2024年审计20个部门
    if last.is_a(NOUN) or not last.is_a(VERB | EVENT | LIGHT):
        return False
    if kind.closes and ends_name(tokens):
        return False
    if len(tokens) > 1 and tokens[-2].is_a(ACHIEVES) and not last.is_a(LEAD):  # 实现捐献9例
        return False
    if last.is_a(ACT | GIVES) and (lead := pure_verb_left(tokens[:-1])) is not None and lead.is_a(ACHIEVES):
        return False  # 完成老旧楼院维修|改造40个, 完成遗体|捐献10例
    if not last.is_a(ACT) or last.is_a(TRANSITIVE):
        return not valued or not last.is_a(LEAD)
    if kind.occasions or valued:
        return False
    previous = tokens[-2] if len(tokens) > 1 else None
    if previous is not None and previous.is_a(LEAD | RELATIVE):  # 用于科技的投入
        return False
    if not kind.counted and _names_act(tokens):
        return False
    lead = pure_verb_left(tokens[:-1])
    # 交付|政府系统|办理567件: somebody else's verb behind the one to whom things were given
    return lead is None or (last.is_a(HANDLES) and not lead.is_a(LEAD) and _by_others(tokens))


def _by_others(tokens: Tokens) -> bool:
    return any(token.is_a(PERSON) for token in tokens[-3:-1])


def _names_act(tokens: Tokens) -> bool:
    """生态建设投入5800亿元, 沙化土地治理9万亩: the act at the end is what the words before it name."""
    if len(tokens) < 2 or not tokens[-1].is_a(ACT) or tokens[-1].is_a(TRANSITIVE):
        return False
    return tokens[-2].is_a(NOUN | ACT | HEAD | RELATIVE) and not tokens[-2].is_a(PERSON)


def _governed(tokens: Tokens) -> Phrase:
    """A verb stands directly before the number: 提出20条建议, 审查立案54件."""
    first = compound_start(tokens, len(tokens) - 1)
    action = Span(tokens[first].start, tokens[-1].end)
    doer = next((at for at in range(first) if tokens[at].is_a(PASSIVE)), first)  # 信息被上级采用130篇
    while doer and tokens[doer - 1].is_a(ADVERB):  # 法官人均|结案388件
        doer -= 1
    words, between = strip_tail(tokens[:doer])
    located = any(token.classes & SITE for token in between)  # 审查后立案97件: when, not what
    mode: Mode = "subject" if doer < first and tokens[doer].is_a(PASSIVE) else "object"  # 宣传报道|获媒体采用6篇
    subject = noun_phrase(words, mode).item if words and not located else None
    handled = subject is not None and words[0].is_a(TOWARD) and tokens[-1].is_a(HANDLES)
    if handled:  # 对重大刑事犯罪|批捕17件
        return Phrase(action=action, fallback=subject, done_to=True)
    if subject and doer and any(t.end <= subject.start and t.classes & PREPOSITION for t in tokens[:doer]):
        subject = None  # 对鸡肉、小麦加征
    manner = bool(words) and words[-1].is_a(ACT | WEAK | QUALITY) and not words[-1].is_a(NOUN | HEAD | FUND)
    if subject and manner and words[-1].start == subject.start:
        subject = None  # 恶意骗取, 创新提出: how, not what
    if tokens[-1].is_a(EVENT) or (doer < first and tokens[doer].is_a(PASSIVE)):
        return Phrase(item=subject, action=action)
    thing = subject is not None and words[-1].is_a(NOUN | HEAD) and not words[-1].is_a(PERSON)
    return Phrase(action=action, fallback=subject, done_to=thing)
