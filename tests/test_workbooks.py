"""XLSX and CSV read back by a library that did not write them: numbers are numbers, text is text, whatever it says."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cpcc_extract import Document, parse, source_from_text
from cpcc_extract.failure import Failure
from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.writers import sheets
from cpcc_extract.writers.formats import Style, writer_for
from cpcc_extract.writers.sheets import CELL, cell_text
from cpcc_extract.writers.table import header, rows

REPORT = (
    "# 凤凰县政协2024年工作\n\n## 提案\n\n全年收到提案1190件,立案率92.6%,争取资金1.2亿元。\n"
    "## 走访\n\n3月15日走访20至30户。\n"
)
HOSTILE = (
    "=1+1收到提案3件。\n+cmd|' /C calc'!A0收到提案4件。\n-2+3收到提案5件。\n@SUM(A1)收到提案6件。\n"
    '\t=2收到提案7件。\n\r=3收到提案8件。\n=HYPERLINK("http://example.org","收到提案9件")。\n'
    "http://example.org/收到提案10件。\n{=SUM(A1)}收到提案11件。\n"
)


def document(text: str = REPORT, name: str = "a.txt") -> Document:
    return parse(source_from_text(text, name=name))


def written(name: str, documents: Iterable[Document], failures: Iterable[Failure] = (), **style: Any) -> bytes:
    out = io.BytesIO()
    writer_for(name)(documents, out, Style(**style), failures)
    return out.getvalue()


def book(documents: Iterable[Document], failures: Iterable[Failure] = (), **style: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", documents, failures, **style)), rich_text=True)


def cells(sheet: Any) -> list[dict[str, Any]]:
    names, *found = list(sheet.iter_rows())
    return [dict(zip([cell.value for cell in names], row, strict=True)) for row in found]


def test_a_sheet_for_each_kind_of_row() -> None:
    failure = Failure("b.txt", "failed", "EmptyError", "the file is empty")
    found = book([document()], [failure])
    assert found.sheetnames == ["claims", "sections", "articles", "failures", "codebook"]
    assert [cell["title"].value for cell in cells(found["sections"])] == ["提案", "走访"]
    assert [cell["organisation"].value for cell in cells(found["articles"])] == ["凤凰县政协"]
    assert [cell.value for cell in found["failures"][2]] == ["b.txt", "failed", "EmptyError", "the file is empty"]
    assert "proposal.received" in [cell["id"].value for cell in cells(found["codebook"])]
    for sheet in found:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    widths = found["claims"].column_dimensions
    assert widths[openpyxl.utils.get_column_letter(header("en").index("sentence") + 1)].width > 60


def test_same_cells_as_the_other_tables_have() -> None:
    one = document()
    for cells_of_row, expected in zip(book([one])["claims"].iter_rows(min_row=2), rows([one]), strict=True):
        for cell, value, column in zip(cells_of_row, expected, table_columns(), strict=True):
            if column.type == "date" and value is not None:
                assert cell.value == datetime.fromisoformat(str(value))
            elif column.type == "number" and value is not None:
                assert Decimal(str(cell.value)) == value
            else:
                assert (None if cell.value is None else str(cell.value)) == (None if value is None else str(value))


SHOWN = [("1190件", "#,##0"), ("92.6%", '0.0"%"'), ("1.2亿元", "#,##0"), ("20至30户", "#,##0")]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_numbers_are_numbers_and_show_as_their_unit_wants(text: str, shown: str) -> None:
    (row,) = [row for row in cells(book([document()])["claims"]) if row["text"].value == text]
    assert row["value"].data_type == "n"
    assert row["value"].number_format == shown


def test_a_number_too_long_for_a_spreadsheet_stays_exact_as_text() -> None:
    claims = document("收到捐款1234567890123456789元。\n占0.1234567890123456%。")
    values = [row["value"] for row in cells(book([claims])["claims"])]
    assert [(cell.value, cell.data_type) for cell in values] == [
        ("1234567890123456789", "s"),
        ("0.1234567890123456", "s"),
    ]


def test_the_mention_is_set_off_in_its_sentence() -> None:
    found = cells(book([document("收到提案3件、意见3件,其中3件由委员提出。")])["claims"])
    starts = []
    for row in found:
        before, mention, *_ = row["sentence"].value
        assert (mention.text, mention.font.b) == ("3件", True)
        starts.append(len(before))
    assert starts == [4, 9, 14]


@pytest.mark.parametrize("text", [HOSTILE, HOSTILE.replace("\n", "。\n")])
def test_no_text_of_a_report_becomes_a_formula(text: str) -> None:
    hostile = document(text, name="=cmd.txt")
    assert len(hostile.claims) >= 8
    failure = Failure("=bad.txt", "failed", "=E", "=1+1")
    found = book([hostile], [failure])
    for sheet in found:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "d"}
    assert cells(found["claims"])[0]["source"].value == "=cmd.txt"
    assert found["failures"]["D2"].value == "=1+1"
    sentences = [str(row["sentence"].value) for row in cells(found["claims"])]
    assert sentences == [claim.sentence for claim in hostile.claims]
    for name, delimiter in (("csv", ","), ("tsv", "\t")):
        printed = csv.reader(io.StringIO(written(name, [hostile]).decode(), newline=""), delimiter=delimiter)
        lines = list(printed)
        assert all(not cell.startswith(("=", "@", "\t", "\r", "+")) for line in lines for cell in line)
        assert [line[0] for line in lines[1:]] == ["'=cmd.txt"] * len(hostile.claims)


CELLS = [
    ("提案", "提案"),
    ("x" * CELL, "x" * CELL),
    ("x" * (CELL + 1), "x" * (CELL - 1) + "…"),
    ("😀" * CELL, "😀" * (CELL // 2) + "…"),
    ("<r><t>a</t></r>", "<r><t>a</t></r> "),
]


@pytest.mark.parametrize(("text", "cell"), CELLS, ids=["short", "full", "long", "astral", "markup"])
def test_what_a_cell_can_hold(text: str, cell: str) -> None:
    assert cell_text(text) == cell
    assert len(cell.encode("utf-16-le")) // 2 <= CELL


# (what a report says, how the reader gives it back: codes of the file format stay codes)
STRANGE = [
    ("\x01甲\x0b", "_x0001_甲_x000B_"),
    ("_x0041_", "_x0041_"),
    ("<r><t>&amp;</t></r>", "<r><t>&amp;</t></r>"),
    ("<b>&amp;", "<b>&amp;"),
    ("\ufffe\uffff", "_xFFFE__xFFFF_"),
    ("甲" * 40_000, "甲" * 40_000),
    ("\U0002070e", "\U0002070e"),
]


@pytest.mark.parametrize(("text", "shown"), STRANGE, ids=range(len(STRANGE)))
def test_strange_text_comes_back(text: str, shown: str) -> None:
    one = document(f"{text}走访9户。", name=text[:100])
    (claim,), (row,) = one.claims, cells(book([one])["claims"])
    sentence = claim.sentence.replace(text, shown)
    assert str(row["sentence"].value) == (sentence if len(sentence) < CELL else sentence[: CELL - 1] + "…")
    assert str(row["source"].value).rstrip() == shown[:100]


def test_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROWS", 4)
    many = document("".join(f"收到提案{number}件。\n" for number in range(1, 9)))
    found = book([many])
    assert found.sheetnames == ["claims", "sections", "articles", "failures", "codebook", *found.sheetnames[5:]]
    claims = [name for name in found.sheetnames if name.startswith("claims")]
    assert claims == ["claims", "claims 2", "claims 3"]
    assert [row["value"].value for name in claims for row in cells(found[name])] == list(range(1, 9))
    assert all(found[name].freeze_panes == "A2" for name in claims)


def test_what_cannot_be_finished_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def cut_off() -> Iterator[Document]:
        yield document()
        assert list(tmp_path.iterdir()), "rows wait there while the workbook grows"
        raise EOFError

    with pytest.raises(EOFError):
        written("xlsx", cut_off())
    assert not list(tmp_path.iterdir())


def test_chinese_headers_and_chosen_columns() -> None:
    found = book([document()], headers="zh", columns=("sentence", "value", "source"))
    assert found.sheetnames == ["数据", "章节", "文章", "未处理文件", "指标手册"]
    assert [cell.value for cell in found["数据"][1]] == ["句子", "数值", "来源"]
    assert found["数据"]["B2"].value == 1190
    assert found["数据"]["A2"].value[1].text == "1190件"
    table = written("csv", [document()], columns=("value", "item")).decode().splitlines()
    assert table[:2] == ["value,item", "1190,提案"]


def test_same_documents_same_bytes() -> None:
    assert written("xlsx", [document()]) == written("xlsx", [document()])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    documents = [document(), document(HOSTILE, "=b.txt"), *(document(f"{text}走访9户。") for text, _ in STRANGE)]
    (tmp_path / "a.xlsx").write_bytes(written("xlsx", documents))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1", "a.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (made,) = tmp_path.glob("*.csv")
    shown = list(csv.DictReader(io.StringIO(made.read_text("utf-8"), newline="")))
    claims = [claim for one in documents for claim in one.claims]
    assert [row["text"] for row in shown] == [claim.text for claim in claims]
    assert [row["value"] for row in shown] == [str(claim.value) for claim in claims]
    assert shown[4]["sentence"].startswith("=1+1收到提案3件")
    assert shown[4]["source"] == "=b.txt"
