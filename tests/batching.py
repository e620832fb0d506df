"""Runs of `batch`, in this process or in one of their own, and what they leave behind."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import time
from contextlib import chdir
from pathlib import Path

from typer.testing import CliRunner

import cpcc_extract
from cpcc_extract import exact_json
from cpcc_extract.cli.app import app

HOME = Path(cpcc_extract.__file__).parent.parent


def report(number: int, sentences: int = 6) -> str:
    lines = [f"# 东江县政协{2000 + number % 25}年工作", "", "## 提案工作", ""]
    lines += [
        f"全年收到提案{number + line}件,立案{line + 1}件,办复率{60 + line % 40}.5%。" for line in range(sentences)
    ]
    return "\n".join(lines) + "\n"


def start(*arguments: str | Path, folder: Path, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cpcc_extract", "batch", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(HOME)}
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def run(*arguments: str | Path, folder: Path, stdin: bytes = b"", code: int = 0) -> str:
    """What a run says on standard error; its exit status must be `code`, its standard output empty.

    The command runs in this process, which has the rules already; its workers are processes of their own.
    """
    with chdir(folder):
        done = CliRunner().invoke(app, ["batch", *map(str, arguments)], input=stdin)
    assert (done.exit_code, done.stdout) == (code, ""), done.stderr
    assert isinstance(done.exception, SystemExit | None)
    return done.stderr


def run_apart(*arguments: str | Path, folder: Path, code: int = 0, **options: object) -> str:
    """The same as a process of its own."""
    with start(*arguments, folder=folder, **options) as started:
        printed, told = started.communicate()
    assert (started.returncode, printed) == (code, b""), told.decode()
    assert b"Traceback" not in told
    return told.decode()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def worker_of(started: subprocess.Popen[bytes]) -> int:
    """Its first worker, a moment after it began to work."""
    for _ in range(600):
        if found := children(started.pid):
            time.sleep(0.3)
            return found[0]
        time.sleep(0.05)
    raise AssertionError("no worker came up")


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def sources(path: Path) -> list[str]:
    return list(
        dict.fromkeys(row["source"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    )


def failures(path: Path) -> dict[str, dict[str, str]]:
    return {row["source"]: row for row in map(exact_json.loads, path.read_bytes().splitlines())}


def make_folder(place: Path) -> Path:
    """Five reports of 18 claims each, two of them in a folder of their own."""
    for name, count in (("in", 3), ("in/2024", 2)):
        (place / name).mkdir()
        for number in range(count):
            (place / name / f"r{number}.txt").write_text(report(number), encoding="utf-8")
    return place
