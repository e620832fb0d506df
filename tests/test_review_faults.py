"""What in a review workbook cannot be understood, and what is said of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reviewing import Edit, edited, put, report_in, run, workbook

from cpcc_extract.errors import MissingExtraError
from cpcc_extract.review.answers import read_answers


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return report_in(tmp_path)


def drop(name: str) -> Edit:
    return lambda sheet, at: sheet.delete_cols(at[name])


def copy_row(sheet: Any, at: dict[str, int]) -> None:  # noqa: ARG001 - one signature for all edits
    sheet.append([cell.value for cell in sheet[3]])


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (drop("bound"), "the first row lacks bound (界限)"),
        (drop("verdict"), "the first row lacks verdict (判断)"),
        (put((3, "id", "1/c99")), "row 3: its hidden id '1/c99' is none that was written"),
        (put((3, "id", None)), "row 3: its hidden id is gone"),
        (put((3, "id", "1/c1")), "row 3: has the hidden id of row 2"),
        (put((2, "id", "1/c2"), (3, "id", "1/c1")), "row 2: its hidden id and start do not belong together"),
        (put((4, "start", 5)), "row 4: its hidden id and start do not belong together"),
        (copy_row, "row 7: has the hidden id of row 3; empty its cells"),
        (
            put((2, "verdict", "maybe")),
            "row 2: no verdict 'maybe'; there are right (对), wrong (错), not a claim (非数据)",
        ),
        (put((7, "note", "forgotten")), "row 7: has neither text nor value"),
        (put((7, "text", "5次"), (7, "verdict", "wrong")), "row 7: is a row that was added for a missed claim"),
    ],
)
def test_faults_are_told_with_their_row(tmp_path: Path, edit: Edit, said: str) -> None:
    done = run("evaluate", "--review", edited(workbook(tmp_path), edit))
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_many_faults_are_told_together(tmp_path: Path) -> None:
    text = "".join(f"收到提案{number}件。\n" for number in range(3, 11))
    path = edited(workbook(tmp_path, text), put(*((row, "verdict", "?") for row in range(2, 10))))
    said = run("evaluate", "--review", path).stderr
    assert "row 2: " in said and "row 6: " in said and "row 7: " not in said
    assert "and 3 more rows" in said


def test_no_review_workbook(tmp_path: Path, report: Path) -> None:
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(workbook(tmp_path).read_bytes()[:3000])
    claims = tmp_path / "claims.xlsx"
    run("parse", report, "-o", claims)
    for path in (other, report, cut, claims):
        done = run("evaluate", "--review", path)
        assert done.returncode == 1
        assert "is no review workbook; `cpcc-extract parse FILE --review OUT.xlsx` makes one" in done.stderr
    assert "No such file" in run("evaluate", "--review", tmp_path / "none.xlsx").stderr


def test_a_hidden_sheet_that_lost_its_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book["original"].delete_cols(2)
    book.save(path)
    assert "the hidden sheet of extracted values lacks start" in run("evaluate", "--review", path).stderr


def test_wrong_usage(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    for arguments in (["evaluate"], ["evaluate", tmp_path], ["evaluate", tmp_path, tmp_path, "--review", path]):
        assert run(*arguments).returncode == 2


def test_without_openpyxl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'cpcc-extract\[review\]'"):
        read_answers(path)


# --- what the tables must hold ---
