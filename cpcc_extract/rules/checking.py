"""Whether rules are sound: their form, their patterns, their examples, and whether each can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from cpcc_extract.compiling.indicators import IndicatorRow, MatchRow, UnitsRow
from cpcc_extract.compiling.kinds import KINDS, Kind, examine, kind_named, pattern_defect, rows_of
from cpcc_extract.compiling.numbers import UnitRow
from cpcc_extract.compiling.rows import Row
from cpcc_extract.errors import RulesError
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay, RuleFile, list_of, shipped_file
from cpcc_extract.rules.examples import failures

_UNITS = kind_named("unit")
_OFTEN = "次"  # 件次, 户次: units that are made of a classifier


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    rows: int
    """How many were looked at."""
    bare: tuple[str, ...]
    """`[[table]] id` of those that have no example, so that nothing tells whether they work."""
    defects: tuple[str, ...]
    """`file:line: id: what is wrong; what to do`, in the order of the files."""
    disturbed: tuple[str, ...]
    """The same, of rows of the package whose examples hold no longer because of the user's rules."""


def check(over: Overlay) -> Checked:
    """Look at every row of `over`; at every row of the package where there is none."""
    told: list[RulesError] = []
    examine(over, told.append)
    if told:
        return Checked(_count(over), (), tuple(dict.fromkeys(map(str, told))), ())
    lexicon = Lexicon.of(over)
    files = over.files or tuple(shipped_file(name) for name in dict.fromkeys(kind.file for kind in KINDS))
    placed = [entry for kind in KINDS for entry in _placed(kind, files, over)]
    defects = [
        f"{file.place(kind.table, index, key)}: {row.id}: {said}"
        for file, kind, index, row in placed
        for key, said in _defects(kind, row, lexicon)
    ]
    # Of a line of the codebook the examples of its match rows tell.
    told_of = [(kind, row) for _, kind, _, row in placed if not isinstance(row, IndicatorRow)]
    bare = tuple(f"[[{kind.table}]] {row.id}" for kind, row in told_of if not row.examples)
    return Checked(len(placed), bare, tuple(defects), tuple(_disturbed(over, lexicon)) if over.files else ())


Placed = tuple[RuleFile, Kind, int, Row]


def _placed(kind: Kind, files: tuple[RuleFile, ...], over: Overlay) -> Iterator[Placed]:
    rows = {row.id: row for row in rows_of(kind, over)}
    for file in files:
        if file.name == kind.file:
            for index, raw in enumerate(list_of(file.tables, kind.table)):
                if raw["id"] in rows:  # not one that takes a row out
                    yield file, kind, index, rows[raw["id"]]


def _defects(kind: Kind, row: Row, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    over = lexicon.overlay
    if not over.files and (defect := pattern_defect(kind, row, over)):
        yield defect
    if said := _unreachable(kind, row, over):
        yield "", said
    elif isinstance(row, MatchRow) and (unknown := _unknown_units(row, over)):
        yield "units", f"there is no unit {unknown[0]!r}; add it to units.toml, or name one that there is"
    elif isinstance(row, UnitRow) and (said := _no_dimension(row)):
        yield "dimension", said
    else:
        yield from failures(kind, row, lexicon)


def _unreachable(kind: Kind, row: Row, over: Overlay) -> str | None:
    """Why the row can never decide anything; None for one that can."""
    if isinstance(row, IndicatorRow):
        named = any(one.indicator == row.id for one in _matches(over))
        return None if named else "no row assigns it; add a [[match]] row with this indicator"
    if isinstance(row, MatchRow):
        winner = next((one for one in _earlier(row, over) if _covers(one, row, over)), None)
        said = "can never be reached: {} before it asks for less; make that one narrower"
        return said.format(winner.id) if winner else None
    if not row.ahead or not (pattern := getattr(row, "pattern", "")):
        return None
    for one in rows_of(kind, over):
        if one.id == row.id:
            return None
        if getattr(one, "pattern", "") == pattern and _frame(one) == _frame(row):
            return f"can never be reached: {one.id} before it has the same pattern; take one of them out"
    return None


def _frame(row: Row) -> tuple[object, ...]:
    """Where a row of lines, brackets or names is looked for at all."""
    return tuple(getattr(row, name, None) for name in ("zone", "kinds", "where"))


def _matches(over: Overlay) -> tuple[MatchRow, ...]:
    (kind,) = (kind for kind in KINDS if kind.model is MatchRow)
    return tuple(row for row in rows_of(kind, over) if isinstance(row, MatchRow))


def _earlier(row: MatchRow, over: Overlay) -> Iterator[MatchRow]:
    for one in _matches(over):
        if one.id == row.id:
            return
        yield one


def _covers(one: MatchRow, row: MatchRow, over: Overlay) -> bool:
    """Whether every claim that `row` fits is one that `one` fits."""
    asked = {name: getattr(one, name) for name in one.patterns if getattr(one, name)}
    narrower = all(getattr(row, name) == pattern for name, pattern in asked.items())
    return narrower and (row.own or not one.own) and _units(row, over) <= _units(one, over)


def _units(row: MatchRow, over: Overlay) -> set[str]:
    (kind,) = (kind for kind in KINDS if kind.model is UnitsRow)
    groups = {group.id: group.units for group in rows_of(kind, over) if isinstance(group, UnitsRow)}
    return {unit for name in row.units for unit in groups.get(name, (name,))}


def _unknown_units(row: MatchRow, over: Overlay) -> list[str]:
    known = {name for unit in rows_of(_UNITS, over) if isinstance(unit, UnitRow) for name in (unit.id, *unit.forms)}
    return sorted(
        unit for unit in _units(row, over) if unit and unit.removesuffix(_OFTEN) not in known and unit not in known
    )


def _no_dimension(row: UnitRow) -> str | None:
    """What to do about a dimension that no unit of the package has; None for one that there is."""
    known = list(dict.fromkeys(unit.dimension for unit in rows_of(_UNITS, SHIPPED) if isinstance(unit, UnitRow)))
    if row.dimension in known:
        return None
    close = get_close_matches(row.dimension, known, 1)
    todo = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
    return f"there is no dimension {row.dimension!r}; {todo}"


def _disturbed(over: Overlay, lexicon: Lexicon) -> Iterator[str]:
    shipped = tuple(shipped_file(name) for name in dict.fromkeys(kind.file for kind in KINDS))
    for kind in KINDS:
        mine = {raw["id"] for file in over.of(kind.file) for raw in list_of(file.tables, kind.table)}
        for file, _, index, row in _placed(kind, shipped, over):
            if row.id not in mine:
                for key, said in failures(kind, row, lexicon):
                    yield f"{file.place(kind.table, index, key)}: {row.id}: {said.partition(';')[0]}"


def _count(over: Overlay) -> int:
    return sum(len(list_of(file.tables, kind.table)) for kind in KINDS for file in over.of(kind.file))
