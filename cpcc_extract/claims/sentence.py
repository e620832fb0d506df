"""The quantities of one sentence, each with its item and action; what one clause leaves out another lends."""

from __future__ import annotations

from cpcc_extract.claims.before import before
from cpcc_extract.claims.behind import after, topic
from cpcc_extract.claims.claim import Change
from cpcc_extract.claims.counting import COUNTED, RATES, measure_mode, names_measure, only_counted
from cpcc_extract.claims.draft import Draft, name_of
from cpcc_extract.claims.lending import lend, share_members
from cpcc_extract.claims.nouns import wide_members
from cpcc_extract.claims.phrase import NumberKind, Phrase, Tokens
from cpcc_extract.claims.place import Place, clause_before, find_place
from cpcc_extract.claims.tokens import tokenise
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.numbers.quantity import Quantity, SetAside
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage
from cpcc_extract.when.expressions import TimeMention


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

    `quantities` are those inside `sentence`; `times` the passage's time mentions, `set_aside` its
    numerals that count nothing; `earlier` the drafts of the passage
    so far, to which a breakdown (其中) may belong. Items and actions that a clause leaves out are taken from the
    quantities before it: 收到提案190件,审查立案176件 counts 提案 twice.
    """
    numbered = tuple(enumerate(quantities))
    tokens = tokenise(passage.view, sentence.start, sentence.end, numbered, times, set_aside, rules)
    drafts: list[Draft] = []
    phrases: list[Phrase] = []
    used = -1  # last token that belongs to the noun behind an earlier quantity
    chain: list[int] = []
    breakdown = False
    for at, token in enumerate(tokens):
        if token.kind != "quantity":
            breakdown = breakdown or "topic" in token.classes
            continue
        listing = bool(chain) and phrases[chain[0]].shared
        place = find_place(tokens, at, used, listing=listing)
        quantity = quantities[token.place]
        extent = _names_extent(passage.view, tokens, place, quantity, rules)
        left = _left(passage.view, tokens, place, quantity, extent, rules)
        right = after(
            tokens[at + 1 : place.right],
            occasions=quantity.unit in rules.occasions and left.action is None,
            acts=quantity.unit in rules.occasions,
            whole=quantity.unit in rules.whole_units,
            toward=left.toward,
        )
        if quantity.rule in rules.growth_rules:
            left = left._replace(change="rise")
        draft, behind = _draft(passage, quantity, sentence, tokens, place, left, right, extent, breakdown)
        if draft.item is None and place.opened and _carries_on(left, quantity):
            clause = clause_before(tokens, place.left)
            spoken = topic(clause, measure=names_measure(passage.view, clause, rules))
            if spoken is not None and quantity.dimension not in ("duration", "age"):
                name = name_of(passage, spoken)
                draft = draft._replace(item=name, subject=name, rules=(draft.rules[0], "item.topic"))
        draft = lend(passage, draft, left, place, drafts, earlier, rules)
        if place.glued and place.left == at and drafts[-1].item is None and behind is not None:
            drafts[-1] = drafts[-1]._replace(item=draft.item, subject=draft.subject)  # 21批173项创新案例
        chain = [*chain, len(drafts)] if place.glued and chain else [len(drafts)]
        drafts.append(draft)
        phrases.append(left)
        if behind is not None:
            used = max(i for i in range(at, place.right) if tokens[i].start < behind.end)
        share_members(passage, chain, drafts, phrases, rules)
    return tuple(drafts)


def _carries_on(left: Phrase, quantity: Quantity) -> bool:
    """Whether the clause gives only a value or a change of what was named before: 达到21.5万标箱, 由11家减为5家."""
    return left.level or left.change is not None or (quantity.dimension in RATES and left.fallback is None)


def _left(view: str, tokens: Tokens, place: Place, quantity: Quantity, extent: bool, rules: GrammarRules) -> Phrase:
    words = tokens[place.left : place.at]
    goes_on = bool(words) and not place.opened and words[0].is_a("conjunction")
    while words and not place.opened and words[0].is_a("conjunction"):
        words = words[1:]
    phrase = before(
        words,
        NumberKind(
            counted=quantity.dimension in COUNTED,
            occasions=quantity.unit in rules.occasions,
            rate=quantity.dimension in RATES and not extent,
            goes_on=goes_on and quantity.dimension == "count",
            closes=_closes(tokens[place.at + 1 : place.right]),
            # 设立规模10亿元的基金: the verb belongs to what has the extent
            measure=None if extent else measure_mode(view, words, quantity, rules),
        ),
        from_level=any(t.is_a("reach") for t in tokens[place.at : place.right]),
    )
    if phrase.shared:
        phrase = phrase._replace(wide=wide_members(words))
    return only_counted(view, phrase, words, quantity, rules)


def _closes(behind: Tokens) -> bool:
    """Nothing stands between the number and the end of its clause, or the name of what was adopted (通过8个决议)."""
    if not behind or behind[0].kind == "aside":
        return True
    return behind[-1].is_a("adopted") and not any(t.is_a("verb", "event", "conjunction") for t in behind)


def _draft(
    passage: Passage,
    quantity: Quantity,
    sentence: Span,
    tokens: Tokens,
    place: Place,
    left: Phrase,
    right: Phrase,
    extent: bool,
    breakdown: bool,
) -> tuple[Draft, Span | None]:
    item, action = left.item, left.action
    rule = "item.own" if item is not None and item == action else "item.before"
    behind: Span | None = None
    rate = quantity.dimension in RATES
    verb_only = left.action is not None and left.action.end == tokens[place.at - 1].end
    of_rate = place.at + 1 < len(tokens) and (
        tokens[place.at + 1].is_a("relative")
        or quantity.dimension == "fraction"
        # 加征10%关税, 新兴市场贡献7成出口增量: nothing but the verb stands before the share
        or (
            rate
            and left.item is None
            and left.change is None
            and not left.level
            and (verb_only or left.fallback is None)
        )
    )
    attaches = (
        right.item is not None and (not rate or of_rate) and (quantity.dimension in COUNTED or not right.headless)
    )
    if quantity.dimension == "duration" and not of_rate:  # 连续9年全国第一: what follows is not what lasts
        attaches = False
    if extent and left.item is not None:
        attaches = False
    if quantity.dimension == "money" and right.item and _is_purpose(tokens[place.at + 1 : place.right], right.item):
        attaches = False
    # 资助失学儿童130名复学: those who are counted stand before the number, what became of them behind it
    named = left.item is not None and left.action is not None and left.action.end <= left.item.start
    named = named and any(t.end == left.item.end and t.is_a("person") for t in tokens[place.left : place.at])  # type: ignore[union-attr]
    # 下沉到103个社区: what follows is counted, where the number is no level of something named before
    reached = left.item is None and left.fallback is None and quantity.dimension == "count"
    gains = left.change is not None and left.item is None and quantity.dimension in ("count", "money")  # 增加100个名额
    if (
        attaches
        and (left.change is None or gains)
        and (not left.level or reached)
        and not (named and not left.listed and (right.bare or not _names_people(tokens[place.at :], right.item)))
    ):
        item, rule = right.item, "item.behind"
        behind = right.item
        # 严防疫情输入等7条建议被采用: the verbs before 等 belong to what the list quotes
        action = ((left.listed or left.toward) and right.action) or left.outer or left.action or right.action
    elif left.has and action is None and quantity.dimension == "count":
        action = right.action  # 委员中有4人获表彰
    elif action is None and not left.level and left.change is None and quantity.dimension == "count":
        # 委员提案1件被列为重点工作; in 专题协商会2次、座谈会6次 what follows is another's
        passive = place.at + 1 < len(tokens) and tokens[place.at + 1].is_a("passive")
        if item is None or ((passive or _are_people(tokens, place, item)) and right.item is None):
            action = right.action
    if action is None and item is not None and place.opened and quantity.dimension == "count":
        action = _own_act(tokens[place.left : place.at], item)
    change: Change | None = None
    if left.change:
        change = "increase" if left.change == "rise" else "decrease"
    start = tokens[place.left].start if place.left < place.at else quantity.start
    draft = Draft(
        quantity=quantity,
        sentence=sentence,
        clause=Span(start, max(quantity.end, tokens[place.right - 1].end)),
        item=name_of(passage, item),
        subject=name_of(passage, (right.item if extent else None) or item or left.subject),
        action=action,
        change=change,
        comparison=_comparison(tokens[place.left : place.at]),
        level=left.level,
        start_level=left.start_level,
        bracketed=_bracketed(passage.view, sentence.start, quantity.start),
        breakdown=breakdown,
        rules=(quantity.rule, rule),
    )
    return draft, behind


def _bracketed(view: str, start: int, end: int) -> bool:
    return view.rfind("(", start, end) > view.rfind(")", start, end)


def _own_act(words: Tokens, item: Span) -> Span | None:
    """The act at the end of an item that its doers open: 领导批示23条次, 农民工返乡创业320人次."""
    inside = [token for token in words if item.start <= token.start < item.end]
    people = any(token.is_a("person") for token in inside[:-1])
    acts = people and inside[-1].is_a("act", "weak")
    return Span(inside[-1].start, inside[-1].end) if acts and not inside[-1].is_a("noun", "head") else None


def _are_people(tokens: Tokens, place: Place, item: Span) -> bool:
    """市政协委员14人|列席会议: what those before the number did stands behind it, at once."""
    people = any(token.end == item.end and token.is_a("person") for token in tokens[place.left : place.at])
    follower = tokens[place.at + 1] if place.at + 1 < len(tokens) else None
    return people and follower is not None and follower.is_a("verb", "act", "event", "adverb", "passive")


def _names_people(words: Tokens, item: Span | None) -> bool:
    return item is not None and any(item.start <= t.start < item.end and t.is_a("person", "head") for t in words)


def _is_purpose(words: Tokens, item: Span) -> bool:
    """投入资金500万元|建设文化馆: an activity and its object tell what money is for; 改造资金 is a kind of it."""
    inside = [token for token in words if item.start <= token.start < item.end]
    opens = bool(words) and words[0].start == item.start and words[0].is_a("act") and not words[0].is_a("noun")
    return opens and len(inside) > 1 and not inside[-1].is_a("fund", "head")


def _names_extent(view: str, tokens: Tokens, place: Place, quantity: Quantity, rules: GrammarRules) -> bool:
    """Whether the number tells the extent of what stands behind it: 吞吐量超千万人次的机场, 总规模10亿元的基金."""
    follower = tokens[place.at + 1] if place.at + 1 < len(tokens) else None
    if follower is None or (
        not follower.is_a("relative") and (quantity.dimension in COUNTED or not follower.is_a("head", "noun"))
    ):
        return False
    return names_measure(view, tokens[place.left : place.at], rules)


def _comparison(words: Tokens) -> Span | None:
    """同比, 比去年, 较2020年: from the word of comparison up to the change, or to the number without one."""
    for at in range(len(words) - 1, -1, -1):
        if not words[at].is_a("compare") or words[at].is_a("exceed"):
            continue
        end = at + 1
        while end < len(words) and not words[end].is_a("rise", "fall", "exceed", "adverb", "respectively"):
            end += 1
        span = Span(words[at].start, words[end - 1].end)
        return span if len(span) > 1 else None
    return None
