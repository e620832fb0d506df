"""Which rules there are, where each of them stands, and what lies over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cpcc_extract.compiling.kinds import KINDS, Kind, rows_of
from cpcc_extract.compiling.rows import Row
from cpcc_extract.lexicon.overlay import Overlay, list_of, shipped_file

_SHOWN = 60
Deed = Literal["shipped", "new", "replaces", "changes", "removes"]


@dataclass(frozen=True, slots=True)
class Step:
    """A row of one file."""

    deed: Deed
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule, and the rows that made it what it is."""

    kind: Kind
    id: str
    row: Row | None
    """What holds in the end; None for a rule that was taken out."""
    steps: tuple[Step, ...] = field(default=())
    """The first row is the package's, or the user's where it is new; later ones lie over it."""

    @property
    def place(self) -> str:
        """`file:line` of the last row that says something of it; a file of the package by its name."""
        home, path = Path(shipped_file(self.kind.file).path).parent, Path(self.steps[-1].path)
        return f"{path.relative_to(home) if path.is_relative_to(home) else path}:{self.steps[-1].line}"

    @property
    def shows(self) -> str:
        """In a few words what it looks for."""
        if self.row is None:
            return ""
        says = (
            getattr(self.row, name, "") for name in ("label", "forms", *self.row.patterns, "units", "chars", "open")
        )
        found = next((one for one in says if one), "")
        text = found if isinstance(found, str) else " ".join(found)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def listed(over: Overlay, kinds: Sequence[Kind] = KINDS) -> Iterator[Listed]:
    """The rules of these kinds, those that were taken out too, each kind in the order in which its rules hold."""
    for kind in kinds:
        steps: dict[str, list[Step]] = {}
        shipped = shipped_file(kind.file)
        for file in (shipped, *over.of(kind.file)):
            for index, raw in enumerate(list_of(file.tables, kind.table)):
                before = steps.setdefault(raw["id"], [])
                deed: Deed = "shipped" if file is shipped else _deed(raw, bool(before))
                before.append(Step(deed, file.path, file.line(kind.table, index)))
        rows = {row.id: row for row in rows_of(kind, over)}
        for id_ in dict.fromkeys([*rows, *steps]):
            yield Listed(kind, id_, rows.get(id_), tuple(steps[id_]))


def _deed(raw: Mapping[str, Any], known: bool) -> Deed:
    if raw.get("remove") is True:
        return "removes"
    if "add" in raw or "drop" in raw:
        return "changes"
    return "replaces" if known else "new"


def text_of(one: Listed, over: Overlay) -> str:
    """A rule with all its rows as they stand in their files, each behind its place."""
    parts = []
    for file in (shipped_file(one.kind.file), *over.of(one.kind.file)):
        for index, raw in enumerate(list_of(file.tables, one.kind.table)):
            if raw["id"] == one.id:
                parts.append(f"# {file.place(one.kind.table, index)}\n{file.row_text(one.kind.table, index)}")
    return "\n\n".join(parts)
