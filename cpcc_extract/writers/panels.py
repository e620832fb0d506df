"""A panel and checks as tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cpcc_extract.insight.panel import Cell, Evidence, Panel, Row
from cpcc_extract.records import Check
from cpcc_extract.writers.grids import Grid, write_csv, write_json
from cpcc_extract.writers.table import Cell as Printed
from cpcc_extract.writers.whole_file import whole_file

_ROW = ("organisation", "division_code", "province", "prefecture", "county", "period", "report")
_CLAIM = ("value", "value_max", "bound", "unit")
_PLACE = ("source", "claim", "text", "start", "end", "line", "sentence")


def write_panel(panel: Panel, path: Path, format: str, *, long: bool = False, labels: bool = False) -> None:
    """The panel as a file: csv, xlsx, parquet or json. CSV and Parquet hold one table; the evidence goes beside them
    into a file of its own, NAME.evidence.csv. Raises MissingExtraError without the format's library, WriteError where
    a place cannot be written.
    """
    typed = format == "parquet"
    table = long_table(panel) if long else wide(panel, typed=typed, labels=labels)
    grids = (table, evidence(panel), columns_of(panel))
    if format in ("xlsx", "json"):
        with whole_file(path) as out:
            if format == "json":
                write_json(grids, out)
            else:
                from cpcc_extract.writers.grid_xlsx import write_xlsx  # noqa: PLC0415

                write_xlsx(grids, out)
        return
    for grid, place in zip(grids, (path, path.with_suffix(f".evidence{path.suffix}")), strict=False):
        with whole_file(place) as out:
            if typed:
                from cpcc_extract.writers.grid_parquet import write_parquet  # noqa: PLC0415

                write_parquet(grid, out)
            else:
                write_csv(grid, out, bom=True)


def wide(panel: Panel, *, typed: bool = False, labels: bool = False) -> Grid:
    """One row for each body and period, one column for each indicator; bounded numbers show their bound.

    `typed`: numbers only, each bound in a column of its own behind it, for formats whose columns have types. `labels`:
    columns are headed by Chinese labels, with their units, instead of ids.
    """
    names = [_label(panel, one) if labels else one for one in panel.indicators]
    heads = [name for one in names for name in ((one, f"{one}_bound") if typed else (one,))]
    rows = [[*_row(row, panel), *_cells(panel, row, typed)] for row in panel.rows]
    return Grid("panel", (*_heads(panel), *heads), rows)


def long_table(panel: Panel) -> Grid:
    """One row for each cell, with the claim that fills it."""
    cells = [panel.cells[row, one] for row in panel.rows for one in panel.indicators if (row, one) in panel.cells]
    rows = [
        [*_row(cell.row, panel), cell.indicator, panel.labels[cell.indicator], cell.shown, *_claim(cell), *_found(cell)]
        for cell in cells
    ]
    columns = (*_heads(panel), "indicator", "indicator_label", "shown", *_CLAIM, *_PLACE)
    return Grid("panel", columns, rows)


def evidence(panel: Panel) -> Grid:
    """Every claim with an indicator: in which cell it is or could have been, and why it is or is not."""
    rows = [
        [
            *_row(one.row, panel),
            one.claim.indicator,
            panel.labels[one.claim.indicator or ""],
            "yes" if one.used else "no",
            one.reason,
            *_claim(one),
            *_found(one),
        ]
        for one in panel.evidence
    ]
    columns = (*_heads(panel), "indicator", "indicator_label", "used", "reason", *_CLAIM, *_PLACE)
    return Grid("evidence", columns, rows)


def columns_of(panel: Panel) -> Grid:
    """What each column counts."""
    rows = [[one, panel.labels[one], panel.units[one] or None] for one in panel.indicators]
    return Grid("indicators", ("indicator", "indicator_label", "unit"), rows)


def checks(found: Sequence[Check]) -> Grid:
    """One row for each claim of each check."""
    rows: list[list[Printed]] = [
        [
            check.id,
            check.verdict,
            check.relation,
            check.statement,
            check.rule,
            basis.role,
            basis.source,
            basis.claim,
            basis.text,
            basis.start,
            basis.end,
            basis.line,
        ]
        for check in found
        for basis in check.claims
    ]
    columns = ("check", "verdict", "relation", "statement", "rule", "role")
    return Grid("checks", (*columns, "source", "claim", "text", "start", "end", "line"), rows)


def _label(panel: Panel, indicator: str) -> str:
    unit = panel.units[indicator]
    return f"{panel.labels[indicator]} ({unit})" if unit else panel.labels[indicator]


def _heads(panel: Panel) -> tuple[str, ...]:
    """`report` names the input in rows that stand for one: by article, and where no body is named."""
    return (*_ROW, "article") if panel.by == "article" else _ROW


def _row(row: Row, panel: Panel) -> list[Printed]:
    named = (row.organisation, row.division_code, *row.places, row.period, row.source)
    cells: list[Printed] = [name or None for name in named]
    return [*cells, row.article] if panel.by == "article" else cells


def _cells(panel: Panel, row: Row, typed: bool) -> list[Printed]:
    filled: list[Printed] = []
    for indicator in panel.indicators:
        cell = panel.cells.get((row, indicator))
        if typed:
            filled += [cell.claim.value, cell.claim.bound] if cell else [None, None]
        elif cell is None:
            filled.append(None)
        else:
            plain = cell.claim.bound == "exact" and cell.claim.value_max is None
            filled.append(cell.claim.value if plain else cell.shown)
    return filled


def _claim(one: Cell | Evidence) -> list[Printed]:
    return [one.claim.value, one.claim.value_max, one.claim.bound, one.claim.unit]


def _found(one: Cell | Evidence) -> list[Printed]:
    claim = one.claim
    return [one.source, claim.id, claim.text, claim.start, claim.end, claim.line, claim.sentence]
