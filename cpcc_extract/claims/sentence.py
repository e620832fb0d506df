"""The quantities of one sentence, each with its item and action; what one clause leaves out another lends."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cpcc_extract.claims.claim import Change
from cpcc_extract.claims.draft import Draft, Name
from cpcc_extract.claims.phrase import Mode, Phrase, after, before, topic
from cpcc_extract.claims.tokens import Token, tokenise
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.numbers.quantity import Quantity
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage
from cpcc_extract.when.expressions import TimeMention

_NEAR = 24  # claims of the paragraph that may lend their item to a later sentence
_NEAR_BREAKDOWN = 4
_SHORT_MEMBER = 3  # characters of a list's member that may lack its head noun
_COUNTED = frozenset({"count", "duration", "age"})
_RATES = frozenset({"percentage", "percentage_point", "ratio", "permille", "fraction", "permille_point"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity stands among the tokens of its sentence."""

    at: int
    left: int
    """Index of the first token of its own words on the left."""
    right: int
    """Index behind the last token before the next break."""
    glued: bool
    """Nothing, or only 、 or 和, stands between it and the quantity before."""
    opened: bool
    """Its left words begin a clause, not the middle of one."""


def read_sentence(
    passage: Passage,
    sentence: Span,
    quantities: tuple[Quantity, ...],
    times: tuple[TimeMention, ...],
    rules: GrammarRules,
    earlier: tuple[Draft, ...],
) -> tuple[Draft, ...]:
    """One draft for each quantity of the sentence, in order.

    `quantities` are those inside `sentence`; `times` the passage's time mentions; `earlier` the drafts of the passage
    so far, to which a breakdown (其中) may belong. Items and actions that a clause leaves out are taken from the
    quantities before it: 收到提案190件,审查立案54件 counts 提案 twice.
    """
    numbered = tuple(enumerate(quantities))
    tokens = tokenise(passage.view, sentence.start, sentence.end, numbered, times, rules)
    drafts: list[Draft] = []
    phrases: list[Phrase] = []
    used = -1  # last token that belongs to the noun behind an earlier quantity
    chain: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind != "quantity":
            continue
        listing = bool(chain) and phrases[chain[0]].shared
        place = _place(tokens, at, used, listing)
        quantity = quantities[token.index]
        left = _left(passage.view, tokens, place, quantity, rules)
        right = after(
            tokens[at + 1 : place.right],
            occasions=quantity.unit in rules.occasions and left.action is None,
            acts=quantity.unit in rules.occasions,
            whole=quantity.unit in rules.whole_units,
        )
        if quantity.rule in rules.growth_rules:
            left = replace(left, change="rise")
        draft, behind = _draft(passage, quantity, sentence, tokens, place, left, right)
        if draft.item is None and place.opened and _carries_on(left, quantity):
            clause = _clause_before(tokens, place.left)
            spoken = topic(clause, measure=_names_measure(passage.view, clause, rules))
            if spoken is not None and quantity.dimension not in ("duration", "age"):
                name = _name(passage, spoken)
                draft = replace(draft, item=name, subject=name, rules=(draft.rules[0], "item.topic"))
        draft = _lend(passage, draft, left, place, drafts, earlier, rules)
        if place.glued and place.left == at and drafts[-1].item is None and behind is not None:
            drafts[-1] = replace(drafts[-1], item=draft.item, subject=draft.subject)  # 21批173项创新案例
        chain = [*chain, len(drafts)] if place.glued and chain else [len(drafts)]
        drafts.append(draft)
        phrases.append(left)
        if behind is not None:
            used = max(i for i in range(at, place.right) if tokens[i].start < behind.end)
        _share_members(passage, chain, drafts, phrases, rules)
    return tuple(drafts)


def _carries_on(left: Phrase, quantity: Quantity) -> bool:
    """Whether the clause only gives the value or the change of what was named before it: 达到21.5万标箱, 由11家减为5家."""
    return left.level or left.change is not None or (quantity.dimension in _RATES and left.fallback is None)


def _clause_before(tokens: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """The clause before the one that begins at `at`, in the same sentence; empty when it holds a number itself."""
    end = at
    while end and tokens[end - 1].kind in ("break", "blank"):
        end -= 1
    first = end
    while first and tokens[first - 1].kind not in ("break", "quantity"):
        first -= 1
    return () if first and tokens[first - 1].kind == "quantity" else tokens[first:end]


def _place(tokens: tuple[Token, ...], at: int, used: int, listing: bool) -> _Place:
    left = at
    while left and tokens[left - 1].kind not in ("break", "quantity") and left - 1 > used:
        left -= 1
    right = at + 1
    while right < len(tokens) and tokens[right].kind != "break":
        right += 1
    between = tokens[left:at]
    follows = left > 0 and (tokens[left - 1].kind == "quantity" or left - 1 == used)
    glued = follows and all(t.kind == "blank" or (t.is_a("conjunction") and not t.is_a("adverb")) for t in between)
    if listing and left == at and at > 1 and tokens[at - 1].kind == "break" and tokens[at - 2].kind == "quantity":
        glued, follows = True, True  # 分别增长3.2%,9.4%和9.6%
    return _Place(at, left, right, glued, not follows)


def _left(view: str, tokens: tuple[Token, ...], place: _Place, quantity: Quantity, rules: GrammarRules) -> Phrase:
    words = tokens[place.left : place.at]
    while words and not place.opened and words[0].is_a("conjunction"):
        words = words[1:]
    phrase = before(
        words,
        counted=quantity.dimension in _COUNTED,
        occasions=quantity.unit in rules.occasions,
        rate=quantity.dimension in _RATES,
        named_measure=_measure_mode(view, words, quantity, rules),
        from_level=any(t.is_a("reach") for t in tokens[place.at : place.right]),
    )
    return _only_counted(view, phrase, words, quantity, rules)


def _only_counted(
    view: str, phrase: Phrase, words: tuple[Token, ...], quantity: Quantity, rules: GrammarRules
) -> Phrase:
    """The phrase without an item that the unit cannot count: 上报省政协617篇, 经济建设类198件."""
    lone = phrase.item is not None and len(phrase.item) == 1
    if lone and not any(t.end == phrase.item.start and t.is_a("relative") for t in words):  # type: ignore[union-attr]
        # the rest of a word that no lexicon knows: 集装箱到|发; but 农业为主的|户
        phrase = replace(phrase, item=None)
    if quantity.dimension in ("duration", "age"):
        named = phrase.item is not None and view[phrase.item.end - 1] in rules.duration_endings
        return phrase if named else replace(phrase, item=None, fallback=None, subject=phrase.item)
    if quantity.dimension != "count":
        return phrase
    busy = phrase.fallback is not None and quantity.unit in rules.occasions  # 市政协每月安排1次
    if phrase.fallback is not None and not _can_count(view, phrase.fallback, words, quantity, rules, busy):
        phrase = replace(phrase, fallback=None)
    if phrase.item is None:
        return phrase
    inside = [token for token in words if phrase.item.start <= token.start < phrase.item.end and token.kind != "aside"]
    if not inside:  # 已经解决的（A类）119件
        return replace(phrase, item=None)
    paper = quantity.unit in rules.paper_units
    if paper and len(inside) == 1 and inside[0].kind == "quote" and view[inside[0].start] == "“":  # 评价“非常满意”161件
        return replace(phrase, item=None, fallback=phrase.item)
    if inside[-1].is_a("grouping"):
        return replace(phrase, item=None, fallback=_divided(phrase.item, words) or phrase.item)
    if not _can_count(view, phrase.item, words, quantity, rules, False):
        return replace(phrase, item=None, action=phrase.action if phrase.action != phrase.item else None)
    return phrase


def _divided(group: Span, words: tuple[Token, ...]) -> Span | None:
    """What a group is a part of: 立案提案 in 立案提案中经济建设类198件."""
    inner = [token for token in words if token.end <= group.start]
    if not inner or not inner[-1].is_a("localizer"):
        return None
    return before(tuple(inner), counted=True, occasions=False, rate=False, from_level=False, named_measure=None).item


def _can_count(
    view: str, item: Span, words: tuple[Token, ...], quantity: Quantity, rules: GrammarRules, busy: bool
) -> bool:
    """Whether the unit can count what the phrase names: papers are not counted as people or bodies."""
    head = next(token for token in reversed(words) if token.start < item.end)
    if busy:
        return not head.is_a("person")
    body = head.is_a("person") or view[item.end - 1] in rules.body_endings
    return not (body and quantity.unit in rules.paper_units)


def _measure_mode(view: str, words: tuple[Token, ...], quantity: Quantity, rules: GrammarRules) -> Mode | None:
    if quantity.dimension in _COUNTED or not _names_measure(view, words, rules):
        return None
    return "measure" if quantity.dimension == "money" else "extent"


def _names_measure(view: str, words: tuple[Token, ...], rules: GrammarRules) -> bool:
    """Whether the words end in the name of a measure, before 达 and the like: 服务贸易总额达."""
    for token in reversed(words):
        if token.kind == "blank" or token.is_a("adverb", "level", "respectively", "suffix"):
            continue
        return view[token.end - 1] in rules.measure_endings and not token.is_a("verb", "rise", "fall")
    return False


def _draft(
    passage: Passage,
    quantity: Quantity,
    sentence: Span,
    tokens: tuple[Token, ...],
    place: _Place,
    left: Phrase,
    right: Phrase,
) -> tuple[Draft, Span | None]:
    item, action, rule = left.item, left.action, "item.before"
    behind: Span | None = None
    rate = quantity.dimension in _RATES
    of_rate = place.at + 1 < len(tokens) and (
        tokens[place.at + 1].is_a("relative")
        or quantity.dimension == "fraction"
        # 加征10%关税: nothing but the verb stands before the share
        or (rate and left.item is None and left.change is None and not left.level and left.fallback is None)
    )
    attaches = (
        right.item is not None and (not rate or of_rate) and (quantity.dimension in _COUNTED or not right.headless)
    )
    if quantity.dimension == "duration" and not of_rate:  # 连续9年全国第一: what follows is not what lasts
        attaches = False
    # 资助失学儿童130名复学: those who are counted stand before the number, what became of them behind it
    named = left.item is not None and left.action is not None and left.action.end <= left.item.start
    named = named and any(t.end == left.item.end and t.is_a("person") for t in tokens[place.left : place.at])  # type: ignore[union-attr]
    gains = left.change is not None and left.item is None and quantity.dimension == "count"  # 增加100个名额
    if (
        attaches
        and (left.change is None or gains)
        and not left.level
        and not (named and right.bare and not left.listed)
    ):
        item, rule = right.item, "item.behind"
        behind = right.item
        # 严防疫情输入等7条建议被采用: the verbs before 等 belong to what the list quotes
        action = ((left.listed or left.toward) and right.action) or left.action or right.action
    elif item is None and action is None and not left.level and left.change is None and quantity.dimension == "count":
        action = right.action
    change: Change | None = None
    if left.change:
        change = "increase" if left.change == "rise" else "decrease"
    start = tokens[place.left].start if place.left < place.at else quantity.start
    draft = Draft(
        quantity=quantity,
        sentence=sentence,
        clause=Span(start, max(quantity.end, tokens[place.right - 1].end)),
        item=_name(passage, item),
        subject=_name(passage, item or left.subject),
        action=action,
        change=change,
        comparison=_comparison(tokens[place.left : place.at]),
        level=left.level,
        start_level=left.start_level,
        breakdown=any(t.is_a("topic") for t in tokens[: place.at]),
        rules=(quantity.rule, rule),
    )
    return draft, behind


def _name(passage: Passage, span: Span | None) -> Name | None:
    return None if span is None else Name(passage.text[span.start : span.end], passage.view[span.start : span.end])


def _comparison(words: tuple[Token, ...]) -> Span | None:
    """同比, 比去年, 较2020年: from the word of comparison up to the change, or to the number without one."""
    for at in range(len(words) - 1, -1, -1):
        if not words[at].is_a("compare"):
            continue
        end = at + 1
        while end < len(words) and not words[end].is_a("rise", "fall", "adverb", "respectively"):
            end += 1
        span = Span(words[at].start, words[end - 1].end)
        return span if len(span) > 1 else None
    return None


def _lend(
    passage: Passage,
    draft: Draft,
    left: Phrase,
    place: _Place,
    drafts: list[Draft],
    earlier: tuple[Draft, ...],
    rules: GrammarRules,
) -> Draft:
    previous = drafts[-1] if drafts else None
    if place.glued and previous and draft.item is None:
        # 10余批次100余人, 7.5%、11.5%: the second number speaks of the same
        same = draft.quantity.unit == previous.quantity.unit or (
            draft.quantity.dimension in _RATES and previous.quantity.dimension in _RATES  # 分别增长3.8倍、80.2%
        )
        return replace(
            draft,
            item=previous.item,
            subject=previous.subject,
            action=draft.action or previous.action,
            change=previous.change if same else None,
            comparison=previous.comparison if same else None,
            level=previous.level,
            start_level=previous.start_level and draft.action is None,
            rules=(draft.rules[0], "item.glued"),
        )
    goes_on = previous is not None and previous.quantity.unit == draft.quantity.unit
    goes_on = goes_on and previous is not None and (previous.start_level or draft.change is not None)
    if draft.item is None and (draft.quantity.dimension != "duration" or goes_on):
        lender = _lender(draft, left, _name(passage, left.fallback), drafts, earlier, rules)
        if lender is not None:
            draft = replace(draft, item=lender, subject=lender, rules=(draft.rules[0], "item.inherited"))
    measure = left.item is not None and passage.view[left.item.end - 1] in rules.measure_endings
    lacks = draft.action is None and not left.has and not measure and draft.quantity.dimension == "count"
    if lacks and not draft.level and draft.change is None:
        source = previous or (earlier[-1] if draft.breakdown and earlier else None)
        if source is not None and source.action is not None and source.change is None and not source.level:
            draft = replace(draft, action=source.action, rules=(*draft.rules, "action.inherited"))
    return draft


def _lender(
    draft: Draft,
    left: Phrase,
    fallback: Name | None,
    drafts: list[Draft],
    earlier: tuple[Draft, ...],
    rules: GrammarRules,
) -> Name | None:
    """The item that is meant where the clause names none.

    That of the nearest claim with the same unit, else the clause's own subject, else the nearest item
    (编发信息100余篇,编采32期).
    """
    candidates = [replace(d, item=d.subject) for d in reversed(drafts) if d.subject is not None]
    before_it = [replace(d, item=d.subject) for d in reversed(earlier[-_NEAR:]) if d.subject is not None]
    if not candidates and (draft.breakdown or left.headless):
        candidates = before_it[:_NEAR_BREAKDOWN]
    if draft.quantity.dimension == "count":
        # 收到提案217件。经审查,立案183件: the same paragraph, a sentence before
        pool = [*candidates, *before_it]
        if left.has:  # 有154人受到处分: they are named anew, unless they are part of a total
            pool = candidates if draft.breakdown or draft.quantity.unit not in rules.whole_units else []
        alike = [d for d in pool if d.quantity.unit == draft.quantity.unit]
        if alike or fallback:
            return _whole(alike) if alike else fallback
        if draft.quantity.unit in rules.whole_units:
            return None
        paper = draft.quantity.unit in rules.paper_units
        counted = [
            d.item
            for d in candidates
            if d.quantity.dimension not in _RATES and (not paper or d.quantity.unit in rules.paper_units)
        ]
        return counted[0] if counted and draft.action is not None else None
    if fallback is not None:
        return fallback
    return candidates[0].item if candidates else None


def _whole(drafts: list[Draft]) -> Name | None:
    """The nearest item, or the one behind it in general terms: 收到提案…,集体提案…,立案176件 counts 提案."""
    nearest = drafts[0].item
    for item in (draft.item for draft in drafts[1:]):
        if nearest and item and len(item.view) < len(nearest.view) and nearest.view.endswith(item.view):
            nearest = item
    return nearest


def _share_members(
    passage: Passage, chain: list[int], drafts: list[Draft], phrases: list[Phrase], rules: GrammarRules
) -> None:
    """A、B分别为x、y: the last value of the list settles it, each value gets its own subject."""
    head = phrases[chain[0]]
    if not head.shared or len(chain) < 2:
        return
    if head.item is None:
        # 分别达x和y,分别增长a、b: the subjects of the values before, in their order
        names = [draft.subject for draft in drafts[: chain[0]][-len(chain) :]]
    elif len(head.members) == len(chain):
        names = [_member(passage, head, place, rules) for place in range(len(chain))]
    else:
        return
    for index, name in zip(chain, names, strict=False):
        if name is not None:
            drafts[index] = replace(drafts[index], item=name, subject=name)


def _member(passage: Passage, head: Phrase, place: int, rules: GrammarRules) -> Name | None:
    """The subject at a place of the list; one that names no measure takes that of the last: 城镇、农村居民收入."""
    member, last = head.members[place], head.members[-1]
    measured = passage.view[last.end - 1] in rules.measure_endings
    whole = head.bodies[place] or passage.view[member.end - 1] in rules.measure_endings
    if member is last or (measured and whole) or (not measured and len(member) > _SHORT_MEMBER):
        return _name(passage, member)
    return _name(passage, head.measure if measured else head.item)
