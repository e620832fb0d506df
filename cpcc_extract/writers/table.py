"""Documents as rows: the flat form that every tabular format shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from cpcc_extract.errors import ColumnError
from cpcc_extract.lexicon.columns import Column, TableName, table_columns
from cpcc_extract.records import Claim, Document, PeriodRecord
from cpcc_extract.writers.formats import Headers

Cell = str | int | Decimal | date | None

_PATH_JOINT = " / "


def header(language: Headers, chosen: Sequence[str] = (), table: TableName = "claims") -> list[str]:
    """Column names in table order, or those of the `chosen` columns in theirs."""
    return [column.header if language == "zh" else column.id for column in columns(chosen, table)]


def columns(chosen: Sequence[str] = (), table: TableName = "claims") -> tuple[Column, ...]:
    """The columns of a table: all, or the `chosen` ones (ids or Chinese names) in that order.

    Raises ColumnError for a name that is none, or one that is chosen twice.
    """
    there = table_columns(table)
    if not chosen:
        return there
    by_name = {name: column for column in there for name in (column.id, column.header)}
    if unknown := [name for name in chosen if name not in by_name]:
        from difflib import get_close_matches  # noqa: PLC0415 - only for who made a mistake

        close = get_close_matches(unknown[0], list(by_name), 1)
        advice = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(column.id for column in there)}"
        raise ColumnError(f"no column {unknown[0]!r}; {advice}")
    found = tuple(by_name[name] for name in chosen)
    if len(set(found)) < len(found):
        raise ColumnError(f"a column stands twice in {', '.join(chosen)}; name each once")
    return found


def source_cell(document: Document) -> str:
    """How a row names its input: the path as given, else the name (`-`)."""
    return document.source.path or document.source.name


def rows(documents: Iterable[Document], chosen: Sequence[str] = ()) -> Iterator[list[Cell]]:
    """One row a claim, cells in the order of `header`."""
    names = [column.id for column in columns(chosen)]
    for document in documents:
        source = source_cell(document)
        for claim in document.claims:
            flat = {
                **_fields(claim),
                **_period(claim.period),
                "section_path": _PATH_JOINT.join(claim.section_path),
                "source": source,
            }
            yield [flat[name] for name in names]


def article_rows(document: Document) -> list[list[Cell]]:
    """One row an article, cells in the order of `header(table="articles")`."""
    return [
        _row("articles", {**vars(article), **_period(article.period), "source": source_cell(document)})
        for article in document.articles
    ]


def section_rows(document: Document) -> list[list[Cell]]:
    """One row a section, cells in the order of `header(table="sections")`."""
    return [_row("sections", {**vars(section), "source": source_cell(document)}) for section in document.sections]


def document_row(document: Document) -> list[Cell]:
    """What the record says of the input, cells in the order of `header(table="documents")`."""
    return _row("documents", {**vars(document.source), "source": source_cell(document)})


def _row(table: TableName, flat: dict[str, Any]) -> list[Cell]:
    return [flat[column.id] for column in table_columns(table)]


_FIELDS = Claim.field_names()
_fields_of = attrgetter(*_FIELDS)


def _fields(claim: Claim) -> dict[str, Any]:
    return dict(zip(_FIELDS, _fields_of(claim), strict=True))


def _period(period: PeriodRecord | None) -> dict[str, Cell]:
    return {
        "period": period.label if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_text": period.text if period else None,
    }
