"""Interval arithmetic: it holds every number that its operands could make."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from cpcc_extract.insight.intervals import BOUNDLESS, Interval, exactly, total

NUMBERS = st.fractions(-1000, 1000, max_denominator=50)


@st.composite
def with_a_member(draw: st.DrawFn, least: int = -1000) -> tuple[Interval, Fraction]:
    """An interval and a number in it."""
    low, inside, high = sorted(draw(st.lists(st.fractions(least, 1000, max_denominator=50), min_size=3, max_size=3)))
    endless = draw(st.booleans())
    interval = Interval(low, None if endless else high, draw(st.booleans()), draw(st.booleans()))
    assume(inside in interval)
    return interval, inside


@given(with_a_member(), with_a_member())
def test_sums_and_differences(one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]) -> None:
    assert one[1] + other[1] in one[0] + other[0]
    assert one[1] - other[1] in one[0] - other[0]
    assert -one[1] in -one[0]
    assert one[1] * 7 in one[0].scaled(7)
    assert one[1] + other[1] in total([one[0], other[0]])


@given(with_a_member(least=0), with_a_member(least=0))
def test_products_and_quotients(one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]) -> None:
    assert one[1] * other[1] in one[0] * other[0]
    if other[1]:
        assert one[1] / other[1] in one[0] / other[0]


@given(with_a_member(), with_a_member())
def test_products_with_negative_numbers_are_not_guessed(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    assert one[1] * other[1] in one[0] * other[0]


@given(with_a_member(), NUMBERS)
def test_a_number_is_in_it_or_apart_from_it(one: tuple[Interval, Fraction], number: Fraction) -> None:
    assert one[0].overlaps(exactly(number)) is (number in one[0])
    assert one[0].overlaps(BOUNDLESS)


@given(with_a_member(), with_a_member())
def test_overlap_is_mutual_and_apart_means_ordered(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    assert one[0].overlaps(other[0]) is other[0].overlaps(one[0])
    if one[0].wholly_above(other[0]):
        assert one[1] > other[1]


def test_open_ends() -> None:
    above_thirty = Interval(Fraction(30), Fraction(40), True, True)
    assert Fraction(30) not in above_thirty
    assert not above_thirty.overlaps(exactly(30))
    assert above_thirty.overlaps(exactly(31))
    assert (above_thirty / Interval(Fraction(0), Fraction(1))).boundless
