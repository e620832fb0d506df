"""Traditional characters and their simplified forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cpcc_extract.lexicon.patterns import one_of
from cpcc_extract.lexicon.rows import Row, read_rows
from cpcc_extract.lexicon.store import kept


class ScriptRow(Row):
    """A run of characters in traditional script and, place by place, their simplified forms."""

    traditional: str
    simplified: str


@dataclass(frozen=True, slots=True)
class Script:
    """What tells the two scripts apart, and how one becomes the other."""

    forms: dict[int, int]
    """Code point of each traditional character to that of its simplified form, for `str.translate`."""
    traditional: frozenset[str]
    """Characters that only traditional script has."""
    hint: re.Pattern[str]
    """Finds one of these."""
    simplified: frozenset[str]
    """Characters that only simplified script has: simplified forms that are nobody's traditional form."""


@cache
def script() -> Script:
    """The table of data/script.toml, read at the first call."""
    return kept(Script, _compile)


def _compile() -> Script:
    forms = {
        ord(old): ord(new)
        for row in read_rows("script.toml", "script", ScriptRow)
        for old, new in zip(row.traditional, row.simplified, strict=True)
    }
    traditional = frozenset(map(chr, forms))
    return Script(forms, traditional, one_of(traditional), frozenset(map(chr, forms.values())) - traditional)
