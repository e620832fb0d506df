"""Rules that tell plans from facts."""

from typing import NamedTuple

from cpcc_extract.lexicon.patterns import Pattern


class Sign(NamedTuple):
    """A status row, compiled."""

    id: str
    pattern: Pattern
    unless: Pattern | None


class StatusRules(NamedTuple):
    """The signs by the place they are looked for."""

    sentence: Sign
    fact: Sign
    heading: Sign
    year_heading: Sign
    """A heading that names the work of a year, which may be the one reported on."""
    title: Sign
    """A title that calls the whole text a plan."""
    paragraph: Sign
    list: Sign
    """A line that announces the plans of a list."""
