"""How compiled rules are written for the runs to come (lexicon/store.py reads them)."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from cpcc_extract.lexicon.patterns import LazyPattern, code_of

_OTHERS = 24  # files of other versions and Pythons that are left beside ours


def keep(rules: object, file: Path) -> None:
    """Write the rules into `file`, in a folder that is there.

    A home that is read-only or full costs the next run its time, and nothing else.
    """
    with suppress(OSError, pickle.PicklingError):
        _write(rules, file)


def _write(rules: object, file: Path) -> None:
    """Whole or not at all, however many write at once: each its own file, put in place under the name."""
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(rules)
    handle, name = tempfile.mkstemp(prefix="new-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(hashlib.sha256(out.getvalue()).digest() + out.getvalue())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    others = sorted(file.parent.glob("rules-*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[_OTHERS:]:
        path.unlink(missing_ok=True)


class _Pickler(pickle.Pickler):
    """Keeps patterns of `re` compiled, for their first use; those of `regex` are compiled anew."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, re.Pattern) and (code := code_of(value)) is not None:
            return LazyPattern, (value.pattern, code)
        return NotImplemented
