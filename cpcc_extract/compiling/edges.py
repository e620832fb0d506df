"""What characters a match of a pattern can begin with and stand behind, and which it cannot do without.

A rule is tried only where these allow it, which turns most rules away at most places for the price of a look-up.
The answers are necessary conditions, never sufficient ones: None stands for any character, and for whatever this
module does not see through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import dropwhile
from typing import Any

Chars = frozenset[str] | None
_NONE: frozenset[str] = frozenset()
_WIDE = 3000  # characters of a range (all Chinese ones) that is taken for any
_BRANCHES = 24
_FORWARD, _BACK = 1, -1
_FLAGS = re.compile(r"\(\?[aLsux-]*[im]")
_BORDER = frozenset(("", "\n"))
_BORDERS = (("AT_BEGINNING", _BACK), ("AT_END", _FORWARD))
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


@dataclass(frozen=True, slots=True)
class Edge:
    """Where one alternative of a pattern may match."""

    before: Chars
    """The character before the match is one of these."""
    first: Chars
    """Its first character is one of these."""
    second: Chars = None
    """The character behind that is one of these."""
    behind: Chars = None
    """Where it begins with a whole number (`numbers` of `edges_of`): the character behind that is one of these."""
    after: Chars = None
    """The character behind all those of `runs` that stand at its beginning in one go is one of these."""
    needs: Chars = None
    """One of these stands somewhere in the text, in the match or around it; none of them is of `runs`."""


ANYWHERE = Edge(None, None)


def edges_of(pattern: str, numbers: Iterable[str] = (), runs: str = "") -> tuple[Edge, ...]:
    """The edges of the alternatives of `pattern`.

    `numbers` are patterns of atomic groups that match a whole number, `runs` the characters that numbers consist of.
    """
    if _FLAGS.search(pattern):  # (?i), (?m): characters and edges are not what they seem
        return (ANYWHERE,)
    try:
        parser = import_module("re._parser")
        items = list(parser.parse(pattern))
        known = {str(list(parser.parse(number))) for number in numbers}
        return tuple(_edge(choice, known, frozenset(runs)) for choice in _choices(items))
    except Exception:
        return (ANYWHERE,)


def needed_by(pattern: str, usual: str = "") -> Chars:
    """Characters, none of them `usual`, one of which every text has that `pattern` is found in; None without such."""
    parts = [edge.needs for edge in edges_of(pattern, (), usual)]
    known = [chars for chars in parts if chars is not None]
    return frozenset().union(*known) if len(known) == len(parts) else None


def led(pattern: str) -> str:
    """`pattern` behind a look for the characters that it can begin with; as it is where it can begin with any.

    For patterns with many alternatives that look back or begin with classes: a search with one of thirty such takes a
    sixth of the time. One whose alternatives all begin with a certain character needs no such help.
    """
    firsts = [edge.first for edge in edges_of(pattern)]
    known = frozenset().union(*(chars for chars in firsts if chars is not None))
    if None in firsts or not known or not _BORDER.isdisjoint(known):
        return pattern
    return f"(?=[{re.escape(''.join(sorted(known)))}])(?:{pattern})"


def _choices(items: list[Any]) -> list[list[Any]]:
    """The sequences that a pattern with alternatives at its beginning stands for: (?:a|b)c is ac or bc."""
    rest = list(dropwhile(_has_no_width, items))
    head = items[: len(items) - len(rest)]
    if not rest:
        return [items]
    (kind, value), tail = rest[0], rest[1:]
    if name_of(kind) == "SUBPATTERN":
        return [head + choice for choice in _choices([*value[-1], *tail])]
    if name_of(kind) == "BRANCH" and len(value[1]) <= _BRANCHES:
        return [head + choice for branch in value[1] for choice in _choices([*branch, *tail])]
    return [items]


def _has_no_width(item: Any) -> bool:
    return name_of(item[0]) in ("ASSERT", "ASSERT_NOT", "AT")


def _looks_back(items: list[Any]) -> bool:
    return bool(items) and name_of(items[0][0]) == "ASSERT" and items[0][1][0] == _BACK


def _edge(items: list[Any], numbers: set[str], runs: frozenset[str]) -> Edge:
    before: Chars = None
    needs = _needed(items, runs)
    if _looks_back(items):
        before = _certain(*_edge_chars(items[0][1][1], _BACK))
        items = items[1:]
    first = _certain(*_edge_chars(items, _FORWARD))
    behind = _certain(*_edge_chars(items[1:], _FORWARD)) if items else None
    if items and str(items[:1]) in numbers:
        return Edge(before, first, behind=behind, needs=needs)
    after, ends = _past_run(items, runs)
    return Edge(before, first, second=_second(items), after=None if ends or not runs else after, needs=needs)


def _second(items: Sequence[Any]) -> Chars:
    """What stands behind the first character of the sequence."""
    rest = list(dropwhile(_has_no_width, items))
    if not rest:
        return None
    (kind, value), tail = rest[0], rest[1:]
    name = name_of(kind)
    if name in ("LITERAL", "IN"):
        return _certain(*_edge_chars(tail, _FORWARD))
    paths: list[list[Any]] = []
    if name == "BRANCH":
        paths = [[*branch, *tail] for branch in value[1]]
    elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
        paths = [[*(value[-1] if name == "SUBPATTERN" else value), *tail]]
    elif name in REPEATS:
        least, most, inner = value
        paths = [[*inner, *([(kind, (max(0, least - 1), most, inner))] if most > 1 else ()), *tail]]
        paths += [tail] if least == 0 else []
    found = [_second(path) for path in paths]
    known = [chars for chars in found if chars is not None]
    return frozenset().union(*known) if known and len(known) == len(found) else None


def _needed(items: Iterable[Any], runs: frozenset[str]) -> Chars:
    """The smallest set of characters one of which the sequence cannot do without; None where none is certain."""
    found = [chars for kind, value in items if (chars := _item_needs(name_of(kind), value, runs)) is not None]
    return min(found, key=len, default=None)


def _item_needs(kind: str, value: Any, runs: frozenset[str]) -> Chars:
    if kind in ("LITERAL", "IN"):
        chars = _item_chars(kind, value, _FORWARD)[0]
        return chars if chars is not None and not chars & runs else None
    if kind == "BRANCH":
        parts = [_needed(branch, runs) for branch in value[1]]
        known = [chars for chars in parts if chars is not None]
        return frozenset().union(*known) if len(known) == len(parts) else None
    if kind == "ATOMIC_GROUP":
        return _needed(value, runs)
    inside = kind in ("SUBPATTERN", "ASSERT") or (kind in REPEATS and value[0] > 0)
    return _needed(value[-1], runs) if inside else None


def _past_run(items: Iterable[Any], runs: frozenset[str]) -> tuple[Chars, bool]:
    """What the first character that is not of `runs` can be, and whether the sequence may end before it comes to one.

    Where it may not, that character stands behind all characters of `runs` that the text has from the beginning of
    the match on: [0-9]{4}年 and (?:19|20)[0-9]{2}(?=年) match nowhere but where the figures end before 年.
    """
    found: set[str] = set()
    for kind, value in items:
        chars, goes_on = _past_run_of(name_of(kind), value, runs)
        if chars is None:
            return None, True
        found |= chars
        if not goes_on:
            return frozenset(found), False
    return frozenset(found), True


def _past_run_of(kind: str, value: Any, runs: frozenset[str]) -> tuple[Chars, bool]:
    if kind in ("LITERAL", "IN", "AT"):
        chars, empty = _item_chars(kind, value, _FORWARD)
        return (None, True) if chars is None else (chars - runs, empty or not chars.isdisjoint(runs))
    if kind == "BRANCH":
        parts = [_past_run(branch, runs) for branch in value[1]]
        known = [chars for chars, _ in parts if chars is not None]
        goes_on = any(goes_on for _, goes_on in parts)
        return (frozenset().union(*known), goes_on) if len(known) == len(parts) else (None, True)
    if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _past_run(value[-1] if kind == "SUBPATTERN" else value, runs)
    if kind in REPEATS:
        chars, goes_on = _past_run(value[2], runs)
        return chars, goes_on or value[0] == 0
    if kind == "ASSERT" and value[0] == _FORWARD:
        chars, goes_on = _past_run(value[1], runs)
        return (_NONE, True) if goes_on else (chars, False)
    return (_NONE, True) if kind in ("ASSERT", "ASSERT_NOT") else (None, True)


def _certain(chars: Chars, empty: bool) -> Chars:
    return None if empty else chars


def _edge_chars(items: Iterable[Any], way: int) -> tuple[Chars, bool]:
    """What the first (last, going back) character of a sequence can be, and whether it may match without any."""
    found: set[str] = set()
    for kind, value in items if way == _FORWARD else reversed(list(items)):
        chars, empty = _item_chars(name_of(kind), value, way)
        if chars is None:
            return None, False
        found |= chars
        if not empty:
            return frozenset(found), False
    return frozenset(found), True


def _item_chars(kind: str, value: Any, way: int) -> tuple[Chars, bool]:
    """The character at the edge of one item; the beginning and end of the text stand for themselves as ""."""
    if kind == "LITERAL":
        return frozenset(chr(value)), False
    if kind == "IN":
        return _members(value), False
    if kind == "BRANCH":
        parts = [_edge_chars(branch, way) for branch in value[1]]
        known = [chars for chars, _ in parts if chars is not None]
        empty = any(empty for _, empty in parts)
        return (frozenset().union(*known), empty) if len(known) == len(parts) else (None, False)
    if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _edge_chars(value[-1] if kind == "SUBPATTERN" else value, way)
    if kind in REPEATS:
        chars, empty = _edge_chars(value[2], way)
        return chars, empty or value[0] == 0
    if kind == "ASSERT" and value[0] == way:  # what it demands is demanded of the next character
        chars, empty = _edge_chars(value[1], way)
        return (_NONE, True) if empty or chars is None else (chars, False)
    if kind == "AT" and (name_of(value), way) in _BORDERS:
        return _BORDER, False
    return (_NONE, True) if kind in ("ASSERT", "ASSERT_NOT", "AT") else (None, False)


def _members(items: Iterable[Any]) -> Chars:
    """The characters of a class; None for a negated one, a category (\\s) and a wide range."""
    found: set[str] = set()
    for kind, value in items:
        if name_of(kind) == "LITERAL":
            found.add(chr(value))
        elif name_of(kind) == "RANGE" and value[1] - value[0] < _WIDE:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found)


def name_of(code: object) -> str:
    """`re` numbers the kinds of items of a pattern anew from version to version; their names stay."""
    return str(getattr(code, "name", code))
