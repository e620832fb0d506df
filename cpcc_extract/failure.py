"""An input that gave no document, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Failure:
    """One input without a document: every input has either this or a document, never neither."""

    source: str
    """Path as it was given or found."""
    outcome: Literal["failed", "skipped"]
    """skipped: nothing is lost by it (read already under another name, a hidden file)."""
    error: str
    """Name of the error's class: BinaryError, EmptyError, …"""
    reason: str
    """What is wrong and what to do, without the path."""
