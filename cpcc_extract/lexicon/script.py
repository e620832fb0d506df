"""Traditional characters and their simplified forms."""

from functools import cache
from typing import NamedTuple

from cpcc_extract.lexicon.patterns import Pattern
from cpcc_extract.lexicon.store import kept


class Script(NamedTuple):
    """What tells the two scripts apart, and how one becomes the other."""

    forms: dict[int, int]
    """Code point of each traditional character to that of its simplified form, for `str.translate`."""
    traditional: frozenset[str]
    """Characters that only traditional script has."""
    hint: Pattern
    """Finds one of these."""
    simplified: frozenset[str]
    """Characters that only simplified script has: simplified forms that are nobody's traditional form."""


@cache
def script() -> Script:
    """The table of data/script.toml, read at the first call."""
    return kept(Script, _compile)


def _compile() -> Script:
    from cpcc_extract.compiling.script import compile_script  # noqa: PLC0415 - what is kept needs none of it

    return compile_script()
