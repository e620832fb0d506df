"""What the shell offers for the values of options."""

from __future__ import annotations


def formats(incomplete: str) -> list[str]:
    """Formats that begin so."""
    from cpcc_extract.writers.formats import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def columns(incomplete: str) -> list[str]:
    """Lists of columns, the last of which is completed."""
    from cpcc_extract.lexicon.columns import table_columns

    return _lists(incomplete, [column.id for column in table_columns()])


def indicators(incomplete: str) -> list[str]:
    """Lists of indicators, the last of which is completed."""
    from cpcc_extract.lexicon.load import Lexicon

    return _lists(incomplete, list(Lexicon.load().indicators.labels))


def _lists(incomplete: str, known: list[str]) -> list[str]:
    """Names with commas: those that are there already, and each that the last one may become."""
    before, comma, last = incomplete.rpartition(",")
    there = set(before.split(","))
    return [f"{before}{comma}{name}" for name in known if name.startswith(last) and name not in there]
