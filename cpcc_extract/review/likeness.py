"""Whether a cell still says what was extracted, whatever the spreadsheet has made of it meanwhile."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation

from cpcc_extract.exact_json import plain_number
from cpcc_extract.review.layout import NUMBERS
from cpcc_extract.scoring.fields import Ends, ends_of

Content = str | int | float | datetime | date | bool | None

_ROUNDED = Context(prec=15)
"""To the digits that a spreadsheet's numbers hold exactly."""
_QUOTED = re.compile(r'"[^"]*"|\\.')
_DATES = (
    "{0.year}-{0.month:02}-{0.day:02}",
    "{0.month}-{0.day}",
    "{0.month}/{0.day}",
    "{0.month}月{0.day}日",
    "{0.year}年{0.month}月{0.day}日",
)
_MONTHS = ("{0.year}-{0.month:02}", "{0.year}年{0.month}月")


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell as the spreadsheet holds it."""

    content: Content = None
    percent: bool = False
    """Shown as a percentage: 0.926 stands there as 92.6 %."""


EMPTY = Filled()


def shown_as_percent(number_format: str) -> bool:
    """True for a format that multiplies by 100; a percent sign in quotes is only printed."""
    return "%" in _QUOTED.sub("", number_format)


def printed(cell: Filled) -> str:
    """What a person sees in the cell; empty for nothing."""
    return next(_readings(cell), "")


def says(cell: Filled, original: str, field: str) -> bool:
    """True when the cell of that field means what was extracted (empty for nothing).

    Numbers are compared as numbers, up to the digits that a spreadsheet holds; percentages and dates that it made of
    a text by what they print; periods by their days; of texts the blanks do not count.
    """
    wanted = _squeezed(original)
    found = [_squeezed(reading) for reading in _readings(cell)]
    if not wanted or not found:
        return not wanted and not found
    if wanted in found:
        return True
    if field in NUMBERS or _is_number(cell):
        return any(_same_number(reading, wanted, inexact=_is_number(cell)) for reading in found)
    if field == "period":
        return any(_days(reading) == _days(wanted) for reading in found if _days(reading))
    return False


def _readings(cell: Filled) -> Iterator[str]:
    """What the cell can mean, most likely first; nothing for an empty one."""
    content = cell.content
    if isinstance(content, date):
        forms = (*_MONTHS, *_DATES) if content.day == 1 else _DATES
        yield from (form.format(content) for form in forms)
    elif isinstance(content, (int, float)) and not isinstance(content, bool):
        number = Decimal(repr(content))
        if cell.percent:
            yield f"{plain_number(number * 100)}%"
            yield plain_number(number * 100)
        yield plain_number(number)
    elif content is not None and _squeezed(str(content)):
        yield str(content).strip()


def _is_number(cell: Filled) -> bool:
    return isinstance(cell.content, (int, float)) and not isinstance(cell.content, bool)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _same_number(reading: str, wanted: str, *, inexact: bool) -> bool:
    """Equal as numbers; `inexact` up to the digits of a spreadsheet."""
    found, target = _number(reading), _number(wanted)
    if found is None or target is None:
        return False
    return found == target or (inexact and _ROUNDED.plus(found) == _ROUNDED.plus(target))


def _number(text: str) -> Decimal | None:
    """The number that a text is, in digits of any width, with or without grouping and percent sign."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("%")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _days(label: str) -> Ends | None:
    try:
        return ends_of(label)
    except ValueError:
        return None
