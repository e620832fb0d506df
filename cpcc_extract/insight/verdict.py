"""One tested relation: what follows from some claims against what another one states."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cpcc_extract.exact_json import plain_number
from cpcc_extract.insight.amount import Amount
from cpcc_extract.insight.intervals import Interval
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.records import Claim, Relation, Verdict

_DIGITS = LazyPattern(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SHOWN = 4
"""Digits of a computed number that are shown."""


class Finding(NamedTuple):
    """A check before it is made a record."""

    relation: Relation
    verdict: Verdict
    statement: str
    roles: tuple[tuple[str, Claim], ...]
    rule: str
    sources: tuple[str, ...] = ()
    """The inputs of the claims, in their order; nothing where all stand in the same one."""


def verdict(follows: tuple[Interval, Interval], stated: Amount, *, exact: bool) -> Verdict:
    """The verdict on a computed number against a stated one.

    `follows` is the computed number as rounding allows it and as cutting off allows it; `exact` is False when one of
    the numbers behind it is bounded (30余). Then, or when only cutting off makes them meet, they may agree: `possible`.
    """
    near, far = follows
    if near.boundless or stated.near.boundless or (near.high is None and stated.near.high is None):
        # 超9000 and 超1500 of 超1.5万: whatever the numbers are, they could fit.
        return "cannot tell"
    if exact and stated.exact and near.overlaps(stated.near):
        return "agrees"
    return "possible" if far.overlaps(stated.far) else "conflicts"


def printed(claim: Claim) -> str:
    """A claim's number in a statement, as the report has it: 9.7万余元."""
    return "".join(claim.text.split())


def rounded(number: Fraction) -> str:
    """A computed number to some digits: `77.96`, `12,300`."""
    if number.denominator == 1:
        return f"{number.numerator:,}"
    whole = len(str(abs(int(number)))) if abs(number) >= 1 else 0
    decimals = max(2, _SHOWN - whole)
    scaled = round(number * 10**decimals)
    return f"{Decimal(plain_number(Decimal(scaled).scaleb(-decimals))):,f}"


def scaled_like(number: Fraction, claim: Claim) -> str:
    """A computed number in the scale and unit in which `claim` is printed: 46.2亿元 beside 45.2亿元."""
    runs = list(_DIGITS.finditer(printed(claim)))
    plain = Fraction(runs[0].group().replace(",", "")) if len(runs) == 1 else Fraction(0)
    if claim.bound != "exact" or claim.value_max is not None or not plain or runs[0].start():
        return rounded(number)
    scale = middle(claim) / plain
    if scale <= 0:
        return rounded(number)
    return rounded(number / scale).replace(",", "") + runs[0].string[runs[0].end() :]


def middle(claim: Claim) -> Fraction:
    """The printed number itself, the lower end of a range."""
    return Fraction(claim.value or 0)


def summed(claims: Sequence[Claim]) -> str:
    """`2次 + 1次 + 5次`."""
    return " + ".join(map(printed, claims))


def same_kind(whole: Claim, part: Claim) -> bool:
    """True when the part's name ends as the whole's does: 提案 and 集体提案, not 总投资 and 年产值."""
    if whole.item is None or part.item is None:
        return True
    return bool(set(whole.item[-2:]) & set(part.item[-2:]))
