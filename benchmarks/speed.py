"""How fast: characters a second, against the least that could be done, with size, at the start, in memory, in batches.

    python benchmarks/speed.py [DIRECTORY] [--write]

Measures the project's samples, and the texts of DIRECTORY where one is given. Times are process times (of the
children for whole commands), medians of five; ratios come from one run, so that a busy machine does less harm.
`--write` puts the figures into docs/performance.md. An exponent above 1.05 and memory above its bound are called a
defect. Takes some twenty minutes on a free machine, and Linux.
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
from processes import BOUND, FILES, LONG, WORKER, Parse, batches, memory, parses, start_up

from cpcc_extract import __version__
from cpcc_extract.claims.finding import find_claims
from cpcc_extract.cli import LOOKS
from cpcc_extract.exact_json import dump_by_record
from cpcc_extract.insight.checks import checked
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.pipeline import analyse, document_of, parse
from cpcc_extract.reading.source import Source
from cpcc_extract.reading.text import CHARACTERS, read_source, source_from_text
from cpcc_extract.structure.page import read_layout
from cpcc_extract.when.timeline import read_times
from cpcc_extract.who.organisations import describe_articles
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.json import encode

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
TARGET = ROOT / "docs" / "performance.md"
RUNS = 5
SIZES = (4_000, 90_000, 2_000_000)
REPORT_SIZES = (1_000, 10_000, 100_000, 1_000_000)
ONCE = 1_000_000
"""Characters from which on a text is read once: what disturbs a long run evens out in it."""
COPIES = (1, 4, 16)
STEEP = 1.05
NUMERAL = re.compile("[0-9]+(?:[.,][0-9]+)*|[零〇一二三四五六七八九十百千万亿两几]+")
HOSTILE = {
    "digits": "1",
    "numerals": "一",
    "opening brackets": "(",
    "unclosed quotations": "“收到提案3件,",
    "headings": "一、提案\n",
    "lines, a million": "1\n",
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

Time against size as an exponent: 1 is linear, above 1.05 is a defect. Texts from a million characters on are
read once. Hostile texts have {smallest:,} to {largest:,} characters.

| text | exponent |
| --- | --- |
{growth}

## Start

Whole commands, modules compiled, with the rules kept from an earlier run:

| command | process time | ratio |
| --- | --- | --- |
{start}

## Memory

The highest memory of `cpcc-extract parse --json` for one text, how many bytes each character adds (above
{bound} is a defect), and the process time. The text has 42 claims in a thousand characters, which is four times
what reports have; a claim takes most of the memory. No input may have more than {limit:,} characters.

| characters | memory | bytes a character | time |
| --- | --- | --- | --- |
{memory}

## Batches

`cpcc-extract batch` over {files:,} reports of 135 characters into one CSV. Workers hand over their part
of the output as written; the run itself only puts parts together. A worker with more than {worker} MB is a
defect.

| workers | by the clock | processor time | of it the run itself | its memory | of a worker |
| --- | --- | --- | --- | --- | --- |
{batches}

## Other programs

Programs that find quantities:

{peers}
"""


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median process time of `work`."""
    times = []
    for _ in range(runs):
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


def reading_times(unit: str, sizes: tuple[int, ...]) -> list[tuple[float, float]]:
    """Lengths of texts made of `unit`, and what reading them takes."""
    found = []
    for size in sizes:
        source = source_from_text((unit * (size // len(unit) + 1))[:size])
        found.append((float(size), seconds(partial(_parsed, source), 1 if size >= ONCE else RUNS)))
    return found


def _slope(points: list[tuple[float, float]]) -> str:
    """The slope of the logarithm of the time over that of the size: 1 for a time that grows with the size."""
    logs = [(log(size), log(took)) for size, took in points]
    x, y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    slope = sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)
    return f"{slope:.2f}{' (defect)' if slope > STEEP else ''}"


def growth(directory: Path, whole: list[Parse]) -> list[str]:
    """One row for each text, and one for the number of files; `whole` are commands with long ones."""
    text = LONG.read_text(encoding="utf-8")
    points = reading_times(text, REPORT_SIZES) + [
        (one.length, one.seconds) for one in whole if one.length > REPORT_SIZES[-1]
    ]
    texts = [read_source(file) for file in sorted(directory.glob("*.txt"))]

    def several(copies: int) -> None:
        for source in texts * copies:
            _parsed(source)

    files = [(float(copies), seconds(partial(several, copies))) for copies in COPIES]
    return [
        f"| a report again and again, {REPORT_SIZES[0]:,} to {whole[-1].length:,} (100 MB) | {_slope(points)} |",
        *(f"| {name} | {_slope(reading_times(unit, SIZES))} |" for name, unit in HOSTILE.items()),
        f"| {len(texts) * COPIES[0]} to {len(texts) * COPIES[-1]} files | {_slope(files)} |",
    ]


def report(directory: Path | None) -> str:
    """All figures as the page docs/performance.md."""
    gc.set_threshold(*LOOKS)
    whole = parses()
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
        growth="\n".join(growth(SAMPLES, whole)),
        start="\n".join(start_up()),
        memory="\n".join(memory(whole)),
        bound=BOUND,
        worker=WORKER,
        limit=CHARACTERS,
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
