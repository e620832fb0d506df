"""Rule files that a user lays over those of the package: what they do, what is refused, where they may come from."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cpcc_extract import Lexicon, RulesError, batch, parse
from cpcc_extract.lexicon.overlay import read_overlay
from cpcc_extract.records import Document

CASES = tomllib.loads((Path(__file__).parent / "cases" / "overlay.toml").read_text(encoding="utf-8"))
UNIT = '[[unit]]\nid = "榀"\ndimension = "count"\nforms = ["榀"]\n'
OTHER = UNIT.replace('"榀"', '"椽"')
TEXT = "架设屋架12榀,铺设屋面3椽,办理提案5件。"


def folder(path: Path, **files: str) -> Path:
    """A folder with rule files, by their names without .toml."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def label(case: dict[str, Any]) -> str:
    return str(case["label"])


@pytest.mark.parametrize("case", CASES["refused"], ids=label)
def test_what_cannot_be_is_refused_with_its_place(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / case["file"]
    file.write_text(case["text"], encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        Lexicon.load(tmp_path)
    said = str(caught.value)
    assert said.startswith(f"{file}:{case['line']}: " if case["line"] else str(file)), said
    for part in case["says"]:
        assert part in said


@pytest.mark.parametrize("case", CASES["reads"], ids=label)
def test_what_a_row_does(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / case["file"]).write_text(case["rules"], encoding="utf-8")
    for rules, wanted in ((None, case["without"]), (tmp_path, case["with"])):
        claims = parse(case["text"], Lexicon.load(rules)).claims
        fields = case.get("fields", ["unit"])
        assert [" ".join([claim.text, *(str(getattr(claim, name)) for name in fields)]) for claim in claims] == wanted


HOSTILE = [
    ("latin.toml", "latin", "no rule file is called"),
    ("units.toml", "GBK", "is not in UTF-8"),
    ("units.toml", "UTF-16", "is not in UTF-8"),
    ("units.toml", "a folder", "is no file"),
    ("units.toml", "a link to itself", "cannot be read"),
    ("units.toml", "a link to nothing", "cannot be read"),
    ("units.toml", "a pipe", "is no file"),
    ("units.toml", "large", "more than 5 MB"),
    ("units.toml", "deep", "nested too deep"),
]


@pytest.mark.parametrize(("name", "what", "says"), HOSTILE, ids=[what for _, what, _ in HOSTILE])
def test_files_that_are_none(name: str, what: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / name
    match what:
        case "GBK" | "UTF-16":
            file.write_bytes(UNIT.encode(what))
        case "a folder":
            file.mkdir()
        case "a link to itself":
            file.symlink_to(file)
        case "a link to nothing":
            file.symlink_to(tmp_path / "nothing")
        case "a pipe":
            os.mkfifo(file)
        case "large":
            file.write_bytes(b"#" * 5_000_001)
        case "deep":
            file.write_text("a = " + "[" * 100_000, encoding="utf-8")
        case _:
            file.write_text(UNIT, encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        Lexicon.load(tmp_path)


@pytest.mark.parametrize("what", ["nothing", "a file", "a link to itself"])
def test_folders_that_are_none(what: str, tmp_path: Path) -> None:
    path = tmp_path / "mine"
    if what == "a file":
        path.write_text(UNIT, encoding="utf-8")
    elif what == "a link to itself":
        path.symlink_to(path)
    with pytest.raises(RulesError, match=r"mine: "):
        Lexicon.load(path)


def test_an_empty_folder_and_what_is_no_rule_file_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / ".hidden.toml").write_text("[", encoding="utf-8")
    assert Lexicon.load(tmp_path) is Lexicon.load()


@pytest.mark.parametrize("name", ["units.toml.txt", "Units.TOML.TXT"])
def test_a_file_whose_last_ending_is_another_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(UNIT, encoding="utf-8")
    with pytest.raises(RulesError, match=r"is not read for its last ending; call it [Uu]nits\."):
        Lexicon.load(tmp_path)


def test_capitals_in_the_name_of_a_rule_file_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "Units.TOML").write_text(UNIT, encoding="utf-8")
    assert "榀" in Lexicon.load(tmp_path).numbers.units


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_bytes(b"\xef\xbb\xbf" + UNIT.replace("\n", "\r\n").encode())
    assert "榀" in Lexicon.load(tmp_path).numbers.units


def test_the_same_content_is_the_same_lexicon_and_other_content_another(tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", units=UNIT)
    first = Lexicon.load(mine)
    assert Lexicon.load(mine) is first
    folder(mine, units=OTHER)
    second = Lexicon.load(mine)
    assert "榀" in first.numbers.units
    assert "榀" not in second.numbers.units
    assert len({Lexicon.load().version, first.version, second.version}) == 3
    assert all(one.version.startswith(Lexicon.load().version) for one in (first, second))


def test_an_overlay_survives_a_pickle(tmp_path: Path) -> None:
    over = read_overlay(folder(tmp_path, units=UNIT))
    assert pickle.loads(pickle.dumps(over)) == over


def test_codebooks_lie_under_the_folder(tmp_path: Path) -> None:
    line = '[[indicator]]\nid = "mine.x"\nlabel = "{}"\ndefinition = "x"\n'
    (tmp_path / "book.toml").write_text(line.format("书"), encoding="utf-8")
    assert Lexicon.load(None, [str(tmp_path / "book.toml")]).indicator_labels["mine.x"] == "书"
    mine = folder(tmp_path / "mine", indicators=line.format("夹"))
    assert Lexicon.load(mine, [str(tmp_path / "book.toml")]).indicator_labels["mine.x"] == "夹"
    folder(mine / "codebooks", union=line.format("工会").replace("mine.x", "union.x"))
    assert Lexicon.load(mine, ["union"]).indicator_labels["union.x"] == "工会"


@pytest.mark.parametrize("name", ["nowhere", "nowhere.toml", "../units"])
def test_a_codebook_that_there_is_not(name: str) -> None:
    with pytest.raises(RulesError, match=name.rsplit("/", maxsplit=1)[-1]):
        Lexicon.load(None, [name])


def test_a_heading_style_of_a_user_dates_its_section_as_those_of_the_package_do(tmp_path: Path) -> None:
    style = '[[style]]\nid = "block"\npattern = \'板块[甲乙]\\|\'\nrank = 12\nexamples = ["⟦板块甲|⟧去年"]\n'
    text = "# 榆溪县政协2024年工作报告\n\n{}2023年工作,稳中有进\n\n新建茶园30亩。\n\n{}2024年打算\n\n新建茶园50亩。\n"
    mine = Lexicon.load(folder(tmp_path, headings=style))
    for marks, rules in ((("一、", "二、"), None), (("板块甲|", "板块乙|"), mine)):
        told = [(one.period and one.period.label, one.status) for one in parse(text.format(*marks), rules).claims]
        assert told == [("2023", "actual"), ("2024", "target")], marks


def test_batch_of_the_library_takes_a_lexicon(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (found,) = batch([tmp_path / "a.txt"], jobs=1, lexicon=Lexicon.load(folder(tmp_path / "mine", units=UNIT)))
    assert isinstance(found, Document)
    assert [claim.text for claim in found.claims] == ["12榀", "5件"]


# ---- the command ----


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
