"""`check` and `panel` as they are run: what goes where, and which exit status."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

import cpcc_extract
from cpcc_extract import exact_json

GOOD = "# 凤凰县政协2023年工作综述\n\n全年共收到提案200件,审查立案160件,立案率80%。\n"
BAD = "# 凤凰县政协2024年工作综述\n\n全年共收到提案220件,比上年增加30件,审查立案190件,立案率68.4%。\n"


def run(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cpcc_extract", *map(str, arguments)],
        cwd=Path(cpcc_extract.__file__).parent.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "reports"
    (home / "2024").mkdir(parents=True)
    (home / "2023.txt").write_text(GOOD, encoding="utf-8")
    (home / "2024" / "b.txt").write_text(BAD, encoding="utf-8")
    (home / ".hidden").write_bytes(b"\0")
    return home


def test_readable_view_tells_conflicts_first(folder: Path) -> None:
    done = run("check", folder)
    assert done.returncode == 0
    assert done.stderr == ""
    first = done.stdout.splitlines()[0]
    assert first.startswith("conflicts") and "190件 ÷ 220件 = 86.36 %; stated 68.4%" in first
    assert done.stdout.splitlines()[-1] == "checks: conflicts: 2, agrees: 1"
    assert "\x1b" not in done.stdout


def test_strict(folder: Path) -> None:
    assert run("check", folder, "--strict").returncode == 1
    assert run("check", folder / "2023.txt", "--strict").returncode == 0


def test_json_and_csv(folder: Path, tmp_path: Path) -> None:
    found = exact_json.loads(run("check", folder, "--json").stdout)
    assert [(one["relation"], one["verdict"]) for one in found] == [
        ("rate", "agrees"),
        ("rate", "conflicts"),
        ("successive years", "conflicts"),
    ]
    rows = list(csv.DictReader(io.StringIO(run("check", folder, "--csv").stdout, newline="")))
    assert [row["text"] for row in rows if row["check"] == found[0]["id"]] == ["200件", "160件", "80%"]
    out = tmp_path / "checks.csv"
    assert run("check", folder, "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfcheck,verdict")
    first, *others = run("check", folder, "--csv", "--headers", "zh").stdout.splitlines()
    assert first == "核对编号,结论,关系,算式,规则,角色,来源,数据编号,原文,起始位置,结束位置,行"
    assert others == run("check", folder, "--csv").stdout.splitlines()[1:]


def test_standard_input() -> None:
    assert "rate: 160件 ÷ 200件 = 80 %; stated 80%" in run("check", "-", stdin=GOOD).stdout


def test_documents_of_parse_hold_their_checks(folder: Path) -> None:
    document = exact_json.loads(run("parse", folder / "2023.txt", "--json").stdout)
    (one,) = document["checks"]
    assert one["claims"][0]["claim"] in {claim["id"] for claim in document["claims"]}


def test_a_bad_file_costs_only_itself(folder: Path) -> None:
    (folder / "c.bin").write_bytes(bytes(range(256)))
    done = run("check", folder, "--json")
    assert done.returncode == 1
    assert "c.bin" in done.stderr and len(done.stderr.splitlines()) == 1
    assert len(exact_json.loads(done.stdout)) == 3
    assert run("check", folder, "--glob", "*.txt").returncode == 0


@pytest.mark.parametrize("options", [("--glob", "2023*"), ("--exclude", "2024")])
def test_some_of_a_folder(options: tuple[str, str], folder: Path) -> None:
    """Both commands read the same files."""
    for command in (("check", "-v"), ("panel", "-v", "-o", folder.parent / "panel.csv")):
        told = run(*command, folder, *options).stderr
        assert [Path(line.split(": ")[1]).name for line in told.splitlines() if line.endswith("claims")] == ["2023.txt"]


def test_nothing_there_is_told(folder: Path) -> None:
    for command in (("check",), ("panel", "-o", folder.parent / "panel.csv")):
        done = run(*command, folder, "--glob", "*.docx")
        assert (done.returncode, done.stdout) == (1, "")
        assert "no files to read there; check the paths and --glob" in done.stderr


def test_panel(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.csv"
    done = run("panel", folder, "-o", out, "--indicators", "proposal.received,proposal.filing_rate")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")))
    assert [row[-2:] for row in rows] == [["proposal.received", "proposal.filing_rate"], ["200", "80"], ["220", "68.4"]]
    assert (tmp_path / "panel.evidence.csv").exists()


def test_panel_and_chart_at_once(folder: Path, tmp_path: Path) -> None:
    out, drawn = tmp_path / "panel.xlsx", tmp_path / "panel.svg"
    assert run("panel", folder, "-o", out, "--chart", drawn).returncode == 0
    assert out.stat().st_size and drawn.read_bytes().startswith(b"<?xml")


WRONG = [
    (["check"], "PATH"),
    (["check", "DIR", "--json", "--csv"], "json and csv"),
    (["check", "DIR", "-o", "x.odd"], "json, csv"),
    (["check", "-", "-"], "only once"),
    (["panel", "DIR"], "where the table goes"),
    (["panel", "DIR", "-o", "x.txt"], "csv, xlsx, parquet, json"),
    (["panel", "DIR", "--chart", "x.pdf"], "svg, png"),
    (["panel", "DIR", "-o", "x.csv", "--indicators", "nothing.such"], "nothing.such"),
    (["panel", "DIR", "-o", "x.csv", "--by", "week"], "week"),
    (["check", "DIR", "--glob", ""], "'' fits no file; write the end of its path"),
    (["panel", "DIR", "-o", "x.csv", "--exclude", "/drafts/*"], "fits no file"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_usage(arguments: list[str], told: str, folder: Path) -> None:
    done = run(*(str(folder) if argument == "DIR" else argument for argument in arguments))
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_nothing_to_put_side_by_side(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("没有数字。", encoding="utf-8")
    out = tmp_path / "p.csv"
    done = run("panel", report, "-o", out)
    assert done.returncode == 0
    assert "nothing was written" in done.stderr
    assert not out.exists()
