"""A panel and checks as tables."""

from __future__ import annotations

from collections.abc import Sequence

from cpcc_extract.insight.panel import Cell, Evidence, Panel, Row
from cpcc_extract.records import Check
from cpcc_extract.writers.grids import Grid
from cpcc_extract.writers.table import Cell as Printed

_ROW = ("organisation", "division_code", "province", "prefecture", "county", "period")
_ARTICLE = ("source", "article")
_CLAIM = ("value", "value_max", "bound", "unit")
_PLACE = ("source", "claim", "text", "start", "end", "line", "sentence")


def wide(panel: Panel, *, typed: bool = False) -> Grid:
    """One row for each body and period. A column is headed by its indicator; bounded numbers show their bound.

    `typed`: numbers only, each bound in a column of its own behind it, for formats whose columns have types.
    """
    heads = [name for one in panel.indicators for name in ((one, f"{one}_bound") if typed else (one,))]
    rows = [[*_row(row, panel), *_cells(panel, row, typed)] for row in panel.rows]
    return Grid("panel", (*_heads(panel), *heads), rows)


def long(panel: Panel) -> Grid:
    """One row for each cell, with the claim that fills it."""
    cells = [panel.cells[row, one] for row in panel.rows for one in panel.indicators if (row, one) in panel.cells]
    rows = [
        [*_row(cell.row, panel), cell.indicator, panel.labels[cell.indicator], cell.shown, *_claim(cell), *_found(cell)]
        for cell in cells
    ]
    columns = (*_heads(panel), "indicator", "indicator_label", "shown", *_CLAIM, *_PLACE)
    return Grid("panel", _distinct(columns), rows)


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
    return Grid("evidence", _distinct(columns), rows)


def columns_of(panel: Panel) -> Grid:
    """What each column counts."""
    rows = [[one, panel.labels[one], panel.units[one] or None] for one in panel.indicators]
    return Grid("indicators", ("indicator", "indicator_label", "unit"), rows)


def checks(found: Sequence[Check]) -> Grid:
    """One row for each claim of each check."""
    rows = [
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


def _heads(panel: Panel) -> tuple[str, ...]:
    return (*_ROW, *(_ARTICLE if panel.by == "article" else ()))


def _distinct(columns: tuple[str, ...]) -> tuple[str, ...]:
    """By article, the row has a source before its claim has one."""
    return tuple(f"claim_{name}" if name in columns[:index] else name for index, name in enumerate(columns))


def _row(row: Row, panel: Panel) -> list[Printed]:
    cells: list[Printed] = [row.organisation or None, row.division_code or None, *row.places, row.period or None]
    return [*cells, row.source, row.article] if panel.by == "article" else cells


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
