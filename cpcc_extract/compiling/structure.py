"""Rows of `data/layout.toml`, and all rules of the structure stage put together."""

from __future__ import annotations

import re
from typing import Literal

from cpcc_extract.compiling.edges import led
from cpcc_extract.compiling.furniture import compile_furniture
from cpcc_extract.compiling.headings import compile_headings
from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay
from cpcc_extract.lexicon.patterns import NEVER, one_of
from cpcc_extract.lexicon.structure import StructureRules

FILE = "layout.toml"

Use = Literal["no-heading", "no-run-in", "no-caption", "caption", "run-in-opening"]


class CharsRow(Row):
    """A set of characters, on the folded view."""

    fixed = True

    chars: str


class PairRow(Row):
    """An opening mark and the mark that closes it."""

    open: str
    close: str


class ShapeRow(Row):
    """What a line must (or must not) look like to be of some use."""

    narrow = True

    use: Use
    pattern: str


def compile_structure(over: Overlay = SHIPPED) -> StructureRules:
    """Read the rules of the structure stage. Called once; nothing is read at import."""
    chars = {row.id: frozenset(row.chars) for row in read_rows(FILE, "chars", CharsRow, over)}
    pairs = {row.open: row.close for row in read_rows(FILE, "pair", PairRow, over)}
    shapes = read_rows(FILE, "shape", ShapeRow, over)

    def shape(use: Use) -> re.Pattern[str]:
        return re.compile(led("|".join(f"(?:{row.pattern})" for row in shapes if row.use == use) or NEVER))

    line_end = chars["sentence_end"] | chars["lead_end"]
    marks = chars["sentence_end"] | set(pairs) | set(pairs.values())
    return StructureRules(
        headings=compile_headings(over),
        furniture=compile_furniture(over),
        sentence_end=chars["sentence_end"],
        full_stop=chars["full_stop"],
        sentence_stop=one_of(chars["sentence_end"]),
        clause_end=chars["clause_end"],
        clause_stop=one_of(chars["clause_end"]),
        lead_end=chars["lead_end"],
        line_end=line_end,
        line_stop=one_of(line_end),
        closers="".join(sorted(chars["closers"])),
        occasion_end=chars["occasion_end"],
        pairs=pairs,
        opened_by={close: mark for mark, close in pairs.items()},
        no_heading=shape("no-heading"),
        no_run_in=shape("no-run-in"),
        no_caption=shape("no-caption"),
        caption_shape=shape("caption"),
        run_in_opening=shape("run-in-opening"),
        sentence_marks=one_of(marks),
    )
