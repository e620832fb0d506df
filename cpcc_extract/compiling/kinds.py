"""The kinds of rules that a user may lay over those of the package, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import regex

from cpcc_extract.compiling import exclusions, furniture, headings, indicators, numbers, organisations, status, times
from cpcc_extract.compiling import structure as layout
from cpcc_extract.compiling.exclusions import filled_in
from cpcc_extract.compiling.grammar import WordsRow
from cpcc_extract.compiling.rows import Row, Tell, read_rows, refuse
from cpcc_extract.compiling.runaway import runs_away
from cpcc_extract.errors import RulesError
from cpcc_extract.lexicon.overlay import Overlay, RuleFile, list_of, shipped_file

_GLOBAL = re.compile(r"\(\?[aiLmsux]+\)")
_NUMBERED = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]")
Filling = Callable[[str, str, Overlay], str]
"""From a row's id and one of its patterns to the pattern with what it names put in."""


def _plain(_: str, pattern: str, __: Overlay) -> str:
    return pattern


def _numbers(_: str, pattern: str, over: Overlay) -> str:
    return filled_in(pattern, numbers.slots(over))


def _amounts(_: str, pattern: str, over: Overlay) -> str:
    parts = numbers.slots(over)
    return pattern.format(ar=parts["{ar}"], han=parts["{han}"])


def _times(_: str, pattern: str, over: Overlay) -> str:
    return times.expanded(pattern, over)


@dataclass(frozen=True, slots=True)
class Kind:
    """One table of one rule file."""

    name: str
    file: str
    table: str
    model: type[Row]
    filling: Filling = _plain
    compile: Callable[[str], Any] = re.compile
    """The engine that its patterns are written for."""
    part: bool = False
    """Its patterns are parts of others, and may be empty."""


KINDS = (
    Kind("unit", "units.toml", "unit", numbers.UnitRow),
    Kind("bound", "bounds.toml", "bound", numbers.BoundRow),
    Kind("amount", "amounts.toml", "amount", numbers.AmountRow, _amounts, regex.compile),
    Kind("name", "brackets.toml", "bracket", numbers.BracketRow),
    Kind("exclusion", "exclusions.toml", "exclusion", exclusions.ExclusionRow, _numbers, regex.compile),
    Kind("not-time", "exclusions.toml", "not_time", numbers.NotTimeRow, _numbers, regex.compile),
    Kind("number-words", "number_words.toml", "words", numbers.WordRow),
    Kind("words", "grammar.toml", "words", WordsRow),
    Kind("heading", "headings.toml", "style", headings.StyleRow),
    Kind("unmarked-heading", "headings.toml", "unmarked", headings.UnmarkedRow),
    Kind("inline-heading", "headings.toml", "inline", headings.InlineRow),
    Kind("break", "headings.toml", "break", headings.BreakRow),
    Kind("opening", "headings.toml", "opening", headings.BreakRow),
    Kind("line", "furniture.toml", "cue", furniture.CueRow),
    Kind("dateline", "furniture.toml", "dateline", furniture.DatelineRow),
    Kind("field-name", "furniture.toml", "field_name", furniture.FieldNameRow),
    Kind("story", "furniture.toml", "story", furniture.StoryRow),
    Kind("article-opening", "furniture.toml", "opener", furniture.OpenerRow),
    Kind("joined-title", "furniture.toml", "joined", furniture.JoinedRow),
    Kind("characters", "layout.toml", "chars", layout.CharsRow),
    Kind("pair", "layout.toml", "pair", layout.PairRow),
    Kind("shape", "layout.toml", "shape", layout.ShapeRow),
    Kind("indicator", "indicators.toml", "indicator", indicators.IndicatorRow),
    Kind("match", "indicators.toml", "match", indicators.MatchRow, indicators.expanded),
    Kind("indicator-words", "indicators.toml", "words", indicators.WordsRow, indicators.expanded, part=True),
    Kind("indicator-units", "indicators.toml", "units", indicators.UnitsRow),
    Kind("other-body", "indicators.toml", "body", indicators.BodyRow),
    Kind("organisation", "organisations.toml", "organisation", organisations.OrganisationRow),
    Kind("agency", "organisations.toml", "agency", organisations.AgencyRow, organisations.agency_pattern),
    Kind("place-form", "organisations.toml", "form", organisations.FormRow),
    Kind("status", "status.toml", "status", status.StatusRow),
    Kind("time", "times.toml", "time", times.TimeRow, _times),
    Kind("time-role", "times.toml", "role", times.RoleRow),
)
_KEYED = {"organisations.toml": ("levels", "shortened"), "times.toml": ("parts", "words", "shifts", "near_shifts")}
"""Tables without rows that may be laid over, key by key."""


def kind_named(name: str) -> Kind:
    """The kind of that name. Raises RulesError for one that there is not."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    names = [kind.name for kind in KINDS]
    owners = [kind.name for kind in KINDS if kind.table == name]  # [[bracket]] is the table of names
    close = get_close_matches(name, names, 1, 0.8) or owners or get_close_matches(name, names, 1, 0.5)
    todo = f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"
    raise RulesError(f"no kind of rule is called {name!r}; {todo}")


def rows_of(kind: Kind, over: Overlay, tell: Tell = refuse) -> tuple[Row, ...]:
    """The rows of a kind in the order in which they hold; `tell` as in `read_rows`."""
    return read_rows(kind.file, kind.table, kind.model, over, tell)


def examine(over: Overlay, tell: Tell = refuse) -> None:
    """Look for what cannot be used in `over`; `tell` hears of each, with its place and what to do."""
    for file in over.files:
        _known_tables(file, tell)
    found = {kind: {row.id: row for row in rows_of(kind, over, tell)} for kind in KINDS if over.of(kind.file)}
    books = {id_ for kind, rows in found.items() if kind.name == "indicator" for id_ in rows}
    owners = _owners(over)
    for kind, rows in found.items():
        for file in over.of(kind.file):
            for index, raw in enumerate(list_of(file.tables, kind.table)):
                row = rows.get(raw.get("id", "")) if isinstance(raw, Mapping) else None
                if row is None:
                    continue
                for key, said in _defects(kind, row, over, books, owners):
                    tell(RulesError(f"{file.place(kind.table, index, key)}: {row.id}: {said}"))
    _parts(over, tell)


def _defects(
    kind: Kind, row: Row, over: Overlay, books: set[str], owners: dict[str, set[str]]
) -> Iterator[tuple[str, str]]:
    """Field by field what is wrong with a row that has the form of its kind."""
    if defect := pattern_defect(kind, row, over):
        yield defect
    if isinstance(row, indicators.MatchRow) and row.indicator and row.indicator not in books:
        close = get_close_matches(row.indicator, sorted(books), 1, 0.5)
        todo = f"did you mean {close[0]!r}?" if close else "add an [[indicator]] row of that id"
        yield "indicator", f"{row.indicator!r} is in no codebook; {todo}"
    if isinstance(row, numbers.UnitRow):
        for form in row.forms:
            for other in sorted(owners.get(form, set()) - {row.id}):
                yield "forms", f"the form {form!r} is one of the unit {other} too; take it out of one (drop.forms)"


def _parts(over: Overlay, tell: Tell) -> None:
    """Rows of the package that a user's parts go into must still be patterns that end."""
    for kind in KINDS:
        for file in over.of(kind.file) if kind.filling in (_times, indicators.expanded) else ():
            if kind.filling is _times:
                touched = bool({"parts", "words"} & file.tables.keys())
            else:
                known = {row["id"] for row in list_of(shipped_file(kind.file).tables, "words")}
                touched = any(row.get("id") in known for row in list_of(file.tables, "words"))
            for row in rows_of(kind, over, lambda _: None) if touched else ():
                if defect := pattern_defect(kind, row, over):
                    tell(RulesError(f"{file.path}:1: by its parts, {row.id}: {defect[1]}"))


def _owners(over: Overlay) -> dict[str, set[str]]:
    """The units that have each form; which of two it would be is luck."""
    owners: dict[str, set[str]] = {}
    for row in read_rows("units.toml", "unit", numbers.UnitRow, over, lambda _: None):
        for form in row.forms:
            owners.setdefault(form, set()).add(row.id)
    return owners


def pattern_defect(kind: Kind, row: Row, over: Overlay) -> tuple[str, str] | None:
    """The first field of a row whose pattern cannot be used, and why; None where all can."""
    for key in row.patterns:
        pattern = getattr(row, key, "")
        needed = key in type(row).model_fields and type(row).model_fields[key].is_required()
        if (pattern or needed) and (said := _defect_of(kind, row, pattern, over)):
            return key, f"{key} {said}"
    return None


def _defect_of(kind: Kind, row: Row, pattern: str, over: Overlay) -> str | None:
    try:
        filled = kind.filling(row.id, pattern, over)
        compiled = kind.compile(filled)
    except (re.error, regex.error, ValueError, KeyError, IndexError, RecursionError, OverflowError) as error:
        said = f"there is no {{{error.args[0]}}}" if isinstance(error, KeyError) else str(error)
        return f"is no pattern ({said}); compare with the rows of {kind.file} in the package"
    if not kind.part and "pattern" in type(row).model_fields and compiled.search(""):
        return "matches where nothing stands; let it hold something certain"
    if flags := _GLOBAL.search(pattern):
        return f"says {flags[0]}, which would hold for other rules too; write (?i:…) or [Aa]"
    if _NUMBERED.search(pattern):
        return "names a group by its number; rows are joined, so give it a name: (?P<a>…) and (?P=a)"
    why = runs_away(filled, narrow=row.narrow)
    return f"can run away: {why}" if why else None


def _known_tables(file: RuleFile, tell: Tell) -> None:
    tables = {kind.table for kind in KINDS if kind.file == file.name} | set(_KEYED.get(file.name, ()))
    if not tables:
        names = sorted({kind.file for kind in KINDS})
        close = get_close_matches(file.name, names, 1, 0.5)
        todo = f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"
        tell(RulesError(f"{file.path}: no rule file is called {file.name}; {todo}"))
        return
    for table in file.tables:
        if table not in tables:
            close = get_close_matches(table, sorted(tables), 1, 0.4)
            todo = f"did you mean [[{close[0]}]]?" if close else f"there are {', '.join(sorted(tables))}"
            where = f"{file.path}:{file.line(table, 0)}"
            tell(RulesError(f"{where}: no table of {file.name} for users is called {table!r}; {todo}"))
