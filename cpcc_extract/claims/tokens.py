"""A sentence cut into the words that matter around a quantity."""

from __future__ import annotations

from typing import NamedTuple

from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ACT,
    COMPARE,
    EVENT,
    FALL,
    LEVEL,
    NOUN,
    OPENER,
    QUALITY,
    REACH,
    RISE,
    SESSION,
    SPEC,
    VERB,
    WEAK,
)
from cpcc_extract.numbers.quantity import Quantity, SetAside
from cpcc_extract.when.expressions import TimeMention

_BREAKS = frozenset(",;:。!?()[]【】〔〕\n—―|…")
_OPENING = {"“": "”", "《": "》", "「": "」", "『": "』", "‘": "’", '"': '"'}
_ENCLOSING = frozenset("([") | frozenset(_OPENING)
_LONGEST_QUOTE = 120
_LONGEST_ASIDE = 24
_LONGEST_MARK = 5
_COUNTS = frozenset(("count", "money", "percentage", "percentage_point", "ratio", "fraction", "duration"))
_CHANGES = RISE | FALL | LEVEL | EVENT  # 保持率, 提升率, 达标率
_MADE_NOUN = VERB | ACT | WEAK  # 承保额, 吞吐量
_TAKES_MAKER = _MADE_NOUN | _CHANGES  # words that a character behind them can make a noun or a modifier


class Token(NamedTuple):
    """A stretch of a sentence. Offsets are into the passage.

    A named tuple: there is one for every word of every sentence with a number, and a dataclass takes thrice the time.
    """

    start: int
    end: int
    kind: str
    """`word`, `text` (a character that no word of the lexicon covers), `break`, `blank`, `quote`, `aside`
    (a few characters in brackets), `time`, `quantity`."""
    classes: int = 0
    """Of the word, as bits."""
    place: int = -1
    """For a quantity, its index in the reading."""

    def is_a(self, classes: int) -> bool:
        """True when the word belongs to one of the classes: `is_a(VERB | ACT)`."""
        return self.classes & classes != 0


def tokenise(
    view: str,
    start: int,
    end: int,
    quantities: tuple[tuple[int, Quantity], ...],
    times: tuple[TimeMention, ...],
    set_aside: tuple[SetAside, ...],
    rules: GrammarRules,
) -> tuple[Token, ...]:
    """Tokens that tile `view[start:end]`, longest word first; quotations, times and quantities are one token each."""
    fixed = {
        q.start: Token(q.start, q.end, "quantity", 0 if q.dimension in _COUNTS else SPEC, i) for i, q in quantities
    }
    for time in times:
        if (
            start <= time.start < end
            and time.start not in fixed
            and not any(q.start < time.end and time.start < q.end for _, q in quantities)
        ):
            fixed[time.start] = Token(time.start, time.end, "time")
    for numeral in set_aside:
        if start <= numeral.start < end and numeral.start not in fixed:
            session = _session(view, numeral, rules)
            if session is not None and not any(session.start < q.start < session.end for _, q in quantities):
                fixed[numeral.start] = session
    tokens: list[Token] = []
    ahead = [*sorted(fixed, reverse=True)]
    bases = _bases(ahead, fixed, quantities)
    at = start
    while at < end:
        while ahead and ahead[-1] <= at:
            ahead.pop()
        token = fixed.get(at)
        if token is not None and token.kind == "time" and _reached(view, at, tokens, rules):
            fixed[at + 1] = Token(at + 1, token.end, "time")
            token = Token(at, at + 1, "word", rules.classes[view[at]])
        if token is None and view[at] in _ENCLOSING:
            token = _quote(view, at, end, fixed)
        if token is None:
            # 收入从|不足5万元: no word takes the first character of a quantity, or its claim would be lost
            behind = min(ahead[-1], end) if ahead else end
            token = _word(view, at, behind, rules, base=behind in bases)
            if token.is_a(OPENER) and (not tokens or tokens[-1].kind in ("break", "blank")):  # 一是|8个县
                token = token._replace(kind="break")
        tokens.append(token)
        at = token.end
    return tuple(tokens)


def _bases(ahead: list[int], fixed: dict[int, Token], quantities: tuple[tuple[int, Quantity], ...]) -> frozenset[int]:
    """Where times begin that a number with a unit may be compared with, as it follows; `ahead` is in falling order."""
    units = {quantity.start: quantity.unit for _, quantity in quantities}
    bases: list[int] = []
    unit: str | None = None
    for start in ahead:
        if fixed[start].kind == "time" and unit is not None:
            bases.append(start)
        unit = units.get(start, unit)
    return frozenset(bases)


def _reached(view: str, at: int, tokens: list[Token], rules: GrammarRules) -> bool:
    """发展|到|目前的1735个, 提高到2020年的60%: what a time seems to begin with belongs to the verb before it."""
    reaches = rules.classes.get(view[at], 0) & REACH
    return reaches != 0 and bool(tokens) and tokens[-1].is_a(RISE | FALL | VERB | WEAK | EVENT)


def _session(view: str, numeral: SetAside, rules: GrammarRules) -> Token | None:
    """An ordinal with the session that it numbers (八届五次会议): when something was, like a time."""
    if numeral.fate != "ordinal":
        return None
    for length in rules.lengths.get(view[numeral.end : numeral.end + 1], ()):
        if rules.classes.get(view[numeral.end : numeral.end + length], 0) & SESSION:
            return Token(numeral.start, numeral.end + length, "time")
    return None


def _quote(view: str, at: int, end: int, fixed: dict[int, Token]) -> Token | None:
    if view[at] == "(":
        # 市、县(区)政协: a few characters in brackets are part of the phrase around them
        close = view.find(")", at + 1, min(end, at + _LONGEST_ASIDE))
        short = close > 0 and not any(at < start < close and fixed[start].kind == "quantity" for start in fixed)
        return Token(at, close + 1, "aside") if short else None
    if view[at] == "[":
        # 地区生产总值[2]318.62亿元: a footnote mark is no break
        close = view.find("]", at + 1, min(end, at + _LONGEST_MARK))
        whole = close > at + 1 and view[at + 1 : close].isdigit() and not any(at < start < close for start in fixed)
        return Token(at, close + 1, "blank") if whole else None
    closing = _OPENING.get(view[at])
    if closing is None:
        return None
    close = view.find(closing, at + 1, min(end, at + _LONGEST_QUOTE))
    if close < 0 or any(at < start <= close for start, token in fixed.items() if token.kind == "quantity"):
        return Token(at, at + 1, "text")
    return Token(at, close + 1, "quote", NOUN)


def _makes_noun(view: str, start: int, end: int, classes: int, rules: GrammarRules) -> bool:
    """Whether the character at `end` makes the verb or activity before it a noun: 销售额, 督查室, but not 协商会议."""
    maker = view[end : end + 1]
    if maker in rules.noun_makers and view[end : end + 2] not in rules.classes:  # 减免费用 goes on with a word
        return classes & _MADE_NOUN != 0 or (end - start > 1 and classes & _CHANGES != 0)
    return classes & ACT != 0 and maker in rules.act_noun_makers and view[end : end + 2] not in rules.classes


def _makes_quality(view: str, end: int, classes: int, rules: GrammarRules) -> bool:
    """抢救性采访, 普及性培训: the act with the character behind it is a modifier."""
    maker = rules.classes.get(view[end : end + 1], 0)
    return maker & QUALITY != 0 and classes & _MADE_NOUN != 0 and view[end : end + 2] not in rules.classes


def _is_ratio(view: str, end: int, rules: GrammarRules) -> bool:
    """性别比|为2.50:1, 投入产出比|达到2.81:1: the value of a ratio follows, and nothing to compare with."""
    lengths = rules.lengths.get(view[end : end + 1], ())
    word = next((w for n in lengths if (w := view[end : end + n]) in rules.classes), "")
    follower = rules.classes.get(word, 0)
    return follower & REACH != 0 or (follower & LEVEL != 0 and len(word) > 1)  # 比|近三年平均 compares


def _overlaps(view: str, behind: int, end: int, rules: GrammarRules) -> bool:
    """Whether a common word that ends at `behind` takes the first character of one of our own words.

    新创|建, 中经|济, 价格比|上年 are cut again; 和平|时期 stays, because the word behind it reaches further.
    """
    last = behind - 1
    # lengths stand longest first, so that the first word found is the longest
    longest = next((n for n in rules.own_lengths.get(view[last], ()) if view[last : last + n] in rules.own), 0)
    if not longest:
        return False
    following = rules.lengths.get(view[behind : behind + 1], ())
    reach = next((n for n in following if n > 1 and view[behind : behind + n] in rules.classes), 0)
    return behind + reach <= min(last + longest, end)


def _compares(word: str, rules: GrammarRules) -> bool:
    """Whether a noun before a time is one without 比: 财政收入|比|上年增长5%, but 占比|去年, 环比|上月.

    城乡收入比|2025年为2.1:1 is not asked: its number has no unit.
    """
    compares = rules.classes.get(word[-1], 0) & COMPARE != 0 and not rules.classes[word] & COMPARE
    return compares and rules.classes.get(word[:-1], 0) & NOUN != 0


def _word(view: str, at: int, end: int, rules: GrammarRules, *, base: bool = False) -> Token:
    """The longest word at `at`, up to `end`; `base`: something that a number is compared with begins there."""
    char = view[at]
    known = rules.classes
    for length in rules.lengths.get(char, ()):
        word = view[at : at + length]
        classes = known.get(word)
        if classes is None or at + length > end:
            continue
        if length > 1 and word not in rules.own and _overlaps(view, at + length, end, rules):
            continue
        if at + length == end:
            if base and _compares(word, rules):
                continue
            return Token(at, end, "word", classes)
        if length == 1 and classes & COMPARE and _is_ratio(view, at + 1, rules):
            return Token(at, at + 1, "word", NOUN)
        if classes & _TAKES_MAKER:
            if _makes_quality(view, at + length, classes, rules):
                return Token(at, at + length + 1, "word", QUALITY)
            if _makes_noun(view, at, at + length, classes, rules):
                return Token(at, at + length + 1, "word", NOUN)
        return Token(at, at + length, "word", classes)
    if char in _BREAKS:
        return Token(at, at + 1, "break")
    if char.isspace():
        return Token(at, at + 1, "blank")
    return Token(at, at + 1, "text")
