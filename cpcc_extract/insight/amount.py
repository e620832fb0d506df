"""How much a claim may mean: its number with the rounding of its print and the reach of its bound."""

from fractions import Fraction
from typing import Final, NamedTuple

from cpcc_extract.insight.intervals import BOUNDLESS, Interval
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.lexicon.relations import RelationRules
from cpcc_extract.reading.fold import fold
from cpcc_extract.records import Claim

_DIGITS: Final = LazyPattern(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_ABOUT: Final = Fraction(1, 20)
_SCALED: Final = 10_000
"""From here on a number in words is taken for rounded: 三万人."""


class Amount(NamedTuple):
    """A claim's number as two intervals."""

    near: Interval
    """What rounding to the last printed digit allows: 78% is 77.5 to 78.5."""
    far: Interval
    """What cutting off or rounding up allows as well: 77 to 79."""
    exact: bool
    """False where a word bounds the number (余, 近, 以上, 约) or it is a range."""


class Amounts:
    """The amounts of claims, each worked out once."""

    def __init__(self, rules: RelationRules) -> None:
        self.rules = rules
        self._known: dict[int, tuple[Claim, Amount]] = {}

    def of(self, claim: Claim) -> Amount:
        """The intervals of a claim; boundless for one without a value."""
        known = self._known.get(id(claim))
        if known is None:
            # The claim is kept with its amount, so that nothing else can come to have its identity.
            known = self._known[id(claim)] = (claim, _amount(claim, self.rules))
        return known[1]


def _amount(claim: Claim, rules: RelationRules) -> Amount:
    if claim.value is None:
        return Amount(BOUNDLESS, BOUNDLESS, False)
    value = Fraction(claim.value)
    most = value if claim.value_max is None else Fraction(claim.value_max)
    text = fold(claim.text)
    step, place = _grain(claim, text, rules)
    near = Interval(value - step / 2, most + step / 2)
    far = Interval(value - step, most + step, step > 0, step > 0)  # what is a whole step off is another number
    exact = claim.value_max is None and claim.bound == "exact"
    if claim.bound == "exact" and rules.words["doubled"].match(text):
        return _doubled(value)
    if claim.bound == "exact":
        return Amount(near, far, exact)
    bounded = _bounded(claim.bound, value, most, place if rules.words["reach_near"].search(text) else None)
    if claim.dimension == "percentage" and claim.change is None and bounded.high is None and value <= 100:
        bounded = Interval(bounded.low, Fraction(100), bounded.low_open)
    return Amount(bounded, bounded, False)


def _doubled(times: Fraction) -> Amount:
    """翻一番 is said of what is about doubled, and of what is more than doubled but not doubled once more."""
    near = Interval(times * (1 - _ABOUT), times * (1 + _ABOUT))
    return Amount(near, Interval(times * (1 - 2 * _ABOUT), times * 2, high_open=True), True)


def _bounded(bound: str, value: Fraction, most: Fraction, place: Fraction | None) -> Interval:
    """`place` is how far 余 and 近 reach: 30余 lies below 40, 近30 above 20; None where no such limit is meant."""
    match bound:
        case "above":
            return Interval(value, None if place is None else value + place, True, True)
        case "at_least":
            return Interval(value, None)
        case "below":
            return Interval(max(Fraction(0), most - place) if place is not None else Fraction(0), most, False, True)
        case "at_most":
            return Interval(Fraction(0), most)
        case _:  # about
            around = place or max(abs(value), abs(most)) / 10
            return Interval(value - around, most + around)


def _grain(claim: Claim, text: str, rules: RelationRules) -> tuple[Fraction, Fraction]:
    """The printed number's step (1.2万: 1000) and the worth of its last digit that is not nought (30: 10).

    A count without a fraction is exact, its step is nought: 672件. One in 万 or 亿 is rounded: 3万人.
    """
    assert claim.value is not None
    value, counts = Fraction(claim.value), claim.dimension == "count"
    runs = _DIGITS.findall(text)
    if len(runs) == 1 and value:
        digits = runs[0].replace(",", "")
        printed = Fraction(digits)
        scale = value / printed if printed else Fraction(1)
        if _power_of_ten(scale):
            step = scale / 10 ** len(digits.partition(".")[2])
            return (Fraction(0) if counts and step == 1 else step), _last_place(value, step)
    exponent = claim.value.as_tuple().exponent
    step = Fraction(10) ** min(0, exponent) if isinstance(exponent, int) else Fraction(1)
    place = _last_place(value, step)
    if rules.words["reach_coarse"].search(text) or (counts and value >= _SCALED):
        step = place
    return (Fraction(0) if counts and step == 1 else step), place


def _power_of_ten(number: Fraction) -> bool:
    if number.denominator != 1 or number < 1:
        return False
    return set(str(number.numerator)) <= {"1", "0"} and str(number.numerator).count("1") == 1


def _last_place(value: Fraction, step: Fraction) -> Fraction:
    if not value or not step:
        return Fraction(1)
    place = step
    while (value / (place * 10)).denominator == 1:
        place *= 10
    return place
