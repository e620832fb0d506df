"""A review workbook, and what a person does to it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from cpcc_extract import parse, source_from_text
from cpcc_extract.review.likeness import Content
from cpcc_extract.review.sheet import assemble, encode

REPORT = (
    "# 凤凰县政协2024年工作综述\n\n## 提案工作\n\n"
    "全年收到提案190余件,审查立案176件,立案率92.6%,比上年提高3.1个百分点。\n\n走访委员30人。\n"
)
# Rows of the sheet: 2 190余件, 3 176件, 4 92.6%, 5 3.1个百分点, 6 30人.
HOSTILE = '=HYPERLINK("http://example.org","收到提案9件")。\n+cmd|\' /C calc\'!A0收到提案4件。\n@SUM(A1)收到提案6件。\n'
Edit = Callable[[Any, dict[str, int]], None]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cpcc_extract", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def report_in(folder: Path) -> Path:
    """The report as a file."""
    path = folder / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def workbook(tmp_path: Path, text: str = REPORT, language: Any = "en") -> Path:
    """A review workbook of one text, made without the command."""
    path = tmp_path / "review.xlsx"
    with path.open("wb") as out:
        assemble([encode(parse(source_from_text(text, name="report.txt")))], out, language)
    return path


def edited(path: Path, edit: Edit) -> Path:
    """The workbook after a person has done `edit` to its first sheet, given each column's place by its head."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    edit(sheet, {str(cell.value): cell.column for cell in sheet[1]})
    book.save(path)
    return path


def put(*cells: tuple[int, str, Content]) -> Edit:
    """Write into (row, column)."""

    def edit(sheet: Any, at: dict[str, int]) -> None:
        for row, name, content in cells:
            sheet.cell(row, at[name]).value = content

    return edit


def figures(path: Path) -> dict[str, Any]:
    done = run("evaluate", "--review", path, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
