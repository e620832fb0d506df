"""A number as printed, up to where its unit begins: digits, scale, and a bound between them."""

from decimal import Decimal
from typing import Final

from cpcc_extract.lexicon.numbers import HAN_FORMAL, HAN_SCALES, NumberRules
from cpcc_extract.numbers.quantity import Bound
from cpcc_extract.numbers.values import Worth, arabic, han, scale_of, scaled_han

_SHORTEST_REST: Final = 3
"""Figures behind 万 or 亿 that are printed without a scale of their own (1万2345元)."""


class Amount:
    """A number without its unit."""

    __slots__ = ("arabic", "digits", "end", "inner", "scale", "worth")
    end: int
    worth: Worth
    scale: Decimal
    """The factor printed apart from the digits, worked into `worth`; 1 without one."""
    arabic: bool
    digits: str
    """The digits or Chinese numerals themselves, decimals too, as the view shows them."""
    inner: Bound | None
    """What a word between number and unit says (余, 多, 来)."""

    def __init__(self, end: int, worth: Worth, scale: Decimal, arabic: bool, digits: str, inner: Bound | None) -> None:
        self.end = end
        self.worth = worth
        self.scale = scale
        self.arabic = arabic
        self.digits = digits
        self.inner = inner

    @property
    def large(self) -> bool:
        """True where the number itself says that it counts: 万 or 亿 behind figures (94万, 三千万), not 万 alone."""
        if self.arabic:
            return self.scale > 1
        figures = self.digits.strip(HAN_SCALES) != "" and "点" not in self.digits[-1:]
        return figures and (self.scale > 1 or (len(self.digits) > 1 and self.digits[-1] in "万亿"))


def read_amount(view: str, start: int, rules: NumberRules) -> Amount | None:
    """The number that begins at `start`; None where the characters there are none (三会一) or too long to be one."""
    first = _one(view, start, rules)
    if first is None or not first.arabic or first.inner or first.scale == 1 or "." in first.digits:
        return first
    if not view[first.end : first.end + 1].isdigit():
        return first
    rest = _one(view, first.end, rules)  # 1亿3000万元: the second half adds to the first
    if rest is None or not rest.arabic or rest.worth.value >= first.scale:
        return first
    if rest.scale == 1 and len(rest.digits) < _SHORTEST_REST:  # 为390万65岁以上老人: another number
        return first
    return Amount(rest.end, Worth(first.worth.value + rest.worth.value), first.scale, True, first.digits, rest.inner)


def _one(view: str, start: int, rules: NumberRules) -> Amount | None:
    match = rules.amount.match(view, start)
    if match is None:
        return None
    digits, end, scale = match["n"], match.end(), match["high"] + match["scale"]
    is_arabic = digits[0].isascii()
    if is_arabic and (split := rules.split_digits.match(view, start)):  # OCR: 1 63件
        digits, end, scale, match = split["n"].replace(" ", ""), split.end(), split["scale"], split
    worth = _worth(digits, scale, is_arabic)
    if worth is None:
        return None
    mark = match["m2"] or match["m1"]
    return Amount(end, worth, scale_of(scale), is_arabic, digits, rules.between[mark].bound if mark else None)


def _worth(digits: str, scale: str, is_arabic: bool) -> Worth | None:
    if is_arabic:
        value = arabic(digits)
        return None if value is None else Worth(value).times(scale_of(scale))
    return scaled_han(digits, scale)


def plain_number(text: str | None) -> Decimal | None:
    """The one value of digits or Chinese numerals; None for none, for a range and for no number."""
    if not text:
        return None
    if text[0].isascii():
        return arabic(text)
    worth = han(text)
    return None if worth is None or worth.value_max is not None else worth.value


def is_formal(digits: str) -> bool:
    """True for a lone banker's numeral: 伍 and 陆 are numbers in 伍佰元 and words in 队伍 and 大陆."""
    return len(digits) == 1 and digits in HAN_FORMAL
