"""Rows of `data/organisations.toml`, made into the patterns of bodies and of the names of places."""

from __future__ import annotations

import re

from pydantic import Field

from cpcc_extract.compiling.exclusions import filled_in
from cpcc_extract.compiling.rows import Row, read_rows, read_table
from cpcc_extract.lexicon.organisations import AgencyPlace, AgencyRule, OrganisationRule, OrganisationRules, PlaceForm
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.patterns import NEVER

FILE = "organisations.toml"


class OrganisationRow(Row):
    """One kind of body and the forms of its name."""

    ahead = True
    patterns = ("title", "after", "inverted", "national_place", "matter", "own")

    title: str
    after: str
    inverted: str = ""
    name: str
    short: str = ""
    names_by_level: dict[str, str] = Field(default_factory=dict)
    national: str
    national_place: str
    body: bool
    matter: str = ""
    own: str = ""


class AgencyRow(Row):
    """A body of any kind that a title or the first words of a report name, as `body` in the pattern."""

    ahead = True

    pattern: str
    where: AgencyPlace = "head"
    of: str = ""
    collective: bool = False


class FormRow(Row):
    """How a place name that no table holds looks."""

    patterns = ("ending",)

    ending: str
    shortest: int
    longest: int


def compile_organisations(over: Overlay = SHIPPED) -> OrganisationRules:
    """The rules of `data/organisations.toml`, compiled. Call it once and pass the result on."""
    words = read_table(FILE, "words")
    forms = sorted(read_rows(FILE, "form", FormRow, over), key=lambda row: -row.longest)
    endings = "|".join(row.ending for row in forms)
    return OrganisationRules(
        organisations=tuple(_compile(row) for row in read_rows(FILE, "organisation", OrganisationRow, over)),
        agencies=tuple(
            AgencyRule(row.id, re.compile(agency_pattern(row.id, row.pattern, over)), row.where, row.of, row.collective)
            for row in read_rows(FILE, "agency", AgencyRow, over)
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
        addressed=re.compile(words["addressed"]),
        time_before=re.compile(agency_pattern("", "{time}", over)),
        adopts=re.compile(words["adopts"]),
        national_guest=re.compile(words["national_guest"]),
        place_title=re.compile(words["place_title"]),
        place_lead=re.compile(words["place_lead"]),
        place_acts=re.compile(words["place_acts"]),
        place_acts_lead=re.compile(words["place_acts_lead"]),
        shortened=read_table(FILE, "shortened", over),
        short_for=tuple(words["short_for"]),
        city_papers=tuple(words["city_papers"]),
        province_ending=re.compile(f"(?:{words['province_ending']})$"),
    )


def agency_pattern(_: str, pattern: str, over: Overlay) -> str:
    """The pattern of a row of `[[agency]]` with the parts that it names in braces put in; they may name others."""
    parts: dict[str, str] = read_table(FILE, "agency_parts", over)
    while (filled := filled_in(pattern, parts)) != pattern:
        pattern = filled
    return pattern


def _compile(row: OrganisationRow) -> OrganisationRule:
    return OrganisationRule(
        id=row.id,
        title=re.compile(row.title),
        after=re.compile(row.after),
        inverted=re.compile(row.inverted) if row.inverted else None,
        anywhere=re.compile(f"(?m:{row.after}|{row.inverted or NEVER})"),
        name=row.name,
        national=row.national,
        national_before=re.compile(f"(?:{row.national_place})$"),
        national_after=re.compile(row.national_place),
        in_body=row.body,
        names_by_level=row.names_by_level,
        short=row.short,
        matter=re.compile(row.matter or NEVER),
        own=re.compile(row.own or NEVER),
    )
