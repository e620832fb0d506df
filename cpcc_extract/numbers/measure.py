"""One number with its unit, bounds, scale and range, read at a given place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cpcc_extract.lexicon.numbers import HAN_SCALES, AmountKind, NumberRules, UnitRow
from cpcc_extract.numbers.quantity import Bound, Quantity
from cpcc_extract.numbers.values import Worth, arabic, han, scale_of, scaled_han

_LONGEST_LEAD = 4
_LONGEST_TAIL = 3


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number as printed, up to where its unit begins."""

    end: int
    worth: Worth
    scale: Decimal
    arabic: bool
    digits: str
    inner: Bound | None


@dataclass(frozen=True, slots=True)
class _Unit:
    id: str
    dimension: str
    end: int
    row: UnitRow | None


def measure(view: str, start: int, floor: int, rules: NumberRules) -> Quantity | None:
    """The quantity whose first numeral is at `start`, or None where the numeral counts nothing.

    `floor` is the end of what was read before: a bound word before the number (近, 不少于) is taken into the mention
    down to there. The result's offsets are into `view`; its value is in the canonical unit.
    """
    lead, lead_bound = _lead(view, start, floor, rules)
    return _special(view, start, lead, lead_bound, rules) or _plain(view, start, lead, lead_bound, rules)


def _lead(view: str, start: int, floor: int, rules: NumberRules) -> tuple[int, Bound | None]:
    for length in range(min(_LONGEST_LEAD, start - floor), 0, -1):
        row = rules.before.get(view[start - length : start])
        if row is None or (row.bare and view[start] not in HAN_SCALES):
            continue
        if view[start - length - 1 : start - length] in row.not_after and start > length:
            continue
        return start - length, row.bound
    return start, None


def _special(view: str, start: int, lead: int, bound: Bound | None, rules: NumberRules) -> Quantity | None:
    for row, pattern in rules.special:
        match = pattern.match(view, start)
        if match is None:
            continue
        begin = lead
        if row.id in rules.leads:
            opened = rules.leads[row.id].search(view, max(0, start - _LONGEST_LEAD), start)
            if opened is None:
                continue
            begin = opened.start()
        groups = match.groupdict()
        worth = _SPECIAL[row.kind](groups)
        if worth is None:
            continue
        unit, dimension = _SPECIAL_UNIT[row.kind]
        end, tail = _tail(view, match.end(), rules)
        return _quantity(begin, end, worth, unit, dimension, bound or tail or worth.bound, row.id)
    return None


def _number(text: str | None) -> Decimal | None:
    if not text:
        return None
    if text[0].isascii():
        return arabic(text)
    worth = han(text)
    return None if worth is None or worth.value_max is not None else worth.value


def _share(groups: dict[str, str | None]) -> Worth | None:
    top = _number(groups["a"])
    return None if top is None else Worth(top)


def _fraction(groups: dict[str, str | None]) -> Worth | None:
    top, bottom = _number(groups["a"]), _number(groups["b"])
    if top is None or not bottom or top >= bottom:
        return None
    return Worth((top / bottom).quantize(Decimal("0.000001")).normalize())


def _ratio(groups: dict[str, str | None]) -> Worth | None:
    top, bottom = _number(groups["a"]), _number(groups["b"])
    if top is None or not bottom:
        return None
    return Worth(top if bottom == 1 else (top / bottom).quantize(Decimal("0.000001")).normalize())


def _tenths(groups: dict[str, str | None]) -> Worth | None:
    count = _number(groups["a"])
    if count is None or count > 10:
        return None
    return Worth(count * 10 + (5 if groups.get("half") else 0))


def _doubling(groups: dict[str, str | None]) -> Worth | None:
    times = _number(groups["a"])
    return None if times is None else Worth(Decimal(2) ** int(times))


_SPECIAL: dict[AmountKind, Callable[[dict[str, str | None]], Worth | None]] = {
    "percent": _share,
    "permille": _share,
    "fraction": _fraction,
    "ratio": _ratio,
    "tenths": _tenths,
    "doubling": _doubling,
    "half": lambda _groups: Worth(Decimal("0.5")),
}
_SPECIAL_UNIT: dict[AmountKind, tuple[str | None, str]] = {
    "percent": ("%", "percentage"),
    "permille": ("‰", "permille"),
    "fraction": (None, "fraction"),
    "ratio": (None, "ratio"),
    "tenths": ("%", "percentage"),
    "doubling": ("倍", "ratio"),
    "half": (None, "fraction"),
}


def _plain(view: str, start: int, lead: int, bound: Bound | None, rules: NumberRules) -> Quantity | None:
    first = _amount(view, start, rules)
    if first is None:
        return None
    unit = _unit(view, first.end, rules)
    ranged = _range(view, start, first, unit, rules)
    worth = first.worth
    inner = first.inner
    if ranged:
        last, unit, worth = ranged
        inner = last.inner
    else:
        last = first
    if unit is None:
        unit = _open_unit(view, last, rules)
        if unit is None:
            return None
    end, tail = _tail(view, unit.end, rules)
    marked = bool(bound or inner or tail or ranged or worth.value_max is not None)
    if not last.arabic and not _counts(view, start, end, unit, marked, rules):
        return None
    strength = bound or tail or inner or worth.bound
    return _quantity(
        lead, end, worth, unit.id or None, unit.dimension, strength, "quantity.range" if ranged else "quantity.unit"
    )


def _amount(view: str, start: int, rules: NumberRules) -> _Amount | None:
    match = rules.amount.match(view, start)
    if match is None:
        return None
    digits, end = match["n"], match.end()
    is_arabic = digits[0].isascii()
    scale = match["scale"]
    if is_arabic and (split := rules.split_digits.match(view, start)):  # OCR: 1 63件
        digits, end, match = split["n"].replace(" ", ""), split.end(), split
        scale = ""
    worth = Worth(arabic(digits)).times(scale_of(scale)) if is_arabic else scaled_han(digits, scale)
    if worth is None:
        return None
    mark = match["m2"] or match["m1"]
    inner = rules.between[mark].bound if mark else None
    # 1亿3000万元: the second half adds to the first
    if is_arabic and scale and not mark and "." not in digits and view[end : end + 1].isdigit():
        rest = rules.amount.match(view, end)
        if rest and rest["n"][0].isascii():
            added = arabic(rest["n"]) * scale_of(rest["scale"])
            if added < scale_of(scale):
                mark = rest["m2"] or rest["m1"]
                return _Amount(
                    rest.end(),
                    Worth(worth.value + added),
                    scale_of(scale),
                    True,
                    digits,
                    rules.between[mark].bound if mark else None,
                )
    return _Amount(end, worth, scale_of(scale), is_arabic, digits, inner)


def _unit(view: str, at: int, rules: NumberRules) -> _Unit | None:
    """The longest unit of the table at `at`, with 次 (人次) and / (元/吨) put behind it where printed."""
    for length in range(min(rules.longest_unit, len(view) - at), 0, -1):
        row = rules.units.get(view[at : at + length])
        if row is None:
            continue
        end = at + length
        if view[end : end + 1] in row.not_before and end < len(view):
            continue
        if (
            row.dimension in ("count", "area")
            and view[end : end + 1] in rules.words["count_suffix"]
            and row.id != view[end]
        ):
            return _Unit(row.id + view[end], "count", end + 1, row)
        if view[end : end + 1] in rules.words["per"]:
            for width in range(4, 0, -1):
                base = view[end + 1 : end + 1 + width]
                if len(base) == width and (base in rules.units or base in rules.words["per_base"]):
                    return _Unit(f"{row.id}/{base}", f"{row.dimension}_per", end + 1 + width, row)
        return _Unit(row.id, row.dimension, end, row)
    return None


def _open_unit(view: str, amount: _Amount, rules: NumberRules) -> _Unit | None:
    """A classifier that the table lacks, or no unit at all where 万/亿 alone make the number a quantity."""
    char = view[amount.end : amount.end + 1]
    if amount.scale > 1 and amount.arabic:
        return _Unit("", "count", amount.end, None)
    if amount.arabic and char in rules.words["open_classifier"]:
        return _Unit(char, "count", amount.end + 1, None)
    return None


def _range(
    view: str, start: int, first: _Amount, unit: _Unit | None, rules: NumberRules
) -> tuple[_Amount, _Unit | None, Worth] | None:
    """`20至30人`, `4.5%—5%`, `十八至三十万`: the second amount, its unit, both values; None where it is no range."""
    at = unit.end if unit else first.end
    width = next((n for n in (2, 1) if view[at : at + n] in rules.words["range"] and len(view[at : at + n]) == n), 0)
    if not width:
        return None
    if (
        view[at : at + width] in rules.words["range_of_change"]
        and view[max(0, start - 1) : start] in rules.words["from"]
    ):
        return None
    begin = at + width
    if view[begin : begin + 1] == " ":
        begin += 1
    second = _amount(view, begin, rules)
    if second is None or second.arabic != first.arabic:
        return None
    other = _unit(view, second.end, rules)
    if other is None or (unit is not None and unit.id != other.id):
        return None
    low = first.worth.value
    if unit is None and first.scale == 1 < second.scale:
        low *= second.scale
    high = second.worth.value
    if low >= high:
        return None
    return second, other, Worth(low, high)


def _counts(view: str, start: int, end: int, unit: _Unit, marked: bool, rules: NumberRules) -> bool:
    """Whether a Chinese numeral before `unit` counts something (九位副主席) or only belongs to a phrase (三个重点)."""
    digits = rules.numeral.match(view, start)
    text = digits.group() if digits else ""
    strength = unit.row.count if unit.row else "never"
    if text[:1] in rules.words["scale_only"] and len(text) == 1:
        return False
    closes = view[end : end + 1] in rules.words["list_end"] and "一" <= view[start - 1 : start] <= "鿿"
    if text in rules.words["never_alone"]:
        # 全体会议一次、常委会议五次: one of a list of counts
        listed = closes and view[end : end + 1] == "、" and text in rules.words["one"]
        return listed and strength == "strong" and view[start - 1] not in rules.words["no_count_before"]
    if strength == "duration":
        return view[max(0, start - 2) : start] in rules.words["duration_license"]
    if all(char in HAN_SCALES for char in text):
        return marked and strength != "never"
    if len(text) > 1 or marked:
        return strength != "never" or marked
    return strength == "strong" or (strength == "weak" and (closes or rules.license.match(view, start) is not None))


def _tail(view: str, at: int, rules: NumberRules) -> tuple[int, Bound | None]:
    for length in range(min(_LONGEST_TAIL, len(view) - at), 0, -1):
        row = rules.after.get(view[at : at + length])
        if row and view[at + length : at + length + 1] not in row.not_before:
            return at + length, row.bound
    return at, None


def _quantity(
    start: int, end: int, worth: Worth, unit: str | None, dimension: str, bound: Bound, rule: str
) -> Quantity:
    return Quantity(start, end, worth.value, worth.value_max, unit, dimension, bound, rule)
