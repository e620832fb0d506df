"""Which division a text means when it leaves the name out (省政协, 市政协) or names one of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cpcc_extract.lexicon.organisations import OrganisationRules
from cpcc_extract.who.counted import Counted
from cpcc_extract.who.divisions import Division
from cpcc_extract.who.names import PlaceNames

_PROVINCE, _PREFECTURE = 2, 4
_SHORT = 2  # characters of the short name of a city


class Places:
    """The divisions that an article and its page name."""

    def __init__(self, article: Counted, page: Counted, rules: OrganisationRules, names: PlaceNames) -> None:
        """`names` reads the page's places."""
        self._article = article
        self._page = page
        self._rules = rules
        self._divisions = names.divisions
        self._named = names
        self._provinces: dict[str, str | None] = {}

    def province(self, generic: str = "") -> str | None:
        """Two-digit prefix of the province that the article, or else its page, is about.

        With `generic` (省, 自治区) only of those that are called so.
        """
        if generic not in self._provinces:
            self._provinces[generic] = None
            for text in (self._article, self._page):
                names = text.home if generic else text.divisions
                votes = self._votes(names.items(), "", _PROVINCE)
                votes.update(text.provinces)
                called = {
                    prefix: count
                    for prefix, count in votes.items()
                    if not generic or ((one := self._divisions.named(f"{prefix}0000")) and one.name.endswith(generic))
                }
                self._provinces[generic] = _winner(Counter(called))
                if self._provinces[generic]:
                    break
        return self._provinces[generic]

    def mentions(self, name: str) -> bool:
        """Whether the page holds the words `name`."""
        return self._page.mentions(name)

    def mentioned(self, forms: Iterable[str]) -> str | None:
        """The first of `forms` that the article itself holds."""
        return next((form for form in forms if self._article.mentions(form)), None)

    def meant(self, generic: str) -> str | None:
        """Full name of the place that the article means by the word `generic` (省, 市, 县); None when in doubt."""
        division = self._missing(generic)
        times = self._article.divisions[division.name] if division else 0
        formed = Counter(
            {name: count for name, count in self._formed().items() if name.endswith(generic) and count > times}
        )
        return _winner(formed) or (division.name if division else None)

    def _formed(self) -> Counter[str]:
        """Names that are in no table: how often the article, or else its page, has them."""
        counted = self._article.formed
        return counted if any(counted.values()) else self._page.formed

    def _missing(self, generic: str) -> Division | None:
        level = self._rules.levels[generic]
        if level in ("county", "town"):
            counties = Counter({name: count for name, count in self._article.home.items() if self._fits(name, generic)})
            name = _winner(counties)
            return self.known(name) if name else None
        province = self.province(generic if level == "province" else "")
        whole = self._divisions.named(f"{province}0000") if province else None
        if level == "province" or (whole and whole.name.endswith(generic)):
            return whole  # a city under no province is one itself
        return self._city(province or "")

    def named_in(self, views: Iterable[str], generic: str) -> bool:
        """Whether one of `views` names a division that the word `generic` could stand for."""
        ends = ((view, found.end()) for view in views for found in self._rules.place_end.finditer(view))
        return any((name := self._divisions.ending(view, end)) and self._fits(name, generic) for view, end in ends)

    def _fits(self, name: str, generic: str) -> bool:
        one = self.known(name) if name.endswith(generic) else None
        wanted = self._rules.levels[generic]
        return one is not None and (one.level != "county" if wanted == "city" else one.level == wanted)

    def _city(self, province: str) -> Division | None:
        votes = self._votes(self._article.divisions.items(), province, _PREFECTURE)
        text = self._article.text
        papers = ("",) if province else tuple(paper for paper in self._rules.city_papers if paper in text)
        for prefix, short in self._named.short_names("00") if papers else ():
            if not prefix.startswith(province) or len(short) < _SHORT or prefix[_PROVINCE:] == "00":
                continue
            # without a province only the paper of a city (某某日报讯) tells it from a word (长治久安)
            votes[prefix] += sum(text.count(short + paper) for paper in papers)
        winner = _winner(votes)
        whole = self._divisions.named(winner + "00") if winner else None
        return self._county_city(whole) or whole if whole else None

    def _county_city(self, whole: Division) -> Division | None:
        """The one city inside the prefecture `whole` that the article names, where it never names that itself."""
        short = dict(self._named.short_names("00")).get(whole.code[:_PREFECTURE], whole.name)
        if short in self._article.text:
            return None
        inner = [one for name in self._article.home if (one := self.known(name)) and one.name[-1] == whole.name[-1]]
        inner = [one for one in inner if one.code.startswith(whole.code[:_PREFECTURE])]
        return inner[0] if len(inner) == 1 else None

    def known(self, name: str) -> Division | None:
        """The division called `name`; among several the one in the article's province and city."""
        found = self._divisions.find(name)
        if found or not self._divisions.called(name):
            return found or self._named.shortened(name)
        province = self.province()
        found = self._divisions.find(name, province) if province else None
        if found or not province:
            return found
        prefix = _winner(self._votes(self._article.divisions.items(), province, _PREFECTURE))
        return self._divisions.find(name, prefix) if prefix else None

    def _votes(self, names: Iterable[tuple[str, int]], within: str, size: int) -> Counter[str]:
        """How often names under the prefix `within` speak for each prefix of `size` digits."""
        votes: Counter[str] = Counter()
        for name, count in names:
            codes = [one.code for one in self._divisions.called(name) if one.last is None]
            prefixes = {code[:size] for code in codes if code.startswith(within)}
            for prefix in prefixes:
                if prefix[_PROVINCE:] not in ("00", "90"):
                    votes[prefix] += count
        return votes


def _winner(votes: Counter[str]) -> str | None:
    """The key with the most votes, unless another has as many."""
    ranked = votes.most_common(2)
    if not ranked or not ranked[0][1] or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
