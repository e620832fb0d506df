"""The claim table on Spark: `claims` maps a data frame of reports, `schema` is the shape of what comes out.

    >>> from cpcc_extract.spark import claims
    >>> claims(reports, text="body", keep="report_id").write.parquet("claims")  # doctest: +SKIP

Needs the extra `spark` (pyspark with pyarrow and pandas) and, as every PySpark, Java.
"""

from __future__ import annotations

from cpcc_extract.spark.fields import schema
from cpcc_extract.spark.frame import claims

__all__ = ["claims", "schema"]
