"""The patterns that find expressions of time, and the words that say what a time means."""

import re
from typing import Literal, NamedTuple

from cpcc_extract.lexicon.patterns import LazyPattern, Pattern

Reads = Literal["calendar", "stretch", "plan", "decade", "here", "none"]
TimeFate = Literal["date", "period", "name"]
TimeRole = Literal["at", "since", "until", "from", "to", "base", "topic"]


class TimeRule(NamedTuple):
    """A row, ready to match at a place that the scanner found."""

    id: str
    fate: TimeFate
    reads: Reads
    direction: int
    pattern: LazyPattern
    """Its slots filled in; captures of one key have names of their own (`month_1`, `month_2`)."""

    def match(self, view: str, start: int) -> re.Match[str] | None:
        """Match at `start`, with captures."""
        return self.pattern.match(view, start)


class RoleRule(NamedTuple):
    """A row of `[[role]]`, compiled."""

    id: str
    role: TimeRole
    before: Pattern | None
    after: Pattern | None
    needs: Literal["", "month", "years"]


class ArticleWords(NamedTuple):
    """Patterns that tell which year an article speaks in and reports on (table `[article]`)."""

    report: Pattern
    """A kind of report that is given after the year it reports on."""
    own_year: Pattern
    """After a year in the title of a report: it is about that very year."""
    delivered: Pattern
    """After a date: the meeting at which the report was given."""
    review: Pattern
    """A heading over what was done."""
    review_first: Pattern
    """The first heading over what was done, where no other is."""
    review_title: Pattern
    """A title that looks back on a year."""
    dateline: Pattern
    """The start of a news item."""
    subject_year: Pattern
    """After a year: this is the year the article is about."""
    declared: Pattern
    """Before the time that a text says it is about."""
    declared_matter: Pattern
    """What follows that time."""
    audited: Pattern
    """After a year: an audit looked into its accounts."""
    yearbook: Pattern
    """In a title: the book of a year, about the year before."""
    past_year: Pattern
    """The year before the article's own, as its first words call it."""
    opener: Pattern
    """What may stand before a date that opens a sentence, searched up to the date."""
    retrospect: Pattern
    """Before a year that an article looks back on, not necessarily in its first words."""
    heading: Pattern
    """What may stand before the year in a heading about that year."""
    heading_end: Pattern
    """What may stand after the stretch of time that a heading ends with."""
    heading_bracket: Pattern
    """What stands before it."""
    range: Pattern
    """Stands between the two ends of one stretch."""
    to_level: Pattern
    """Ends the reach of the first of two levels."""
    clause_end: Pattern
    """Ends the reach of a stretch of years inside a sentence, and of the date of a level reached."""
    goal: Pattern
    """Ends the reach of the date by which an aim is to be reached."""
    set_apart: Pattern
    """What stands behind a stretch of years that dates its whole sentence."""
    yearly: Pattern
    """What opens a clause behind such a level, where its value is one of all the years between two."""
    part_end: Pattern
    """Ends the reach of months inside a sentence."""
    sentence_end: Pattern
    """Ends the reach of a look back."""
    event: Pattern
    """Before a day that dates the sentences after it too."""
    meeting: Pattern
    """The same where a meeting's name stands before the day, and `held` after it."""
    held: Pattern
    topic: Pattern
    """What may stand between a paragraph's start and the date that opens it."""
    spoken: Pattern
    """Before a date that opens what somebody tells."""
    set_off: Pattern
    """Before a year that `comma` follows: it dates the sentences after it too."""
    comma: Pattern
    open_marks: frozenset[str]
    close_marks: frozenset[str]
    open_brackets: frozenset[str]
    close_brackets: frozenset[str]


class TimeRules(NamedTuple):
    """Everything that finding and reading expressions of time needs."""

    opening: Pattern
    """One of the characters that an expression can begin with."""
    scanners: dict[str, LazyPattern]
    """By that character, the rules that can begin with it, in their order; `lastgroup` names one as `r<index>`."""
    rules: dict[str, TimeRule]
    """By the scanners' group name."""
    roles: tuple[RoleRule, ...]
    digits: dict[str, int]
    """Numeral characters that stand for one digit."""
    tens: dict[str, int]
    """Numeral characters that stand for tens."""
    months: dict[str, tuple[int, int]]
    """First and last month of what a half-year or an edge of the year is called."""
    article: ArticleWords
    ends: frozenset[str]
    """Words for the end of a month or year, which mean its last day after 截至."""
    shifts: dict[str, int]
    """Years to add to the year that the text speaks in."""
    near_shifts: dict[str, int]
    """Years to add to the year that the sentences around the word are about."""
