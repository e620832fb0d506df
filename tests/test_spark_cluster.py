"""Claims on a cluster of Spark: workers are processes of their own, which share nothing with the driver."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sparking import on_spark

HOME = Path(__file__).parent.parent
JOB = """
import sys
from pyspark.sql import SparkSession
from cpcc_extract.spark import claims

spark = (
    SparkSession.builder.master("local-cluster[2,1,512]")
    .config("spark.executor.memory", "512m")
    .config("spark.executorEnv.HOME", f"{sys.argv[1]}/nowhere")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
    .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
    .getOrCreate()
)
reports = [(number, "全年收到提案190余件,立案176件。") for number in range(40)] + [(40, None)]
frame = spark.createDataFrame(reports, "number int, text string").repartition(4)
found = claims(frame, keep="number").groupBy("error").count().collect()
executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # the driver is in it
print(sorted((row["error"] or "", row["count"]) for row in found), executors)
spark.stop()
"""


@on_spark
def test_executors_of_their_own_processes(tmp_path: Path) -> None:
    """A cluster on one machine: two executors, each a Java process with its own folder, and no home to write to."""
    from pyspark import __file__ as installed  # noqa: PLC0415 - only where it is there

    home = tmp_path / "home"
    home.mkdir()
    for entry in Path(installed).parent.iterdir():
        (home / entry.name).symlink_to(entry)
    job = tmp_path / "job.py"
    job.write_text(JOB, encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SPARK_")},
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(HOME),
    }
    done = subprocess.run(
        [sys.executable, str(job), str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[('', 80), ('EmptyError', 1)] 2"
