"""Libraries that only some formats need, loaded when such a file turns up."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from cpcc_extract.errors import MissingExtraError

_FORMATS = {"html": "web pages", "pdf": "PDF"}


def load(module: str, extra: str, called: str) -> Any:
    """The library `module`. Raises MissingExtraError, with the command that installs it, when it is not there."""
    require(module.partition(".")[0], extra, called)
    return import_module(module)


def require(library: str, extra: str, called: str) -> None:
    """Raises MissingExtraError, with the command that installs it, when `library` is not there; loads nothing."""
    try:
        found = find_spec(library)
    except ValueError:
        found = None
    if found is None:
        raise MissingExtraError(
            f"{called}: reading {_FORMATS[extra]} needs a library; install it with: pip install 'cpcc-extract[{extra}]'"
        )
