"""Real runs of `batch`: which files, in which order, into which output."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir, suppress
from pathlib import Path

import pytest
from batching import HOME, failures, make_folder, report, run, sources
from typer.testing import CliRunner

from cpcc_extract import exact_json
from cpcc_extract.cli.app import app

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, rights and links are these only here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path)


def test_rows_in_the_order_of_the_files(folder: Path) -> None:
    told = run("in", "-o", "a.csv", folder=folder)
    assert sources(folder / "a.csv") == ["in/2024/r0.txt", "in/2024/r1.txt", "in/r0.txt", "in/r1.txt", "in/r2.txt"]
    assert "5 files done, 0 failed, 0 skipped; 90 claims" in told
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "in"]


@pytest.mark.parametrize("name", ["csv", "jsonl", "json", "xlsx", "parquet", "sqlite"])
def test_same_bytes_whatever_the_number_of_workers(name: str, folder: Path) -> None:
    for jobs in ("1", "3"):
        run("in", "-o", f"{jobs}.{name}", "--jobs", jobs, folder=folder)
    assert (folder / f"1.{name}").read_bytes() == (folder / f"3.{name}").read_bytes()


def test_the_same_as_parse_gives(folder: Path) -> None:
    run("in/r1.txt", "in/r0.txt", "-o", "a.json", folder=folder)
    with chdir(folder):
        parsed = CliRunner().invoke(app, ["parse", "in/r1.txt", "in/r0.txt", "--json"])
    assert parsed.stdout_bytes == (folder / "a.json").read_bytes()


def test_a_bar_on_a_terminal(folder: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "cpcc_extract", "batch", "in", "-o", "a.csv"]
    with subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(HOME)}, stderr=theirs) as started:
        os.close(theirs)
        told = b""
        with suppress(OSError):  # what reading from a terminal ends with
            while piece := os.read(ours, 1000):
                told += piece
    os.close(ours)
    assert started.returncode == 0
    assert b"5/5" in told
    assert b"5 files done, 0 failed, 0 skipped; 90 claims" in told


def test_globs_and_excludes(folder: Path) -> None:
    (folder / "in" / "R9.TXT").write_text(report(9), encoding="utf-8")
    (folder / "in" / "r.docx").write_bytes(b"\0")
    run("in", "-o", "a.csv", "--glob", "*.txt", "--exclude", "2024", "--exclude", "r1.*", folder=folder)
    assert sources(folder / "a.csv") == ["in/R9.TXT", "in/r0.txt", "in/r2.txt"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\0"])
def test_a_list_on_standard_input(end: bytes, folder: Path) -> None:
    run("-", "-o", "a.csv", folder=folder, stdin=b"in/r2.txt" + end + b"in/2024" + end)
    assert sources(folder / "a.csv") == ["in/r2.txt", "in/2024/r0.txt", "in/2024/r1.txt"]


def test_a_file_under_two_names_is_read_once(folder: Path) -> None:
    (folder / "in" / "z.txt").symlink_to("r0.txt")
    told = run("in", "in/r1.txt", "-o", "a.csv", folder=folder)
    assert "5 files done, 0 failed, 2 skipped" in told
    said = failures(folder / "a.csv.errors.jsonl")
    assert said["in/z.txt"]["reason"] == "is the same file as in/r0.txt"
    assert {row["outcome"] for row in said.values()} == {"skipped"}


def test_a_file_for_each_input(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "R0.txt").write_text(report(7), encoding="utf-8")
    run("in", "more", "in/2024/r0.txt", "-o", "out/", folder=folder)
    names = ["2024/r0.txt.json", "2024/r1.txt.json", "R0.txt-2.json", "r0.txt.json", "r1.txt.json", "r2.txt.json"]
    found = sorted(str(path.relative_to(folder / "out")) for path in (folder / "out").rglob("*") if path.is_file())
    assert found == names
    document = exact_json.loads((folder / "out" / "R0.txt-2.json").read_bytes())
    assert document["source"]["path"] == "more/R0.txt"


def test_texts_that_offsets_count_in(folder: Path) -> None:
    (folder / "in" / "gbk.txt").write_bytes(report(8).encode("gbk"))
    for _ in range(2):
        told = run("in", "-o", "in/a.jsonl", "--save-text", "in/texts", folder=folder)
        assert "6 files done, 0 failed, 0 skipped" in told
    texts = {path.name.split(".")[0]: path.read_text(encoding="utf-8") for path in (folder / "in" / "texts").iterdir()}
    claims = [exact_json.loads(line) for line in (folder / "in" / "a.jsonl").read_bytes().splitlines()]
    ours = [claim for claim in claims if claim["source"] == "in/gbk.txt"]
    assert len(ours) == 18
    assert all(texts["gbk"][claim["start"] : claim["end"]] == claim["text"] for claim in ours)


def test_output_among_the_inputs_is_no_input(folder: Path) -> None:
    for _ in range(2):
        told = run(".", "-o", "in/a.jsonl", "--datapackage", folder=folder)
        assert "5 files done, 0 failed, 0 skipped" in told


def test_what_was_written_stays_when_nothing_can_be_read(folder: Path) -> None:
    (folder / "a.csv").write_text("before")
    told = run("missing", "-o", "a.csv", folder=folder, code=1)
    assert (folder / "a.csv").read_text() == "before"
    assert "missing: no such file" in told
    assert "no files to read" in run("in", "--glob", "*.md", "-o", "a.csv", folder=folder, code=1)
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "a.csv.errors.jsonl", "in"]


def test_errors_of_an_earlier_run_do_not_stay(folder: Path) -> None:
    (folder / "in" / "empty.txt").touch()
    run("in", "-o", "a.csv", folder=folder, code=1)
    assert failures(folder / "a.csv.errors.jsonl")["in/empty.txt"]["error"] == "EmptyError"
    (folder / "in" / "empty.txt").unlink()
    run("in", "-o", "a.csv", folder=folder)
    assert not (folder / "a.csv.errors.jsonl").exists()


WRONG = [
    (["in"], "-o"),
    (["in", "-o", "a.odd"], "names no format"),
    (["in", "-o", "a.csv", "--columns", "source,colour"], "no column 'colour'"),
    (["in", "-o", "a.csv", "--columns", "source,source"], "stands twice"),
    (["in", "-o", "a.json", "--columns", "source"], "only for csv"),
    (["in", "-o", "a.csv", "--jobs", "0"], "jobs"),
    (["-", "-", "-o", "a.csv"], "only once"),
    (["in", "-o", "out/", "--datapackage"], "not a directory"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_usage(arguments: list[str], told: str, folder: Path) -> None:
    assert told in run(*arguments, folder=folder, code=2)
    assert [path.name for path in folder.iterdir()] == ["in"]


def test_output_that_cannot_be(folder: Path) -> None:
    assert "not standard output" in run("in", "-o", "-", "--format", "csv", folder=folder, code=2)
    (folder / "old.sqlite").write_text("mine")
    assert "no database that this version" in run("in", "-o", "old.sqlite", folder=folder, code=1)
    assert not (folder / "old.sqlite.journal").exists()
    assert "does not exist" in run("in", "-o", "no/a.csv", folder=folder, code=1)
    (folder / "a.csv.journal").write_text("mine" * 1000)
    assert "no journal of a run" in run("in", "-o", "a.csv", folder=folder, code=1)
    assert (folder / "a.csv.journal").read_text() == "mine" * 1000
