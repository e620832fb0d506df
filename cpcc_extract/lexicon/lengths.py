"""How long the words are that begin or end with a character: what a look-up of the longest word at a place tries."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

Lengths = dict[str, tuple[int, ...]]
"""Lengths by character, longest first."""


def by_first(forms: Iterable[str]) -> Lengths:
    """The lengths of the forms that begin with each character."""
    # fifty thousand words: strings are quicker told apart than pairs
    return _lengths({form[0] + chr(len(form)) for form in forms})


def by_last(forms: Iterable[str]) -> Lengths:
    """The lengths of the forms that end with each character."""
    return _lengths({form[-1] + chr(len(form)) for form in forms})


def _lengths(pairs: set[str]) -> Lengths:
    lengths: dict[str, list[int]] = {}
    for pair in sorted(pairs, key=itemgetter(1), reverse=True):
        lengths.setdefault(pair[0], []).append(ord(pair[1]))
    return {char: tuple(sizes) for char, sizes in lengths.items()}
