"""Writers: the same rows in every format, safe in a spreadsheet, and files that are there whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract import exact_json, parse, source_from_text
from cpcc_extract.errors import WriteError
from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.records import Claim, Document
from cpcc_extract.writers.formats import FORMATS, Style, format_named, format_of, writer_for
from cpcc_extract.writers.separated import printed
from cpcc_extract.writers.table import header
from cpcc_extract.writers.whole_file import whole_file

COLUMNS = (
    "source id article section organisation division_code period period_start period_end period_text section_title "
    "section_path indicator indicator_label item action text start end line column value value_max unit dimension "
    "bound change comparison status part_of repeats sentence rule page paragraph"
)
REPORT = '# 2024年工作\n\n## 一、提案\n\n### (一)办理\n\n全年收到提案190余件,立案１７６\n件,"立案率"92.6%。\n'


def documents() -> list[Document]:
    return [parse(source_from_text(REPORT, name="a.txt")), parse(source_from_text("3月走访20至30户。", name="b.txt"))]


def written(name: str, found: list[Document] | None = None, **style: Any) -> bytes:
    out = io.BytesIO()
    writer_for(name)(documents() if found is None else found, out, Style(**style))
    return out.getvalue()


def table(name: str) -> list[dict[str, str]]:
    delimiter = "," if name == "csv" else "\t"
    return list(csv.DictReader(io.StringIO(written(name).decode(), newline=""), delimiter=delimiter))


def test_columns_and_their_order() -> None:
    assert header("en") == COLUMNS.split()
    assert {column.id for column in table_columns() if not column.note} == set(Claim.field_names()) - {
        "period",
        "section_path",
    }


def test_chinese_headers_are_all_there_and_all_different() -> None:
    names = header("zh")
    assert names[0] == "来源"
    assert len(set(names)) == len(names)
    assert not any(name.isascii() for name in names)
    assert written("csv", headers="zh").decode().splitlines()[0] == ",".join(names)


def test_csv_and_tsv_hold_the_same_rows() -> None:
    rows = table("csv")
    assert rows == table("tsv")
    assert [row["source"] for row in rows] == ["a.txt"] * 3 + ["b.txt"]


def test_tables_flatten_what_json_nests() -> None:
    nested = [exact_json.loads(line) for line in written("jsonl").splitlines()]
    assert [next(iter(row)) for row in nested] == ["source"] * 4
    for row, claim in zip(table("csv"), nested, strict=True):
        period = claim["period"] or {}
        for name in ("label", "start", "end", "text"):
            assert row["period" if name == "label" else f"period_{name}"] == (period.get(name) or "")
        assert row["section_path"] == " / ".join(claim["section_path"])
        for name in set(row) & set(claim) - {"period", "section_path"}:
            assert row[name] == ("" if claim[name] is None else str(claim[name]))
    assert nested[1]["text"] == "１７６\n件"
    assert nested[2]["section_path"] == ["一、提案", "(一)办理"]


def test_json_is_an_object_for_one_input_and_an_array_for_several() -> None:
    one = written("json", documents()[:1])
    assert exact_json.loads(one) == exact_json.loads(documents()[0].model_dump_json())
    assert exact_json.loads(written("json", many=True))[0] == exact_json.loads(one)
    assert json.loads(written("json", [], many=True)) == []
    assert len(exact_json.loads(written("json", documents()[:1], many=True))) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_same_documents_same_bytes(name: str) -> None:
    assert written(name, many=True) == written(name, many=True)


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_byte_order_mark(name: str) -> None:
    assert written(name, bom=True) == b"\xef\xbb\xbf" + written(name)


def test_headers_stand_even_without_claims() -> None:
    assert written("csv", [parse("没有。")]).decode() == ",".join(COLUMNS.split()) + "\r\n"


CELLS = [
    (None, ""),
    ("", ""),
    (7, "7"),
    (Decimal("-3.20"), "-3.2"),
    (Decimal("1.2E+3"), "1200"),
    (date(2024, 2, 29), "2024-02-29"),
    ("提案", "提案"),
    ("-3.2%", "-3.2%"),
    ("+1,000", "+1,000"),
    ("=1+1", "'=1+1"),
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-1+1", "'-1+1"),
    ("-两件", "'-两件"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("\n=1", "'\n=1"),
    ("＝1+1", "'＝1+1"),
    ("a=1", "a=1"),
]


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_cells_never_run(cell: Any, text: str) -> None:
    assert printed(cell) == text


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    cell = printed(text)
    assert cell in (text, "'" + text)
    assert not cell.startswith(("=", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_format_by_ending() -> None:
    assert [format_of(Path(name)) for name in ("a.csv", "b.JSON", "c.d.jsonl", "e.tsv", "f.txt", "g")] == [
        "csv",
        "json",
        "jsonl",
        "tsv",
        None,
        None,
    ]


def test_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with whole_file(path) as out:
        out.write(b"half")
        out.flush()
        assert not path.exists()
        out.write(b" whole")
    assert path.read_bytes() == b"half whole"
    assert list(tmp_path.iterdir()) == [path]


def test_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before")

    def fail() -> None:
        with whole_file(path) as out:
            out.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="rights and links are these only here")
def test_rights_and_links_are_kept(tmp_path: Path) -> None:
    path, link, new = tmp_path / "a.csv", tmp_path / "link.csv", tmp_path / "new.csv"
    path.write_text("before")
    path.chmod(0o640)
    link.symlink_to(path)
    for target in (link, new):
        with whole_file(target) as out:
            out.write(b"after")
    assert link.is_symlink()
    assert path.read_text() == "after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(os.name != "posix", reason="has /dev/null")
def test_devices_are_written_to_not_replaced() -> None:
    with whole_file(Path("/dev/null")) as out:
        out.write(b"x")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(("place", "advice"), [("", "is a directory"), ("no/a.csv", "does not exist")])
def test_places_that_cannot_be_written(tmp_path: Path, place: str, advice: str) -> None:
    def write() -> None:
        with whole_file(tmp_path / place) as out:
            out.write(b"x")

    with pytest.raises(WriteError, match=advice):
        write()


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv"])
def test_long_documents_are_written_in_pieces(name: str) -> None:
    document = parse("全年收到提案190件。\n" * 2_500)
    format = format_named(name)
    pieces = list(format.chunks(document, Style()))  # type: ignore[attr-defined]
    assert len(pieces) > 2
    assert max(map(len, pieces)) < sum(map(len, pieces)) / 2
    assert b"".join(pieces) == format.encode(document, Style())
    whole, parted = io.BytesIO(), io.BytesIO()
    format.assemble([format.encode(document, Style())], (), whole, Style())
    writer_for(name)([document], parted, Style())
    assert parted.getvalue() == whole.getvalue()
