"""How often one text names each place, counted once."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from cpcc_extract.lexicon.organisations import OrganisationRules
from cpcc_extract.who.names import PlaceNames

_PROVINCES = "0000"
_LOOK_BACK = 24  # characters before a place in which somebody sets out for it


class Counted:
    """The places of one text. What is counted stays counted: the articles of a page share the page's."""

    def __init__(self, text: str, rules: OrganisationRules, names: PlaceNames) -> None:
        """`text` is folded; `names` reads the places of its page."""
        self.text = text
        self._rules = rules
        self._names = names
        self._mentions: dict[str, bool] = {}

    @cached_property
    def divisions(self) -> Counter[str]:
        """Full names of divisions."""
        return Counter(name for name, _ in self._found)

    @cached_property
    def home(self) -> Counter[str]:
        """The same without those that somebody went to or came from (赴某县考察): they are somebody else's place."""
        return Counter(name for name, start in self._found if not self._away(start))

    @cached_property
    def _found(self) -> tuple[tuple[str, int], ...]:
        ends = (found.end() for found in self._rules.place_end.finditer(self.text))
        named = ((self._names.tabled(self.text, end), end) for end in ends)
        return tuple((name, end - len(name)) for name, end in named if name)

    def _away(self, start: int) -> bool:
        return self._rules.away.search(self.text, max(0, start - _LOOK_BACK), start) is not None

    @cached_property
    def provinces(self) -> Counter[str]:
        """Short names of provinces (甘肃) that nobody went to or came from, by the prefix of their codes."""
        return Counter(
            {
                prefix: sum(not self._away(found.start()) for found in re.finditer(short, self.text))
                for prefix, short in self._names.short_names(_PROVINCES)
                if short in self.text
            }
        )

    @cached_property
    def formed(self) -> Counter[str]:
        """Names that no table holds."""
        return self._names.count_in(self.text)

    def mentions(self, name: str) -> bool:
        """Whether the text holds the words `name`."""
        if name not in self._mentions:
            self._mentions[name] = name in self.text
        return self._mentions[name]
