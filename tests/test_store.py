"""Rules kept on disk: the same as compiled ones, and never in the way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from cpcc_extract.compiling.all import compile_all
from cpcc_extract.lexicon.load import Compiled, Lexicon
from cpcc_extract.lexicon.patterns import LazyPattern, code_of, revived
from cpcc_extract.lexicon.store import FOLDER, kept

SAMPLE = Path(__file__).parent.parent / "samples" / "proposal_report.txt"


def patterns(value: Any) -> list[re.Pattern[str]]:
    """Every pattern of `re` in a rule set, however deep."""
    if isinstance(value, re.Pattern):
        return [value] if type(value) is re.Pattern else []
    if isinstance(value, LazyPattern):
        return [re.compile(value.pattern)]
    if is_dataclass(value):
        return [one for field in fields(value) for one in patterns(getattr(value, field.name))]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [one for part in parts for one in patterns(part)]


def parsed(folder: Path | None, **more: str) -> bytes:
    """What the command prints for a sample, with the rules kept in `folder`."""
    settings = os.environ | {FOLDER: str(folder) if folder else ""} | more
    command = [sys.executable, "-m", "cpcc_extract", "parse", str(SAMPLE), "--json"]
    return subprocess.run(command, env=settings, capture_output=True, check=True).stdout


def test_kept_patterns_are_the_compiled_ones() -> None:
    """`re` compares patterns by their code."""
    found = patterns(Lexicon.load())
    assert len(found) > 500
    for pattern in found:
        code = code_of(pattern)
        assert code is not None
        again = revived(*code)
        assert again == pattern
        assert again.groupindex == pattern.groupindex


def test_groups_of_a_kept_pattern() -> None:
    code = code_of(re.compile("(?P<year>[0-9]{4})年(?:(?P<month>[0-9]+)月)?(.)?", re.IGNORECASE))
    assert code is not None
    match = revived(*code).match("2024年3月a")
    assert match is not None
    assert (match.groupdict(), match.lastindex, match[3]) == ({"year": "2024", "month": "3"}, 3, "a")


def test_rules_are_the_same_when_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    built = kept(Compiled, compile_all)
    read = kept(Compiled, lambda: pytest.fail("compiled again"))
    assert read is not built
    assert [p.pattern for p in patterns(read)] == [p.pattern for p in patterns(built)]
    assert read.numbers.units == built.numbers.units
    assert [pattern.pattern for _, pattern in read.numbers.exclusions.rules] == [
        pattern.pattern for _, pattern in built.numbers.exclusions.rules
    ]


def test_output_does_not_depend_on_the_folder(tmp_path: Path) -> None:
    without = parsed(None)
    assert parsed(tmp_path) == without
    before = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert before
    assert parsed(tmp_path) == without
    assert {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("damage", [b"", b"cut off", None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    without = parsed(tmp_path)
    kept_rules = {file: file.read_bytes() for file in tmp_path.iterdir()}
    for file, whole in kept_rules.items():
        file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    assert parsed(tmp_path) == without
    assert {file: len(file.read_bytes()) for file in tmp_path.iterdir()} == {
        file: len(whole) for file, whole in kept_rules.items()
    }


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_bytes(b"")
    assert parsed(nowhere / "below") == parsed(None)
    assert nowhere.read_bytes() == b""


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners and modes are told otherwise here")
def test_a_folder_that_others_may_write_to_is_not_trusted(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    assert parsed(tmp_path)
    assert not list(tmp_path.iterdir())


def test_runs_at_once_leave_whole_files(tmp_path: Path) -> None:
    settings = os.environ | {FOLDER: str(tmp_path)}
    command = [sys.executable, "-m", "cpcc_extract", "parse", str(SAMPLE), "--json"]
    runs = [subprocess.Popen(command, env=settings, stdout=subprocess.PIPE) for _ in range(3)]
    printed = {run.communicate()[0] for run in runs}
    assert printed == {parsed(None)}
    names = sorted(file.name.rpartition("-")[0] for file in tmp_path.iterdir())
    assert names == ["rules-compiled", "rules-divisions", "rules-relationrules", "rules-script"]
