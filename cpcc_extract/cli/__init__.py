"""The command line. Commands declare options, call the library and choose the exit status; they hold no rules."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path


def main() -> None:
    """Entry point of `cpcc-extract`."""
    for stream, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, stream) is None:  # closed by the shell (`<&-`, `>&-`)
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open as long as the run
            setattr(sys, stream, nowhere)
    from cpcc_extract.cli.app import app
    from cpcc_extract.cli.guard import failed_to_print

    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal keeps its own encoding; whoever reads a file or pipe is promised UTF-8.
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
    try:
        app(prog_name="cpcc-extract")
    except OSError as error:  # the help text, which no command guards
        sys.exit(failed_to_print(error))
