"""Names of places where a text names a body: from the table of divisions, else by their form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cpcc_extract.lexicon.organisations import OrganisationRules
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.who.divisions import Division, Divisions

_LOOK_BACK = 24  # characters before a body's name in which its place must stand
_LONGEST = 18  # characters of the longest name known by its form
_LONGEST_SHORT = 4  # characters of a place's short name
_TWO = 2  # names this short (沛县) end many longer ones
_STANDING = 2  # a name that opens a line counts so many times
_HAN = LazyPattern(r"[\u4e00-\u9fff]+$")


class PlaceNames:
    """Reads the place at an offset of a text. Names by form lean on what the whole page says."""

    def __init__(self, views: Iterable[str], rules: OrganisationRules, divisions: Divisions) -> None:
        """`views` are the folded passages of the page."""
        self._rules = rules
        self.divisions = divisions
        self._views = tuple(views)
        self._known: Counter[str] | None = None
        self._short: dict[str, str | None] = {}
        self._heads: dict[str, list[tuple[str, str]]] = {}
        self._shortened: dict[str, Division | None] = {}

    def ending(self, view: str, end: int) -> str | None:
        """The full name of the place that ends at offset `end` of `view`, right before a body's name."""
        before = view[max(0, end - _LOOK_BACK) : end]
        if before[-1:] not in self._rules.last_characters:
            return None
        tabled = self._tabled(before)
        if tabled:
            return tabled
        name = self._longest_known(before) or next(self._shaped(before), None)
        if name and self._rules.town_end.search(name):
            rest = before[: -len(name)]
            county = self._tabled(rest) or self._longest_known(rest) or next(self._shaped(rest), None)
            return (county or "") + name
        return name

    def opening(self, view: str) -> tuple[str | None, int]:
        """The innermost of the places that `view` opens with, known by table or form, and the offset after it."""
        place, rest = None, 0
        for found in self._rules.place_word.finditer(view[:_LOOK_BACK]):
            name = self.ending(view[rest : found.end()], found.end() - rest)
            if name is None or len(name) < found.end() - rest:
                continue
            place, rest = (place or "") + name if self._rules.town_end.search(name) else name, found.end()
        return place, rest

    def starting(self, view: str, start: int) -> tuple[str | None, int]:
        """The innermost of the places that follow each other from `start` (某市某区), and the offset after it."""
        found = self._rules.chain.match(view, start)
        if found:
            name = self._tabled(found[0]) or next(self._shaped(found[0], led=False), None)
            if name:
                return name, found.end()
        place = None
        while name := self.divisions.starting(view, start):
            place, start = name, start + len(name)
        return place, start

    def tabled(self, view: str, end: int) -> str | None:
        """The place of the table of divisions that ends at offset `end` of `view`."""
        return self._tabled(view[max(0, end - _LOOK_BACK) : end])

    def short(self, before: str) -> str | None:
        """The full name of the province or prefecture whose short name ends `before` (甘肃, 宁夏)."""
        tail = before[-_LONGEST_SHORT:]
        if tail not in self._short:
            self._short[tail] = self._short_for(tail)
        return self._short[tail]

    def _short_for(self, tail: str) -> str | None:
        for length in range(len(tail), 1, -1):
            for ending in self._rules.short_for:
                one = self.divisions.find(tail[-length:] + ending)
                if one and one.level != "county":
                    return one.name
        return None

    @property
    def known(self) -> Counter[str]:
        """Names that are in no table but stand between boundaries before a body's name, with how often they do."""
        if self._known is None:
            self._known = Counter()
            for view in self._views:
                self._known.update(self._certain(view))
        return self._known

    def short_names(self, zeros: str) -> list[tuple[str, str]]:
        """Prefix and short name (甘肃) of the divisions in force whose code ends in `zeros`."""
        if zeros not in self._heads:
            self._heads[zeros] = [
                (code[: -len(zeros)], self._rules.province_ending.sub("", name))
                for code, name in self.divisions.heads(zeros)
            ]
        return self._heads[zeros]

    def shortened(self, name: str) -> Division | None:
        """The division that `name` is a short name of (凉山州)."""
        if name not in self._shortened:
            self._shortened[name] = self.divisions.shortened(name, self._rules.shortened)
        return self._shortened[name]

    def count_in(self, text: str) -> Counter[str]:
        """How often each of the known names by form stands in `text`."""
        return Counter({name: text.count(name) for name, _ in self.known.most_common(_LOOK_BACK)})

    def _longest_known(self, before: str) -> str | None:
        ends = (before[-length:] for length in range(min(_LONGEST, len(before)), _TWO, -1))
        return next((name for name in ends if name in self.known), None)

    def _certain(self, view: str) -> Iterator[str]:
        for found in self._rules.form_end.finditer(view):
            before = view[max(0, found.end() - _LOOK_BACK) : found.end()]
            if self._tabled(before):
                continue
            for shaped in self._shaped(before, sure=True):
                yield from [shaped] * (_STANDING if len(before) == len(shaped) else 1)
        for rule in self._rules.organisations:
            for inverted in rule.inverted.finditer(view) if rule.inverted else ():
                name, rest = self.starting(view, inverted.end())
                if name and not self.divisions.called(name) and self._rules.committee.match(view, rest):
                    yield from [name] * _STANDING

    def _tabled(self, before: str) -> str | None:
        name = self.divisions.ending(before, len(before))
        run = _HAN.search(before)
        if name is None:
            return None
        rest = before[: -len(name)]
        common = run is not None and run[0] != name and self._rules.common.fullmatch(run[0]) is not None
        # 沿|海城市 is no 海城市; but 杭州|萧山区 is one, and no 山区
        if common and (len(name) <= _TWO or not (self.short(rest) or self._led(rest))):
            return None
        if len(name) > _TWO:
            return name
        free = not _HAN.search(rest) or self.divisions.ending(rest, len(rest)) or self._led(rest)
        return name if free else None

    def _led(self, rest: str) -> bool:
        """What stands before a name ends in a word that leads up to one."""
        return any(found.end() == len(rest) for found in self._rules.lead.finditer(rest))

    def _shaped(self, before: str, *, sure: bool = False, led: bool = True) -> Iterator[str]:
        """The name that ends `before` by its form, if any.

        With `sure` only after a boundary that is no mere word; with `led` false no word before it is cut off.
        """
        run = _HAN.search(before)
        if run is None:
            return
        text = run[0]
        for form in self._rules.forms:
            ending = form.ending.search(text)
            if ending is None:
                continue
            cut, firm = self._boundary(text, ending.start(), form.shortest, led=led)
            stem = ending.start() - cut
            if form.shortest <= stem <= form.longest and (firm or not sure):
                name = text[cut:]
                if not self._rules.common.fullmatch(name):
                    yield name
            return

    def _boundary(self, text: str, end: int, shortest: int, *, led: bool) -> tuple[int, bool]:
        """Where the name that ends at `end` begins in a run of Chinese characters, and whether that is certain."""
        cut, firm = 0, True
        for found in self._rules.place_end.finditer(text, 0, end):
            if found.end() >= 3 and found.end() + shortest <= end:
                cut = found.end()
        for lead in self._rules.lead.finditer(text, cut, end) if led else ():
            cut, firm = lead.end(), False
        return cut, firm
