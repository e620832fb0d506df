"""`cpcc-extract rules`: the rules of the package are sound; what check, list, show, new and diff say of a user's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cpcc_extract import parse
from cpcc_extract.compiling.kinds import KINDS, Kind, rows_of
from cpcc_extract.compiling.templates import head_of, row_to_fill
from cpcc_extract.lexicon.overlay import SHIPPED, read_overlay, shipped_codebooks
from cpcc_extract.rules.checking import check

CASES = tomllib.loads((Path(__file__).parent / "cases" / "rules.toml").read_text(encoding="utf-8"))
TEXT = "# 凤凰县政协2024年工作\n\n全年收到提案190件,架设屋架12榀。"
UNIT = '[[unit]]\nid = "榀"\ndimension = "count"\nforms = ["榀"]\nexamples = ["架设⟦12榀⟧"]\n'


def run(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cpcc_extract", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "CPCC_"))}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A working folder with a rule folder, a text and its annotations."""
    for name in ("mine", "texts", "gold"):
        (tmp_path / name).mkdir()
    (tmp_path / "mine" / "units.toml").write_text(UNIT, encoding="utf-8")
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


# ---- the rules of the package ----


def test_the_rules_of_the_package_are_sound() -> None:
    found = check(SHIPPED)
    assert found.defects == ()
    assert found.rows > 700


@pytest.mark.parametrize("name", shipped_codebooks())
def test_codebooks_of_the_package_are_sound_and_disturb_nothing(name: str) -> None:
    found = check(read_overlay(None, [name]))
    assert (found.defects, found.disturbed) == ((), ())


# ---- check ----


@pytest.mark.parametrize("case", CASES["defect"], ids=lambda case: case["label"])
def test_defects_are_told_with_their_place(case: dict[str, Any], tmp_path: Path) -> None:
    for name, text in case["files"].items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    found = check(read_overlay(tmp_path)).defects
    assert len(found) == len(case["lines"]), found
    for told, (start, part) in zip(sorted(found), case["lines"], strict=True):
        assert told.startswith(f"{tmp_path}{os.sep}{start}"), told
        assert part in told


def test_what_a_rule_spoils_for_those_of_the_package_is_told(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text('[[unit]]\nid = "件"\nremove = true\n', encoding="utf-8")
    found = check(read_overlay(tmp_path))
    assert found.defects == ()
    assert any("件⟧" in line for line in found.disturbed)


def test_check_exits_with_1_for_a_defect_and_0_without(place: Path) -> None:
    fine = run("rules", "check", "mine", cwd=place)
    assert (fine.returncode, fine.stdout) == (0, "")
    assert "1 rules, 0 defects" in fine.stderr
    (place / "mine" / "units.toml").write_text(UNIT.replace("12榀", "12挂"), encoding="utf-8")
    bad = run("rules", "check", "mine", cwd=place)
    assert bad.returncode == 1
    assert re.fullmatch(r"mine.units\.toml:5: 榀: the example .* is not matched; correct .*\n", bad.stdout)


def test_check_looks_at_the_codebooks_of_the_folder_and_names_rows_without_examples(place: Path) -> None:
    book = place / "mine" / "codebooks" / "school.toml"
    book.parent.mkdir()
    line = '[[indicator]]\nid = "school.pupils"\nlabel = "在校生人数"\ndefinition = "pupils"\n'
    book.write_text(line, encoding="utf-8")
    alone = run("rules", "check", "mine", cwd=place)
    assert alone.returncode == 1
    assert alone.stdout.replace("\\", "/").startswith("mine/codebooks/school.toml:1: school.pupils: no row assigns it")
    match = '[[match]]\nid = "match.pupils"\nindicator = "school.pupils"\nunits = ["人"]\nitem = "在校生"\n'
    book.write_text(line + match, encoding="utf-8")
    assigned = run("rules", "check", "mine", cwd=place)
    assert (assigned.returncode, assigned.stdout) == (0, "")
    assert "1 without examples, so nothing tells whether they work: [[match]] match.pupils\n" in assigned.stderr
    assert "3 rules, 0 defects" in assigned.stderr


# ---- list and show ----


def test_list_names_kind_place_and_what_a_row_does(place: Path) -> None:
    more = '[[unit]]\nid = "件"\nadd.forms = ["件组"]\n[[unit]]\nid = "公里"\nremove = true\n'
    (place / "mine" / "units.toml").write_text(UNIT + more, encoding="utf-8")
    done = run("rules", "list", "--kind", "unit", "--rules", "mine", "--json", cwd=place)
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    shipped = {row.id for row in rows_of(KINDS[0], SHIPPED)}
    assert set(rows) == shipped | {"榀"}
    assert {id_: rows[id_]["deed"] for id_ in ("榀", "件", "公里", "人")} == {
        "榀": "new",
        "件": "changes",
        "公里": "removes",
        "人": "shipped",
    }
    assert rows["件"]["place"] == str(Path("mine") / "units.toml:6")
    assert rows["人"]["place"].startswith("units.toml:")
    plain = run("rules", "list", "--kind", "unit", "--rules", "mine", cwd=place).stdout
    assert [line.split("\t")[1] for line in plain.splitlines()] == list(rows)
    table = run("rules", "list", "--csv", cwd=place).stdout
    assert table.startswith("kind,id,place,deed,shows\n") or table.startswith("kind,id,place,deed,shows\r\n")


def test_show_prints_the_row_and_what_lies_over_it(place: Path) -> None:
    (place / "mine" / "units.toml").write_text('[[unit]]\nid = "件"\nadd.forms = ["件组"]\n', encoding="utf-8")
    done = run("rules", "show", "件", "--rules", "mine", cwd=place)
    shipped, mine = done.stdout.split("\n\n")
    assert 'examples = ["提案⟦190件⟧"' in shipped
    assert "units.toml:" in shipped.splitlines()[0]
    assert mine.splitlines() == [
        f"# {Path('mine') / 'units.toml'}:1",
        "[[unit]]",
        'id = "件"',
        'add.forms = ["件组"]',
    ]
    run("rules", "new", "unit", "--into", "new", cwd=place)
    file = place / "new" / "units.toml"
    text = (
        file.read_text(encoding="utf-8")
        .replace("id = ''", "id = '榀'")
        .replace("dimension = ''", "dimension = 'count'")
    )
    file.write_text(text, encoding="utf-8")
    filled = run("rules", "show", "榀", "--rules", "new", cwd=place).stdout
    assert filled.splitlines()[-1].startswith("not_examples"), "comments behind a row belong to what follows"
    unknown = run("rules", "show", "match.filing_rat", cwd=place)
    assert unknown.returncode == 2
    assert "did you mean 'match.filing_rate'?" in unknown.stderr


# ---- new ----


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_row_to_fill_in_has_the_keys_of_its_kind(kind: Kind) -> None:
    text = row_to_fill(kind)
    (row,) = tomllib.loads(text)[kind.table]
    fields = kind.model.model_fields
    if kind.model.fixed:
        assert set(row) - {"add", "drop"} <= set(fields)
    else:
        assert {name for name, field in fields.items() if field.is_required()} <= set(row)
        commented = tomllib.loads("\n".join(re.findall(r"^# (\w+ = .*)$", text, flags=re.MULTILINE)))
        assert set(row) | set(commented) == set(fields) - {"note"}
    assert all(line.startswith("#") or not line for line in head_of(kind).splitlines())


def test_a_row_is_filled_in_and_works(place: Path) -> None:
    done = run("rules", "new", "unit", "--into", "new", cwd=place)
    assert done.returncode == 0
    file = place / "new" / "units.toml"
    assert run("rules", "check", "new", cwd=place).returncode == 1
    text = file.read_text(encoding="utf-8")
    filled = text.replace("id = ''", "id = '榀'").replace("dimension = ''", "dimension = 'count'")
    file.write_text(filled.replace("forms = []", "forms = ['榀']"), encoding="utf-8")
    assert run("rules", "check", "new", cwd=place).returncode == 0
    assert "12榀" in run("parse", "texts/a.txt", "--csv", "--rules", "new", cwd=place).stdout
    run("rules", "new", "unit", "--into", "new", cwd=place)
    assert file.read_text(encoding="utf-8").startswith(filled.replace("forms = []", "forms = ['榀']"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("units", "did you mean unit?"),
        ("bracket", "did you mean name?"),
        ("style", "did you mean heading?"),
    ],
)
def test_a_kind_that_there_is_not(name: str, told: str, place: Path) -> None:
    done = run("rules", "new", name, cwd=place)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr


def test_a_row_that_was_left_empty_is_told(place: Path) -> None:
    run("rules", "new", "name", "--into", "new", cwd=place)
    done = run("rules", "check", "new", cwd=place)
    assert "its id is empty; fill the row in, or take it out" in done.stdout


# ---- diff ----


def annotate(place: Path, *right: str) -> None:
    """Annotations in which the numbers `right` are claims, with what the package says of them, and nothing else is."""
    rules = read_overlay(place / "mine")
    from cpcc_extract import Lexicon  # noqa: PLC0415

    claims = {claim.text: claim for claim in parse(TEXT, Lexicon.of(rules)).claims}
    rows: list[dict[str, Any]] = []
    for number, found in enumerate(re.finditer(r"\d+", TEXT)):
        claim = next((one for one in claims.values() if one.start == found.start()), None)
        if claim is None or claim.text not in right:
            rows.append({"id": number, "label": "not", "why": "date"})
            continue
        ends = {f"{name}_{end}": getattr(claim, name) for name in ("item", "action") for end in ("min", "max")}
        rows.append(
            {
                "id": number,
                "label": "claim",
                "start": claim.start,
                "end": claim.end,
                "span": claim.text,
                "value": str(claim.value),
                "value_max": None,
                "unit": claim.unit,
                "bound": claim.bound,
                "change": None,
                "indicator": claim.indicator,
                "organisation": claim.organisation,
                "period": claim.period.label if claim.period else None,
                "section_title": claim.section_title,
                **ends,
            }
        )
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (place / "gold" / "a.mentions.jsonl").write_text(lines, encoding="utf-8")
    (place / "gold" / "a.layout.json").write_text('{"lines": [], "articles": []}', encoding="utf-8")


def test_diff_lists_gains_losses_and_changes(place: Path) -> None:
    more = '[[unit]]\nid = "件"\nremove = true\n'
    (place / "mine" / "units.toml").write_text(UNIT + more, encoding="utf-8")
    done = run("rules", "diff", "mine", "texts", cwd=place)
    assert done.returncode == 0, done.stderr
    start = f"{Path('texts') / 'a.txt'}:3: "
    lost, gained = sorted(done.stdout.splitlines(), key=lambda line: "+" in line)
    assert lost.startswith(f"{start}- ⟦190件⟧  提案 · 收到 · proposal.received  [")
    assert gained.startswith(f"{start}+ ⟦12榀⟧  屋架 · 架设  [")
    assert "1 gained, 1 lost, 0 changed" in done.stderr


def test_diff_names_the_field_that_changes(place: Path) -> None:
    row = '[[indicator]]\nid = "proposal.received"\nremove = true\n'
    (place / "mine" / "units.toml").unlink()
    (place / "mine" / "indicators.toml").write_text(row, encoding="utf-8")
    done = run("rules", "diff", "mine", "texts", cwd=place)
    assert "~ ⟦190件⟧  indicator: proposal.received → -  [" in done.stdout


@pytest.mark.parametrize(("claims", "word"), [(("190件", "12榀"), "right"), (("190件",), "wrong")])
def test_diff_says_by_annotations_which_changes_are_right(claims: tuple[str, ...], word: str, place: Path) -> None:
    annotate(place, *claims)
    done = run("rules", "diff", "mine", "gold", "texts", cwd=place)
    assert done.returncode == 0, done.stderr
    judged = [line for line in done.stdout.splitlines() if line.startswith(("right: ", "wrong: "))]
    assert [line.split(":")[0] for line in judged] == [word]
    assert "12榀" in judged[0]
    figures = dict(line.split(maxsplit=1) for line in done.stdout.splitlines() if line.startswith(("found", "false")))
    assert figures["found"].split()[:2] == (["1", "2"] if word == "right" else ["1", "1"])
    assert figures["false"].split()[:2] == (["0", "0"] if word == "right" else ["0", "1"])


@pytest.mark.parametrize("arguments", [("mine", "nowhere"), ("nowhere", "texts"), ("mine", "nogold", "texts")])
def test_diff_of_what_is_not_there(arguments: tuple[str, ...], place: Path) -> None:
    done = run("rules", "diff", *arguments, cwd=place)
    assert done.returncode == 1
    assert "cpcc-extract: no" in done.stderr
    assert "Traceback" not in done.stderr
