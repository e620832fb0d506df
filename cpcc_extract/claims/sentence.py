"""The quantities of one sentence, each with its item and action; what one clause leaves out another lends."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.before import before
from cpcc_extract.claims.behind import BehindKind, after
from cpcc_extract.claims.claim import Change
from cpcc_extract.claims.counting import COUNTED, RATES, measure_mode, names_measure, only_counted
from cpcc_extract.claims.distribution import share_members
from cpcc_extract.claims.draft import Draft, name_of
from cpcc_extract.claims.lending import lend
from cpcc_extract.claims.members import listed
from cpcc_extract.claims.opening import without_worth
from cpcc_extract.claims.parts import Parts
from cpcc_extract.claims.phrase import NumberKind, Phrase, Tokens
from cpcc_extract.claims.place import Place, clause_before, find_place
from cpcc_extract.claims.sides import Weighed, names_extent, weigh
from cpcc_extract.claims.token import Token
from cpcc_extract.claims.tokens import tokenise
from cpcc_extract.claims.topic import label_of, topic, within
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ADOPTED,
    ADVERB,
    BETTERS,
    COMPARE,
    CONJUNCTION,
    CREATES,
    DECLINE,
    EARLIER,
    EVENT,
    EXCEED,
    FALL,
    GROWTH,
    LEVEL,
    NOUN,
    REACH,
    RECKONS,
    RESPECTIVELY,
    RISE,
    TOPIC,
    VERB,
)
from cpcc_extract.numbers.quantity import Quantity, SetAside
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage
from cpcc_extract.when.expressions import TimeMention

_ENDS_BASE: Final = RISE | FALL | EXCEED | ADVERB | RESPECTIVELY
_BRACKETS: Final = (("(", ")"), ("【", "】"), ("〔", "〕"))


def read_sentence(
    passage: Passage,
    sentence: Span,
    quantities: tuple[Quantity, ...],
    times: tuple[TimeMention, ...],
    set_aside: tuple[SetAside, ...],
    rules: GrammarRules,
    earlier: tuple[Draft, ...],
) -> tuple[Draft, ...]:
    """One draft for each quantity of the sentence, in order.

    `quantities` are those inside `sentence`; `times` the passage's time mentions, `set_aside` its numerals that count
    nothing; `earlier` the drafts before it, to which a breakdown (其中) may belong. Items and actions that a clause
    leaves out are taken from the quantities before it: 收到提案190件,审查立案176件 counts 提案 twice.
    """
    numbered = tuple(enumerate(quantities))
    tokens = tokenise(passage.view, sentence.start, sentence.end, numbered, times, set_aside, rules)
    drafts: list[Draft] = []
    phrases: list[Phrase] = []
    used = -1  # last token that belongs to the noun behind an earlier quantity
    chain: list[int] = []
    parts = Parts()
    reckoned = any(token.classes & RECKONS for token in tokens)
    for at, token in enumerate(tokens):
        if token.kind != "quantity":
            if token.kind == "break":
                parts.pass_break(passage.view[token.start], len(drafts))
            elif token.classes & TOPIC:
                parts.open(len(drafts))
            continue
        listing = bool(chain) and phrases[chain[0]].shared
        place = find_place(tokens, at, used, listing=listing)
        quantity = quantities[token.place]
        extent = names_extent(passage.view, tokens, place, quantity, rules)
        left = _left(passage.view, tokens, place, quantity, extent, reckoned, rules)
        right = _right(tokens, place, quantity, left, rules)
        weighed = weigh(quantity, tokens, place, left, right, rules, extent=extent)
        if place.glued and drafts:
            weighed = _governed_together(weighed, quantity, drafts[-1])
        counted = (right.item if extent else None) or weighed.item or left.subject
        breakdown = parts.hold(passage.view, weighed, quantity, drafts)
        draft = _draft(passage, quantity, sentence, tokens, place, left, counted, weighed, breakdown)
        if weighed.behind is not None and quantity.dimension == "count" and _betters(tokens, place):
            draft = draft._replace(change=None)
        if draft.change is None and quantity.unit == "%":
            draft = draft._replace(change=_named_change(tokens[place.left : place.at]))
        draft = _with_topic(passage, draft, tokens, place, left, rules)
        draft = lend(passage, draft, left, place, drafts, earlier, rules)
        if place.glued and place.left == at and drafts[-1].item is None and weighed.behind is not None:
            drafts[-1] = drafts[-1]._replace(item=draft.item, subject=draft.subject)  # 21批173项创新案例
        chain = [*chain, len(drafts)] if place.glued and chain else [len(drafts)]
        drafts.append(draft)
        phrases.append(left)
        if weighed.behind is not None:
            used = max(i for i in range(at, place.right) if tokens[i].start < weighed.behind.end)
        share_members(passage, chain, drafts, phrases, rules)
    return tuple(drafts)


def _carries_on(left: Phrase, quantity: Quantity) -> bool:
    """Whether the clause gives only a value or a change of what was named before: 达到21.5万标箱, 由11家减为5家."""
    return left.level or left.change is not None or (quantity.dimension in RATES and left.fallback is None)


def _left(
    view: str, tokens: Tokens, place: Place, quantity: Quantity, extent: bool, reckoned: bool, rules: GrammarRules
) -> Phrase:
    words = without_worth(tokens[place.left : place.at])
    goes_on = bool(words) and not place.opened and words[0].is_a(CONJUNCTION)
    while words and not place.opened and words[0].is_a(CONJUNCTION):
        words = words[1:]
    phrase = before(
        words,
        NumberKind(
            counted=quantity.dimension in COUNTED,
            occasions=quantity.unit in rules.occasions,
            rate=quantity.dimension in RATES and not extent,
            goes_on=goes_on and quantity.dimension == "count",
            closes=_closes(tokens[place.at + 1 : place.right]),
            reckoned=reckoned,
            # 设立规模10亿元的基金: the verb belongs to what has the extent
            measure=None if extent else measure_mode(view, words, quantity, rules),
        ),
        from_level=any(t.classes & REACH for t in tokens[place.at : place.right]),
    )
    # 分别, or as many changes as there are members: 上诉案件和上访案件下降12%和30%
    if phrase.shared or (phrase.change is not None and any(t.classes & CONJUNCTION for t in words)):
        phrase = listed(phrase, words)
    phrase = only_counted(view, phrase, words, quantity, rules)
    if place.opened and words and quantity.dimension == "count" and _joins(words[-1]):
        phrase = phrase._replace(item=None, fallback=None)  # 下辖市委员会和|25个基层组织
    return phrase._replace(change="rise") if quantity.rule in rules.growth_rules else phrase


def _joins(token: Token) -> bool:
    return token.is_a(CONJUNCTION) and not token.is_a(ADVERB | NOUN | VERB)


def _right(tokens: Tokens, place: Place, quantity: Quantity, left: Phrase, rules: GrammarRules) -> Phrase:
    acts = quantity.unit in rules.occasions
    verb = tokens[place.at - 1] if place.at > place.left else None
    return after(
        tokens[place.at + 1 : place.right],
        BehindKind(
            acts=acts,
            occasions=acts and left.action is None,
            whole=quantity.unit in rules.whole_units,
            toward=left.toward,
            creates=verb is not None and verb.is_a(CREATES),
            governed=left.action is not None and left.item is None and left.change is None and not left.level,
            papers=quantity.unit in rules.paper_units,
            people=quantity.unit is None or quantity.unit in rules.person_units,
        ),
    )


def _closes(behind: Tokens) -> bool:
    """Nothing stands between the number and the end of its clause, or the name of what was adopted (通过8个决议)."""
    if not behind or behind[0].kind == "aside":
        return True
    return behind[-1].is_a(ADOPTED) and not any(t.classes & (VERB | EVENT | CONJUNCTION) for t in behind)


def _governed_together(weighed: Weighed, quantity: Quantity, before: Draft) -> Weighed:
    """分赴4个乡镇、6个村开展视察: the verb before a list holds its last member too, not the one behind it."""
    held = before.change is None and before.action is not None
    held = held and before.action is not None and before.clause.start <= before.action.start < before.quantity.start
    behind = weighed.action is not None and weighed.action.start >= quantity.end
    return Weighed(weighed.item, before.action, weighed.behind, weighed.rule) if held and behind else weighed


def _draft(
    passage: Passage,
    quantity: Quantity,
    sentence: Span,
    tokens: Tokens,
    place: Place,
    left: Phrase,
    counted: Span | None,
    weighed: Weighed,
    breakdown: bool,
) -> Draft:
    """`counted` is what the clause speaks of: the item, or another where this number does not count it."""
    change: Change | None = None
    if left.change:
        change = "increase" if left.change == "rise" else "decrease"
    start = tokens[place.left].start if place.left < place.at else quantity.start
    return Draft(
        quantity=quantity,
        sentence=sentence,
        clause=Span(start, max(quantity.end, tokens[place.right - 1].end)),
        item=name_of(passage, weighed.item),
        subject=name_of(passage, counted),
        action=weighed.action,
        change=change,
        comparison=_comparison(tokens[place.left : place.at]),
        level=left.level,
        start_level=left.start_level,
        bracketed=_bracketed(passage.view, sentence.start, quantity.start),
        breakdown=breakdown,
        rules=(quantity.rule, weighed.rule),
    )


def _with_topic(
    passage: Passage, draft: Draft, tokens: Tokens, place: Place, left: Phrase, rules: GrammarRules
) -> Draft:
    """The draft with the topic of the clause before as its item, where its own clause names none."""
    if draft.item is not None or not place.opened:
        return draft
    clause = clause_before(tokens, place.left)
    if draft.quantity.unit in rules.paper_units and (whole := within(clause)) is not None:
        name = name_of(passage, whole)
        return draft._replace(item=name, subject=name, rules=(draft.rules[0], "item.topic"))
    labelled = place.left == place.at and passage.view[tokens[place.left - 1].start] == ":"  # 一等奖:3名
    if labelled and draft.quantity.dimension == "count" and (label := label_of(clause)) is not None:
        name = name_of(passage, label)
        return draft._replace(item=name, subject=name, rules=(draft.rules[0], "item.topic"))
    summed = place.left < place.at and all(t.classes & ADVERB for t in tokens[place.left : place.at])
    if not (summed or _carries_on(left, draft.quantity)):
        return draft
    spoken = topic(clause, measure=names_measure(passage.view, clause, rules))
    if spoken is None or draft.quantity.dimension in ("duration", "age"):
        return draft
    # 犯罪人数减少,共2189人: what is summed up must be a number of something
    if summed and passage.view[spoken.end - 1] not in rules.measure_endings:
        return draft
    name = name_of(passage, spoken)
    return draft._replace(item=name, subject=name, rules=(draft.rules[0], "item.topic"))


def _bracketed(view: str, start: int, end: int) -> bool:
    return any(view.rfind(left, start, end) > view.rfind(right, start, end) for left, right in _BRACKETS)


def _betters(tokens: Tokens, place: Place) -> bool:
    """提升|12所|学校设施: what is made better is counted; in 增加|100个|名额 the number is what it grew by."""
    return place.at > place.left and tokens[place.at - 1].is_a(BETTERS)


def _named_change(words: Tokens) -> Change | None:
    """居民收入|增幅|为8.9%, |降幅|5.2%: the name of the measure says which way it went."""
    last = next((token for token in reversed(words) if not token.is_a(LEVEL | ADVERB)), None)
    if last is None or not last.is_a(GROWTH | DECLINE):
        return None
    return "increase" if last.is_a(GROWTH) else "decrease"


def _comparison(words: Tokens) -> Span | None:
    """同比, 比去年, 较2020年: from the word of comparison up to the change, or to the number without one."""
    for at in range(len(words) - 1, -1, -1):
        classes = words[at].classes
        if not classes & COMPARE or classes & EXCEED:
            continue
        end = at + 1
        if end < len(words) and words[end].is_a(GROWTH | DECLINE):  # 同比|增幅5%; but 较全省增速
            return Span(words[at].start, words[at].end)
        while end < len(words) and (not words[end].is_a(_ENDS_BASE) or words[end].is_a(EARLIER)):
            end += 1
        span = Span(words[at].start, words[end - 1].end)
        return span if len(span) > 1 else None
    return None
