"""What every command does when something fails: known errors in one line, closed pipes in silence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from cpcc_extract.errors import CpccError

P = ParamSpec("P")


def say(message: object) -> None:
    """A line on standard error, where everything goes that is not data."""
    typer.echo(f"cpcc-extract: {message}", err=True)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """The command with its known errors told in one line (exit status 1) and a closed pipe taken as the end."""

    @wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> None:
        try:
            command(*args, **options)
            sys.stdout.flush()
        except CpccError as error:
            say(error)
            raise typer.Exit(1) from None
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(0) from None
        except OSError as error:
            raise typer.Exit(failed_to_print(error)) from None

    return run


def failed_to_print(error: OSError) -> int:
    """Say that standard output takes nothing more; the exit status, which is 1."""
    _drop_output()
    say(f"cannot write to standard output ({error.strerror or error}); free some space or use -o")
    return 1


def _drop_output() -> None:
    """Send what is still buffered to nowhere, or the interpreter would complain when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
