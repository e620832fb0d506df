"""Patterns that can run away: whose time on some text grows out of all proportion to its length.

The answer comes from the pattern alone, so that it is the same on every machine. It errs on the side of refusing: a
pattern of fixed ends ({0,20}) and with something certain between its repeats always passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import combinations, pairwise, product
from typing import Any

from cpcc_extract.compiling.edges import REPEATS, name_of

_OFTEN = 9
"""Times from which a repeat counts as one."""
_ENDLESS = 1000
_MOST_WAYS = 200_000
"""Ways to divide a text among the repeats of one pattern that are still quick to try."""
_SAMPLES = "\n aA0_中国、,。"
"""Characters that stand for all that a class can hold but the pattern does not name."""
_ANY = frozenset("中国")
_SINGLE = ("LITERAL", "NOT_LITERAL", "IN", "ANY")

_INNER = "a repeat inside a repeat can divide the same text in many ways; give one of them an end, as in {0,4}"
_WIDE = "a repeat of any character without an end; give it one, as in {0,40}"
_MANY = "its repeats can divide the same text in too many ways; shorten them, or put a certain character between"
_CHOICE = "two alternatives inside a repeat can begin with the same character; join them, or let the repeat end"


def runs_away(pattern: str, *, narrow: bool = False) -> str | None:
    """Why the pattern can run away and what to do; None where it cannot, or is of a kind that is not seen through.

    `narrow`: it only sees a line or a few words, so that one repeat without an end does no harm.
    """
    try:
        items = list(import_module("re._parser").parse(pattern))
    except Exception:
        return None
    return _Look(pattern, narrow).at(items)


class _Look:
    def __init__(self, pattern: str, narrow: bool) -> None:
        self._alphabet = frozenset(pattern) | frozenset(_SAMPLES)
        self._narrow = narrow

    def at(self, items: list[Any]) -> str | None:
        if self._ways(items) > _MOST_WAYS:
            return _MANY
        if self._twins(items):
            return _MANY
        for kind, value in self._all(items):
            if any(self._twins(inner) for inner in _inside(kind, value)):
                return _MANY
            if kind not in REPEATS:
                continue
            low, high, body = value[0], value[1], list(value[2])
            first = self._first(body)[0]
            if high >= _ENDLESS and not self._narrow and first >= _ANY:
                return _WIDE
            if high >= _OFTEN and low != high and (why := self._loop(body)):
                return why
        return None

    def _all(self, items: Iterable[Any]) -> Iterator[tuple[str, Any]]:
        """Every item at any depth."""
        for code, value in items:
            yield name_of(code), value
            for inner in _inside(name_of(code), value):
                yield from self._all(inner)

    def _loop(self, body: list[Any]) -> str | None:
        """What is wrong with a repeat of `body`, if anything is."""
        start, _ = self._first(body)
        for path, rest in _paths(body):
            kind, value = path
            if kind == "BRANCH":
                follow = self._following(rest, start)
                if any(self._same(one, other, follow) for one, other in combinations(map(list, value[1]), 2)):
                    return _CHOICE
            loops = kind in REPEATS and kind != "POSSESSIVE_REPEAT" and value[1] >= _OFTEN and value[0] != value[1]
            if loops and self._first(list(value[2]))[0] & self._following(rest, start):
                return _INNER
        return None

    def _twins(self, items: list[Any]) -> bool:
        """Whether two repeats without an end stand side by side and read the same: [0-9]*[0-9]*."""
        endless = [
            self._first(list(value[2]))[0] if name_of(code) in REPEATS and _is_of_one(value) else frozenset()
            for code, value in items
        ]
        return any(one & other for one, other in pairwise(endless))

    def _following(self, rest: list[Any], start: frozenset[str]) -> frozenset[str]:
        """What can come behind an item of a repeated sequence: the `rest`, and the `start` where that can be empty."""
        after, empty = self._first(rest)
        return after | start if empty else after

    def _same(self, one: list[Any], other: list[Any], follow: frozenset[str]) -> bool:
        """Whether two alternatives can read the same text in two ways."""
        ours, theirs = _texts(one), _texts(other)
        if ours is not None and theirs is not None:
            pairs = (sorted(pair, key=len) for pair in product(filter(None, ours), filter(None, theirs)))
            return any(long.startswith(short) and long[len(short) :][:1] in {"", *follow} for short, long in pairs)
        return bool(self._first(one)[0] & self._first(other)[0])

    def _ways(self, items: list[Any], follow: frozenset[str] = frozenset()) -> int:
        """In how many ways the wide repeats of a sequence can share a text that does not fit in the end.

        `follow` is what can come behind the sequence. A repeat whose end its next character tells has one way.
        """
        ways = worst = 1
        for index, (code, value) in enumerate(items):
            kind = name_of(code)
            after, empty = self._first(items[index + 1 :])
            after |= follow if empty else frozenset()
            if kind in ("ASSERT", "ASSERT_NOT", "ATOMIC_GROUP", "POSSESSIVE_REPEAT"):
                inner = max((self._ways(part) for part in _inside(kind, value)), default=1)
                worst = max(worst, ways * inner)  # looked into once, whatever happens behind it
            elif kind in REPEATS:
                body = list(value[2])
                chars = self._first(body)[0]
                # each round divides what the next one can go on from, the last one what stands behind the repeat
                inner = self._ways(body, chars) ** (min(value[1], _OFTEN) - 1) * self._ways(body, after)
                told = not chars & after or not chars >= _ANY
                ways *= inner if inner > 1 or told else min(value[1] - value[0], _ENDLESS) + 1
            else:
                ways *= max((self._ways(part, after) for part in _inside(kind, value)), default=1)
            if ways > _MOST_WAYS:
                break
        return max(ways, worst)

    def _first(self, items: Iterable[Any]) -> tuple[frozenset[str], bool]:
        """The characters that a sequence can begin with, and whether it can be empty."""
        found: frozenset[str] = frozenset()
        for code, value in items:
            kind = name_of(code)
            chars, empty = self._item(kind, value)
            found |= chars
            if not empty:
                return found, False
        return found, True

    def _item(self, kind: str, value: Any) -> tuple[frozenset[str], bool]:
        if kind == "LITERAL":
            return frozenset(chr(value)), False
        if kind == "NOT_LITERAL":
            return self._alphabet - {chr(value)}, False
        if kind == "IN":
            return self._members(value), False
        if kind == "ANY":
            return self._alphabet - {"\n"}, False
        if kind in REPEATS:
            chars, empty = self._first(value[2])
            return chars, empty or value[0] == 0
        if kind == "BRANCH":
            parts = [self._first(branch) for branch in value[1]]
            return frozenset().union(*(chars for chars, _ in parts)), any(empty for _, empty in parts)
        if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._first(value[-1] if kind == "SUBPATTERN" else value)
        if kind in ("ASSERT", "ASSERT_NOT", "AT"):
            return frozenset(), True
        return self._alphabet, True  # a group's text again: anything

    def _members(self, items: Iterable[Any]) -> frozenset[str]:
        found: set[str] = set()
        negated = False
        for code, value in items:
            kind = name_of(code)
            if kind == "NEGATE":
                negated = True
            elif kind == "LITERAL":
                found.add(chr(value))
            elif kind == "RANGE":
                found.update(char for char in self._alphabet if value[0] <= ord(char) <= value[1])
            else:
                found.update(char for char in self._alphabet if _in_category(name_of(value), char))
        return self._alphabet - found if negated else frozenset(found)


def _is_of_one(value: Any) -> bool:
    """Whether a repeat is one of single characters, without an end."""
    return value[1] >= _ENDLESS and [name_of(code) in _SINGLE for code, _ in value[2]] == [True]


def _in_category(category: str, char: str) -> bool:
    if "SPACE" in category:
        held = char.isspace()
    elif "DIGIT" in category:
        held = char.isdigit()
    else:
        held = char.isalnum() or char == "_"
    return held != ("NOT" in category)


def _inside(kind: str, value: Any) -> list[list[Any]]:
    """The sequences that an item holds."""
    if kind in REPEATS:
        return [list(value[2])]
    if kind == "BRANCH":
        return [list(branch) for branch in value[1]]
    if kind == "SUBPATTERN":
        return [list(value[-1])]
    if kind == "ATOMIC_GROUP":
        return [list(value)]
    return [list(value[1])] if kind in ("ASSERT", "ASSERT_NOT") else []


def _paths(items: list[Any]) -> Iterator[tuple[tuple[str, Any], list[Any]]]:
    """Every item of a repeated sequence, at any depth, with what follows it until the sequence ends."""
    for index, (code, value) in enumerate(items):
        kind, rest = name_of(code), items[index + 1 :]
        yield (kind, value), rest
        if kind in ("BRANCH", "SUBPATTERN") or kind in REPEATS:
            for inner in _inside(kind, value):
                for path, after in _paths(inner):
                    yield path, [*after, *rest]


def _texts(items: list[Any]) -> list[str] | None:
    """All texts that a sequence matches; None where they are many."""
    texts = [""]
    for code, value in items:
        kind = name_of(code)
        if kind == "LITERAL":
            parts: list[str] | None = [chr(value)]
        elif kind == "BRANCH":
            found = [_texts(list(branch)) for branch in value[1]]
            parts = None if None in found else [text for texts_ in found for text in texts_ or ()]
        elif kind == "SUBPATTERN":
            parts = _texts(list(value[-1]))
        elif kind in REPEATS and value[1] == 1:
            inner = _texts(list(value[2]))
            parts = None if inner is None else [*inner, ""]
        else:
            parts = None
        if parts is None or len(texts) * len(parts) > _OFTEN**2:
            return None
        texts = [text + part for text in texts for part in parts]
    return texts
