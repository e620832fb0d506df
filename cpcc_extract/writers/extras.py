"""Libraries that only some outputs need, and what to do where one is missing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from cpcc_extract.errors import MissingExtraError


def library(name: str, extra: str, purpose: str) -> Any:
    """The module `name`, imported now. Raises MissingExtraError with the command that installs it."""
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtraError(
            f"{purpose} needs {name.partition('.')[0]}, which is not installed; pip install 'cpcc-extract[{extra}]'"
        ) from None


def require(name: str, extra: str, purpose: str) -> None:
    """Raises MissingExtraError, as `library` does, when the module cannot be had; does not load it."""
    if find_spec(name) is None:
        library(name, extra, purpose)
