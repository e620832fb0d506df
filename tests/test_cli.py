"""The command line: what goes where, which exit status, and no traceback whatever comes in."""

from __future__ import annotations

import csv
import io
import os
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

import cpcc_extract
from cpcc_extract import exact_json
from cpcc_extract.cli.app import app
from cpcc_extract.cli.commands import COMMANDS, wanted
from cpcc_extract.cli.output import into_file, opened
from cpcc_extract.compiling.indicators import codebook_lines
from cpcc_extract.schemas import SCHEMAS, schema_text
from cpcc_extract.view.codebook import show_codebook

REPORT = "# 2024年工作\n\n全年收到提案190余件,立案176件。\n"


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_json_of_one_file_and_of_several(report: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("走访9户。", encoding="utf-8")
    one = exact_json.loads(run("parse", report, "--json").stdout)
    assert [claim["text"] for claim in one["claims"]] == ["190余件", "176件"]
    both = exact_json.loads(run("parse", report, other, "--json").stdout)
    assert [document["source"]["name"] for document in both] == ["report.txt", "other.txt"]
    assert both[0] == one


def test_formats_by_flag_by_name_and_by_ending(report: Path, tmp_path: Path) -> None:
    for name in ("json", "jsonl", "csv", "tsv"):
        flag = run("parse", report, f"--{name}")
        assert flag.exit_code == 0
        assert run("parse", report, "--format", name).stdout_bytes == flag.stdout_bytes
        out = tmp_path / f"out.{name}"
        assert run("parse", report, "-o", out, "--no-bom").exit_code == 0
        assert out.read_bytes() == flag.stdout_bytes


@pytest.mark.parametrize("name", ["xlsx", "parquet", "sqlite"])
def test_formats_that_are_no_text(name: str, report: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out.{name}"
    assert run("parse", report, "-o", out).exit_code == 0
    piped = run("parse", report, "--format", name)
    assert piped.exit_code == 0
    assert piped.stdout_bytes == out.read_bytes()


@pytest.mark.parametrize("name", ["xlsx", "parquet", "sqlite"])
def test_formats_that_are_no_text_stay_off_terminals(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    controller, terminal = os.openpty()
    with os.fdopen(terminal, "w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        with pytest.raises(typer.BadParameter, match="write it to a file"), opened(None, name):
            pass
    os.close(controller)


def test_chosen_columns(report: Path) -> None:
    found = run("parse", report, "--csv", "--columns", "value, 事项")
    assert found.stdout.splitlines() == ["value,item", "190,提案", "176,提案"]


def test_standard_input() -> None:
    found = exact_json.loads(run("parse", "-", "--json", stdin=REPORT.encode("gbk")).stdout)
    assert (found["source"]["name"], found["source"]["path"], found["source"]["encoding"]) == ("-", None, "gb18030")
    assert len(found["claims"]) == 2


def test_readable_view_without_a_format(report: Path) -> None:
    found = run("parse", report)
    assert found.exit_code == 0
    assert "全年收到提案⟦190余件⟧,立案⟦176件⟧。" in found.stdout
    assert "\x1b" not in found.stdout


def test_byte_order_mark_in_files_only(report: Path, tmp_path: Path) -> None:
    mark = b"\xef\xbb\xbf"
    out = tmp_path / "a.csv"
    assert not run("parse", report, "--csv").stdout_bytes.startswith(mark)
    assert run("parse", report, "--csv", "--bom").stdout_bytes.startswith(mark)
    run("parse", report, "-o", out)
    assert out.read_bytes().startswith(mark)
    run("parse", report, "-o", out, "--no-bom")
    assert not out.read_bytes().startswith(mark)


def test_redirected_output_counts_as_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert into_file(tmp_path / "a.csv")
    with (tmp_path / "b.csv").open("w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert into_file(None)
        out.write("something stands here")
        out.flush()
        assert not into_file(None)
    read, write = os.pipe()
    with os.fdopen(write, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert not into_file(None)
    os.close(read)


def test_chinese_headers(report: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("parse", report, "--csv", "--headers", "zh").stdout)))
    assert rows[0][:2] == ["来源", "编号"]
    assert len(rows) == 3


def test_a_bad_file_costs_only_itself(report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    found = run("parse", tmp_path / "missing.txt", report, empty, "--jsonl")
    assert found.exit_code == 1
    assert len(found.stdout.splitlines()) == 2
    first, second = found.stderr.splitlines()
    assert "missing.txt: no such file" in first
    assert "empty.txt: the file is empty" in second


def test_nothing_is_written_when_nothing_could_be_read(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    found = run("parse", tmp_path / "missing.txt", "-o", out)
    assert found.exit_code == 1
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


WRONG = [
    (["parse"], "FILE"),
    (["parse", "REPORT", "--json", "--csv"], "csv and json"),
    (["parse", "REPORT", "--format", "docx"], "json, jsonl, csv, tsv"),
    (["parse", "REPORT", "-o", "out.odd"], "--csv"),
    (["parse", "REPORT", "--json", "-o", "REPORT"], "never changed"),
    (["parse", "-", "-"], "only once"),
    (["parse", "REPORT", "--headers", "fr"], "fr"),
    (["schema", "nothing"], "nothing"),
    (["explain"], "FILE"),
    (["evaluate", "REPORT"], "TEXT_DIR"),
    (["no-such-command"], "no-such-command"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_usage(arguments: list[str], told: str, report: Path) -> None:
    found = run(*(str(report) if argument == "REPORT" else argument for argument in arguments))
    assert found.exit_code == 2
    assert told in found.stderr
    assert found.stdout == ""
    assert report.read_text(encoding="utf-8") == REPORT


BAD = [
    (["parse", "DIR/missing.txt"], "no such file"),
    (["parse", "DIR"], "is a directory"),
    (["parse", "DIR/binary"], "binary"),
    (["parse", "DIR/binary", "--encoding", "gb99"], "not an encoding"),
    (["explain", "DIR/binary"], "binary"),
    (["evaluate", "DIR", "DIR"], "no annotations"),
    (["parse", "DIR/good.txt", "--csv", "-o", "DIR/no/a.csv"], "does not exist"),
    (["parse", "DIR/good.txt", "--csv", "-o", "DIR"], "is a directory"),
]


@pytest.mark.parametrize(("arguments", "told"), BAD)
def test_bad_input_is_told_in_one_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    found = run(*(argument.replace("DIR", str(tmp_path)) for argument in arguments))
    assert found.exit_code == 1
    assert isinstance(found.exception, SystemExit)
    (line,) = found.stderr.splitlines()
    assert told in line


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith(f"cpcc-extract {cpcc_extract.__version__} (rules ")
    for name in ("parse", "explain", "evaluate", "schema", "indicators"):
        assert name in run("--help").stdout
        found = run(name, "--help")
        assert found.exit_code == 0
        assert "Usage:" in found.stdout


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema(name: str) -> None:
    assert run("schema", name).stdout == schema_text(name)


def test_indicators() -> None:
    lines = run("indicators").stdout.splitlines()
    assert "proposal.received\t收到提案数\t" in "\n".join(lines)
    listed = exact_json.loads(run("indicators", "--json").stdout)
    assert [[row["id"], row["label"], row["definition"], " / ".join(row["units"])] for row in listed] == [
        line.split("\t")[:4] for line in lines
    ]
    assert all(line.split("\t")[4].count("⟦") >= 1 for line in lines)
    shown = io.StringIO()
    show_codebook(codebook_lines()[:1], shown)
    assert shown.getvalue().splitlines()[:3] == [
        "proposal.received  收到提案数",
        "    proposals received, submitted or collected, before examination",
        "    件 个 份",
    ]
    assert "⟦190件⟧" in shown.getvalue().splitlines()[3]


def test_dash_as_output_is_standard_output(report: Path) -> None:
    done = run("parse", report, "-o", "-", "--csv")
    assert done.stdout == run("parse", report, "--csv").stdout
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("typed", "loaded"),
    [
        ("parse a.txt --json", ("parse",)),
        ("rules check mine", ("rules",)),
        ("--help", COMMANDS),
        ("", COMMANDS),
        ("prase a.txt", COMMANDS),
        ("-q parse", COMMANDS),
    ],
)
def test_only_the_command_that_is_named_is_loaded(typed: str, loaded: tuple[str, ...]) -> None:
    assert wanted(typed.split()) == loaded


def test_a_shell_that_completes_knows_all_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CPCC_EXTRACT_COMPLETE", "complete_bash")
    assert wanted(["parse", "a.txt"]) == COMMANDS
