"""Rows of `data/script.toml`, made into the table of traditional characters."""

from __future__ import annotations

from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.patterns import one_of
from cpcc_extract.lexicon.script import Script


class ScriptRow(Row):
    """A run of characters in traditional script and, place by place, their simplified forms."""

    traditional: str
    simplified: str


def compile_script() -> Script:
    """Read data/script.toml."""
    forms = {
        ord(old): ord(new)
        for row in read_rows("script.toml", "script", ScriptRow)
        for old, new in zip(row.traditional, row.simplified, strict=True)
    }
    traditional = frozenset(map(chr, forms))
    return Script(forms, traditional, one_of(traditional), frozenset(map(chr, forms.values())) - traditional)
