"""The ledger of a passage: every numeral becomes part of a quantity or is set aside with a reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter, itemgetter
from typing import Final

from cpcc_extract.lexicon.numbers import HAN_DIGITS, HAN_FORMAL, HAN_SCALES, REACH, NumberRules
from cpcc_extract.numbers.brackets import NamedStretch, name_spans
from cpcc_extract.numbers.measure import measure
from cpcc_extract.numbers.quantity import Quantity, Reading, SetAside
from cpcc_extract.numbers.tables import TableRow, scaled_unit
from cpcc_extract.numbers.values import Worth, arabic, scale_of
from cpcc_extract.structure.layout import Passage
from cpcc_extract.when.expressions import TimeMention

Numeral = re.Match[str]

_START: Final = attrgetter("start")
_NAME_START: Final = itemgetter(0)


def read_quantities(
    passage: Passage,
    times: tuple[TimeMention, ...],
    rules: NumberRules,
    row: TableRow | None = None,
    *,
    silent: bool = False,
) -> Reading:
    """Read all numerals of a passage, left to right. `times` are its sorted, disjoint time mentions; `row` what
    is known of it where it is the row of a table; `silent`: it is furniture whose numbers count nothing.

    Every character of a run of digits or Chinese numerals lies in exactly one quantity or set-aside of the result;
    both are sorted. Offsets are into the passage.
    """
    view = passage.view
    numeral = rules.numeral.search(view)
    if numeral is None:
        return Reading((), ())
    names = name_spans(view, passage.kind, rules)
    quantities: list[Quantity] = []
    set_aside: list[SetAside] = []
    excluded, special = rules.exclusions.allowed(view), rules.special.allowed(view)
    done = 0
    while numeral:
        start = numeral.start()
        cell = row.units.get(start) if row else None
        found, aside = (_of_cell(numeral, cell, rules) if cell else None), None
        if found is None:
            aside = (
                _as_time(numeral, times, rules)
                or (_as_furniture(numeral) if silent else None)
                or _as_name(numeral, names)
                or _as_excluded(numeral, view, excluded, rules)
            )
        if found is None and aside is None:
            found = measure(view, start, done, special, rules) or _listed(numeral, view, done, special, rules)
        if found:
            quantities.append(found)
            done = found.end
        else:
            aside = aside or _left_over(numeral)
            set_aside.append(aside)
            done = aside.end
        numeral = rules.numeral.search(view, done)
    return Reading(_with_shared_units(tuple(quantities), view, rules), tuple(set_aside), row.label if row else None)


def _of_cell(numeral: Numeral, printed: str, rules: NumberRules) -> Quantity | None:
    """耕地面积(公顷)  520318: the figure of a table in the unit that the table prints apart from it."""
    view, start, end = numeral.string, numeral.start(), numeral.end()
    figure = arabic(numeral.group())
    scale, unit = next((part for part in scaled_unit(printed) if part[1] in rules.units), ("", ""))
    row = rules.units.get(unit)
    if figure is None or row is None:
        return None
    value = Worth(figure).times(scale_of(scale)).value
    below = view[start - 1 : start] in rules.sign_starts and row.dimension in rules.words["signed"]
    name = unit if row.printed else row.id
    return Quantity(start, end, -value if below else value, None, name, row.dimension, "exact", "quantity.table")


def _listed(numeral: Numeral, view: str, floor: int, special: int, rules: NumberRules) -> Quantity | None:
    """分别提高15、22和19个百分点: a bare number of a list takes unit and scale of the list's last."""
    match = rules.bare_list.match(view, numeral.start())
    last = match and measure(view, match.start("last"), floor, special, rules)
    if not match or not last or last.unit is None or last.value_max is not None or last.start != match.start("last"):
        return None
    digits = arabic(match["last"])
    mine = arabic(numeral.group())
    if not digits or mine is None or (last.dimension == "count" and mine + 1 == digits and digits < 10):
        return None  # 2、3个 is a guess at one number, not two counts
    scale = view[match.end("last")]
    value = Worth(mine).times(scale_of(scale if scale in HAN_SCALES else "")).value
    return last._replace(start=numeral.start(), end=numeral.end(), value=value, bound="exact", rule="quantity.listed")


def _with_shared_units(quantities: tuple[Quantity, ...], view: str, rules: NumberRules) -> tuple[Quantity, ...]:
    """1409万、1305万人次: a number of a list that ends in its scale takes the unit of the next."""
    shared = list(quantities)
    for index in range(len(shared) - 2, -1, -1):
        one, following = shared[index], shared[index + 1]
        if (
            one.unit is None
            and one.dimension == "count"
            and view[one.end : following.start] in rules.words["list_joint"]
        ):
            shared[index] = one._replace(unit=following.unit, dimension=following.dimension)
    return tuple(shared)


def _as_furniture(numeral: Numeral) -> SetAside:
    """点击数:33, 第5页 共12页: the page speaks of itself; 数 is a word there too."""
    own = _left_over(numeral)
    return own if own.fate == "word" else SetAside(numeral.start(), numeral.end(), "marker", "numeral.furniture")


def _as_time(numeral: Numeral, times: tuple[TimeMention, ...], rules: NumberRules) -> SetAside | None:
    index = bisect_right(times, numeral.start(), key=_START) - 1
    if index < 0 or numeral.start() >= times[index].end:
        return None
    mention = times[index]
    if rules.not_time.match(numeral.string, numeral.start(), numeral.start() + REACH):
        return None
    end = min(numeral.end(), max(mention.end, numeral.start() + 1))
    return SetAside(numeral.start(), end, mention.fate, mention.rule)


def _as_name(numeral: Numeral, names: list[NamedStretch]) -> SetAside | None:
    index = bisect_right(names, numeral.start(), key=_NAME_START) - 1
    if index < 0 or numeral.start() >= names[index][1]:
        return None
    row = names[index][2]
    return SetAside(numeral.start(), numeral.end(), row.fate, row.id)


def _as_excluded(numeral: Numeral, view: str, allowed: int, rules: NumberRules) -> SetAside | None:
    start = numeral.start()
    reach = start + REACH
    for row, pattern in rules.exclusions.possible(view, start, reach, allowed):
        match = pattern.match(view, start, reach)
        if match is not None:
            if match.end() == start:
                return None
            # at least the numeral itself; what the pattern saw behind it (届四次) goes with it
            return SetAside(start, max(match.end(), numeral.end()), row.fate, row.id)
    return None


def _left_over(numeral: Numeral) -> SetAside:
    text = numeral.group()
    if text[0].isascii() or text[0] not in HAN_DIGITS:
        return SetAside(numeral.start(), numeral.end(), "marker", "numeral.no_unit")
    # 人数三百, 队伍三百: the first character belongs to the word before, the rest is a number of its own
    glued = text[0] in "数" + HAN_FORMAL and text[1:2] not in HAN_FORMAL and text[1:].strip(HAN_SCALES) != ""
    end = numeral.start() + 1 if glued else numeral.end()
    return SetAside(numeral.start(), end, "word", "numeral.word")
