"""The word at a place: the longest of the lexicon, and what the characters around it make of it."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.token import Token
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ACT,
    ADVERB,
    COMPARE,
    COMPLEMENT,
    EVENT,
    FALL,
    LEVEL,
    NOUN,
    QUALITY,
    REACH,
    RISE,
    VERB,
    WEAK,
)

BREAKS: Final = frozenset(",;:。!?()[]【】〔〕\n—―|…◆◇■□●▲△★☆►▪▶▷▼▽◎➢➤✦✔√※")
"""Characters that end a clause."""
_FULL: Final = frozenset("%)”")  # behind one of these a dot is a full stop: 办复率100%.立案率95%
_CHANGES: Final = RISE | FALL | LEVEL | EVENT  # 保持率, 提升率, 达标率
_MADE_NOUN: Final = VERB | ACT | WEAK  # 承保额, 吞吐量
_CUT: Final = 3  # characters of a word of our own that may be cut: 资助金|额, but 以上|市
_TAKES_MAKER: Final = _MADE_NOUN | _CHANGES  # words that a character behind them can make a noun or a modifier


def word_at(view: str, at: int, end: int, rules: GrammarRules, *, base: bool) -> Token:
    """The longest word at `at`, up to `end`, or the character there where no word begins.

    `base`: something that a number is compared with begins at `end`.
    """
    known = rules.classes
    for length in rules.lengths.get(view[at], ()):
        behind = at + length
        word = view[at:behind]
        classes = known.get(word)
        if classes is None or behind > end:
            continue
        # few pairs of characters open words of our own, and most words are followed by none of them
        if (
            length > 1
            and view[behind - 1 : behind + 1] in rules.own_heads
            and _overlaps(word, view, behind, end, rules)
        ):
            continue
        if behind == end:
            if base and _compares(word, rules):
                continue
            return Token(at, end, "word", classes)
        if length == 1 and classes & COMPARE and _is_ratio(view, behind, rules):
            return Token(at, behind, "word", NOUN)
        if classes & VERB and length > 1 and _brings_out(view, behind, end, rules):
            return Token(at, behind + 1, "word", classes)
        if classes & _TAKES_MAKER:
            if _makes_quality(view, behind, classes, rules):
                return Token(at, behind + 1, "word", QUALITY)
            if _makes_noun(view, at, behind, classes, rules):
                return Token(at, behind + 1, "word", NOUN)
        return Token(at, behind, "word", classes)
    char = view[at]
    breaks = char in BREAKS or (char == "-" and "--" in view[max(0, at - 1) : at + 2])  # 核心项目----投资12亿元
    breaks = breaks or (char == "." and view[at - 1 : at] in _FULL and view[at + 1 : at + 2].isalpha())
    return Token(at, at + 1, "break" if breaks else "blank" if char.isspace() else "text")


def _brings_out(view: str, behind: int, end: int, rules: GrammarRules) -> bool:
    """评选|出优秀提案: the character behind the verb is its complement, unless a word begins there (出台)."""
    complement = rules.classes.get(view[behind : behind + 1], 0) & COMPLEMENT
    if not complement or behind + 1 >= end:
        return False
    return not any(view[behind : behind + n] in rules.classes for n in rules.lengths.get(view[behind], ()) if n > 1)


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


def _overlaps(word: str, view: str, behind: int, end: int, rules: GrammarRules) -> bool:
    """Whether a common word that ends at `behind` takes the first character of one of our own words.

    新创|建, 中经|济, 价格比|上年 are cut again; 和平|时期 stays, because the word behind it reaches further. An adverb
    before a verb always stands by itself: 共建|成 is 共|建成. Of our own words 资助金|额 alone is cut, since both parts
    of 资助|金额 are words.
    """
    adverb = rules.classes.get(word[:-1], 0) & ADVERB
    if word in rules.own and not adverb and (len(word) < _CUT or word[:-1] not in rules.own):
        return False
    last = behind - 1
    for length in rules.own_lengths.get(view[last], ()):
        # lengths stand longest first, so that the first word found is the longest
        if view[last : last + length] in rules.own:
            break
    else:
        return False
    if adverb and rules.classes[view[last : last + length]] & VERB:
        return last + length <= end
    following = rules.lengths.get(view[behind : behind + 1], ())
    reach = next((n for n in following if n > 1 and view[behind : behind + n] in rules.classes), 0)
    return behind + reach <= min(last + length, end)


def _compares(word: str, rules: GrammarRules) -> bool:
    """Whether a noun before a time is one without 比: 财政收入|比|上年增长5%, but 占比|去年, 环比|上月.

    城乡收入比|2025年为2.1:1 is not asked: its number has no unit.
    """
    compares = rules.classes.get(word[-1], 0) & COMPARE != 0 and not rules.classes[word] & COMPARE
    return compares and rules.classes.get(word[:-1], 0) & NOUN != 0
