"""SQLite, Parquet, data frames and the description of tables, read back with the libraries people use."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import pandas
import polars
import pyarrow.parquet
import pytest

from cpcc_extract import Document, parse, source_from_text, to_dataframe
from cpcc_extract.errors import ColumnError, MissingExtraError, WriteError
from cpcc_extract.failure import Failure
from cpcc_extract.lexicon.version import rule_version
from cpcc_extract.writers.datapackage import describe
from cpcc_extract.writers.decimals import fitting
from cpcc_extract.writers.extras import library, require
from cpcc_extract.writers.formats import FORMATS, Headers, Style, writer_for
from cpcc_extract.writers.table import header, rows
from cpcc_extract.writers.whole_file import whole_file

REPORT = "# 凤凰县政协2024年工作\n\n## 提案\n\n全年收到提案190件,立案率92.6%。\n3月15日走访20至30户。\n"


def document(text: str = REPORT, name: str = "a.txt") -> Document:
    return parse(source_from_text(text, name=name))


def write(path: Path, *documents: Document, failures: tuple[Failure, ...] = ()) -> None:
    """As the command does: the new file takes the place of the one that it goes on from."""
    with whole_file(path) as out:
        writer_for("sqlite")(documents, out, Style(previous=path), failures)


def query(path: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(statement, values).fetchall()


# SQLite


def test_tables_with_keys(tmp_path: Path) -> None:
    path, one = tmp_path / "a.sqlite", document()
    write(path, one, failures=(Failure("b.txt", "failed", "EmptyError", "empty"),))
    names = ", ".join(f'"{name}"' for name in header("en"))
    stored = query(path, f"SELECT {names} FROM claims ORDER BY row")
    plain = [tuple(str(cell) if isinstance(cell, Decimal | date) else cell for cell in row) for row in rows([one])]
    assert stored == plain
    joined = query(
        path,
        "SELECT articles.organisation, sections.title, claims.text FROM claims "
        "JOIN articles ON articles.document = claims.document AND articles.'index' = claims.article "
        "JOIN sections ON sections.document = claims.document AND sections.id = claims.section ORDER BY claims.row",
    )
    assert joined == [("凤凰县政协", "提案", text) for text in ("190件", "92.6%", "20至30户")]
    assert query(path, "SELECT source, sha256, rules FROM documents") == [("a.txt", one.source.sha256, rule_version())]
    assert query(path, "SELECT source, reason FROM failures") == [("b.txt", "empty")]
    assert ("收到提案数",) in query(path, "SELECT label FROM codebook")
    assert query(path, "PRAGMA foreign_key_check") == []
    assert query(path, "PRAGMA integrity_check") == [("ok",)]


def test_values_are_exact_and_can_be_added(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    write(path, document("收到捐款1234567890123456789元,占0.1%。"))
    assert query(path, "SELECT value, value_number FROM claims ORDER BY row") == [
        ("1234567890123456789", 1234567890123456768.0),
        ("0.1", 0.1),
    ]


def test_sentences_can_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    write(path, document(), document("组织委员视察5次。", "b.txt"))
    found = "SELECT claims.text FROM sentences JOIN claims ON claims.row = sentences.rowid WHERE"
    assert query(path, f"{found} sentences MATCH '委员视察'") == [("5次",)]


def sources(path: Path) -> list[tuple[str, str]]:
    return query(path, "SELECT source, text FROM claims ORDER BY row")


def test_writing_again_brings_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    first, second = document("走访1户。", "a.txt"), document("走访2户。", "b.txt")
    write(path, first, second)
    write(path, first, second)
    assert sources(path) == [("a.txt", "1户"), ("b.txt", "2户")]
    write(path, document("走访3户。", "b.txt"))  # b has changed
    assert sources(path) == [("a.txt", "1户"), ("b.txt", "3户")]
    write(path, document("走访1户。", "moved/a.txt"))  # a has moved
    assert sources(path) == [("b.txt", "3户"), ("moved/a.txt", "1户")]
    assert query(path, "SELECT rowid FROM sentences WHERE sentences MATCH '走访2'") == []
    assert query(path, "INSERT INTO sentences(sentences) VALUES ('integrity-check')") == []
    assert len(query(path, "SELECT * FROM documents")) == 2


def test_copies_in_one_run_both_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    for _ in range(2):
        write(path, document("走访1户。", "a.txt"), document("走访1户。", "copy.txt"))
        assert sources(path) == [("a.txt", "1户"), ("copy.txt", "1户")]


@pytest.mark.parametrize("content", [b"no database", b""])
def test_other_files_are_not_touched(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(content)
    with pytest.raises(WriteError, match="name another file"):
        write(path, document())
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_other_databases_are_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    query(path, "CREATE TABLE mine (a)")
    with pytest.raises(WriteError, match="name another file"):
        write(path, document())
    assert query(path, "SELECT name FROM sqlite_master") == [("mine",)]


# Parquet and data frames


def parquet(*documents: Document, **style: Any) -> Any:
    out = io.BytesIO()
    writer_for("parquet")(documents, out, Style(**style))
    return pyarrow.parquet.read_table(io.BytesIO(out.getvalue()))


def test_parquet_holds_the_same_rows_with_exact_types() -> None:
    one = document()
    table = parquet(one)
    assert table.column_names == header("en")
    assert [list(row.values()) for row in table.to_pylist()] == list(rows([one]))
    assert str(table.schema.field("value").type) == "decimal128(38, 12)"
    assert str(table.schema.field("period_start").type) == "date32[day]"
    assert table.schema.metadata[b"rules"].decode() == rule_version()


def test_parquet_in_groups_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpcc_extract.writers.parquet._GROUP", 2)
    assert [str(value) for value in parquet(document(), document())["text"]] == ["190件", "92.6%", "20至30户"] * 2


def test_parquet_without_claims_and_with_chosen_columns() -> None:
    assert parquet(document("没有。")).num_rows == 0
    assert parquet(document(), columns=("value", "item"), headers="zh").column_names == ["数值", "事项"]


FITTING = [
    ("92.6", True),
    ("-0.000000000001", True),
    ("0.0000000000001", False),
    ("1.5000000000000000", True),
    ("99999999999999999999999999", True),
    ("100000000000000000000000000", False),
]


@pytest.mark.parametrize(("value", "fits"), FITTING)
def test_decimals_fit_exactly_or_not_at_all(value: str, fits: bool) -> None:
    assert fitting(Decimal(value)) == (Decimal(value) if fits else None)


def test_data_frames() -> None:
    documents = [document(), document("占0.25%。", "b.txt")]
    frame = to_dataframe(documents)
    assert isinstance(frame, polars.DataFrame)
    assert frame.rows() == [tuple(row) for row in rows(documents)]
    assert frame.schema["value"] == polars.Decimal(38, 12)
    other = to_dataframe(documents, library="pandas")
    assert isinstance(other, pandas.DataFrame)
    assert list(other["value"]) == [Decimal("190"), Decimal("92.6"), Decimal("20"), Decimal("0.25")]
    assert other["start"].sum() == sum(claim.start for one in documents for claim in one.claims)
    assert to_dataframe(documents[0], columns=["item", "value"]).columns == ["item", "value"]
    with pytest.raises(ColumnError, match="no column 'colour'"):
        to_dataframe(documents, columns=["colour"])


def test_data_frames_without_claims() -> None:
    assert to_dataframe([]).columns == list(to_dataframe([], library="pandas").columns) == header("en")


def test_a_missing_library_is_told_with_its_command() -> None:
    for ask in (library, require):
        with pytest.raises(MissingExtraError, match=r"pip install 'cpcc-extract\[parquet\]'"):
            ask("no_such_library", "parquet", "Parquet")


def test_heavy_libraries_load_only_where_they_are_used() -> None:
    script = (
        "import io, sys; from cpcc_extract import parse; from cpcc_extract.writers.formats import Style, writer_for\n"
        "for name in ('csv', 'json', 'sqlite'): writer_for(name)([parse('走访9户。')], io.BytesIO(), Style())\n"
        "print(*{'pyarrow', 'polars', 'pandas', 'xlsxwriter', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# datapackage.json


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def described(place: Path, name: str, style: Style) -> Path:
    with (place / f"claims.{name}").open("wb") as out:
        writer_for(name)([document(), document("=1+1收到提案3件,\n立案2件。", "=b.txt")], out, style)
    package = place / "datapackage.json"
    package.write_bytes(describe(f"claims.{name}", name, style))
    return package


STYLES = [
    ("csv", Style(bom=True)),
    ("csv", Style(headers="zh")),
    ("tsv", Style(columns=("source", "value", "unit", "period_start"))),
    ("xlsx", Style()),
    ("xlsx", Style(headers="zh", columns=("item", "value"))),
]


@pytest.mark.parametrize(("name", "style"), STYLES)
def test_the_validator_finds_the_table_as_described(name: str, style: Style, place: Path) -> None:
    report = frictionless.validate(str(described(place, name, style)))
    assert report.valid, report.flatten(["type", "message"])
    assert [(task.name, task.stats["rows"]) for task in report.tasks if task.name == "claims"] == [("claims", 5)]


def test_the_validator_sees_what_does_not_fit(place: Path) -> None:
    package = described(place, "csv", Style())
    table = place / "claims.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",92.6,", ",many,"), encoding="utf-8")
    assert frictionless.validate(str(package)).flatten(["type"]) == [["type-error"]]


@pytest.mark.parametrize("name", FORMATS)
def test_every_description_is_valid_and_says_what_made_it(name: str, place: Path) -> None:
    found = json.loads(described(place, name, Style(many=True)).read_bytes())
    assert frictionless.Package.from_descriptor(found).get_resource("claims").path == f"claims.{name}"
    assert found["rules"] == f"cpcc-extract {rule_version()}"
    by_name = {resource["name"]: resource for resource in found["resources"]}
    assert {"id": "proposal.received"}.items() <= by_name["codebook"]["data"][0].items()
    assert {"unit": "百分点", "dimension": "percentage_point"} in by_name["units"]["data"]


@pytest.mark.parametrize("headers", ["en", "zh"])
def test_fields_have_the_names_of_the_columns(headers: Headers) -> None:
    fields = json.loads(describe("a.csv", "csv", Style(headers=headers)))["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == header(headers)
    assert all(field["type"] and field["description"] for field in fields)
