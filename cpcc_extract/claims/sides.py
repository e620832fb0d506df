"""The words on both sides of a quantity weighed: which name what is counted, and which tell what was done."""

from typing import Final

from cpcc_extract.claims.counting import COUNTED, RATES, names_measure
from cpcc_extract.claims.phrase import Phrase, Tokens
from cpcc_extract.claims.place import Place
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ACT,
    ADVERB,
    EVENT,
    FUND,
    HEAD,
    LASTS,
    LEVEL,
    NOUN,
    PASSIVE,
    PERSON,
    PLACE,
    REACH,
    RELATIVE,
    VERB,
    WEAK,
)
from cpcc_extract.numbers.quantity import Quantity
from cpcc_extract.spans import Span

_LASTING: Final = RATES | {"duration"}
_APART: Final = _LASTING | {"age", "count"}
"""What tells things apart and is not measured on them: 20年以上命案积案3起, 60岁以上老人30人."""
_LIMITS: Final = ("at_least", "at_most")


class Weighed:
    """What is counted and what was done, and by which side. Spans are passage offsets."""

    __slots__ = ("action", "behind", "item", "rule")
    item: Span | None
    action: Span | None
    behind: Span | None
    """The item, where it stands behind the number, so that its words belong to no later one."""
    rule: str

    def __init__(self, item: Span | None, action: Span | None, behind: Span | None, rule: str) -> None:
        self.item = item
        self.action = action
        self.behind = behind
        self.rule = rule


def weigh(
    quantity: Quantity,
    tokens: Tokens,
    place: Place,
    left: Phrase,
    right: Phrase,
    rules: GrammarRules,
    *,
    extent: bool,
) -> Weighed:
    """The item and action of a quantity between the phrases `left` and `right` of it.

    `extent`: the number tells the extent of what stands behind it (`names_extent`). Item and action are None where
    no side says them.
    """
    item, action, behind = left.item, left.action, None
    rule = "item.own" if item is not None and item == action else "item.before"
    if _may_attach(quantity, tokens, place, left, right, extent, rules) and not _settled(
        quantity, tokens, place, left, right
    ):
        item = behind = right.item
        rule = "item.behind"
        # 严防疫情输入等7条建议被采用: the verbs before 等 belong to what the list quotes
        action = ((left.listed or left.toward) and right.action) or left.outer or left.action or right.action
    elif item is None and right.headless and quantity.bound in _LIMITS and quantity.dimension not in _APART:
        item, rule = right.item, "item.behind"  # 500万元以上|项目39个, whose own number follows
    elif action is None and quantity.dimension == "count" and _is_told_behind(tokens, place, left, right):
        action = right.action
    elif action is None and quantity.dimension == "duration" and place.at and tokens[place.at - 1].is_a(LASTS):
        action = right.action  # 连续3年|实施民生实事
    if action is None and item is not None and place.opened and quantity.dimension == "count":
        action = _own_act(tokens[place.left : place.at], item)
    return Weighed(item, action, behind, rule)


def _may_attach(
    quantity: Quantity, tokens: Tokens, place: Place, left: Phrase, right: Phrase, extent: bool, rules: GrammarRules
) -> bool:
    """Whether the number can count the noun behind it."""
    if right.item is None or (extent and left.item is not None):
        return False
    if right.headless and quantity.unit in rules.place_units:  # 白银、陇南2市|增幅达30%
        return False
    of_rate = _is_share_of_next(quantity, tokens, place, left)
    if quantity.dimension in _LASTING and not of_rate:  # 连续9年全国第一: what follows is not what lasts
        return False
    if quantity.dimension not in COUNTED and right.headless:
        return False
    if quantity.dimension in COUNTED:
        return True
    money = quantity.dimension == "money" and place.at > 0 and tokens[place.at - 1].is_a(FUND)
    done = left.action is not None or money  # 某某投资160万元|建设的工程
    if left.item is not None and done and _goes_on(tokens[place.at + 1 : place.right]):
        return False
    if quantity.dimension != "money":
        return True
    return not _is_paid(tokens, place, left) and not _is_purpose(tokens[place.at + 1 : place.right], right.item)


def _goes_on(words: Tokens) -> bool:
    """流转土地33亩|建设大棚, 筹集善款30万元|投入疫情防控: the verb behind the number has an object of its own."""
    return bool(words) and words[0].is_a(VERB) and not words[0].is_a(NOUN) and len(words) > 1


def _is_share_of_next(quantity: Quantity, tokens: Tokens, place: Place, left: Phrase) -> bool:
    """Whether a number is a share of what stands behind it: 七成的提案, 三分之一委员."""
    if place.at + 1 >= len(tokens):
        return False
    if tokens[place.at + 1].is_a(RELATIVE) or quantity.dimension == "fraction":
        return True
    # 加征10%关税, 新兴市场贡献7成出口增量: nothing but the verb stands before the share
    verb_only = left.action is not None and left.action.end == tokens[place.at - 1].end
    bare = left.item is None and left.change is None and not left.level
    return quantity.dimension in RATES and bare and (verb_only or left.fallback is None)


def _settled(quantity: Quantity, tokens: Tokens, place: Place, left: Phrase, right: Phrase) -> bool:
    """Whether the words before the number leave nothing for the noun behind it to say."""
    gains = left.change is not None and left.item is None and quantity.dimension in ("count", "money")  # 增加100个名额
    if left.change is not None and not gains:
        return True
    # 下沉到103个社区: what follows is counted, where the number is no level of something named before
    reached = left.item is None and left.fallback is None and quantity.dimension == "count"
    reached = reached or _reaches_places(tokens, place) or _is_rate_of(quantity, tokens, place, left)
    if left.level and not reached:
        return True
    # 资助失学儿童130名复学: those who are counted stand before the number, what became of them behind it
    led = left.item is not None and left.action is not None and left.action.end <= left.item.start
    named = led and left.item is not None and _ends_in_people(tokens, place, left.item) and not left.listed
    return named and (right.bare or not _names_people(tokens[place.at :], right.item))


def _reaches_places(tokens: Tokens, place: Place) -> bool:
    """试点拓展到|21个|省区市: how far something went is counted in places."""
    behind = tokens[place.at + 1] if place.at + 1 < len(tokens) else None
    return behind is not None and behind.is_a(PLACE) and place.at > 0 and tokens[place.at - 1].is_a(REACH)


def _is_rate_of(quantity: Quantity, tokens: Tokens, place: Place, left: Phrase) -> bool:
    """保持10%以上|的|经济增速: the rate is of what stands behind 的, where nothing is named before it."""
    behind = tokens[place.at + 1] if place.at + 1 < len(tokens) else None
    bare = left.item is None and left.fallback is None and place.at > 0 and tokens[place.at - 1].is_a(LEVEL | VERB)
    if not (bare and quantity.dimension in RATES and behind is not None and behind.is_a(RELATIVE)):
        return False
    first = next((at + 1 for at in range(place.at - 1, -1, -1) if tokens[at].kind == "break"), 0)
    return not any(token.classes & (NOUN | HEAD) for token in tokens[first : place.at])  # 优良率连续五年保持100%的省份


def _is_told_behind(tokens: Tokens, place: Place, left: Phrase, right: Phrase) -> bool:
    """Whether a count's verb stands behind it: 委员中有4人获表彰, 委员提案1件被列为重点工作."""
    if left.has:
        return True
    if left.level or left.change is not None:
        return False
    if left.item is None:
        return True
    # in 专题协商会2次、座谈会6次 what follows is another's
    passive = place.at + 1 < len(tokens) and tokens[place.at + 1].is_a(PASSIVE)
    passive = passive or _became(tokens, place, right)
    return (passive or _are_people(tokens, place, left.item)) and right.item is None


def _became(tokens: Tokens, place: Place, right: Phrase) -> bool:
    """提案172件|已全部|办复: what became of things, with nothing but adverbs before it."""
    words = tokens[place.at + 1 : place.right]
    at = next((i for i, token in enumerate(words) if not token.is_a(ADVERB)), 0)
    event = at > 0 and words[at].is_a(EVENT) and not words[at].is_a(NOUN)
    return event and right.action is not None and words[at].start == right.action.start


def _ends_in_people(tokens: Tokens, place: Place, item: Span) -> bool:
    return any(token.end == item.end and token.classes & PERSON for token in tokens[place.left : place.at])


def _own_act(words: Tokens, item: Span) -> Span | None:
    """The act at the end of an item that its doers open: 领导批示23条次, 农民工外出务工320人次."""
    inside = [token for token in words if item.start <= token.start < item.end]
    people = any(token.classes & PERSON for token in inside[:-1])
    acts = people and inside[-1].is_a(ACT | WEAK)
    return Span(inside[-1].start, inside[-1].end) if acts and not inside[-1].is_a(NOUN | HEAD) else None


def _are_people(tokens: Tokens, place: Place, item: Span) -> bool:
    """市政协委员14人|列席会议: what those before the number did stands behind it, at once."""
    follower = tokens[place.at + 1] if place.at + 1 < len(tokens) else None
    return (
        _ends_in_people(tokens, place, item)
        and follower is not None
        and follower.is_a(VERB | ACT | EVENT | ADVERB | PASSIVE)
    )


def _names_people(words: Tokens, item: Span | None) -> bool:
    return item is not None and any(item.start <= t.start < item.end and t.classes & (PERSON | HEAD) for t in words)


def _is_paid(tokens: Tokens, place: Place, left: Phrase) -> bool:
    """县政府拨款8万元|应急抢修: the act before the number is itself the money, what follows is what it is for."""
    paid = left.item is not None and left.item == left.action
    behind = tokens[place.at + 1] if place.at + 1 < len(tokens) else None
    return paid and behind is not None and not behind.is_a(RELATIVE)


def _is_purpose(words: Tokens, item: Span) -> bool:
    """投入资金500万元|建设文化馆: an activity and its object tell what money is for; 改造资金 is a kind of it."""
    inside = [token for token in words if item.start <= token.start < item.end]
    opens = bool(words) and words[0].start == item.start and words[0].is_a(ACT) and not words[0].is_a(NOUN)
    return opens and len(inside) > 1 and not inside[-1].is_a(FUND | HEAD)


def names_extent(view: str, tokens: Tokens, place: Place, quantity: Quantity, rules: GrammarRules) -> bool:
    """Whether the number tells the extent of what stands behind it: 吞吐量超千万人次的机场, 总规模10亿元的基金."""
    follower = tokens[place.at + 1] if place.at + 1 < len(tokens) else None
    if follower is None:
        return False
    # 年销售收入500万元以上|独立核算工业企业: what a limit is of stands before it, whatever it tells apart
    apart = quantity.bound in _LIMITS and quantity.dimension == "money" and follower.kind in ("word", "text")
    bare = apart or follower.is_a(HEAD | NOUN)
    if not follower.is_a(RELATIVE) and (quantity.dimension in COUNTED or not bare):
        return False
    return names_measure(view, tokens[place.left : place.at], rules)
