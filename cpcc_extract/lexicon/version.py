"""Which rules made a table: the package's version and a digest of its rule files."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from cpcc_extract import __version__

_DIGITS = 12


@cache
def rule_version() -> str:
    """`0.1.0+4f1d2c3b5a69`: changes whenever the package or one of its data files does."""
    digest = hashlib.sha256()
    for file in sorted((resources.files("cpcc_extract") / "data").iterdir(), key=lambda file: file.name):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:_DIGITS]}"
