"""Correcting by hand: the workbook that is written, what a person does to it, and what comes of that."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cpcc_extract import parse, source_from_text
from cpcc_extract.errors import MissingExtraError, WriteError
from cpcc_extract.lexicon.review import judged_fields
from cpcc_extract.records import Claim
from cpcc_extract.review import answers as answers_module
from cpcc_extract.review import sheet as sheet_module
from cpcc_extract.review.answers import Answer, Answers, Original, read_answers
from cpcc_extract.review.layout import fields, headings
from cpcc_extract.review.likeness import Content, Filled, says, shown_as_percent
from cpcc_extract.review.sheet import assemble, encode, marked
from cpcc_extract.review.verdicts import DETECTION, UNNAMED, UNSPECIFIED, judge
from cpcc_extract.runs.pair import joined, parted

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


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
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


# --- what is written ---


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


# --- what a person did ---


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


# --- what cannot be understood ---

Fault = tuple[Edit, str]


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


def test_judged_fields_are_fields_of_the_claim() -> None:
    assert set(fields()) <= set(Claim.model_fields)
    assert all(kind.endswith(".") for field in judged_fields() for kind in field.rules)
    assert answers_module.KEY not in fields()


def test_a_number_with_many_digits_stays_exact(tmp_path: Path) -> None:
    path = workbook(tmp_path, "资产1234567890123456789元。\n")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    assert Decimal(str(sheet.cell(2, at["value"]).value)) == Decimal("1234567890123456789")
    assert figures(path)["judged"] == 0
