"""Exact arithmetic with intervals: what a number may be, given how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; an end of None is infinitely far away.

    An open end is not itself part of the interval: 30余 is above 30, never 30.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, number: Fraction) -> bool:
        above = self.low is None or (number > self.low if self.low_open else number >= self.low)
        below = self.high is None or (number < self.high if self.high_open else number <= self.high)
        return above and below

    @property
    def boundless(self) -> bool:
        """True when both ends are infinitely far away: nothing could contradict it."""
        return self.low is None and self.high is None

    def overlaps(self, other: Interval) -> bool:
        """True when some number lies in both."""
        return not (self.wholly_above(other) or other.wholly_above(self))

    def wholly_above(self, other: Interval) -> bool:
        """True when every number of this interval is greater than every number of `other`."""
        if self.low is None or other.high is None:
            return False
        touching_is_apart = self.low_open or other.high_open
        return self.low >= other.high if touching_is_apart else self.low > other.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The products; for intervals without negative numbers, else boundless."""
        if not (self.unsigned and other.unsigned):
            return BOUNDLESS
        high = None if self.high is None or other.high is None else self.high * other.high
        low = (self.low or Fraction(0)) * (other.low or Fraction(0))
        # A product is only as closed as both of the ends that make it.
        return Interval(low, high, low > 0 and (self.low_open or other.low_open), self.high_open or other.high_open)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotients; for a dividend without negative numbers and a divisor above nought, else boundless."""
        if not (self.unsigned and other.low is not None and other.low > 0):
            return BOUNDLESS
        assert self.low is not None
        high = None if self.high is None else self.high / other.low
        low = Fraction(0) if other.high is None else self.low / other.high
        return Interval(low, high, low > 0 and (self.low_open or other.high_open), self.high_open or other.low_open)

    def __pow__(self, times: int) -> Interval:
        """The products of `times` numbers of the interval, at least one; as `*` has it."""
        result = self
        for _ in range(times - 1):
            result *= self
        return result

    def scaled(self, factor: int) -> Interval:
        """`factor` times the interval; `factor` is above nought."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_open, self.high_open)

    @property
    def unsigned(self) -> bool:
        """True when no number in it is below nought."""
        return self.low is not None and self.low >= 0


BOUNDLESS = Interval(None, None)


def exactly(number: int | Fraction) -> Interval:
    """The interval that holds one number."""
    return Interval(Fraction(number), Fraction(number))


def total(parts: list[Interval]) -> Interval:
    """The sums of one number from each."""
    result = exactly(0)
    for part in parts:
        result += part
    return result
