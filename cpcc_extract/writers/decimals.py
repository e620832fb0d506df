"""Exact decimals of a fixed shape, for columns that must have one."""

from __future__ import annotations

from decimal import Decimal

PRECISION = 38
"""Digits in all: the most that a 128-bit decimal holds."""
SCALE = 12
"""Digits behind the point: reports print ten thousandths of 亿 at most, which is far less."""
_STEP = Decimal(1).scaleb(-SCALE)
_LIMIT = Decimal(10) ** (PRECISION - SCALE)


def fitting(value: Decimal | None) -> Decimal | None:
    """The value where the shape holds it exactly, else None: no number is better than a rounded one."""
    if value is None or abs(value) >= _LIMIT or value.normalize().as_tuple()[2] < -SCALE:  # type: ignore[operator]
        return None
    return value
