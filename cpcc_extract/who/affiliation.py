"""An affiliation: the body whose work an article reports, by its full name, and its place."""

from typing import NamedTuple

from cpcc_extract.lexicon.organisations import OrganisationRule, OrganisationRules
from cpcc_extract.who.divisions import Division
from cpcc_extract.who.mentions import Body
from cpcc_extract.who.places import Places


class Affiliation(NamedTuple):
    """Whose work an article reports. All None where the article does not say."""

    organisation: str | None
    """Full form (石嘴山市政协, 甘肃省人民政府, 国务院)."""
    place: str | None
    """Full name of its division; None for national bodies."""
    division_code: str | None
    """GB/T 2260 code of the place."""
    rule: str
    """Id of the row of data/organisations.toml that named it, or `titled-place`, `acting-place`; empty without one."""


NOBODY = Affiliation(None, None, None, "")


def affiliation_of(body: Body, rules: OrganisationRules, places: Places) -> Affiliation:
    """The affiliation with `body`, its place as the article means it; NOBODY where that is not known."""
    rule = next(rule for rule in rules.organisations if rule.id == body.kind)
    if body.national:
        return Affiliation(rule.national, None, None, rule.id)
    place = body.place or (places.meant(body.generic) if body.generic else None)
    if place is None:
        return Affiliation(_generic_name(rule, body.generic, places), None, None, rule.id) if body.generic else NOBODY
    division = places.known(place)
    return Affiliation(_name(rule, place, division, places), place, division.code if division else None, rule.id)


def _generic_name(rule: OrganisationRule, generic: str, places: Places) -> str:
    """The fullest of the rule's forms that the article has with nothing but the generic word (县人民政府, 县政府)."""
    forms = [*rule.names_by_level.values(), rule.name, *([rule.short] if rule.short else [])]
    return places.mentioned(form.format(place=generic) for form in forms) or rule.name.format(place=generic)


def _name(rule: OrganisationRule, place: str, division: Division | None, places: Places) -> str:
    """The form for the division's level; for a place in no table, the one that the text itself has."""
    if division:
        return rule.names_by_level.get(division.level, rule.name).format(place=place)
    forms = (form.format(place=place) for form in rule.names_by_level.values())
    return next((form for form in forms if places.mentions(form)), rule.name.format(place=place))
