"""The bodies that report on their work, and the forms of place names, as the stage of bodies uses them."""

from typing import Literal, NamedTuple

from cpcc_extract.lexicon.patterns import Pattern

PlaceLevel = Literal["province", "city", "county", "town"]
AgencyPlace = Literal["head", "opening", "subject", "note"]


class OrganisationRule(NamedTuple):
    """A row, compiled."""

    id: str
    title: Pattern
    """In a title: this kind of body reports."""
    after: Pattern
    """The body's name after its place."""
    inverted: Pattern | None
    """The body's name before its place."""
    anywhere: Pattern
    """Finds one of both in a text of several lines; what it does not find, they do not in any line."""
    name: str
    """Full form, with `{place}`."""
    national: str
    """Full form of the national body."""
    national_before: Pattern
    """What stands in the place's stead for the national body; searched up to the body's name."""
    national_after: Pattern
    """The same, matched after an inverted name."""
    in_body: bool
    """Whether running text is searched too."""
    names_by_level: dict[str, str]
    """Full forms that differ by the division's level."""
    matter: Pattern
    """What only its own work is about: a text with it that names one such body once is that body's."""
    own: Pattern
    """In the first passages of a report without a title: its work is told."""
    short: str = ""
    """What texts that leave the place out also call it (县政府)."""


class AgencyRule(NamedTuple):
    """A row for bodies of any kind, compiled."""

    id: str
    pattern: Pattern
    """Searched for; the group `body` is the name."""
    where: AgencyPlace
    """In the lines of the head, in the first words of the first passages, or, where nothing else tells, in their
    first sentences, or else in the notes around the text."""
    of: str = ""
    """Id of the kind of body; then `body` in the pattern is the name of its place."""
    collective: bool = False
    """All bodies of that kind together, so that the place may be told by its level alone (全县)."""


class PlaceForm(NamedTuple):
    """How long a name may be before one of the words that end it; lengths count the characters before that word."""

    ending: Pattern
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
    form_end: Pattern
    """The end of a place name right before a body's name."""
    last_characters: frozenset[str]
    """The characters that the words that end place names end with."""
    place_word: Pattern
    """A word that ends place names, anywhere."""
    chain: Pattern
    """Places one in the other (某市某区) right before the rest of an inverted name."""
    lead: Pattern
    """A word before a place name that is no part of it."""
    common: Pattern
    """Words that end like a place and name none."""
    report: Pattern
    """A title that names a report of a body's work."""
    meeting: Pattern
    """The congress at which it was given, after its place."""
    field_name: Pattern
    """The name of the database field that a title stands in."""
    audience: Pattern
    """The meeting of the committee that hears a report."""
    committee: Pattern
    """The rest of an inverted name, after its place."""
    place_end: Pattern
    """A character with which place names in running text end."""
    town_end: Pattern
    """The end of a town's name; its county is written before it."""
    away: Pattern
    """Before places that somebody goes to or comes from, one or several."""
    speaker: Pattern
    """Before the body for which somebody speaks."""
    spoken_end: Pattern
    """Ends the name of the body that is spoken for."""
    agency_prefix: Pattern
    """What stands before the place in the name of a body (民革 in 民革某市委)."""
    several: Pattern
    """What stands before a generic word that means several bodies."""
    addressed: Pattern
    """What stands before a body to which something is told or handed in, searched up to its name."""
    time_before: Pattern
    """When something was done, at the start of a sentence, before the body that did it."""
    adopts: Pattern
    """What follows a body that takes up what others sent it."""
    national_guest: Pattern
    """What follows the national body where others are told of (全国政协委员)."""
    place_title: Pattern
    """What follows a place that a title opens with."""
    place_lead: Pattern
    """What may stand before such a place."""
    place_acts: Pattern
    """What follows a place that does something itself."""
    place_acts_lead: Pattern
    """What may stand before such a place in its sentence."""
    shortened: dict[str, str]
    """End of a short name to the end of the full one (凉山州: 自治州)."""
    short_for: tuple[str, ...]
    """What a short name leaves out of a province's or prefecture's full name."""
    city_papers: tuple[str, ...]
    """What stands behind the short name of a city in the name of its paper."""
    province_ending: Pattern
    """The generic end of a province's name."""
