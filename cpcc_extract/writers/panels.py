"""A panel and checks as tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from cpcc_extract.insight.panel import Cell, Evidence, Panel, Row
from cpcc_extract.lexicon.columns import Column, shared_columns
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.panel import use_words
from cpcc_extract.records import Check
from cpcc_extract.writers.formats import Headers
from cpcc_extract.writers.grids import Grid, write_csv, write_json, write_parquet, write_xlsx
from cpcc_extract.writers.table import Cell as Printed
from cpcc_extract.writers.whole_file import whole_file

_ROW = ("organisation", "division_code", "province", "prefecture", "county", "period", "report")
_INDICATOR = ("indicator", "indicator_label")
_CLAIM = ("value", "value_max", "bound", "unit")
_PLACE = ("source", "claim", "text", "start", "end", "line", "sentence")
_WIDTHS = (12, 30)
"""Of an indicator's column, in Latin letters."""


def write_panel(
    panel: Panel,
    path: Path,
    format: str,
    *,
    long: bool = False,
    language: Headers = "en",
    rules: Overlay = SHIPPED,
) -> None:
    """The panel as a file: csv, xlsx, parquet or json. CSV and Parquet hold one table; the evidence goes beside them
    into a file of its own, NAME.evidence.csv. `language` is that of all column names, sheets and reasons; `rules`
    went over those of the package. Raises
    MissingExtraError without the format's library, WriteError where a place cannot be written.
    """
    table = long_table(panel) if long else wide(panel, typed=format == "parquet")
    grids = (table, evidence(panel, language), columns_of(panel))
    if format in ("xlsx", "json"):
        with whole_file(path) as out:
            (write_xlsx if format == "xlsx" else write_json)(grids, out, language=language)
        return
    for grid, place in zip(grids, (path, path.with_suffix(f".evidence{path.suffix}")), strict=False):
        with whole_file(place) as out:
            if format == "parquet":
                write_parquet(grid, out, language=language, rules=rules)
            else:
                write_csv(grid, out, language=language, bom=True)


def wide(panel: Panel, *, typed: bool = False) -> Grid:
    """One row for each body and period, one column for each indicator; bounded numbers show their bound.

    `typed`: numbers only, each bound in a column of its own behind it, for formats whose columns have types. In Chinese
    an indicator's column has its label with its unit.
    """
    named = [column for one in panel.indicators for column in _indicator(panel, one, typed)]
    rows = [[*_row(row, panel), *_cells(panel, row, typed)] for row in panel.rows]
    return Grid("panel", (*_heads(panel), *named), rows)


def long_table(panel: Panel) -> Grid:
    """One row for each cell, with the claim that fills it."""
    cells = [panel.cells[row, one] for row in panel.rows for one in panel.indicators if (row, one) in panel.cells]
    rows = [
        [*_row(cell.row, panel), cell.indicator, panel.labels[cell.indicator], cell.shown, *_claim(cell), *_found(cell)]
        for cell in cells
    ]
    return Grid("panel", (*_heads(panel), *shared_columns((*_INDICATOR, "shown", *_CLAIM, *_PLACE), "panel")), rows)


def evidence(panel: Panel, language: Headers = "en") -> Grid:
    """Every claim with an indicator: in which cell it is or could have been, and why it is or is not."""
    zh = language == "zh"
    words = {used: use_words()["used" if used else "unused"] for used in (True, False)}
    rows = [
        [
            *_row(one.row, panel),
            one.claim.indicator,
            panel.labels[one.claim.indicator or ""],
            words[one.used].zh if zh else words[one.used].en,
            one.reason_zh if zh else one.reason,
            *_claim(one),
            *_found(one),
        ]
        for one in panel.evidence
    ]
    columns = shared_columns((*_INDICATOR, "used", "reason", *_CLAIM, *_PLACE), "panel")
    return Grid("evidence", (*_heads(panel), *columns), rows)


def columns_of(panel: Panel) -> Grid:
    """What each column counts."""
    rows = [[one, panel.labels[one], panel.units[one] or None] for one in panel.indicators]
    return Grid("indicators", shared_columns((*_INDICATOR, "unit"), "panel"), rows)


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
    columns = ("check", "verdict", "relation", "statement", "rule", "role", *_PLACE[:-1])
    return Grid("checks", shared_columns(columns, "checks"), rows)


def _indicator(panel: Panel, indicator: str, typed: bool) -> tuple[Column, ...]:
    unit = panel.units[indicator]
    label = f"{panel.labels[indicator]} ({unit})" if unit else panel.labels[indicator]
    width = min(max(2 * len(label), _WIDTHS[0]), _WIDTHS[1])
    kind: Literal["number", "string"] = "number" if typed else "string"
    column = Column(id=indicator, header=label, type=kind, width=width)
    if not typed:
        return (column,)
    (bound,) = shared_columns(("bound",), "panel")
    return column, bound._replace(id=f"{indicator}_bound", header=f"{label} {bound.header}")


def _heads(panel: Panel) -> tuple[Column, ...]:
    """`report` names the input in rows that stand for one: by article, and where no body is named."""
    return shared_columns((*_ROW, "article") if panel.by == "article" else _ROW, "panel")


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
