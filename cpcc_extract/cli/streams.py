"""What the standard streams are set to, so that Chinese always comes through."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path

_CHINESE = "\u4e2d"
"""A character that every encoding of Chinese has."""


def prepare_streams() -> None:
    """Open what the shell closed; print UTF-8 into files and pipes, and to terminals whose encoding has no Chinese.

    A terminal that can show Chinese keeps its encoding (GBK on a Chinese Windows); what that lacks becomes a question
    mark. One that says it cannot (C locale, code page 1252) mostly can all the same, in UTF-8.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the shell (`<&-`, `>&-`)
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open as long as the run
            setattr(sys, name, nowhere)
    if isinstance(sys.stdout, TextIOWrapper):
        kept = sys.stdout.isatty() and _has_chinese(sys.stdout.encoding)
        sys.stdout.reconfigure(encoding=None if kept else "utf-8", errors="replace")
    if isinstance(sys.stderr, TextIOWrapper) and not _has_chinese(sys.stderr.encoding):
        sys.stderr.reconfigure(encoding="utf-8")


def _has_chinese(encoding: str) -> bool:
    try:
        _CHINESE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
