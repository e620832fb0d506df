"""The words of a panel's evidence; see the head of data/panel.toml."""

from __future__ import annotations

from functools import cache

from cpcc_extract.compiling.rows import Word, read_rows


@cache
def reasons() -> dict[str, Word]:
    """Why a claim fills its cell, or does not, by id."""
    return {row.id: row for row in read_rows("panel.toml", "reason", Word)}


@cache
def use_words() -> dict[str, Word]:
    """used and unused."""
    return {row.id: row for row in read_rows("panel.toml", "word", Word)}
