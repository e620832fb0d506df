"""What a numeral is worth, as exact decimals.

Magnitudes (万, 亿), decimals, thousands separators, fuzzy forms (十几, 数百, 三五) and integers below a thousand are
read here; cn2an is asked only for larger canonical Chinese integers, and imported only when one turns up.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.numbers.quantity import Bound

_DIGITS: Final = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "两": 2, "廿": 20, "卅": 30},
    **{c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
}
_HALF: Final = "半"
_SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}
_POINTS: Final = {ord(char): "." for char in "·•・"}
_MILLIONTH, _QUANTIZABLE = Decimal("0.000001"), Decimal(10**20)
_ONE_TO_NINE: Final = "一二三四五六七八九"
_UNIT_DIGIT: Final = _ONE_TO_NINE + "两"

_SEVERAL: Final = LazyPattern(r"(?P<tens>[二三四五六七八九]?十)几(?P<scale>[百千万亿]*)$")
_SOME: Final = LazyPattern(r"[几数](?P<scale>[十百千万亿]+)$")
_PAIR: Final = LazyPattern(
    rf"(?P<tens>[{_UNIT_DIGIT}]?十)?(?P<low>[{_UNIT_DIGIT}])(?P<high>[{_UNIT_DIGIT}])(?P<scale>[十百千万亿]*)$"
)
# 二〇二三, 一九九八: digits one after another, with a zero or four of them; 三三 and 一二三 are words
_POSITIONAL: Final = LazyPattern(
    r"(?=[零〇一二三四五六七八九]*[零〇]|.{4})[一二三四五六七八九][零〇一二三四五六七八九]{2,}$"
)
# no two digits side by side: 一九 and 三三 are no numbers
_CANONICAL: Final = LazyPattern(
    r"(?!.*[一二三四五六七八九两]{2})[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅]{2,24}$"
)
# 十二, 四十, 三百零五, 三百二十: nearly all canonical integers of reports
_BELOW_THOUSAND: Final = LazyPattern(
    rf"(?:(?P<hundreds>[{_ONE_TO_NINE}])百(?:零(?=[{_ONE_TO_NINE}]$)|(?=[{_ONE_TO_NINE}]十|$)))?"
    rf"(?:(?P<tens>[{_ONE_TO_NINE}]?)十)?(?P<ones>[{_ONE_TO_NINE}]?)"
)
_LONGEST: Final = 24
"""Digits of the longest number that is read; sums and quotients stay exact within the 28 of Decimal."""


class Worth:
    """A value or a range of values, and how exactly the numeral itself says it."""

    __slots__ = ("bound", "value", "value_max")
    value: Decimal
    value_max: Decimal | None
    bound: Bound

    def __init__(self, value: Decimal, value_max: Decimal | None = None, bound: Bound = "exact") -> None:
        self.value = value
        self.value_max = value_max
        self.bound = bound

    def times(self, factor: Decimal) -> Worth:
        """The same, scaled."""
        if factor == 1:
            return self
        high = None if self.value_max is None else _whole(self.value_max * factor)
        return Worth(_whole(self.value * factor), high, self.bound)


def _whole(value: Decimal) -> Decimal:
    """9.7 times 10000 is 97000, not 97000.0."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def scale_of(text: str) -> Decimal:
    """The product of scale characters: 万 is 10000, 千万 10000000, the empty string 1."""
    product = 1
    for char in text:
        product *= _SCALES[char]
    return Decimal(product)


def arabic(text: str) -> Decimal | None:
    """The value of digits with optional thousands separators and decimals (`1,234.50`, `6·9`); None when too long."""
    if len(text) > _LONGEST:
        return None
    return Decimal(text.replace(",", "").translate(_POINTS))


def quotient(top: Decimal, bottom: Decimal) -> Decimal:
    """`top / bottom` to six decimals, or to 28 digits where those are fewer; `top` itself over one."""
    if bottom == 1:
        return top
    result = top / bottom
    return result.quantize(_MILLIONTH).normalize() if result < _QUANTIZABLE else result


@lru_cache(maxsize=4096)
def han(text: str) -> Worth | None:
    """The value of a run of Chinese numerals, or None where it is no number (三会一 …).

    三千四百零六 is 3406, 十几 10–19, 数十 20–90 (about), 三五 3–5, 二〇二三 2023, 四点五 4.5; a bare scale
    (百, 千万) is its own value. Never raises.
    """
    if len(text) > _LONGEST:
        return None
    whole, _, fraction = text.partition("点")
    if fraction:
        base = han(whole)
        if base is None or base.value_max is not None or any(_DIGITS.get(c, 10) > 9 for c in fraction):
            return None
        return Worth(base.value + Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction)))
    if len(text) == 1:
        if text == _HALF:
            return Worth(Decimal("0.5"))
        one = _DIGITS.get(text, _SCALES.get(text))
        return None if one is None else Worth(Decimal(one))
    return _fuzzy(text) or _canonical(text)


def scaled_han(text: str, scale: str) -> Worth | None:
    """A Chinese numeral with scale characters printed apart from it (四千多万 is 四千 and 万).

    In 二亿四千多万 the scale belongs to the part behind 亿 only.
    """
    if scale:
        for large in "亿万":
            head, found, rest = text.rpartition(large)
            if found and rest and large != scale:
                high, low = han(head + found), han(rest)
                if high is None or low is None:
                    return None
                return Worth(high.value + low.value * scale_of(scale))
    worth = han(text)
    return None if worth is None else worth.times(scale_of(scale))


def _fuzzy(text: str) -> Worth | None:
    if all(char in _SCALES for char in text):
        return Worth(scale_of(text))
    if m := _SEVERAL.match(text):
        tens = (_DIGITS[m["tens"][0]] if len(m["tens"]) > 1 else 1) * 10
        # 十几 may be any of 10 to 19
        return Worth(Decimal(tens), Decimal(tens + 9)).times(scale_of(m["scale"]))
    if m := _SOME.match(text):
        return Worth(Decimal(2), Decimal(9), "about").times(scale_of(m["scale"]))
    if (m := _PAIR.match(text)) and _next_to(m["low"], m["high"]):
        tens = _DIGITS.get((m["tens"] or "零")[0], 1) * 10 if m["tens"] else 0
        low, high = Decimal(tens + _DIGITS[m["low"]]), Decimal(tens + _DIGITS[m["high"]])
        return Worth(low, high).times(scale_of(m["scale"]))
    if _POSITIONAL.match(text):
        return Worth(Decimal("".join(str(_DIGITS[c]) for c in text)))
    return None


def _next_to(low: str, high: str) -> bool:
    """三四个, 一两次: neighbours; 三五个 is said too."""
    return _DIGITS[high] == _DIGITS[low] + 1 or (low, high) == ("三", "五")


def _canonical(text: str) -> Worth | None:
    if not _CANONICAL.match(text):
        return None
    plain = text.replace("两", "二").replace("廿", "二十").replace("卅", "三十")
    if small := _BELOW_THOUSAND.fullmatch(plain):
        return Worth(Decimal(_below_thousand(small)))
    import cn2an  # noqa: PLC0415 - 190 ms, and most reports hold no numeral that needs it

    try:
        return Worth(Decimal(int(cn2an.cn2an(plain, "normal"))))
    except (ValueError, KeyError):  # it knows no 零亿零
        return None


def _below_thousand(found: re.Match[str]) -> int:
    tens = 0 if found["tens"] is None else _DIGITS.get(found["tens"], 1)  # 十二 prints no 一
    return 100 * _DIGITS.get(found["hundreds"] or "", 0) + 10 * tens + _DIGITS.get(found["ones"], 0)
