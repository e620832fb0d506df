"""Whether a Chinese numeral before a unit counts something (九位副主席) or only belongs to a phrase (三个重点)."""

from __future__ import annotations

from typing import Final

from cpcc_extract.lexicon.numbers import HAN_SCALES, LICENSE_REACH, TITLES_REACH, NumberRules
from cpcc_extract.numbers.amount import Amount, is_formal
from cpcc_extract.numbers.unit import Unit, read_unit

_FARTHEST_PARTNER: Final = 40
_LONG: Final = 3  # characters of a Chinese number that is no part of a phrase


def counts(view: str, start: int, end: int, amount: Amount, unit: Unit, marked: bool, rules: NumberRules) -> bool:
    """Judge the Chinese numeral at `start` whose mention ends at `end`.

    `marked` says that a bound, a range or a fuzzy form makes it a magnitude already (近百件, 三五个, 十余次).
    """
    text = amount.digits
    if "点" in text or (unit.row is None and amount.large):
        return True
    if view[start - 1 : start] in rules.words["anaphora"]:
        return False
    strength = unit.row.strength if unit.row else "never"
    stretch = unit.dimension in rules.words["stretch"]
    if stretch and text in rules.words["one"] and unit.infix not in rules.words["half"]:  # 一周内, 提前一个月
        return False
    if strength == "never":
        # 机井一千七百六十四眼: no phrase holds so long a number
        return marked or (unit.dimension == "count" and len(text) >= _LONG and not set(text).isdisjoint(HAN_SCALES))
    if stretch:
        return marked or _licensed(view, start, rules.words["duration_license"])
    if text in rules.words["half"] or (is_formal(text) and unit.dimension != "money"):
        return False
    if text in rules.words["never_alone"]:
        return text in rules.words["one"] and _contrasts(view, start, end, unit, rules)
    if all(char in HAN_SCALES for char in text) and text not in rules.words["plain_tens"]:
        return marked or (unit.dimension != "count" and _licensed(view, start, rules.words["reached"]))
    if len(text) > 1 or marked or strength == "strong":
        return True
    if _closes(view, start, end, rules) or rules.license.search(view, max(0, start - LICENSE_REACH), start):
        return True
    if rules.counted_noun.match(view, end):
        return True
    return rules.titles_made.search(view, max(0, start - TITLES_REACH), start) is not None


def _licensed(view: str, start: int, words: frozenset[str]) -> bool:
    return any(view.endswith(word, 0, start) for word in words)


def _closes(view: str, start: int, end: int, rules: NumberRules) -> bool:
    """修订制度八项, — a count behind its noun ends the phrase."""
    return view[end : end + 1] in rules.words["list_end"] and "一" <= view[start - 1 : start] <= "鿿"


def _contrasts(view: str, start: int, end: int, unit: Unit, rules: NumberRules) -> bool:
    """全体会议一次、常委会议五次: one counts where the next member of its list is a count too, and not of one.

    谋划一批、开工一批 is no list of counts.
    """
    strong = unit.row is not None and unit.row.strength == "strong" and unit.id not in rules.words["no_count_of_one"]
    if not strong or not _closes(view, start, end, rules) or view[start - 1] in rules.words["no_count_before"]:
        return False
    following = rules.numeral.search(view, end, end + _FARTHEST_PARTNER)
    if following is None or view[end : end + 1] not in rules.words["list_mark"]:
        return False
    between = view[end + 1 : following.start()]
    if any(mark in between for mark in rules.words["list_end"] if mark):
        return False
    if following.group() in rules.words["never_alone"]:
        return False
    return read_unit(view, following.end(), rules) is not None
