"""What a numeral is worth, as exact decimals.

Magnitudes (万, 亿), decimals, thousands separators, fuzzy forms (十几, 数百, 三五) and integers below a thousand are
read here; cn2an is asked only for larger canonical Chinese integers, and imported only when one turns up.
"""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

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
_NONE_TO_NINE: Final = frozenset(("", *_ONE_TO_NINE))
_TWO_TO_NINE: Final = _ONE_TO_NINE[1:]
_UNIT_DIGIT: Final = _ONE_TO_NINE + "两"
_PLAIN_SCALES: Final = "十百千万亿"
_LARGER: Final = _PLAIN_SCALES[1:]
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
    if _all_in(text, _SCALES):
        return Worth(scale_of(text))
    tens, several, scale = text.partition("几")
    if several and (tens == "十" or (tens[1:] == "十" and tens[0] in _TWO_TO_NINE)) and _all_in(scale, _LARGER):
        low = 10 * (_DIGITS[tens[0]] if tens[1:] else 1)
        # 十几 may be any of 10 to 19
        return Worth(Decimal(low), Decimal(low + 9)).times(scale_of(scale))
    if text[0] in "几数" and _all_in(text[1:], _PLAIN_SCALES):
        return Worth(Decimal(2), Decimal(9), "about").times(scale_of(text[1:]))
    return _pair(text) or _positional(text)


def _pair(text: str) -> Worth | None:
    """三四, 二十三四, 三五十万: two neighbours, for from the one to the other."""
    digits = text.rstrip(_PLAIN_SCALES)
    tens, low, high = digits[:-2], digits[-2:-1], digits[-1:]
    if not low or low not in _UNIT_DIGIT or high not in _UNIT_DIGIT or not _next_to(low, high):
        return None
    if tens and tens != "十" and (tens[1:] != "十" or tens[0] not in _UNIT_DIGIT):
        return None
    base = 10 * _DIGITS.get(tens[0], 1) if tens else 0
    scale = scale_of(text[len(digits) :])
    return Worth(Decimal(base + _DIGITS[low]), Decimal(base + _DIGITS[high])).times(scale)


def _next_to(low: str, high: str) -> bool:
    """三四个, 一两次: neighbours; 三五个 is said too."""
    return _DIGITS[high] == _DIGITS[low] + 1 or (low, high) == ("三", "五")


def _positional(text: str) -> Worth | None:
    """二〇二三, 一九九八: digits one after another, with a zero or four of them; 三三 and 一二三 are words."""
    if len(text) < 3 or text[0] not in _ONE_TO_NINE or not _all_in(text, "零〇" + _ONE_TO_NINE):
        return None
    if len(text) == 3 and _all_in(text, _ONE_TO_NINE):
        return None
    return Worth(Decimal("".join(str(_DIGITS[c]) for c in text)))


def _canonical(text: str) -> Worth | None:
    if not all(char in _DIGITS or char in _SCALES for char in text):
        return None
    if any(one in _UNIT_DIGIT and other in _UNIT_DIGIT for one, other in pairwise(text)):
        return None  # 一九 and 三三 are no numbers
    plain = text.replace("两", "二").replace("廿", "二十").replace("卅", "三十")
    if (small := _below_thousand(plain)) is not None:
        return Worth(Decimal(small))
    import cn2an  # noqa: PLC0415 - 190 ms, and most reports hold no numeral that needs it

    try:
        return Worth(Decimal(int(cn2an.cn2an(plain, "normal"))))
    except (ValueError, KeyError):  # it knows no 零亿零
        return None


def _below_thousand(text: str) -> int | None:
    """十二, 四十, 三百零五, 三百二十: nearly all canonical integers of reports; None for any other."""
    hundreds, hundred, rest = text.rpartition("百")
    if hundred and rest[:1] == "零" and "十" not in rest and rest != "零":
        rest = rest[1:]
    elif hundred and rest and rest[1:2] != "十":  # 三百五, 三百十五
        return None
    tens, ten, ones = rest.rpartition("十")
    if (hundred and not hundreds) or any(part not in _NONE_TO_NINE for part in (hundreds, tens, ones)):
        return None
    value_of_tens = 10 * _DIGITS.get(tens, 1) if ten else 0  # 十二 prints no 一
    return 100 * _DIGITS.get(hundreds, 0) + value_of_tens + _DIGITS.get(ones, 0)


def _all_in(text: str, chars: Container[str]) -> bool:
    return all(char in chars for char in text)
