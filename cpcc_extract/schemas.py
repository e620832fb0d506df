"""The published schemas, made from the records and the table's columns; `schemas/` holds them as files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cpcc_extract.errors import CpccError
from cpcc_extract.lexicon.columns import Column, table_columns
from cpcc_extract.records import Claim, Document

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TABLE_DIALECT = "https://datapackage.org/profiles/2.0/tableschema.json"


def schema_text(name: str) -> str:
    """The schema `name` (one of SCHEMAS) as JSON, as its file in `schemas/` holds it. Raises CpccError for no name."""
    if name not in SCHEMAS:
        raise CpccError(f"no schema {name!r}; there are {', '.join(SCHEMAS)}")
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"


def _document() -> dict[str, Any]:
    return {"$schema": _DIALECT} | Document.model_json_schema()


def _claim() -> dict[str, Any]:
    return {"$schema": _DIALECT} | Claim.model_json_schema()


def _table() -> dict[str, Any]:
    """The columns of CSV and TSV in the form of the Table Schema standard."""
    return {"$schema": _TABLE_DIALECT, "fields": [table_field(column) for column in table_columns()]}


def table_field(column: Column) -> dict[str, str]:
    """One column as the Table Schema standard describes it."""
    described = column.note or Claim.model_json_schema()["properties"][column.id]["description"]
    return {"name": column.id, "title": column.header, "type": column.type, "description": described}


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {"document": _document, "claim": _claim, "table": _table}
