"""Rule files of a user at the command: where they are named, who is told of them, what a run says of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from overlaying import OTHER, TEXT, UNIT, folder

from cpcc_extract import Lexicon


def run(*arguments: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cpcc_extract", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name != "CPCC_EXTRACT_RULES"} | more
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A working folder with a report and two rule folders."""
    folder(tmp_path / "mine", units=UNIT)
    folder(tmp_path / "other", units=OTHER)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


PRECEDENCE = [
    (False, False, False, {"5件"}),
    (True, False, False, {"5件", "12榀"}),
    (True, True, False, {"5件", "3椽"}),
    (False, True, False, {"5件", "3椽"}),
    (True, True, True, {"5件", "12榀"}),
]


@pytest.mark.parametrize(("settings", "environment", "option", "wanted"), PRECEDENCE)
def test_option_before_environment_before_settings(
    settings: bool, environment: bool, option: bool, wanted: set[str], place: Path
) -> None:
    if settings:
        (place / "cpcc-extract.toml").write_text('rules = "mine"\n', encoding="utf-8")
    more = {"CPCC_EXTRACT_RULES": "other"} if environment else {}
    done = run("parse", "a.txt", "--json", *(("--rules", "mine") if option else ()), cwd=place, **more)
    assert done.returncode == 0, done.stderr
    assert {claim["text"] for claim in json.loads(done.stdout)["claims"]} == wanted


@pytest.mark.parametrize("named", ["option", "environment"])
@pytest.mark.parametrize("settings", ['rules = "mine"\ncodebooks = ["government"]\n', "no TOML at all"])
def test_none_leaves_the_settings_out(named: str, settings: str, place: Path) -> None:
    (place / "cpcc-extract.toml").write_text(settings, encoding="utf-8")
    option = ("--rules", "none") if named == "option" else ()
    more = {"CPCC_EXTRACT_RULES": "none"} if named == "environment" else {}
    done = run("parse", "a.txt", "--json", *option, cwd=place, **more)
    assert done.returncode == 0, done.stderr
    assert [claim["text"] for claim in json.loads(done.stdout)["claims"]] == ["5件"]


TOLD = [
    (("parse", "a.txt", "--json", "-v"), {}, "rules mine (cpcc-extract.toml), codebook government (cpcc-extract.toml)"),
    (
        ("parse", "a.txt", "-v", "--rules", "other"),
        {},
        "rules other (--rules), codebook government (cpcc-extract.toml)",
    ),
    (("rules", "list"), {"CPCC_EXTRACT_RULES": "other"}, "rules other (CPCC_EXTRACT_RULES), codebook government"),
    (("--version",), {}, "rules mine (cpcc-extract.toml), codebook government (cpcc-extract.toml)"),
    (("parse", "a.txt"), {"CPCC_EXTRACT_RULES": "gone"}, "gone: is not there;"),
    (("parse", "a.txt"), {"CPCC_EXTRACT_RULES": "gone"}, "(rules gone (CPCC_EXTRACT_RULES), codebook"),
    (("parse", "a.txt", "--rules", "gone"), {}, "gone: is not there;"),
]


@pytest.mark.parametrize(("command", "more", "told"), TOLD, ids=[told for *_, told in TOLD])
def test_who_asked_for_rules_is_told(command: tuple[str, ...], more: dict[str, str], told: str, place: Path) -> None:
    (place / "cpcc-extract.toml").write_text('rules = "mine"\ncodebooks = ["government"]\n', encoding="utf-8")
    done = run(*command, cwd=place, **more)
    assert told in done.stdout + done.stderr
    assert done.returncode == ("gone" in told), done.stderr


def test_a_folder_without_rule_files_is_told(place: Path) -> None:
    (place / "empty").mkdir()
    done = run("parse", "a.txt", "--json", "--rules", "empty", cwd=place)
    assert done.returncode == 0
    assert "empty (--rules): holds no rule file" in done.stderr
    checked = run("rules", "check", "empty", cwd=place)
    assert checked.returncode == 1
    assert "`cpcc-extract rules new unit --into empty` begins one" in checked.stderr


def test_versions_are_those_of_the_rules_at_work(place: Path) -> None:
    mine = Lexicon.load(place / "mine").version.partition("+")[2]
    done = run("--version", cwd=place, CPCC_EXTRACT_RULES="mine")
    first, second = done.stdout.splitlines()
    assert first == run("--version", cwd=place).stdout.rstrip("\n")
    assert second == f"over them here: rules mine (CPCC_EXTRACT_RULES); together {mine}"
    gone = run("--version", cwd=place, CPCC_EXTRACT_RULES="gone")
    assert (gone.returncode, gone.stdout.splitlines()) == (1, [first])


COMMANDS: list[tuple[str, ...]] = [
    ("parse", "a.txt", "--jsonl"),
    ("batch", "a.txt", "-o", "out.jsonl", "--jobs", "2"),
    ("explain", "a.txt"),
    ("check", "a.txt", "--json"),
    ("panel", "a.txt", "-o", "out.csv"),
    ("view", "a.txt", "-o", "out.html"),
    ("evaluate", "gold", "."),
    ("indicators",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_that_reads_rules_takes_them_and_tells_of_bad_ones(command: tuple[str, ...], place: Path) -> None:
    (place / "gold").mkdir()
    folder(place / "bad", units='[[unit]]\nid = "榀"\n')
    done = run(*command, "--rules", "bad", cwd=place)
    assert done.returncode == 1
    assert "bad/units.toml:1: " in done.stderr.replace("\\", "/")
    assert "Traceback" not in done.stderr
    assert not [*place.glob("out.*")]


def test_what_a_run_wrote_says_which_rules(place: Path) -> None:
    done = run("batch", "a.txt", "-o", "out.csv", "--datapackage", "--rules", "mine", cwd=place)
    assert done.returncode == 0, done.stderr
    told = json.loads((place / "datapackage.json").read_text(encoding="utf-8"))
    assert told["rules"] == f"cpcc-extract {Lexicon.load(place / 'mine').version}"
    assert "榀" in [row["unit"] for row in told["resources"][2]["data"]]
    assert "12榀" in (place / "out.csv").read_text(encoding="utf-8")


SETTINGS = [
    ("rules = \n", "is no TOML"),
    ('rules = "C:\\mine"\n', "a path with \\ in '…'"),
    ('rule = "mine"\n', "the keys are rules, codebooks"),
    ("rules = 3\n", "rules:"),
    ('codebooks = "government"\n', "codebooks:"),
    ('rules = "nowhere"\n', "nowhere: is not there"),
]


@pytest.mark.parametrize(("text", "says"), SETTINGS)
def test_settings_that_are_not_in_order(text: str, says: str, place: Path) -> None:
    (place / "cpcc-extract.toml").write_text(text, encoding="utf-8")
    done = run("parse", "a.txt", cwd=place)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
