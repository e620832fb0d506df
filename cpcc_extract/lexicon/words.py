"""The classes of sixty thousand words, of which a text needs a few: kept packed until it shows what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_MANY = 200
"""Texts after which a run is no short one: unpacking all words then costs less than asking."""


class Words(dict[str, int]):
    """The classes, as bits, of each word that begins with a character of a text that was `admitted`."""

    __slots__ = ("asked", "packed")

    packed: dict[str, str]
    """By first character, the other words: a line for each set of classes, its bits and the words."""
    asked: int
    """How many texts were admitted so far."""

    def __init__(self, packed: Mapping[str, str]) -> None:
        super().__init__()
        self.packed = dict(packed)
        self.asked = 0

    def admit(self, text: Iterable[str]) -> None:
        """Unpack the words that begin with a character of `text`; all that are left, when many have asked."""
        if not self.packed:
            return
        self.asked += 1
        for char in set(text) if self.asked < _MANY else [*self.packed]:
            if (lines := self.packed.get(char)) is not None:
                for line in lines.splitlines():
                    bits, *words = line.split(" ")
                    self.update(dict.fromkeys(words, int(bits)))
                self.packed.pop(char, None)  # only now: another thread may ask in between

    def __reduce__(self) -> tuple[type[Words], tuple[dict[str, str]]]:
        return Words, (packed_words(self) | self.packed,)


def packed_words(classes: Mapping[str, int]) -> dict[str, str]:
    """The words as `Words` keeps them."""
    lines: dict[str, dict[int, list[str]]] = {}
    for word, bits in classes.items():
        lines.setdefault(word[0], {}).setdefault(bits, []).append(word)
    return {
        char: "\n".join(" ".join((str(bits), *words)) for bits, words in by_bits.items())
        for char, by_bits in lines.items()
    }
