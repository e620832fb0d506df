"""Rows of `data/status.toml`, made into the signs that tell plans from facts."""

from __future__ import annotations

import re
from typing import Literal

from cpcc_extract.compiling.edges import led
from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.status import Sign, StatusRules


class StatusRow(Row):
    """One sign of a plan; see the head of data/status.toml."""

    fixed = True
    patterns = ("pattern", "not_pattern")

    where: Literal["sentence", "fact", "heading", "year_heading", "title", "paragraph", "list"]
    pattern: str
    not_pattern: str = ""


def compile_status(over: Overlay = SHIPPED) -> StatusRules:
    """Read data/status.toml once; it holds one row for each place."""
    rows = {
        row.where: Sign(row.id, re.compile(led(row.pattern)), re.compile(row.not_pattern) if row.not_pattern else None)
        for row in read_rows("status.toml", "status", StatusRow, over)
    }
    return StatusRules(**rows)
