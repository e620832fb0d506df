"""Rows of `data/times.toml` and what becomes of them: the patterns that find expressions of time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Literal

from pydantic import field_validator

from cpcc_extract.lexicon.edges import Edge, edges_of
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.lexicon.rows import Row, read_rows, read_table

FILE = "times.toml"
Reads = Literal["calendar", "stretch", "plan", "decade", "here", "none"]
TimeFate = Literal["date", "period", "name"]
TimeRole = Literal["at", "since", "until", "from", "base", "topic"]

_LONGEST = 30  # characters of a numeral that are looked over for what follows it
_SLOT = re.compile(r"\{(?:(?P<key>[a-z]+2?)=)?(?P<part>[a-z_]+)\}|\{unless:(?P<unless>[a-z_]+)\}")
_CAPTURE = re.compile(r"\(\?P<([a-z]+2?)>")


class TimeRow(Row):
    """How one kind of time expression is written, and how its value is read."""

    ahead = True

    fate: TimeFate
    reads: Reads
    direction: Literal[-1, 1] = -1
    pattern: str

    @field_validator("pattern")
    @classmethod
    def _not_empty(cls, pattern: str) -> str:
        if not pattern:
            raise ValueError("a time row needs a pattern")
        return pattern


@dataclass(frozen=True, slots=True)
class TimeRule:
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


class RoleRow(Row):
    """What the words around an expression make of it. Both patterns must match where both are given."""

    ahead = True
    patterns = ("before", "after")

    role: TimeRole
    before: str = ""
    """Must match right before the expression; ends in `$`."""
    after: str = ""
    """Must match right after it."""
    needs: Literal["", "month", "years"] = ""
    """`month`: only for expressions finer than a year; `years`: only for those of several years."""


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A row of `[[role]]`, compiled."""

    id: str
    role: TimeRole
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    needs: Literal["", "month", "years"]


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """Patterns that tell which year an article speaks in and reports on (table `[article]`)."""

    report: re.Pattern[str]
    """A kind of report that is given after the year it reports on."""
    own_year: re.Pattern[str]
    """After a year in the title of a report: it is about that very year."""
    delivered: re.Pattern[str]
    """After a date: the meeting at which the report was given."""
    review: re.Pattern[str]
    """A heading over what was done."""
    review_first: re.Pattern[str]
    """The first heading over what was done, where no other is."""
    review_title: re.Pattern[str]
    """A title that looks back on a year."""
    dateline: re.Pattern[str]
    """The start of a news item."""
    subject_year: re.Pattern[str]
    """After a year: this is the year the article is about."""
    audited: re.Pattern[str]
    """After a year: an audit looked into its accounts."""
    past_year: re.Pattern[str]
    """The year before the article's own, as its first words call it."""
    opener: re.Pattern[str]
    """What may stand before a date that opens a sentence, searched up to the date."""
    retrospect: re.Pattern[str]
    """Before a year that an article looks back on, not necessarily in its first words."""
    heading: re.Pattern[str]
    """What may stand before the year in a heading about that year."""
    heading_end: re.Pattern[str]
    """What may stand after the stretch of time that a heading ends with."""
    heading_bracket: re.Pattern[str]
    """What stands before it."""
    range: re.Pattern[str]
    """Stands between the two ends of one stretch."""
    to_level: re.Pattern[str]
    """Ends the reach of the first of two levels."""
    clause_end: re.Pattern[str]
    """Ends the reach of a stretch of years inside a sentence."""
    part_end: re.Pattern[str]
    """Ends the reach of months inside a sentence."""
    sentence_end: re.Pattern[str]
    """Ends the reach of a look back."""
    event: re.Pattern[str]
    """Before a day that dates the sentences after it too."""
    meeting: re.Pattern[str]
    """The same where a meeting's name stands before the day, and `held` after it."""
    held: re.Pattern[str]
    topic: re.Pattern[str]
    """What may stand between a paragraph's start and the date that opens it."""
    spoken: re.Pattern[str]
    """Before a date that opens what somebody tells."""
    set_off: re.Pattern[str]
    """Before a year that `comma` follows: it dates the sentences after it too."""
    comma: re.Pattern[str]
    open_marks: frozenset[str]
    close_marks: frozenset[str]
    open_brackets: frozenset[str]
    close_brackets: frozenset[str]


@dataclass(frozen=True, slots=True)
class TimeRules:
    """Everything that finding and reading expressions of time needs."""

    opening: re.Pattern[str]
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


def _expand(pattern: str, parts: dict[str, str], words: dict[str, list[str]]) -> str:
    """`pattern` with every slot filled in; KeyError names a part that does not exist."""

    def fill(slot: re.Match[str]) -> str:
        if slot["unless"]:
            return "".join(f"(?<!{re.escape(word)})" for word in words[slot["unless"]])
        inner = _expand(parts[slot["part"]], parts, words)
        return f"(?P<{slot['key']}>{inner})" if slot["key"] else f"(?:{inner})"

    return _SLOT.sub(fill, pattern)


def expanded(pattern: str, over: Overlay) -> str:
    """A row's pattern with its slots filled in. Raises KeyError for a slot that names nothing."""
    return _numbered(_expand(pattern, read_table(FILE, "parts", over), read_table(FILE, "words", over)))


def compile_times(over: Overlay = SHIPPED) -> TimeRules:
    """The rules of `data/times.toml`, compiled. Call it once and pass the result on."""
    rules: dict[str, TimeRule] = {}
    branches: list[str] = []
    parts, words = read_table(FILE, "parts", over), read_table(FILE, "words", over)
    for index, row in enumerate(read_rows(FILE, "time", TimeRow, over)):
        pattern = _expand(row.pattern, parts, words)
        rules[f"r{index}"] = TimeRule(row.id, row.fate, row.reads, row.direction, LazyPattern(_numbered(pattern)))
        branches.append(f"(?P<r{index}>{_CAPTURE.sub('(?:', pattern)})")
    _checked(rules)
    digits, tens = read_table(FILE, "digits"), read_table(FILE, "tens")
    numerals = frozenset("0123456789").union(digits, tens)
    opening, scanners = _scanners(read_table(FILE, "scan")["first"], branches, numerals)
    return TimeRules(
        opening=opening,
        scanners=scanners,
        rules=rules,
        roles=tuple(_compile_role(row) for row in read_rows(FILE, "role", RoleRow, over)),
        digits=digits,
        tens=tens,
        months={word: (first, last) for word, (first, last) in read_table(FILE, "months").items()},
        ends=frozenset(read_table(FILE, "ends")["words"]),
        shifts=read_table(FILE, "shifts", over),
        near_shifts=read_table(FILE, "near_shifts", over),
        article=_compile_article(read_table(FILE, "article")),
    )


def _compile_article(words: dict[str, str]) -> ArticleWords:
    patterns = {key: re.compile(text) for key, text in words.items() if not key.endswith(("_marks", "_brackets"))}
    return ArticleWords(
        **patterns,
        open_marks=frozenset(words["open_marks"]),
        close_marks=frozenset(words["close_marks"]),
        open_brackets=frozenset(words["open_brackets"]),
        close_brackets=frozenset(words["close_brackets"]),
    )


def _compile_role(row: RoleRow) -> RoleRule:
    before = re.compile(row.before) if row.before else None
    after = re.compile(row.after) if row.after else None
    return RoleRule(row.id, row.role, before, after, row.needs)


def _numbered(pattern: str) -> str:
    """`pattern` with a number after the name of each capture, as no name may stand twice in it."""
    number = count(1)
    return _CAPTURE.sub(lambda capture: f"(?P<{capture[1]}_{next(number)}>", pattern)


def _checked(rules: dict[str, TimeRule]) -> None:
    """Raise ValueError for a pattern that is none. A scanner of it would tell only when a text asks for it."""
    for rule in rules.values():
        try:
            re.compile(rule.pattern.pattern)
        except re.error as error:
            raise ValueError(f"{FILE}: rule {rule.id}: {error}") from error


def _scanners(
    first: str, branches: list[str], numerals: frozenset[str]
) -> tuple[re.Pattern[str], dict[str, LazyPattern]]:
    """For each of the characters `first`, one pattern of the branches that can begin with it; none for no branch.

    Before them a pattern of those characters, each with what must stand behind it for a branch to match.
    """
    (opening,) = edges_of(f"[{first}]")
    edges = [(branch, edges_of(branch, (), "".join(numerals))) for branch in branches]
    by_choice: dict[tuple[str, ...], LazyPattern] = {}
    scanners: dict[str, LazyPattern] = {}
    looks: list[str] = []
    for char in sorted(opening.first or ()):
        own = {
            branch: found
            for branch, starts in edges
            if (found := [edge for edge in starts if edge.first is None or char in edge.first])
        }
        if own:
            scanners[char] = by_choice.setdefault(tuple(own), LazyPattern("|".join(own)))
            look = _look([edge for found in own.values() for edge in found], numerals if char in numerals else None)
            looks.append(re.escape(char) + look)
    return re.compile("|".join(looks)), scanners


def _look(edges: list[Edge], numerals: frozenset[str] | None) -> str:
    """A look-ahead for what stands behind the character that branches with these edges begin with; "" for anything.

    For a character of `numerals` that is what follows the last of them, as far as `_LONGEST` characters on.
    """
    seconds = [edge.second for edge in edges if edge.after is None or numerals is None]
    known = [chars for chars in seconds if chars is not None]
    followers = [edge.after for edge in edges if edge.after is not None and numerals is not None]
    if len(known) < len(seconds) or any("" in chars for chars in (*known, *followers)):
        return ""
    looks = [_class(frozenset().union(*known))] if known else []
    if followers and numerals is not None:
        looks.append(f"{_class(numerals)}{{0,{_LONGEST}}}+{_class(numerals.union(*followers))}")
    return f"(?={'|'.join(looks)})"


def _class(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]"
