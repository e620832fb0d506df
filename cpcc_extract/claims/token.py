"""The token: a stretch of a sentence that is read as one."""

from typing import NamedTuple


class Token(NamedTuple):
    """A stretch of a sentence. Offsets are into the passage.

    A named tuple: there is one for every word of every sentence with a number, and a dataclass takes thrice the time.
    """

    start: int
    end: int
    kind: str
    """`word`, `text` (a character that no word of the lexicon covers), `break`, `blank`, `quote`, `aside`
    (a few characters in brackets), `time`, `quantity`."""
    classes: int = 0
    """Of the word, as bits."""
    place: int = -1
    """For a quantity, its index in the reading."""

    def is_a(self, classes: int) -> bool:
        """True when the word belongs to one of the classes: `is_a(VERB | ACT)`.

        Loops that go round for every word ask `classes & VERB`, which takes half the time.
        """
        return self.classes & classes != 0
