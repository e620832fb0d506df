"""Rows of `data/organisations.toml`: the bodies that report on their work."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import Literal

from pydantic import Field

from cpcc_extract.lexicon.rows import Row, read_rows

FILE = "organisations.toml"
PlaceLevel = Literal["province", "city", "county"]


class OrganisationRow(Row):
    """One kind of body and the forms of its name."""

    title: str
    after: str
    inverted: str = ""
    name: str
    names_by_level: dict[str, str] = Field(default_factory=dict)
    national: str
    national_place: str
    body: bool


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


@dataclass(frozen=True, slots=True)
class OrganisationRules:
    """Everything that telling whose work an article reports needs."""

    organisations: tuple[OrganisationRule, ...]
    levels: dict[str, PlaceLevel]
    """The generic word before a body (省, 市, 县) and the level it stands for."""
    report: re.Pattern[str]
    """A title that names a report of a body's work."""
    meeting: re.Pattern[str]
    """The congress at which it was given, after its place."""
    committee: re.Pattern[str]
    """The rest of an inverted name, after its place."""
    place_end: re.Pattern[str]
    """A character with which place names in running text end."""
    short_for: tuple[str, ...]
    """What a short name leaves out of a province's or prefecture's full name."""
    province_ending: re.Pattern[str]
    """The generic end of a province's name."""


def compile_organisations() -> OrganisationRules:
    """The rules of `data/organisations.toml`, compiled. Call it once and pass the result on."""
    raw = tomllib.loads(resources.files("cpcc_extract").joinpath("data", FILE).read_text(encoding="utf-8"))
    words = raw["words"]
    return OrganisationRules(
        organisations=tuple(_compile(row) for row in read_rows(FILE, "organisation", OrganisationRow)),
        levels=raw["levels"],
        report=re.compile(words["report"]),
        meeting=re.compile(words["meeting"]),
        committee=re.compile(words["committee"]),
        place_end=re.compile(words["place_end"]),
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
    )
