"""What whole processes take: start-up, memory, and batches on one and two workers; part of benchmarks/speed.py."""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from batch_memory import Run, measure

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = PROJECT / "samples" / "proposal_report.txt"
RUNS = 5
FILES = 5_000
LONG = PROJECT / "samples" / "standing_committee_report.txt"
LENGTHS = (6_000, 100_000, 1_000_000, 10_000_000, 34_000_000)
"""The last one is 100 MB of Chinese in UTF-8."""
BOUND = 250
"""Bytes of memory for a character of a long text that are taken for a defect: most of them are claims."""
WORKER = 128
"""Megabytes of memory of a worker on small reports that are taken for a defect."""
MEGABYTE = 1 << 20
# Prints its own highest memory, kilobytes, behind what the command printed. (What getrusage tells is inherited.)
MEASURED = (
    "import re, sys; from pathlib import Path; from cpcc_extract.cli import main\n"
    "try: main()\n"
    "finally: print(re.search(r'VmHWM:\\s+([0-9]+)', Path('/proc/self/status').read_text())[1], file=sys.stderr)"
)


def environment(rules: str) -> dict[str, str]:
    """As for an installed program: compiled modules are used, rules kept in the folder `rules`."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "PYTHONPATH": str(PROJECT), "CPCC_EXTRACT_CACHE": rules}


def of_command(settings: dict[str, str], *command: str) -> float:
    """Process time of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=settings)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up() -> list[str]:
    """Process times of whole commands over that of importing what they are made of; medians of runs in turn."""
    compileall.compile_dir(PROJECT / "cpcc_extract", quiet=1)
    program = [sys.executable, "-m", "cpcc_extract"]
    commands = {
        "python -c 'import typer, pydantic'": [sys.executable, "-c", "import typer, pydantic"],
        "cpcc-extract --version": [*program, "--version"],
        "cpcc-extract --help": [*program, "--help"],
        "cpcc-extract parse REPORT --csv": [*program, "parse", str(SAMPLE), "--csv"],
        "cpcc-extract parse REPORT --json": [*program, "parse", str(SAMPLE), "--json"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as rules:
        settings = environment(rules)
        for command in commands.values():  # the rules are compiled, the files are in memory
            of_command(settings, *command)
        for _ in range(RUNS):
            for name, command in commands.items():
                times[name].append(of_command(settings, *command))
    least = median(next(iter(times.values())))
    return [f"| `{name}` | {1000 * median(took):.0f} ms | {median(took) / least:.1f} |" for name, took in times.items()]


@dataclass(frozen=True)
class Parse:
    """What one `parse --json` took."""

    length: int
    """Characters of its text."""
    peak: int
    """Bytes of memory at the most."""
    seconds: float
    """Process time."""


def parses() -> list[Parse]:
    """One for each of LENGTHS, of a report again and again."""
    report = LONG.read_text(encoding="utf-8")
    found: list[Parse] = []
    with tempfile.TemporaryDirectory() as place:
        file, settings = Path(place, "text.txt"), environment(place)
        command = [sys.executable, "-c", MEASURED, "parse", str(file), "--json"]
        for length in (LENGTHS[0], *LENGTHS):  # the first one only compiles the rules
            file.write_text((report * (length // len(report) + 1))[:length], encoding="utf-8")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(
                command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            found.append(Parse(length, int(done.stderr.split()[-1]) * 1024, took))
    return found[1:]


def memory(found: list[Parse]) -> list[str]:
    """The highest memory for each length, and what each character adds to the first."""
    return [_memory(one, found[0]) for one in found]


def _memory(one: Parse, first: Parse) -> str:
    more = (one.peak - first.peak) / (one.length - first.length) if one.length > first.length else 0
    told = f"{more:,.0f}{' (defect)' if more > BOUND else ''}" if more else ""
    return f"| {one.length:,} | {one.peak / MEGABYTE:,.0f} MB | {told} | {one.seconds:,.1f} s |"


def batches() -> list[str]:
    """Batches of small reports on one and on two workers, in turn; medians of each, and the quotients."""
    runs: dict[int, list[Run]] = {1: [], 2: []}
    for _ in range(RUNS):
        for jobs, done in runs.items():
            done.append(measure(FILES, "csv", jobs))
    rows = [_batch(jobs, done) for jobs, done in runs.items()]
    faster = median(one.seconds / two.seconds for one, two in zip(runs[1], runs[2], strict=True))
    # One worker is as quick as it works; two, and the run itself, share two cores.
    alone = median(one.cpu - one.own for one in runs[1])
    bound = median(alone / max(two.own, two.cpu / 2) for two in runs[2])
    load = os.getloadavg()[2]
    return [
        *rows,
        "",
        f"Medians of {RUNS} rounds. Twice the workers took 1/{faster:.2f} of the time by the clock, with {load:.1f}",
        f"processes waiting for {os.cpu_count()} cores. By processor time it is 1/{bound:.2f} on two free cores.",
    ]


def _batch(jobs: int, done: list[Run]) -> str:
    seconds, cpu, own = (median(getattr(run, name) for run in done) for name in ("seconds", "cpu", "own"))
    parent, worker = (max(getattr(run, name) for run in done) / 1024 for name in ("parent", "worker"))
    return (
        f"| {jobs} | {seconds:.1f} s | {cpu:.1f} s | {own:.1f} s ({100 * own / cpu:.0f} %) | "
        f"{parent:.0f} MB | {worker:.0f} MB{' (defect)' if worker > WORKER else ''} |"
    )
