"""Whether a unit can count what the words before it name."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.before import before
from cpcc_extract.claims.phrase import Mode, NumberKind, Phrase, Tokens
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ABOUT,
    ACT,
    ADVERB,
    ATTENDS,
    CONJUNCTION,
    CREATES,
    ENTERS,
    FACET,
    FALL,
    GROUPING,
    HANDLES,
    HEAD,
    LEVEL,
    LOCALIZER,
    MEETING,
    MOTION,
    NOUN,
    PERSON,
    PLACE,
    RELATIVE,
    RESPECTIVELY,
    RISE,
    SUFFIX,
    VERB,
)
from cpcc_extract.numbers.quantity import Quantity
from cpcc_extract.spans import Span

COUNTED: Final = frozenset({"count", "duration", "age"})
"""Dimensions whose units are classifiers."""
RATES: Final = frozenset({"percentage", "percentage_point", "ratio", "permille", "fraction", "permille_point"})
"""Dimensions of shares and multiples."""
_COUNT: Final = NumberKind(
    counted=True, occasions=False, rate=False, goes_on=False, closes=False, reckoned=False, measure=None
)


def only_counted(view: str, phrase: Phrase, words: Tokens, quantity: Quantity, rules: GrammarRules) -> Phrase:
    """The phrase without an item that the unit cannot count: 上报省政协617篇, 经济建设类198件."""
    paper = quantity.unit in rules.paper_units
    if phrase.item is not None and len(phrase.item) == 1 and not _stands_alone(phrase.item, words, paper=paper):
        # 集装箱到|发增长14%: of a word that the lexicon does not hold, the clause is the surest name
        whole = Span(words[0].start, phrase.item.end) if quantity.dimension in RATES else None
        phrase = phrase._replace(item=whole)
    if quantity.dimension in ("duration", "age"):
        named = phrase.item is not None and view[phrase.item.end - 1] in rules.duration_endings
        return phrase if named else phrase._replace(item=None, fallback=None, subject=phrase.item)
    if quantity.dimension == "money" and phrase.fallback is not None:
        giver = any(
            t.classes & (PERSON | PLACE) for t in words if phrase.fallback.start <= t.start < phrase.fallback.end
        )
        if not giver or view[phrase.fallback.end - 1] in rules.measure_endings:  # 地方财政|收入完成108亿元
            return phrase
        gift = phrase.action if phrase.action and view[phrase.action.end - 1] in rules.measure_endings else None
        return phrase._replace(item=gift, fallback=None)  # 委员陈某捐资200万元
    if quantity.dimension != "count":
        return phrase
    if quantity.unit in rules.whole_units:
        phrase = _of_those_who_came(view, phrase, words, rules)
    if quantity.unit in rules.paper_units:
        phrase = _of_what_entered(phrase, words)
    return _only_countable(view, phrase, words, quantity, rules)


def _only_countable(view: str, phrase: Phrase, words: Tokens, quantity: Quantity, rules: GrammarRules) -> Phrase:
    """The phrase of a count without what its classifier cannot count."""
    paper = quantity.unit in rules.paper_units
    if phrase.fallback is not None and paper:
        phrase = phrase._replace(fallback=_without_facet(phrase.fallback, words))
    busy = phrase.fallback is not None and quantity.unit in rules.occasions  # 市政协每月安排1次
    if phrase.fallback is not None and not _can_count(view, phrase.fallback, words, quantity, rules, busy):
        phrase = phrase._replace(fallback=None)
    if phrase.item is None:
        return phrase
    inside = [token for token in words if phrase.item.start <= token.start < phrase.item.end and token.kind != "aside"]
    if not inside:  # 已经解决的（A类）119件
        return phrase._replace(item=None)
    if paper and len(inside) == 1 and inside[0].kind == "quote" and view[inside[0].start] == "“":  # 评价“非常满意”161件
        return phrase._replace(item=None, fallback=phrase.item)
    if inside[-1].is_a(GROUPING) or (paper and phrase.has and _is_matter(phrase, words)):
        whole = _divided(phrase.item, words) or _spoken_of(phrase, words)
        told = inside[-1].is_a(GROUPING) and _is_part_of_name(phrase, words)
        return phrase._replace(item=None, fallback=whole or phrase.item, action=None if told else phrase.action)
    if not _can_count(view, phrase.item, words, quantity, rules, False):
        return phrase._replace(item=None, action=phrase.action if phrase.action != phrase.item else None)
    return phrase


def _of_those_who_came(view: str, phrase: Phrase, words: Tokens, rules: GrammarRules) -> Phrase:
    """委员|走进|社区300人次, 委员参与|活动90人次: people are counted, not where they went.

    Without a doer it is all that is named (列席会议12人); 参加活动人数 names a measure.
    """
    item, action = phrase.item, phrase.action
    if item is None or action is None or item.start < action.end or view[item.end - 1] in rules.measure_endings:
        return phrase
    verb = next(token for token in reversed(words) if token.start < action.end)
    head = next(token for token in reversed(words) if token.start < item.end)
    went = verb.is_a(MOTION) and head.is_a(PLACE | HEAD | NOUN | PERSON)
    if not went and not (verb.is_a(ATTENDS) and head.is_a(HEAD | ACT | MEETING | PLACE | NOUN)):
        return phrase
    doers = before(tuple(token for token in words if token.end <= verb.start), _COUNT, from_level=False).item
    people = doers is not None and any(token.end == doers.end and token.is_a(PERSON) for token in words)
    if doers is None or not people or view[doers.end - 1] in rules.body_endings:
        return phrase
    return phrase._replace(item=None, fallback=doers)


def _of_what_entered(phrase: Phrase, words: Tokens) -> Phrase:
    """美术作品|入选|全国美展5件: works are counted, not the show that took them."""
    item, action = phrase.item, phrase.action
    if item is None or action is None or item.start < action.end:
        return phrase
    if not next(token for token in reversed(words) if token.start < action.end).is_a(ENTERS):
        return phrase
    works = before(tuple(token for token in words if token.end <= action.start), _COUNT, from_level=False).item
    return phrase._replace(item=works, fallback=None)


def _is_part_of_name(phrase: Phrase, words: Tokens) -> bool:
    """向北|开放|桥头堡方面60件: a verb that neither opens the clause nor says what papers are about names a group."""
    if phrase.action is None:
        return False
    verb = next((token for token in words if token.start == phrase.action.start), None)
    opening = next((token for token in words if not token.classes & (CONJUNCTION | ADVERB)), None)
    return verb is not None and verb is not opening and not verb.is_a(ABOUT | CREATES | HANDLES)


def _is_matter(phrase: Phrase, words: Tokens) -> bool:
    """提案|涉及|经济建设有46件: the object of 涉及 tells what papers are about."""
    if phrase.action is None or phrase.item is None or phrase.item.start < phrase.action.end:
        return False
    return any(token.start == phrase.action.start and token.classes & ABOUT for token in words)


def _without_facet(item: Span, words: Tokens) -> Span:
    """提案|内容|涉及教育的87件: papers are counted, not what they are about."""
    inside = [token for token in words if item.start <= token.start < item.end]
    return Span(item.start, inside[-2].end) if len(inside) > 1 and inside[-1].is_a(FACET) else item


def _stands_alone(item: Span, words: Tokens, *, paper: bool) -> bool:
    """Whether one character is a noun (钢增长1.2倍, 农业为主的户, 出栏牛3万头) or the rest of a word (集装箱到|发)."""
    # 收|文31篇: one character is no paper
    opens = RELATIVE if paper else RELATIVE | VERB | ACT
    return words[0].start == item.start or any(t.end == item.start and t.classes & opens for t in words)


def _divided(group: Span, words: Tokens) -> Span | None:
    """What a group is a part of: 立案提案 in 立案提案中经济建设类198件."""
    inner = [token for token in words if token.end <= group.start]
    if not inner or not inner[-1].is_a(LOCALIZER):
        return None
    return before(tuple(inner), _COUNT, from_level=False).item


def _spoken_of(phrase: Phrase, words: Tokens) -> Span | None:
    """提案内容|涉及工业类18件: what the clause speaks of, where that is neither people nor a body."""
    if phrase.action is None:
        return None
    subject = tuple(token for token in words if token.end <= phrase.action.start)
    named = before(subject, _COUNT, from_level=False).item if subject else None
    if named is None or any(token.classes & PERSON for token in subject if token.start >= named.start):
        return None
    return _without_facet(named, subject)


def _can_count(view: str, item: Span, words: Tokens, quantity: Quantity, rules: GrammarRules, busy: bool) -> bool:
    """Whether the unit can count what the phrase names: papers are not counted as people or bodies."""
    head = next(token for token in reversed(words) if token.start < item.end)
    if busy:
        return not head.is_a(PERSON)
    body = head.is_a(PERSON) or view[item.end - 1] in rules.body_endings
    return not (body and quantity.unit in rules.paper_units)


def measure_mode(view: str, words: Tokens, quantity: Quantity, rules: GrammarRules) -> Mode | None:
    """How to read words that name a measure of money (贸易总额) or an extent (治理面积); None where they do not."""
    if quantity.dimension in COUNTED or not names_measure(view, words, rules):
        return None
    return "measure" if quantity.dimension == "money" else "extent"


def names_measure(view: str, words: Tokens, rules: GrammarRules) -> bool:
    """Whether the words end in the name of a measure, before 达 and the like: 服务贸易总额达."""
    for token in reversed(words):
        if token.kind in ("blank", "time") or token.is_a(ADVERB | LEVEL | RESPECTIVELY | SUFFIX):
            continue
        return view[token.end - 1] in rules.measure_endings and not token.is_a(VERB | RISE | FALL)
    return False
