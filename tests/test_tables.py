"""Rows of tables: figures whose unit stands in the label, the head or the title."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cpcc_extract import parse

CASES = tomllib.loads((Path(__file__).parent / "cases" / "tables.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_rows(case: dict[str, Any]) -> None:
    text = case["text"].replace("⇥", "\t")
    found = parse(text).claims
    assert [[c.text, Decimal(c.value or 0), c.unit, c.item] for c in found] == [
        [figure, Decimal(value), unit, item] for figure, value, unit, item in case["claims"]
    ]
    assert all(text[c.start : c.end] == c.text for c in found)


def test_a_figure_with_its_own_unit_keeps_it() -> None:
    (share, amount) = parse("单位：万元\n收入   5%   12").claims
    assert (share.value, share.unit, amount.value, amount.unit) == (Decimal(5), "%", Decimal(120000), "元")
