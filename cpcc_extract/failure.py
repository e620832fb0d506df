"""An input that gave no document, and why."""

from typing import Literal, NamedTuple

from cpcc_extract.errors import CpccError


class Failure(NamedTuple):
    """One input without a document: every input has either this or a document, never neither."""

    source: str
    """Path as it was given or found."""
    outcome: Literal["failed", "skipped"]
    """skipped: nothing is lost by it (read already under another name, a hidden file)."""
    error: str
    """Name of the error's class: BinaryError, EmptyError, …"""
    reason: str
    """What is wrong and what to do, without the path."""


def failure_of(source: str, error: Exception) -> Failure:
    """What an exception says of the input `source`: the reason and advice of one of ours, a defect for any other."""
    kind = type(error).__name__
    if isinstance(error, CpccError):
        return Failure(source, "failed", kind, str(error).removeprefix(f"{source}: "))
    reason = f"a defect of the program ({kind}: {error}); please report it with this file"
    return Failure(source, "failed", kind, reason)
