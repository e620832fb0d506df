"""What every command does alike: how much it says, known errors in one line, closed pipes in silence."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Annotated, Any

import typer

from cpcc_extract.errors import CpccError

_QUIET = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]
_VERBOSE = Annotated[bool, typer.Option("--verbose", "-v", help="Also say what is being done.")]
_VOLUME = ContextVar("volume", default=0)


def say(message: object) -> None:
    """A line on standard error, where everything goes that is not data. Something went wrong, or is the answer."""
    typer.echo(f"cpcc-extract: {message}", err=True)


def remark(message: object) -> None:
    """The same, of what went well or goes on; `--quiet` keeps it back."""
    if volume() >= 0:
        say(message)


def detail(message: object) -> None:
    """The same, only for who asked with `--verbose`."""
    if volume() > 0:
        say(message)


def volume() -> int:
    """How much is wanted: -1 errors only, 0 the usual, 1 everything."""
    return _VOLUME.get()


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """The command with `--quiet` and `--verbose`, its known errors told in one line (exit status 1), and a closed pipe
    taken as the end."""

    @wraps(command)
    def run(*, quiet: bool = False, verbose: bool = False, **options: Any) -> None:
        if quiet and verbose:
            raise typer.BadParameter("choose one of --quiet and --verbose")
        _VOLUME.set(verbose - quiet)
        try:
            command(**options)
            sys.stdout.flush()
        except CpccError as error:
            say(error)
            raise typer.Exit(1) from None
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(0) from None
        except OSError as error:
            raise typer.Exit(failed_to_print(error)) from None

    told = inspect.signature(command, eval_str=True)
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=kind)
        for name, kind in (("quiet", _QUIET), ("verbose", _VERBOSE))
    ]
    run.__signature__ = told.replace(parameters=[*told.parameters.values(), *more])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in run.__signature__.parameters.values()}  # type: ignore[attr-defined]
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
