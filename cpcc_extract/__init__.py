"""Quantified claims out of Chinese official work reports.

    >>> from cpcc_extract import parse
    >>> [(claim.item, claim.text) for claim in parse("全年收到提案190件。").claims]
    [('提案', '190件')]

What is public is listed in `__all__`; each name is loaded when it is first used, so that importing the package
costs nothing and changes nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cpcc_extract.errors import (
        BinaryError,
        ColumnError,
        CpccError,
        EmptyError,
        EncodingError,
        FormatError,
        GoldError,
        MissingExtraError,
        ReadError,
        ReviewError,
        RulesError,
        WriteError,
    )
    from cpcc_extract.failure import Failure
    from cpcc_extract.insight.checks import check
    from cpcc_extract.insight.panel import Panel, panel
    from cpcc_extract.lexicon.load import Lexicon
    from cpcc_extract.pipeline import parse, parse_file
    from cpcc_extract.reading.source import Source
    from cpcc_extract.reading.text import read_source, source_from_text
    from cpcc_extract.records import Check, Claim, Document
    from cpcc_extract.runs.stream import batch
    from cpcc_extract.writers.dataframe import to_dataframe

__version__ = "0.1.0"
SCHEMA_VERSION: Final = "1"
"""Of the document object; changes when a field is taken away or comes to mean something else."""

__all__ = [
    "BinaryError",
    "Check",
    "Claim",
    "ColumnError",
    "CpccError",
    "Document",
    "EmptyError",
    "EncodingError",
    "Failure",
    "FormatError",
    "GoldError",
    "Lexicon",
    "MissingExtraError",
    "Panel",
    "ReadError",
    "ReviewError",
    "RulesError",
    "Source",
    "WriteError",
    "batch",
    "check",
    "panel",
    "parse",
    "parse_file",
    "read_source",
    "source_from_text",
    "to_dataframe",
]

_HOMES = {
    "Check": "records",
    "Claim": "records",
    "Document": "records",
    "Failure": "failure",
    "Lexicon": "lexicon.load",
    "Panel": "insight.panel",
    "Source": "reading.source",
    "batch": "runs.stream",
    "check": "insight.checks",
    "panel": "insight.panel",
    "parse": "pipeline",
    "parse_file": "pipeline",
    "read_source": "reading.text",
    "source_from_text": "reading.text",
    "to_dataframe": "writers.dataframe",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"cpcc_extract.{_HOMES.get(name, 'errors')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
