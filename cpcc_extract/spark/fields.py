"""The columns of the claim table as Spark types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.schemas import table_field
from cpcc_extract.writers.decimals import PRECISION, SCALE
from cpcc_extract.writers.extras import library

if TYPE_CHECKING:
    from pyspark.sql.types import StructType

PROBLEM = {
    "error": "Kind of the error of a document that gave no claims; null in the row of a claim",
    "reason": "What is wrong with the document, and what to do; null in the row of a claim",
}
"""The columns behind those of the table: a document that cannot be read is one row with nothing else."""


def schema() -> StructType:
    """The columns that `claims` makes, without those that it keeps: the table of every other format, in its order,
    then `error` and `reason`. Every column can be null. Raises MissingExtraError without pyspark."""
    types = library("pyspark.sql.types", "spark", "The Spark table")
    kinds = {
        "string": types.StringType(),
        "integer": types.LongType(),
        "number": types.DecimalType(PRECISION, SCALE),
        "date": types.DateType(),
    }
    described = [(column.id, kinds[column.type], table_field(column)["description"]) for column in table_columns()]
    described += [(name, kinds["string"], comment) for name, comment in PROBLEM.items()]
    found: StructType = types.StructType(
        [types.StructField(name, kind, True, {"comment": comment}) for name, kind, comment in described]
    )
    return found
