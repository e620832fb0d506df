"""Show that a batch run takes as much memory for many files as for few.

usage: python benchmarks/batch_memory.py [FILES] [--format FORMAT] [--jobs N]

Makes folders of small reports (FILES, by default 20,000, and a tenth of that), runs `cpcc-extract batch` over each and
prints, for the run itself and for its largest worker, the highest memory, and the time that all processes took. Exit
status 1 when ten times the files take more than half as much memory again. Linux only.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE_EVERY = 0.2
GROWTH = 1.5
PLACES = ["凤凰县", "桑植县", "慈利县", "保靖县", "永顺县"]
SENTENCES = [
    "全年收到提案{a}件,审查立案{b}件,立案率{c}.{d}%。",
    "组织委员开展视察{d}次,提出意见建议{b}条。",
    "全年地区生产总值{a}.{d}亿元,比上年增长{d}.{c}%。",
    "新建改建农村公路{a}公里,惠及群众{b}余人。",
    "召开协商座谈会{d}次,报送社情民意信息{b}篇。",
]


@dataclass
class Run:
    """What one run took."""

    files: int
    claims: int
    seconds: float
    cpu: float
    """Seconds of all its processes together."""
    own: float
    """Those of the run itself, without its workers, as far as it was seen."""
    parent: int
    """Highest resident memory of the run itself, kilobytes."""
    worker: int
    """That of its largest worker, shared pages included."""


def report(number: int) -> str:
    """A report of some 135 characters, dense with claims; the same for the same number."""
    chance = random.Random(number)
    lines = [f"# {PLACES[number % len(PLACES)]}政协{2005 + number % 20}年工作综述", "", "## 主要工作", ""]
    for sentence in chance.sample(SENTENCES, 4):
        lines.append(
            sentence.format(
                a=chance.randint(100, 999), b=chance.randint(20, 99), c=chance.randint(10, 99), d=number % 9 + 1
            )
        )
    return "\n\n".join(lines) + "\n"


def resident(pid: int) -> int:
    """Highest resident memory so far, kilobytes; 0 for a process that is gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def own_seconds(pid: int) -> float:
    """Processor time of one process so far; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def cpu_seconds() -> float:
    """Of all processes that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(files: int, format: str, jobs: int) -> Run:
    """Run over `files` reports in a folder of their own."""
    with tempfile.TemporaryDirectory() as place:
        for number in range(files):
            folder = Path(place, "in", f"{number // 1000:03}")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number:06}.txt").write_text(report(number), encoding="utf-8")
        command = [sys.executable, "-m", "cpcc_extract", "batch", "in", "-o", f"out.{format}", "--jobs", str(jobs)]
        began, cpu = time.monotonic(), cpu_seconds()
        run = subprocess.Popen(
            command, cwd=place, env={**os.environ, "PYTHONPATH": str(PROJECT)}, stderr=subprocess.PIPE, text=True
        )
        parent = worker = 0
        own = 0.0
        while run.poll() is None:
            parent = max(parent, resident(run.pid))
            worker = max([worker, *map(resident, children(run.pid))])
            own = max(own, own_seconds(run.pid))
            time.sleep(SAMPLE_EVERY)
        seconds = time.monotonic() - began
        told = run.stderr.read() if run.stderr else ""
        if run.returncode:
            raise SystemExit(told)
        claims = int(told.rpartition(" claims;")[0].rpartition(" ")[2])
        return Run(files, claims, seconds, cpu_seconds() - cpu, own, parent, worker)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="?", type=int, default=20_000)
    parser.add_argument("--format", default="csv")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    print("  files    claims  seconds  CPU s  claims/CPU s  run MB  worker MB")
    runs = [measure(count, options.format, options.jobs) for count in (options.files // 10, options.files)]
    for run in runs:
        print(
            f"{run.files:7} {run.claims:9} {run.seconds:8.0f} {run.cpu:6.0f} "
            f"{run.claims / run.cpu:13.0f} {run.parent / 1024:7.0f} {run.worker / 1024:10.0f}"
        )
    few, many = runs
    return int(many.parent > GROWTH * few.parent or many.worker > GROWTH * few.worker)


if __name__ == "__main__":
    sys.exit(main())
