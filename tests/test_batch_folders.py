"""Folders as people have them, and worse ones: what can be read comes out, everything else is named."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from batching import failures, report, run, sources

from cpcc_extract.cli.order import path_of
from cpcc_extract.failure import Failure
from cpcc_extract.runs.inputs import Choice, Found, find_inputs, fits, stamp
from cpcc_extract.runs.outcome import Recipe, Task
from cpcc_extract.runs.worker import work
from cpcc_extract.writers.formats import Style

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, rights and links are these only here")


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


def test_what_no_glob_asks_for_cannot_fail(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(report(1), encoding="utf-8")
    (tmp_path / "dangling.md").symlink_to("nowhere")
    assert [type(one) for one in find_inputs([str(tmp_path)], Choice(globs=("*.txt",)))] == [Found]
    assert Failure in [type(one) for one in find_inputs([str(tmp_path)], Choice())]


# ---- patterns and paths of either system ----

FITS = [
    (r"2024\第一季度\Report.TXT", "*.txt", True),
    (r"2024\report.txt", "2024/*.txt", True),
    (r"2024\report.txt", r"2024\*.txt", True),
    (r"2023\report.txt", r"2024\*.txt", False),
    (r"2024\drafts", "drafts/", True),
    (r"report.txt", "*.docx", False),
]


@pytest.mark.parametrize(("below", "pattern", "wanted"), FITS)
def test_patterns_are_written_with_either_slash(below: str, pattern: str, wanted: bool) -> None:
    assert fits(PureWindowsPath(below), [pattern]) is wanted
    assert fits(PurePosixPath(below.replace("\\", "/")), [pattern]) is wanted


@pytest.mark.parametrize(
    "pattern", ["", ".", "/", "/reports/*.txt", r"C:\reports\*.txt", "C:/reports/*.txt", r"\\host\a\*"]
)
def test_patterns_that_fit_nothing_are_refused(pattern: str) -> None:
    for choice in ({"globs": (pattern,)}, {"excludes": (pattern,)}):
        with pytest.raises(ValueError, match="fits no file; write the end of its path"):
            Choice(**choice)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_lists_of_paths_in_utf8_and_in_a_code_page(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a Windows, where file names are UTF-8 to Python and GBK to `dir /b`."""
    monkeypatch.setattr("os.fsdecode", lambda raw: raw.decode("utf-8", "surrogatepass"))
    monkeypatch.setattr("locale.getencoding", lambda: "gbk")
    assert path_of("C:\\报告\\2024年.txt".encode(encoding)) == "C:\\报告\\2024年.txt"


def test_a_list_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("收到提案5件。", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cpcc_extract", "batch", "-", "-o", "out.csv"],
        cwd=tmp_path,
        input=b"\xef\xbb\xbfa.txt\r\n",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
