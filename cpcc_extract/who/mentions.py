"""Mentions of reporting bodies in a text: which kind, and of which place."""

from collections.abc import Iterator
from typing import NamedTuple

from cpcc_extract.lexicon.organisations import OrganisationRule, OrganisationRules
from cpcc_extract.who.names import PlaceNames

_LOOK_BACK = 20  # characters before a body's name in which its place must end


class Body(NamedTuple):
    """A body as a text names it. Of `place`, `generic` and `national` one is set."""

    kind: str
    """Id of its row in data/organisations.toml."""
    place: str | None
    """Full name of its division."""
    generic: str | None = None
    """The word that stands for a place that the text leaves out (省 in 省政协)."""
    national: bool = False


def find_bodies(view: str, rule: OrganisationRule, rules: OrganisationRules, names: PlaceNames) -> Iterator[Body]:
    """Every mention of the kind of body that `rule` describes, in the order of its two forms."""
    for found in rule.after.finditer(view):
        others = rules.adopts.match(view, found.end()) or rules.addressed.search(
            view, max(0, found.start() - _LOOK_BACK), found.start()
        )
        body = None if others else body_before(view, found.start(), rule, rules, names)
        if body and not (body.national and rules.national_guest.match(view, found.end())):
            yield body
    if rule.inverted is None:
        return
    for found in rule.inverted.finditer(view):
        place, rest = names.starting(view, found.end())
        national = None if place else rule.national_after.match(view, rest)
        if (place or national) and rules.committee.match(view, national.end() if national else rest):
            yield Body(rule.id, place, None, national is not None)


def find_meeting_place(
    view: str, rule: OrganisationRule, rules: OrganisationRules, names: PlaceNames
) -> Iterator[Body]:
    """The bodies of the places whose congress `view` names (某省第十四届人民代表大会)."""
    for found in rules.meeting.finditer(view):
        body = body_before(view, found.start(), rule, rules, names)
        if body and not body.generic:
            yield body


def find_named_places(view: str, rule: OrganisationRule, rules: OrganisationRules, names: PlaceNames) -> Iterator[Body]:
    """The bodies of all places that `view` names anywhere (某县2021年政府工作报告), the last one first."""
    ends = [found.end() for found in rules.place_end.finditer(view)]
    for end in reversed(ends):
        name = names.tabled(view, end)
        if name:
            yield Body(rule.id, name)
    opening, _ = names.opening(view)
    if opening:
        yield Body(rule.id, opening)


def body_before(
    view: str, end: int, rule: OrganisationRule, rules: OrganisationRules, names: PlaceNames
) -> Body | None:
    """The body of the kind `rule` whose place ends at offset `end` of `view`; None where no place is known there."""
    place = names.ending(view, end)
    if place:
        return Body(rule.id, place)
    before = view[max(0, end - _LOOK_BACK) : end]
    if rule.national_before.search(before):
        return Body(rule.id, None, None, True)
    generic = next((word for word in rules.levels if before.endswith(word)), None)
    if generic:
        return None if rules.several.search(before.removesuffix(generic)) else Body(rule.id, None, generic)
    short = names.short(before)
    return Body(rule.id, short) if short else None
