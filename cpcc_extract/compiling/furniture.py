"""Rows of `data/furniture.toml`, made into the patterns of lines that are known by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, get_args

from cpcc_extract.compiling.headings import GroupId, group_name
from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.furniture import Cue, CueKind, Furniture, Zone
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.patterns import NEVER

FILE = "furniture.toml"


class CueRow(Row):
    """A whole line that is one kind of block."""

    narrow = True
    ahead = True

    id: GroupId
    kind: CueKind
    zone: Zone
    pattern: str
    opens: bool = False
    under_kicker: bool = False
    within: bool = False
    lists: bool = False
    story: bool = False
    parts: bool = False
    sources: bool = False
    begins: bool = False
    ends: bool = False
    silent: bool = False


class DatelineRow(Row):
    """What opens the first paragraph of a newspaper article."""

    narrow = True

    pattern: str


class FieldNameRow(Row):
    """The name of a database field."""

    narrow = True

    pattern: str


class StoryRow(Row):
    """A headline and the start of the text below it that together are a news item."""

    narrow = True
    patterns = ("title", "text")

    title: str
    text: str


class OpenerRow(Row):
    """What opens an article in the middle of a page."""

    narrow = True

    use: Literal["report-title", "body-name", "address", "news-lead", "department", "overview", "signature", "speech"]
    pattern: str


class JoinedRow(Row):
    """Two headline lines that are one title, or a line that is one by itself."""

    narrow = True
    patterns = ("first", "second", "whole")

    first: str = ""
    second: str = ""
    whole: str = ""


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or NEVER)


def compile_furniture(over: Overlay = SHIPPED) -> Furniture:
    """Read `data/furniture.toml`."""
    rows = read_rows(FILE, "cue", CueRow, over)
    zones: tuple[Zone, ...] = get_args(Zone)
    joined = read_rows(FILE, "joined", JoinedRow, over)
    stories = read_rows(FILE, "story", StoryRow, over)
    opening = read_rows(FILE, "opener", OpenerRow, over)
    return Furniture(
        zones={
            zone: re.compile("|".join(f"(?P<{group_name(row.id)}>{row.pattern})" for row in rows if row.zone == zone))
            for zone in zones
        },
        cues={group_name(row.id): Cue(row.id, row.kind) for row in rows},
        openers=frozenset(row.id for row in rows if row.opens),
        under_kicker=frozenset(row.id for row in rows if row.under_kicker),
        within=frozenset(row.id for row in rows if row.within),
        lists=frozenset(row.id for row in rows if row.lists),
        stories=frozenset(row.id for row in rows if row.story),
        parting=frozenset(row.id for row in rows if row.parts),
        sources=frozenset(row.id for row in rows if row.sources),
        begins=frozenset(row.id for row in rows if row.begins),
        ends=frozenset(row.id for row in rows if row.ends),
        silent=frozenset(row.id for row in rows if row.silent),
        field_name=_either(row.pattern for row in read_rows(FILE, "field_name", FieldNameRow, over)),
        dateline=_either(row.pattern for row in read_rows(FILE, "dateline", DatelineRow, over)),
        story_title=_either(row.title for row in stories),
        story_text=_either(row.text for row in stories),
        report_title=_either(row.pattern for row in opening if row.use == "report-title"),
        body_name=_either(row.pattern for row in opening if row.use == "body-name"),
        address=_either(row.pattern for row in opening if row.use == "address"),
        department=_either(row.pattern for row in opening if row.use == "department"),
        signature=re.compile(f"(?:{'|'.join(row.pattern for row in opening if row.use == 'signature')})$"),
        overview=_either(row.pattern for row in opening if row.use == "overview"),
        speech=_either(row.pattern for row in opening if row.use == "speech"),
        news_lead=_either(row.pattern for row in opening if row.use == "news-lead"),
        joined_first=_either(row.first for row in joined if row.first),
        joined_second=_either(row.second for row in joined if row.second),
        joined_whole=_either(row.whole for row in joined if row.whole),
    )
