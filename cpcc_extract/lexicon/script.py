"""Traditional characters and their simplified forms."""

from __future__ import annotations

from functools import cache

from cpcc_extract.lexicon.rows import Row, read_rows


class ScriptRow(Row):
    """A run of characters in traditional script and, place by place, their simplified forms."""

    traditional: str
    simplified: str


@cache
def simplified_forms() -> dict[int, int]:
    """Code point of each traditional character to that of its simplified form, for `str.translate`."""
    return {
        ord(old): ord(new)
        for row in read_rows("script.toml", "script", ScriptRow)
        for old, new in zip(row.traditional, row.simplified, strict=True)
    }


@cache
def traditional_only() -> frozenset[str]:
    """Characters that only traditional script has."""
    return frozenset(map(chr, simplified_forms()))


@cache
def simplified_only() -> frozenset[str]:
    """Characters that only simplified script has: simplified forms that are nobody's traditional form."""
    return frozenset(map(chr, simplified_forms().values())) - traditional_only()
