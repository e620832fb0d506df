"""A sentence cut into the words that matter around a quantity."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.token import Token
from cpcc_extract.claims.words import BREAKS, word_at
from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.word_classes import (
    ACT,
    ADVERB,
    EVENT,
    FALL,
    HEAD,
    NOUN,
    OPENER,
    OPENING_ADVERB,
    OPENING_VERB,
    PERSON,
    PREFIX,
    QUALITY,
    REACH,
    REMARK,
    RISE,
    SCOPE,
    SESSION,
    SPEC,
    VERB,
    VERB_PREFIX,
    WEAK,
)
from cpcc_extract.numbers.quantity import Quantity, SetAside
from cpcc_extract.when.expressions import TimeMention

_OPENING: Final = {"“": "”", "《": "》", "「": "」", "『": "』", "‘": "’", '"': '"'}
_ENCLOSING: Final = frozenset("([") | frozenset(_OPENING)
_LONGEST_QUOTE: Final = 120
_LONGEST_ASIDE: Final = 24
_LONGEST_MARK: Final = 5
_REMARKS: Final = (1, 2, 3)  # lengths of the words that open a remark
_OBJECT: Final = NOUN | PERSON | HEAD | ACT | QUALITY | PREFIX  # what a word behind a verb of one character may be
_OPENS: Final = OPENER | OPENING_VERB | OPENING_ADVERB | VERB_PREFIX
_COUNTS: Final = frozenset(("count", "money", "percentage", "percentage_point", "ratio", "fraction", "duration"))


def tokenise(
    view: str,
    start: int,
    end: int,
    quantities: tuple[tuple[int, Quantity], ...],
    times: tuple[TimeMention, ...],
    set_aside: tuple[SetAside, ...],
    rules: GrammarRules,
) -> tuple[Token, ...]:
    """Tokens that tile `view[start:end]`, longest word first; quotations, times and quantities are one token each.
    Blanks beside a quantity are layout, 收到 190 件 提案, and left out.

    The first break behind the last quantity ends them: no quantity has to do with the words behind it.
    """
    fixed = _fixed(view, start, end, quantities, times, set_aside, rules)
    ahead = sorted(fixed, reverse=True)
    bases = _bases(ahead, fixed, quantities)
    last = quantities[-1][1].end if quantities else end
    tokens: list[Token] = []
    at, behind, base = start, start, False
    while at < end:
        if at >= behind:
            while ahead and ahead[-1] <= at:
                ahead.pop()
            # 收入从|不足5万元: no word takes the first character of a quantity, or its claim would be lost
            behind = ahead[-1] if ahead else end
            base = behind in bases
        token = fixed.get(at)
        if token is None:
            quote = _quote(view, at, end, fixed, rules) if view[at] in _ENCLOSING else None
            token = quote or word_at(view, at, behind, rules, base=base)
            if token.kind == "blank" and tokens and tokens[-1].kind == "quantity":
                token = _parting(view, token, tokens[-1], fixed.get(behind))
            elif token.classes & _OPENS:
                token = _opening(view, token, tokens, behind, rules)
        elif token.kind == "time" and _reached(view, at, tokens, rules):
            fixed[at + 1] = Token(at + 1, token.end, "time")
            token = Token(at, at + 1, "word", rules.classes[view[at]])
        beside = bool(tokens) and tokens[-1].kind == "quantity"
        if token.kind == "quantity":
            while tokens and tokens[-1].kind == "blank":
                tokens.pop()
        if not (beside and token.kind == "blank"):
            tokens.append(token)
        at = token.end
        if at > last and token.kind == "break":
            break
    return tuple(tokens)


def _parting(view: str, blank: Token, before: Token, ahead: Token | None) -> Token:
    """A blank that stands for a comma between two numbers, 立案250件 办复率100%, as the break that it is.

    Blanks on both sides of a number are layout: 收到 190 件 提案.
    """
    if ahead is None or ahead.kind != "quantity" or view[before.start - 1 : before.start].isspace():
        return blank
    words = view[blank.end : ahead.start]
    return Token(blank.start, blank.end, "break") if words.strip() and BREAKS.isdisjoint(words) else blank


def _opening(view: str, token: Token, tokens: list[Token], end: int, rules: GrammarRules) -> Token:
    """What a word that may open a clause is behind `tokens`: 一是|8个县 a break, 写|调查报告63份 a verb.

    A word of one character is none of its own where no clause or doer ends before it, or no word follows it before
    `end`.
    """
    last = tokens[-1] if tokens else None
    if token.is_a(OPENER):
        breaks = last is None or last.kind in ("break", "blank")
        return Token(token.start, token.end, "break", token.classes) if breaks else token
    opens = last is None or last.kind in ("break", "blank", "time") or last.is_a(ADVERB | PERSON | SCOPE)
    if token.is_a(OPENING_ADVERB | VERB_PREFIX):
        named = last is not None and last.is_a(NOUN | HEAD) and token.is_a(VERB_PREFIX)  # 公路|新竣工|4条
        return _before_verb(view, token, end, named, rules) if (opens or named) and token.end < end else _plain(token)
    governs = any(
        rules.classes.get(view[token.end : token.end + length], 0) & _OBJECT
        for length in rules.lengths.get(view[token.end : token.end + 1], ())
        if length > 1
    )
    if opens and governs:
        return Token(token.start, token.end, token.kind, VERB | OPENING_VERB)
    return _plain(token)


def _plain(token: Token) -> Token:
    """The word as the character that it is elsewhere; 新 stays what it is inside a name, 中国新记录."""
    return token if token.is_a(VERB_PREFIX) else Token(token.start, token.end, "text")


def _before_verb(view: str, token: Token, end: int, named: bool, rules: GrammarRules) -> Token:
    """年|出栏生猪26万头 tells how often, 新竣工4个 is one verb; 年|销售收入 and 新|建设用地 are parts of a name.

    `named`: behind the noun that it speaks of the verb ends the words (up to `end`).
    """
    verb = word_at(view, token.end, end, rules, base=False)
    if token.is_a(OPENING_ADVERB):
        acts = verb.is_a(VERB | ACT | EVENT) and not verb.is_a(NOUN)
        return Token(token.start, token.end, "word", ADVERB | OPENING_ADVERB) if acts else _plain(token)
    acts = verb.is_a(EVENT) or (verb.is_a(VERB) and not verb.is_a(ACT | NOUN))
    acts = acts and (not named or verb.end == end)
    return Token(token.start, verb.end, "word", verb.classes & ~EVENT | VERB) if acts else token


def _fixed(
    view: str,
    start: int,
    end: int,
    quantities: tuple[tuple[int, Quantity], ...],
    times: tuple[TimeMention, ...],
    set_aside: tuple[SetAside, ...],
    rules: GrammarRules,
) -> dict[int, Token]:
    """The tokens that are known before any word is looked up, by where they begin."""
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
    return fixed


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


def _quote(view: str, at: int, end: int, fixed: dict[int, Token], rules: GrammarRules) -> Token | None:
    if view[at] == "(":
        # 市、县(区)政协: a few characters in brackets are part of the phrase around them
        close = view.find(")", at + 1, min(end, at + _LONGEST_ASIDE))
        short = close > 0 and not any(at < start < close and fixed[start].kind == "quantity" for start in fixed)
        # 捐赠金额(含款、物): what a bracket opens with may make it a remark
        opening = max((rules.classes.get(view[at + 1 : at + 1 + n], 0) & REMARK for n in _REMARKS), default=0)
        return Token(at, close + 1, "aside", opening) if short else None
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
