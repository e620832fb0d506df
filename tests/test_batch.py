"""Real runs of `batch`: nothing lost, nothing twice, the same bytes whatever happened on the way."""

from __future__ import annotations

import csv
import io
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import chdir, suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cpcc_extract
from cpcc_extract import exact_json
from cpcc_extract.batch.inputs import Choice, Found, find_inputs, stamp
from cpcc_extract.batch.outcome import Recipe, Task
from cpcc_extract.batch.worker import work
from cpcc_extract.cli.app import app
from cpcc_extract.failure import Failure
from cpcc_extract.writers.formats import Style

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, rights and links are these only here")

HOME = Path(cpcc_extract.__file__).parent.parent
KILLS = 20


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place, count in (("in", 3), ("in/2024", 2)):
        (tmp_path / place).mkdir()
        for number in range(count):
            (tmp_path / place / f"r{number}.txt").write_text(report(number), encoding="utf-8")
    return tmp_path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A folder whose first file keeps a worker busy for many seconds."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(report(1, 100_000), encoding="utf-8")
    for name in ("b", "c"):
        (tmp_path / "in" / f"{name}.txt").write_text(report(2), encoding="utf-8")
    return tmp_path


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
    (["in", "-o", "a.csv", "--columns", "source,source"], "only once"),
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
    assert "does not exist" in run("in", "-o", "no/a.csv", folder=folder, code=1)
    (folder / "a.csv.journal").write_text("mine" * 1000)
    assert "no journal of a run" in run("in", "-o", "a.csv", folder=folder, code=1)
    assert (folder / "a.csv.journal").read_text() == "mine" * 1000


# Killed, stopped, out of room


def whole_or_absent(out: Path, expected: bytes) -> None:
    assert not out.exists() or out.read_bytes() == expected


def test_killed_at_any_moment_and_resumed_to_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(50):
        (tmp_path / "in" / f"{number}.txt").write_text(report(number, 25), encoding="utf-8")
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
    room = 60_000
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


# Folders as people have them, and worse ones


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "in"
    (place / "deep" / "er").mkdir(parents=True)
    (place / "good.txt").write_text(report(1), encoding="utf-8")
    (place / "gbk.txt").write_bytes(report(2).encode("gbk"))
    (place / "utf16.txt").write_bytes(report(3).encode("utf-16"))
    (place / "deep" / "er" / "good.txt").write_text(report(4), encoding="utf-8")
    os.close(os.open(os.fsencode(place) + b"/\xff\xfe.txt", os.O_CREAT | os.O_WRONLY))
    (place / "empty.txt").touch()
    (place / "blank.txt").write_text(" \n\u3000\n", encoding="utf-8")
    (place / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (place / "cut.docx").write_bytes(b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + os.urandom(400))
    (place / "locked.pdf").write_bytes(
        b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Encrypt 5 0 R>>endobj\n" + os.urandom(900)
    )
    (place / "photo.txt").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + os.urandom(4000))
    with (place / "line.txt").open("wb") as line:
        for _ in range(200):
            line.write("收到提案3件,".encode() * 62_500)
    (place / "dangling.txt").symlink_to("nothing.txt")
    (place / "self").symlink_to("self")
    (place / "deep" / "er" / "up").symlink_to("../..")
    (place / ".hidden.txt").write_text(report(5), encoding="utf-8")
    os.mkfifo(place / "pipe")
    (place / "closed.txt").write_text(report(6), encoding="utf-8")
    (place / "closed.txt").chmod(0)
    yield tmp_path
    (place / "closed.txt").chmod(0o600)


def test_everything_readable_comes_out_and_everything_else_is_named(hostile: Path) -> None:
    run("in", "-o", "a.csv", folder=hostile, code=1)
    readable = ["in/deep/er/good.txt", "in/gbk.txt", "in/good.txt", "in/utf16.txt"]
    if os.geteuid() == 0:  # no rights keep root out
        readable.insert(0, "in/closed.txt")
    assert sources(hostile / "a.csv") == readable
    said = failures(hostile / "a.csv.errors.jsonl")
    everything = {str(path.relative_to(hostile)) for path in (hostile / "in").rglob("*") if not path.is_dir()}
    printable = {os.fsencode(path).decode("utf-8", errors="replace") for path in everything}
    assert set(said) | set(readable) == printable | {"in/deep/er/up"}
    assert not set(said) & set(readable)
    skipped = {source for source, row in said.items() if row["outcome"] == "skipped"}
    assert skipped == {"in/deep/er/up", "in/.hidden.txt"}
    assert "MB, more than 100;" in said["in/line.txt"]["reason"]
    assert "nothing.txt, which is not there" in said["in/dangling.txt"]["reason"]
    assert "leads back to itself" in said["in/self"]["reason"]
    assert all(row["reason"] and not row["reason"].startswith("in/") for row in said.values())


def found_in(*arguments: str | Path, **choice: tuple[str, ...]) -> list[str]:
    return [one.path for one in find_inputs(map(str, arguments), Choice(**choice)) if isinstance(one, Found)]


def test_trees_deeper_than_the_stack(tmp_path: Path) -> None:
    depth, here = 1200, Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
        Path("r.txt").touch()
        os.chdir(tmp_path)
        assert found_in("d") == ["d/" * depth + "r.txt"]
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-r", tmp_path / "d"], check=True)  # Python's own way to remove a tree is recursive


PATTERNS = [
    ("*.txt", True),
    ("*.TXT", True),
    ("2024/*.txt", True),
    ("county/2024/*", True),
    ("r?.txt", True),
    ("*.md", False),
    ("county", False),
    ("024/*.txt", False),
]


@pytest.mark.parametrize(("pattern", "wanted"), PATTERNS)
def test_patterns_fit_the_end_of_the_path(pattern: str, wanted: bool, tmp_path: Path) -> None:
    place = tmp_path / "county" / "2024"
    place.mkdir(parents=True)
    (place / "r1.txt").touch()
    assert bool(found_in(tmp_path, globs=(pattern,))) is wanted


def recipe(**changes: object) -> Recipe:
    options = {
        "format": "csv",
        "style": Style(),
        "encoding": None,
        "directory": None,
        "texts": None,
        "largest": 1000,
        "memory": None,
    }
    return Recipe(**{**options, **changes})  # type: ignore[arg-type]


def task(path: Path, **changes: object) -> Task:
    return Task(**{"number": 1, "path": str(path), "target": "", "stamp": stamp(path.stat()), **changes})  # type: ignore[arg-type]


def test_a_file_that_changed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("走访9户。", encoding="utf-8")
    earlier = task(path)
    assert work(recipe(), earlier).claims == 1
    path.write_text("走访9户、10人。", encoding="utf-8")
    failure = work(recipe(), earlier).failure
    assert failure == Failure(str(path), "failed", "ReadError", failure.reason if failure else "")
    assert failure and "changed while the run was reading" in failure.reason


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_bytes(b"x" * 2_000_000)
    failure = work(recipe(largest=1_000_000), task(path)).failure
    assert failure and failure.reason.startswith("has 2 MB, more than 1;")
