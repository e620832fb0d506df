"""Rows of `data/organisations.toml`: the bodies that report on their work, and the forms of place names."""

import re
from typing import Literal, NamedTuple

PlaceLevel = Literal["province", "city", "county", "town"]
AgencyPlace = Literal["head", "opening", "subject", "note"]


class OrganisationRule(NamedTuple):
    """A row, compiled."""

    id: str
    title: re.Pattern[str]
    """In a title: this kind of body reports."""
    after: re.Pattern[str]
    """The body's name after its place."""
    inverted: re.Pattern[str] | None
    """The body's name before its place."""
    name: str
    """Full form, with `{place}`."""
    national: str
    """Full form of the national body."""
    national_before: re.Pattern[str]
    """What stands in the place's stead for the national body; searched up to the body's name."""
    national_after: re.Pattern[str]
    """The same, matched after an inverted name."""
    in_body: bool
    """Whether running text is searched too."""
    names_by_level: dict[str, str]
    """Full forms that differ by the division's level."""
    short: str = ""
    """What texts that leave the place out also call it (县政府)."""


class AgencyRule(NamedTuple):
    """A row for bodies of any kind, compiled."""

    id: str
    pattern: re.Pattern[str]
    """Searched for; the group `body` is the name."""
    where: AgencyPlace
    """In the lines of the head, in the first words of the first passages, or, where nothing else tells, in their
    first sentences, or else in the notes around the text."""


class PlaceForm(NamedTuple):
    """How long a name may be before one of the words that end it; lengths count the characters before that word."""

    ending: re.Pattern[str]
    shortest: int
    longest: int


class OrganisationRules(NamedTuple):
    """Everything that telling whose work an article reports needs."""

    organisations: tuple[OrganisationRule, ...]
    agencies: tuple[AgencyRule, ...]
    levels: dict[str, PlaceLevel]
    """The generic word before a body (省, 市, 县) and the level it stands for."""
    forms: tuple[PlaceForm, ...]
    """Forms of place names, the surest first."""
    form_end: re.Pattern[str]
    """The end of a place name right before a body's name."""
    last_characters: frozenset[str]
    """The characters that the words that end place names end with."""
    place_word: re.Pattern[str]
    """A word that ends place names, anywhere."""
    chain: re.Pattern[str]
    """Places one in the other (某市某区) right before the rest of an inverted name."""
    lead: re.Pattern[str]
    """A word before a place name that is no part of it."""
    common: re.Pattern[str]
    """Words that end like a place and name none."""
    report: re.Pattern[str]
    """A title that names a report of a body's work."""
    meeting: re.Pattern[str]
    """The congress at which it was given, after its place."""
    field_name: re.Pattern[str]
    """The name of the database field that a title stands in."""
    audience: re.Pattern[str]
    """The meeting of the committee that hears a report."""
    committee: re.Pattern[str]
    """The rest of an inverted name, after its place."""
    place_end: re.Pattern[str]
    """A character with which place names in running text end."""
    town_end: re.Pattern[str]
    """The end of a town's name; its county is written before it."""
    away: re.Pattern[str]
    """Before places that somebody goes to or comes from, one or several."""
    speaker: re.Pattern[str]
    """Before the body for which somebody speaks."""
    spoken_end: re.Pattern[str]
    """Ends the name of the body that is spoken for."""
    agency_prefix: re.Pattern[str]
    """What stands before the place in the name of a body (民革 in 民革某市委)."""
    several: re.Pattern[str]
    """What stands before a generic word that means several bodies."""
    place_title: re.Pattern[str]
    """What follows a place that a title opens with."""
    place_lead: re.Pattern[str]
    """What may stand before such a place."""
    place_acts: re.Pattern[str]
    """What follows a place that does something itself."""
    place_acts_lead: re.Pattern[str]
    """What may stand before such a place in its sentence."""
    shortened: dict[str, str]
    """End of a short name to the end of the full one (凉山州: 自治州)."""
    short_for: tuple[str, ...]
    """What a short name leaves out of a province's or prefecture's full name."""
    province_ending: re.Pattern[str]
    """The generic end of a province's name."""
