"""The published schemas: fresh, and true of what the program puts out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cpcc_extract import parse
from cpcc_extract.errors import CpccError
from cpcc_extract.schemas import SCHEMAS, schema_text
from cpcc_extract.writers.table import header

FOLDER = Path(__file__).parent.parent / "schemas"
REPORT = "# 2024年工作\n\n## 一、提案\n\n全年收到提案190余件,立案率92.6%。\n来了30至50人。\n"
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
    "array": list,
    "object": dict,
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_are_fresh(name: str) -> None:
    path = FOLDER / f"{name}.json"
    assert path.read_text(encoding="utf-8") == schema_text(name), (
        f"run: cpcc-extract schema {name} > schemas/{name}.json"
    )


def test_there_are_no_other_files() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(SCHEMAS)


def test_unknown_schema() -> None:
    with pytest.raises(CpccError, match="there are document, claim, table"):
        schema_text("row")


def holds(value: Any, schema: dict[str, Any], defs: dict[str, Any], path: str) -> None:
    """Assert that a value fits a schema, as far as the schemas here go."""
    if "$ref" in schema:
        schema = defs[schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        fitting = [one for one in schema["anyOf"] if "$ref" in one or isinstance(value, TYPES[one["type"]])]
        assert fitting, f"{path}: {value!r}"
        if value is not None:
            holds(value, next(one for one in fitting if one.get("type") != "null"), defs, path)
        return
    assert isinstance(value, TYPES[schema["type"]]), f"{path}: {value!r} is no {schema['type']}"
    assert value in schema.get("enum", [value]), path
    assert value == schema.get("const", value), path
    if schema["type"] == "object" and "properties" in schema:
        assert schema["additionalProperties"] is False
        assert list(value) == list(schema["properties"]), path
        for name, part in schema["properties"].items():
            holds(value[name], part, defs, f"{path}.{name}")
    if schema["type"] == "array":
        for part in value:
            holds(part, schema["items"], defs, f"{path}[]")


def test_documents_and_claims_fit_their_schemas() -> None:
    document = json.loads(parse(REPORT).model_dump_json())
    assert len(document["claims"]) == 3
    schema = json.loads(schema_text("document"))
    holds(document, schema, schema["$defs"], "document")
    schema = json.loads(schema_text("claim"))
    for claim in document["claims"]:
        holds(claim, schema, schema["$defs"], "claim")


def test_what_does_not_fit_is_seen() -> None:
    schema = json.loads(schema_text("claim"))
    claim = json.loads(parse(REPORT).claims[0].model_dump_json())
    for change in ({"value": "190"}, {"bound": "some"}, {"start": None}, {"period": 2024}):
        with pytest.raises(AssertionError):
            holds(claim | change, schema, schema["$defs"], "claim")


def test_every_claim_field_and_column_is_described() -> None:
    fields = json.loads(schema_text("claim"))["properties"]
    assert [name for name, field in fields.items() if not field.get("description")] == []
    columns = json.loads(schema_text("table"))["fields"]
    assert [column["name"] for column in columns] == header("en")
    assert all(column["description"] and column["title"] for column in columns)


def test_columns_have_the_types_of_their_fields() -> None:
    fields = json.loads(schema_text("claim"))["properties"]
    for column in json.loads(schema_text("table"))["fields"]:
        if column["name"] in fields and column["name"] not in ("period", "section_path"):
            field = fields[column["name"]]
            assert column["type"] in [one["type"] for one in field.get("anyOf", [field])], column["name"]
