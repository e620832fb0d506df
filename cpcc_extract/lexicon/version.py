"""Which rules made a table: the package's version and a digest of its rule files."""

from __future__ import annotations

import hashlib
from functools import cache

from cpcc_extract import __version__
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay

_DIGITS = 12


def rule_version(over: Overlay = SHIPPED) -> str:
    """`0.1.0+4f1d2c3b5a69`, and behind a point the digest of what a user laid over the rules: changes whenever the
    package, one of its data files or one of the user's does."""
    return ".".join(filter(None, (_shipped_version(), over.digest)))


@cache
def _shipped_version() -> str:
    from importlib import resources  # noqa: PLC0415 - only few outputs tell the version

    digest = hashlib.sha256()
    for file in sorted((resources.files("cpcc_extract") / "data").iterdir(), key=lambda file: file.name):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:_DIGITS]}"
