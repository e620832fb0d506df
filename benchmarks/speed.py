"""How fast: characters a second, against the least that could be done, with size, and at the start.

    python benchmarks/speed.py [DIRECTORY] [--write]

Measures the project's samples, and the texts of DIRECTORY where one is given. Times are process times (of the
children for whole commands), medians of five; ratios come from one run, so that a busy machine does less harm.
`--write` puts the figures into docs/performance.md. Nothing is measured against a limit.
"""

from __future__ import annotations

import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from math import log
from pathlib import Path
from statistics import median

from peer_tables import results, speed

from cpcc_extract import __version__
from cpcc_extract.pipeline import analyse, document_of, parse
from cpcc_extract.reading.source import Source
from cpcc_extract.reading.text import read_source, source_from_text
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.json import encode

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
TARGET = ROOT / "docs" / "performance.md"
RUNS = 5
SIZES = (4_000, 16_000, 64_000)
NUMERAL = re.compile("[0-9]+(?:[.,][0-9]+)*|[零〇一二三四五六七八九十百千万亿两几]+")
HOSTILE = {
    "digits": "1",
    "numerals": "一",
    "opening brackets": "(",
    "unclosed quotations": "“收到提案3件,",
    "headings": "一、提案\n",
    "short lines": "1\n",
    "dates": "2024年1月3日至5日,",
    "claims in one line": "收到提案190件,立案率92.6%,",
}
STYLE = Style()


def seconds(work: Callable[[], object]) -> float:
    """Median process time of `work`."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def of_command(*command: str) -> float:
    """Median process time of a command."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(times)


def throughput(directory: Path) -> str:
    """Characters a second over the texts of `directory`, and how many times the floor that is.

    The floor is what no extractor can do without: decode, one scan for numerals, make and write the same records.
    """
    files = sorted(directory.glob("*.txt"))
    raws = [file.read_bytes() for file in files]
    texts = [read_source(file) for file in files]
    found = [analyse(source) for source in texts]

    def whole() -> None:
        for file in files:
            encode(parse(read_source(file)), STYLE)

    def floor() -> None:
        for raw, source, analysis in zip(raws, texts, found, strict=True):
            NUMERAL.findall(raw.decode(source.encoding))
            encode(document_of(analysis), STYLE)

    characters = sum(len(source.text) for source in texts)
    mine, least = seconds(whole), seconds(floor)
    return (
        f"| {len(files)} | {characters:,} | {sum(len(one.claims) for one in found):,} | {characters / mine:,.0f} | "
        f"{1000 * mine / len(files):.1f} ms | {mine / least:.1f} |"
    )


def _parsed(source: Source) -> None:
    encode(parse(source), STYLE)


def exponent(unit: str) -> float:
    """The slope of the logarithm of the time over that of the size: 1 for a time that grows with the text."""
    points = []
    for size in SIZES:
        source = source_from_text((unit * (size // len(unit) + 1))[:size])
        points.append((log(size), log(seconds(partial(_parsed, source)))))
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def growth() -> list[str]:
    """One row for each text."""
    report = (SAMPLES / "proposal_report.txt").read_text(encoding="utf-8")
    rows = {"a report, again and again": report, **HOSTILE}
    return [f"| {name} | {exponent(unit):.2f} |" for name, unit in rows.items()]


def start_up() -> list[str]:
    """Process times of whole commands over that of importing what they are made of."""
    python, sample = sys.executable, str(SAMPLES / "proposal_report.txt")
    least = of_command(python, "-c", "import typer, pydantic")
    rows = [f"| `python -c 'import typer, pydantic'` | {1000 * least:.0f} ms | 1 |"]
    for options in (["--version"], ["--help"], ["parse", sample, "--json"]):
        took = of_command(python, "-m", "cpcc_extract", *options)
        shown = " ".join(options).replace(sample, "REPORT")
        rows.append(f"| `cpcc-extract {shown}` | {1000 * took:.0f} ms | {took / least:.1f} |")
    return rows


def report(directory: Path | None) -> str:
    """All figures as the page docs/performance.md."""
    table = ["| texts | characters | claims | characters a second | a text | times the floor |", "| --- " * 6 + "|"]
    table.append(throughput(SAMPLES))
    if directory:
        table.append(throughput(directory))
    return "\n".join(
        [
            "# Speed",
            "",
            f"Written by `python benchmarks/speed.py{' DIRECTORY' if directory else ''} --write` on {date.today()}:",
            f"version {__version__}, Python {platform.python_version()}, {platform.machine()}, a busy machine.",
            "Process times, medians of five.",
            "",
            "From the file to its JSON, rules loaded. The floor decodes, scans once for numerals, and makes and writes",
            "the same records. First row: `samples/`" + ("; second row: real reports." if directory else "."),
            "",
            *table,
            "",
            f"Time against length, {SIZES[0]:,} to {SIZES[-1]:,} characters of one text, as an exponent (1 is linear):",
            "",
            "| text | exponent |",
            "| --- | --- |",
            *growth(),
            "",
            "Whole commands, with the rules kept from an earlier run:",
            "",
            "| command | process time | ratio |",
            "| --- | --- | --- |",
            *start_up(),
            "",
            "Other programs that find quantities:",
            "",
            speed(results()),
            "",
        ]
    )


def main() -> None:
    """Print the figures; write them where asked to."""
    given = [Path(argument) for argument in sys.argv[1:] if argument != "--write"]
    page = report(given[0] if given else None)
    print(page)
    if "--write" in sys.argv:
        TARGET.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
