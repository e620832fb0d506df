"""Whether a workbook may be written anew: not when somebody may have filled it in."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from cpcc_extract.writers.sheets import CREATED

_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([^<]*)<")
_LONGEST = 100_000
"""Bytes of the properties that are read."""


def untouched(path: Path) -> bool:
    """True for a workbook that nobody has saved since this program wrote it; False for any other file.

    Whatever program saves a workbook notes the time in its properties; this one always notes the same.
    """
    try:
        with zipfile.ZipFile(path) as package, package.open(_PROPERTIES) as properties:
            found = _MODIFIED.search(properties.read(_LONGEST))
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError):
        return False
    return found is not None and found[1].decode("ascii", "replace") == f"{CREATED:%Y-%m-%dT%H:%M:%SZ}"
