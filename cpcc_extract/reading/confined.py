"""Running another program on a hostile file: bounded in time and memory, and gone when we are done with it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended."""

    status: int | None
    """Its exit status, negative for the signal that killed it; None when its time ran out."""
    output: bytes


def run_confined(command: Sequence[str], *, given: bytes = b"", seconds: float, memory: int) -> Finished:
    """Run `command` with `given` as its standard input; all it started is killed when `seconds` have passed.

    `memory` bounds its address space in bytes, where the system can (Linux). Raises OSError when the command
    cannot be started.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _limit(process.pid, memory)
        output, _ = process.communicate(given, timeout=seconds)
        return Finished(process.returncode, output)
    except subprocess.TimeoutExpired:
        return Finished(None, b"")
    finally:
        _end(process)


def _limit(pid: int, memory: int) -> None:
    try:
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))
    except (ImportError, AttributeError, OSError):
        return


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the program and of all that it started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
    process.communicate()
