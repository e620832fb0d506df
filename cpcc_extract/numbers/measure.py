"""One number with its unit, bounds, scale and range, read at a given place."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from cpcc_extract.lexicon.numbers import HAN_DIGITS, NumberRules
from cpcc_extract.numbers.amount import Amount, plain_number, read_amount
from cpcc_extract.numbers.counting import counts
from cpcc_extract.numbers.quantity import Bound, Quantity
from cpcc_extract.numbers.special import read_special
from cpcc_extract.numbers.unit import Unit, open_unit, read_unit
from cpcc_extract.numbers.values import Worth, scale_of

_HALF: Final = Decimal("0.5")
_TEN: Final = 10
_FIGURES: Final = frozenset("0123456789" + HAN_DIGITS)


def measure(view: str, start: int, floor: int, allowed: int, rules: NumberRules) -> Quantity | None:
    """The quantity whose first numeral is at `start`, or None where the numeral counts nothing.

    `floor` is the end of what was read before: a bound word before the number (近, 不少于) is taken into the mention
    down to there; `allowed` are the special amounts that the view has the characters for. The result's offsets are
    into `view`; its value is in the canonical unit.
    """
    # the sign stands before the numeral, or begins with one itself (零下)
    if sign := _sign(view, max(floor, start - 1), rules) or _sign(view, start, rules):
        below = _plain(view, sign[1], sign[0], None, rules)
        if below and below.dimension in rules.words["signed"] and below.value_max is None:
            return below._replace(value=-below.value)
    lead, bound = _lead(view, start, floor, rules)
    special = read_special(view, start, lead, allowed, rules)
    if special is None:
        return _plain(view, start, lead, bound, rules)
    begin = special.start
    if begin not in (start, lead):  # 接近|翻一番: its own word stands between the bound and the numeral
        begin, bound = _lead(view, begin, floor, rules)
    end, tail = _tail(view, special.end, special.dimension, rules)
    strength = bound or tail or special.worth.bound
    return _quantity(begin, end, special.worth, special.unit, special.dimension, strength, special.rule)


def _sign(view: str, at: int, rules: NumberRules) -> tuple[int, int] | None:
    """The beginning and end of the sign at `at`."""
    found = rules.sign.match(view, at) if view[at] in rules.sign_starts else None
    return found.span() if found else None


def _lead(view: str, start: int, floor: int, rules: NumberRules) -> tuple[int, Bound | None]:
    # 突破 1000亿元: some print a blank between words and figures
    edge = start - 1 if start - 1 > floor and view[start - 1] == " " else start
    for length in rules.before_lengths.get(view[edge - 1], ()) if edge > floor else ():
        row = rules.before.get(view[edge - length : edge]) if length <= edge - floor else None
        if row is None or (row.bare and view[start] not in rules.words["bare_scale"]):
            continue
        if edge > length and view[edge - length - 1] in row.not_after:
            continue
        return edge - length, row.bound
    return start, None


def _plain(view: str, start: int, lead: int, bound: Bound | None, rules: NumberRules) -> Quantity | None:
    first = read_amount(view, start, rules)
    if first is None:
        return None
    unit = read_unit(view, first.end, rules)
    ranged = _range(view, start, first, unit, rules)
    last, worth = first, first.worth
    if ranged:
        last, unit, worth = ranged
    if unit is None:
        unit = open_unit(view, last, rules)
        if unit is None:
            return None
    end, tail = _tail(view, unit.end, unit.dimension, rules)
    half = unit.dimension in rules.words["halved"] and rules.half_more.match(view, end) is not None  # 会期四天半
    marked = bool(bound or last.inner or tail or ranged or half or worth.value_max is not None)
    if not last.arabic and not counts(view, start, end, first, unit, marked, rules):
        return None
    end, worth, inside = _with_half(view, end, worth, unit, rules)
    if end == unit.end and not (ranged or worth.value_max or last.inner):
        end, worth = _with_parts(view, end, worth, unit, rules)
    strength = bound or tail or last.inner or inside or worth.bound
    rule = "quantity.range" if ranged else "quantity.unit"
    return _quantity(lead, end, worth, unit.id, unit.dimension, strength, rule)


def _with_half(view: str, end: int, worth: Worth, unit: Unit, rules: NumberRules) -> tuple[int, Worth, Bound | None]:
    """两年半, 3个半月: half a unit more; 3个多月 is a bound inside the unit."""
    halved = worth.value_max is None and end == unit.end
    if unit.infix:
        if unit.infix in rules.words["half"]:
            return end, Worth(worth.value + _HALF, None, worth.bound), None
        return end, worth, rules.between[unit.infix].bound
    if halved and unit.dimension in rules.words["halved"] and rules.half_more.match(view, end):
        return end + 1, Worth(worth.value + _HALF, None, worth.bound), None
    return end, worth, None


def _with_parts(view: str, end: int, worth: Worth, unit: Unit, rules: NumberRules) -> tuple[int, Worth]:
    """二亩五分, 3斤2两, 8元5角: a second number in a part of the unit, which the record shows in the unit itself."""
    parts = unit.row.parts if unit.row else {}
    while view[end + 1 : end + 2] in parts and view[end] in _FIGURES:
        more, part = plain_number(view[end]), rules.units.get(view[end + 1])
        if more is None or more >= _TEN or (part is not None and view.startswith(part.not_before, end + 2)):
            break
        worth = Worth(worth.value + more * parts[view[end + 1]], None, worth.bound)
        end += 2
    return end, worth


def _range(
    view: str, start: int, first: Amount, unit: Unit | None, rules: NumberRules
) -> tuple[Amount, Unit | None, Worth] | None:
    """`20至30人`, `4.5%—5%`, `十八至三十万`: the second amount, its unit, both values; None where it is no range."""
    at = unit.end if unit else first.end
    marks = rules.words["range"]
    separator = view[at : at + 2]
    if separator not in marks:
        separator = separator[:1]
        if separator not in marks:
            return None
    if separator in rules.words["range_of_change"] and view[max(0, start - 1) : start] in rules.words["from"]:
        return None
    begin = at + len(separator)
    if view[begin : begin + 1] == " ":
        begin += 1
    second = read_amount(view, begin, rules)
    if second is None or second.arabic != first.arabic or second.worth.value_max is not None:
        return None
    other = read_unit(view, second.end, rules) or (open_unit(view, second, rules) if unit is None else None)
    if other is None or (unit is not None and unit.id != other.id):
        return None
    low, high = first.worth.value, second.worth.value
    if unit is None and first.scale == 1:
        low *= _shared_scale(first, second)
    if low >= high:
        return None
    return second, other, Worth(low, high)


def _shared_scale(first: Amount, second: Amount) -> Decimal:
    """18至30万, 十八至三十万: the scale of the second number holds for the first that prints none."""
    if first.arabic:
        return second.scale
    scale = second.digits[-1]
    return scale_of(scale) if scale in "万亿" and scale not in first.digits else Decimal(1)


def _tail(view: str, at: int, dimension: str, rules: NumberRules) -> tuple[int, Bound | None]:
    begin = at + (view[at : at + 1] == " ")  # 25% 左右
    for length in rules.after_lengths.get(view[begin : begin + 1], ()):
        row = rules.after.get(view[begin : begin + length]) if length <= len(view) - begin else None
        if row is None or (row.dimensions and dimension not in row.dimensions):
            continue
        if view[begin + length : begin + length + 1] not in row.not_before:
            return begin + length, row.bound
    return at, None


def _quantity(
    start: int, end: int, worth: Worth, unit: str | None, dimension: str, bound: Bound, rule: str
) -> Quantity:
    return Quantity(start, end, worth.value, worth.value_max, unit, dimension, bound, rule)
