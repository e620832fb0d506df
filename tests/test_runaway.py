"""Patterns that could take for ever are told from those that end."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cpcc_extract.compiling.runaway import runs_away

CASES = tomllib.loads((Path(__file__).parent / "cases" / "rules.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pattern", CASES["pattern"][0]["runs"])
def test_patterns_that_can_run_away(pattern: str) -> None:
    assert runs_away(pattern)


@pytest.mark.parametrize("pattern", CASES["pattern"][0]["ends"])
def test_patterns_that_end(pattern: str) -> None:
    assert runs_away(pattern) is None


def test_one_repeat_without_an_end_is_allowed_on_a_line() -> None:
    assert runs_away("百.*企", narrow=True) is None
    assert runs_away("百.*企.*村.*户", narrow=True)
