"""Amounts that are not simply number + unit: shares, fractions, ratios, doublings; the rows are data/amounts.toml."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from cpcc_extract.lexicon.numbers import LONGEST_LEAD, REACH, AmountKind, NumberRules
from cpcc_extract.numbers.amount import plain_number
from cpcc_extract.numbers.values import Worth, quotient

Groups = dict[str, str | None]

_LARGEST_POWER: Final = 20


class Special(NamedTuple):
    """Such an amount; `start` takes in a word that belongs to it (翻 of 翻一番)."""

    start: int
    end: int
    worth: Worth
    unit: str | None
    dimension: str
    rule: str


def read_special(view: str, start: int, lead: int, allowed: int, rules: NumberRules) -> Special | None:
    """The special amount at `start`, by the first row that reads it.

    `lead` is where its bound word begins, `allowed` what `rules.special` allows in the view.
    """
    end = start + REACH
    for row, pattern in rules.special.possible(view, start, end, allowed):
        match = pattern.match(view, start, end)
        if match is None:
            continue
        begin = lead
        if row.id in rules.leads:
            opened = rules.leads[row.id].search(view, max(0, start - LONGEST_LEAD), start)
            if opened is None:
                continue
            begin = opened.start()
        worth = _WORTH[row.kind](match.groupdict())
        if worth is not None:
            unit, dimension = _UNIT[row.kind]
            return Special(begin, match.end(), worth, unit, dimension, row.id)
    return None


def _share(groups: Groups) -> Worth | None:
    top = plain_number(groups["a"])
    return None if top is None else Worth(top)


def _fraction(groups: Groups) -> Worth | None:
    top, bottom = plain_number(groups["a"]), plain_number(groups["b"])
    if top is None or not bottom or top >= bottom:
        return None
    return Worth(quotient(top, bottom))


def _ratio(groups: Groups) -> Worth | None:
    top, bottom = plain_number(groups["a"]), plain_number(groups["b"])
    if top is None or not bottom:
        return None
    return Worth(quotient(top, bottom))


def _tenths(groups: Groups) -> Worth | None:
    count, more = plain_number(groups["a"]), plain_number(groups["more"])
    if count is None or count > 10 or (more is not None and more >= 10):
        return None
    return Worth(count * 10 + (5 if groups["half"] else more or 0))


def _doubling(groups: Groups) -> Worth | None:
    times = plain_number(groups["a"])
    return None if times is None or times > _LARGEST_POWER else Worth(Decimal(2) ** int(times))


_WORTH: Final[dict[AmountKind, Callable[[Groups], Worth | None]]] = {
    "percent": _share,
    "permille": _share,
    "fraction": _fraction,
    "ratio": _ratio,
    "tenths": _tenths,
    "doubling": _doubling,
    "fold": lambda groups: Worth(Decimal("1.5") if groups["half"] else Decimal(1)),
    "half": lambda _groups: Worth(Decimal("0.5")),
    "bare": _share,
}
_UNIT: Final[dict[AmountKind, tuple[str | None, str]]] = {
    "percent": ("%", "percentage"),
    "permille": ("‰", "permille"),
    "fraction": (None, "fraction"),
    "ratio": (None, "ratio"),
    "tenths": ("%", "percentage"),
    "doubling": ("倍", "ratio"),
    "fold": ("倍", "ratio"),
    "half": (None, "fraction"),
    "bare": (None, "index"),
}
