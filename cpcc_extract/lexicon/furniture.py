"""Lines known by what they say: page furniture, bylines, subtitles, credits, datelines."""

from typing import Literal, NamedTuple

from cpcc_extract.lexicon.patterns import Pattern

CueKind = Literal["title", "subtitle", "byline", "caption", "body", "note"]
Zone = Literal["any", "head", "field", "after-title", "after-subtitle", "after-source"]


class Cue(NamedTuple):
    """What a line is known to be."""

    id: str
    kind: CueKind


class Furniture(NamedTuple):
    """Patterns over whole lines, one for each zone, and the cue of each of their groups."""

    zones: dict[Zone, Pattern]
    cues: dict[str, Cue]
    openers: frozenset[str]
    """Ids of the cues that only follow a title, so that a short line above them is one."""
    under_kicker: frozenset[str]
    """Ids of the cues above which, of two headlines, the first is a kicker."""
    within: frozenset[str]
    """Ids of the cues that may stand between the lines of a headline."""
    lists: frozenset[str]
    """Ids of the cues under which names follow."""
    stories: frozenset[str]
    """Ids of the cues that make a line a picture story when it ends a page."""
    parting: frozenset[str]
    """Ids of the cues above which no headline goes on."""
    sources: frozenset[str]
    """Ids of the cues right above which a headline stands."""
    begins: frozenset[str]
    """Ids of the cues that top a page of its own, also below another one."""
    ends: frozenset[str]
    """Ids of the cues below which nothing of the article stands."""
    silent: frozenset[str]
    """Ids of the cues whose numbers count nothing: how often a page was read, how many pages there are."""
    field_name: Pattern
    """The name of a database field in front of its value."""
    dateline: Pattern
    story_title: Pattern
    """The headline of a news item without a dateline; `story_text` is how its text begins."""
    story_text: Pattern
    report_title: Pattern
    """A whole line that is the title of a report."""
    body_name: Pattern
    """The words of a chapter's heading that name the body it is about."""
    address: Pattern
    """Who a report speaks to: the line above is its title."""
    department: Pattern
    """A whole line that is the name of a department, as the head of its part of a yearbook."""
    signature: Pattern
    """Who wrote it, at the end of an article's last paragraph."""
    overview: Pattern
    """The first entry of such a part."""
    speech: Pattern
    """How somebody begins to report for a body."""
    news_lead: Pattern
    """How a news item without a dateline begins."""
    joined_first: Pattern
    joined_second: Pattern
    joined_whole: Pattern
    """A title that its last word completes."""

    def read(self, view: str, zone: Zone) -> Cue | None:
        """The cue of a whole line in that zone; the first row of the file wins."""
        found = self.zones[zone].fullmatch(view)
        return self.cues[found.lastgroup] if found and found.lastgroup else None
