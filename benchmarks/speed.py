"""How fast: characters a second, against the least that could be done, with size, at the start, in memory, in batches.

    python benchmarks/speed.py [DIRECTORY] [--write]

Measures the project's samples, and the texts of DIRECTORY where one is given. Times are process times (of the
children for whole commands), medians of five; ratios come from one run, so that a busy machine does less harm.
`--write` puts the figures into docs/performance.md. An exponent above 1.05 and memory above its bound are called a
defect. Takes some ten minutes on a free machine, and Linux.
"""

from __future__ import annotations

import gc
import platform
import re
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from math import log
from pathlib import Path
from statistics import median

from peer_tables import results, speed
from processes import FILES, batches, memory, start_up

from cpcc_extract import __version__
from cpcc_extract.claims.finding import find_claims
from cpcc_extract.exact_json import dump_by_record
from cpcc_extract.insight.checks import checked
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.pipeline import analyse, document_of, parse
from cpcc_extract.reading.source import Source
from cpcc_extract.reading.text import read_source, source_from_text
from cpcc_extract.structure.page import read_layout
from cpcc_extract.when.timeline import read_times
from cpcc_extract.who.organisations import describe_articles
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.json import encode

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
TARGET = ROOT / "docs" / "performance.md"
RUNS = 5
SIZES = (4_000, 16_000, 64_000)
REPORT_SIZES = (1_000, 10_000, 100_000, 1_000_000)
COPIES = (1, 4, 16)
STEEP = 1.05
OBJECTS = 100_000
"""Threshold of the collector, as the command line sets it."""
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
PAGE = """\
# Speed

Written by `python benchmarks/speed.py{directory} --write` on {date}:
version {version}, Python {python}, {machine}, a busy machine.
Times are process times, medians of five; ratios are within one run.

## Throughput

From the file to its JSON with all fields and checks, one core, rules loaded. The floor decodes, scans
once for numerals, and makes and writes the same records. First row: `samples/`{second}

| texts | characters | claims | characters a second | a text | characters a second at the floor | times the floor |
| --- | --- | --- | --- | --- | --- | --- |
{rates}

Where the time goes, by stage:

| stage | share |
| --- | --- |
{stages}

## Growth

Time against size as an exponent: 1 is linear, above 1.05 is a defect.
Hostile texts have {smallest:,} to {largest:,} characters.

| text | exponent |
| --- | --- |
{growth}

## Start

Whole commands, modules compiled, with the rules kept from an earlier run:

| command | process time | ratio |
| --- | --- | --- |
{start}

## Memory

The highest memory of `cpcc-extract parse --json` for one text, and how many bytes each character adds
(above 1,000 is a defect). No input may have more than ten million characters.

| characters | memory | bytes a character |
| --- | --- | --- |
{memory}

## Batches

`cpcc-extract batch` over {files:,} reports of 300 characters into one CSV. Workers hand over their part
of the output as written; the run itself only puts parts together.

| workers | by the clock | processor time | of it the run itself | its memory | of a worker |
| --- | --- | --- | --- | --- | --- |
{batches}

## Other programs

Programs that find quantities:

{peers}
"""


def seconds(work: Callable[[], object]) -> float:
    """Median process time of `work`."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def throughput(directory: Path) -> str:
    """Characters a second over the texts of `directory`, and how many times the floor that is.

    The floor is what no extractor can do without: decode, one scan for numerals, make and write the same records (the
    checks too, which are not worked out again).
    """
    files = sorted(directory.glob("*.txt"))
    raws = [file.read_bytes() for file in files]
    texts = [read_source(file) for file in files]
    found = [analyse(source) for source in texts]
    checks = [checked(document_of(analysis)).checks for analysis in found]

    def whole() -> None:
        for file in files:
            encode(parse(read_source(file)), STYLE)

    def floor() -> None:
        for raw, source, analysis, own in zip(raws, texts, found, checks, strict=True):
            NUMERAL.findall(raw.decode(source.encoding))
            "".join(dump_by_record(vars(document_of(analysis).model_copy(update={"checks": own})))).encode()

    characters = sum(len(source.text) for source in texts)
    mine, least = seconds(whole), seconds(floor)
    return (
        f"| {len(files)} | {characters:,} | {sum(len(one.claims) for one in found):,} | {characters / mine:,.0f} | "
        f"{1000 * mine / len(files):.1f} ms | {characters / least:,.0f} | {mine / least:.1f} |"
    )


def stages(directory: Path) -> list[str]:
    """The share of each stage in the time of a text, from the file to its JSON."""
    files = sorted(directory.glob("*.txt"))
    sources = [read_source(file) for file in files]
    found = [analyse(source) for source in sources]
    documents = [document_of(analysis) for analysis in found]
    rules = Lexicon.load()
    work: dict[str, Callable[[], object]] = {
        "file to folded text": lambda: [read_source(file) for file in files],
        "lines, headings, paragraphs": lambda: [read_layout(one, rules.structure) for one in sources],
        "times": lambda: [read_times(one.source, one.layout, rules.times) for one in found],
        "bodies and places": lambda: [describe_articles(one.source, one.layout, rules.organisations) for one in found],
        "claims of the quantities": lambda: [find_claims(one.layout, one.times, one.readings, rules) for one in found],
        "records": lambda: [document_of(one) for one in found],
        "checks": lambda: [checked(one) for one in documents],
        "JSON": lambda: ["".join(dump_by_record(vars(one))).encode() for one in documents],
    }
    times = {name: seconds(one) for name, one in work.items()}
    whole = seconds(lambda: [encode(parse(read_source(file)), STYLE) for file in files])
    times["quantities, and what lies between"] = whole - sum(times.values())
    return [f"| {name} | {100 * took / whole:.0f} % |" for name, took in times.items()]


def _parsed(source: Source) -> None:
    encode(parse(source), STYLE)


def exponent(unit: str, sizes: tuple[int, ...]) -> str:
    """How time grows with the length of a text made of `unit`."""
    sources = [source_from_text((unit * (size // len(unit) + 1))[:size]) for size in sizes]
    return _slope([(float(len(source.text)), seconds(partial(_parsed, source))) for source in sources])


def _slope(points: list[tuple[float, float]]) -> str:
    """The slope of the logarithm of the time over that of the size: 1 for a time that grows with the size."""
    logs = [(log(size), log(took)) for size, took in points]
    x, y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    slope = sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)
    return f"{slope:.2f}{' (defect)' if slope > STEEP else ''}"


def growth(directory: Path) -> list[str]:
    """One row for each text, and one for the number of files."""
    text = (SAMPLES / "proposal_report.txt").read_text(encoding="utf-8")
    texts = [read_source(file) for file in sorted(directory.glob("*.txt"))]

    def several(copies: int) -> None:
        for source in texts * copies:
            _parsed(source)

    files = [(float(copies), seconds(partial(several, copies))) for copies in COPIES]
    return [
        f"| a report again and again, {REPORT_SIZES[0]:,} to {REPORT_SIZES[-1]:,} | {exponent(text, REPORT_SIZES)} |",
        *(f"| {name} | {exponent(unit, SIZES)} |" for name, unit in HOSTILE.items()),
        f"| {len(texts) * COPIES[0]} to {len(texts) * COPIES[-1]} files | {_slope(files)} |",
    ]


def report(directory: Path | None) -> str:
    """All figures as the page docs/performance.md."""
    gc.set_threshold(OBJECTS)
    rates = [throughput(SAMPLES), *([throughput(directory)] if directory else [])]
    return PAGE.format(
        directory=" DIRECTORY" if directory else "",
        date=date.today(),
        version=__version__,
        python=platform.python_version(),
        machine=platform.machine(),
        second="; second row: real reports." if directory else ".",
        rates="\n".join(rates),
        stages="\n".join(stages(directory or SAMPLES)),
        smallest=SIZES[0],
        largest=SIZES[-1],
        growth="\n".join(growth(SAMPLES)),
        start="\n".join(start_up()),
        memory="\n".join(memory()),
        files=FILES,
        batches="\n".join(batches()),
        peers=speed(results()),
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
