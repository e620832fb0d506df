"""How often one text names each place, counted once."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from cpcc_extract.lexicon.organisations import OrganisationRules
from cpcc_extract.who.names import PlaceNames

_PROVINCES = "0000"


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
        ends = (found.end() for found in self._rules.place_end.finditer(self.text))
        return Counter(name for end in ends if (name := self._names.tabled(self.text, end)))

    @cached_property
    def provinces(self) -> Counter[str]:
        """Short names of provinces (甘肃), by the prefix of their codes."""
        return Counter({prefix: self.text.count(short) for prefix, short in self._names.short_names(_PROVINCES)})

    @cached_property
    def formed(self) -> Counter[str]:
        """Names that no table holds."""
        return self._names.count_in(self.text)

    def mentions(self, name: str) -> bool:
        """Whether the text holds the words `name`."""
        if name not in self._mentions:
            self._mentions[name] = name in self.text
        return self._mentions[name]
