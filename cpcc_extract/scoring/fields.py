"""When an extracted claim says the same as an annotated one, field by field."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal, InvalidOperation

from cpcc_extract.lexicon.scoring import heading_number
from cpcc_extract.records import Claim
from cpcc_extract.scoring.gold import Alternatives, GoldClaim
from cpcc_extract.scoring.pairs import same_span

QUANTITY = ("span", "value", "unit", "bound")
MEANING = (
    "item",
    "action",
    "change",
    "indicator",
    "organisation",
    "period",
    "section_title",
    "status",
    "comparison",
)
FIELDS = (*QUANTITY, "quantity", *MEANING, "row")
_ROW = ("quantity", "item", "indicator", "organisation", "period", "section_title")

_TOLERANCE = Decimal("1e-6")
_DECEMBER = 12

Ends = tuple[date | None, date | None]


def compare(gold: GoldClaim, claim: Claim) -> dict[str, bool]:
    """For each of FIELDS whether the claim has it right. `quantity` and `row` sum others up."""
    right = {
        "span": same_span(gold, claim),
        "value": _same_number(claim.value, gold.value) and _same_number(claim.value_max, gold.value_max),
        "unit": _one_of(claim.unit, gold.unit, gold.unit_alt),
        "bound": _one_of(claim.bound, gold.bound, gold.bound_alt),
        "item": _between(claim.item, gold.item_min, gold.item_max, gold.item_alt),
        "action": _between(claim.action, gold.action_min, gold.action_max, gold.action_alt),
        "change": _one_of(claim.change, gold.change, gold.change_alt),
        "indicator": _one_of(claim.indicator, gold.indicator, gold.indicator_alt),
        "organisation": _one_of(claim.organisation, gold.organisation, gold.organisation_alt),
        "period": _same_period(claim, gold),
        "section_title": _same_title(claim, gold),
        "status": _one_of(claim.status, gold.status or "actual", gold.status_alt),
        "comparison": bool(claim.comparison) == bool(gold.comparison) or bool(gold.comparison_alt),
    }
    right["quantity"] = all(right[field] for field in QUANTITY)
    right["row"] = all(right[field] for field in _ROW)
    return right


def _one_of(value: str | None, wanted: str | None, alternatives: Alternatives) -> bool:
    return (value or None) in (wanted, *alternatives)


def _same_number(value: Decimal | None, wanted: str | None) -> bool:
    """Equal up to one part in a million, since annotations round fractions."""
    try:
        target = Decimal(wanted) if wanted is not None else None
    except InvalidOperation:
        target = None
    if value is None or target is None:
        return value is target
    return value == target or abs(value - target) <= _TOLERANCE * max(abs(value), abs(target))


def _squeezed(text: str | None) -> str | None:
    return "".join(text.split()) if text else None


def _between(value: str | None, least: str | None, most: str | None, alternatives: Alternatives) -> bool:
    """The phrase holds the shortest and lies within the longest acceptable one, or equals an alternative."""
    phrase, longest = _squeezed(value), _squeezed(most)
    if phrase in map(_squeezed, alternatives):
        return True
    if phrase is None or longest is None:
        return phrase is longest
    return (_squeezed(least) or longest) in phrase and phrase in longest


def _same_period(claim: Claim, gold: GoldClaim) -> bool:
    label = claim.period.label if claim.period else None
    return ends_of(label) in [ends_of(wanted) for wanted in (gold.period, *gold.period_alt)]


def ends_of(label: str | None) -> Ends | None:
    """First and last day of an ISO 8601 label, so that 2025 equals 2025-01/2025-12; None where a side is open."""
    if not label:
        return None
    first, _, last = label.partition("/")
    return _day(first, at_end=False), _day(last or first, at_end=True)


def _day(part: str, *, at_end: bool) -> date | None:
    if part in ("", ".."):
        return None
    year, *rest = map(int, part.split("-"))
    month = rest[0] if rest else (_DECEMBER if at_end else 1)
    day = rest[1] if len(rest) > 1 else (calendar.monthrange(year, month)[1] if at_end else 1)
    return date(year, month, day)


def _same_title(claim: Claim, gold: GoldClaim) -> bool:
    wanted = [_bare(title) for title in (gold.section_title, *gold.section_title_alt)]
    return _bare(claim.section_title) in wanted


def _bare(title: str | None) -> str:
    """A heading without its number and blanks; one that is only a number stays."""
    squeezed = _squeezed(title) or ""
    number = heading_number().match(squeezed)
    return squeezed[number.end() :] or squeezed if number else squeezed
