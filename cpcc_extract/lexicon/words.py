"""The classes of sixty thousand words, of which a text needs a few: kept packed until it shows what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

_MANY = 100
"""Texts after which a run is no short one: unpacking all words then costs less than asking."""


class Words(dict[str, int]):
    """The classes, as bits, of each word that stands in a text that was `admitted`, and perhaps of others."""

    __slots__ = ("asked", "packed")

    packed: dict[str, str]
    """By first character, its words: a line for each set of classes, ` ` after its bits and after each of the words."""
    asked: int
    """How many texts were admitted so far."""

    def __init__(self, packed: Mapping[str, str]) -> None:
        super().__init__()
        self.packed = dict(packed)
        self.asked = 0

    def admit(self, text: str) -> None:
        """Unpack the words that stand in `text`; all that there are, when many have asked."""
        packed = self.packed  # another thread may put an empty one in its place
        if not packed:
            return
        self.asked += 1
        if self.asked < _MANY:
            self._look_up(text, packed)
        else:
            self._unpack(packed)

    def _look_up(self, text: str, packed: Mapping[str, str]) -> None:
        """By the pairs of characters that begin words: few pairs of a text do."""
        for char in {*text} & packed.keys():
            self._add(f" {char} ", packed[char], text)
        for first, second in {*pairwise(text)}:
            if (lines := packed.get(first)) is not None:
                self._add(f" {first}{second}", lines, text)

    def _add(self, opening: str, lines: str, text: str) -> None:
        """The words of `lines` that begin with `opening`, after its blank, and stand in `text`."""
        at = lines.find(opening)
        while at >= 0:
            word = lines[at + 1 : lines.index(" ", at + 1)]
            if word in text:
                line = lines.rfind("\n", 0, at) + 1
                self[word] = int(lines[line : lines.index(" ", line)])
            at = lines.find(opening, at + len(word) + 1)

    def _unpack(self, packed: Mapping[str, str]) -> None:
        for lines in packed.values():
            for line in lines.splitlines():
                bits, *words = line.split()
                self.update(dict.fromkeys(words, int(bits)))
        self.packed = {}  # only now, when all are there: another thread may ask in between

    def __reduce__(self) -> tuple[type[Words], tuple[dict[str, str]]]:
        return Words, (self.packed or packed_words(self),)


def packed_words(classes: Mapping[str, int]) -> dict[str, str]:
    """The words as `Words` keeps them."""
    lines: dict[str, dict[int, list[str]]] = {}
    for word, bits in classes.items():
        lines.setdefault(word[0], {}).setdefault(bits, []).append(word)
    return {
        char: "\n".join(" ".join((str(bits), *words, "")) for bits, words in by_bits.items())
        for char, by_bits in lines.items()
    }
