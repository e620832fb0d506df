"""The command line. Commands declare options, call the library and choose the exit status; they hold no rules."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Entry point of `cpcc-extract`."""
    from cpcc_extract.cli.app import app

    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal keeps its own encoding; whoever reads a file or pipe is promised UTF-8.
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
    app(prog_name="cpcc-extract")
