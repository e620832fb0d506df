"""What one input is to a worker, and what it comes back as."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cpcc_extract.failure import Failure
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Style


class Task(NamedTuple):
    """One input to read."""

    number: int
    """Its place in the order of the run."""
    path: str
    target: str
    """Where its document goes below the output directory; its name alone where all go into one file."""
    stamp: str
    """The file as it was found."""


class Outcome(NamedTuple):
    """One input that was dealt with: its part of the output, or why there is none."""

    task: Task
    claims: int = 0
    part: bytes = b""
    document: Document | None = None
    """The document itself, where the recipe wants no output of it."""
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a worker does with each input."""

    format: str
    style: Style
    encoding: str | None
    directory: Path | None
    """Each document becomes a file of its own here; None: all go into one."""
    texts: Path | None
    """Where the text of each input is written that its offsets count in; None for nowhere."""
    largest: int
    """Bytes that a file may have."""
    memory: int | None
    """Bytes that a worker may take; None for no limit."""
    review: bool = False
    """Parts are pairs: behind that of the output stands that of the workbook for corrections."""
    bare: bool = False
    """Documents come back as they are, for a program to go on with; format and style say nothing."""
