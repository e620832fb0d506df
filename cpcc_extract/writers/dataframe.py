"""Claims as a data frame of polars or pandas, which are loaded only when one is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from cpcc_extract.records import Document, each_document
from cpcc_extract.writers import extras, table
from cpcc_extract.writers.decimals import PRECISION, SCALE, fitting


def to_dataframe(
    documents: Document | Iterable[Document],
    *,
    library: Literal["polars", "pandas"] = "polars",
    columns: str | Sequence[str] = (),
) -> Any:
    """One row a claim, the columns of the tables (or the chosen `columns`), values exact.

    polars has them as Decimal(38, 12), null where that does not hold a value; pandas as Decimal objects and dates as
    date objects. All rows are held in memory. Raises MissingExtraError without the library, ColumnError for a column
    that there is not, ValueError for another library, TypeError for what is no document.

        >>> from cpcc_extract import parse
        >>> frame = to_dataframe(parse("收到提案190件,立案176件。"), columns=("item", "value", "unit"))
        >>> frame.shape, frame["item"].to_list()
        ((2, 3), ['提案', '提案'])
    """
    if library not in _MAKERS:
        raise ValueError(f"no data frames of {library!r}; there are {', '.join(_MAKERS)}")
    chosen = [columns] if isinstance(columns, str) else columns
    return _MAKERS[library](each_document(documents), chosen)


def _polars(documents: Iterable[Document], chosen: Sequence[str]) -> Any:
    polars = extras.library("polars", "polars", "a polars data frame")
    kinds = {
        "string": polars.String,
        "integer": polars.Int64,
        "number": polars.Decimal(PRECISION, SCALE),
        "date": polars.Date,
    }
    there = table.columns(chosen)
    numbers = [index for index, column in enumerate(there) if column.type == "number"]
    data = list(table.rows(documents, chosen))
    for row in data:
        for index in numbers:
            row[index] = fitting(row[index])  # type: ignore[arg-type]
    return polars.DataFrame(data, schema={column.id: kinds[column.type] for column in there}, orient="row")


def _pandas(documents: Iterable[Document], chosen: Sequence[str]) -> Any:
    pandas = extras.library("pandas", "pandas", "a pandas data frame")
    there = table.columns(chosen)
    frame = pandas.DataFrame(list(table.rows(documents, chosen)), columns=[column.id for column in there], dtype=object)
    return frame.astype({column.id: "Int64" for column in there if column.type == "integer"})


_MAKERS = {"polars": _polars, "pandas": _pandas}
