"""Runs of `batch` that are killed, stopped, short of room or of time: nothing lost, nothing twice, the same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batching import alive, children, failures, make_folder, report, run, run_apart, sources, start, worker_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, rights and links are these only here")

KILLS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path)


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A folder whose first file keeps a worker busy for many seconds."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(report(1, 100_000), encoding="utf-8")
    for name in ("b", "c"):
        (tmp_path / "in" / f"{name}.txt").write_text(report(2), encoding="utf-8")
    return tmp_path


def whole_or_absent(out: Path, expected: bytes) -> None:
    assert not out.exists() or out.read_bytes() == expected


def test_killed_at_any_moment_and_resumed_to_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(30):
        (tmp_path / "in" / f"{number}.txt").write_text(report(number, 20), encoding="utf-8")
    (tmp_path / "in" / "empty.txt").touch()
    began = time.monotonic()
    run_apart("in", "-o", "whole.csv", folder=tmp_path, code=1)
    lasted = time.monotonic() - began
    expected = (tmp_path / "whole.csv").read_bytes()
    reasons = (tmp_path / "whole.csv.errors.jsonl").read_bytes()
    out, chance = tmp_path / "out.csv", random.Random(4)
    went_on = 0
    for kill in range(KILLS):
        with start("in", "-o", out.name, "--resume", folder=tmp_path, start_new_session=True) as started:
            try:
                started.wait(chance.uniform(0.2, 1) * lasted)
            except subprocess.TimeoutExpired:
                # The run alone, as the system does when memory runs out, or everything, as when power fails.
                (os.kill if kill % 2 else os.killpg)(started.pid, signal.SIGKILL)
            started.communicate()
        whole_or_absent(out, expected)
        if started.returncode == 1:
            assert out.exists()
            out.unlink()
        went_on += (tmp_path / "out.csv.journal").exists()
    run("in", "-o", out.name, "--resume", folder=tmp_path, code=1)
    assert out.read_bytes() == expected
    assert (tmp_path / "out.csv.errors.jsonl").read_bytes() == reasons
    assert went_on, "no kill hit a run at work: the test shows nothing"
    assert {path.name for path in tmp_path.iterdir()} == {
        "in",
        *(f"{stem}.csv{end}" for stem in ("whole", "out") for end in ("", ".errors.jsonl")),
    }


@pytest.mark.parametrize("name", ["csv", "sqlite"])
def test_stopped_behind_its_output(name: str, folder: Path) -> None:
    (folder / "in" / "empty.txt").touch()
    run("in", "-o", f"whole.{name}", folder=folder, code=1)
    (folder / f"out.{name}.errors.jsonl").mkdir()  # so that this last step fails
    assert "is a directory" in run("in", "-o", f"out.{name}", folder=folder, code=1)
    written = (folder / f"out.{name}").stat()
    (folder / f"out.{name}.errors.jsonl").rmdir()
    run("in", "-o", f"out.{name}", "--resume", folder=folder, code=1)
    assert (folder / f"out.{name}").read_bytes() == (folder / f"whole.{name}").read_bytes()
    assert (folder / f"out.{name}").stat().st_mtime_ns == written.st_mtime_ns
    assert (folder / f"out.{name}.errors.jsonl").is_file()


def interrupted(slow: Path, *options: str) -> str:
    """Stop a run by Ctrl-C in the middle of its first file."""
    with start("in", "-o", "a.csv", "--jobs", "2", *options, folder=slow, start_new_session=True) as started:
        worker_of(started)
        time.sleep(1.0)
        os.killpg(started.pid, signal.SIGINT)
        printed, told = started.communicate(timeout=20)
    assert (started.returncode, printed) == (130, b"")
    assert b"Traceback" not in told
    return told.decode()


def test_ctrl_c_ends_cleanly_and_resume_does_only_the_rest(slow: Path) -> None:
    (slow / "a.csv").write_text("before")
    assert "--resume" in interrupted(slow)
    assert (slow / "a.csv").read_text() == "before"
    (slow / "in" / "a.txt").write_text(report(1), encoding="utf-8")
    told = run("in", "-o", "a.csv", "--resume", folder=slow)
    assert "going on: 2 of 3 files were dealt with before" in told
    assert "3 files done" in told
    resumed = (slow / "a.csv").read_bytes()
    run("in", "-o", "a.csv", folder=slow)
    assert (slow / "a.csv").read_bytes() == resumed


def test_resume_with_other_options_starts_anew(slow: Path) -> None:
    interrupted(slow)
    (slow / "in" / "a.txt").unlink()
    told = run("in", "-o", "a.csv", "--resume", "--columns", "source,text", folder=slow)
    assert "other rules or options; starting anew" in told
    assert (slow / "a.csv").read_text("utf-8-sig").startswith("source,text\n")


def test_without_resume_it_starts_anew_and_says_so(slow: Path) -> None:
    interrupted(slow)
    (slow / "in" / "a.txt").unlink()
    assert "not finished; starting anew" in run("in", "-o", "a.csv", folder=slow)
    assert not (slow / "a.csv.journal").exists()


def test_two_runs_to_one_output(slow: Path) -> None:
    with start("in", "-o", "a.csv", folder=slow) as started:
        worker_of(started)
        assert "another run is writing this output" in run("in", "-o", "a.csv", folder=slow, code=1)
        workers = children(started.pid)
        started.kill()
    # A run that is killed takes its workers with it, or a long input would keep the machine busy for nobody.
    for _ in range(200):
        if not any(alive(worker) for worker in workers):
            break
        time.sleep(0.1)
    assert not [worker for worker in workers if alive(worker)]


def test_a_worker_that_dies_costs_its_file(slow: Path) -> None:
    with start("in", "-o", "a.csv", "--jobs", "1", folder=slow) as started:
        os.kill(worker_of(started), signal.SIGKILL)
        told = started.communicate(timeout=60)[1].decode()
    assert started.returncode == 1
    assert "2 files done, 1 failed" in told
    assert sources(slow / "a.csv") == ["in/b.txt", "in/c.txt"]
    assert "perhaps because memory ran out" in failures(slow / "a.csv.errors.jsonl")["in/a.txt"]["reason"]


def test_a_file_that_takes_too_long_costs_itself(slow: Path) -> None:
    told = run("in", "-o", "a.csv", "--jobs", "1", "--timeout", "1", folder=slow, code=1)
    assert "in/a.txt: took longer than 1 seconds" in told
    assert sources(slow / "a.csv") == ["in/b.txt", "in/c.txt"]


def test_a_full_disk_leaves_everything_as_it_was(folder: Path) -> None:
    room, resource = 60_000, pytest.importorskip("resource")
    (folder / "in" / "more.txt").write_text(report(3, 90), encoding="utf-8")
    (folder / "a.csv").write_text("before")
    told = run_apart(
        "in",
        "-o",
        "a.csv",
        folder=folder,
        code=1,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert (folder / "a.csv").read_text() == "before"
    assert "room" in told or "space" in told or "choose another place" in told
    run("in", "-o", "b.csv", folder=folder)
    run("in", "-o", "a.csv", "--resume", folder=folder)
    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()
