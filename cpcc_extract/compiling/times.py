"""Rows of `data/times.toml`, made into the patterns that find expressions of time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import Literal

from pydantic import field_validator

from cpcc_extract.compiling.edges import Edge, edges_of
from cpcc_extract.compiling.rows import Row, read_rows, read_table
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.lexicon.times import ArticleWords, Reads, RoleRule, TimeFate, TimeRole, TimeRule, TimeRules

FILE = "times.toml"

_ALIKE = 0.6  # of the branches of two characters that both have
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
    choices: dict[str, frozenset[str]] = {}
    looks: list[str] = []
    for char in sorted(opening.first or ()):
        own = {
            branch: found
            for branch, starts in edges
            if (found := [edge for edge in starts if edge.first is None or char in edge.first])
        }
        if own:
            choices[char] = frozenset(own)
            look = _look([edge for found in own.values() for edge in found], numerals if char in numerals else None)
            looks.append(re.escape(char) + look)
    shared = _shared(choices)
    patterns = {
        choice: LazyPattern("|".join(branch for branch in branches if branch in choice))
        for choice in dict.fromkeys(shared.values())
    }
    return re.compile("|".join(looks)), {char: patterns[choice] for char, choice in shared.items()}


def _shared(choices: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The choices of branches, those that are much alike made one: 4 and 5 begin nearly the same expressions.

    A branch more costs a look at its first character; a pattern more costs a short run its loading.
    """
    groups: list[tuple[frozenset[str], list[str]]] = []
    for char, choice in sorted(choices.items(), key=lambda item: -len(item[1])):
        for at, (known, chars) in enumerate(groups):
            if len(known & choice) >= _ALIKE * len(known | choice):
                groups[at] = (known | choice, [*chars, char])
                break
        else:
            groups.append((choice, [char]))
    return {char: choice for choice, chars in groups for char in chars}


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
