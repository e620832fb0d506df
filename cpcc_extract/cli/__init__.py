"""The command line. Commands declare options, call the library and choose the exit status; they hold no rules."""

from __future__ import annotations

import gc
import os
import sys

_OBJECTS = 100_000
"""How many more there are than at the last look before the collector looks again."""


def main() -> None:
    """Entry point of `cpcc-extract`."""
    # Imports and rules are objects that stay: looking for garbage among them is a tenth of the time of a short run.
    gc.set_threshold(_OBJECTS)
    # No plugin has a say in our records; looking for one goes through all packages that are installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from cpcc_extract.cli.streams import prepare_streams

    prepare_streams()
    from cpcc_extract.cli.commands import app_of, wanted
    from cpcc_extract.cli.guard import failed_to_print

    try:
        app_of(wanted(sys.argv[1:]))(prog_name="cpcc-extract")
    except OSError as error:  # the help text, which no command guards
        sys.exit(failed_to_print(error))
    finally:
        gc.freeze()  # the process ends: a last look for garbage is another fifth of the time of a short run
