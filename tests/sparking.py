"""Whether this machine has what Spark needs: pyspark and Java.

Without them the tests on Spark are skipped, unless CPCC_EXTRACT_SPARK=required says that they must run.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest

JAVA = shutil.which("java") or os.environ.get("JAVA_HOME")
MISSING = [name for name, found in (("pyspark", find_spec("pyspark")), ("Java", JAVA)) if not found]
on_spark = pytest.mark.skipif(
    bool(MISSING) and os.environ.get("CPCC_EXTRACT_SPARK") != "required",
    reason=f"claims are not tried on Spark: no {' and no '.join(MISSING)}",
)
