"""How well a program finds the quantities of annotated texts, from the places alone.

The judgement is that of `cpcc-extract evaluate`: a quantity is found where a find overlaps it; further finds are false
where they hold a numeral that annotators set aside, or one that another find has. Of finds that overlap each other the
longest counts, so that no program loses by saying the same thing in two ways.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.held_out import TEXTS, write_annotations
from cpcc_extract.reading.text import read_source
from cpcc_extract.scoring.gold import load_gold, numerals, stems, text_of
from cpcc_extract.scoring.lines import Hits
from cpcc_extract.scoring.pairs import false_finds, pair_up, same_span
from cpcc_extract.spans import Span

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT / "samples"
GOLD = TEXTS.parent / "gold"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and the quantities in it."""

    text: str
    wanted: tuple[Span, ...]
    neutral: frozenset[int]
    """Numbers of the numerals about which careful readers differ."""


@dataclass(frozen=True, slots=True)
class Score:
    """Finds against annotations."""

    hits: Hits
    exact: int
    """Of the quantities found those whose span is right; a bound word before it may be in or out."""

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.exact + other.exact)


def texts() -> dict[str, list[Annotated]]:
    """The sets of annotated texts: the samples always, the others where they stand beside the project."""
    found = {}
    if GOLD.is_dir():
        found["worked on"] = _gold(GOLD)
        with tempfile.TemporaryDirectory() as folder:
            write_annotations(Path(folder))
            found["held out"] = _gold(Path(folder))
    found["samples"] = [_sample(path) for path in sorted((SAMPLES / "expected").glob("*.json"))]
    return found


def score(annotated: Annotated, finds: Iterable[tuple[int, int]]) -> Score:
    """Judge what was found in one text."""
    pairs, left = pair_up(annotated.wanted, distinct(Span(*find) for find in finds))
    false = false_finds(left, numerals(annotated.text), annotated.neutral)
    found = [(wanted, find) for wanted, find in pairs if find]
    exact = sum(same_span(wanted, find) for wanted, find in found)
    return Score(Hits(len(found), len(false), len(pairs) - len(found)), exact)


def distinct(finds: Iterable[Span]) -> list[Span]:
    """The finds in their order, each but the longest (the first of equal ones) of those that overlap left out."""
    kept: list[Span] = []
    for find in sorted(set(finds), key=lambda span: (-len(span), span.start)):
        if len(find) and not any(find.overlaps(other) for other in kept):
            kept.append(find)
    return sorted(kept)


def _gold(folder: Path) -> list[Annotated]:
    found = []
    for stem in stems(folder):
        gold = load_gold(folder, stem)
        text = read_source(text_of(TEXTS, stem), encoding="utf-8").text
        found.append(Annotated(text, tuple(Span(claim.start, claim.end) for claim in gold.claims), gold.neutral))
    return found


def _sample(expected: Path) -> Annotated:
    """samples/README.md tells the format."""
    told = json.loads(expected.read_text(encoding="utf-8"))
    text = read_source(SAMPLES / f"{expected.stem}.txt").text
    doubted = _places(text, told.get("either", []))
    neutral = [number for number, span in enumerate(numerals(text)) if any(map(span.overlaps, doubted))]
    return Annotated(text, tuple(_places(text, told["claims"])), frozenset(neutral))


def _places(text: str, rows: Sequence[dict[str, str]]) -> list[Span]:
    """Where the rows stand: each right behind its context, which is there once."""
    starts = [text.index(row["context"] + row["text"]) + len(row["context"]) for row in rows]
    return [Span(start, start + len(row["text"])) for start, row in zip(starts, rows, strict=True)]
