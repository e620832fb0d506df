"""Rows of units, bounds, amounts, brackets and number words, made into the rules of the numbers stage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from pydantic import Field

from cpcc_extract.compiling.edges import needed_by
from cpcc_extract.compiling.engine import compiled
from cpcc_extract.compiling.exclusions import compile_exclusions, filled_in
from cpcc_extract.compiling.rows import Form, Row, read_rows
from cpcc_extract.compiling.sieve import sieve
from cpcc_extract.lexicon.lengths import by_first, by_last
from cpcc_extract.lexicon.numbers import (
    HAN_DIGITS,
    HAN_SCALES,
    AmountKind,
    AmountRule,
    BoundRule,
    BracketRule,
    NumberRules,
    Strength,
    UnitRule,
)
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.patterns import AnyPattern, LazyPattern, one_of
from cpcc_extract.lexicon.sieve import Numerals
from cpcc_extract.numbers.quantity import Bound, Fate
from cpcc_extract.structure.layout import BlockKind

MARKS = (
    "[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289"
    "\u2150-\u218b\u00bc-\u00be\u00b2\u00b3\u00b9\u2070-\u2089]+"
)
"""Numerals of one character that number something (①, ㈠, Ⅲ, ²); no quantity is printed with them."""
HAN_PLAIN = "[零〇一二三四五六七八九]"
HAN = f"[{HAN_DIGITS}]+"


class UnitRow(Row):
    """A unit or classifier; see the head of data/units.toml."""

    dimension: str
    forms: tuple[Form, ...]
    printed: bool = False
    not_before: tuple[str, ...] = ()
    count: Strength = "never"
    parts: dict[str, Decimal] = Field(default_factory=dict)


class BoundRow(Row):
    """A word that bounds a number; see the head of data/bounds.toml."""

    bound: Bound
    where: Literal["before", "between", "after"]
    forms: tuple[Form, ...]
    bare: bool = False
    dimensions: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class AmountRow(Row):
    """An amount that is not simply number + unit; see the head of data/amounts.toml."""

    ahead = True
    patterns = ("pattern", "lead")

    kind: AmountKind
    pattern: str
    lead: str = ""


class NotTimeRow(Row):
    """A number that the time stage takes for a time; see the end of data/exclusions.toml."""

    pattern: str


class BracketRow(Row):
    """A stretch of text whose numerals all share a fate; see the head of data/brackets.toml."""

    ahead = True

    fate: Fate
    pattern: str
    kinds: tuple[BlockKind, ...] = ()
    """Kinds of block that it holds for; all where empty."""


class WordRow(Row):
    """A set of words or characters that the numbers stage looks for around a number."""

    fixed = True

    forms: tuple[str, ...]


def _license(words: dict[str, frozenset[str]]) -> str:
    """Such a verb, or it and another member of the list: 分赴四个乡镇、|六个村."""
    verb, member = _either(words["license"]), "[两二三四五六七八九十]{1,3}[^,;。、“”]{2,10}"
    return rf"(?:(?:{verb})[了过]?(?:{member}[、和及])?|了)\Z"


def _titles_made(words: dict[str, frozenset[str]]) -> str:
    """Up to four titles joined by marks, behind a verb that makes texts."""
    return rf"(?:{_either(words['makes_text'])})了?(?:[、和及]?《[^》《]{{1,40}}》){{1,4}}等?\Z"


def _arabic(measures: str) -> str:
    """Digits with separators and decimals. A raised point is one in newspapers of the 1990s (增长6·9%), before a
    scale or one of the units `measures`; elsewhere it stands in the names of days (5·20).
    """
    decimals = rf"\.[0-9]+|[·•・][0-9]+(?=[ ]?(?:[余多来]?[{HAN_SCALES}]|比[0-9]|{measures}))"
    return rf"[0-9]+(?:,(?=[0-9]{{3}}(?![0-9]))[0-9]{{3}})*(?:{decimals})?"


def _numeral_pattern(arabic: str) -> re.Pattern[str]:
    """`arabic`, HAN or MARKS. It begins with a single class of characters, which `re` looks for in a text several
    times as fast as it tries three alternatives at each place.
    """
    marks = MARKS.strip("[]+")
    decimals = arabic.removeprefix("[0-9]+")
    return re.compile(
        f"[0-9{HAN_DIGITS}{marks}]"
        f"(?:(?<=[0-9])[0-9]*{decimals}|(?<=[{HAN_DIGITS}])[{HAN_DIGITS}]*|(?<=[{marks}])[{marks}]*)"
    )


def _amount_pattern(numeral: str, units: dict[str, UnitRule], inner: str, opener: str) -> re.Pattern[str]:
    scaled_units = sorted((form for form in units if form[0] in HAN_SCALES), key=len, reverse=True)
    guard = "|".join(map(re.escape, scaled_units))
    scale = f"(?:(?!{guard})[{HAN_SCALES}])"
    high = f"(?P<high>(?:{scale}{{1,2}}(?=[{inner}][{HAN_SCALES}]))?)"  # 1千|余|万元
    return re.compile(
        f"(?P<n>{numeral}|{HAN}(?:点{HAN_PLAIN}+)?)[ \u3000]?{high}"
        f"(?P<m1>[{inner}]?)(?:{opener}(?=亿(?!元)))?(?P<scale>{scale}{{0,4}})(?P<m2>[{inner}]?)"
    )


def _split_digits(units: dict[str, UnitRule], inner: str) -> re.Pattern[str]:
    """`1 63件`, `2 400多人`, `6 .4%`: a blank inside a number, a word before it, a unit behind.

    Table cells have neither. Blanks between groups of three figures (1 129 236万元) may stand before a scale too:
    ISO 80000-1. Behind such groups a blank may stand before the unit too: 15 000 米.
    """
    starts = "".join(sorted({form[0] for form in units if form[0] not in HAN_SCALES}))
    groups = rf"[0-9]{{1,3}}(?: [0-9]{{3}})+(?:\.[0-9]+)?(?= ?[{inner}]?[{HAN_SCALES}]*[{re.escape(starts)}])"
    pair = f"[0-9]{{1,3}}(?: [0-9]{{1,2}}){{0,2}} [0-9]{{1,4}}(?=[{inner}]?[{re.escape(starts)}])"
    point = rf"[0-9]{{1,4}}(?: \.[0-9]|\. [0-9])[0-9]?(?=[{inner}]?[{HAN_SCALES}]*[{re.escape(starts)}])"
    return re.compile(
        f"(?<=[\u4e00-\u9fff、])(?P<n>{point}|{groups}|{pair})(?P<high>) ?"
        f"(?P<m1>[{inner}]?)(?P<scale>[{HAN_SCALES}]{{0,3}})(?P<m2>)"
    )


def _either(forms: Iterable[str]) -> str:
    """An alternation of literal forms, longest first."""
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


def _one_of(forms: Iterable[str]) -> str:
    """The same as a group that turns most places away by their first character: there are hundreds of units."""
    known = tuple(forms)
    starts = "".join(sorted({re.escape(form[0]) for form in known}))
    return f"(?:(?=[{starts}])(?:{_either(known)}))"


def slots(over: Overlay = SHIPPED) -> dict[str, str]:
    """What the marks in the patterns of amounts.toml and exclusions.toml stand for; see the heads of these files."""
    units = _units(over)
    raised = _words(over)["raised_point"]
    measures = _one_of(form for form, row in units.items() if row.dimension != "count" or form in raised)
    return {
        "{n}": f"(?>[0-9]+(?:\\.[0-9]+)?|{HAN})",
        "{h}": f"(?>{HAN})",
        "{u}": _one_of(units),
        "{m}": measures,
        "{ar}": _arabic(measures),
        "{han}": HAN,
    }


def _units(over: Overlay) -> dict[str, UnitRule]:
    """By printed form; of two rows with the same form the later one holds."""
    return {
        form: rule
        for row in read_rows("units.toml", "unit", UnitRow, over)
        for rule in (UnitRule(row.id, row.dimension, row.printed, row.not_before, row.count, row.parts),)
        for form in row.forms
    }


def _words(over: Overlay) -> dict[str, frozenset[str]]:
    return {row.id: frozenset(row.forms) for row in read_rows("number_words.toml", "words", WordRow, over)}


def _bounds(over: Overlay) -> dict[str, dict[str, BoundRule]]:
    """By where they stand, and by printed form."""
    rows = read_rows("bounds.toml", "bound", BoundRow, over)
    return {
        place: {form: _bound(row) for row in rows if row.where == place for form in row.forms}
        for place in ("before", "between", "after")
    }


def _bound(row: BoundRow) -> BoundRule:
    return BoundRule(row.bound, row.bare, row.dimensions, row.not_after, row.not_before)


def _sign(words: dict[str, frozenset[str]]) -> AnyPattern:
    """A minus, as sign or word, before a number."""
    before, signs = _either(words["before_minus"]), _either(words["minus"])
    return compiled(f"(?:(?<=^|{before})[-−]|{signs})(?=[0-9]|{HAN}(?:点|[^零]))")


def _brackets(over: Overlay) -> tuple[tuple[BracketRule, re.Pattern[str], re.Pattern[str] | None], ...]:
    """With a look for the characters that each pattern cannot do without."""
    return tuple(
        (BracketRule(row.id, row.fate, row.kinds), re.compile(row.pattern), _look(row.pattern))
        for row in read_rows("brackets.toml", "bracket", BracketRow, over)
    )


def _look(pattern: str) -> re.Pattern[str] | None:
    needs = needed_by(pattern)
    return one_of(needs) if needs else None


def compile_numbers(over: Overlay = SHIPPED) -> NumberRules:
    """Read data/units, bounds, amounts, exclusions, brackets and number_words once and compile them."""
    units = _units(over)
    by_place = _bounds(over)
    inner = re.escape("".join(form for form in by_place["between"] if len(form) == 1))
    words = _words(over)
    (opener,) = words["opener"]
    parts = slots(over)
    numeral = parts["{ar}"]
    amounts = read_rows("amounts.toml", "amount", AmountRow, over)
    not_times = read_rows("exclusions.toml", "not_time", NotTimeRow, over)
    numerals = Numerals(
        chars="0123456789" + HAN_DIGITS,
        whole=(parts["{n}"], parts["{h}"]),
        number=re.compile(parts["{n}"]),
        run=re.compile(f"[0-9{HAN_DIGITS}]+"),
    )
    specials = [row.pattern.format(ar=numeral, han=HAN) for row in amounts]
    exclusions = compile_exclusions(parts, numerals, over)
    return NumberRules(
        units=units,
        longest_unit=max(map(len, units)),
        unit_lengths=by_first(units),
        before=by_place["before"],
        before_lengths=by_last(by_place["before"]),
        between=by_place["between"],
        after=by_place["after"],
        after_lengths=by_first(by_place["after"]),
        numeral=_numeral_pattern(numeral),
        amount=_amount_pattern(numeral, units, inner, opener),
        split_digits=_split_digits(units, inner),
        bare_list=re.compile(
            f"{numeral}(?:、[ ]?{numeral}){{0,5}}(?:{_either(words['list_joint'])})[ ]?(?P<last>{numeral})"
        ),
        not_time=compiled("|".join(filled_in(row.pattern, parts) for row in not_times)),
        sign=_sign(words),
        half_more=re.compile(f"[{''.join(words['half'])}](?!{_either(words['half_of_word'])})"),
        opener=opener,
        sign_starts=frozenset("-−").union(*(word[0] for word in words["minus"])),
        special=sieve(
            [(AmountRule(row.id, row.kind), compiled(text)) for row, text in zip(amounts, specials, strict=True)],
            specials,
            numerals,
        ),
        leads={row.id: re.compile(f"(?:{row.lead})$") for row in amounts if row.lead},
        brackets=_brackets(over),
        exclusions=exclusions,
        damaged=frozenset(row.id for row, _ in exclusions.rules if row.damaged),
        words=words,
        license=LazyPattern(_license(words)),
        counted_noun=LazyPattern(_either(words["counted_noun"])),
        titles_made=LazyPattern(_titles_made(words)),
    )
