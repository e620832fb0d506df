"""The figures of benchmarks/peers.json as Markdown, for docs/accuracy.md and docs/performance.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpcc_extract.scoring.lines import Hits

RESULTS = Path(__file__).parent / "peers.json"
COMMAND = "python benchmarks/peers.py FOLDER --write"
OURS = "cpcc_extract"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that finds quantities, among other things or as a part of something else."""

    id: str
    """Of its runner, and of its environment."""
    name: str
    install: str
    """What pip installs for it."""
    purpose: str
    """What it is made for, and how it is asked here."""


PEERS = (
    Peer(OURS, "cpcc-extract", ".", "this project; the places of its claims"),
    Peer(
        "recognizers",
        "Recognizers-Text",
        "recognizers-text-suite 'emoji<2'",
        "what a user tells a bot, in many languages: its Chinese numbers, percentages and numbers with units, less "
        "those in its dates and ordinals",
    ),
    Peer(
        "duckling",
        "duckling-chinese",
        "duckling-chinese",
        "requests to a voice assistant: its dimensions that measure, less numbers in its dates and ordinals",
    ),
    Peer(
        "jionlp",
        "JioNLP",
        "jionlp",
        "a tool box for cleaning and parsing Chinese text; it extracts amounts of money and of time only",
    ),
    Peer(
        "chinese2digits",
        "chinese2digits",
        "chinese2digits",
        "turning spoken numbers into digits: all numbers of a text, without units, dates and ordinals among them",
    ),
    Peer(
        "cn2an",
        "cn2an transform",
        "cn2an",
        "turning Chinese numbers into digits and back: the places that `transform` rewrites; it leaves digits alone",
    ),
    Peer(
        "jieba",
        "jieba part-of-speech",
        "jieba",
        "cutting text into words: runs of numerals and classifiers, dates and ordinals among them",
    ),
)
SETS = {
    "worked on": "reports that the rules of this project were worked on with",
    "held out": "held-out reports, most of whose errors have been read since their first sight",
    "samples": "the samples of this project",
}


SHOWS = """\
A quantity is found where a find overlaps it; the span is exact where it ends where it should and begins there too, a
bound word before it in or out. Of finds that overlap each other the longest counts. This project is given whole texts,
the others a line at a time; few numbers run over the end of a line.

The comparison shows what is left to do when such a program is put on work reports as it comes: telling quantities from
dates, sessions, slogans and list numbers, and taking number, 余 or 近, scale and unit as one. It does not show how well
a program does what it is made for, which is something else for each of them; nor does it compare values, units, or any
field beyond the place. Only this project was worked on with texts of this kind."""


def results() -> dict[str, Any]:
    """The figures that were last written."""
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def accuracy(told: Mapping[str, Any]) -> str:
    """What each program is for, and its finds in each set of texts."""
    programs, there = _there(told)
    blocks = [
        f"`{COMMAND}` on {told['date']}, Python {told['python']}, {told['machine']}.\n"
        "What each is made for, and how it is asked here:",
        "\n".join(_introduced(peer, programs[peer.id]) for peer in there),
    ]
    for name, texts in told["sets"].items():
        rows = [
            "| program | found | exact span | false finds | precision | recall | F1 |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *(_row(peer, programs[peer.id]["scores"][name]) for peer in there),
        ]
        head = f"{texts['quantities']:,} quantities in {texts['texts']} texts ({SETS[name]}):"
        blocks += [head, "\n".join(rows)]
    blocks.append(SHOWS)
    return "\n\n".join(blocks)


def speed(told: Mapping[str, Any]) -> str:
    """The rate of each program over all sets of texts."""
    programs, there = _there(told)
    ours = programs[OURS]["characters_a_second"]
    size = sum(texts["characters"] for texts in told["sets"].values())
    rows = [
        f"`{COMMAND}` on {told['date']}, {size:,} characters, process times,",
        "from a text in memory to the places of quantities ([accuracy.md](accuracy.md) tells how each is asked).",
        "This project makes all other fields of its claims in the same time; chinese2digits and cn2an look for numbers",
        "only.",
        "",
        "| program | version | characters a second | time, of this project's |",
        "| --- | --- | --- | --- |",
    ]
    for peer in there:
        rate = programs[peer.id]["characters_a_second"]
        rows.append(f"| {peer.name} | {programs[peer.id]['version']} | {rate:,} | {ours / rate:.2f} |")
    return "\n".join(rows)


def _there(told: Mapping[str, Any]) -> tuple[dict[str, Any], list[Peer]]:
    programs = {program["id"]: program for program in told["programs"]}
    return programs, [peer for peer in PEERS if peer.id in programs]


def _introduced(peer: Peer, told: Mapping[str, Any]) -> str:
    failed = f" It raised an error at {told['failures']} lines." if told["failures"] else ""
    return f"- {peer.name} {told['version']} (`pip install {peer.install}`): {peer.purpose}.{failed}"


def _row(peer: Peer, told: Mapping[str, int]) -> str:
    hits = Hits(told["found"], told["false"], told["missed"])
    figures = " | ".join(f"{figure:.3f}" for figure in (hits.precision, hits.recall, hits.f1))
    return f"| {peer.name} | {told['found']} | {told['exact']} | {told['false']} | {figures} |"
