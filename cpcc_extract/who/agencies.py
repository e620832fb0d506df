"""Bodies of any kind that a title, a first sentence or a note names, and places that stand for them."""

from collections.abc import Sequence
from re import Match
from typing import Final

from cpcc_extract.lexicon.organisations import AgencyPlace, AgencyRule, OrganisationRules
from cpcc_extract.structure.layout import Passage
from cpcc_extract.who.affiliation import NOBODY, Affiliation, affiliation_of
from cpcc_extract.who.mentions import body_before, find_bodies
from cpcc_extract.who.names import PlaceNames
from cpcc_extract.who.places import Places

_OPENING: Final = 6  # passages in which a report says for whom it is given
_SPOKEN: Final = 60  # characters of such a passage
_LEAD: Final = 12  # characters before a place that does something
_FIRST: Final = 2  # passages of the body that may say who did what is told
_SENTENCES: Final = 240  # characters of such a passage


def find_agency(
    head: Sequence[str], rest: Sequence[Passage], rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation | None:
    """A body of any kind that a title, its meeting or its speaker names (某县民政局2023年工作总结)."""
    spoken = [passage.view[:_SPOKEN] for passage in rest[:_OPENING]]
    return agency_in(head, "head", rules, names, places) or agency_in(spoken, "opening", rules, names, places)


def find_subject(
    head: Sequence[str], rest: Sequence[Passage], rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation:
    """The body, or else the place, that does something in the title or the first sentences (昨日,省法院召开会议)."""
    first = [passage.view[:_SENTENCES] for passage in rest if passage.kind == "body"][:_FIRST]
    return (
        agency_in([*head, *first], "subject", rules, names, places)
        or _acting_place(first, rules, names, places)
        or NOBODY
    )


def _acting_place(
    first: Sequence[str], rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation | None:
    for view in first:
        for found in rules.place_end.finditer(view):
            place = names.tabled(view, found.end())
            start = found.end() - len(place or "")
            lead = rules.place_acts_lead.search(view, max(0, start - _LEAD), start)
            if place and lead and rules.place_acts.match(view, found.end()):
                division = places.known(place)
                return Affiliation(place, place, division.code if division else None, "acting-place")
    return None


def agency_in(
    views: Sequence[str], where: AgencyPlace, rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation | None:
    for view in views:
        for rule, found in _mentions(view, where, rules):
            if rule.of:
                kind = next(one for one in rules.organisations if one.id == rule.of)
                body = body_before(view, found.end("body"), kind, rules, names)
                if body and (body.place or rule.collective):
                    return affiliation_of(body, rules, places)
            elif not _inverted(found["body"], rules, names):
                return _named_agency(found["body"], rule, rules, names, places)
    return None


def _mentions(view: str, where: AgencyPlace, rules: OrganisationRules) -> list[tuple[AgencyRule, Match[str]]]:
    """What the rows for such places find; of bodies that do something the one named first comes first.

    近年来,甲区商会累计捐赠善款620万元,…。乙省工商联启动扶贫活动以来: the text is about the first.
    """
    told = [(rule, found) for rule in rules.agencies if rule.where == where and (found := rule.pattern.search(view))]
    return sorted(told, key=lambda one: one[1].start("body")) if where == "subject" else told


def _named_agency(
    name: str, rule: AgencyRule, rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation:
    """The agency called `name`, with the place that the article means where the name says but its level (市审计局).

    A body that the table knows gets its full form (省法院). Words before a name are no part of it: 这是|市妇联.
    """
    for kind in rules.organisations:
        if any(found.end() == len(name) for found in kind.after.finditer(name)):
            body = next(find_bodies(name, kind, rules, names), None)
            if body:
                return affiliation_of(body, rules, places)
    prefix = found[0] if (found := rules.agency_prefix.match(name)) else ""
    rest = name.removeprefix(prefix)
    place, _ = names.opening(rest)
    if place is None and not rest.startswith(tuple(rules.levels)):
        tails = (rest[found.end() :] for found in rules.lead.finditer(rest))
        tail = next((one for one in tails if one.startswith(tuple(rules.levels)) or names.opening(one)[0]), None)
        rest = tail or rest
        name, (place, _) = prefix + rest, names.opening(rest)
    if place is None and (level := next((word for word in rules.levels if rest.startswith(word)), None)):
        place = places.meant(level)
        name = f"{prefix}{place}{rest.removeprefix(level)}" if place else name
    division = places.known(place) if place else None
    return Affiliation(name, place, division.code if division else None, rule.id)


def _inverted(name: str, rules: OrganisationRules, names: PlaceNames) -> bool:
    """The whole name is that of a body that the table knows, written before its place (政协某县委员会)."""
    starts = (found.end() for rule in rules.organisations if rule.inverted and (found := rule.inverted.match(name)))
    return any(rules.committee.fullmatch(name, names.starting(name, start)[1]) for start in starts)


def titled_place(head: Sequence[str], rules: OrganisationRules, names: PlaceNames) -> Affiliation:
    """The place that a title opens with (某县某乡:…) where the article names no body at all."""
    for view in head:
        lead = rules.place_lead.match(view)
        start = lead.end() if lead else 0
        place, rest = names.opening(view[start:])
        if place and (start or rules.place_title.match(view, rest)):
            division = names.divisions.find(place)
            return Affiliation(place, place, division.code if division else None, "titled-place")
    return NOBODY
