"""The token: a stretch of a sentence that is read as one."""


class Token:
    """A stretch of a sentence. Offsets are into the passage. Never changed once made.

    A plain class with slots: there is one for every word of every sentence with a number, and neither a named tuple
    nor a dataclass that is frozen is made or asked as quickly.
    """

    __slots__ = ("classes", "end", "kind", "place", "start")

    def __init__(self, start: int, end: int, kind: str, classes: int = 0, place: int = -1) -> None:
        """`kind`: `word`, `text` (a character that no word of the lexicon covers), `break`, `blank`, `quote`, `aside`
        (a few characters in brackets), `time`, `quantity`.

        `classes`: of the word, as bits. `place`: for a quantity, its index in the reading.
        """
        self.start = start
        self.end = end
        self.kind = kind
        self.classes = classes
        self.place = place

    def is_a(self, classes: int) -> bool:
        """True when the word belongs to one of the classes: `is_a(VERB | ACT)`.

        Loops that go round for every word ask `classes & VERB`, which takes half the time.
        """
        return self.classes & classes != 0
