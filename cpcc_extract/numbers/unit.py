"""What stands behind a number: a unit or classifier, what is put into it (个多月) and behind it (人次, 元/吨)."""

from typing import Final

from cpcc_extract.lexicon.numbers import HAN_SCALES, NumberRules, UnitRule
from cpcc_extract.numbers.amount import Amount

_LONGEST_BASE: Final = 5
_HUNDREDS: Final = HAN_SCALES[1:]  # 百, 千, 万 …
_SCALES_OF_A_BASE: Final = 2


class Unit:
    """The unit of a number."""

    __slots__ = ("dimension", "end", "id", "infix", "row")
    id: str | None
    dimension: str
    end: int
    row: UnitRule | None
    infix: str
    """The word inside it: 多 of 3个多月, 半 of 2个半小时."""

    def __init__(self, id: str | None, dimension: str, end: int, row: UnitRule | None, infix: str = "") -> None:
        self.id = id
        self.dimension = dimension
        self.end = end
        self.row = row
        self.infix = infix


def read_unit(view: str, at: int, rules: NumberRules) -> Unit | None:
    """The longest unit of the table at `at`, with 次 (人次) and / (元/吨) put behind it where printed."""
    if view[at : at + 1] == rules.opener and view[at + 1 : at + 2] in rules.words["infix"]:
        rest = view[at + 2 : at + 1 + rules.longest_unit]
        for length in range(len(rest), 0, -1):
            row = rules.units.get(rules.opener + rest[:length])
            if row:
                return Unit(row.id, row.dimension, at + 2 + length, row, view[at + 1])
    for length in rules.unit_lengths.get(view[at : at + 1], ()):
        form = view[at : at + length]
        row = rules.units.get(form) if len(form) == length else None
        if row is not None and not _goes_on(view, at + length, row, rules):
            return _with_companions(view, at + length, form if row.printed else row.id, row, rules)
    return None


def open_unit(view: str, amount: Amount, rules: NumberRules) -> Unit | None:
    """No unit at all, where 万/亿 (下岗职工11万) or a word behind the figure (100多官兵, 90以上) make it a quantity.

    In Chinese numerals only 余 and 多 behind hundreds and more do so: 七千余民工.
    """
    end = amount.end
    if amount.inner and not amount.arabic and len(amount.digits) > 1 and amount.digits[-1] in _HUNDREDS:
        return Unit(None, "count", end, None) if view[end : end + 1].isalpha() else None
    if amount.large or (amount.arabic and (amount.inner or _tail_follows(view, end, rules))):
        return Unit(None, "count", end, None)
    return None


def _goes_on(view: str, end: int, row: UnitRule, rules: NumberRules) -> bool:
    """Whether the form is the head of another word (件 in 条件); 200所以上 is a bound behind it, not 所以."""
    return view.startswith(row.not_before, end) and not _tail_follows(view, end, rules)


def _tail_follows(view: str, at: int, rules: NumberRules) -> bool:
    return any(view[at : at + length] in rules.after for length in (3, 2))


def _with_companions(view: str, end: int, name: str, row: UnitRule, rules: NumberRules) -> Unit:
    if row.dimension in ("count", "area") and view[end : end + 1] in rules.words["count_suffix"] and name != view[end]:
        return Unit(name + view[end], "count", end + 1, row)
    if view[end : end + 1] in rules.words["per"] and (base := _base_end(view, end + 1, rules)):
        return Unit(f"{name}/{view[end + 1 : base]}", f"{row.dimension}_per", base, row)
    return Unit(name, row.dimension, end, row)


def _base_end(view: str, at: int, rules: NumberRules) -> int | None:
    """The end of what a rate is taken of: 吨, 百人, 万元, 立方米."""
    for skipped in range(_SCALES_OF_A_BASE + 1):
        if view[at : at + skipped].strip(HAN_SCALES):
            return None
        for width in range(_LONGEST_BASE, 0, -1):
            base = view[at + skipped : at + skipped + width]
            if len(base) == width and (base in rules.units or base in rules.words["per_base"]):
                return at + skipped + width
    return None
