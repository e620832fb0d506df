"""The command line. Commands declare options, call the library and choose the exit status; they hold no rules."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

LOOKS = (100_000, 50, 1_000)
"""How many more objects there are before the collector looks at the new ones; how many such looks before it looks at
those before them too; and how many of these before it looks at all. What a run makes stays and has no circles: to
look at all of it again and again is a fifth of the time of a text of millions of characters."""


def program() -> NoReturn:
    """Entry point of `cpcc-extract`: `main`, and then the end of the process at once.

    All that was written is out by then. To take down a hundred thousand rules and words one by one, as Python does at
    the end, is a twentieth of the time of a short run.
    """
    status: object = 0
    try:
        main()
    except SystemExit as ended:
        status = ended.code or 0
    if not isinstance(status, int):
        raise SystemExit(status)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = status or 1
    os._exit(status)


def main() -> None:
    """The command line, as a function that comes back or raises SystemExit."""
    # Imports and rules are objects that stay: looking for garbage among them is a tenth of the time of a short run.
    gc.set_threshold(*LOOKS)
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
