"""What a person did to a review workbook, and what comes of that."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reviewing import HOSTILE, REPORT, edited, figures, put, report_in, run, workbook

from cpcc_extract.lexicon.review import judged_fields
from cpcc_extract.records import Claim
from cpcc_extract.review.answers import Answer, Answers, Original
from cpcc_extract.review.layout import KEY, fields
from cpcc_extract.review.likeness import Content, Filled, says, shown_as_percent
from cpcc_extract.review.verdicts import DETECTION, UNNAMED, UNSPECIFIED, judge


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return report_in(tmp_path)


def test_figures_worked_out_by_hand(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "review.xlsx"
    run("parse", report, "--json", "--review", out)
    edited(
        out,
        put(
            (2, "verdict", "right"),
            (3, "item", "立案提案"),  # a correction alone
            (4, "verdict", "错"),  # wrong, nobody says in what
            (5, "verdict", "not a claim"),
            (5, "value", 4),  # says nothing in a row that is no claim
            (6, "note", "a note judges nothing"),
            (7, "source", str(report)),
            (7, "text", "5次"),
            (7, "value", 5),
        ),
    )
    found = figures(out)
    counts = {"rows": 5, "judged": 4, "found": 3, "false": 1, "missed": 1, "right": 1, "unspecified": 1}
    assert {name: found[name] for name in counts} == counts
    assert found["detect_P"] == 0.75
    assert found["row"] == pytest.approx(1 / 3)
    assert {name: found[name] for name in fields()} == {name: 0.5 if name == "item" else 1.0 for name in fields()}
    (missed,) = found["missed_claims"]
    assert (missed["row"], missed["fields"]["text"], missed["fields"]["value"]) == (7, "5次", "5")
    rules = {one["rule"]: (one["errors"], one["fields"]) for one in found["rules"]}
    assert next(iter(rules)) == "quantity.unit"
    assert rules["quantity.unit"] == (2, {UNSPECIFIED: 1, DETECTION: 1})
    assert rules["item.inherited"] == (1, {"item": 1})
    example = next(one["example"] for one in found["rules"] if one["rule"] == "item.inherited")
    assert (example["row"], example["got"], example["want"]) == (3, "提案", "立案提案")
    shown = run("evaluate", "--review", out).stdout
    assert "detect_P         0.7500\n" in shown
    assert "quantity.unit: 2 rows (unspecified 1, detection 1)\n" in shown
    assert "  item: got 提案, want 立案提案\n" in shown


def test_right_with_a_correction_is_wrong_in_that_field(tmp_path: Path) -> None:
    path = edited(workbook(tmp_path), put((2, "verdict", "right"), (2, "bound", "about"), (2, "organisation", None)))
    found = figures(path)
    assert (found["judged"], found["right"], found["bound"], found["organisation"], found["unit"]) == (1, 0, 0, 0, 1)
    assert {one["rule"] for one in found["rules"]} == {"quantity.unit", UNNAMED}
    assert "no rule named: 1 row (organisation 1)" in run("evaluate", "--review", path).stdout


def test_an_untouched_workbook_judges_nothing(tmp_path: Path) -> None:
    done = run("evaluate", "--review", workbook(tmp_path))
    assert done.returncode == 0
    assert "judged           0\n" in done.stdout
    assert "detect_P         -\n" in done.stdout
    assert "no row has a verdict" in done.stderr


def test_what_a_spreadsheet_makes_of_cells_is_no_correction(tmp_path: Path) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(2, at["value"]).value = 190.0
        sheet.cell(2, at["period"]).value = 2024
        sheet.cell(4, at["value"]).value = 0.926
        sheet.cell(4, at["value"]).number_format = "0.00%"
        sheet.cell(4, at["text"]).value = 0.926
        sheet.cell(4, at["text"]).number_format = "0.0%"
        sheet.cell(5, at["value"]).value = "3.10"
        sheet.cell(6, at["item"]).value = f" {sheet.cell(6, at['item']).value} "
        sheet.cell(6, at["start"]).value = str(sheet.cell(6, at["start"]).value)

    assert figures(edited(workbook(tmp_path), edit))["judged"] == 0


def test_rows_in_another_order_and_rows_that_are_gone(tmp_path: Path) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        sheet.delete_rows(2)
        last = [cell.value for cell in sheet[5]]
        sheet.delete_rows(5)
        sheet.insert_rows(2)
        for column, content in enumerate(last, 1):
            sheet.cell(2, column).value = content
        sheet.cell(2, at["verdict"]).value = "right"

    found = figures(edited(workbook(tmp_path), edit))
    assert (found["rows"], found["judged"], found["right"]) == (4, 1, 1)


@pytest.mark.parametrize(
    ("content", "percent", "original", "field", "same"),
    [
        (12.48, False, "12.48", "value", True),
        ("12.48", False, "12.48", "value", True),
        (190, False, "190", "value", True),
        (190.0, False, "190", "value", True),
        ("1,190", False, "1190", "value", True),
        ("１９０", False, "190", "value", True),
        (0.30000000000000004, False, "0.3", "value", True),
        (1.2345678901234568e19, False, "12345678901234567890", "value", True),
        (123456789012346, False, "123456789012345", "value", False),
        ("12345678901234567891", False, "12345678901234567890", "value", False),
        (0.926, True, "92.6", "value", True),
        (0.926, False, "92.6", "value", False),
        (0.931, True, "92.6", "value", False),
        (None, False, "", "value", True),
        (None, False, "3", "value", False),
        (3, False, "", "value_max", False),
        (0, False, "", "value", False),
        ("约3", False, "3", "value", False),
        ("NaN", False, "3", "value", False),
        (datetime(2024, 12, 1), False, "2024-12", "period", True),
        (datetime(2024, 12, 31), False, "2024-12-31", "period", True),
        (datetime(2024, 12, 2), False, "2024-12", "period", False),
        (2024.0, False, "2024", "period", True),
        ("2024-01/2024-12", False, "2024", "period", True),
        ("2023", False, "2024", "period", False),
        ("last year", False, "2024", "period", False),
        (datetime(2026, 3, 5), False, "3-5", "text", True),
        (1190, False, "1,190", "text", True),
        (0.926, True, "92.6%", "text", True),
        ("3 件", False, "3\n件", "text", True),
        ("  ", False, "", "item", True),
        ("提案", False, "", "item", False),
        (None, False, "提案", "item", False),
        (True, False, "提案", "item", False),
    ],
)
def test_likeness(content: Content, percent: bool, original: str, field: str, same: bool) -> None:
    assert says(Filled(content, percent), original, field) is same


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [("0.00%", True), ("0%", True), ('0.0"%"', False), (r"0.0\%", False), ("General", False), ("@", False)],
)
def test_percent_formats(number_format: str, percent: bool) -> None:
    assert shown_as_percent(number_format) is percent


def answer(row: int, verdict: Any = None, rules: str = "quantity.unit item.before", **changed: str) -> Answer:
    values = {**dict.fromkeys(fields(), ""), "text": "3件"}
    return Answer(
        row, Original("1/c1", "a.txt", "1", "0", "2", "〔3件〕", values, tuple(rules.split())), verdict, changed, ""
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answer(2, item="提案"), {"item.before": {"item": 1}}),
        (answer(2, action="收到"), {"item.before": {"action": 1}}),
        (
            answer(2, rules="quantity.unit item.before action.inherited", action="收到"),
            {"action.inherited": {"action": 1}},
        ),
        (answer(2, value="4", unit="个"), {"quantity.unit": {"value": 1, "unit": 1}}),
        (answer(2, indicator="proposal.received"), {UNNAMED: {"indicator": 1}}),
        (answer(2, "wrong"), {"quantity.unit": {UNSPECIFIED: 1}, "item.before": {UNSPECIFIED: 1}}),
        (answer(2, "wrong", item="提案"), {"item.before": {"item": 1}}),
        (answer(2, "not_a_claim", item="提案"), {"quantity.unit": {DETECTION: 1}}),
        (answer(2, "not_a_claim", rules=""), {UNNAMED: {DETECTION: 1}}),
        (answer(2, "right"), {}),
        (answer(2), {}),
    ],
)
def test_rules_behind_errors(given: Answer, expected: dict[str, dict[str, int]]) -> None:
    assert {one.rule: dict(one.fields) for one in judge(Answers((given,), ())).rules} == expected


def test_most_errors_first_and_rows_count_once() -> None:
    given = (answer(2, value="4", unit="个"), answer(3, item="a"), answer(4, item="b"))
    found = judge(Answers(given, ())).rules
    assert [(one.rule, one.errors, one.example.row) for one in found] == [
        ("item.before", 2, 3),
        ("quantity.unit", 1, 2),
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_saves_it_and_nothing_is_corrected(tmp_path: Path) -> None:
    path = edited(workbook(tmp_path, REPORT + HOSTILE + "收到\x0b提案３－５件,占1/3。\n"), put((2, "verdict", "right")))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", "saved", path.name], cwd=tmp_path, check=True, capture_output=True, timeout=120
    )
    found = figures(tmp_path / "saved" / path.name)
    assert found["rows"] > 8
    assert (found["judged"], found["right"]) == (1, 1)


def test_a_stopped_batch_goes_on_with_its_workbook(report: Path, tmp_path: Path) -> None:
    out, review = tmp_path / "out.csv", tmp_path / "review.xlsx"
    before = tmp_path / "before.xlsx"
    assert run("batch", report, "-o", out, "--review", review).returncode == 0
    review.rename(before)
    # As a run leaves it that was stopped before the end: everything read, nothing put together.
    stopped = (
        "import cpcc_extract.runs.run as run\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "run._assemble = stop\n"
        "from cpcc_extract.cli import main; main()\n"
    )
    command = [sys.executable, "-c", stopped, "batch", str(report), "-o", str(out), "--review", str(review)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 130
    assert not review.exists()
    done = run("batch", report, "-o", out, "--review", review, "--resume")
    assert "1 of 1 files were dealt with before" in done.stderr
    assert review.read_bytes() == before.read_bytes()


def test_without_review_nothing_of_it_is_loaded(report: Path) -> None:
    script = (
        "import sys\nfrom cpcc_extract.cli.app import app\n"
        f"app(['parse', {str(report)!r}, '--csv'], standalone_mode=False)\nprint(*sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "cpcc_extract.cli.parse" in loaded
    assert not {one for one in loaded if one.startswith(("cpcc_extract.review", "openpyxl", "xlsxwriter"))}


def test_judged_fields_are_fields_of_the_claim() -> None:
    assert set(fields()) <= set(Claim.field_names())
    assert all(kind.endswith(".") for field in judged_fields() for kind in field.rules)
    assert KEY not in fields()


def test_a_number_with_many_digits_stays_exact(tmp_path: Path) -> None:
    path = workbook(tmp_path, "资产1234567890123456789元。\n")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    assert Decimal(str(sheet.cell(2, at["value"]).value)) == Decimal("1234567890123456789")
    assert figures(path)["judged"] == 0
