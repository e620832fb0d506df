"""How an amount is written for people: change, bound, number, unit."""

from __future__ import annotations

from decimal import Decimal

from cpcc_extract.exact_json import plain_number
from cpcc_extract.records import Claim

_BOUNDS = {"above": ">", "at_least": "≥", "below": "<", "at_most": "≤", "about": "≈", "exact": ""}
_CHANGES = {"increase": "↑", "decrease": "↓", None: ""}


def amount(claim: Claim, *, grouped: bool = False) -> str:
    """`↑>190 件`, `20–30 人`: every digit of the value; with commas between the thousands when `grouped`."""
    ends = [_number(end, grouped) for end in (claim.value, claim.value_max) if end is not None]
    unit = claim.unit or ""
    return f"{_CHANGES[claim.change]}{_BOUNDS[claim.bound]}{'–'.join(ends)} {unit}".rstrip()


def _number(value: Decimal, grouped: bool) -> str:
    digits = plain_number(value)
    if not grouped:
        return digits
    whole, point, fraction = digits.partition(".")
    return f"{int(whole):,}{point}{fraction}" if len(whole) < _LONGEST else digits


# Beyond this Python refuses to make a number of the digits, and nobody would read them.
_LONGEST = 1000
