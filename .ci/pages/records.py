"""Write docs/records.md from the records that leave the package.

python .ci/pages/records.py            write it
python .ci/pages/records.py --check    fail where it is out of date
"""

from __future__ import annotations

import re
from typing import Any

from page import publish, table

from cpcc_extract import SCHEMA_VERSION
from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.records import Document
from cpcc_extract.schemas import table_field

_CALLED = {"Claim": "The claim", "Document": "The document"}
_PLAIN = {"string": "text", "integer": "whole number", "number": "exact number", "null": "null", "array": "list"}


def pages() -> dict[str, str]:
    """The text of the page by its name."""
    schema = Document.model_json_schema()
    lines = [
        "# Records",
        "",
        "Written by `python .ci/pages/records.py` from the classes that `cpcc-extract schema` prints as JSON Schema;",
        f"schema version {SCHEMA_VERSION}. Fields stand in the order of the output. Offsets count characters of the",
        "text that was read, from 0; `start` is that of the first character, `end` that behind the last.",
    ]
    records = {"Document": schema, **schema["$defs"]}
    for name in _as_met(records):
        lines += _record(name, records[name])
    lines += [
        "",
        "## Columns of tables",
        "",
        "CSV, TSV, XLSX and Parquet, one claim a row; SQLite has the same in its table `claims`. `--headers zh` prints",
        "the Chinese names.",
        "",
        *table(
            ("column", "Chinese", "type", "meaning"),
            (
                (f"`{column.id}`", column.header, column.type, table_field(column)["description"])
                for column in table_columns()
            ),
        ),
    ]
    return {"records.md": "\n".join(lines) + "\n"}


def _as_met(records: dict[str, Any]) -> list[str]:
    """Names of the records, from the document on, each behind the one that first speaks of it."""
    order = ["Document"]
    for name in order:
        found = re.findall(r"#/\$defs/(\w+)", repr(records[name]["properties"]))
        order += [one for one in dict.fromkeys(found) if one not in order]
    return order


def _record(name: str, schema: dict[str, Any]) -> list[str]:
    rows = ((f"`{field}`", _type(inner), inner.get("description", "")) for field, inner in schema["properties"].items())
    return [
        "",
        f"## {_CALLED.get(name, name)}",
        "",
        schema["description"],
        "",
        *table(("field", "type", "meaning"), rows),
    ]


def _type(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{_CALLED.get(name, name).lower().replace(' ', '-')})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("format") == "date":
        return "date"
    kind = _PLAIN[schema["type"]]
    return f"{kind} of {_type(schema['items'])}" if kind == "list" else kind


if __name__ == "__main__":
    publish(pages(), ".ci/pages/records.py")
