"""Documents as rows: the flat form that every tabular format shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.records import Claim, Document
from cpcc_extract.writers.formats import Headers

Cell = str | int | Decimal | date | None

_PATH_JOINT = " / "


def header(language: Headers) -> list[str]:
    """Column names in table order."""
    return [column.header if language == "zh" else column.id for column in table_columns()]


def source_cell(document: Document) -> str:
    """How a row names its input: the path as given, else the name (`-`)."""
    return document.source.path or document.source.name


def rows(documents: Iterable[Document]) -> Iterator[list[Cell]]:
    """One row a claim, cells in the order of `header`."""
    names = [column.id for column in table_columns()]
    for document in documents:
        source = source_cell(document)
        for claim in document.claims:
            flat = {**_fields(claim), **_flattened(claim), "source": source}
            yield [flat[name] for name in names]


_FIELDS = tuple(Claim.model_fields)
_fields_of = attrgetter(*_FIELDS)


def _fields(claim: Claim) -> dict[str, Any]:
    return dict(zip(_FIELDS, _fields_of(claim), strict=True))


def _flattened(claim: Claim) -> dict[str, Cell]:
    period = claim.period
    return {
        "period": period.label if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_text": period.text if period else None,
        "section_path": _PATH_JOINT.join(claim.section_path),
    }
