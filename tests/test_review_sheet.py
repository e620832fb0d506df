"""The workbook for corrections by hand: what is written, where, and what is never overwritten."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from reviewing import HOSTILE, REPORT, edited, figures, put, report_in, run, workbook

from cpcc_extract.errors import WriteError
from cpcc_extract.review import sheet as sheet_module
from cpcc_extract.review.layout import fields, headings
from cpcc_extract.review.sheet import marked
from cpcc_extract.runs.pair import joined, parted


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return report_in(tmp_path)


def test_one_row_a_claim_in_the_order_of_the_text(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "review.xlsx"
    plain = run("parse", report, "--csv")
    done = run("parse", report, "--csv", "--review", out)
    assert (done.returncode, done.stdout) == (0, plain.stdout)
    book = openpyxl.load_workbook(out)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("review", "visible"),
        ("original", "hidden"),
        ("how to", "visible"),
    ]
    names, *rows = list(book["review"].iter_rows(values_only=True))
    assert names == ("source", "line", "sentence", "verdict", "note", *fields(), "id", "start", "end")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    assert [row["text"] for row in found] == ["190余件", "176件", "92.6%", "3.1个百分点", "30人"]
    assert [row["value"] for row in found] == [190, 176, 92.6, 3.1, 30]
    assert found[1]["sentence"] == "全年收到提案190余件,审查立案〔176件〕,立案率92.6%,比上年提高3.1个百分点。"
    assert all(REPORT[row["start"] : row["end"]] == row["text"] for row in found)
    assert {row["source"] for row in found} == {str(report)}
    assert all(row["verdict"] is None and row["note"] is None for row in found)


def test_ids_are_hidden_and_locked_and_answers_are_not(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(workbook(tmp_path)).worksheets[0]
    at = {cell.value: cell for cell in sheet[1]}
    assert sheet.protection.sheet
    hidden = [one for one in sheet.column_dimensions.values() if one.hidden]
    covered = {column for one in hidden for column in range(one.min, one.max + 1)}
    assert covered == {at[name].column for name in ("id", "start", "end")}
    for heading in headings():
        assert sheet.cell(2, at[heading.id].column).protection.locked == heading.locked, heading.id
    lists = {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert lists[f"{at['verdict'].column_letter}2"] == '"right,wrong,not a claim"'
    assert lists[f"{at['status'].column_letter}2"] == '"actual,target"'


def test_chinese_heads_and_lists(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "校对.xlsx"
    assert run("parse", report, "--json", "--headers", "zh", "--review", out).returncode == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["校对", "原值", "说明"]
    assert [cell.value for cell in book["校对"][1]][:8] == [
        "来源",
        "行",
        "句子",
        "判断",
        "备注",
        "原文",
        "数值",
        "数值上限",
    ]
    assert '"对,错,非数据"' in [one.formula1 for one in book["校对"].data_validations.dataValidation]
    edited(out, put((2, "判断", "对"), (3, "判断", "wrong"), (4, "判断", " Not a claim "), (5, "判断", "非数据")))
    found = figures(out)
    assert (found["judged"], found["right"], found["unspecified"], found["false"]) == (4, 1, 1, 2)


def test_both_languages_say_how(tmp_path: Path) -> None:
    lines = [row[0] for row in openpyxl.load_workbook(workbook(tmp_path))["how to"].iter_rows(values_only=True)]
    assert any("choose the verdict" in str(line) for line in lines)
    assert any("漏掉的数据" in str(line) for line in lines)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    assert workbook(tmp_path).read_bytes() == workbook(tmp_path).read_bytes()


def test_hostile_text_is_never_a_formula(tmp_path: Path) -> None:
    path = workbook(tmp_path, HOSTILE)
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any("hyperlink" in name.lower() for name in package.namelist())
    assert len(sheets) == 3
    assert not any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets)
    found = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in found if cell.data_type == "f"]
    assert any(str(cell.value).startswith('=HYPERLINK("http://example.org"') for cell in found)
    edited(path, put())
    assert figures(path)["judged"] == 0


@pytest.mark.parametrize(
    ("sentence", "text", "begin", "expected"),
    [
        ("收到3件,办结3件。", "3件", 0, ("收到〔3件〕,办结3件。", 4)),
        ("收到3件,办结3件。", "3件", 4, ("收到3件,办结〔3件〕。", 9)),
        ("收到30件。", "3\n0件", 0, ("收到〔30件〕。", 5)),
        ("收到3件。", "4件", 0, ("收到3件。", 0)),
        ("收到3件。", "", 2, ("收到3件。", 2)),
    ],
)
def test_marks(sentence: str, text: str, begin: int, expected: tuple[str, int]) -> None:
    assert marked(sentence, text, begin) == expected


def test_more_claims_than_a_sheet_has_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "ROWS", 4)
    with pytest.raises(WriteError, match="fewer files"):
        workbook(tmp_path)


def test_several_files_and_batch_write_the_same(report: Path, tmp_path: Path) -> None:
    other = tmp_path / "report2.txt"
    other.write_text("# 2023年工作\n\n收到提案88件。\n", encoding="utf-8")
    one, two, three = (tmp_path / "out" / f"{name}.xlsx" for name in ("one", "two", "three"))
    one.parent.mkdir()
    assert run("parse", report, other, "--jsonl", "--review", one).returncode == 0
    ids = [row[-3] for row in openpyxl.load_workbook(one).worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert ids == ["1/c1", "1/c2", "1/c3", "1/c4", "1/c5", "2/c1"]
    plain, table = tmp_path / "out" / "plain.csv", tmp_path / "out" / "table.csv"
    files = ("batch", report, other, "--jobs", "2")
    assert run(*files, "-o", plain).returncode == 0
    assert run(*files, "-o", table, "--review", two).returncode == 0
    assert table.read_bytes() == plain.read_bytes()
    assert run(*files, "-o", f"{tmp_path / 'out' / 'each'}/", "--format", "json", "--review", three).returncode == 0
    assert one.read_bytes() == two.read_bytes() == three.read_bytes()
    assert sorted(path.name for path in (tmp_path / "out" / "each").iterdir()) == [
        "report.txt.json",
        "report2.txt.json",
    ]


def test_parts_are_told_apart() -> None:
    assert parted(joined(b"", b"ab")) == (b"", b"ab")
    assert parted(joined(b"abc", b"")) == (b"abc", b"")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--csv", "--review", "out.csv"], 2, "ending must be .xlsx"),
        (["-o", "out.xlsx", "--review", "out.xlsx"], 2, "is the output too"),
        (["--csv", "--review", "missing/out.xlsx"], 2, "directory does not exist"),
    ],
)
def test_places_that_are_refused(report: Path, tmp_path: Path, arguments: list[str], status: int, said: str) -> None:
    placed = [str(tmp_path / one) if "." in one else one for one in arguments]
    done = run("parse", report, *placed)
    assert done.returncode == status
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("command", ["parse", "batch"])
def test_a_filled_workbook_is_never_overwritten(command: str, report: Path, tmp_path: Path) -> None:
    review, out = tmp_path / "review.xlsx", tmp_path / "claims.csv"
    arguments = (command, report, "-o", out, "--review", review)
    assert run(*arguments).returncode == 0
    assert run(*arguments).returncode == 0, "nobody has touched it, so it is written anew"
    book = openpyxl.load_workbook(review)
    put((2, "verdict", "right"))(book.active, {cell.value: cell.column for cell in book.active[1]})
    book.save(review)
    filled, out_before = review.read_bytes(), out.read_bytes()
    report.write_text("收到提案9件。", encoding="utf-8")
    done = run(*arguments)
    assert done.returncode == 2
    assert "somebody has saved it since it was written" in " ".join(done.stderr.split())
    assert (review.read_bytes(), out.read_bytes()) == (filled, out_before)


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook_of_ours_is_never_overwritten(content: bytes, report: Path, tmp_path: Path) -> None:
    review = tmp_path / "mine.xlsx"
    review.write_bytes(content)
    assert run("parse", report, "--csv", "--review", review).returncode == 2
    assert review.read_bytes() == content


def test_an_input_is_never_overwritten_and_nothing_is_written_of_nothing(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    before = book.read_bytes()
    assert run("parse", book, "--csv", "--review", book).returncode == 2
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert run("parse", empty, "--csv", "--review", tmp_path / "none.xlsx").returncode == 1
    assert book.read_bytes() == before
    assert not (tmp_path / "none.xlsx").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_what_is_wrong_with_the_other_output_is_not_said_of_the_workbook(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(REPORT * 200, encoding="utf-8")
    command = [sys.executable, "-m", "cpcc_extract", "parse", long, "--csv", "--review", tmp_path / "review.xlsx"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "standard output" in done.stderr
    assert not (tmp_path / "review.xlsx").exists()
