"""Pipes and disks of the command, closed, full, in another encoding: never a traceback, never half a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import cpcc_extract

REPORT = "# 2024年工作\n\n全年收到提案190余件,立案176件。\n"


def program(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cpcc_extract", *map(str, arguments)]
    home = Path(cpcc_extract.__file__).parent.parent
    return subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.mark.parametrize("arguments", [["--jsonl"], [], ["--csv"]])
def test_closed_pipe_is_quiet(arguments: list[str], tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(REPORT * 2000, encoding="utf-8")
    with program("parse", path, *arguments) as started:
        assert started.stdout and started.stderr
        started.stdout.readline()
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == 0


def test_closed_pipe_of_explain_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(REPORT * 2000, encoding="utf-8")
    with program("explain", path) as started:
        assert started.stdout and started.stderr
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors as a shell does")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("parse - <&-", 1),
        ("explain - <&-", 1),
        ("parse {} --json >&-", 0),
        ("schema claim >&-", 0),
        ("parse {} 2>&-", 0),
    ],
)
def test_closed_streams_cost_no_traceback(command: str, status: int, report: Path) -> None:
    line = f"{sys.executable} -m cpcc_extract {command.format(report)}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full device")
def test_full_disk_under_the_help_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cpcc_extract", "--help"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"cpcc-extract: cannot write to standard output")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full device")
@pytest.mark.parametrize("name", ["json", "xlsx", "parquet", "sqlite"])
def test_full_disk_is_told(name: str, report: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cpcc_extract", "parse", report, "--format", name],
            cwd=Path(cpcc_extract.__file__).parent.parent,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert not list(temporary.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="limits files so only here")
@pytest.mark.parametrize("name", ["json", "xlsx", "parquet", "sqlite"])
def test_no_room_for_the_output_leaves_what_was_there(name: str, report: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    out = tmp_path / f"out.{name}"
    report.write_text(REPORT * 50, encoding="utf-8")
    with program("parse", report, "-o", out) as started:
        started.communicate()
    before = out.read_bytes()
    report.write_text(REPORT * 60, encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # noqa: E731
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with program("parse", report, "-o", out, preexec_fn=limit, env=environment) as started:
        told = started.communicate()[1]
    assert started.returncode == 1
    assert told.count(b"\n") == 1
    assert b"Traceback" not in told
    assert out.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([out, report, temporary])
    assert not list(temporary.iterdir())


def test_pipes_get_utf8_whatever_the_locale(report: Path) -> None:
    with program("parse", report, env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}) as started:
        printed, told = started.communicate()
    assert "全年收到提案" in printed.decode("utf-8")
    assert told == b""
