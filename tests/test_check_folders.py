"""`check` over folders as they lie on a disk: one place for three years, communiqués of a province and the country.

In `years/` 2021 and 2022 are without fault, in 2023 five numbers are misprinted, one in the province's communiqué.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from test_insight_commands import run

from cpcc_extract import exact_json

YEARS = Path(__file__).parent / "years"
COUNTY, COMMUNIQUES = YEARS / "栖云县政协", YEARS / "公报"
PROVINCE = {"湖南2022.txt", "湖南2023.txt"}
MISPRINTED = [
    ("total", "136件 + 46件 = 182件; stated 176件", {"2023.txt"}),
    ("total", "3次 + 4次 + 1次 = 8次; stated 9次", {"2023.txt"}),
    ("product", "50户 × 1500元 = 7.5万元; stated 5万元", {"2023.txt"}),
    ("successive years", "176件 − 26件 = 150件; a year before stated 160件", {"2022.txt", "2023.txt"}),
    ("successive years", "110条 ÷ (1 + 20%) = 91.67条; a year before stated 100条", {"2022.txt", "2023.txt"}),
    ("part", "2077万人 of 1244万人", {"全国2023.txt", "湖南2023.txt"}),
]
FITTING = [
    ("successive years", "160件 − 10件 = 150件; a year before stated 150件", {"2021.txt", "2022.txt"}),
    ("successive years", "85% − 1个百分点 = 84%; a year before stated 84%", {"2021.txt", "2022.txt"}),
    ("successive years", "100条 ÷ (1 + 25%) = 80条; a year before stated 80条", {"2021.txt", "2022.txt"}),
    ("successive years", "3068万吨 ÷ (1 + 1.7%) = 3016.72万吨; a year before stated 3018万吨", PROVINCE),
    ("part", "3068万吨 of 69541万吨", {"全国2023.txt", "湖南2023.txt"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> list[dict[str, object]]:
    done = run("check", YEARS, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    checks: list[dict[str, object]] = exact_json.loads(done.stdout)
    return checks


def brief(checks: list[dict[str, object]], verdict: str) -> list[tuple[object, object, set[str]]]:
    return [
        (one["relation"], one["statement"], {Path(claim["source"]).name for claim in one["claims"]})  # type: ignore[attr-defined]
        for one in checks
        if one["verdict"] == verdict
    ]


def test_every_misprint_is_told_and_nothing_else(found: list[dict[str, object]]) -> None:
    conflicts = brief(found, "conflicts")
    assert sorted(conflicts, key=str) == sorted(MISPRINTED, key=str)
    assert not brief(found, "possible") and not brief(found, "cannot tell")


def test_years_and_places_that_fit(found: list[dict[str, object]]) -> None:
    across = [one for one in brief(found, "agrees") if len(one[2]) > 1]
    assert sorted(across, key=str) == sorted(FITTING, key=str)


def test_claims_can_be_found_in_their_files(found: list[dict[str, object]]) -> None:
    for check in found:
        for claim in check["claims"]:  # type: ignore[attr-defined]
            text = Path(claim["source"]).read_text(encoding="utf-8")
            assert text[claim["start"] : claim["end"]] == claim["text"]


def test_strict_is_about_conflicts_alone() -> None:
    assert run("check", YEARS, "--strict").returncode == 1
    without = [COUNTY / "2021.txt", COUNTY / "2022.txt", COMMUNIQUES / "湖南2022.txt"]
    assert run("check", *without, "--strict").returncode == 0


def test_csv_has_a_row_for_each_claim(found: list[dict[str, object]]) -> None:
    rows = list(csv.DictReader(io.StringIO(run("check", YEARS, "--csv").stdout, newline="")))
    told = [(one["id"], claim["text"]) for one in found for claim in one["claims"]]  # type: ignore[attr-defined]
    assert [(row["check"], row["text"]) for row in rows] == told


def test_another_codebook_changes_nothing(found: list[dict[str, object]]) -> None:
    done = run("check", YEARS, "--json", "--codebook", "government")
    assert brief(exact_json.loads(done.stdout), "conflicts") == brief(found, "conflicts")


def test_order_of_the_reports_does_not_matter() -> None:
    newest_first = sorted(COUNTY.glob("*.txt"), reverse=True)
    checks = exact_json.loads(run("check", *newest_first, "--json").stdout)
    across = {one[1] for one in brief(checks, "agrees") + brief(checks, "conflicts") if len(one[2]) > 1}
    assert across == {statement for relation, statement, _ in MISPRINTED[:5] + FITTING[:3] if "year" in relation}
