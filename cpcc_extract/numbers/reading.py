"""The ledger of a passage: every numeral becomes part of a quantity or is set aside with a reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from cpcc_extract.lexicon.numbers import NumberRules
from cpcc_extract.numbers.brackets import NamedStretch, name_spans
from cpcc_extract.numbers.measure import measure
from cpcc_extract.numbers.quantity import Quantity, Reading, SetAside
from cpcc_extract.structure.layout import Passage
from cpcc_extract.when.expressions import TimeMention

Numeral = re.Match[str]


def read_quantities(passage: Passage, times: tuple[TimeMention, ...], rules: NumberRules) -> Reading:
    """Read all numerals of a passage, left to right. `times` are its sorted, disjoint time mentions.

    Every character of a run of digits or Chinese numerals lies in exactly one quantity or set-aside of the result;
    both are sorted. Offsets are into the passage.
    """
    view = passage.view
    numerals = list(rules.numeral.finditer(view))
    if not numerals:
        return Reading((), ())
    names = name_spans(view, passage.kind, rules)
    time_starts = [mention.start for mention in times]
    quantities: list[Quantity] = []
    set_aside: list[SetAside] = []
    done = 0
    for numeral in numerals:
        start, end = numeral.span()
        if start < done:
            if end > done:  # the quantity took only part of the run (翻一番…): the rest is a word of its own
                set_aside.append(SetAside(done, end, "word", "numeral.rest"))
                done = end
            continue
        aside = _as_time(numeral, times, time_starts) or _as_name(numeral, names) or _as_excluded(numeral, view, rules)
        found = None if aside else measure(view, start, done, rules)
        if found:
            quantities.append(found)
            done = found.end
        else:
            aside = aside or _left_over(numeral)
            set_aside.append(aside)
            done = aside.end
    return Reading(_with_shared_units(tuple(quantities), view, rules), tuple(set_aside))


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
            shared[index] = replace(one, unit=following.unit, dimension=following.dimension)
    return tuple(shared)


def _as_time(numeral: Numeral, times: tuple[TimeMention, ...], starts: list[int]) -> SetAside | None:
    index = bisect_right(starts, numeral.start()) - 1
    if index >= 0 and numeral.start() < times[index].end:
        mention = times[index]
        return SetAside(
            numeral.start(), min(numeral.end(), max(mention.end, numeral.start() + 1)), mention.fate, mention.rule
        )
    return None


def _as_name(numeral: Numeral, names: list[NamedStretch]) -> SetAside | None:
    for start, end, row in names:
        if start <= numeral.start() < end:
            return SetAside(numeral.start(), numeral.end(), row.fate, row.id)
        if start > numeral.start():
            break
    return None


def _as_excluded(numeral: Numeral, view: str, rules: NumberRules) -> SetAside | None:
    match = rules.exclusion.match(view, numeral.start())
    if match is None or match.lastgroup is None or match.end() == match.start():
        return None
    row = rules.excluded[match.lastgroup]
    # at least the numeral itself; what the pattern saw behind it (届四次) goes with it
    return SetAside(numeral.start(), max(match.end(), numeral.end()), row.fate, row.id)


def _left_over(numeral: Numeral) -> SetAside:
    if numeral.group()[0].isascii():
        return SetAside(numeral.start(), numeral.end(), "marker", "numeral.no_unit")
    return SetAside(numeral.start(), numeral.end(), "word", "numeral.word")
