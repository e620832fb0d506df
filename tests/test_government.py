"""The codebook for government work reports: phrases of such reports, what it leaves alone, how it is printed."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cpcc_extract import Lexicon, parse, parse_file
from cpcc_extract.compiling.indicators import codebook_lines

CASES = tomllib.loads((Path(__file__).parent / "cases" / "government.toml").read_text(encoding="utf-8"))["case"]
GOVERNMENT = Lexicon.load(None, ["government"])
OWN = [line for line in codebook_lines(GOVERNMENT.overlay) if line.id not in Lexicon.load().indicators.labels]
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_phrases_of_reports(case: dict[str, Any]) -> None:
    claims = parse(case["text"], GOVERNMENT).claims
    assert [f"{claim.text} {claim.indicator} {claim.status}" for claim in claims] == case["claims"]


def test_it_stands_beside_the_codebook_that_always_holds() -> None:
    names = {line.id for line in OWN}
    for path in sorted(SAMPLES.glob("*.txt")):
        with_it, without = parse_file(path, lexicon=GOVERNMENT).claims, parse_file(path).claims
        assert not names & {claim.indicator for claim in without}
        for ours, theirs in zip(with_it, without, strict=True):
            if ours.indicator not in names:
                assert ours == theirs
            else:
                assert theirs.indicator is None


def test_every_line_has_units_and_examples() -> None:
    assert len(OWN) >= 30
    assert [line.id for line in OWN if not (line.units and line.examples and "⟦" in "".join(line.examples))] == []


def test_series_are_named_once_with_their_units() -> None:
    named = [line.statistic for line in OWN if line.statistic]
    assert len(named) == len(set(named)) >= 25
    assert [name for name in named if not name.endswith(")")] == []


def test_the_command_prints_it() -> None:
    command = [sys.executable, "-m", "cpcc_extract", "indicators", "--codebook", "government"]

    def printed(*more: str) -> str:
        return subprocess.run([*command, *more], capture_output=True, check=True, encoding="utf-8-sig").stdout

    records = json.loads(printed("--json"))
    rows = list(csv.DictReader(io.StringIO(printed("--csv"))))
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert [line.split("\t")[0] for line in printed().splitlines()] == [record["id"] for record in records]
    (gdp,) = [record for record in records if record["id"] == "gdp.total"]
    assert gdp["units"] == ["元", "美元"]
    assert gdp["statistic"] == "地区生产总值(亿元)"
    assert gdp["examples"] == ["全省地区生产总值达到⟦1.5万亿元⟧"]
