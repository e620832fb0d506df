"""A stretch of time as ISO 8601 writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """A year, month, day or interval. Equality includes the printed text."""

    label: str
    """ISO 8601: `2023`, `2023-08`, `2023-08-16`, `2023-01/2023-06`, `2023-03/..`, `../2023-07-31`."""
    start: date | None
    """First day; None where the interval is open."""
    end: date | None
    """Last day; None where the interval is open."""
    text: str | None
    """The expression as printed; None where the period was inherited from the article."""
