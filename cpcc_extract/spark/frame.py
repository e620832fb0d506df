"""From a data frame of reports to one of claims; nothing is read before Spark runs the plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from cpcc_extract.errors import ColumnError
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.lexicon.overlay import SHIPPED
from cpcc_extract.spark.batches import claim_batches
from cpcc_extract.spark.fields import schema
from cpcc_extract.writers.extras import library

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def claims(
    df: DataFrame,
    text: str = "text",
    *,
    keep: str | Sequence[str] = (),
    source: str | None = None,
    encoding: str | None = None,
    lexicon: Lexicon | None = None,
) -> DataFrame:
    """One row a claim of every report in `df`, as `cpcc-extract batch` writes them; the plan only, nothing is run.

    `text` names the column of the reports: strings, or the bytes of files (`content` of Spark's `binaryFile`), which
    are read as `read_source` reads files, `encoding` included. `keep` names the columns that every row carries on,
    in front; `source` the one (a path, say) that fills the column `source`, null without it. Rules of one's own
    (`lexicon`) are sent to the workers.

    Promises the columns `keep`, then those of `schema()`. A report that cannot be read (null, empty, not text, too
    long, a defect of the program) is one row with `error` and `reason`; it never fails the job. A report without
    claims has no row. Raises ColumnError for columns that are missing, of the wrong type, or would be there twice,
    MissingExtraError without pyspark, pyarrow or pandas.
    """
    for name in ("pyarrow", "pandas"):
        library(name, "spark", "The Spark table")
    functions = library("pyspark.sql.functions", "spark", "The Spark table")
    types = library("pyspark.sql.types", "spark", "The Spark table")
    kept = [keep] if isinstance(keep, str) else list(keep)
    _check(df, text, kept, source)
    named = functions.lit(None) if source is None else df[_quoted(source)]
    chosen = [df[_quoted(name)].alias(f"kept {index}") for index, name in enumerate(kept)]
    made = types.StructType([*(df.schema[name] for name in kept), *schema().fields])
    over = lexicon.overlay if lexicon else SHIPPED
    read = partial(claim_batches, names=tuple(made.names), encoding=encoding, over=over)
    return df.select(*chosen, named.cast("string").alias("source"), df[_quoted(text)].alias("text")).mapInArrow(
        read, made
    )


def _check(df: DataFrame, text: str, kept: Sequence[str], source: str | None) -> None:
    """Raises ColumnError where the columns cannot be used as they are asked for."""
    for name in (text, *kept, *([] if source is None else [source])):
        if df.columns.count(name) != 1:
            number = "no" if name not in df.columns else "more than one"
            raise ColumnError(f"{number} column {name!r} in the data frame; there are {', '.join(df.columns)}")
    kind = df.schema[text].dataType.typeName()
    if kind not in ("string", "binary"):
        raise ColumnError(f"the column {text!r} holds {kind}, not strings or bytes; name the one with the reports")
    taken = {name.casefold() for name in schema().names}
    for name in kept:
        if name.casefold() in taken:  # Spark tells no capitals from small letters
            raise ColumnError(
                f"the claim table has a column {name!r} itself, or it is kept twice; rename yours first: "
                f"df.withColumnRenamed({name!r}, 'report_{name}')"
            )
        taken.add(name.casefold())


def _quoted(name: str) -> str:
    """The name of a column as Spark's expressions take it: a dot in it is no field."""
    return "`" + name.replace("`", "``") + "`"
