"""Which of many rules may match at a numeral: a few look-ups instead of a trial of each rule."""

import re
from typing import Generic, NamedTuple, TypeVar

from cpcc_extract.lexicon.patterns import Pattern

_MOST_CHOICES = 4096

R = TypeVar("R")


class Numerals(NamedTuple):
    """What a sieve must know of numerals."""

    chars: str
    """The characters that they consist of."""
    whole: tuple[str, ...]
    """The patterns of atomic groups by which rules name a whole number."""
    number: Pattern
    """The numeral, as far as these go."""
    run: Pattern
    """As far as it consists of `chars`: 1 of 1.5, 3千 of 3千米."""


class Index(NamedTuple):
    """A bit set for each character."""

    named: dict[str, int]
    others: int
    """The bits of what any character will do for."""

    def at(self, view: str, found: re.Match[str] | None, end: int) -> int:
        """The bits of the character behind a match; of none where it ends at `end`."""
        behind = found.end() if found else end
        return self.named.get(view[behind : behind + 1] if behind < end else "", self.others)


class Sieve(NamedTuple, Generic[R]):
    """Rules, with an index that names the few that may match at a numeral.

    The index looks at the character before the numeral, at its first one and at the one behind it, and at what the
    text holds at all. Its values are bit sets over all alternatives of all rules; `rule_of` is the rule of each bit.
    """

    rules: tuple[R, ...]
    """In the order in which they are tried."""
    rule_of: tuple[int, ...]
    numerals: Numerals
    before: Index
    first: Index
    behind: Index
    after: Index
    needs: Index
    needed: Pattern
    """A character that some alternative cannot do without."""
    chosen: dict[int, tuple[R, ...]]
    """The rules of the bit sets that came up so far."""

    def allowed(self, view: str) -> int:
        """The alternatives that the text has the characters for: `possible` is asked with them in that text."""
        bits = self.needs.others
        for char in set(self.needed.findall(view)):
            bits |= self.needs.named[char]
        return bits

    def possible(self, view: str, start: int, end: int, allowed: int) -> tuple[R, ...]:
        """The rules that may match at the numeral at `start`, in their order; what is behind `end` is not looked at."""
        before, first = self.before, self.first
        bits = (
            allowed
            & before.named.get(view[start - 1 : start], before.others)
            & first.named.get(view[start], first.others)
        )
        if not bits:
            return ()
        numerals = self.numerals
        bits &= self.after.at(view, numerals.run.match(view, start, end), end)
        if not bits:
            return ()
        bits &= self.behind.at(view, numerals.number.match(view, start, end), end)
        rules = self.chosen.get(bits)
        if rules is None:
            if len(self.chosen) >= _MOST_CHOICES:
                self.chosen.clear()
            places = sorted({rule for bit, rule in enumerate(self.rule_of) if bits >> bit & 1})
            rules = self.chosen[bits] = tuple(self.rules[place] for place in places)
        return rules
