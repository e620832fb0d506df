"""The command line. Commands declare options, call the library and choose the exit status; they hold no rules."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of `cpcc-extract`."""
    from cpcc_extract.cli.streams import prepare_streams

    prepare_streams()
    from cpcc_extract.cli.app import app
    from cpcc_extract.cli.guard import failed_to_print

    try:
        app(prog_name="cpcc-extract")
    except OSError as error:  # the help text, which no command guards
        sys.exit(failed_to_print(error))
