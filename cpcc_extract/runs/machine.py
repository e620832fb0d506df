"""What the machine has for a run: cores and memory."""

from __future__ import annotations

import os

_LEAST_MEMORY = 2_000_000_000
_SHARE = 0.9


def core_count() -> int:
    """Cores that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def memory_share(workers: int) -> int | None:
    """A worker's share of what the machine has, or one hostile file could take all of it; None where nobody knows."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    return max(_LEAST_MEMORY, int(whole * _SHARE) // workers)
