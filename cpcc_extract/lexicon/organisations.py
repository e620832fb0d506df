"""Rows of `data/organisations.toml`: the bodies that report on their work, and the forms of place names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.rows import Row, read_rows, read_table

FILE = "organisations.toml"
PlaceLevel = Literal["province", "city", "county", "town"]
AgencyPlace = Literal["head", "opening", "subject", "note"]


class OrganisationRow(Row):
    """One kind of body and the forms of its name."""

    ahead = True
    patterns = ("title", "after", "inverted", "national_place")

    title: str
    after: str
    inverted: str = ""
    name: str
    short: str = ""
    names_by_level: dict[str, str] = Field(default_factory=dict)
    national: str
    national_place: str
    body: bool


class AgencyRow(Row):
    """A body of any kind that a title or the first words of a report name, as `body` in the pattern."""

    ahead = True

    pattern: str
    where: AgencyPlace = "head"


class FormRow(Row):
    """How a place name that no table holds looks."""

    patterns = ("ending",)

    ending: str
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class OrganisationRule:
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
    names_by_level: dict[str, str] = field(default_factory=dict)
    """Full forms that differ by the division's level."""
    short: str = ""
    """What texts that leave the place out also call it (县政府)."""


@dataclass(frozen=True, slots=True)
class AgencyRule:
    """A row for bodies of any kind, compiled."""

    id: str
    pattern: re.Pattern[str]
    """Searched for; the group `body` is the name."""
    where: AgencyPlace
    """In the lines of the head, in the first words of the first passages, or, where nothing else tells, in their
    first sentences, or else in the notes around the text."""


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """How long a name may be before one of the words that end it; lengths count the characters before that word."""

    ending: re.Pattern[str]
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class OrganisationRules:
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


def compile_organisations(over: Overlay = SHIPPED) -> OrganisationRules:
    """The rules of `data/organisations.toml`, compiled. Call it once and pass the result on."""
    words = read_table(FILE, "words")
    forms = sorted(read_rows(FILE, "form", FormRow, over), key=lambda row: -row.longest)
    endings = "|".join(row.ending for row in forms)
    return OrganisationRules(
        organisations=tuple(_compile(row) for row in read_rows(FILE, "organisation", OrganisationRow, over)),
        agencies=tuple(
            AgencyRule(row.id, re.compile(row.pattern), row.where) for row in read_rows(FILE, "agency", AgencyRow, over)
        ),
        levels=read_table(FILE, "levels", over),
        forms=tuple(PlaceForm(re.compile(f"(?:{row.ending})$"), row.shortest, row.longest) for row in forms),
        form_end=re.compile(f"(?:{endings})(?={words['body_start']})"),
        last_characters=frozenset(word[-1] for word in endings.split("|")),
        place_word=re.compile(endings),
        chain=re.compile(rf"[\u4e00-\u9fff]{{2,20}}?(?={words['chain_end']})"),
        lead=re.compile(words["lead"]),
        common=re.compile(words["common"]),
        report=re.compile(words["report"]),
        meeting=re.compile(words["meeting"]),
        field_name=re.compile(words["field_name"]),
        audience=re.compile(words["audience"]),
        committee=re.compile(words["committee"]),
        place_end=re.compile(words["place_end"]),
        town_end=re.compile(f"(?:{words['town_end']})$"),
        away=re.compile(words["away"]),
        speaker=re.compile(words["speaker"]),
        spoken_end=re.compile(words["spoken_end"]),
        agency_prefix=re.compile(words["agency_prefix"]),
        several=re.compile(words["several"]),
        place_title=re.compile(words["place_title"]),
        place_lead=re.compile(words["place_lead"]),
        place_acts=re.compile(words["place_acts"]),
        place_acts_lead=re.compile(words["place_acts_lead"]),
        shortened=read_table(FILE, "shortened", over),
        short_for=tuple(words["short_for"]),
        province_ending=re.compile(f"(?:{words['province_ending']})$"),
    )


def _compile(row: OrganisationRow) -> OrganisationRule:
    return OrganisationRule(
        id=row.id,
        title=re.compile(row.title),
        after=re.compile(row.after),
        inverted=re.compile(row.inverted) if row.inverted else None,
        name=row.name,
        national=row.national,
        national_before=re.compile(f"(?:{row.national_place})$"),
        national_after=re.compile(row.national_place),
        in_body=row.body,
        names_by_level=row.names_by_level,
        short=row.short,
    )
