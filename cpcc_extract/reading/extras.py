"""Libraries that only some formats need, loaded when such a file turns up."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cpcc_extract.errors import MissingExtraError


def load(module: str, extra: str, called: str) -> Any:
    """The library `module`. Raises MissingExtraError, which holds the command that installs it, when it is not there."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(
            f"{called}: reading this format needs a library; install it with: pip install 'cpcc-extract[{extra}]'"
        ) from None
