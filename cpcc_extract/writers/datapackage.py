"""datapackage.json: what an output holds, in the Frictionless Data Package standard."""

from __future__ import annotations

import json
from typing import Any

from cpcc_extract.compiling.indicators import codebook_rows
from cpcc_extract.compiling.numbers import UnitRow
from cpcc_extract.compiling.rows import read_rows
from cpcc_extract.lexicon.columns import Column
from cpcc_extract.lexicon.overlay import Overlay
from cpcc_extract.lexicon.version import rule_version
from cpcc_extract.schemas import table_field
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.table import columns

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
}
_TABULAR = ("csv", "tsv", "xlsx", "parquet")


def describe(name: str, format: str, style: Style) -> bytes:
    """The description of the file `name`, beside which it is to stand: its columns with types, units and meaning, the
    codebook of indicators, the units, and the rules that made it. The same for the same output."""
    package = {
        "$schema": _PROFILE,
        "name": "claims",
        "title": "Quantified claims of official work reports",
        "rules": f"cpcc-extract {rule_version(style.rules)}",
        "resources": [_output(name, format, style), _codebook(style.rules), _units(style.rules)],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _output(name: str, format: str, style: Style) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": "claims",
        "path": name,
        "format": format,
        "mediatype": _MEDIA[format],
        "encoding": "utf-8",
    }
    if format not in _TABULAR:
        return described
    fields = [_field(column, style) for column in columns(style.columns)]
    described |= {"type": "table", "schema": {"fields": fields, "missingValues": [""]}}
    if format in ("csv", "tsv"):
        described["dialect"] = {"delimiter": "," if format == "csv" else "\t", "lineTerminator": "\r\n"}
    return described


def _field(column: Column, style: Style) -> dict[str, Any]:
    field = table_field(column)
    if style.headers == "zh":
        field |= {"name": column.header, "title": column.id}
    if column.type == "number":
        field["unit"] = "as the column unit says"
    return field


def _codebook(over: Overlay) -> dict[str, Any]:
    rows = [[row.id, row.label, row.definition] for row in codebook_rows(over)]
    return _inline("codebook", ["id", "label", "definition"], rows)


def _units(over: Overlay) -> dict[str, Any]:
    rows = [[row.id, row.dimension] for row in read_rows("units.toml", "unit", UnitRow, over)]
    return _inline("units", ["unit", "dimension"], rows)


def _inline(name: str, names: list[str], rows: list[list[str]]) -> dict[str, Any]:
    fields = [{"name": field, "type": "string"} for field in names]
    data = [dict(zip(names, row, strict=True)) for row in rows]
    return {"name": name, "type": "table", "data": data, "schema": {"fields": fields}}
